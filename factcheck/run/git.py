"""Run, part: asks git what changed and what revisions hold. No shell, no pager, no program that a configuration names."""

from __future__ import annotations

import difflib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass
from factcheck.model.changes import LineRange

_CLEAN = ("core.quotePath=off", "core.fsmonitor=false", "core.hooksPath=" + os.devnull, "core.pager=cat", "gc.auto=0")
"""What no configuration decides here: names come as they are, and nothing that it names is run."""
_OF_OTHERS = frozenset(
    [
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE",
        "GIT_PREFIX",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_GRAFT_FILE",
        "GIT_SHALLOW_FILE",
        "GIT_EXTERNAL_DIFF",
        "GIT_DIFF_OPTS",
        "GIT_LITERAL_PATHSPECS",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
        "GIT_PAGER",
        "PAGER",
        "GIT_CONFIG",
        "GIT_TRACE",
        "GIT_REDIRECT_STDOUT",
        "GIT_REDIRECT_STDERR",
        "LANGUAGE",
    ]
)
"""Variables that a hook or a user set for another call: they would make git look elsewhere or answer otherwise."""
_OFFLINE = {"GIT_ALLOW_PROTOCOL": ""}
"""A clone that lacks contents would fetch them without a word, by programs that its configuration names."""
SUBMODULE = "160000"
_LINK = "120000"
_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository: where it was found, and the root of its working tree (none of a bare one)."""

    folder: str
    top: str | None
    options: tuple[str, ...] = ()
    """Settings that switch off the filters of its configuration."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a revision: its path from the root of the repository, its mode, and the name of its content."""

    path: str
    mode: str
    object: str

    @property
    def is_link(self) -> bool:
        """Whether it is a symbolic link, whose content is where it leads."""
        return self.mode == _LINK


class GitError(UsageError):
    """What git answered instead of a result; ends a run unless the caller knows better."""

    def __init__(self, asked: str, told: str, code: int) -> None:
        remedy = f"see what `git {asked}` says; the repository may be damaged"
        super().__init__(Problem(message=f"git could not answer: {told or f'exit code {code}'}", remedy=remedy))
        self.told, self.code = told, code


def open_repository(path: str | Path) -> Repository:
    """The repository that a file or folder lies in; raises UsageError where there is none, or no git."""
    folder = Path(path)
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    try:
        bare, top = (_text(folder, "rev-parse", "--is-bare-repository") == "true"), None
        if not bare:
            top = _text(folder, "rev-parse", "--show-toplevel")
    except GitError as error:
        raise UsageError(_no_repository(str(path), error)) from error
    home = top if top is not None else str(folder)
    return Repository(folder=home, top=top, options=_without_filters(home))


def day_of_head(path: str | Path) -> date | None:
    """The committer's day of the commit that is checked out where a file or folder lies; none where git tells of none."""
    folder = Path(path)
    try:
        return date.fromisoformat(
            _text(folder if folder.is_dir() else folder.parent, "log", "-1", "--no-show-signature", "--format=%cs")
        )
    except (UsageError, OSError, ValueError):
        return None


def _no_repository(path: str, error: GitError) -> Problem:
    if "dubious ownership" in error.told:
        return Problem(
            message="lies in a repository of another user, which git does not trust",
            path=path,
            remedy="git config --global --add safe.directory FOLDER, with the folder of the repository",
        )
    known = "not a git repository" in error.told or "must be run in a work tree" in error.told
    return Problem(
        message="lies in no git repository" if known else f"git cannot tell of it: {error.told}",
        path=path,
        remedy="run it inside a repository, or leave the options that name a revision out",
    )


def _without_filters(folder: str) -> tuple[str, ...]:
    """Settings by which no filter of the configuration is run: texts are compared as they stand in the files."""
    try:
        names = _run(folder, "config", "--null", "--name-only", "--get-regexp", r"^filter\.").split(b"\0")
    except GitError:
        return ()
    drivers = sorted({os.fsdecode(name).rpartition(".")[0] for name in names if name})
    ends = ("clean=", "smudge=", "process=", "required=false")
    return tuple(f"{driver}.{end}" for driver in drivers if "=" not in driver for end in ends)


