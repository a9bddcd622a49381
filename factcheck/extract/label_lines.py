"""Extract, part: lines without a verb: an answer to a question, a label with its date (`Start of work: spring 1956`).

The question or the label gives what is said and of what; `questions.py` reads the question.
"""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses
from factcheck.extract.label_order import says_last
from factcheck.extract.last_days import is_deadline_label
from factcheck.extract.predicate_lexicon import class_of_event
from factcheck.extract.predicates import Form, PredicateMention, find_predicates, predicate_of_words
from factcheck.extract.questions import Asked, asked_by, is_question
from factcheck.extract.tags import VERBAL
from factcheck.extract.task_labels import matter_of_label, texts_above
from factcheck.extract.wording import scope_of_label
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex
from factcheck.values.words import content_words, stem, tokens

_LABEL = re.compile(r"[\W_]*(?:A\s?:\s*)?(?P<label>[^\W\d_][^:;.!?|]{1,60}?)[*_]*\s*(?::|\s[–—-])[*_]*\s*\Z")
_VERB_LED = re.compile(r"(?:clos|end|expir|run|deadline is)\w*\s", re.I)
_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.KEY_VALUE})
_SHORT = 160
_FAR = 12
"""Blocks below a question within which lines without a verb answer it."""


def of_line(
    found: Extraction, sentence: Clauses, timex: Timex, predicate: PredicateMention | None, draft: DraftClaim
) -> DraftClaim | None:
    """The draft of a date in a line without a verb, by the question that it answers or by its label; nothing where neither tells."""
    if (answer := _of_pronoun(found, sentence, timex, draft)) is not None:
        return answer
    if predicate is not None and predicate.form is not Form.NOUN:
        return None
    lead = timex.relation_start if timex.relation_start is not None else timex.start
    if _VERB_LED.match(sentence.block.text, lead, timex.start):
        return None  # `Registration closes on 3 May`: the words that lead the time are the verb
    begins = max(sentence.start, sentence.block.text.rfind(";", sentence.start, lead) + 1)
    match = _LABEL.fullmatch(sentence.block.text, begins, lead)
    label = match["label"].strip() if match is not None else ""
    if label and says_last(label):
        return _last_day(found, sentence.block, draft, label)
    if any([tag in VERBAL for tag in sentence.grammar.tags]):
        return None
    if (what := _asked(found, sentence)) is not None:
        question, asked = what
        return _answered(found, sentence, timex, draft, asked, question, label)
    return _labelled(found, sentence, timex, draft, label) if label else None


_LEADS_ANSWER = re.compile(
    r"[\W_]*(?:(?:it|that|this|they|these|the\s(?:deadline|closing\sdate|cut-?off|last\sday|final\sdate|date|day|answer))(?:[’']s|\s(?:is|are|was|were|will\sbe|falls|takes?|lasts?|(?P<own>opens?|closes?|starts?|begins?|ends?|expires?|finish(?:es)?|runs?(?:\sout)?)))"
    r"|(?:you|we|they|applicants|members|students|everyone|both\ssides)(?:[’']ve|\shave|\sare\sgiven|\sget)(?:\sgot)?)"
    r"\s(?:(?:normally|usually|currently|always|only|exactly|about|around|set\sfor|due|on|by|until|till|up\sto|to|within|from|for|noon|midnight|the\send\sof|\d+(?:[.:]\d\d)?\s?[ap]\.?m\.?|\d+[.:]\d\d|,)\s)*", re.I,
)  # fmt: skip
"""A pronoun or a bare `the deadline` with its verb before a time: what it is of stands in the question."""


