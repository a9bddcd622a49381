"""Extract, part: how a claim is said and what it holds for: modality, speaker, occurrence, scope and the time of its figure.

`modality.py` and `scope.py` do the reading; this module asks them once for each draft claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache

from factcheck.data import load_yaml
from factcheck.extract.closed_words import BE, HAVE
from factcheck.extract.cue_line import Said, Value, words_of
from factcheck.extract.modality import modality_at, speaker_of
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.scope import FOR_A_WHILE, extent_of, for_a_while, inherited_scope, scope_at
from factcheck.extract.scope_members import members_in
from factcheck.extract.stretches import begun_in, near
from factcheck.frozen import dataclass, maker
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.document import Block
from factcheck.model.extraction import DOCUMENT_TIME, Extraction
from factcheck.model.time import Relation, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.predicate_entries import predicate_entries
from factcheck.values.words import WordTable, fold, stem

_value = maker(Value)

_QUANTITY = ClaimType.QUANTITY


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What the words around a value say of it."""

    modality: Modality
    attribution: str
    occurrence: str
    scope: tuple[str, ...]
    as_of: int | None


_wording = maker(Wording)


def wording_of(
    found: Extraction,
    block: Block,
    said: Said,
    predicate: PredicateMention | None,
    kind: ClaimType,
    value: tuple[int, int],
    clause: tuple[int, int],
    *,
    timex: int | None = None,
    quantity: int | None = None,
) -> Wording:
    """The wording of a value in running text. `value` and `clause` are offsets in the block's text."""
    amount = found.quantities[block.index][quantity] if quantity is not None else None
    # of `from 30 euros`, `an estimated 40 tonnes` the number: what stands before it says how it is meant
    first, last = said.stretch(amount.number_start if amount is not None else value[0], value[1])
    about = _value(first, last, kind, found.times[block.index][timex] if timex is not None else None, amount)
    modality, _, report = modality_at(said, predicate, about)
    start, end = _clause_of(said, *clause)
    text = block.text[start:end]
    own: tuple[str, ...] = ()
    if members_in(text):
        own = scope_at(text, value[0] - start, value[1] - start, _times_in(found, block, start, end, kind))
    extent: tuple[str, ...] = ()
    is_quantity = kind is _QUANTITY
    if is_quantity:
        extent = extent_of(block.text[said.start : said.end], start - said.start, end - said.start)
        if not said.vocabulary.isdisjoint(FOR_A_WHILE):
            extent = (*extent, *for_a_while(block.text[said.start : said.end], text))
    return _wording(
        modality=modality,
        attribution=speaker_of(said, report, block.text),
        occurrence=occurrence_of(block.text[_with_ordinal(said, clause[0]) : clause[1]])
        or ("" if is_quantity else _season_of(block.text[clause[0] : value[0]])),
        scope=inherited_scope(found, block, (*own, *extent) if extent else own),
        as_of=_as_of(found, block, said, predicate, about) if is_quantity else None,
    )


def _times_in(found: Extraction, block: Block, start: int, end: int, kind: ClaimType) -> list[tuple[int, int]]:
    """Where times stand in a stretch of a block, as offsets in it. `in winter` is for a figure what it holds for."""
    return [
        (t.start - start, t.end - start)
        for t in near(found.times[block.index], start, end)
        if start <= t.start < end
        and not (
            kind is not ClaimType.DATE
            and t.parts
            and t.parts.season
            and not t.parts.year
            and block.text[max(0, t.start - 3) : t.start].lower() == "in "
        )
    ]


def _with_ordinal(said: Said, start: int) -> int:
    """Where a clause begins, with the word that counts what it begins with: `the third extension`."""
    k, _ = said.stretch(start, start)
    return said.tokens[k - 1].start if k and said.lows[k - 1] in _COUNTING else start


_COUNTING = frozenset({"first", "second", "third", "fourth", "fifth", "2nd", "3rd", "4th", "5th", "original", "earlier", "previous", "former", "initial"})  # fmt: skip


def _clause_of(said: Said, start: int, end: int) -> tuple[int, int]:
    """A stretch widened to the clauses that it touches, and to a lead-in before a colon."""
    words, breaks = said.tokens, said.breaks
    low, high = said.stretch(start, end)
    low, high = bisect_left(breaks, breaks[low]), bisect_right(breaks, breaks[high]) - 1
    if low > 0 and words[low].text == ":":
        low = 0
    return words[low].start, words[high].end


