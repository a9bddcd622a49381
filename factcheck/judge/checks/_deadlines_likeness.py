"""Check deadline-missed, part: how much a passage with a last day and one with a deed share, and whether they speak of two things."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt

from factcheck.judge.checks._deadlines_apart import are_of_two, modifiers_of
from factcheck.judge.checks._deadlines_told import Done, Due, moved_in
from factcheck.judge.checks._deadlines_words import PARTS, WEAK, Passage, kept_words, matter
from factcheck.judge.conflict import Case
from factcheck.judge.deeds import (
    alike,
    begins_deed,
    is_deed_word,
    is_generic,
    number,
    ordinal,
)
from factcheck.patterns import pattern_of
from factcheck.values.dates import DateValue
from factcheck.values.words import Token, content_words, stem, tokens

_LIMIT = pattern_of(r"\b(?:deadline|date|limit|day|time|grace|until|to finish|to complete)\b", re.I)
LONGEST = 550
"""Days by which a deed may lie after the last day that another passage says was kept."""


# --- how much two passages share ----------------------------------------------------------------------------------------


class Comparison:
    """Weighs what two passages share, by how rare it is in the corpus."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._count: Counter[str] | None = None
        self._moved: list[tuple[Passage, tuple[DateValue, ...]]] | None = None

    def __call__(self, due: Passage, deed: Passage, done: Done, sorts: frozenset[str], is_kept: bool = False) -> float:
        """The weight of what both name; nothing if they plainly speak of two things."""
        if not _are_of_one(due, deed, done, is_kept):
            return 0.0
        weight = sum(self._rarity(w) for w in due.own & deed.own)
        weight += 0.6 * sum(self._rarity(w) for w in (due.own & deed.around) - deed.own)
        weight += 0.6 * sum(self._rarity(w) for w in (due.around & deed.own) - due.own)
        weight += min(1.0, 0.3 * sum(self._rarity(w) for w in (due.around & deed.around) - due.own - deed.own))
        weight += 1.0 if is_kept and not done.deed.sort else 0.0
        theme = done.theme
        if theme is not None and done.deed.sort in sorts and theme.head and not is_generic(theme.head):
            weight += 0.9 * self._rarity(alike(theme.head)) if alike(theme.head) in due.own else 0.0
        weight += 0.5 if done.deed.sort not in ("", "complete", "install", "treat") else 0.0
        weight += 1.2 * min(1, len(due.counts & (deed.counts | ({done.theme.number} if done.theme else set()))))
        return weight

    def _rarity(self, word: str) -> float:
        if self._count is None:
            self._count = Counter(
                w
                for d in self._case.documents.values()
                for b in d.blocks
                for w in {alike(x) for x in content_words(b.text)}
            )
        return min(1.0, sqrt(6 / max(1, self._count[word])))

    def is_extended(self, due: Due, day: int, dues: Sequence[Due]) -> bool:
        """Whether some passage moves the last day, or tells a later one of the same."""
        if self._moved is None:
            self._moved = list(moved_in(self._case))
        for passage, values in self._moved:
            names_it = any(v.latest == due.value.latest for v in values)
            if names_it or any(day <= v.latest < day + 2 * LONGEST for v in values):
                shared = sum(self._rarity(w) for w in due.passage.own & passage.own)
                enough = 0.8 if _LIMIT.search(passage.text) else 1.5
                if shared >= enough or (shared and names_it):
                    return True
        for other in dues:
            if other.value.latest >= day and other.value.latest - day < LONGEST and other.sorts & due.sorts:
                if sum(self._rarity(w) for w in due.passage.own & other.passage.own) >= 2:
                    return True
        return False


