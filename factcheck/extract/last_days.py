"""Extract, part: whether a date is the last day at which something may be done, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import BE, HAVE
from factcheck.extract.closings import NO_LONGER, is_last_by_words
from factcheck.extract.event_nouns import event_words
from factcheck.extract.idle_times import is_attributive
from factcheck.extract.imperatives import is_imperative
from factcheck.extract.phrases import head_group
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.subject_search import is_reduced
from factcheck.extract.task_phrases import task_of_noun
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType, Modality
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Relation, Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import stem

_LAST_DATE = pattern_of(
    r"\s+(?:as|is|was|for)\s+(?:the\s+)?(?:last|latest|final|closing)\s+(?:date|day|deadline|chance|opportunity|moment|call)|\s+deadline\b|\s*\((?:the\s)?(?:final\s|last\s)?(?:deadline|closing date|last day|at the latest|cut-?off)\)"
    r"|\s+(?:is|was)\s+the\s+(?:date|day)\s+(?:by|before|until)\s+which\b"
    r"|[*_]*(?::|\s[–—-])[*_]*\s+(?:[Tt]he\s)?(?:(?:[Ll]ast|[Ll]atest|[Ff]inal|[Cc]losing)\s(?:date|day|deadline)|[Dd]eadline)\s(?:to|for)\b"
)


LEADS_DEADLINE = pattern_of(
    r"(?:deadline|closing date|(?:last|final|latest)(?:-time)? (?:day|date|orders?|buy|call|chance|bookings?|entry|entries|returns?|submissions?|registrations?|applications?|payments?)|due date|cut-?off(?: date)?|expiry date|expiration date|term (?:for|of|agreed|set|fixed|allowed|granted)|date set)\b[^.;]{0,60}\Z",
    re.I,
)


_DENIED = pattern_of(
    r"(?:\b(?:no|not|never|cannot|nothing|nobody|neither)\b|n[’']t\b)(?!\s(?:only|later|just|before|after))[^.;,:]{0,70}\Z",
    re.I,
)


_DENIED_OF_WHOM = pattern_of(
    r"\b(?:who|whoever|which|that)\b[^.;,:]{0,30}\b(?:never|not|no)\b[^.;,:]{0,50}\b(?:can|may|must|will|should|ha(?:s|ve)\sto)\s(?!not\b|never\b)[^.;:]{0,60}\Z", re.I,
)  # fmt: skip
"""A denial that tells only of whom something is said: `Members who were never paid can ask for it until`."""
_CLOSES = pattern_of(
    r"\b(?:closes|(?:will|shall|to|must) close|(?:due|(?:valid|open) until|closes?)\s?:)(?:\s(?:for|to)\s[^,.;:]{1,60})?(?:\son|\sagain on)?\s*\Z", re.I,
)  # fmt: skip
_TOO_LATE = pattern_of(
    r"[^.;:]{0,40}?\b(?:(?:will|can|shall|may|would|could)\s?not|(?:won|can|shan|wouldn|couldn)[’']t|cannot|(?:is|are)\s(?:not|no\slonger)|will\sno\slonger)\s(?:then\s)?(?:be\s)?"
    r"(?:accept|consider|count|process|admit|receiv|entertain|heard|valid|eligible|qualif|reimburs|refund|paid|dealt|enter|includ|honou?r)", re.I,
)  # fmt: skip
"""What comes after a day that was the last one: `Entries received after 4 May cannot be accepted`."""
_NONE_AFTER = pattern_of(
    r",?\s(?:an?|the)\s(?:late(?:ness)?|extra|additional|reminder|penalty|administration)\s(?:fee|charge|surcharge|payment)\b|,?\s(?:an?|the)\s(?:surcharge|penalty|fine)\b"
    r"|,?\s(?:no|neither|nothing)\s[^.;:,]{1,60}?\b(?:will|shall|can|may|is|are|must)\b|,?\s(?:we|they|it)\s(?:will\s|can\s|do\s|does\s)?(?:no\slonger|not|cannot)\b",
    re.I,
)
"""What follows a day that leads its sentence in and was the last one: `After 4 May no refunds will be given`."""
_SENT = pattern_of(
    r"\b(?:received|arriv(?:ed|ing)|submitted|posted|sent|lodged|made|filed|delivered|returned|handed in)\s(?:\w+\s){0,2}\Z",
    re.I,
)
_NOT = pattern_of(r"[^.;:]{0,60}?\b(?:not|cannot|never|no longer)\b|[^.;:]{0,60}?n[’']t\b", re.I)
_SHUT = pattern_of(
    r"\b(?:cannot|can[’']?t|may\snot|must\snot)\s(?:yet\s)?be\s(?:used|entered|visited|crossed|climbed|accessed|walked|fished|reached|driven)\b[^.;:,]{0,40}\Z"
    r"|\b(?:is|are|be|remains?|stays?)\s(?:not\s(?:open|accessible|available|passable|navigable)|out\sof\s(?:use|bounds|service)|off\slimits)\b[^.;:,]{0,40}\Z", re.I,
)  # fmt: skip
"""What is closed as long as it is said: `The path cannot be used until 9 June`."""


def is_shut(before: str) -> bool:
    """Whether the words before a last day say that something is closed, without a verb of closing."""
    return _SHUT.search(before) is not None


_DATES_TO = pattern_of(r"\bdates?\s(?:back\s)?to\s(?:the\s|about\s|around\s)?\Z", re.I)
"""How old a thing is: `The window dates to 1211`."""
_DUTY = pattern_of(r"\b(?:must|shall|should|(?:has|have|needs?) to|(?-i:may) (?!have\b)|can)\b[^.;:]{0,80}\Z", re.I)
"""Words of duty or leave: what must be done `before 1 March` has that for its last day."""
_OF_DEADLINES = ("deadline", "date", "day", "cut", "term", "last", "final", "latest")
_OF_CLOSINGS = ("close", "due", "until")
_OF_DENIALS = ("no", "never", "neither", "n't", "n’t")
"""What stands in any text that the pattern finds something in: a cheap look before a costly one."""


_ACTS = frozenset({"acquire", "build", "make", "print", "sell", "publish", "issue", "plant", "produce", "buy"})


def _tells_which(sentence: Clauses, predicate: PredicateMention, timex: Timex) -> bool:
    """Whether a participle with its time only tells which things are meant: `Licences bought before 1 July remain valid`."""
    k = predicate.first
    if predicate.name not in _ACTS or k == 0 or not is_reduced(sentence.grammar.tagged, k):
        return False
    after = sentence.index(timex.end)
    return after < len(sentence.tokens) and sentence.lows[after][0].isalpha()


def date_type(sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> ClaimType:
    """Whether a date is the last one at which something may be done, or just when it happened."""
    text = sentence.block.text
    before = text[sentence.start : timex.start]
    told = before.lower()
    if _LAST_DATE.match(text, timex.end, timex.end + 40) or (
        any([word in told for word in _OF_DEADLINES])
        and LEADS_DEADLINE.search(before)
        and not is_attributive(text, timex)
    ):
        return ClaimType.DEADLINE
    if (timex.relation is Relation.AT or _CLOSES_NEXT.search(before)) and _shuts_a_way(sentence, predicate, before):
        return ClaimType.DATE
    if timex.relation is Relation.AT and any([word in told for word in _OF_CLOSINGS]) and _CLOSES.search(before):
        return ClaimType.DEADLINE
    if is_last_by_words(sentence, timex, told):
        return ClaimType.DEADLINE
    known = predicate_class(predicate.name) if predicate else None
    if timex.relation is Relation.BY:
        if predicate is not None and _had_come(sentence, timex, predicate):
            return ClaimType.DATE
        return ClaimType.DATE if _is_awaited(sentence, timex, predicate) else ClaimType.DEADLINE
    if timex.relation is Relation.BEFORE and predicate is not None and _tells_which(sentence, predicate, timex):
        return ClaimType.DATE
    if timex.relation is Relation.BEFORE and (known or _DUTY.search(before) or _is_request(sentence, predicate)):
        return ClaimType.DEADLINE
    is_denied = any([word in told for word in _OF_DENIALS]) and _DENIED.search(before) is not None
    is_denied = is_denied and _DENIED_OF_WHOM.search(before) is None
    if timex.relation is Relation.UNTIL and _DATES_TO.search(before):
        return ClaimType.DATE
    if timex.relation is Relation.UNTIL:
        if predicate is not None and told.endswith(" to ") and _MOVED.match(sentence.texts[predicate.first]):
            return ClaimType.DATE  # `was postponed from February to 9 June`
        is_denied = is_denied and not is_shut(text[sentence.start : timex.relation_start or timex.start].rstrip() + " ")
        return ClaimType.DATE if is_denied else ClaimType.DEADLINE  # what was not granted until May was granted then
    if timex.relation is Relation.FROM and ends_day_before(sentence, timex):
        return ClaimType.DEADLINE
    if timex.relation is Relation.AFTER and (is_denied or _is_too_late(sentence, timex, before)):
        return ClaimType.DEADLINE  # nothing is accepted after it
    if known and known.deadline and timex.relation in (Relation.AT, Relation.AFTER):
        return ClaimType.DEADLINE
    if known and known.name in _ENDS and timex.relation is Relation.AT and _is_to_end(sentence, timex, predicate):
        return ClaimType.DEADLINE
    if known and known.name == "close" and re.search(r"\b(?:closes?|closing|shuts|(?:will|to) shut)\b", before):
        return ClaimType.DEADLINE
    return ClaimType.DATE


def closing_verb(sentence: Clauses, timex: Timex) -> str:
    """The form of `close` or `shut` that leads right to a day; empty where none does."""
    closes = _CLOSES_NEXT.search(sentence.block.text[sentence.start : timex.start])
    return closes["verb"] if closes is not None else ""


def _shuts_a_way(sentence: Clauses, predicate: PredicateMention | None, before: str) -> bool:
    """Whether a road or a bridge closes, from that day on: `Mill Lane closes on 3 May`, `shuts to cars on`; no last day of a task."""
    if (closes := _CLOSES_NEXT.search(before)) is not None:
        verb = sentence.at(sentence.start + closes.start("verb"))
    elif predicate is None or predicate.name != "close" or predicate.form is Form.NOUN:
        return False
    else:
        verb = predicate.first
    if closes is None and _TO_TRAFFIC.search(before):
        return True
    subject = sentence.grammar.subject(verb)
    if subject is None:
        return False
    return stem(sentence.lows[head_group(sentence.tokens, subject).last - 1]) in _WAYS


_TO_TRAFFIC = pattern_of(r"\b(?:clos|shut)\w*\s(?:off\s)?to\s(?:[a-z]+\s){0,2}(?:traffic|cars|vehicles|lorries|motorists|drivers|walkers|cyclists|pedestrians)\b", re.I)  # fmt: skip
_CLOSES_NEXT = pattern_of(r"\w\s(?:will\s|to\s)?(?P<verb>closes?|shuts?)(?:\son)?\s*\Z")
_WAYS = frozenset(stem(w) for w in ["road", "street", "lane", "avenue", "bridge", "footbridge", "viaduct", "tunnel", "crossing", "junction", "roundabout", "motorway", "bypass", "carriageway", "path", "footpath", "towpath", "subway", "line", "pass", "lock", "canal", "runway"])  # fmt: skip


def _is_request(sentence: Clauses, predicate: PredicateMention | None) -> bool:
    """Whether the verb that a day belongs to asks for something: `Tell us before the end of August`."""
    return predicate is not None and predicate.first == 0 and is_imperative(sentence.lows, 0)


def _had_come(sentence: Clauses, timex: Timex, predicate: PredicateMention) -> bool:
    """Whether a time with `by` tells when something was so already: `by 1908 were running`, `had closed by 1950`."""
    if predicate.form is Form.NOUN or (timex.parts is not None and timex.parts.day):
        return False
    led = sentence.lows[max(0, predicate.first - 3) : predicate.first]
    if "to" in led or not led:
        return False
    return "had" in led or (not {"was", "were"}.isdisjoint(led) and sentence.lows[predicate.first].endswith("ing"))


_MOVED = pattern_of(r"(?:postpon|mov|reschedul|adjourn|shift|defer|delay|put|brought|transfer|chang)", re.I)
_NO_MORE = pattern_of(
    r"(?:\son(?:wards?)?)?,?\s(?:no\s(?!longer)[^.;:,]{1,60}?\b(?:will|can|shall|may|are)\s(?:then\s)?(?:be\s)?|[^.;:,]{1,60}?\bno\slonger\s(?:be\s)?)"
    r"(?:accepted|taken|received|considered|admitted|processed|honoured|honored|valid|issued|sold|entertained|made|given|paid|granted|answered|supported|offered|possible|available)\b", re.I,
)  # fmt: skip
"""What follows a day before which the last one lay: `From 9 May on no further boats will be admitted`."""


def ends_day_before(sentence: Clauses, timex: Timex) -> bool:
    """Whether the last day of something is the one before a day from which on it is no more."""
    if timex.parts is None or not timex.parts.month or timex.until is not None or timex.relation is not Relation.FROM:
        return False
    text, start = sentence.block.text, timex.relation_start if timex.relation_start is not None else timex.start
    if NO_LONGER.search(text, sentence.start, start) is not None:
        return True  # `Paper forms no longer accepted from 1 October`
    return _leads_clause(text, sentence.start, start) and _NO_MORE.match(text, timex.end, sentence.end) is not None


def _leads_clause(text: str, begins: int, start: int) -> bool:
    """Whether a time that starts there opens a sentence or a clause in it."""
    return start - begins < 3 or _CLAUSE_ENDS.search(text, max(begins, start - 8), start) is not None


_CLAUSE_ENDS = pattern_of(r"(?:[,;:–—]|\b(?:and|but|so))\s*\Z")
_ENDS = frozenset(["end", "expire", "close"])


def _is_to_end(sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> bool:
    """Whether a verb of ending, told as present or to come, leads to a day: `The prices end on`, `Our offer runs out on`."""
    if predicate is None or predicate.form is Form.NOUN:
        return False
    if predicate.passive:
        return _is_closed_for_good(sentence, predicate)
    lows, first = sentence.lows, predicate.first
    if timex.parts is not None and not (timex.parts.month or timex.parts.holiday or timex.parts.nth or timex.modifier):
        if event_words().terms.isdisjoint([stem(low) for low in lows[max(0, first - 6) : first]]):
            return False  # `The story ends in 1944`
    if predicate.last >= sentence.at(timex.start) or lows[predicate.last + 1] == "of":
        return False  # `runs out of the depot`
    before = {
        low
        for low, said in zip(lows[max(0, first - 3) : first], sentence.texts[max(0, first - 3) : first], strict=True)
        if said != "May"
    }
    if before & _PAST or "to" in before:
        return False  # `had been planned to finish in`
    if lows[first] in BE:
        return lows[first] in ("is", "are", "be")
    if lows[first] in ("shut", "closed") and before & BE and not _holds_up_to_a_day(lows[:first]):
        return False  # `The pool will be shut on 3 May`: for that day
    return not IS_PARTICIPLE[lows[first]] or bool(before & _TO_COME)


def _is_closed_for_good(sentence: Clauses, predicate: PredicateMention) -> bool:
    """Whether a list or a window is told to be closed on a day: `the list is closed on 30 November`."""
    lows = sentence.lows
    before = set(lows[max(0, predicate.first - 3) : predicate.first])
    is_closed = lows[predicate.last] == "closed" and (before | {lows[predicate.first]}) & {"is", "are"}
    return bool(is_closed) and not before & _PAST and _holds_up_to_a_day(lows[: predicate.first])


def _holds_up_to_a_day(before: Sequence[str]) -> bool:
    """Whether what is closed is a list, a window or what is sent in, so that it is for good: `The list will be closed on`."""
    return any([task_of_noun(low) or stem(low) in event_words().terms or low in ("list", "register") for low in before])


_PAST = HAVE | {"did", "was", "were", "would", "could", "not", "never"}
_TO_COME = frozenset(["will", "shall", "must", "may", "can"])


def as_ended(draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> DraftClaim:
    """The draft of a last day with one predicate for all that ends: what runs out expires, what is gone is removed."""
    if predicate is None:
        return draft
    lows = sentence.lows
    if draft.predicate == "end" and timex.relation is Relation.AT:
        draft = replace(draft, predicate="expire" if "out" in lows[predicate.first : predicate.last + 1] else "close")
    elif (
        draft.predicate == "go"
        and lows[predicate.first] == "gone"
        and predicate.first
        and lows[predicate.first - 1] in BE
    ):
        return replace(draft, predicate="remove")
    if draft.predicate in _ENDS and draft.modality is Modality.DENIED and timex.relation is Relation.BEFORE:
        return replace(draft, modality=Modality.ASSERTED)  # `The show does not close before`
    return draft


def _is_awaited(sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> bool:
    """Whether what is due on a day is an event, and nothing to be sent in or paid: `The launch of the probe is due on 3 May`."""
    if predicate is None or predicate.form is not Form.NOUN or timex.relation_start is None:
        return False
    if not sentence.block.text.startswith("due on", timex.relation_start):
        return False
    return not task_of_noun(sentence.texts[predicate.first]) and predicate.name not in _PAID


_PAID = frozenset(["pay", "refund", "submit", "claim-money", "renew", "inspect-report", "propose"])


def _is_too_late(sentence: Clauses, timex: Timex, before: str) -> bool:
    """Whether nothing that comes after a day is taken: the words behind it say so."""
    text, start = sentence.block.text, timex.relation_start if timex.relation_start is not None else timex.start
    if _TOO_LATE.match(text, timex.end, sentence.end) is not None:
        return True
    if _leads_clause(text, sentence.start, start) and _NONE_AFTER.match(text, timex.end, sentence.end) is not None:
        return True
    sent = _SENT.search(text, sentence.start, start) is not None
    return sent and _NOT.match(text, timex.end, sentence.end) is not None


def is_deadline_label(label: str) -> bool:
    """Whether the date beside a label is the last one: `Closing date`, `Valid until`."""
    return bool(
        LEADS_DEADLINE.search(label)
        or re.search(
            r"\b(?:until|closes?|closing|deadline|due|expires?|end of|ends|valid(?!\sfrom)|rsvp|r\.s\.v\.p|best before)\b|\bby(?:\swhen)?\W*\Z",
            label,
            re.I,
        )
    )
