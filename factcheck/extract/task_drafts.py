"""Extract, part of tasks: the draft of a last day with its task and the thing of the task."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.extract.clauses import Clauses, names_within
from factcheck.extract.phrases import Phrase
from factcheck.extract.task_phrases import OF, Matter, object_at, stems_with_of
from factcheck.frozen import replace
from factcheck.model.extraction import DraftClaim
from factcheck.values.words import stem


def applied(draft: DraftClaim, sentence: Clauses, matter: Matter) -> DraftClaim:
    """The draft with a task as its predicate and the thing of that as its subject."""
    words, thing = sentence.tokens, matter.thing
    draft = replace(
        draft,
        predicate=matter.task or draft.predicate,
        predicate_words=words[matter.word].text if matter.word >= 0 else draft.predicate_words,
    )
    if thing is not None and words[thing.first].low in ("it", "them", "one") and thing.last - thing.first == 1:
        is_first = words[thing.first].low == "it" and sentence.breaks[thing.first] == 0
        thing = _introduced(sentence, thing.first) or (thing if is_first else None)
    if thing is not None and _ANY_PAPER.issuperset(stems_with_of(words, thing)):
        if not stems_with_of(words, thing):
            return replace(draft, subject_stems=())
        start, end = (
            words[thing.first].start,
            words[thing.last - 1].end,
        )  # `Hand in your forms by`: of what, the text around tells
        return replace(draft, subject_stems=(), subject=sentence.block.text[start:end], subject_start=start)
    if thing is not None and _is_cohort(stems_with_of(words, thing), draft):
        return replace(draft, subject_stems=())  # `for undergraduate students`: whom it holds for is its scope
    if thing is None:
        if draft.subject_names and matter.task != "use":
            return draft
        draft = replace(draft, subject_stems=())
        return draft if matter.word >= 0 else replace(draft, subject="", subject_start=-1)
    start, end = words[thing.first].start, words[thing.last - 1].end
    led = next((k for k in range(thing.first + 1, thing.last) if words[k].low in OF - {"of"}), thing.last)
    names = names_within(sentence, start, words[led - 1].end)  # `reports for the fund` are not the fund
    within = names_within(sentence, start, end)
    return replace(
        draft,
        subject=sentence.block.text[start:end],
        subject_start=start,
        subject_names=names,
        names=tuple(dict.fromkeys((*names, *within, *draft.names))),
        subject_stems=stems_with_of(words, thing),
    )


_ANY_PAPER = frozenset(stem(w) for w in ["form", "document", "paperwork", "paper"])
_PEOPLE = frozenset(stem(w) for w in ["student", "people", "person", "applicant", "candidate", "member", "user"])


def _is_cohort(thing: Sequence[str], draft: DraftClaim) -> bool:
    """Whether a thing is only those whom the draft holds for: `undergraduate students`."""
    members = {stem(item.partition(":")[2]) for item in draft.scope}
    return not members.isdisjoint(thing) and set(thing) <= members | _PEOPLE and thing[-1] in _PEOPLE | members


def _introduced(sentence: Clauses, before: int) -> Phrase | None:
    """What the sentence introduced as `a refund` before a pronoun takes it up."""
    words, tags = sentence.tokens, sentence.grammar.tags
    for k, word in enumerate(words[:before]):
        if word.low in ("a", "an") and (found := object_at(words, tags, k + 1, before)) is not None:
            return found
    return None
