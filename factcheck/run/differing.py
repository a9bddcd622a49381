"""Run, part: compares what two revisions of documents state: two commits, a commit and the working tree, or two folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path, PurePath

from factcheck import __version__, pipeline
from factcheck.align.blocking import is_of_page
from factcheck.errors import Problem, UsageError
from factcheck.frozen import dataclass, replace
from factcheck.model.claim import Claim
from factcheck.model.document import Document
from factcheck.model.extractor import Extractor
from factcheck.model.finding import Report
from factcheck.model.revision import Revision, RevisionDiff
from factcheck.pipeline import Progress, with_lexicon
from factcheck.read.house import FactBook, read_facts
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.run.facts import load_facts
from factcheck.run.gathering import ALONE, Effort, gather_sources
from factcheck.run.git import Repository, commit_of, merge_base, open_repository
from factcheck.run.local import Watch, choose_rules, only_asked, read_lexicons, rules_on
from factcheck.run.recalling import Memo
from factcheck.run.selection import Selection
from factcheck.run.sources import Source, find_sources, shown
from factcheck.run.tree import sources_of
from factcheck.triage.facts import compare_facts, is_fact
from factcheck.triage.findings import compare_findings
from factcheck.triage.renames import follow_renames


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which revisions are compared, of which documents."""

    base: str
    head: str = ""
    """The working tree, if empty."""
    paths: tuple[str, ...] = ()
    """All of the working directory, if empty; of two folders counted from each of them."""
    merge_base: bool = False
    """Whether the base is the commit at which HEAD left the line of `base`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffResult:
    """What is different, and how it was found."""

    diff: RevisionDiff
    notes: tuple[Problem, ...] = ()
    """What was done in another way than asked for, with the same outcome."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """One of the two revisions with what it holds."""

    revision: Revision
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]
    books: tuple[FactBook, ...]


def run_diff(
    asked: Asked,
    *,
    only: Sequence[str] = (),
    folders: Sequence[str] = (),
    progress: Progress | None = None,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    facts: Sequence[str] = (),
    lexicons: Sequence[str] = (),
    configuration: Configuration = DEFAULTS,
    effort: Effort = ALONE,
) -> DiffResult:
    """What is different; raises UsageError for revisions and paths that there are not, and for wrong rules and lexicons.

    Both revisions are checked by the rules, settings and lexicons of today. What is the same in both is extracted once.
    """
    rules, rule_problems = choose_rules((), folders)
    book = configuration.rule_book(rules, only)
    rules = rules_on(only_asked(rules, only, rule_problems), book)
    lexicon = read_lexicons(lexicons)
    outside = with_lexicon(extractors, lexicon)
    reports: list[Report] = []
    notes: dict[Problem, None] = {}
    versions = _versions(asked, facts, configuration.selection)
    memo = Memo()
    with closing(Watch(progress)) as watch:
        for version in versions:
            gathered = gather_sources(
                version.sources, outside, effort, watch, except_for=facts, configuration=configuration, memo=memo
            )
            report = pipeline.check(
                gathered.documents,
                rules,
                problems=(*version.problems, *gathered.problems),
                progress=watch,
                day_first=day_first,
                extractors=extractors,
                facts=version.books,
                lexicon=lexicon,
                authority=configuration.authority,
                policy=configuration.policy(book, [b.document.path for b in version.books]),
                extracted=gathered.extracted,
                times=gathered.times,
                keeping=gathered.keeping,
                spread=gathered.spread,
            )
            reports.append(report)
            notes.update(dict.fromkeys(gathered.notes))
    diff = _compared((versions[0], reports[0]), (versions[1], reports[1]), rule_problems)
    return DiffResult(diff=diff, notes=tuple(notes))


def _compared(
    base: tuple[_Version, Report], head: tuple[_Version, Report], problems: tuple[Problem, ...]
) -> RevisionDiff:
    (old, before), (new, after) = base, head
    earlier, later = _documents(old, before), _documents(new, after)
    followed = follow_renames(earlier, later)
    facts, same = compare_facts((_facts(before), earlier), (_facts(after), later), followed)
    findings = compare_findings(before.findings, after.findings, followed)
    kept = set(followed.values())
    return RevisionDiff(
        base=_told(old, before),
        head=_told(new, after),
        added=tuple(d.path for d in later if d.path not in kept),
        removed=tuple(d.path for d in earlier if d.path not in followed),
        renamed=tuple(sorted((a, b) for a, b in followed.items() if a != b)),
        facts=facts,
        same_facts=same,
        introduced=findings.introduced,
        fixed=findings.fixed,
        unchanged=findings.unchanged,
        problems=(*problems, *_of_base(before.problems, old.revision), *after.problems),
        version=__version__,
    )


def _facts(report: Report) -> tuple[Claim, ...]:
    """What the documents tell; when a page was updated is nothing that it tells."""
    return tuple(claim for claim in report.claims if is_fact(claim) and not is_of_page(claim))


def _documents(version: _Version, report: Report) -> tuple[Document, ...]:
    """The documents; what the publisher declares true is none."""
    houses = {book.document.path for book in version.books}
    return tuple(document for document in report.documents if document.path not in houses)


def _told(version: _Version, report: Report) -> Revision:
    return replace(version.revision, documents=len(_documents(version, report)), facts=len(_facts(report)))


def _of_base(problems: Sequence[Problem], revision: Revision) -> tuple[Problem, ...]:
    """The problems of the earlier revision: named as its, and none that stops: what is past cannot be mended."""
    return tuple(replace(p, path=f"{revision.name}:{p.path}" if p.path else "", fatal=False) for p in problems)


def _versions(asked: Asked, facts: Sequence[str], selection: Selection | None) -> tuple[_Version, _Version]:
    if asked.head and Path(asked.base).is_dir() and Path(asked.head).is_dir():
        if asked.merge_base:
            raise UsageError(
                Problem(message="--merge-base goes with revisions", remedy="two folders have no history: leave it out")
            )
        return (
            _of_folder(asked.base, asked.paths, facts, selection),
            _of_folder(asked.head, asked.paths, facts, selection),
        )
    paths = asked.paths or (".",)
    repository = open_repository(os.getcwd())
    base = merge_base(repository, asked.base) if asked.merge_base else _commit(repository, asked.base)
    old = _of_commit(repository, asked.base, base, paths, facts, selection)
    if asked.head:
        new = _of_commit(repository, asked.head, _commit(repository, asked.head), paths, facts, selection)
    else:
        new = _of_working_tree(repository, [path for path in paths if os.path.exists(path)], facts, selection)
    if not old.sources and not new.sources and not new.problems:
        what = ", ".join(shown(Path(path)) for path in paths)
        raise UsageError(
            Problem(
                message=f"neither revision holds documents under {what}",
                remedy="name folders by --path; ignore files may hide some",
            )
        )
    return old, new


def _commit(repository: Repository, name: str) -> str:
    try:
        return commit_of(repository, name)
    except UsageError as error:
        if not Path(name).exists():
            raise
        (problem,) = error.problems
        remedy = "give two folders, or two revisions, or one revision to compare the working tree with"
        raise UsageError(replace(problem, message=f"{problem.message}; it is a path", remedy=remedy)) from error


def _of_commit(
    repository: Repository,
    name: str,
    commit: str,
    paths: Sequence[str],
    facts: Sequence[str],
    selection: Selection | None,
) -> _Version:
    sources, problems = sources_of(repository, commit, paths, selection)
    held, _ = sources_of(repository, commit, [f for f in facts if _is_inside(f, repository)])
    outside = load_facts([f for f in facts if not _is_inside(f, repository)])
    books = [read_facts(source.path, source.data) for source in held if source.data is not None]
    return _Version(
        revision=Revision(name=name, commit=commit),
        sources=sources,
        problems=problems,
        books=tuple(sorted((*books, *outside), key=lambda book: book.document.path)),
    )


def _is_inside(path: str, repository: Repository) -> bool:
    top = os.path.realpath(repository.top or repository.folder)
    return os.path.commonpath([os.path.realpath(path), top]) == top


def _of_working_tree(
    repository: Repository, paths: Sequence[str], facts: Sequence[str], selection: Selection | None
) -> _Version:
    if repository.top is None:
        raise UsageError(
            Problem(message="this repository has no working tree", remedy="name the later revision, too: HEAD")
        )
    sources, problems = find_sources(paths, selection)
    # that a folder holds no document any more is a change, and no mistake
    problems = tuple(p for p in problems if not Path(p.path).is_dir())
    return _Version(
        revision=Revision(name="the working tree"), sources=sources, problems=problems, books=load_facts(facts)
    )


def _of_folder(folder: str, paths: Sequence[str], facts: Sequence[str], selection: Selection | None) -> _Version:
    """The documents of a folder, by their paths from it."""
    wanted = [os.path.join(folder, path) for path in paths] or [folder]
    sources, problems = find_sources([path for path in wanted if os.path.exists(path)], selection)
    inside = tuple(
        replace(source, path=PurePath(os.path.relpath(source.path, folder)).as_posix()) for source in sources
    )
    return _Version(
        revision=Revision(name=shown(Path(folder)) + "/"),
        sources=tuple(sorted(inside, key=lambda s: s.path)),
        problems=tuple(p for p in problems if not Path(p.path).is_dir()),
        books=load_facts(facts),
    )
