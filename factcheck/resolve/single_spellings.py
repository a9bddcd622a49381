"""Resolve, part of misspellings: a spelling that stands once in the whole corpus, one keystroke away from a word of names that stands more often.

Nobody is told of once by a name that differs from a known one by one wrong key, unless it is a namesake: the spelling
alone is the evidence then (a hapax legomenon beside its neighbour, as in Kukich 1992, Techniques for automatically
correcting words in text). Where the rest of the name tells which one is meant, two mentions of the right one are
enough; a word alone must be well attested, and names of people that differ in a first name known as such are two people's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache

from factcheck.frozen import dataclass
from factcheck.model.mention import NameKind
from factcheck.resolve.name_ground import Place
from factcheck.values.keystrokes import Keystroke, keystroke_between
from factcheck.values.name_variants import gender_of_given, is_known_name, variants
from factcheck.values.names import final_nouns, name_tokens
from factcheck.values.words import function_words

_LEAST = 4
"""Letters of the shorter word, beside other words that the two names share."""
_LEAST_ALONE = 6
"""Letters of the right word where it is the whole name."""
_TWICE, _OFTEN, _VERY_OFTEN = 2, 3, 6
"""Mentions of the right word in names: beside other words of the name, alone, and alone with another letter in it."""
_FEW_LEFT = 2
"""Letters at the end of a word in which it is inflected, or the name of another gender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Two names that differ in one word, and what the corpus counts of it."""

    wrong: str
    right: str
    at: int
    """Which word of the name differs."""
    rest: tuple[str, ...]
    """The other words, which both names have; articles and titles left out."""
    kinds: frozenset[NameKind]
    """Those of the mention that is probably wrong."""
    in_documents: int
    """How many documents have the right word in a name."""
    mentions: int
    """How often the right word stands in names."""


def told_by_spelling(spelling: Spelling, ordinary: Set[str]) -> list[str]:
    """The evidence that a spelling is a slip of the hand, in words for people; nothing where it may be a name of its own.

    `ordinary` are words that the corpus writes small.
    """
    p, q = spelling.wrong, spelling.right
    slip = keystroke_between(p, q)
    if slip is None or min(len(p), len(q)) < _LEAST or p in ordinary or _is_known(p) or _is_inflected(p, q):
        return []
    is_alone = not spelling.rest
    if is_alone and not _is_sure_alone(spelling, slip, ordinary):
        return []
    if not is_alone and (spelling.mentions < _TWICE or _may_be_namesake(spelling, slip)):
        return []
    told = [
        f"`{p}` differs from `{q}` by {slip.value}",
        f"`{p}` stands nowhere else in the corpus, `{q}` {spelling.mentions} times in "
        f"{spelling.in_documents} {'document' if spelling.in_documents == 1 else 'documents'}",
    ]
    if not is_alone:
        told.append("the rest of the name is the same")
    return told


def _is_sure_alone(spelling: Spelling, slip: Keystroke, ordinary: Set[str]) -> bool:
    """Whether a word that is the whole name is surely no other name: a long one that stands often, and is no ordinary word."""
    p, q = spelling.wrong, spelling.right
    if len(q) < _LEAST_ALONE or q in ordinary or _is_shipped(q) or NameKind.PERSON in spelling.kinds:
        return False
    often = _VERY_OFTEN if slip is Keystroke.OTHER else _OFTEN
    if slip is Keystroke.OTHER and len(p) < _LEAST_ALONE + 1:
        return False
    return spelling.mentions >= often and spelling.in_documents > 1


def _may_be_namesake(spelling: Spelling, slip: Keystroke) -> bool:
    """Whether the word is a first name that may be another's: both known as such, or with a letter more or less at will."""
    if spelling.at > 0 or NameKind.PERSON not in spelling.kinds or _is_thing(spelling.rest[-1]):
        return False
    if slip in (Keystroke.SWAPPED, Keystroke.TRIPLED):
        return False
    return not gender_of_given(spelling.right) and spelling.mentions < _OFTEN and slip is Keystroke.OTHER


def _is_thing(word: str) -> bool:
    return word in final_nouns() or word in variants()["trades"]


def _is_inflected(p: str, q: str) -> bool:
    """Whether two words differ at the end alone, as forms of one word do."""
    same = next((k for k, (a, b) in enumerate(zip(p, q, strict=False)) if a != b), min(len(p), len(q)))
    return max(len(p), len(q)) - same < _FEW_LEFT and len(p) != len(q) or (len(p) == len(q) and same == len(p) - 1)


def _is_known(word: str) -> bool:
    return is_known_name(word) or bool(gender_of_given(word)) or _is_shipped(word)


def _is_shipped(word: str) -> bool:
    from factcheck.resolve.misspellings import shipped_words

    return word in shipped_words()


@cache
def _titles() -> frozenset[str]:
    return frozenset(["the", "a", "an", "about", "our"])


def spelling_of(
    rare: Sequence[Place],
    names: tuple[str, str],
    words: Mapping[str, Counter[str]],
    documents: Mapping[str, Set[str]],
    titles: Set[str],
) -> Spelling | None:
    """What the corpus counts of two names of as many words, of which the first stands once and differs from the other in one word.

    `words` has for each word how often each name with it stands, `documents` in which documents it does.
    """
    x, y = name_tokens(names[0]), name_tokens(names[1])
    at = next(n for n, (a, b) in enumerate(zip(x, y, strict=True)) if a != b)
    p, q = x[at], y[at]
    if len(rare) != 1 or sum(words[p].values()) != 1:
        return None
    skipped = titles | _titles() | function_words()
    rest = tuple(w for n, w in enumerate(x) if n != at and w not in skipped)
    return Spelling(
        wrong=p,
        right=q,
        at=at - sum(w in skipped for w in x[:at]),
        rest=rest,
        kinds=frozenset(place.mention.kind for place in rare),
        in_documents=len(documents[q]),
        mentions=sum(words[q].values()),
    )
