"""Judge, part of the check total-mismatch: votes for, against and withheld, held against the number of voters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from factcheck.judge.conflict import Conflict
from factcheck.judge.totals.amounts import Amount, amounts_in
from factcheck.judge.totals.findings import Stated, Sum, conflict_of
from factcheck.judge.totals.phrases import dates_in, sentences_of
from factcheck.model.document import Block, BlockKind, Document
from factcheck.model.time import Timex
from factcheck.patterns import pattern_of

_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)
_ABOUT_VOTES = pattern_of(r"\b(?:vot(?:e|es|ed|ing)|ballots?|abst\w+)\b", re.I)
_WHO = r"(?:votes?|voices|ballots?|members?|delegates?|councillors?|directors?|trustees?|shareholders?|states|nations)"
_FOR = pattern_of(rf"\s(?:(?:{_WHO}|voted|cast|were|was)\s){{0,2}}(?:for|in\sfavou?r)\b", re.I)
_TO = pattern_of(rf"\s(?:{_WHO}\s)?(?:to|against)\s(?=\S+(?:[.,;]|\s(?:with|and|{_WHO})|\Z))", re.I)
_AGAINST = pattern_of(rf"\s(?:(?:{_WHO}|voted|cast|were|was)\s){{0,2}}against\b", re.I)
_WITHHELD = pattern_of(rf"\s(?:{_WHO}\s)?(?:abstentions?|abstained|abstaining)\b", re.I)
_VOTED = pattern_of(
    rf"\s(?:{_WHO}\s)(?:(?:present|entitled|there)\s)?(?:all\s)?(?:voted|cast\s(?:a|their)\s(?:votes?|ballots?)|took\spart\sin\sthe\svote|(?:was|were)\scast)\b",
    re.I,
)
_NO_SUM = pattern_of(r"\b(?:about|some|nearly|almost|over|under|invalid|spoilt|spoiled|blank|absent)\b", re.I)


def vote_conflicts(document: Document, times: Mapping[int, tuple[Timex, ...]]) -> Iterator[Conflict]:
    """Conflicts between how many voted and the votes that one sentence tells, in that sentence or the one before it.

    Where no abstentions are told there may have been some, so that only too many votes contradict the number of voters.
    """
    for block in document.blocks:
        if block.kind not in _PROSE or block.boilerplate or block.struck or not _ABOUT_VOTES.search(block.text):
            continue
        taken = dates_in(times.get(block.index, ()))
        before: Sequence[Amount] = ()
        for start, end in sentences_of(block.text):
            amounts = amounts_in(block.text, taken, start, end)
            tally = _tally(block.text, amounts)
            voters = [a for a in (*before, *amounts) if _VOTED.match(block.text, a.end) and a not in tally]
            if len(tally) > 2 and not voters and _ALL_VOTED.search(block.text, start, end):
                yield from _over_members(document, block, tally)
            if tally and len(voters) == 1 and not _NO_SUM.search(block.text, voters[0].start - 8, end):
                conflict = _conflict(document, block, voters[0], tally)
                if conflict is not None:
                    yield conflict
            before = amounts


_ALL_VOTED = pattern_of(
    r"\b(?:every|each)\s(?:member|delegate|councillor|trustee|director|shareholder)\b|\ball\s(?:the\s)?(?:members|delegates|councillors|trustees|directors)\b|\ball\s(?:present|voted)\b",
    re.I,
)
_MEMBERS = pattern_of(
    r"\s(?:[a-z]+\s)?(?:members|delegates|councillors|trustees|directors|shareholders)\b(?!\s(?:of\sthe\spublic|absent))"
)


def _over_members(document: Document, block: Block, tally: Sequence[Amount]) -> Iterator[Conflict]:
    """`Every member voted or abstained`, where the document tells of how many members one number alone."""
    told = [
        (other, amount)
        for other in document.blocks
        if other.kind in _PROSE and not other.boilerplate and not other.struck and " " in other.text
        for amount in (amounts_in(other.text) if _MEMBERS.search(other.text) else ())
        if _MEMBERS.match(other.text, amount.end) and not amount.hedged and not amount.unit
    ]
    if len({a.value for _, a in told}) != 1:
        return
    place, members = told[0]
    found = Sum(parts=tuple(Stated(block=block, amount=a) for a in tally), total=Stated(block=place, amount=members))
    if not found.holds:
        yield conflict_of(document, found, confidence=0.75)


def _tally(text: str, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """The votes for, against and, where they are told, withheld; nothing where a sentence tells no tally, or more than one."""
    plain = [a for a in amounts if not a.unit and not a.hedged]
    yes = [a for a in plain if _FOR.match(text, a.end) or _TO.match(text, a.end)]
    held = [a for a in plain if _WITHHELD.match(text, a.end)]
    no = [a for a in plain if _AGAINST.match(text, a.end) and a not in yes]
    if len(yes) == 1 and not no:  # `by 7 votes to 4`
        no = [a for a in plain if a.start > yes[0].end and a not in held][:1]
    return (yes[0], no[0], *held) if len(yes) == len(no) == 1 and len(held) <= 1 else ()


def _conflict(document: Document, block: Block, voters: Amount, tally: Sequence[Amount]) -> Conflict | None:
    found = Sum(
        parts=tuple(Stated(block=block, amount=amount) for amount in tally), total=Stated(block=block, amount=voters)
    )
    is_told_whole = len(tally) > 2
    if found.holds or (found.off < 0 and not is_told_whole):
        return None
    return conflict_of(document, found, confidence=0.85 if is_told_whole else 0.75)
