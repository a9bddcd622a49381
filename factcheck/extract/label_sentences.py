"""Extract, part: reads a label and the date beside it as the sentence that they stand for.

`Mooring permit expires | 30 June 2041` is read as `Mooring permit expires on 30 June 2041`, `Damage report to be filed by |
9 November` as `Damage report must be filed by 9 November`: predicate, thing and type are those that prose would give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from factcheck.extract.clauses import Clauses
from factcheck.extract.closed_words import AUXILIARIES, DETERMINERS, PREPOSITIONS
from factcheck.extract.event_nouns import EventPhrase, event_in, event_words, is_gathering
from factcheck.extract.last_day_words import LAST_DAY
from factcheck.extract.phrases import RELATIVES, stems_of
from factcheck.extract.predicates import Form, PredicateMention, find_predicates, predicate_of_words
from factcheck.extract.task_phrases import task_of_noun, task_words
from factcheck.extract.times import find_times
from factcheck.extract.verb_forms import IS_PARTICIPLE
from factcheck.frozen import dataclass, replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind, Document, Piece, Span
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameMention, Sentence
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, content_words, stem, tokens

Reader = Callable[[Extraction, Clauses, Timex, int], DraftClaim | None]
"""Reads the claim of a time in a sentence: `prose.of_time`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelReading:
    """What a label says of the date beside it. Offsets are of the label's text; -1 where the words are not in it."""

    predicate: str
    words: str
    subject: str
    start: int
    stems: tuple[str, ...]
    is_limit: bool
    is_noun: bool
    """Whether a noun of an event says it."""
    told: frozenset[str]
    """Stems of the label that say no more than predicate and type."""


_LEAD = pattern_of(r"(?P<lead>[^:]{2,60}):\s+(?=\w)")
_LAST_DAY_ONLY = pattern_of(r"(?:the\s)?(?:last|final|closing)\s(?:day|date)", re.I)
_BY = pattern_of(r"[\s,(]+(?P<by>by|until|till|(?:no|not) later than|on or before|before|up to)\W*\Z", re.I)
_LATEST = pattern_of(r"[\s,(]+(?:at the latest|latest)\W*\Z", re.I)
_IS_DUE = pattern_of(
    r"[\s,(]+(?:(?:is|are|falls?)\s)?(?<!was )(?<!were )(?:due|owed)(?:\s(?:by|in|on|for|at))?\W*\Z", re.I
)
_IS_IN = pattern_of(r"(?<=[^\W\d_])\s+(?:in|back|to us|with us)\W*\Z", re.I)
_LAST_CHANCE = pattern_of(
    r"(?:the\s|your\s)?(?:last|final|latest)\s(?:possible\s)?(?:chance|opportunity|moment|call)\s(?P<link>to|for|of)\s", re.I
)  # fmt: skip
_END_OF = pattern_of(
    r"(?:the\s)?(?:end|expiry|expiration|lapse|closing|close)\s(?:of|for)\s(?:the\s|our\s|all\s)?", re.I
)
_TO_BE = pattern_of(r"\s(?:is\s|are\s)?to\s(?=[a-z]+)")
_STATES = frozenset(["possible", "available", "open", "valid", "free", "due", "on", "in", "ready", "visible", "out", "online", "live"])  # fmt: skip
"""Words that begin a cell and tell the state of what its row names: `possible until`, `on sale until`."""
_ENDING = ("close", "closes", "end", "ends", "expire", "expires", "shut", "shuts", "lapse", "lapses", "stop", "stops", "finish", "finishes", "cease", "ceases")  # fmt: skip
_LONGEST = 16


