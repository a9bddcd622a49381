"""What names a row of a table: a version with its stage, or a name. Pure functions below every stage; words in `claims/align/`."""

from __future__ import annotations

import re
from dataclasses import field
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.paths import is_identifier
from factcheck.values.words import fold

FINAL = 9
"""The rank of the stage of a version that has none: after every candidate."""


@dataclass(frozen=True, slots=True)
class RecordKey:
    """What two rows must share to be about one thing. Trailing zeros are left out: 4.0.0 is the first of the line 4."""

    version: tuple[int, ...] = ()
    stage: tuple[int, int] = (FINAL, 0)
    """Rank and number: beta 3 is (2, 3); (9, 0) for a final version."""
    words: frozenset[str] = frozenset()
    """Whatever else names it."""
    written: int = field(default=0, compare=False)
    """How many numbers stand there: 3.0 is a line of its own, and 3 is all of 3.x."""

    @property
    def line(self) -> tuple[int, ...]:
        """The numbers with which the versions of a line begin."""
        return self.version + (0,) * (self.written - len(self.version))


@cache
def record_words() -> dict[str, frozenset[str]]:
    """The word classes of `claims/align/records.yaml` that are plain lists."""
    table = load_yaml("claims/align/records.yaml")
    return {
        name: frozenset(table[name].split() if isinstance(table[name], str) else table[name])
        for name in ("silent", "planned", "empty", "editions", "ends_of_life", "plain", "support")
    }


@cache
def _stages() -> dict[str, int]:
    table = load_yaml("claims/align/records.yaml")["stages"]
    return {word: rank for rank, words in enumerate(table.values()) for word in words}


@cache
def _version() -> re.Pattern[str]:
    stages = "|".join(sorted(_stages(), key=lambda w: (-len(w), w)))
    return re.compile(
        rf"(?<![\w.])[vV]?(?P<numbers>\d+(?:\.\d+)*)(?:\.[xX*](?![^\W\d_]))?"
        rf"(?:(?P<gap>[-_. ]?)(?P<stage>{stages})(?![^\W\d_])[-_. ]?(?P<number>\d{{1,3}}(?![\d.]*\d{{2}}))?)?(?![^\W_])",
        re.I,
    )


