"""The ways in which one name is written, and what tells two things of one name apart. Pure functions; data in `claims/names/`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.values.names import final_nouns, name_tokens, normalise, numbers_of, state_of
from factcheck.values.words import fold


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name and what it says beside the name itself."""

    base: str
    """The normalised name without qualifiers."""
    sort: str = ""
    """Of the qualifier: `generation`, `parenthesis`, `place`, `legal`; empty where there is none."""
    qualifier: str = ""
    numbers: frozenset[str] = frozenset()
    """Numbers and numerals of the name."""


@cache
def variants() -> Any:
    """The lexicon of variants."""
    return load_yaml("claims/names/variants.yaml")


@cache
def _sets() -> MappingProxyType[str, frozenset[str]]:
    keys = ("legal", "clubs", "men", "women", "works", "ships", "before", "regions")
    return MappingProxyType({key: frozenset(variants()[key]) for key in keys})


_PARENTHESIS = re.compile(r"(?P<base>.+?)\s*\((?P<inside>[^()]+)\)\Z")
_OF_SAINT = re.compile(
    r"(?:[a-z]+ )?(?:church|chapel|cathedral|abbey|priory|minster|basilica) of (?:the )?(?:st|saint) (?P<of>.+)|saint (?P<own>[a-z]+) (?:church|chapel|cathedral|abbey|priory|minster)"
)
"""`Church of St Aldreda`, `St Aldreda’s Church`: what St Aldreda's is in full."""
_COMMA = re.compile(r"(?P<base>[^,]+), (?P<rest>[^,]+)\Z")


@lru_cache(maxsize=1 << 18)
def parts_of(name: str) -> NameParts:
    """The parts of a name: `Otto Fenn, Jr.`, `Springfield, Ohio`, `HMS Resolute (1850)`, `Acme Ltd`."""
    text = normalise(name)
    if match := _PARENTHESIS.match(text):
        return _parts(match["base"], "parenthesis", match["inside"])
    generations = variants()["generations"]
    words = text.split()
    if len(words) > 2 and words[-1] in generations:
        rest = words[:-2] if words[-2] == "the" and len(words) > 2 else words[:-1]
        if rest:
            return _parts(" ".join(rest).rstrip(","), "generation", generations[words[-1]])
    if match := _OF_SAINT.fullmatch(text):
        return _parts(f"saint {match['of'] or match['own']}", "legal", "church")
    if match := _COMMA.match(text):
        if is_region(match["rest"]):
            return _parts(match["base"], "place", state_of(match["rest"]) or match["rest"])
        if match["rest"] in _sets()["legal"]:
            return _parts(match["base"], "legal", _legal(match["rest"]))
        return _parts(f"{match['rest']} {match['base']}")
    if len(words) > 1 and words[-1] in _sets()["legal"]:
        return _parts(" ".join(words[:-1]).rstrip(","), "legal", _legal(words[-1]))
    if len(words) > 2 and words[-1] in _sets()["clubs"]:
        return _parts(" ".join(words[:-1]), "legal", "club")  # `Dunmore Rovers FC`; Chelsea alone is a place
    return _parts(text)


def _parts(base: str, sort: str = "", qualifier: str = "") -> NameParts:
    return NameParts(base=base, sort=sort, qualifier=qualifier, numbers=numbers_of(base))


def _legal(word: str) -> str:
    return str(variants()["legal_same"].get(word, word))


def is_region(name: str) -> bool:
    """Whether a town's name may be followed by it: a state, a province, a county."""
    folded = fold(name)
    return folded in _sets()["regions"] or (state_of(folded) is not None and folded not in _sets()["works"])


def is_namesake_word(word: str) -> bool:
    """Whether a word, standing before a name, makes another thing of it: `North`, `New`, `Saint`."""
    return word in _sets()["before"]


def is_ship_prefix(word: str) -> bool:
    """`hms`, `uss` and the like, folded."""
    return word in _sets()["ships"]


def gender_of_title(name: str) -> str:
    """`m` or `f` where a title before the name tells; else empty."""
    first = fold(name).split(" ", 1)[0].rstrip(".")
    return "m" if first in _sets()["men"] else "f" if first in _sets()["women"] else ""


