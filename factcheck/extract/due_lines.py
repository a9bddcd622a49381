"""Extract, part: lines without a verb that end in their last day: `Lab reports due 3 May`, `Payment form in: 3 May`, `Reply by: 3 May`.

They are read as the rows of a table of key dates are, by `label_sentences.py`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factcheck.extract.clauses import Clauses, draft_of, names_within
from factcheck.extract.label_sentences import Reader, read_label
from factcheck.extract.task_phrases import task_of_verb
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.time import Relation, Timex, TimexType

_DUE = re.compile(
    r"[\W_]*(?P<label>[^\W\d_][^:;.!?|]{1,60}?\s(?:due(?=\W)|in(?=[*_]*\s*:)))[*_]*\s*(?:[:–—-][*_]*\s*)?(?:on\s)?[*_]*\Z"
)
_BY = re.compile(r"[\W_]*(?P<verb>[A-Za-z-]+)(?P<rest>\s[^:;.!?|]{1,40}?)?\s(?:by|before|until|no later than)[*_]*\s*:[*_]*\s*\Z", re.I)  # fmt: skip
_BEST = re.compile(r"[\W_]*(?:best|use|consume|eat|drink|sell)\s(?:before|by)(?:\s(?:date|end))?[*_]*\s*:?[*_]*\s*\Z", re.I)  # fmt: skip
_REST = re.compile(r"[^.;:!?]{0,40}[.!]?\s*\Z")


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
    if "before" in low or " by" in low:
        if _BEST.match(led) is not None:
            return replace(_draft(found, sentence, timex, index), predicate="use", predicate_words=led.strip(" :*_"))
        return _done_by(found, sentence, timex, index, led) if low.rstrip(" *_").endswith(":") else None
    match = _DUE.match(led) if timex.relation is Relation.AT and (" due" in low or " in" in low) else None
    if match is None:
        return None
    begins = sentence.start + match.start("label")
    names = [replace(n, start=n.start - begins) for n in sentence.names if begins <= n.start < timex.start]
    told = read_label(match["label"], "", timex.text, read, names=tuple(names))
    if told is None or not told.is_limit:
        return None
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
    task = task_of_verb(match["verb"].lower(), match["verb"].lower()) if match is not None else ""
    if match is None or not task or match["rest"]:
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