def read_label(
    label: str,
    led: str,
    date: str,
    read: Reader,
    *,
    limit: bool = False,
    due: bool = False,
    names: Sequence[NameMention] = (),
) -> LabelReading | None:
    """What a label says of the date that stands beside it, `led` being the words between the two in the cell.

    With `limit` the date is a last one, as the head of its column says, with `due` that of what is to come in. None where the label is only the name of a thing.
    """
    bare = label.rstrip(" *_:–—-")
    shift = len(bare) - len(bare.lstrip(" *_•"))
    lead = _LEAD.match(bare)
    if lead is not None and not led:
        shift = lead.end()
    text = bare[shift:]
    words = tokens(text)
    if not words or len(words) > _LONGEST or not any(c.isalpha() for c in text):
        return None
    if lead is not None and not led and _LAST_DAY_ONLY.fullmatch(text):
        thing = lead["lead"].strip(" *_")
        return _as_sentence(bare, f"{thing} closes on {date}.", date, read, (), limit=True, told=text)
    names = [replace(n, start=n.start - shift) for n in names if n.start >= shift]
    reading: LabelReading | None
    if lead is not None and not led and len(words) == 1 and (event := event_in(words, 0, 1)) is not None:
        reading = _of_event(text, words, event, limit=limit)
    else:
        reading = _read(text, words, led.strip(), date, read, limit=limit, due=due, names=names)
    if reading is None:
        return None
    if not reading.stems and lead is not None and not led:
        thing = lead["lead"].strip(" *_")
        return replace(reading, subject=thing, start=bare.find(thing), stems=content_words(thing))
    return replace(reading, start=reading.start + shift if reading.start >= 0 else -1)


def _read(
    text: str,
    words: Sequence[Token],
    led: str,
    date: str,
    read: Reader,
    *,
    limit: bool,
    due: bool,
    names: Sequence[NameMention],
) -> LabelReading | None:
    if led:
        event = event_in(words, 0, len(words))
        if event is not None and tokens(led)[0].low == "possible":
            return _of_event(text, words, event, limit=True, told=led)
        return _as_sentence(text, _with_cell(text, words, led, date), date, read, names, led=True)
    if LAST_DAY.search(text) is not None:
        return _last_day_of_event(text, words)
    if (found := _limit_of_label(text, words, date, read, names)) is not None:
        return found
    if not _UNCLEAR.isdisjoint([w.low for w in words]):
        return None
    if (day := _DAY_OF.match(text)) is not None:
        rest = [w for w in words if w.start >= day.end()]
        event = event_in(rest, 0, len(rest))
        return _of_event(text, rest, event, limit=limit, told=day[0]) if event is not None else None
    predicates = find_predicates(words)
    event = event_in(words, 0, len(words))
    if event is not None and _has_verb_before(words, predicates, event):
        event = None
    if len(words) == 1 and (event is None or predicate_of_words(text)) and not is_gathering(words[0]):
        return None  # `Opened`, `Found`, `Launch`: `predicate_of_words` knows what such a head means
    event = _by_phrase(predicates, event)
    if "," in text and len([p for p in predicates if p.form is not Form.NOUN]) > 1:
        return None  # `Database locked, codes broken`
    verb = _verb_of(words, predicates, event)
    if verb is not None and verb.first and all([w.low in _NO_SUBJECT for w in words[: verb.first]]):
        return None  # `First lit`, `Last updated`
    limit = limit or (verb is not None and _is_duty(words, verb))
    if verb is not None and verb.first == 0 and IS_PARTICIPLE[words[0].low]:
        return _of_participle(words, verb, limit=limit)
    if verb is not None:
        sentence = _with_verb(text, words, verb, date, limit=limit)
        said = text[words[verb.first].start : words[verb.last].end]
        return _as_sentence(text, sentence, date, read, names, limit=limit, told=said)
    if event is not None:
        return _of_event(text, words, event, limit=limit)
    if due or (limit and task_of_noun(_head(words).text)):
        return _as_sentence(text, f"{text} must be in by {date}.", date, read, names, limit=True)
    return None


_UNCLEAR = RELATIVES | {
    "whether",
    "how",
    "why",
    "what",
    "if",
    "unless",
    "because",
    "although",
    "while",
    "whereas",
    "when",
}
"""Words of a clause inside a label."""
_DAY_OF = pattern_of(r"(?:date|day|time|year|month)\s(?:of|for)\s(?:the\s)?", re.I)


_NO_SUBJECT = frozenset(["first", "last", "next", "newly", "originally", "officially", "finally", "now", "again", "also", "once", "date", "day", "when", "to", "be", "is", "was"])  # fmt: skip


