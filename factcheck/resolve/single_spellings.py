"""Resolve, part of misspellings: a spelling that stands once in the whole corpus, one keystroke away from a word of names that stands more often.

A spelling that no other text has is a hapax legomenon, and beside a word that differs by one key rather a slip than a
name (Kukich 1992, Techniques for automatically correcting words in text). How much more must speak for it depends on the
slip: letters that are swapped or typed twice make no name, a letter left out or one too many seldom does, and another letter
often (`Barton Street`, `Burton Street`): it counts in the full names of people and beside words that name the thing already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import cache

from factcheck.data import folder, load_yaml
from factcheck.frozen import dataclass
from factcheck.model.mention import NameKind
from factcheck.patterns import pattern_of
from factcheck.resolve.name_ground import Place
from factcheck.values.keystrokes import Keystroke, keystroke_between
from factcheck.values.name_variants import gender_of_given, is_known_name, variants
from factcheck.values.names import final_nouns, name_tokens
from factcheck.values.words import fold, function_words

_LEAST = 4
"""Letters of the shorter word, beside other words that the two names share."""
_LEAST_ALONE = 6
"""Letters of the right word where it is the whole name."""
_TWICE, _OFTEN = 2, 3
"""Mentions of the right word in names: from which on a rest of generic nouns (`Street`) is enough, and one other letter is a slip."""
_OFTEN_ALONE = {Keystroke.SWAPPED: 2, Keystroke.TRIPLED: 2, Keystroke.DROPPED: 3, Keystroke.ADDED: 3}
"""Mentions of a word that is the whole name from which on a slip of the sort is no other name; another letter makes one as a rule."""
_SAME_KEYS = frozenset({Keystroke.SWAPPED, Keystroke.TRIPLED})
"""Slips that make no name: who writes both names of a list knows of two, but not by one of these."""


_LEADING = frozenset(["about", "our"])
"""Words before a name that are none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """Two names that differ in one word, and what the corpus counts of it."""

    wrong: str
    right: str
    slip: Keystroke
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
    def is_of_same_keys(self) -> bool:
        """Whether the slip only swaps letters or types one twice, which makes no other name."""
        return self.slip in _SAME_KEYS

    @property
    def is_person(self) -> bool:
        """Whether it is the name of a person, and not of what bears one: `the Orrinsay Wing`."""
        return NameKind.PERSON in self.kinds and not (self.rest and _is_thing(self.rest[-1]))


def told_by_spelling(spelling: Spelling, ordinary: Set[str]) -> list[str]:
    """The evidence that a spelling is a slip of the hand, in words for people; nothing where it may be a name of its own.

    `ordinary` are words that the corpus writes small.
    """
    p, q, slip = spelling.wrong, spelling.right, spelling.slip
    if p[0] != q[0] or min(len(p), len(q)) < _LEAST:
        return []
    if p in ordinary or _is_known(p) or _is_inflected(p, q):
        return []
    is_alone = not spelling.rest
    if is_alone and not _is_sure_alone(spelling, ordinary):
        return []
    if not is_alone and _may_be_two(spelling):
        return []
    told = [
        f"`{p}` differs from `{q}` by {slip.value}",
        f"`{p}` stands nowhere else in the corpus, `{q}` {spelling.mentions} times in "
        f"{spelling.in_documents} {'document' if spelling.in_documents == 1 else 'documents'}",
    ]
    if not is_alone:
        told.append("the rest of the name is the same")
    return told


def _is_sure_alone(spelling: Spelling, ordinary: Set[str]) -> bool:
    """Whether a word that is the whole name is surely no other name: a long one that stands often, and is no ordinary word."""
    q, slip = spelling.right, spelling.slip
    if slip is Keystroke.OTHER or len(q) < _LEAST_ALONE or spelling.alone < _OFTEN_ALONE[slip]:
        return False
    return q not in ordinary and q not in english_words() and NameKind.PERSON not in spelling.kinds


def _may_be_two(spelling: Spelling) -> bool:
    """Whether two things may be meant by names that share all other words: seldom told of, or told by generic nouns alone."""
    if spelling.is_of_same_keys:
        return False
    slip = spelling.slip
    if spelling.is_person:
        is_sure = spelling.has_own_first_name and spelling.at > 0
        return slip is Keystroke.OTHER and not is_sure and (spelling.at > 0 or spelling.mentions < _OFTEN)
    is_generic = all(w in final_nouns() or w in english_words() for w in spelling.rest)
    return spelling.mentions < _TWICE or (is_generic and slip is Keystroke.OTHER)


def _is_thing(word: str) -> bool:
    return word in final_nouns() or word in variants()["trades"]


def _is_inflected(p: str, q: str) -> bool:
    """Whether two words differ at the end alone, as forms of one word do: by the last letter, or one more behind it."""
    return p[:-1] in (q, q[:-1]) or q[:-1] == p


def _is_known(word: str) -> bool:
    return is_known_name(word) or bool(gender_of_given(word)) or word in english_words()


@cache
def shipped_words() -> frozenset[str]:
    """Ordinary English words that the shipped lexicons hold."""
    cues = load_yaml("claims/names/en.yaml")
    listed = {fold(w) for value in cues.values() for w in (value if isinstance(value, list) else value.split())}
    listed |= {fold(w) for head, others in load_yaml("claims/words/synonyms.en.yaml").items() for w in (head, *others)}
    return frozenset(listed | function_words())


@cache
def english_words() -> frozenset[str]:
    """Words that the lexicons of predicates, statements and synonyms hold in any form, a stand-in for a dictionary."""
    texts = (
        path.read_text(encoding="utf-8")
        for name in ("words", "predicates", "statements")
        for path in sorted((folder("claims") / name).glob("*.en.yaml"))
    )
    return frozenset(word for text in texts for word in _WORD.findall(text)) | shipped_words()


_WORD = pattern_of(r"\b[a-z]{3,}\b")


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
    slip = keystroke_between(p, q)
    if slip is None or len(rare) != 1 or sum(words[p].values()) != 1:
        return None
    skipped = titles | _LEADING | function_words()
    rest = tuple(w for n, w in enumerate(x) if n != at and w not in skipped)
    return Spelling(
        wrong=p,
        right=q,
        slip=slip,
        at=at - sum(w in skipped for w in x[:at]),
        rest=rest,
        kinds=frozenset(place.mention.kind for place in rare),
        has_own_first_name=all(key in (*names, x[0]) or key.endswith((p, q)) for key in words[x[0]]),
        in_documents=len(documents[q]),
        mentions=sum(words[q].values()),
        alone=len(right),
    )
