"""Extract, part: cues of reports: `said that`, `according to`, a quotation with its speaker, and what each reaches."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from factcheck.data import load_yaml
from factcheck.extract.closed_words import DETERMINERS, PREPOSITIONS
from factcheck.extract.cue_line import FINITE, Cue, Line, Reach, is_capital, is_passive, leads_to_value
from factcheck.extract.phrases import Phrase
from factcheck.model.claim import Modality
from factcheck.values.words import stem


def clause(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    that = that_after(line, end + 1)
    if that < 0:
        return
    yield _reported(line, k, that + 1, name)


def that_after(line: Line, k: int) -> int:
    """The index of the `that` which a verb's clause begins with, also behind an addressee or a time: `told us that`."""
    for n in range(k, min(k + 7, len(line.low))):
        if line.low[n] == "that":
            return n if n + 1 < len(line.low) and line.low[n + 1] not in ",.;" else -1
        if n in line.verbs or line.low[n] in FINITE or line.low[n] in ".;:!?—":
            return -1
    return -1


def _reported(line: Line, k: int, first: int, name: str) -> Cue:
    last = line.segment_end(first) if first < len(line.low) else first
    if name == "reported" and _is_taken_back(line, last):
        name = "refuted"
    speaker = _subject(line, k) if k in line.verbs or name == "reported" else None
    return Cue(
        modality=Modality(name), reach=Reach.CONTENT, at=k, first=first, last=last,
        speaker=speaker if name in ("reported", "estimated", "refuted") else None, word=line.stems[k],
    )  # fmt: skip


_TAKES_BACK = frozenset(["that", "this", "it", "those", "these"])
_IS_SO = frozenset(["was", "is", "were", "are", "had", "has"])


def _is_taken_back(line: Line, last: int) -> bool:
    """Whether what is reported is put right at once: `says that it was built in 1911, but that was the year of the plan`."""
    for k in range(last - 1, min(last + 3, len(line.low) - 2)):
        if k >= 0 and line.low[k] == "but":
            return line.low[k + 1] in _TAKES_BACK and line.low[k + 2] in _IS_SO
    return False


_NOBODY = frozenset(
    {"it", "there", "this", "that", "he", "she", "they", "i", "we", "you", "which", "who", "what", "also"}
)


def _subject(line: Line, k: int) -> tuple[int, int] | None:
    """Who speaks: the subject of the verb at k."""
    phrase = line.grammar().subject(k)
    return _speaker(line, phrase)


def _speaker(line: Line, phrase: Phrase | None) -> tuple[int, int] | None:
    if phrase is None or phrase.last - phrase.first > 12:
        return None
    first, last = phrase.first, phrase.last
    if line.low[first] in ("as", "and", "but") and last - first > 1:
        first += 1
    if last - first == 1 and line.low[first] in _NOBODY:
        return None
    return (first, last)