def _are_of_one(due: Passage, deed: Passage, done: Done, is_kept: bool) -> bool:
    """Whether nothing says that the two are of two things: another noun, another phase, other years or counts."""
    theme = done.theme
    if are_of_two(due.text, deed.text):
        return False
    series = {s for s, _ in due.members} | {s for s, _ in deed.members}
    for name in series:
        ours, theirs = ({m for s, m in p.members if s == name} for p in (due, deed))
        if ours.isdisjoint(theirs) and ((name in PARTS and len(ours | theirs) == 1) or (ours and theirs)):
            return False
    if due.years and deed.years and due.years.isdisjoint(deed.years):
        return False
    if theme is None:
        return False
    known = due.own | due.around
    if is_kept and not done.deed.sort and done.deed.verb not in WEAK:
        return True  # a verb of its own kind, and the text says that it was in time
    if theme.head and not is_generic(theme.head):
        if alike(theme.head) not in known:
            return False
        mine = frozenset(alike(w) for w in theme.modifiers) - WEAK
        if is_kept:
            other = modifiers_of(due.text, theme.head)
            if mine and other and not mine <= known and not other <= (deed.own | deed.around):
                return False
        elif not mine <= known and not due.counts & deed.counts:
            return False
    elif theme.modifiers and not any(alike(w) in known for w in theme.modifiers - WEAK):
        return not (theme.modifiers - WEAK)
    if theme.is_rest and due.counts and deed.counts and due.counts.isdisjoint(deed.counts):
        return False
    return not (_other_names(due.text, deed.text) or _other_owners(due, deed) or _other_places(due, deed))


_WHERE = pattern_of(
    r"\b(?P<how>from|to|for|in|at|into|between|of)\s(?:(?:the|a|an|its|their|our|all|both)\s)?(?P<what>[A-Za-z][\w’'-]+(?:\s[a-z][\w’'-]+)?)"
)
_HOW = {"for": "to", "into": "to", "at": "in"}


def _other_places(due: Passage, deed: Passage) -> bool:
    """Whether both say from, to or in what, and name different things: from the malt house, from the brewhouse."""
    x, y = (_phrases_of_place(p.text) for p in (due, deed))
    return any(
        x[how].isdisjoint(deed.own | deed.around) and y[how].isdisjoint(due.own | due.around)
        for how in x.keys() & y.keys()
    )


_OF = pattern_of(
    r"\b(?P<noun>[a-z][\w’'-]+)\sof\s(?:(?:the|its|their|our|his|her)\s)?(?P<what>(?:[\w’'-]+\s){0,2}?[\w’'-]+)(?=[.,;:]|\s(?:was|were|had|has|must|by|until|is|be|on|in|at|to|and|from|for)\b|\s\s|\Z)"
)


def _other_owners(due: Passage, deed: Passage) -> bool:
    """Whether both tell one noun of two things: the wreck of the Anna, the wreck of the Berta."""
    x, y = (_owners(p.text) for p in (due, deed))
    ours, theirs = (_acts(p.text) for p in (due, deed))
    if any(
        ours[act].isdisjoint(deed.own | deed.around) and theirs[act].isdisjoint(due.own | due.around)
        for act in ours.keys() & theirs.keys()
    ):
        return True  # the bird survey, the botanical survey
    return any(
        x[noun].isdisjoint(y[noun])
        and x[noun].isdisjoint(deed.own | deed.around)
        and y[noun].isdisjoint(due.own | due.around)
        for noun in x.keys() & y.keys()
    )


def are_owned_apart(a: str, b: str) -> bool:
    """Whether two texts tell one noun of two things: the survey of the marsh, the survey of the heath."""
    x, y = _owners(a, with_deeds=True), _owners(b, with_deeds=True)
    return any(x[n].isdisjoint(matter(b)) and y[n].isdisjoint(matter(a)) for n in x.keys() & y.keys())


def _acts(text: str) -> dict[str, frozenset[str]]:
    """The words of matter before the nouns of deeds: bird, of `the bird survey`."""
    surfaces = [t.text for t in tokens(text) if t.text[:1].isalpha()]
    found: dict[str, frozenset[str]] = {}
    for article, before, noun in zip(surfaces, surfaces[1:], surfaces[2:], strict=False):
        if article.lower() in _ARTICLES and is_deed_word(stem(noun)) and not is_deed_word(stem(before)):
            if own := matter(before) - kept_words():
                found[alike(stem(noun))] = own
    return found


