"""Run, part: looks at a repository for `factcheck init`: which documents there are, and what they show of dates and languages.

Everything is counted over all documents, or over a sample that is the same every time; nothing here reads the clock.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path, PurePosixPath

from factcheck.errors import Problem
from factcheck.extract.languages import words_by_language
from factcheck.extract.times import find_times_in_path
from factcheck.frozen import dataclass, replace
from factcheck.model.document import BlockKind, Document
from factcheck.read import format_of, read_document
from factcheck.resolve.anchors import day_of_folders, is_date_key
from factcheck.run.sources import MAX_BYTES, UNKNOWN_FORMAT, Source, load, walk
from factcheck.values.dates import Granularity

SAMPLE = 600
"""How many documents are read at most, evenly spread over all."""
OTHER = "another language"

_GENERATED = ("_build", "_site", "bower_components", "htmlcov", "jspm_packages", "third_party", "third-party", "vendor", "vendored", "__snapshots__")  # fmt: skip
"""Folders that hold what others wrote, or what is made of something else."""
_DOUBTFUL = ("build", "coverage", "dist", "external", "fixtures", "generated", "out", "public", "site", "target", "testdata", "tests", "test")  # fmt: skip
"""Folders that often do."""
_OLD = ("archive", "archived", "archives", "attic", "deprecated", "legacy", "old", "history")
_DRAFTS = ("draft", "drafts", "wip", "proposals", "rfcs", "sandbox")
_VERSION = re.compile(r"v?\d+(?:\.\d+)*(?:\.x)?|v\d+[\w.-]*", re.I)
_PROSE = frozenset({".adoc", ".asciidoc", ".doc", ".docx", ".epub", ".ipynb", ".odt", ".org", ".pdf", ".rtf", ".tex", ".textile", ".wiki", ".mediawiki"})  # fmt: skip
"""Formats that people write in and that are not read."""

_FIGURES = re.compile(r"(?<![\w/.-])(\d{1,2})([/-])(\d{1,2})(?:\2\d{4}|(?<!-)(?<!-\d)(?<!-\d\d)/\d{2})(?![\w/-])")
_MADE = re.compile(
    r"@generated|\bdo not edit\b|\bauto(?:matically)?[- ]generated\b|<meta\s+name=[\"']?generator\b", re.I
)
_HEAD = 1_500


@dataclass(frozen=True, slots=True)
class Seen:
    """A place that shows something: `docs/a.md:12` and the words there."""

    path: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} `{self.words}`"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What dates in figures show of the order of day and month."""

    day_first: tuple[Seen, ...] = ()
    """Of each document that always puts the day first, the first date that shows it."""
    month_first: tuple[Seen, ...] = ()
    either: int = 0
    """How many dates could be read both ways."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder that may not belong to what is checked, or that is of its own kind."""

    path: str
    documents: int
    kind: str
    """generated, doubtful, old, drafts, or version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a repository holds."""

    documents: tuple[str, ...]
    """Paths from its root."""
    formats: Mapping[str, int]
    size: int
    """In bytes."""
    largest: tuple[str, int]
    """Path and bytes."""
    too_large: tuple[str, ...]
    unread: Mapping[str, int]
    """Suffixes of documents in formats that are not read."""
    sampled: int
    """How many documents were looked into."""
    order: Order
    orders: Mapping[str, Order]
    """By topmost folder."""
    languages: Mapping[str, tuple[str, ...]]
    """By code the documents in it, those with enough text to tell."""
    date_keys: Mapping[str, int]
    """Keys of front matter that tell a day, with how many documents have them."""
    dated: Mapping[str, int]
    """How many documents are dated by front-matter, file-name and path."""
    at_odds: tuple[str, ...]
    """Documents whose front matter and name tell different days."""
    folders: tuple[Folder, ...]
    beside: Mapping[str, str] = field(default_factory=dict)
    """Files and folders at the root that settings could name, by key."""