def _of_pronoun(found: Extraction, sentence: Clauses, timex: Timex, draft: DraftClaim) -> DraftClaim | None:
    """The draft of a day that a pronoun leads: `When is the deadline for the fair?` `It is 3 May.`, `You have until 3 May.`"""
    text = sentence.block.text
    if text[sentence.start : sentence.start + 1] not in _FIRST or sentence.end - sentence.start > _SHORT:
        return None
    match = _LEADS_ANSWER.match(text, sentence.start, timex.start)
    if match is None or match.end() != timex.start:
        return None
    what = _asked(found, sentence)
    if what is None:
        return None
    question, asked = what
    answer = _answered(found, sentence, timex, draft, asked, question, "")
    if match["own"] and draft.predicate and draft.predicate != asked.predicate:
        kept = answer.predicate if draft.type is ClaimType.DEADLINE else draft.predicate
        return replace(answer, type=draft.type, predicate=kept, predicate_words=draft.predicate_words, said=draft.said)
    return answer


_FIRST = frozenset("ITYWAMSEBitywamseb*_")


def of_length(found: Extraction, sentence: Clauses, timex: Timex, draft: DraftClaim) -> DraftClaim:
    """The draft of a length of time as the answer to a question: `How long does the licence run?` `Two years.`"""
    text = sentence.block.text
    if sentence.end - sentence.start > _SHORT:
        return draft
    match = _LEADS_ANSWER.match(text, sentence.start, timex.start)
    is_led = match is not None and match.end() == timex.start
    if not is_led and any([tag in VERBAL for tag in sentence.grammar.tags[: sentence.index(timex.start)]]):
        return draft
    what = _asked(found, sentence)
    if what is None:
        return draft
    question, asked = what
    made = _answered(found, sentence, timex, draft, asked, question, "")
    return replace(made, type=ClaimType.DURATION, measure=asked.predicate or draft.measure)


def answers(found: Extraction, sentence: Clauses) -> bool:
    """Whether a sentence stands right behind a question that asks for a time."""
    return _asked(found, sentence) is not None


# --- answers ----------------------------------------------------------------------------------------------------------


def _asked(found: Extraction, sentence: Clauses) -> tuple[tuple[str, int, int], Asked] | None:
    """The question that a sentence answers, with what it asks the time of."""
    question = question_of(found, sentence)
    asked = asked_by(question[0]) if question is not None else None
    return (question, asked) if question is not None and asked is not None else None


def question_of(found: Extraction, sentence: Clauses) -> tuple[str, int, int] | None:
    """The question that a sentence answers, with the block that it stands in and where its text begins there."""
    block = sentence.block
    text = block.text
    told = [text[s.start : s.end] for s in found.sentences[block.index] if s.end <= sentence.start]
    starts = [s.start for s in found.sentences[block.index] if s.end <= sentence.start]
    while told and not is_question(told[-1]) and _LINE.fullmatch(told[-1].strip()):
        told.pop()  # `Autumn: 15 August. Spring: 9 January.`: both answer
    if told:
        return (told[-1], block.index, starts[len(told) - 1]) if is_question(told[-1]) else None
    if block.kind is BlockKind.KEY_VALUE and is_question(block.key):
        return block.key, -1, 0
    if block.kind not in _KINDS or len(text) > _SHORT:
        return None
    above = found.document.blocks[block.index - 1] if block.index else None
    if above is not None and _asks(above) and above.headings == block.headings:
        return above.text, above.index, 0
    if not block.headings or block.index - block.headings[-1] > _FAR:
        return None
    heading = found.document.blocks[block.headings[-1]]
    return (heading.text, heading.index, 0) if is_question(heading.text) else None


_LINE = re.compile(r"[^.?!]{1,40}?(?::|\s[–—-])\s?[^?!:]{0,60}")
_ANSWER = frozenset({"a", "answer"})


def _asks(block: Block) -> bool:
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.KEY_VALUE) and is_question(block.text)


def is_answer(found: Extraction, block: Block) -> bool:
    """Whether the value of a pair answers a question: its key, or the pair above it (`Q:`, `A:`)."""
    if is_question(block.key):
        return asked_by(block.key) is not None
    above = found.document.blocks[block.index - 1] if block.index else None
    return block.key.strip().lower() in _ANSWER and above is not None and _asks(above)