def commit_of(repository: Repository, ref: str) -> str:
    """The commit that a name stands for; raises UsageError, with what may have been meant."""
    if ref and not ref.startswith("-"):
        try:
            return _text(repository, "rev-parse", "--verify", "--quiet", ref + "^{commit}")
        except GitError:
            pass
    raise UsageError(_unknown(repository, ref))


def _unknown(repository: Repository, ref: str) -> Problem:
    names = _text(repository, "for-each-ref", "--format=%(refname:short)").splitlines()
    if not names and not _exists(repository, "HEAD"):
        return Problem(message="the repository has no commit yet", path=repository.folder, remedy="commit first")
    near = [name for name in names if name.endswith("/" + ref)] or difflib.get_close_matches(ref, names, 3)
    remedy = f"did you mean {' or '.join(near[:3])}?" if near else "`git branch -a` and `git tag` list what there is"
    if _is_shallow(repository) or not near:
        remedy += "; a checkout may hold one branch only: " + _FETCH
    return Problem(message=f"git knows no revision {ref!r}", remedy=remedy)


_FETCH = "fetch the rest (`git fetch --unshallow`, in GitHub Actions `fetch-depth: 0`, in GitLab `GIT_DEPTH: 0`)"


def merge_base(repository: Repository, ref: str) -> str:
    """The commit at which HEAD left the line of a revision; raises UsageError where there is none."""
    other, head = commit_of(repository, ref), commit_of(repository, "HEAD")
    try:
        return _text(repository, "merge-base", other, head)
    except GitError as error:
        if error.code != 1:
            raise
    if _is_shallow(repository):
        message, remedy = f"this clone is shallow and does not hold the merge base of {ref} and HEAD", _FETCH
    else:
        message, remedy = f"{ref} and HEAD have no commit in common", "name a revision that HEAD came from"
    raise UsageError(Problem(message=message, remedy=remedy))


def _is_shallow(repository: Repository) -> bool:
    return _text(repository, "rev-parse", "--is-shallow-repository") == "true"


def _exists(repository: Repository, name: str) -> bool:
    try:
        _run(repository, "rev-parse", "--verify", "--quiet", name + "^{commit}")
    except GitError:
        return False
    return True


def holds(repository: Repository, commit: str) -> bool:
    """Whether the repository has this commit."""
    return _exists(repository, commit)


def changed_lines(repository: Repository, commit: str, suffixes: Sequence[str]) -> dict[str, tuple[LineRange, ...]]:
    """The lines of the working tree that are not those of a commit, by path from the root of the repository.

    Renames are followed; of a renamed file only its own changes count. What differs in white space at the ends of lines
    alone is no change. `suffixes` says which files are looked at, all if there is an empty one.
    """
    patch = _run(
        repository, "diff", "--no-ext-diff", "--no-textconv", "--no-color", "--text", "--unified=0", "--inter-hunk-context=0",
        "--ignore-space-at-eol", "--diff-algorithm=histogram", "-M", "-l5000", "--no-relative", "--ignore-submodules=all",
        "--src-prefix=a/", "--dst-prefix=b/", commit, "--", *_patterns(suffixes),
    )  # fmt: skip
    return dict(_read_patch(patch))


def _patterns(suffixes: Sequence[str]) -> list[str]:
    plain = all(re.fullmatch(r"\.\w+", suffix, re.ASCII) for suffix in suffixes)
    return [f":(top,icase)*{suffix}" for suffix in sorted(set(suffixes))] if suffixes and plain else [":(top)"]


def _read_patch(patch: bytes) -> Iterator[tuple[str, tuple[LineRange, ...]]]:
    """The changed ranges of each file of a patch without context."""
    path, ranges = "", list[LineRange]()
    left = 0  # lines of the hunk that are still to come: they are content, whatever they look like
    for line in patch.split(b"\n"):
        if left > 0:
            left -= not line.startswith(b"\\")
        elif line.startswith(b"diff --git "):
            if path and ranges:
                yield path, tuple(sorted(ranges))
            path, ranges = "", []
        elif line.startswith(b"+++ "):
            path = _unquoted(line[4:])
        elif match := _HUNK.match(line):
            taken, start, given = (1 if g is None else int(g) for g in match.groups())
            left = taken + given
            # of a hunk that only takes away git names the line before it
            ranges.append(LineRange(start, start + given - 1) if given else LineRange(start + 1, start))
    if path and ranges:
        yield path, tuple(sorted(ranges))