def _by_phrase(predicates: Sequence[PredicateMention], event: EventPhrase | None) -> EventPhrase | None:
    """The event by the set phrase that its noun stands in, where it does: `Orbit insertion`."""
    for p in predicates:
        if event is not None and p.form is Form.PHRASE and p.first <= event.word <= p.last:
            return EventPhrase(p.name, event.word, 0, p.first)
    return event


def _has_verb_before(words: Sequence[Token], predicates: Sequence[PredicateMention], event: EventPhrase) -> bool:
    """Whether what seems to be the noun of an event is the object of a verb: `The court dismisses the appeal`."""
    return any(
        [
            p.form is not Form.NOUN
            and 0 < p.first < event.word
            and words[p.first].text.islower()
            and not words[p.first].low.endswith(("ed", "ing"))
            for p in predicates
        ]
    )


def _of_participle(words: Sequence[Token], verb: PredicateMention, *, limit: bool) -> LabelReading:
    """`Opened to the public`, `Painted by Ida Holm`: said of what the table is about."""
    said = " ".join(w.text for w in words[verb.first : verb.last + 1])
    return LabelReading(
        predicate=verb.name,
        words=said,
        subject="",
        start=-1,
        stems=(),
        is_limit=limit,
        is_noun=False,
        told=frozenset(content_words(said)),
    )


def _with_cell(text: str, words: Sequence[Token], led: str, date: str) -> str:
    """The label and the words that begin the cell beside it as one sentence."""
    first = tokens(led)[0].low if tokens(led) else ""
    is_state = IS_PARTICIPLE[first] or first in _STATES
    link = " are " if words[-1].low.endswith("s") else " is "
    return f"{text}{link if is_state else ' '}{led} {date}."


def _limit_of_label(
    text: str, words: Sequence[Token], date: str, read: Reader, names: Sequence[NameMention]
) -> LabelReading | None:
    """What a label says whose own words tell that a day is the last one."""
    if (last := _LAST_CHANCE.match(text)) is not None:
        sentence = f"The last day {last['link']} {text[last.end() :]} is {date}."
        found = _as_sentence(text, sentence, date, read, names, limit=True, told=last[0])
        return found if found is not None and found.predicate else None
    if (end := _END_OF.match(text)) is not None and _is_term(words, end.end()):
        name = text[end.end() :]
        verb = "close" if _head(tokens(name)).low.endswith("s") else "closes"
        return _as_sentence(text, f"The {name} {verb} on {date}.", date, read, names, limit=True, told=end[0])
    if (by := _BY.search(text)) is not None:
        return _until(text, text[: by.start()], by["by"].lower(), date, read, names)
    if (latest := _LATEST.search(text)) is not None:
        return _until(text, text[: latest.start()], "by", date, read, names)
    if (due := _IS_DUE.search(text)) is not None and due.start():
        sentence = f"{text[: due.start()]} must be in by {date}."
        return _as_sentence(text, sentence, date, read, names, limit=True, told=due[0])
    if (come := _IS_IN.search(text)) is not None and _comes_in(words, come.start()):
        sentence = f"{text[: come.start()]} must be in by {date}."
        return _as_sentence(text, sentence, date, read, names, limit=True, told=come[0])
    return None


def _comes_in(words: Sequence[Token], at: int) -> bool:
    """Whether what is `in` by then is something to be sent in, and no verb stands before: `Application forms in`, not `The tide was in`."""
    rest = [w for w in words if w.start < at]
    head = _head(rest)
    is_sent = bool(task_of_noun(head.text)) or stem(head.text) in task_words().means
    return is_sent and not any([w.low in AUXILIARIES for w in rest])


def _last_day_of_event(text: str, words: Sequence[Token]) -> LabelReading | None:
    """`Last day for the exchange of old tokens`; what else a label has the last day of, `task_labels` reads."""
    last = _LAST_OF.match(text)
    rest = [w for w in words if last is not None and w.start >= last.end()]
    event = event_in(rest, 0, len(rest))
    if last is None or event is None or task_of_noun(rest[event.word].text):
        return None
    return _of_event(text, rest, event, limit=True, told=last[0])


_LAST_OF = pattern_of(r"(?:the\s)?(?:\w+\s){1,2}(?:day|date|time)\s(?:for|of)\s|(?:the\s)?deadline\s(?:for|of)\s", re.I)