def _answered(
    found: Extraction,
    sentence: Clauses,
    timex: Timex,
    draft: DraftClaim,
    asked: Asked,
    question: tuple[str, int, int],
    label: str,
) -> DraftClaim:
    text, index, offset = question
    start, end = asked.start + offset, asked.end + offset
    names = tuple([n.text for n in found.names.get(index, ()) if start <= n.start < end])
    is_last = (asked.is_last_day and timex.until is None) or timex.relation in (Relation.BY, Relation.BEFORE)
    scope = scope_of_label(found, sentence.block, label) if label else draft.scope
    context = (*draft.context, *content_words(label), *content_words(text))
    return replace(
        draft,
        type=ClaimType.DEADLINE if is_last else ClaimType.DATE,
        predicate=asked.predicate,
        predicate_words=asked.said,
        said=asked.said,
        shown=text[asked.start : asked.end],
        shown_start=-1,
        subject=text[asked.start : asked.end],
        subject_start=-1,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *draft.names))),
        subject_stems=asked.stems,
        scope=tuple(dict.fromkeys((*draft.scope, *scope))),
        context=tuple(dict.fromkeys(context)),
    )


# --- labels -----------------------------------------------------------------------------------------------------------


def _labelled(found: Extraction, sentence: Clauses, timex: Timex, draft: DraftClaim, label: str) -> DraftClaim | None:
    if is_deadline_label(label) or timex.relation in (Relation.BY, Relation.BEFORE):
        return _last_day(found, sentence.block, draft, label)
    if timex.relation is Relation.UNTIL and (matter := matter_of_label([label], ())) is not None and matter.task:
        return _last_day(found, sentence.block, draft, label)
    words = tokens(label)
    event = next((p for p in find_predicates(words, label=True) if p.form is Form.NOUN or p.first == 0), None)
    name = event.name if event is not None else class_of_event(words[-1].text)
    if not name or event is None:
        return None
    rest = [w for k, w in enumerate(words) if not event.first <= k <= event.last and w.low not in _ORDER]
    thing = label[rest[0].start : rest[-1].end] if rest else ""
    thing = re.sub(r"\A(?:of|for)\s(?:the\s)?", "", thing)
    return _of(draft, sentence, name, label, thing)


def _last_day(found: Extraction, block: Block, draft: DraftClaim, label: str) -> DraftClaim:
    matter = matter_of_label([label], texts_above(found, block))
    draft = replace(draft, type=ClaimType.DEADLINE, said=label)
    if matter is None or not (matter.task or set(matter.thing) - _DAYS):
        name = draft.predicate or predicate_of_words(label)
        if draft.shown:
            return replace(draft, predicate=name)  # `- Renew the certificates. Due: 3 May`: of what the item names
        return replace(
            draft, predicate=name, predicate_words=label, subject="", subject_start=-1, subject_names=(),
            subject_stems=(), shown="",
        )  # fmt: skip
    return replace(
        draft, predicate=matter.task or draft.predicate, predicate_words=label, subject_stems=matter.thing,
        subject=" ".join(_words_of(label, matter.thing)), subject_start=-1, shown="",
    )  # fmt: skip


_ORDER = frozenset(["next", "first", "last", "final", "previous", "new"])
_DAYS = frozenset(stem(w) for w in ["date", "day", "time", "deadline"])


def _words_of(label: str, stems: tuple[str, ...]) -> list[str]:
    return [w.text for w in tokens(label) if set(content_words(w.text)) & set(stems)]


def _of(draft: DraftClaim, sentence: Clauses, name: str, label: str, thing: str) -> DraftClaim:
    names = tuple([n.text for n in sentence.names if thing and n.text in thing])
    return replace(
        draft, predicate=name, predicate_words=label, said=label, subject=thing, subject_start=-1, shown=thing,
        shown_start=-1, subject_names=names, names=tuple(dict.fromkeys((*names, *draft.names))), subject_stems=content_words(thing),
    )  # fmt: skip
