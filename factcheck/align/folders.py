"""Align, part: collections. Where each of many folders is of a thing of its own, what they hold is told of many things."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.model.claim import Claim
from factcheck.values.words import is_page_field

LEAST_FOLDERS = 6
"""So many folders side by side, each named as files in it are, are a collection of things of one sort."""
LEAST_SHEETS = 12
"""So many files of one folder that tell the same fields are one sheet for each of as many things."""
LEAST_FORMS = 3
"""So many files of one folder that are named alike but for their last word are one form, filled in for as many things."""
_LEAST_LETTERS = 3
"""Letters from which on a folder has a name and no abbreviation that any file may hold."""
_SEPARATORS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+(?:[-_]\d+)*")
_DATED_STEP = re.compile(r"(?:19|20)\d\d-\d\d-\d\d[-_]")


Fields = tuple[str, ...]
"""The stems of a label."""
_SHARE_OF_PAGES = 0.5
"""The share of the pages of a folder that tell a field which its sheets have."""
_LEAST_FIELDS = 3
_DATED: Fields = ("",)
"""Stands for the own date of a document: pages of many days are a serial, whose issues tell of one publisher."""


def fields_of(claims: Iterable[Claim]) -> Counter[Fields]:
    """The fields that a document tells of what it is about, each once; not those that any page has, as its title and its author."""
    told: set[Fields] = set()
    for claim in claims:
        if claim.extractor == "pair" and claim.labels and not all(map(is_page_field, claim.labels)):
            told.add(claim.labels)
        if claim.told_on is not None:
            told.add(_DATED)
    return Counter(told)


class Folders:
    """Which documents lie in the folders of a collection, as `projects/orme/2031-orme-review.md` does.

    `fields` are those that the documents of a folder tell, by folder, each with the number of its documents. Where at least
    `LEAST_SHEETS` documents of a folder tell mostly the same ones, each is of a thing of its own, too.

    So are documents of one name in as many folders: the reports of each team.

    A folder is named for what its files are of if the name of one of them repeats its own. Where at least
    `LEAST_FOLDERS` folders side by side are, and they are at least half of all there, each is of another thing.
    """

    def __init__(self, documents: Sequence[str], fields: Mapping[str, Counter[Fields]] | None = None) -> None:
        sheets = _sheets_among(documents, fields or {})
        self._homes = _namesakes_among(documents)
        self._homes |= {document: home for document, (home, is_dated) in sheets.items() if not is_dated}
        self._forms = {document: folder_of(document) for document in sheets} | _forms_among(documents)
        inside: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for document in documents:
            steps = document.split("/")[:-1]
            for depth, step in enumerate(steps):
                inside["/".join(steps[:depth])][step].append(document)
        # the innermost collection says most closely what a document is of
        for parent in sorted(inside):
            children = inside[parent]
            if not _is_collection(children):
                continue
            for step, own in children.items():
                self._homes.update((document, f"{parent}/{step}".lstrip("/")) for document in own)

    def __bool__(self) -> bool:
        return bool(self._homes or self._forms)

    def are_apart(self, a: str, b: str) -> str:
        """Why two documents are of two things, or nothing if they may be of one."""
        x, y = self._homes.get(a), self._homes.get(b)
        if x is None or y is None or x == y or x.startswith(f"{y}/") or y.startswith(f"{x}/"):
            return ""
        return f"{x} and {y}"

    def are_forms(self, a: str, b: str) -> str:
        """Why two documents are one form filled in for two things: `interview-orme.md`, `interview-hale.md`; or nothing.

        Dated pages that tell the same fields, as those of events do, are such forms, too.
        """
        x, y = self._forms.get(a), self._forms.get(b)
        return f"{a} and {b}" if a != b and x is not None and x == y else ""

    def are_named(self, a: str, b: str, names: Iterable[str]) -> bool:
        """Whether one of some names is that of what the folder of one of two documents is of."""
        things = [_squeezed(home.rpartition("/")[2]) for d in (a, b) if (home := self._homes.get(d))]
        return any(thing in name or name in thing for name in map(_squeezed, names) for thing in things)


def folder_of(document: str) -> str:
    """The folder that a document lies in; those that only tell a year, a month or a number are parts of the one around them.

    A folder that begins with a day is that of one page: `blog/2031-05-16-letter/index.md` lies in `blog`.
    """
    steps = document.split("/")[:-1]
    if len(steps) > 1 and _DATED_STEP.match(steps[-1]):
        steps.pop()
    while len(steps) > 1 and _NUMBER.fullmatch(steps[-1]):
        steps.pop()
    return "/".join(steps)


def _sheets_among(documents: Iterable[str], fields: Mapping[str, Counter[Fields]]) -> dict[str, tuple[str, bool]]:
    """For each document of a folder of sheets its name without what follows the point, and whether most there are dated."""
    inside: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        inside[folder_of(document)].append(document)
    found: dict[str, tuple[str, bool]] = {}
    for folder, own in inside.items():
        shared = {told for told, n in fields.get(folder, Counter()).items() if n >= _SHARE_OF_PAGES * len(own)}
        is_dated = _DATED in shared
        if len(own) >= LEAST_SHEETS and len(shared) - is_dated >= _LEAST_FIELDS:
            for document in own:
                name = document.rpartition("/")[2].partition(".")[0]
                found[document] = (f"{folder}/{name}".lstrip("/"), is_dated)
    return found


_ENTRANCES = frozenset(["index", "readme", "home", "default", "toc", "sidebar", "summary"])
"""Names of pages that lead into a folder of any sort."""
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")


def _namesakes_among(documents: Iterable[str]) -> dict[str, str]:
    """For each document that has others of its name in at least `LEAST_FOLDERS` folders its folder, which is of a thing of its own.

    Folders that hold the same pages in several languages are passed over.
    """
    alike: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        folder, _, name = document.rpartition("/")
        if folder and name.partition(".")[0].strip("_").lower() not in _ENTRANCES:
            alike[name][folder].append(document)
    found: dict[str, str] = {}
    for folders in alike.values():
        if len(folders) < LEAST_FOLDERS:
            continue
        counts = Counter(step for folder in folders for step in set(folder.split("/")))
        own = [step for step, n in counts.items() if n < len(folders)]
        if own and all(map(_LANGUAGE.fullmatch, own)):
            continue
        found.update((document, folder) for folder, these in folders.items() for document in these)
    return found


_LEAST_SHARED = 2
"""Words that the names of forms share before their last one."""


def _forms_among(documents: Iterable[str]) -> dict[str, str]:
    """For each document that has at least `LEAST_FORMS` - 1 others beside it of its name but for the last word, that name."""
    alike: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        folder, _, name = document.rpartition("/")
        words = _SEPARATORS.split(name.partition(".")[0])
        if len(words) > _LEAST_SHARED and words[-1].isalpha():
            alike[f"{folder}/{'-'.join(words[:-1])}"].append(document)
    return {document: name for name, own in alike.items() if len(own) >= LEAST_FORMS for document in own}


def _is_collection(children: dict[str, list[str]]) -> bool:
    if len(children) < LEAST_FOLDERS:
        return False
    named = sum(_is_of_its_name(step, documents) for step, documents in children.items())
    return named >= LEAST_FOLDERS and 2 * named >= len(children)


def _is_of_its_name(folder: str, documents: Iterable[str]) -> bool:
    """Whether the name of a file repeats that of the folder: `orme/orme-review.md`; a number names no thing."""
    name = _squeezed(folder)
    if sum(map(str.isalpha, name)) < _LEAST_LETTERS:
        return False
    return any(name in _squeezed(document.rpartition("/")[2].partition(".")[0]) for document in documents)


def _squeezed(name: str) -> str:
    return _SEPARATORS.sub("", name).lower()