_ESCAPES = {b"a": 7, b"b": 8, b"t": 9, b"n": 10, b"v": 11, b"f": 12, b"r": 13, b'"': 34, b"\\": 92}


def _unquoted(name: bytes) -> str:
    """The path of a line of a patch; empty for a file that is no more."""
    name = name.removesuffix(b"\t")
    if name.startswith(b'"') and name.endswith(b'"'):

        def sign(match: re.Match[bytes]) -> bytes:
            return bytes([int(match[1], 8) if match[1].isdigit() else _ESCAPES.get(match[1], match[1][0])])

        name = re.sub(rb"\\([0-7]{3}|.)", sign, name[1:-1], flags=re.S)
    return os.fsdecode(name.removeprefix(b"b/")) if name.startswith(b"b/") else ""


def tracked(repository: Repository) -> frozenset[str]:
    """The paths that git knows of, from the root of the repository."""
    names = _run(repository, "ls-files", "-z", "--cached").split(b"\0")
    return frozenset(os.fsdecode(name) for name in names if name)


def list_tree(repository: Repository, commit: str, path: str = "") -> tuple[Entry, ...]:
    """All files of a revision (or the entry at one path), in order of their paths."""
    chosen = (commit, "--", path) if path else ("-r", commit)
    listed = _run(repository, "ls-tree", "-z", "--full-tree", *chosen)
    return tuple(sorted((_entry(line) for line in listed.split(b"\0") if line), key=lambda e: e.path))


def _entry(line: bytes) -> Entry:
    head, _, name = line.partition(b"\t")
    mode, _, name_of_object = head.decode("ascii").split(" ", 2)
    return Entry(os.fsdecode(name), mode, name_of_object)


def read_objects(repository: Repository, names: Sequence[str], limit: int) -> Mapping[str, bytes | int]:
    """The contents by the names of objects; of one that is larger than the limit only its size. Unknown ones are left out."""
    wanted = sorted(set(names))
    if not wanted:
        return {}
    asked = "".join(name + "\n" for name in wanted).encode()
    sizes = _run(repository, "cat-file", "--batch-check=%(objectname) %(objectsize)", stdin=asked)
    found: dict[str, bytes | int] = {}
    for line in sizes.decode("ascii", "replace").splitlines():
        name, _, size = line.partition(" ")
        if size.isdigit() and int(size) > limit:
            found[name] = int(size)
    asked = "".join(name + "\n" for name in wanted if name not in found).encode()
    data = _run(repository, "cat-file", "--batch", stdin=asked) if asked else b""
    at = 0
    while at < len(data):
        end = data.index(b"\n", at)
        head = data[at:end].decode("ascii", "replace").split(" ")
        at = end + 1
        if len(head) == 3 and head[2].isdigit():
            found[head[0]] = data[at : at + int(head[2])]
            at += int(head[2]) + 1
    return found


def _text(where: Repository | str | Path, *arguments: str) -> str:
    """One answer, as text, its line feed taken off."""
    return os.fsdecode(_run(where, *arguments).removesuffix(b"\n"))


def _run(where: Repository | str | Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git answers; raises GitError with what it complains of, UsageError where it is not installed."""
    program = shutil.which("git")
    if program is None:
        raise UsageError(
            Problem(message="git is not installed, or not in PATH", remedy="install git to compare with revisions")
        )
    folder, options = (where.folder, where.options) if isinstance(where, Repository) else (str(where), ())
    settings = [part for option in (*_CLEAN, *options) for part in ("-c", option)]
    done = subprocess.run(
        [program, "-C", folder, *settings, "--no-pager", *arguments], input=stdin, capture_output=True, check=False, env=_environment()
    )  # fmt: skip
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        if any("promisor remote" in line for line in lines):
            raise UsageError(_PARTIAL)
        told = next((line for line in lines if line.startswith("fatal: ")), lines[0] if lines else "")
        raise GitError(arguments[0], told.removeprefix("fatal: "), done.returncode)
    return done.stdout


_PARTIAL = Problem(
    message="this clone is partial: it lacks contents that the comparison needs, and nothing is fetched here",
    remedy="check out without a `filter`, or fetch them: `git fetch --refetch --no-filter`",
)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_OTHERS}
    return kept | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_PAGER": "cat", "LC_ALL": "C"} | _OFFLINE
