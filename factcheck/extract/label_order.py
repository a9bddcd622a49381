"""Extract, part: labels in the order of a sentence. Lists put the thing first and what is to be done behind a comma.

`Harvest supper, bookings` is read as `bookings for Harvest supper`, and `Resolutions for the meeting, closing date`
without its last words, which only say that a last day stands beside them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from factcheck.extract.last_day_words import CLOSES, SAYS_LAST
from factcheck.extract.task_phrases import task_of_noun, task_of_verb
from factcheck.values.words import tokens

_PARTS = re.compile(r"\s*(?:,|;|\s[–—-])\s+|\s*\(\s*|\s*\)\s*\Z")
_LONGEST_TASK = 4


@lru_cache(maxsize=8192)
def as_phrase(label: str) -> str:
    """The label of a last day with its task first; the label itself where its parts are in order already."""
    told = _told(label)
    if len(told) == 1:
        return told[0]
    *things, task = told
    link = _link_of(task)
    if link is None or any(_names_a_task(thing) for thing in things):
        return label if len(told) == len(_parts(label)) else ", ".join(told)
    return f"{_lowered(task)} {link} the {' '.join(things)}"


@lru_cache(maxsize=8192)
def says_last(label: str) -> bool:
    """Whether a label says behind a task that a last day stands beside it: `Bookings close`, `Entries, at the latest`."""
    told = _told(label)
    return told != _parts(label) and any(_names_a_task(part) for part in told)


def _parts(label: str) -> list[str]:
    return [part for part in _PARTS.split(label.strip(" *_:")) if part] or [label]


def _told(label: str) -> list[str]:
    """The parts of a label without those words that only say that a day is the last one."""
    parts = [part for part in _parts(label) if not SAYS_LAST.fullmatch(part)]
    if parts and (end := CLOSES.search(parts[-1])) is not None and end.start():
        parts[-1] = parts[-1][: end.start()]
    return parts or [label]


def _lowered(task: str) -> str:
    return task[0].lower() + task[1:] if task[1:2].islower() else task


def _names_a_task(part: str) -> bool:
    """Whether a part tells what is to be done, and not only what may be sent in: `Registration of judges`, not `Draft plan`."""
    words = tokens(part)
    stop = next((k for k, word in enumerate(words) if k and word.low in _PREPOSITIONS), len(words))
    return bool(words) and task_of_noun(words[stop - 1].low) not in ("", "submit")


def _link_of(part: str) -> str | None:
    """The preposition that leads from a task to its thing; nothing where a part names no task."""
    words = tokens(part)
    if not words or len(words) > _LONGEST_TASK:
        return None
    first, last = words[0].low, words[-1].low
    if first.endswith("ing") and task_of_verb(first.removesuffix("ing"), first):
        return _AFTER.get(last, "for" if first in ("booking", "voting") else "of")
    if any(word.low in _PREPOSITIONS for word in words):
        return None
    task = task_of_noun(last)
    return None if not task else "on" if task == "comment" else "from" if task == "withdraw" else "for"


_AFTER = {"out": "of", "in": "to", "up": "for"}
_PREPOSITIONS = frozenset(["for", "of", "to", "on", "in", "from", "against", "with", "by", "at"])
