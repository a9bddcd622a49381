"""Extract, part: the task of a last day beside labels: `Closing time for applications`, `Last day to register as a keeper`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.extract.label_order import as_phrase
from factcheck.extract.last_day_words import ENDS_LABEL, LAST_DAY
from factcheck.extract.predicate_lexicon import predicate_class
from factcheck.extract.tags import TaggedSentence
from factcheck.extract.task_phrases import (
    LINKS,
    Matter,
    index_at,
    read_matter,
    stems_with_of,
    task_before_head,
    task_of_noun,
    task_of_verb,
    task_words,
)
from factcheck.frozen import dataclass, replace
from factcheck.model.document import Block, BlockKind
from factcheck.model.extraction import Extraction
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of
from factcheck.values.words import Token, stem, tokens


@dataclass(frozen=True, slots=True)
class LabelMatter:
    """The task and the stems of the thing that a label names, and those of its words that say only that a day is the last."""

    task: str
    thing: tuple[str, ...]
    told: frozenset[str]


_CALL = pattern_of(r"\b(?:call|invitation|request)\s(?:for|of)\s(\w+)", re.I)


def matter_of_label(labels: Sequence[str], above: Sequence[str]) -> LabelMatter | None:
    """The task of a date beside labels, the nearest first; a bare `deadline` is of what the headings above call for."""
    bare = [label for label in labels if LAST_DAY.search(label.replace("_", " ")) or ENDS_LABEL.match(label)]
    plain = {stem(t.text) for label in bare if _says_no_more(label) for t in tokens(label)}
    for label in map(as_phrase, labels):
        words = tokens(label.strip(" *:"))
        if not words:
            continue
        tags = TaggedSentence(words, [t.text for t in words], [t.low for t in words], (), set()).tags
        matter = _of_label(label.strip(" *:"), words, tags)
        if matter is None:
            continue
        role = matter.thing is not None and matter.first > 1 and {t.low for t in words[: matter.first]} & {"as"}
        thing = stems_with_of(words, matter.thing) if matter.thing is not None else ()
        told = plain | ({stem(t.text) for t in words} - (set() if role else set(thing)))
        if not matter.task and not thing:
            break
        return LabelMatter(matter.task, thing, frozenset(told))  # `register as a keeper`: the role goes without saying
    if bare and (task := task_above(above)):
        return LabelMatter(task, (), frozenset(stem(t.text) for label in bare for t in tokens(label.replace("_", " "))))
    return None


_LAST_DAY_ALONE = pattern_of(r"(?:the |its |our |your )?(?:last|final) (?:day|date)", re.I)


def is_last_day(timex: Timex) -> bool:
    """Whether a time is only the words `last day` of what the day is the last for, and no time of its own."""
    return timex.shift is not None and _LAST_DAY_ALONE.fullmatch(timex.text) is not None


def _says_no_more(label: str) -> bool:
    """Whether a label says that a day is the last, and not of what: `Last day`, `Closes`."""
    return not "".join(c for c in ENDS_LABEL.sub("", LAST_DAY.sub("", label)) if c.isalnum())


def _of_label(label: str, words: Sequence[Token], tags: Sequence[int]) -> Matter | None:
    if (found := LAST_DAY.search(label)) is not None:
        k, end = index_at(words, found.end()), len(words)
        led = task_before_head(words, tags, index_at(words, found.start()))
        if k < end and words[k].low in LINKS:
            named = read_matter(words, tags, k + 1, end, is_verb=words[k].low == "to")
            if named is not None:
                return replace(led, first=named.first, last=named.last) if led is not None and not named.task else named
        return led
    ends = ENDS_LABEL.search(label)
    stop = index_at(words, ends.start()) if ends is not None else len(words)
    is_verb = stop == 1 and ends is not None and not task_of_noun(words[0].text)
    if is_verb and (task := task_of_verb(words[0].low, words[0].low)):
        return Matter(task)  # `Apply by`
    found_matter = read_matter(words, tags, 0, stop) if stop > 0 else None
    if found_matter is None or (not found_matter.task and ends is None):
        return None
    return found_matter


def task_of_value(text: str) -> str:
    """The task that a value itself begins with: `Flu jabs: book by 15 December`."""
    found = _DO_BY.match(text)
    return task_of_verb(found[1].lower(), found[1].lower()) if found is not None else ""


_DO_BY = pattern_of(
    r"\W*(?:please\s)?([a-z]+)\s(?:(?:it|them|here|online|in writing)\s)?(?:by|until|before|no later|not later)\b", re.I
)


def texts_above(found: Extraction, block: Block) -> list[str]:
    """The headings that a block stands under, the nearest first, and the title."""
    texts = [found.document.blocks[k].text for k in reversed(block.headings)]
    title = found.title
    if title is not None and title.index not in block.headings:
        texts.append(title.text)
    texts += [b.text for b in found.document.blocks[:_TOP] if b.kind is BlockKind.FRONT_MATTER and b.key == "title"]
    return texts


_TOP = 20
"""Blocks at the top of a document among which its front matter stands."""


_TERMS = pattern_of(
    r"\b(?:terms?|semesters?|trimesters?|quarters?|rounds?|intakes?|sessions?|cycles?|cohorts?)\b", re.I
)


def scope_of_task(scope: tuple[str, ...], text: str, above: Sequence[str]) -> tuple[str, ...]:
    """The scope of a last day without what holds of its text alone.

    The season of a title (`Autumn notices`) is no term, `the first meeting` above is no first round, candidates are no version.
    """
    if not scope:
        return scope
    is_term = any(_TERMS.search(t) for t in (text, *above))
    return tuple(
        item
        for item in scope
        if not (
            item.startswith("per:")  # every member: no measure by the head
            or (item.startswith("term:") and not is_term)
            or (item.startswith("order:") and item.partition(":")[2] not in text.lower())
            or (item == "stage:candidate" and _PERSONS.search(text))
        )
    )


_PERSONS = pattern_of(r"\b(?:candidates|(?:an?|any|each|every|no|the) candidate)\b", re.I)


def task_above(above: Sequence[str]) -> str:
    """The task that headings name: `Call for papers`, `How to apply`, `Registration`."""
    for text in above:
        if (call := _CALL.search(text)) is not None and (task := task_of_noun(call[1])):
            return task
        words = tokens(text)
        for k, word in enumerate(words):
            task = task_words().nouns.get(stem(word.text), "")
            if not task and k and words[k - 1].low == "to":
                task = task_of_verb(word.low, word.low)
                known = predicate_class(task)
                task = task if known is not None and (task in _TASKS) else ""
            if task and task != "use":
                return task
    return ""


_TASKS = frozenset(["apply", "register", "submit", "renew", "appoint", "comment", "vote", "pay", "appeal", "order", "refund"])  # fmt: skip
