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

from factcheck.data import load_yaml
from factcheck.frozen import dataclass
from factcheck.model.mention import NameKind
from factcheck.resolve.name_ground import Place
from factcheck.values.keystrokes import Keystroke, keystroke_between
from factcheck.values.name_variants import gender_of_given, is_known_name, variants
from factcheck.values.names import final_nouns, name_tokens
from factcheck.values.words import fold, function_words

_LEAST = 4
"""Letters of the shorter word, beside other words that the two names share."""
_LEAST_ALONE = 6
"""Letters of the right word where it is the whole name."""
_OFTEN = 3
_OFTEN_ALONE = {
    Keystroke.SWAPPED: 2,
    Keystroke.TRIPLED: 2,
    Keystroke.DROPPED: 3,
    Keystroke.ADDED: 3,
    Keystroke.OTHER: 4,
}
"""Mentions of a word that is the whole name from which on a slip of the sort is no other name."""


_OFTEN_IF_SHORT = 8
"""The same where a short word has another letter: `Moskow` beside eight `Moscow`."""


_LEADING = frozenset(["about", "our"])
"""Words before a name that are none of it."""


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
    has_own_first_name: bool
    """Whether nobody else in the corpus has the first word of the name."""
    in_documents: int
    """How many documents have the right word in a name."""
    mentions: int
    """How often the right word stands in names."""
    alone: int
    """How often the right name does."""

    @property
    def is_person(self) -> bool:
        """Whether it is the name of a person, and not of what bears one: `the Ashworth Wing`."""
        return NameKind.PERSON in self.kinds and not (self.rest and _is_thing(self.rest[-1]))


def told_by_spelling(spelling: Spelling, ordinary: Set[str]) -> list[str]:
    """The evidence that a spelling is a slip of the hand, in words for people; nothing where it may be a name of its own.

    `ordinary` are words that the corpus writes small.
    """
    p, q = spelling.wrong, spelling.right
    slip = keystroke_between(p, q)
    if slip is None or p[0] != q[0] or min(len(p), len(q)) < _LEAST:
        return []
    if p in ordinary or _is_known(p) or _is_inflected(p, q):
        return []
    is_alone = not spelling.rest
    if is_alone and not _is_sure_alone(spelling, slip, ordinary):
        return []
    if not is_alone and _may_be_namesake(spelling, slip):
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
    if len(q) < _LEAST_ALONE or q in ordinary or q in shipped_words() or NameKind.PERSON in spelling.kinds:
        return False
    is_short = slip is Keystroke.OTHER and len(p) <= _LEAST_ALONE
    if slip is Keystroke.OTHER and spelling.in_documents < 2:
        return False
    return spelling.alone >= (_OFTEN_IF_SHORT if is_short else _OFTEN_ALONE[slip])


def _may_be_namesake(spelling: Spelling, slip: Keystroke) -> bool:
    """Whether two people may be meant, who seldom stand in the text: by a first name with another letter, or a surname where others have the first name."""
    if slip is not Keystroke.OTHER or spelling.mentions >= _OFTEN or not spelling.is_person:
        return False
    return spelling.at == 0 or (spelling.mentions == 1 and not spelling.has_own_first_name)


def _is_thing(word: str) -> bool:
    return word in final_nouns() or word in variants()["trades"]


def _is_inflected(p: str, q: str) -> bool:
    """Whether two words differ at the end alone, as forms of one word do: by the last letter, or one more behind it."""
    return p[:-1] in (q, q[:-1]) or q[:-1] == p


def _is_known(word: str) -> bool:
    return is_known_name(word) or bool(gender_of_given(word)) or word in shipped_words()


@cache
def shipped_words() -> frozenset[str]:
    """Ordinary English words that the shipped lexicons hold."""
    cues = load_yaml("claims/names/en.yaml")
    listed = {fold(w) for value in cues.values() for w in (value if isinstance(value, list) else value.split())}
    listed |= {fold(w) for head, others in load_yaml("claims/words/synonyms.en.yaml").items() for w in (head, *others)}
    return frozenset(listed | function_words())


def spelling_of(
    rare: Sequence[Place],
    right: Sequence[Place],
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
    skipped = titles | _LEADING | function_words()
    rest = tuple(w for n, w in enumerate(x) if n != at and w not in skipped)
    return Spelling(
        wrong=p,
        right=q,
        at=at - sum(w in skipped for w in x[:at]),
        rest=rest,
        kinds=frozenset(place.mention.kind for place in rare),
        has_own_first_name=all(key in (*names, x[0]) or key.endswith((p, q)) for key in words[x[0]]),
        in_documents=len(documents[q]),
        mentions=sum(words[q].values()),
        alone=len(right),
    )