def survey(root: Path) -> Survey:
    """What the repository under a folder holds, as far as no ignore file hides it."""
    taken: list[tuple[str, Path]] = []
    unread: Counter[str] = Counter()
    for path, why in walk(root):
        if not why:
            taken.append((path.relative_to(root).as_posix(), path))
        elif why.startswith(UNKNOWN_FORMAT) and path.suffix.lower() in _PROSE:
            unread[path.suffix.lower()] += 1
    sizes = {shown: path.stat().st_size for shown, path in taken}
    sample = taken if len(taken) <= SAMPLE else [taken[n * len(taken) // SAMPLE] for n in range(SAMPLE)]
    eye = _Eye()
    for shown, path in sample:
        data = load(Source(shown, path))
        if not isinstance(data, Problem):
            eye.look(read_document(shown, data))
    largest = max(sizes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return Survey(
        documents=tuple(sizes),
        formats=_counted(format_of(shown) for shown in sizes),
        size=sum(sizes.values()),
        largest=largest,
        too_large=tuple(shown for shown, size in sizes.items() if size > MAX_BYTES),
        unread=dict(sorted(unread.items())),
        sampled=len(sample),
        order=_joined(eye.orders.values()),
        orders={name: eye.orders[name] for name in sorted(eye.orders)},
        languages={
            c: tuple(eye.languages[c]) for c in sorted(eye.languages, key=lambda c: (-len(eye.languages[c]), c))
        },
        date_keys=dict(sorted(eye.date_keys.items(), key=lambda item: (-item[1], item[0]))),
        dated=dict(sorted(eye.dated.items())),
        at_odds=tuple(eye.at_odds),
        folders=_folders(sizes, eye.made),
        beside=_beside(root),
    )


def _counted(names: Iterable[str]) -> dict[str, int]:
    """How often each name comes, the most frequent first."""
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


class _Eye:
    """Looks into documents one by one and notes what they show."""

    def __init__(self) -> None:
        self.orders: dict[str, Order] = {}
        self.languages: dict[str, list[str]] = {}
        self.date_keys: Counter[str] = Counter()
        self.dated: Counter[str] = Counter()
        self.at_odds: list[str] = []
        self.made: set[str] = set()

    def look(self, document: Document) -> None:
        """Notes what a document shows."""
        if _MADE.search(document.text[:_HEAD]):
            self.made.add(document.path)
        self._order(document)
        code = _language(document)
        if code:
            self.languages.setdefault(code, []).append(document.path)
        self._dates(document)

    def _order(self, document: Document) -> None:
        top = document.path.split("/")[0] if "/" in document.path else ""
        known = self.orders.get(top, Order())
        shown: dict[bool, Seen] = {}
        either = 0
        for match in _FIGURES.finditer(document.text):
            a, b = int(match[1]), int(match[3])
            if (12 < a <= 31 and 1 <= b <= 12) or (12 < b <= 31 and 1 <= a <= 12):
                line = document.text.count("\n", 0, match.start()) + 1
                shown.setdefault(a > 12, Seen(document.path, line, match[0]))
            else:
                either += 1 <= a <= 12 and 1 <= b <= 12 and a != b
        alone = shown if len(shown) == 1 else {}  # what shows both orders shows none
        if alone or either:
            self.orders[top] = replace(
                known,
                day_first=(*known.day_first, *(seen for first, seen in alone.items() if first)),
                month_first=(*known.month_first, *(seen for first, seen in alone.items() if not first)),
                either=known.either + either,
            )

    def _dates(self, document: Document) -> None:
        told: dict[str, list[str]] = {}
        for block in document.blocks:
            if block.kind is BlockKind.FRONT_MATTER and is_date_key(block.key) and re.search(r"\d{4}", block.text):
                self.date_keys[block.key] += 1
                told.setdefault("front-matter", re.findall(r"\d{4}-\d{2}-\d{2}", block.text)[:1])
        named = [
            t.value.edtf
            for t in find_times_in_path(document.path)
            if t.value and t.value.granularity is Granularity.DAY
        ]
        if named:
            told["file-name"] = named[:1]
        in_folders = day_of_folders(document.path)
        if in_folders is not None:
            told["path"] = [in_folders.edtf]
        self.dated.update(told.keys())
        first = told.get("front-matter")
        if first and named and first[0] != named[0]:
            self.at_odds.append(document.path)


def _language(document: Document) -> str:
    """The language that a document's function words tell; another one where they are hardly those of any; else nothing."""
    hits, words = words_by_language(document)
    if words < 40 or document.format in ("json", "yaml", "toml", "csv"):
        return ""
    best = max(sorted(hits), key=lambda code: hits[code])
    return best if hits[best] * 8 >= words else OTHER if words >= 120 and hits[best] * 20 < words else ""


def _joined(orders: Iterable[Order]) -> Order:
    found = tuple(orders)
    return Order(
        day_first=tuple(seen for order in found for seen in order.day_first),
        month_first=tuple(seen for order in found for seen in order.month_first),
        either=sum(order.either for order in found),
    )


def _folders(sizes: Mapping[str, int], made: set[str]) -> tuple[Folder, ...]:
    """The outermost folders of each kind, in order of their paths."""
    counts: Counter[str] = Counter()
    generated: Counter[str] = Counter()
    for shown in sizes:
        for folder in PurePosixPath(shown).parents:
            counts[folder.as_posix()] += 1
            generated[folder.as_posix()] += shown in made
    found: list[Folder] = []
    for path in sorted(counts):
        name = path.rsplit("/", 1)[-1].lower()
        if any(path.startswith(f"{other.path}/") for other in found if other.kind in ("generated", "doubtful")):
            continue
        kind = _kind(name, 2 * generated[path] >= counts[path])
        if kind:
            found.append(Folder(path=path, documents=counts[path], kind=kind))
    versions = Counter(PurePosixPath(f.path).parent for f in found if f.kind == "version")
    return tuple(f for f in found if f.kind != "version" or versions[PurePosixPath(f.path).parent] > 1)


def _kind(name: str, is_made: bool) -> str:
    if name in _GENERATED or (name in _DOUBTFUL and is_made):
        return "generated"
    if name in _DOUBTFUL:
        return "doubtful"
    if name in _OLD:
        return "old"
    if name in _DRAFTS:
        return "drafts"
    return "version" if _VERSION.fullmatch(name) and not re.fullmatch(r"(?:1[5-9]|20)\d\d|\d\d?", name) else ""


def _beside(root: Path) -> dict[str, str]:
    """House facts, lexicons and rules that lie where one would put them."""
    candidates: Sequence[tuple[str, tuple[str, ...]]] = (
        ("facts", ("facts.yaml", "facts.yml", "facts.toml", "facts.json")),
        ("entities", ("entities.yaml", "facts/people.yaml", "facts/entities.yaml")),
    )
    found = {}
    for key, names in candidates:
        name = next((name for name in names if (root / name).is_file()), None)
        if name is not None:
            found[key] = name
    if any((root / "factcheck-rules").rglob("*.yaml")):
        found["rule_folders"] = "factcheck-rules"
    return found