def _owners(text: str, with_deeds: bool = False) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for match in _OF.finditer(text):
        root = alike(stem(match["noun"]))
        words = frozenset(alike(w) for w in content_words(match["what"]) if not is_deed_word(w)) - WEAK - kept_words()
        if words and not is_generic(stem(match["noun"])) and (with_deeds or not is_deed_word(stem(match["noun"]))):
            found[root] = found.get(root, frozenset()) | words
    return found


def _phrases_of_place(text: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for match in _WHERE.finditer(text):
        if match["how"] == "to" and begins_deed(stem(match["what"].split()[0])) and not match[0][3:].startswith("the"):
            continue  # `until 3 May to hand in the plan`
        words = frozenset(alike(w) for w in content_words(match["what"]) if not is_deed_word(w)) - WEAK - kept_words()
        how = _HOW.get(match["how"], match["how"])
        if how == "in" and "      " in text[: match.start()]:
            continue  # behind the day other things are told
        if words and how != "of":
            found[how] = found.get(how, frozenset()) | words
    return found


def is_beside(text: str, head: str, own: frozenset[str]) -> bool:
    """Whether a text names a thing only to say which other one it means: `the design of the bridge`, `the museum shop`."""
    words = tokens(text)
    places = [n for n, t in enumerate(words) if t.text[:1].isalpha() and alike(stem(t.text)) == alike(head)]
    return bool(places) and all(_is_other(words, n, own) for n in places)


def _is_other(words: Sequence[Token], at: int, own: frozenset[str]) -> bool:
    if words[at].low.endswith(("’s", "'s", "s’", "s'")):
        owned = [t.text for t in words[at + 1 : at + 4]]
        names = [w for w in itertools.takewhile(lambda w: bool(content_words(w)) or w[0].isupper(), owned) if matter(w)]
        return bool(names) and not is_generic(stem(names[-1])) and not matter(names[-1]) <= own
    behind = words[at + 1].text if at + 1 < len(words) else ""
    if content_words(behind) and not is_deed_word(stem(behind)) and not behind.endswith(("ed", "ing")):
        if not is_generic(stem(behind)) and not matter(behind) <= own:
            return True
    n = at - 1
    while n > 0 and words[n].low != "of" and (words[n].low in _ARTICLES or content_words(words[n].text)):
        n -= 1
    if n < 1 or words[n].low != "of":
        return False
    noun = words[n - 1].text
    root = stem(noun)
    if not content_words(noun) or is_generic(root) or is_deed_word(root) or number(noun.lower()) is not None:
        return False
    return bool(matter(noun)) and not matter(noun) <= own


_ARTICLES = frozenset(["the", "a", "an", "its", "their", "our", "his", "her", "this", "that"])


def rank_of(text: str, head: str) -> int | None:
    """The rank that a text gives a thing: 1 of `the first draft`."""
    words = tokens(text)
    for n, token in enumerate(words):
        if token.text[:1].isalpha() and alike(stem(token.text)) == alike(head):
            for before in words[max(0, n - 2) : n]:
                rank = ordinal(before.low)
                if rank is not None and rank < 4:
                    return rank
    return None


_NAME = pattern_of(r"\b[A-Z][\w’'-]+(?:\s(?:of\s(?:the\s)?)?[A-Z][\w’'-]+)+")


def _names(text: str) -> Iterator[str]:
    """The names of several words that a text tells, without a word of grammar that begins its sentence."""
    for match in _NAME.finditer(text):
        words = match[0].split()
        while words and not content_words(words[0]):
            words.pop(0)
        if len(words) > 1:
            yield " ".join(words)


def _other_names(a: str, b: str) -> bool:
    """Whether the texts name two things of one noun and none in common: `the Low Light`, `the High Light`."""
    x, y = (set(_names(t)) for t in (a, b))
    if x & y:
        return False
    return any(p.split()[-1] == q.split()[-1] and len(p.split()) > 1 and len(q.split()) > 1 for p in x for q in y)