_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_GLUED = re.compile(r"(?<![^\W_])([^\W\d_]{2,})(?=\d+\.\d)")
"""A name that stands without a space before its number: `php8.1`."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


_DAY_IN_NAME = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=65536)
def record_key(label: str, about: frozenset[str] = frozenset()) -> RecordKey | None:
    """The key of a row by what heads it; words of `about` (its topic) name nothing beside a number.

    A name that a program gave, with a day in it, is taken as a whole: of `build-2031-07-08-a` and `build-2031-08-07-a` each is another.
    None where nothing is left that names it. What stands in brackets is an aside, unless it says that a day was planned.
    """
    if _DAY_IN_NAME.search(label) and is_identifier(label.strip()):
        return RecordKey(words=frozenset({fold(label.strip())}))
    silent, planned = record_words()["silent"], record_words()["planned"]
    plain = _ASIDE.sub(" ", label) if "(" in label or "[" in label else label
    extra = {"planned"} if planned & {fold(w) for w in _WORD.findall(label)} else set()
    plain = _GLUED.sub(r"\1 ", plain)
    stage, rest = _stage_alone(plain)
    found = _version().search(rest)
    words = {fold(w) for w in _WORD.findall(f"{rest[: found.start()]} {rest[found.end() :]}" if found else rest)}
    if found is None:
        if stage is not None and words <= silent | about | planned:
            return RecordKey(stage=stage, words=frozenset(extra))
        named = {fold(w) for w in _WORD.findall(plain)} - _ARTICLES - planned
        return RecordKey(words=frozenset(named | extra)) if named else None
    numbers = [int(n) for n in found["numbers"].split(".")]
    if max(numbers) > 10**9:
        return None
    written = len(numbers)
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    if found["stage"] is not None:
        stage = (_stages()[found["stage"].lower()], int(found["number"] or 1))
    return RecordKey(
        tuple(numbers), stage or (FINAL, 0), frozenset((words - silent - planned - about) | extra), written
    )


_ARTICLES = frozenset({"the", "a", "an", "of"})
_ALONE = re.compile(r"(?<![\w.])(?:release[ -])?(?P<stage>[A-Za-z]+)[-_. ]?(?P<number>\d{1,3})?(?![\w.])")


def _stage_alone(text: str) -> tuple[tuple[int, int] | None, str]:
    """A stage that stands apart from the number (`beta 2`, `final`), and the text without it."""
    for match in _ALONE.finditer(text):
        word = match["stage"].lower()
        if word in _stages() and (len(word) > 2 or match["number"]):
            return (_stages()[word], int(match["number"] or 1)), f"{text[: match.start()]} {text[match.end() :]}"
        if word == "final" and not match["number"]:
            return (FINAL, 0), f"{text[: match.start()]} {text[match.end() :]}"
    return None, text


# --- the names of columns ---------------------------------------------------------------------------------------------


@cache
def _column_classes() -> dict[str, str]:
    table = load_yaml("claims/align/records.yaml")["columns"]
    return {word: name for name, words in table.items() for word in words.split()}


@cache
def _contrasts() -> frozenset[tuple[str, str]]:
    pairs = load_yaml("claims/align/records.yaml")["contrast"]
    return frozenset((x, y) for a, b in pairs for x, y in ((a, b), (b, a)))


_CAMEL = re.compile(r"\b[a-z]{2,}(?:[A-Z][a-z]+)+\b")


@lru_cache(maxsize=1 << 12)
def spoken_key(key: str) -> str:
    """A key of a data file as words: `lastUpdated` and `last_updated` are last updated."""
    spaced = _CAMEL.sub(lambda m: re.sub(r"(?=[A-Z])", " ", m[0]).lower(), key) if not key.islower() else key
    return spaced.replace("_", " ")


@lru_cache(maxsize=4096)
def words_of_column(name: str) -> frozenset[str]:
    """The words of a column's name that tell something: `releaseDate` has `release`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)
    return frozenset(fold(w) for w in re.findall(r"[^\W_]+", spaced)) - record_words()["plain"]


@lru_cache(maxsize=4096)
def classes_of_column(name: str) -> frozenset[str]:
    """The classes of the words of a column's name: start, end, home, away ..."""
    return frozenset(c for w in words_of_column(name) if (c := _column_classes().get(w)))


def relation_of_names(a: str, b: str) -> str:
    """How the names of two columns stand to each other: same, related, none, contrast, or apart where numbers differ."""
    x, y = words_of_column(a), words_of_column(b)
    if {w for w in x if w.isdigit()} != {w for w in y if w.isdigit()}:
        return "apart"
    if x and x == y:
        return "same"
    p, q = classes_of_column(a), classes_of_column(b)
    if not p & q and any((c, d) in _contrasts() for c in p for d in q):
        return "contrast"
    return "related" if x & y or p & q else "none"


def is_end_of_life(name: str) -> bool:
    """Whether a column tells when the support of a line ends: `End of life`, `eol`, `Supported until`."""
    words = words_of_column(name)
    if words & record_words()["ends_of_life"]:
        return True
    ends = "end" in classes_of_column(name)
    return ends and bool(words & record_words()["support"])


def tells_of_coming(name: str) -> bool:
    """Whether a column's name, if it has one that tells anything, says when things came and nothing more: `Released`, `date`."""
    return all(_column_classes().get(word) == "start" for word in words_of_column(name))


def tells_of_ending(name: str) -> bool:
    """Whether a column's name says when things end or were last changed."""
    return bool(classes_of_column(name) & {"end", "newest"})