@lru_cache(maxsize=1 << 18)
def spelled_words(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling: hyphens as spaces, abbreviations written out, American forms, plain letters."""
    text = normalise(name).replace("-", " ").replace("/", " ")
    words = [_plain(t) for t in name_tokens(text)]
    short = variants()["abbreviations"]
    last = len(words) - 1
    return tuple(
        _american(
            short["first"].get(w, w)
            if k == 0 and last > 0
            else short["last"].get(w, short["any"].get(w, w))
            if k == last and last > 0
            else short["any"].get(w, w)
        )
        for k, w in enumerate(words)
    )


@lru_cache(maxsize=1 << 18)
def spelling_key(name: str) -> str:
    """Equal for spellings of one name; two words or more are joined, so that a space or hyphen more makes no difference."""
    parts = parts_of(name)
    words = spelled_words(parts.base)
    if len(words) > 1 and words[-1].endswith("s") and _is_thing(words[-1].rstrip("s")):
        words = (*words[:-1], words[-1].rstrip("s"))
    joined = ("=" if len(words) > 1 else "") + "".join(words) or parts.base
    return f"{joined}|{parts.sort}|{parts.qualifier}"


def _is_thing(word: str) -> bool:
    return word in final_nouns() or word.endswith("work")


@cache
def _letters() -> tuple[dict[int, str], dict[int, str]]:
    data = variants()
    return str.maketrans(data["letters"]), str.maketrans(data["spelled_out"])


def _plain(word: str) -> str:
    return word if word.isascii() else word.translate(_letters()[0])


def spelled_out(name: str) -> str:
    """A name with its umlauts and the like written as two letters: `Müller` as `mueller`."""
    return fold(name.lower().translate(_letters()[1]))


def _american(word: str) -> str:
    spellings = variants()["spellings"]
    found = spellings.get(word)
    if found is not None:
        return str(found)
    for ending in ("isation", "isations"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word.removesuffix(ending) + str(spellings[f"-{ending}"])[1:]
    return word


@cache
def _namesakes() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(variants()["namesakes"]):
        for word in group:
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


def are_namesakes(a: str, b: str) -> bool:
    """Whether two words are names of their own that only look alike: `Marie` and `Maria`, `Johnson` and `Johnston`."""
    x, y = _namesakes().get(a), _namesakes().get(b)
    return x is not None and y is not None and not x.isdisjoint(y)


def is_known_name(word: str) -> bool:
    """Whether the lexicon knows the word as a name."""
    return word in _namesakes() or state_of(word) is not None


def initials_of(name: str) -> Iterable[str]:
    """The acronyms that a name of two words or more may have, folded: of its capitals, and of all its words."""
    words = re.findall(r"[^\W\d_]+", name)
    if len(words) < 2 or any(len(w) > 1 and w.isupper() for w in words):
        return ()
    capitals = "".join(w[0] for w in words if w[0].isupper())
    return dict.fromkeys((fold(capitals), fold("".join(w[0] for w in words))))


def fits_person(short: str, long: str) -> bool:
    """Whether a person's name can be the other with first names cut to initials or middle names left out."""
    x, y = spelled_words(short), spelled_words(long)
    if len(x) < 2 or len(y) < len(x) or x == y or x[-1] != y[-1]:
        return False
    given, full = list(x[:-1]), list(y[:-1])
    if not _is_given(given[0], full[0]):
        return False
    at = 1
    for name in given[1:]:
        while at < len(full) and not _is_given(name, full[at]):
            at += 1
        if at == len(full):
            return False
        at += 1
    return True


def _is_given(short: str, long: str) -> bool:
    return short == long or (len(short) == 1 and long.startswith(short))


def title_of(name: str) -> str:
    """The title before a name, folded and without its dot; empty where there is none."""
    folded = fold(name).replace(".", "").removeprefix("the ")
    rest = normalise(name)
    return folded.removesuffix(rest).strip() if folded.endswith(rest) else ""


class Slip(StrEnum):
    """How a misspelled word differs from the right one, in words for people."""

    SWAPPED = "two letters swapped"
    MOVED = "a letter moved"
    DROPPED = "a letter left out"
    UNDOUBLED = "a doubled letter written once"
    OTHER = "a letter or two"
    VARIANT = "letters that many names are spelled with either way"


_EITHER_WAY = (
    frozenset("iy"), frozenset("ck"), frozenset("sz"), frozenset("vw"), frozenset("uv"), frozenset("ij"),
    frozenset("kq"), frozenset("dt"), frozenset("bp"), frozenset("gj"), frozenset("sc"), frozenset("fv"),
)  # fmt: skip


_MOVED_BY = 3
_LONG_WORD = 7
"""Letters of a word in which one of them may stand a few places off and it is the same word still."""


def slip_between(wrong: str, right: str) -> Slip | None:
    """What sort of slip would make one word of the other; none where only the ending differs, or too much."""
    if wrong.rstrip("s") == right.rstrip("s") or wrong[:-1] == right[:-1]:
        return None
    if wrong[:-1] == right or wrong == right[:-1]:
        longest = max(wrong, right, key=len)
        return Slip.VARIANT if longest[-1] == longest[-2] else None
    differ = [k for k in range(min(len(wrong), len(right))) if wrong[k] != right[k]]
    if len(wrong) == len(right):
        if len(differ) == 1:
            pair = frozenset((wrong[differ[0]], right[differ[0]]))
            return Slip.VARIANT if pair in _EITHER_WAY else Slip.OTHER
        if len(differ) == 2 and differ[1] == differ[0] + 1:
            a, b = differ
            if wrong[a] == right[b] and wrong[b] == right[a]:
                return Slip.SWAPPED
        # a letter that moved is a slip; two other letters make another word: `Projekte` and `Projects`
        if sorted(wrong) != sorted(right):
            return None
        a, b = differ[0], differ[-1]
        is_moved = wrong[a + 1 : b + 1] == right[a:b] or wrong[a:b] == right[a + 1 : b + 1]
        return Slip.MOVED if is_moved and b - a <= _MOVED_BY and len(wrong) >= _LONG_WORD else Slip.OTHER
    if abs(len(wrong) - len(right)) > 1:
        return None
    longer, shorter = (right, wrong) if len(right) > len(wrong) else (wrong, right)
    at = next((k for k in range(len(shorter)) if longer[k] != shorter[k]), len(shorter))
    if longer[:at] + longer[at + 1 :] != shorter:
        return None
    if longer[at] in "he":
        return Slip.VARIANT
    is_doubled = longer[at - 1 : at] == longer[at] or longer[at + 1 : at + 2] == longer[at]
    if len(wrong) > len(right):
        return Slip.VARIANT if is_doubled else Slip.OTHER
    return Slip.UNDOUBLED if is_doubled else Slip.DROPPED


def gender_of_given(name: str) -> str:
    """`m` or `f` by the first name of a full name, if it is one of either only, else empty."""
    return _given().get(fold(name.split()[0]).strip("."), "") if name.split() else ""


@cache
def _given() -> dict[str, str]:
    data = load_yaml("claims/names/given.yaml")
    return {**dict.fromkeys(data["masculine"].split(), "m"), **dict.fromkeys(data["feminine"].split(), "f")}