def loose(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    """A verb of telling without `that`: before what it reports, behind it, or with the value at once."""
    if k not in line.verbs and not any(p.first <= k <= p.last for p in line.predicates) and k + 1 < len(line.low):
        after = line.low[k + 1]
        if after not in (".", ",") and not _tells(line, k):
            return
    follows = end + 1
    rest = line.low[follows] if follows < len(line.low) else "."
    before = line.low[k - 1] if k else ""
    if line.low[k] == "add" and (not k or before in (";", ":", ",", "and", "then", "or", "•")):
        return  # `Add 300 ml of milk`: a request
    named = _modality_of_telling(line.stems[k])
    if before in ("”", '"', ",", "'") and k > 1 and (rest in DETERMINERS or is_capital(line, follows)):
        # `“The bridge opened in 1931,” said the archivist`
        stop = follows
        while stop < len(line.low) and line.low[stop] not in ",.;:“”" and stop not in line.blocked:
            if stop in line.verbs or (line.low[stop] in PREPOSITIONS and line.low[stop] not in ("of", "for", "from")):
                break
            stop += 1
        yield Cue(
            modality=named, reach=Reach.CONTENT, at=k, first=line.segment_start(k), last=k - 1,
            speaker=(follows, stop), word=line.stems[k],
        )  # fmt: skip
        return
    colon = next((n for n in range(follows, min(follows + 4, len(line.low))) if line.low[n] in (":", "“", '"')), -1)
    if colon >= 0 and not any(n in line.verbs for n in range(follows, colon)):
        yield Cue(
            modality=named, reach=Reach.CONTENT, at=k, first=colon, last=len(line.low) - 1, speaker=_subject(line, k),
            word=line.stems[k],
        )  # fmt: skip
        return
    if (follows in line.blocked or rest[:1].isdigit()) and not is_passive(line, k):
        if line.low[k] not in ("said", "told") or follows in line.blocked:
            yield Cue(
                modality=named, reach=Reach.SAID, at=k, first=follows, last=min(follows + 6, len(line.low) - 1),
                speaker=_subject(line, k), word=line.stems[k],
            )  # fmt: skip
    subject = _subject(line, k)
    if subject is not None and (
        rest in ",.!”" or rest in PREPOSITIONS or follows in line.blocked or rest == "yesterday"
    ):
        comma = subject[0] - 1
        if comma > 0 and line.low[comma] in (",", "”", '"'):
            parenthetical = rest == ","
            last = line.segment_end(k) if parenthetical else comma - 1
            yield Cue(
                modality=named, reach=Reach.CONTENT, at=k, first=line.segment_start(comma), last=last,
                speaker=subject, word=line.stems[k],
            )  # fmt: skip
            return
        if rest == "," and subject[0] > 0 and line.low[subject[0] - 1] == "as":
            yield Cue(
                modality=named, reach=Reach.CONTENT, at=k, first=follows, last=line.segment_end(follows),
                speaker=subject, word=line.stems[k],
            )  # fmt: skip
            return
    if (
        that_after(line, follows) < 0
        and (rest in _OPENS_CLAUSE or rest[0].isdigit() or is_capital(line, follows))
        and k + 1 == follows
    ):
        last = line.end_of(follows)
        if any(n in line.verbs or line.low[n] in FINITE for n in range(follows + 1, last + 1)):
            yield _reported(line, k, follows, named.value)


_OPENS_CLAUSE = frozenset({"the", "a", "an", "it", "he", "she", "they", "we", "there", "its", "their", "his", "her", "this", "these", "some", "about", "more", "no", "at"})  # fmt: skip


def _tells(line: Line, k: int) -> bool:
    return line.low[k].endswith(("s", "d", "t", "k", "e")) and k > 0 and line.low[k - 1] not in DETERMINERS


@cache
def _modality_of_telling(word: str) -> Modality:
    for name, entries in load_yaml("claims/modality.yaml")["clause"].items():
        if word in {stem(w) for w in entries}:
            return Modality(name)
    return Modality.REPORTED


def put(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    """`the report put the loss at 40 million euros`."""
    last = line.end_of(k)
    at = next((n for n in range(k + 2, min(k + 10, last)) if line.low[n] == "at"), -1)
    subject = _subject(line, k)
    if at > 0 and subject is not None and not is_passive(line, k) and leads_to_value(line, at):
        yield Cue(
            modality=Modality.REPORTED, reach=Reach.CLOSE, at=k, first=at + 1, last=min(at + 6, last), speaker=subject,
            word="put",
        )  # fmt: skip


def according(line: Line, k: int, end: int, name: str) -> Iterator[Cue]:
    stop = end + 1
    while stop < len(line.low) and line.low[stop] not in ",.;:()“”—":
        if stop in line.verbs and stop > end + 1 and line.low[stop - 1] not in DETERMINERS:
            break
        stop += 1
    if stop == end + 1:
        return
    yield Cue(
        modality=Modality.REPORTED, reach=Reach.CONTENT, at=k, first=line.segment_start(k), last=line.segment_end(k),
        speaker=(end + 1, stop), word="according",
    )  # fmt: skip
