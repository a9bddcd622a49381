"""Extract, part: how a claim is said, and by whom: which cues of its sentence reach its value, and what its verb group says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.closed_words import BE, HAVE, PREPOSITIONS
from factcheck.extract.cue_line import Cue, Reach, Said, Value, wordings, words_of
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.verb_group import SUBJECTS, by_group, group_of
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.time import Relation
from factcheck.values.units import dimension_of
from factcheck.values.words import stem

_ASSERTED, _DATE, _QUANTITY = Modality.ASSERTED, ClaimType.DATE, ClaimType.QUANTITY
_ORDER = (
    Modality.REFUTED, Modality.SUPERSEDED, Modality.DENIED, Modality.PLANNED, Modality.PROPOSED, Modality.CONDITIONAL,
    Modality.ESTIMATED, Modality.REPORTED,
)  # fmt: skip
"""What decides where several hold: a plan that was denied is denied."""


def modality_at(said: Said, predicate: PredicateMention | None, value: Value) -> tuple[Modality, str, Cue | None]:
    """How the value is said, the word that decided it, and the report that it stands in, if it does."""
    found: dict[Modality, str] = {}
    report: Cue | None = None
    for cue in said.cues:
        if not _reaches(said, cue, predicate, value) or _is_rule(said, cue, value):
            continue
        modality = _sort_of(cue, value)
        if modality is None or _is_target(said, cue, value):
            continue
        found.setdefault(modality, cue.word)
        if cue.speaker is not None or modality is Modality.REPORTED:
            report = cue if report is None or cue.at > report.at else report
    for modality, word in by_group(said, predicate, value):
        found.setdefault(modality, word)
    for modality, word in _by_neighbours(said, value):
        found.setdefault(modality, word)
    if not found:
        return _ASSERTED, "", report
    if Modality.DENIED in found and "contrary" in said.lows[: value.first]:
        return Modality.REFUTED, "contrary", report
    if report is not None and report.reach is Reach.SAID and _is_answered(said, value):
        return Modality.REFUTED, "but", report
    if Modality.CONDITIONAL in found and report is not None and found[Modality.CONDITIONAL] == "would":
        return Modality.PLANNED, "would", report  # `she said that it would open`: what was to come
    for modality in _ORDER:
        if modality in found:
            return modality, found[modality], report
    return _ASSERTED, "", report


def speaker_of(said: Said, cue: Cue | None, text: str) -> str:
    """The words for who says it, or nothing."""
    if cue is None or cue.speaker is None or cue.speaker[0] >= cue.speaker[1]:
        return ""
    first, last = cue.speaker
    return text[said.tokens[first].start : said.tokens[last - 1].end].strip(" ,“”\"'*_")


# --- which cues reach a value -----------------------------------------------------------------------------------------


def _sort_of(cue: Cue, value: Value) -> Modality | None:
    """The modality that a cue gives a value of that kind."""
    if cue.word == "expect" and cue.modality in (Modality.PLANNED, Modality.ESTIMATED):
        return Modality.PLANNED if value.is_date else Modality.ESTIMATED
    if cue.word in ("due", "set") and value.kind is ClaimType.DEADLINE and cue.reach is not Reach.CONTENT:
        return None
    if cue.word in words_of("bonds") and value.kind is ClaimType.DEADLINE and cue.modality is Modality.PLANNED:
        return None  # `has promised that it will be open by 3 May`: the last day of what is owed
    if cue.word == "no longer" and value.timex is not None:
        return None  # `was no longer used from 1850`: the day of the change
    if cue.modality is Modality.SUPERSEDED and value.kind is ClaimType.DATE and cue.reach is not Reach.CLOSE:
        if cue.word in wordings("states"):
            return None
    return cue.modality


def _reaches(said: Said, cue: Cue, predicate: PredicateMention | None, value: Value) -> bool:
    inside = cue.first <= value.first <= cue.last
    match cue.reach:
        case Reach.VERB:
            return (
                predicate is not None
                and predicate.first <= cue.first <= predicate.last
                and not _first_built(cue, value)
            )
        case Reach.CLOSE:
            return inside and value.first - cue.first <= 3 and not _verb_between(said, cue.first, value.first)
        case Reach.SAID:
            return inside and value.first - cue.first <= 2
        case Reach.OBJECT | Reach.MONEY:
            return inside and _is_object(said, cue, value)
        case Reach.SUBJECT:
            return (
                inside
                and value.last < cue.at
                and not _counts_undone(cue, predicate, value)
                and not _is_fronted(said, cue.first, value)
                and not _comma(said, value.last, cue.last)
            )
        case Reach.CONDITION:
            return inside_condition(said, cue, predicate, value)
        case _:
            if inside:
                return not _first_built(cue, value) or predicate is None
            return (
                predicate is not None
                and predicate.form is not Form.NOUN
                and cue.first <= predicate.first <= cue.last
                and value.first < predicate.first
                and _is_fronted(said, _clause_start(said, value.first), value)
            )


def _counts_undone(cue: Cue, predicate: PredicateMention | None, value: Value) -> bool:
    """Whether a count is that of what was called off: `214 sailings were cancelled` denies nothing."""
    if predicate is None or cue.modality is not Modality.DENIED or not predicate.first <= cue.at <= predicate.last:
        return False
    return value.kind is _QUANTITY and value.quantity is not None and not value.quantity.unit


def _is_target(said: Said, cue: Cue, value: Value) -> bool:
    """Whether an amount is the target itself, of which it is said how high it is: `a target of 40 tonnes`."""
    if value.kind is not _QUANTITY or cue.modality is not Modality.PLANNED or cue.reach is not Reach.CONTENT:
        return False
    return cue.word in wordings("noun", "planned") and "to" not in said.lows[cue.at + 1 : value.first]


_DUTIES = frozenset(["must", "shall", "should", "may", "can", "need", "needs", "has", "have"])


def _is_rule(said: Said, cue: Cue, value: Value) -> bool:
    """Whether a rule with a last day speaks of asking or wishing: `must ask for it by`, `Those who want to appeal must`."""
    if value.kind is not ClaimType.DEADLINE or cue.modality is not Modality.PROPOSED:
        return False
    low = [t.low for t in said.tokens[: value.first]]
    before, between = low[max(0, cue.at - 4) : cue.at], low[cue.at : value.first]
    if _is_request(cue, between):
        return True
    if _DUTIES.intersection(between[1:]) or ("," in between and "if" in low):
        return cue.reach is Reach.CONTENT  # `If you wish to speak, register by`
    if "had" in before or "had" in between:
        return False
    is_led = _leads_duty(before) or cue.at == 0 or (before[-1:] in ([","], ["please"], ["you"]))
    return is_led and cue.reach is not Reach.CONTENT


def _is_request(cue: Cue, said: list[str]) -> bool:
    """Whether somebody asks for a thing by a last day now (`wants its keys back by`), or the thing itself is asked for (`Bids are due by`)."""
    if cue.word not in wordings("asks") or not said:
        return False
    if cue.word in wordings("noun", "proposed") and said[1:2] == ["to"]:
        return False  # `a request to extend the lease until`
    return not said[0].endswith(("ed", "ought"))


def _leads_duty(before: list[str]) -> bool:
    """Whether a word of duty or leave stands before a verb; `have` only with its `to`."""
    return any(
        word in _DUTIES and (word not in ("has", "have", "need", "needs") or "to" in before[k:])
        for k, word in enumerate(before)
    )


def _first_built(cue: Cue, value: Value) -> bool:
    """`originally built in 1790`: the first of its kind, and no less true."""
    return cue.word in wordings("adverb", "first") and value.timex is not None


def _verb_between(said: Said, first: int, last: int) -> bool:
    return any(first <= p.first < last and p.form is not Form.NOUN for p in said.predicates)


def _comma(said: Said, first: int, last: int) -> bool:
    return any(said.tokens[k].text in ",;:()" for k in range(first + 1, last + 1))


def _clause_start(said: Said, k: int) -> int:
    while k > 0 and said.breaks[k - 1] == said.breaks[k]:
        k -= 1
    return k


_LEADS = frozenset({"on", "in", "at", "by", "from", "since", "until", "the", "during", "early", "late", "and", "but", ",", "“", '"', "about", "around", "only", "then"})  # fmt: skip


def _is_fronted(said: Said, start: int, value: Value) -> bool:
    """Whether a time leads its clause in: `On 3 May the concert was cancelled`."""
    if value.timex is None:
        return False
    leads = [said.lows[k] for k in range(start, value.first)]
    if not all(word in _LEADS or start + n in said.blocked for n, word in enumerate(leads)):
        return False
    after = said.tokens[value.last + 1].text if value.last + 1 < len(said.tokens) else ""
    return after == "," or after.lower() in SUBJECTS or any(word in PREPOSITIONS for word in leads)


_OWN_TIME = frozenset({Relation.AT, Relation.DURING, Relation.AFTER, Relation.SINCE, Relation.BEFORE, Relation.FOR})


def _is_object(said: Said, cue: Cue, value: Value) -> bool:
    """Whether a value is what was proposed or refused, and not when: `proposed 3 May`, `proposed on 3 May`."""
    if value.timex is not None:
        if value.kind is ClaimType.DURATION:
            return value.timex.relation not in (Relation.FOR, Relation.WITHIN)
        before = said.lows[value.first - 1]
        if value.first == cue.first or (before in ("the", "to", "of") and value.first - cue.first < 12):
            return True
        return value.timex.relation not in _OWN_TIME and value.first - cue.first > 1
    if value.quantity is None:
        return False
    if any(said.tokens[k].text in ",;" for k in range(cue.first, value.first)):
        return False
    money = value.quantity.unit.isupper() and len(value.quantity.unit) == 3
    if cue.reach is Reach.MONEY:
        return money
    if cue.modality is Modality.DENIED:
        # `rejected 300 applications`: so many were rejected; `rejected an offer of 3 million`: that sum
        return bool(value.quantity.unit)
    return True


_LIMITS = frozenset({Relation.BY, Relation.BEFORE, Relation.UNTIL, Relation.AFTER, Relation.WITHIN})
_TO_COME = frozenset({"would", "could", "might", "will", "wo", "'ll"})


def inside_condition(said: Said, cue: Cue, predicate: PredicateMention | None, value: Value) -> bool:
    """Whether a value hangs on a condition. A last day inside one, and a rule under one, are rules all the same."""
    if value.first < cue.first:
        return False
    group = {said.lows[k] for k in group_of(said, predicate, value)}
    within = cue.at <= value.first <= cue.last
    is_limit = value.timex is not None and value.timex.relation in _LIMITS
    if within:
        return not is_limit
    colon = next((k for k in range(cue.last + 1, value.first) if said.lows[k] == ":"), -1)
    if colon > 0 and predicate is not None and predicate.first > colon:
        return False  # `If you are late, take heart: entry closes on`
    if value.kind is ClaimType.DEADLINE and is_limit and said.lows[value.first - 1] != "on" and not group & _TO_COME:
        return False  # `If it was bought in the sale, it is exchanged until`
    if group & {"would", "could", "might"}:
        return True
    if value.kind is ClaimType.DEADLINE and group & {"must", "shall", "may", "should", "can"}:
        return False
    if cue.word == "provided" and value.quantity is not None and not group & _TO_COME:
        return False  # `is paid 9 euros a metre, provided that it is fenced`: so much it is
    return cue.word != "if you"


# --- the words beside the value ---------------------------------------------------------------------------------------


@cache
def _phrases(key: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(w.split()) for w in load_yaml("claims/modality.yaml")[key])


@cache
def _firsts(key: str) -> frozenset[str]:
    return frozenset(words[0] for words in _phrases(key))


@cache
def _before_ago() -> frozenset[str]:
    return _firsts("ago") | {words[1] for words in _phrases("ago") if words[0] == "the"}


_SOFT = frozenset({"about", "some", "around", "roughly", "a", "an", "the", "on", "in", "at", "only", "just", "nearly", "almost", "total", "his", "its"})  # fmt: skip


def _by_neighbours(said: Said, value: Value) -> Iterator[tuple[Modality, str]]:
    words = said.tokens
    k = value.first - 1
    while k >= 0 and said.lows[k] in _SOFT:
        k -= 1
    before = said.lows[k] if k >= 0 else ""
    if before == "not" and (value.first - k) <= 3 and not (k and said.lows[k - 1] in BE | HAVE | {"if", "or"}):
        yield Modality.DENIED, "not"  # `on 3 May, not 9 May`
    if before in ("from", "with", "to", "against", "of", "than", "versus", "not"):
        yield from _compared(said, value, k)
    if (after := value.last + 1) < len(words):
        yield from _ago(said, value, after)
    if value.quantity is not None and _is_setting(said, value):
        yield Modality.CONDITIONAL, "at"
    if value.kind is not _DATE and _is_after_until(said, value):
        yield Modality.SUPERSEDED, "until"


_SETTINGS = frozenset({"temperature", "pressure", "frequency", "electric"})


def _is_setting(said: Said, value: Value) -> bool:
    """`At 80 °C the flow is 12 litres a minute`: under which a figure holds, and no figure of the thing itself."""
    k = value.first - 1
    if value.quantity is None or k < 0 or said.lows[k] != "at" or (k and said.tokens[k - 1].text not in ".:;—"):
        return False
    if dimension_of(value.quantity.unit) not in _SETTINGS:
        return False
    return any(t.text[0].isdigit() for t in said.tokens[value.last + 1 :])


def _compared(said: Said, value: Value, k: int) -> Iterator[tuple[Modality, str]]:
    low = said.lows[max(0, k - 14) : k + 1]
    for words in _phrases("compared"):
        if tuple(low[-len(words) :]) == words:
            yield (Modality.DENIED if words[0] in ("instead", "rather", "in") else Modality.SUPERSEDED), " ".join(words)
            return
    if low[-1] != "from":
        return
    follows = said.lows[value.last + 1 : value.last + 5]
    if value.is_date and "to" not in follows and "until" not in follows:
        return
    if value.kind is ClaimType.DURATION and "to" not in follows:
        return
    changes = words_of("change")
    if any(stem(w) in changes for w in low[:-1]) and not _is_source(low, follows):
        yield Modality.SUPERSEDED, "from"


def _is_source(low: Sequence[str], follows: Sequence[str]) -> bool:
    """Whether money was raised `from 612 donors`: they gave it, and it was no more or less before."""
    at = max((n for n, w in enumerate(low[:-1]) if stem(w) == "rais"), default=-1)
    return at >= 0 and any(w[0].isdigit() or w in "$£€¥" for w in low[at + 1 : -1]) and "to" not in follows


def _ago(said: Said, value: Value, after: int) -> Iterator[tuple[Modality, str]]:
    """`380 members a year earlier`: an amount of an earlier time, which the same sentence sets against today's."""
    if value.kind is not _QUANTITY:
        return
    words = said.tokens
    while after < len(words) and said.lows[after] in ("in", "for", "during", "at", "the", "("):
        after += 1
    low = tuple(said.lows[after : after + 4])
    if not low or low[0] not in _before_ago():
        return
    is_alone = not any(t.text[0].isdigit() for n, t in enumerate(words) if not value.first <= n <= value.last)
    for phrase in _phrases("ago"):
        bare = phrase[1:] if phrase[0] == "the" else phrase
        if is_alone and phrase[0] == "last":
            continue  # `counted 800 guests last year`, and no more is told of another time
        if low[: len(phrase)] == phrase or low[: len(bare)] == bare:
            yield Modality.SUPERSEDED, " ".join(phrase)
            return