def _is_term(words: Sequence[Token], at: int) -> bool:
    """Whether a thing is one that holds up to a day, so that its end is its last day: `the window for`, `the discount`."""
    rest = [w for w in words if w.start >= at]
    if not rest:
        return False
    head = _head(rest)
    return stem(head.low) in event_words().terms or stem(head.low) in task_words().means


def _head(words: Sequence[Token]) -> Token:
    """The last word before the first preposition."""
    stop = next((k for k in range(1, len(words)) if words[k].low in PREPOSITIONS), len(words))
    return words[stop - 1]


def _until(text: str, rest: str, by: str, date: str, read: Reader, names: Sequence[NameMention]) -> LabelReading | None:
    """A label that ends with `by`, `until`, `no later than`: what is to be done, or what lasts until then."""
    if (duty := _TO_BE.search(rest)) is not None:
        sentence = f"{rest[: duty.start()]} must {rest[duty.end() :]} {by} {date}."
        return _as_sentence(text, sentence, date, read, names, limit=True, told=f"{by} be to")
    words = tokens(rest)
    if not words:
        return None
    if len(words) == 1 and (IS_PARTICIPLE[words[0].low] or words[0].low in ("valid", "usable", "good")):
        kept = stem(words[0].low) in task_words().usable
        told = predicate_of_words(words[0].low)
        return LabelReading(
            predicate="use" if kept else told, words=text, subject="", start=-1, stems=(), is_limit=True, is_noun=False,
            told=frozenset(content_words(text)),
        )  # fmt: skip
    event = event_in(words, 0, len(words))
    predicates = find_predicates(words)
    verb = _verb_of(words, predicates, event)
    if verb is None and event is not None and not task_of_noun(words[event.word].text):
        return _of_event(text, words, event, limit=True)
    if verb is None and not predicates and task_of_noun(_head(words).text):
        return _as_sentence(text, f"{rest} must be in {by} {date}.", date, read, names, limit=True, told=by)
    if len(words) > 1 and words[-1].low in _STATES and words[-2].low not in AUXILIARIES:
        rest = f"{rest[: words[-1].start]}is {rest[words[-1].start :]}"
    return _as_sentence(text, f"{rest} {by} {date}.", date, read, names, limit=True, told=by)


def _verb_of(
    words: Sequence[Token], predicates: Sequence[PredicateMention], event: EventPhrase | None
) -> PredicateMention | None:
    """The verb of a label that is a clause: at its end, or behind its subject. Not of a phrase before a noun: `Open day`."""
    for predicate in reversed(predicates):
        if predicate.form is Form.NOUN:
            continue
        is_last = predicate.last == len(words) - 1
        if predicate.first == 0:
            behind = words[predicate.last + 1].low if not is_last else ""
            if event is not None or (behind not in PREPOSITIONS | DETERMINERS and not is_last):
                continue
            return predicate
        if event is not None and not is_last and event.word > predicate.first:
            continue
        if predicate.first > 1 and words[predicate.first - 1].low == "to" and _leads_to(words[predicate.first - 2]):
            return None  # `Notice of intention to sell`
        if event is not None and event.word < predicate.first and _is_plural_too(words, predicate.first):
            continue  # `Start of all grants`
        return predicate
    last = words[-1]
    if event is None and len(words) > 1 and last.text.islower():
        if last.low in _ENDING or IS_PARTICIPLE[last.low] or last.low == "found":
            found = find_predicates((_AUXILIARY, *words[-1:]), ["was", last.low])
            if (found and last.low not in ("end", "close", "stop", "finish")) or last.low in _ENDING:
                name = found[0].name if found else ""
                return PredicateMention(first=len(words) - 1, last=len(words) - 1, name=name, form=Form.VERB)
    return None


def _is_duty(words: Sequence[Token], verb: PredicateMention) -> bool:
    """Whether a label says what must be so on its day, which is the last one for it: `the old crane must be gone`."""
    before = [w.low for w in words[max(0, verb.first - 3) : verb.first]]
    return "must" in before or any([pair in _DUTIES for pair in pairwise(before)])


_DUTIES = frozenset([("has", "to"), ("have", "to"), ("needs", "to"), ("need", "to")])


def _leads_to(noun: Token) -> bool:
    return stem(noun.low) in _BEFORE_TO or bool(task_of_noun(noun.text))


