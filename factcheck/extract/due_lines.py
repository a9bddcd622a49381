"""Extract, part: lines without a verb that end in their last day: `Lab reports due 3 May`, `Payment form in: 3 May`, `Reply by: 3 May`.

They are read as the rows of a table of key dates are, by `label_sentences.py`.
"""

from __future__ import annotations

import re

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.draft_of_value import draft_of
from factcheck.extract.label_sentences import LabelReading, Reader, read_label
from factcheck.extract.tags import VERBAL
from factcheck.extract.task_phrases import task_of_verb, task_words
from factcheck.frozen import replace
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType
from factcheck.patterns import pattern_of
from factcheck.values.words import stem

_DUE = pattern_of(
    r"[\W_]*(?P<label>[^\W\d_][^:;.!?|]{1,60}?\s(?:due(?=\W)|in(?=[*_]*\s*:)))[*_]*\s*(?:[:–—-][*_]*\s*)?(?:on\s)?[*_]*\Z"
)
_BY = pattern_of(r"[\W_]*(?P<verb>[A-Za-z-]+)(?P<rest>\s[^:;.!?|]{1,40}?)?\s(?:by|before|until|no later than)[*_]*\s*:[*_]*\s*\Z", re.I)  # fmt: skip
_BEST = pattern_of(r"[\W_]*(?:best|use|consume|eat|drink|sell)\s(?:before|by)(?:\s(?:date|end))?[*_]*\s*:?[*_]*\s*\Z", re.I)  # fmt: skip
_REST = pattern_of(r"[^.;:!?]{0,40}[.!]?\s*\Z")


def read_due_line(found: Extraction, sentence: Clauses, timex: Timex, index: int, read: Reader) -> DraftClaim | None:
    """The claim of a line that is only a label and its last day."""
    text = sentence.block.text
    if timex.type is not TimexType.DATE or timex.until is not None:
        return None
    start = timex.start if timex.relation is Relation.AT else timex.relation_start
    if start is None or start - sentence.start > 80 or _REST.match(text, timex.end, sentence.end) is None:
        return None
    led = text[sentence.start : timex.start]
    low = led.lower()
    if "before" in low or " by" in low or " until" in low:
        if _BEST.match(led) is not None:
            return replace(_draft(found, sentence, timex, index), predicate="use", predicate_words=led.strip(" :*_"))
        return _done_by(found, sentence, timex, index, led) if low.rstrip(" *_").endswith(":") else None
    if ";" in led and timex.relation in (Relation.BY, Relation.UNTIL):
        return _behind_semicolon(found, sentence, timex, index, start, read)
    match = _DUE.match(led) if timex.relation is Relation.AT and (" due" in low or " in" in low) else None
    if match is None or not found.document.path:
        return None  # a sentence without a document was made of such a line: read as one again it would never end
    begins = sentence.start + match.start("label")
    names = [replace(n, start=n.start - begins) for n in sentence.names if begins <= n.start < timex.start]
    told = read_label(match["label"], "", timex.text, read, names=tuple(names))
    if told is None or not told.is_limit:
        return None
    return _told(found, sentence, timex, index, told, begins)


def _behind_semicolon(
    found: Extraction, sentence: Clauses, timex: Timex, index: int, start: int, read: Reader
) -> DraftClaim | None:
    """`The next bulletin appears in May; copy to the editor by 28 April, please`: the stretch behind the semicolon, if it has no verb."""
    text = sentence.block.text
    begins = text.rfind(";", sentence.start, start) + 1
    begins += len(text[begins:start]) - len(text[begins:start].lstrip())
    label = text[begins:start].strip()
    first, last = sentence.index(begins), sentence.index(start)
    if (
        not 1 < len(label) <= 60
        or "," in label
        or any([sentence.grammar.tags[k] in VERBAL for k in range(first, last)])
    ):
        return None
    names = tuple([replace(n, start=n.start - begins) for n in sentence.names if begins <= n.start < start])
    told = read_label(f"{label} by", "", timex.text, read, names=names)
    if told is None or not told.is_limit:
        return None
    draft = replace(_told(found, sentence, timex, index, told, begins), start=begins)
    return draft if draft.predicate or " to " not in label else replace(draft, predicate="submit")


def _told(
    found: Extraction, sentence: Clauses, timex: Timex, index: int, told: LabelReading, begins: int
) -> DraftClaim:
    """The draft of a last day by what its label says."""
    at = told.start + begins if told.start >= 0 else -1
    about = names_within(sentence, at, at + len(told.subject)) if at >= 0 else ()
    draft = _draft(found, sentence, timex, index)
    return replace(
        draft,
        predicate=told.predicate,
        predicate_words=told.words,
        said=told.words,
        subject=told.subject,
        subject_start=at,
        subject_names=about,
        names=tuple(dict.fromkeys((*about, *draft.names))),
        subject_stems=told.stems,
    )


def _done_by(found: Extraction, sentence: Clauses, timex: Timex, index: int, led: str) -> DraftClaim | None:
    """`Reply by: 3 May`: a verb alone with its last day."""
    match = _BY.match(led)
    if match is None or match["rest"]:
        return None
    word = match["verb"].lower()
    task = ("use" if stem(word) in task_words().usable else "") or task_of_verb(word, word)
    if not task:
        return None
    said = match["verb"]
    return replace(_draft(found, sentence, timex, index), predicate=task, predicate_words=said, said=said)


def _draft(found: Extraction, sentence: Clauses, timex: Timex, index: int) -> DraftClaim:
    """A last day of nothing named."""
    draft = draft_of(
        found,
        sentence,
        None,
        ClaimType.DEADLINE,
        (timex.start, timex.end),
        timex=index,
        extractor=f"prose/{timex.pattern}",
    )
    return replace(
        draft, start=sentence.start, subject="", subject_start=-1, subject_names=(), subject_stems=(), shown=""
    )