_PAST = frozenset({"was", "were", "had", "stood", "cost", "did", "could", "paid", "held", "charged", "applied", "lay"})


def _is_after_until(said: Said, value: Value) -> bool:
    """`Until 2023 the limit was 40 tonnes`: what held until then holds no more."""
    if said.vocabulary.isdisjoint(("until", "till", "up")):
        return False
    start = value.first
    while start > 0 and said.tokens[start - 1].text not in ";—:":
        start -= 1
    opens = said.lows[start]
    if start == value.first or not (
        opens in ("until", "till") or (opens == "up" and start + 2 in said.blocked and said.lows[start + 1] == "to")
    ):
        return False
    low = said.lows[start : value.first]
    lead = 1
    while lead < len(low) and (start + lead in said.blocked or low[lead] in PREPOSITIONS or low[lead] in ("then", ",", "the", "end")):  # fmt: skip
        lead += 1
    return start + lead <= value.first and bool(set(low[lead:]) & _PAST) and lead > 1


def _is_answered(said: Said, value: Value) -> bool:
    """`the plaque says 4 July 1802, but the register has 6 July 1802`: a figure against a figure."""
    low = said.lows
    for k in range(value.last + 1, len(low)):
        if low[k] in ("but", "whereas", "yet", "although", "though", "while") and low[k - 1] in (",", ";"):
            return any(c[0].isdigit() for c in low[k + 1 :])
    return False
