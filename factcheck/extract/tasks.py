"""Extract, part: what a last day is for: the task, which becomes the predicate, and the thing that it is done to.

`Renewals of season tickets close on 2 July` and `you may renew your season ticket until 2 July` are claims of one task.
The words are data in `claims/predicates/tasks.en.yaml`.
"""

from __future__ import annotations

from factcheck.extract.clauses import Clauses
from factcheck.extract.closings import matter_by_words
from factcheck.extract.last_day_words import LAST_DAY
from factcheck.extract.last_days import as_ended
from factcheck.extract.predicates import Form, PredicateMention
from factcheck.extract.task_drafts import applied
from factcheck.extract.task_labels import scope_of_task, task_above, texts_above
from factcheck.extract.tasks_by_predicate import ENDING, of_predicate
from factcheck.extract.tasks_by_words import THERE, done_so, given_until, none_from, of_last_day
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.model.time import Timex
from factcheck.patterns import last_match
from factcheck.values.words import content_words, stem


def with_task(draft: DraftClaim, sentence: Clauses, timex: Timex, predicate: PredicateMention | None) -> DraftClaim:
    """The draft of a last day with its task as predicate and the thing of the task as subject, where the sentence says it."""
    matter = (
        none_from(draft, sentence, timex)
        or done_so(sentence, timex)
        or matter_by_words(sentence, timex)
        or of_last_day(sentence, timex)
        or given_until(sentence, timex)
        or of_predicate(draft, sentence, timex, predicate)
    )
    draft = replace(
        draft, scope=scope_of_task(draft.scope, sentence.block.text, texts_above(sentence.found, sentence.block))
    )
    if matter is not None and predicate is not None and predicate.form is Form.NOUN and matter.word < 0:
        if sentence.tokens[predicate.first].start >= timex.end:  # `Motions must be in by 5 May, and nominations close`
            draft = replace(draft, predicate_words="", said="")
    if matter is not None:
        draft = as_ended(applied(draft, sentence, matter), sentence, timex, predicate)
        return _with_surroundings(_said_there(draft, sentence, timex), sentence)
    draft = as_ended(draft, sentence, timex, predicate)
    if draft.predicate in ENDING and LAST_DAY.search(sentence.block.text, sentence.start, sentence.end):
        if task := task_above(texts_above(sentence.found, sentence.block)):
            draft = replace(draft, predicate=task)  # `The deadline is 3 May` under `How to apply`
    is_none = draft.subject.lower() in ("nothing", "none", "nobody")
    if is_none or (draft.subject_stems and _ONLY_LAST_DAY.issuperset(draft.subject_stems)):  # `please`, `the deadline`
        draft = replace(draft, subject="", subject_start=-1, subject_stems=())
    return _with_surroundings(draft, sentence)


def _said_there(draft: DraftClaim, sentence: Clauses, timex: Timex) -> DraftClaim:
    """`has to be in`, `must be back`: with where something is to be, which is all that such words say."""
    there = last_match(THERE, sentence.block.text, sentence.start, timex.start)
    if there is None or not there[0].lower().endswith(_PLACES) or not there[0].lower().startswith(draft.said.lower()):
        return draft
    return replace(draft, said=there[0])


_PLACES = (" in", " back", " here")


def _with_surroundings(draft: DraftClaim, sentence: Clauses) -> DraftClaim:
    """A last day of nothing named (`You can apply until`) has the words of the heading above and of the sentence before it."""
    if draft.subject_stems:
        return draft
    block, found = sentence.block, sentence.found
    words: list[str] = []
    if block.headings:
        words.extend(content_words(found.document.blocks[block.headings[-1]].text))
    earlier = [s for s in found.sentences[block.index] if s.end <= sentence.start]
    if earlier:
        words.extend(content_words(block.text[earlier[-1].start : earlier[-1].end])[-_FEW:])
    return replace(draft, context=tuple(dict.fromkeys((*draft.context, *words))))


_FEW = 12
"""Words of the sentence before that may tell what a last day is of."""
_ONLY_LAST_DAY = frozenset(stem(w) for w in ["tell", "let", "us", "know", "deadline", "date", "day", "time", "closing", "last", "final", "due", "cut-off", "cutoff", "latest", "please"])  # fmt: skip