# --- labels and cells -------------------------------------------------------------------------------------------------


@cache
def _labels() -> tuple[tuple[Modality, re.Pattern[str]], ...]:
    data = load_yaml("claims/modality.yaml")["label"]
    made = []
    for name, entries in data.items():
        words = "|".join(re.escape(w) for w in sorted(entries, key=lambda w: (-len(w), w)))
        made.append((Modality(name), re.compile(rf"(?:(?<![\w])|(?<=n)(?='t))(?:{words})(?![\w])")))
    return tuple(made)


@cache
def _proposed_days() -> re.Pattern[str]:
    """The words by which a last day itself is but proposed."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(load_yaml('claims/modality.yaml')['proposed-days'])})(?!\w)")


_LIMIT = pattern_of(r"\bnot (?=(?:later|earlier|more|less|fewer|before|after|until|only|exceed\w*)\b)")
"""A `not` that sets a limit and denies nothing."""


@lru_cache(maxsize=4096)
def modality_of(label: str, text: str, *, last_day: bool = False) -> Modality:
    """How a cell or pair is said, by the words of its label and of its short text; a last day is none the less for `possible`."""
    folded = _LIMIT.sub(" ", fold(f"{label} | {text}"))
    for modality, pattern in _labels():
        if last_day and modality is Modality.PROPOSED:
            pattern = _proposed_days()
        found = pattern.search(folded)
        if found is not None and modality is Modality.SUPERSEDED and _is_called_old(label):
            continue
        if found is not None and (modality is not Modality.SUPERSEDED or not _OLD_THING.search(folded, 0, found.end())):
            return modality
    return Modality.ASSERTED


def _is_called_old(label: str) -> bool:
    """Whether a name begins with `Old`: `Old Idris`, but not `Old Price`."""
    match = _CALLED_OLD.search(label)
    return match is not None and match[1].lower() not in words_of("regulated")


_CALLED_OLD = re.compile(r"(?:\A|\s;\s|\s\|\s)\W*(?:Old|Former)\s([A-Z][a-z]+)")
_OLD_THING = re.compile(r"(?:of|for|to|from|with|in) (?:the |your |our |all |any )?(?:old|former|previous|outdated)\Z")
"""Something old that a label is about: `Exchange of old tokens` holds still."""


def modality_in_cell(
    found: Extraction,
    block: Block,
    sentences: Sequence[Said],
    label: str,
    kind: ClaimType,
    value: tuple[int, int],
    *,
    timex: int | None = None,
    quantity: int | None = None,
) -> Modality:
    """How a value in a cell or pair is said: by its sentence where it has one with a verb, else by words of both."""
    home = next((s for s in sentences if s.predicates and s.tokens[0].start <= value[0] < s.tokens[-1].end), None)
    if home is None:
        return modality_of(label, block.text[:80], last_day=kind is ClaimType.DEADLINE)
    amount = found.quantities[block.index][quantity] if quantity is not None else None
    first, last = home.stretch(amount.number_start if amount is not None else value[0], value[1])
    told = found.times[block.index][timex] if timex is not None else None
    modality, _, _ = modality_at(home, None, Value(first, last, kind, told, amount))
    return modality if modality is not Modality.ASSERTED else modality_of(label, "")


def scope_of_label(found: Extraction, block: Block, label: str) -> tuple[str, ...]:
    """What a cell or pair holds for: what its heads and its own words name, else what it stands under."""
    text = f"{label} | {block.text[:200]}"
    return inherited_scope(found, block, scope_at(text, len(text), len(text)))


# --- occurrence -------------------------------------------------------------------------------------------------------

_AGAIN = pattern_of(r"\b(?:again|once more|anew|afresh|a second time|re-[a-z]{3,}|replay|rematch|rerun|remake|reissue|retrial|rehearing|reprise)\b")  # fmt: skip
_TIMES = pattern_of(r"\bfor the (second|third|fourth|fifth|sixth) time\b|\b(second|third|fourth|fifth|sixth)-time\b")
_RE = pattern_of(r"\bre([a-z]{4,})\b")
_NTH = pattern_of(
    r"\b(second|third|fourth|fifth|2nd|3rd|4th|5th)\s+(?!half|quarter|week|day|month|year|floor|of\b|time\b|party|parties|world|largest|biggest|highest|person|class|century|generation|language|hand\b|place\b)([a-z-]+)"
)
_EARLIER = pattern_of(
    r"\b(?:earlier|previous|former|first|original|initial)\s+(?:[a-z]+\s)?(?:declaration|opening|agreement|treaty|attempt|version|edition|election|meeting|closure|marriage|visit|bridge|building|plan|date|deadline|proclamation|extension|launch|draft)\b"
)
_FIRST = pattern_of(r"\b(?:first|originally|initially)\s(?:[a-z]+ed|built|held|won|met|sung|shown|begun|began|struck|laid|made|seen|came|sent|given|cut|put|let|sold|ran|sailed|flew|flown|became|took)\b")  # fmt: skip
_NUMBER = {"second": "2", "third": "3", "fourth": "4", "fifth": "5", "sixth": "6"}


@cache
def _bases() -> frozenset[str]:
    """The stems of the verbs that `re-` may stand before."""
    verbs = set(load_yaml("claims/predicates/verbs.en.yaml")["verbs"].split())
    for entry in predicate_entries().values():
        verbs.update(entry.verbs)
    return frozenset(stem(v) for v in verbs) | words_of("bases")


@cache
def _no_return() -> frozenset[str]:
    return words_of("no-return")


@lru_cache(maxsize=8192)
def occurrence_of(clause: str) -> str:
    """Which of several such events is meant: `again`, `2`, `1` (first opened), `earlier`, or nothing."""
    hints = 0
    for hint in set(map(_HINTS.__getitem__, clause.split())):
        hints |= hint
    if not hints:
        return ""
    text = fold(clause)
    if hints & _TIMELY and (match := _TIMES.search(text)):
        return _NUMBER[match[1] or match[2]]
    if hints & _RETURNED or (hints & _RETURNING and _AGAIN.search(text)):
        return "again"
    if hints & _COUNTED:
        for match in _NTH.finditer(text):
            if not _is_head(match[2]):
                return _NUMBER.get(match[1], match[1][0])
    if hints & _BEFORE and _EARLIER.search(text):
        return "earlier"
    return "1" if hints & _AT_FIRST and _FIRST.search(text) else ""


def _season_of(before: str) -> str:
    """Of which season an event is, by the words between what happened and its day: `sales for 2025/26 began on`."""
    match = _FOR_SEASON.search(before)
    return match[1] if match is not None else ""


_FOR_SEASON = pattern_of(r"\bfor\s(?:the\s)?((?:19|20)\d\d[/–-]\d\d)\b")
_TIMELY, _RETURNED, _RETURNING, _COUNTED, _BEFORE, _AT_FIRST = 1, 2, 4, 8, 16, 32


def _hints_of(stretch: str) -> int:
    """Which of the patterns of occurrence may find something in a text that has this stretch between two spaces."""
    word = fold(stretch)
    if not _ANY_HINT.search(word):
        return 0
    return (
        _TIMELY * ("time" in word)
        | _RETURNED * any(_is_again(m) for m in _RE.finditer(word))
        | _RETURNING * (_RETURN.search(word) is not None)
        | _COUNTED * (_ORDINAL.search(word) is not None)
        | _BEFORE * (_FORMER.search(word) is not None)
        | _AT_FIRST * ("first" in word or "initially" in word or "originally" in word)
    )


_RETURN = pattern_of(r"again|once|anew|afresh|second|re-|replay|rematch|rerun|remake|reissue|retrial|rehearing|reprise")
_ORDINAL = pattern_of(r"second|third|fourth|fifth|2nd|3rd|4th|5th")
_FORMER = pattern_of(r"earlier|previous|former|first|original|initial")
_ANY_HINT = pattern_of(
    rf"time|re[a-z]{{4}}|initially|originally|{_RETURN.pattern}|{_ORDINAL.pattern}|{_FORMER.pattern}"
)
_HINTS = WordTable(_hints_of)


@lru_cache(maxsize=8192)
def _is_again_word(whole: str) -> bool:
    root = stem(whole)
    if root in _no_return():
        return False
    base = stem(whole[2:])
    return base in _bases() or (whole.endswith("ing") and stem(whole[2:-3]) in _bases())


def _is_again(match: re.Match[str]) -> bool:
    return _is_again_word(match[0])


@cache
def _scope_heads() -> frozenset[str]:
    return frozenset(stem(h) for heads in load_yaml("claims/scopes.yaml")["heads"].values() for h in heads)


def _is_head(noun: str) -> bool:
    """`the second dose`: a member of a series, which the scope tells."""
    return stem(noun) in _scope_heads()


# --- the time of a figure ---------------------------------------------------------------------------------------------

_AS_OF = pattern_of(r"\bas\s(?:of|at|on)\s(?:the\s)?\Z")
_RUNNING = frozenset({"so far", "to date", "currently", "now", "at present", "as yet", "until now", "up to now", "at the time of writing", "today", "presently", "thus far", "at the moment", "nowadays", "already"})  # fmt: skip
_RUNNING_FIRST = frozenset({w.split()[0] for w in _RUNNING})
_STANDING = BE | HAVE | {"stood", "stands", "totalled", "totaled", "numbered", "counted", "held", "owned", "employed", "reached", "lay"}  # fmt: skip


def _as_of(found: Extraction, block: Block, said: Said, predicate: PredicateMention | None, value: Value) -> int | None:
    """The time that an amount holds for: the index of a time of its block, the document's own, or none.

    A time counts where it says so (`as of`), where it is a limit of what had come about (`by Friday 40 houses had been
    searched`), or where it leads in or closes a state (`on 1 January the town had 4,100 inhabitants`).
    """
    words = said.tokens
    low_edge, high_edge = words[0].start, words[-1].end
    times = found.times[block.index]
    for index in begun_in(times, low_edge, high_edge):
        timex = times[index]
        if not low_edge <= timex.start < high_edge or timex.type not in (TimexType.DATE, TimexType.TIME):
            continue
        if words[value.first].start <= timex.start < words[value.last].end or (
            timex.parts is None and (timex.shift is None or timex.relation is not Relation.BY)
        ):
            continue
        lead = block.text[max(low_edge, timex.start - 8) : timex.start].lower()
        if _AS_OF.search(lead):
            return index
        first, last = said.stretch(timex.start, timex.end)
        if not _is_of_one_clause(said, first, last, value):
            continue
        group = _verbs_near(said, predicate, value)
        if timex.relation is Relation.BY and group & _STANDING and (first < value.first or group & HAVE):
            return index
        if timex.relation is Relation.AT and _leads_in(said, first) and _is_state(said, predicate, group):
            return index
    low = said.lows
    if said.vocabulary.isdisjoint(_RUNNING_FIRST):
        return None
    for k, word in enumerate(low):
        if word in _RUNNING_FIRST and said.breaks[k] == said.breaks[value.first]:
            if any(" ".join(low[k : k + n]) in _RUNNING for n in (1, 2, 3, 5)):
                return DOCUMENT_TIME
    return None


def _is_of_one_clause(said: Said, first: int, last: int, value: Value) -> bool:
    return said.breaks[first] == said.breaks[value.first] and not any(
        said.tokens[k].text in ";:()" for k in range(min(last, value.last), max(first, value.first))
    )


def _verbs_near(said: Said, predicate: PredicateMention | None, value: Value) -> set[str]:
    """The words of the verb group of a value, and the copula before it."""
    at = predicate.first if predicate is not None else value.first
    return {said.lows[k] for k in range(max(0, at - 6), max(at + 1, value.first)) if k < len(said.tokens)}


def _leads_in(said: Said, first: int) -> bool:
    """Whether a time stands at the beginning of its sentence, behind prepositions alone."""
    return all(said.lows[k] in ("on", "at", "in", "by", "the", "end", "of", "start", "beginning", "close") for k in range(first))  # fmt: skip


def _is_state(said: Said, predicate: PredicateMention | None, group: set[str]) -> bool:
    if predicate is not None and predicate.form is not Form.NOUN:
        return said.lows[predicate.first] in _STANDING
    return bool(group & _STANDING)