_BEFORE_TO = frozenset(stem(w) for w in ["notice", "intention", "time", "invitation", "decision", "right", "plan", "permission", "licence", "license", "order", "duty", "opportunity", "chance", "call", "agreement", "promise", "attempt", "way", "commitment", "option", "resolution"])  # fmt: skip


def _is_plural_too(words: Sequence[Token], k: int) -> bool:
    """Whether what looks like a verb is a plural behind a word that leads nouns: `of all grants`."""
    return (
        words[k].low.endswith("s") and words[k].low not in _ENDING and words[k - 1].low in DETERMINERS | {"of", "all"}
    )


_AUXILIARY = Token(0, 0, "was", "was")


def _with_verb(text: str, words: Sequence[Token], verb: PredicateMention, date: str, *, limit: bool) -> str:
    first = words[verb.first]
    bare = not any([w.low in AUXILIARIES for w in words[: verb.first]])
    is_participle = (IS_PARTICIPLE[first.low] or first.low == "found") and bare and verb.form is Form.VERB
    if limit:
        date = f"by {date}"
        if is_participle and verb.first:
            return f"{text[: first.start]}must be {text[first.start :]} {date}."
        return f"{text} {date}."
    if is_participle and verb.first and verb.last == len(words) - 1 and first.low.endswith(("ed", "n", "d", "t")):
        return f"{text[: first.start]}was {text[first.start :]} {date}."
    return f"{text} on {date}." if words[-1].low in _ENDING else f"{text} {date}."


def _of_event(text: str, words: Sequence[Token], event: EventPhrase, *, limit: bool, told: str = "") -> LabelReading:
    thing = event.thing
    stems = stems_of(words, thing) if thing is not None else ()
    start = words[thing.first].start if thing is not None and stems else -1
    verbal = {stem(words[event.word].text), *content_words(told)}
    return LabelReading(
        predicate=event.name,
        words=words[event.word].text,
        subject=text[start : words[thing.last - 1].end] if thing is not None and stems else "",
        start=start,
        stems=stems,
        is_limit=limit or event.name == "expire",
        is_noun=True,
        told=frozenset(verbal - set(stems)),
    )


def _as_sentence(
    text: str,
    sentence: str,
    date: str,
    read: Reader,
    names: Sequence[NameMention],
    *,
    limit: bool = False,
    led: bool = False,
    told: str = "",
) -> LabelReading | None:
    """The reading of a label by the claim that prose finds in a sentence."""
    every = find_times(sentence)
    at = sentence.rfind(date)
    if at < 0:
        return None
    index = next((k for k, t in enumerate(every) if t.start < at + len(date) and at < t.end), None)
    if index is None:
        return None
    words = tokens(sentence)
    same = sentence.startswith(text[:1]) and sentence[:3] == text[:3]
    own = tuple(n for n in names if same and sentence[n.start : n.start + len(n.text)] == n.text)
    block = Block(
        index=0,
        kind=BlockKind.PARAGRAPH,
        text=sentence,
        span=Span(0, len(sentence)),
        pieces=(Piece(0, len(sentence), 0, len(sentence)),),
    )
    found = Extraction(
        document=Document(path="", text=sentence, format="text", encoding="utf-8", blocks=(block,)),
        tokens={0: words},
        sentences={0: (Sentence(0, len(sentence)),)},
        times={0: every},
        quantities={0: ()},
        names={0: own},
        drafts=(),
    )
    clauses = Clauses(found, block, Sentence(0, len(sentence)))
    draft = read(found, clauses, every[index], index)
    if draft is None:
        return None
    start = text.find(draft.subject) if draft.subject else -1
    is_limit = limit or draft.type is ClaimType.DEADLINE
    if not draft.predicate and (led or not is_limit):
        return None
    kept = set(draft.subject_stems)
    verbal = content_words(f"{draft.predicate_words} {told}")
    return LabelReading(
        predicate=draft.predicate,
        words=draft.predicate_words,
        subject=draft.subject if start >= 0 else "",
        start=start,
        stems=draft.subject_stems,
        is_limit=is_limit,
        is_noun=False,
        told=frozenset(set(verbal) - kept),
    )
