"""Check deadline-missed, part: a last day that is said to have been kept, and a deed of a later day in another passage.

`We had until 30 June to finish the roof, and met that date.` stands against `The last of its slates were laid on
16 September` of another page, and `On 4 October they gave up the keys, well within the time allowed` against the last day that a third
passage tells. No claims are needed: passages meet by the words and numbers that few others have, the sorts of their deeds
(`factcheck/judge/deeds.py`) and what it is that was done.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from factcheck.judge.checks._deadlines_likeness import LONGEST, Comparison, is_beside, rank_of
from factcheck.judge.checks._deadlines_passages import Place
from factcheck.judge.checks._deadlines_told import Done, Due, deeds_of, dues_of
from factcheck.judge.checks._deadlines_words import Passage, matter
from factcheck.judge.conflict import Case, Conflict, ConflictSide, Evidence
from factcheck.judge.deeds import alike, deeds_in, is_deed_word, is_generic, number
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.words import stem, tokens

_RECURS = 120
"""The same for what comes back each year: accounts, reports, applications."""
_ENOUGH = 1.9
"""What the words that two passages share must weigh."""
_ENOUGH_KEPT = 1.5
"""The same where the deed itself is said to have been in time."""

_RECURRING = frozenset(alike(w) for w in ["account", "return", "report", "application", "audit", "survey", "inspection", "season", "budget", "statement", "entry", "registration", "nomination", "festival", "competition", "election", "census", "harvest", "fee", "subscription", "instalment", "tax", "exam", "thesis", "abstract", "paper", "issue", "magazine", "newsletter", "yearbook", "review"])  # fmt: skip


def kept_elsewhere(case: Case) -> Iterator[tuple[Conflict, Place]]:
    """Conflicts between a last day and a deed of another passage, where one of them says that the last day was kept."""
    dues = [due for path, document in sorted(case.documents.items()) for due in dues_of(case, path, document)]
    if not dues:
        return
    done = [deed for path, document in sorted(case.documents.items()) for deed in deeds_of(case, path, document)]
    if not done or not (any(d.is_kept for d in dues) or any(d.is_kept for d in done)):
        return
    compare = Comparison(case)
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, deed in enumerate(done):
        for word in deed.passage.own | deed.passage.around:
            by_word[word].append(n)
    for due in (d for d in dues if d.is_kept):
        yield from _against_kept_day(compare, due, dues, done, by_word)
    asked: dict[str, list[int]] = defaultdict(list)
    for n, due in enumerate(dues):
        for word in (due.passage.own | due.passage.around) if due.is_asked else ():
            asked[word].append(n)
    for deed in (d for d in done if d.is_kept):
        yield from _against_kept_deed(compare, deed, dues, asked)


# --- the two ways to meet -----------------------------------------------------------------------------------------------


_MOST = 120
"""A word that more passages have says too little to bring two of them together."""


def _having(words: Iterable[str], places: Mapping[str, list[int]]) -> set[int]:
    """The passages that have one of the words, by their places."""
    return {n for word in words if len(found := places.get(word, ())) <= _MOST for n in found}


def _against_kept_day(
    compare: Comparison, due: Due, dues: Sequence[Due], done: Sequence[Done], by_word: Mapping[str, list[int]]
) -> Iterator[tuple[Conflict, Place]]:
    """`We had until D to finish it, and met that date` against deeds that were done later."""
    near = _having(due.passage.own, by_word)
    alike_deeds = [
        (weight, done[n])
        for n in sorted(near)
        if _may_answer(due, done[n])
        and (weight := compare(due.passage, done[n].passage, done[n], due.sorts)) >= _ENOUGH
    ]
    in_time = [d for _, d in alike_deeds if due.value.latest - LONGEST <= d.value.earliest <= due.value.latest]
    if any(d.timex is not due.timex for d in in_time):
        return  # it was done in time: this is another piece of work
    most = LONGEST
    if due.task & _RECURRING:
        most = _RECURS
        alike_deeds = [(w, d) for w, d in alike_deeds if _is_singled_out(due.passage, d.passage)]
    late = [(w, d) for w, d in alike_deeds if due.value.latest < d.value.earliest <= due.value.latest + most]
    late = [(w, d) for w, d in late if not _is_of_next_year(due, d)]
    late = [(w, d) for w, d in late if d.block is not due.block and not _is_said_in(due, d)]
    if not late or compare.is_extended(due, min(d.value.earliest for _, d in late), dues):
        return
    best = max(late, key=lambda item: (not item[1].is_row, item[0]))[1]
    same = [d for _, d in late if d.value == best.value]
    yield _conflict(due, same), _place(best)


def _is_of_next_year(due: Due, deed: Done) -> bool:
    """Whether a deed is of a sort that comes again, and about a year later: a pool opens each summer."""
    if deed.deed.sort not in _SEASONAL or (deed.theme is not None and deed.theme.is_rest):
        return False
    return deed.value.earliest - due.value.latest > 240


_SEASONAL = {"open", "publish", "submit", "pay"}


def _is_one_of_many(deed: Done) -> bool:
    """Whether what was done is a report, an application: what a house has many of."""
    return deed.theme is not None and alike(deed.theme.head) in _RECURRING


def _is_bare(due: Due, deed: Done) -> bool:
    """Whether nothing but a noun tells what was done: `the club handed in its plan`."""
    theme = deed.theme
    if theme is None or not theme.head or theme.modifiers:
        return False
    shared = due.passage.own & (deed.passage.own | deed.passage.around)
    return bool(shared) and shared <= {theme.head, alike(theme.head), deed.deed.verb} and deed.deed.sort == "submit"


def _is_singled_out(due: Passage, deed: Passage) -> bool:
    """Whether a name or number tells which of the many reports or applications both mean."""
    if due.counts & deed.counts:
        return True
    capitals = [t.text for t in tokens(deed.text)[1:] if t.text[:1].isupper()]
    return any(matter(word) & (due.own | due.around) for word in capitals)


def _is_said_in(due: Due, deed: Done) -> bool:
    """Whether both stand in one passage, which other parts of the check read."""
    return deed.passage.path == due.passage.path and deed.block.index == due.block.index


def _against_kept_deed(
    compare: Comparison, deed: Done, dues: Sequence[Due], asked: Mapping[str, list[int]]
) -> Iterator[tuple[Conflict, Place]]:
    """`They gave up the keys on E, within the time allowed` against the last day of another passage."""
    if any(d.block is deed.block and d.timex.start < deed.timex.start for d in dues):
        return  # what was kept is told beside it
    near = _having(deed.passage.own | deed.passage.around, asked)
    weighed = [
        (compare(dues[n].passage, deed.passage, deed, dues[n].sorts, is_kept=True), dues[n])
        for n in sorted(near)
        if _is_of_sort(dues[n], deed)
    ]
    weighed = [(w, d) for w, d in weighed if w >= _ENOUGH_KEPT and abs(d.value.latest - deed.value.earliest) <= LONGEST]
    weighed = [(w, d) for w, d in weighed if not _is_bare(d, deed)]
    weighed = [(w, d) for w, d in weighed if not _is_one_of_many(deed) or _is_singled_out(d.passage, deed.passage)]
    if not weighed:
        return
    best = max(w for w, _ in weighed)
    if any(d.value.latest >= deed.value.earliest for w, d in weighed if w >= best - 1):
        return
    nearest = [d for w, d in weighed if w >= best - 0.25]
    if any(d.has_later for d in nearest):
        return  # moved in the same breath
    if len({d.value.latest for d in nearest}) != 1 or compare.is_extended(nearest[0], deed.value.earliest, dues):
        return
    if deed.value.earliest - nearest[0].value.latest > _most_late(nearest[0], deed):
        return
    yield _conflict(nearest[0], [deed]), _place(deed)


def _most_late(due: Due, deed: Done) -> int:
    """By how many days what is said to have been in time may be late: what is handed in is soon asked for again."""
    if deed.passage.own & due.task & _RECURRING:
        return _RECURS
    return 200 if deed.deed.sort in ("submit", "pay") else 400


_ANSWERS: dict[str, set[str]] = {
    "complete": {"complete"},
    "install": {"complete", "install"},
    "treat": {"complete", "treat"},
    "open": {"open"},
    "publish": {"publish"},
    "submit": {"submit"},
    "handover": {"handover", "complete"},
    "leave": {"leave", "complete"},
    "pay": {"pay"},
}
"""By which sorts of deeds a last day for a sort is answered."""


def _may_answer(due: Due, deed: Done) -> bool:
    """Whether a deed is what was to be done by a day that is said to have been kept, and all of it."""
    theme, sort = deed.theme, deed.deed.sort
    if deed.release:
        return deed.release <= due.task and _RELEASE.search(due.passage.text) is not None
    if theme is None or theme.is_partial or (due.is_partial and theme.is_rest):
        return False
    if _is_again(due, deed) or (theme.is_rest and not theme.head and not _names_them(due, deed)):
        return False
    if theme.number is not None and theme.number not in due.passage.counts:
        return False
    if not sort:
        return deed.deed.verb in due.verbs
    if theme.head and not is_generic(theme.head) and is_beside(due.passage.text, theme.head, deed.passage.own):
        return False
    if theme.head and rank_of(due.passage.text, theme.head) != rank_of(deed.passage.text, theme.head):
        return False
    if (theme.act and theme.act not in due.verbs) or (sort == "publish" and deed.deed.verb not in due.verbs):
        return False  # the letters were to be online, and came out as a book
    if sort == "install" and theme.is_rest and not theme.head and _is_taken_up(due, deed):
        return True
    if sort in ("install", "treat") and deed.deed.verb not in due.verbs:
        asked_for = {"complete", "install"} if sort == "install" else {"complete"}
        return theme.is_rest and bool(due.sorts & asked_for) and "treat" not in due.sorts
    return any(sort in _ANSWERS[asked] for asked in due.sorts)


_RELEASE = pattern_of(r"\b(?:release|version|build|update|edition)\b", re.I)


_BACK = pattern_of(r"\bback\b")


def _names_them(due: Due, deed: Done) -> bool:
    """Whether what stands before `the last of them` has a noun of what was to be done."""
    nouns = {w for w in due.task if not is_deed_word(w) and number(w) is None}
    return bool(nouns & (deed.passage.own | deed.passage.around))


def _is_taken_up(due: Due, deed: Done) -> bool:
    """Whether the sentence before `the last of them was connected` tells in the words of the last day what was done to them."""
    asked = {d.verb for d in deeds_in(due.passage.text) if d.sort == "treat"}
    if not _names_them(due, deed):
        return False
    return bool(asked & deed.passage.own) and bool(due.passage.counts & deed.passage.counts)


_AGAIN = frozenset(["reopen", "readmit", "resume", "back", "come"])
_CLOSED = re.compile(r"\b(?:re-?open\w*|clos\w+|repair\w*|rebuil\w*|renovat\w*|refurbish\w*|refit\w*|restor\w*|re-?start\w*|resum\w*|again|back)\b", re.I)  # fmt: skip
_HIT = re.compile(r"\b(?:damag\w+|struck|storms?|lightning|floods?|flooded|burst|burn(?:t|ed)|collaps\w+|vandal\w*|leak\w*|broken|after (?:the|a) (?:[a-z]+ )?(?:fire|accident|collision|quake|earthquake))\b", re.I)  # fmt: skip
_PEOPLE_GO = {stem(w) for w in ("leave", "vacate", "march", "go", "gone", "evacuate", "move", "empty")}
_THINGS_GO = {stem(w) for w in ("demolish", "dismantle", "pull", "tear", "scrap", "take", "haul", "lift", "decommission", "switch")}  # fmt: skip


def _is_again(due: Due, deed: Done) -> bool:
    """Whether a deed is another one on the same thing: opened once more, mended after a storm, pulled down when all had left."""
    told, asked = deed.passage.text, due.passage.text
    if deed.deed.verb in _AGAIN and "open" in due.sorts and not _CLOSED.search(asked):
        return True
    if _HIT.search(told) and not _HIT.search(asked):
        return True
    verb = deed.deed.verb
    return deed.deed.sort == "leave" and verb in _THINGS_GO and verb not in due.verbs and bool(due.verbs & _PEOPLE_GO)


def _is_of_sort(due: Due, deed: Done) -> bool:
    """Whether a deed that is said to have been in time may be what was asked for."""
    theme = deed.theme
    if theme is None or (theme.is_partial and not theme.is_rest) or _is_again(due, deed):
        return False
    if theme.is_rest and due.is_partial:
        return False
    if theme.head and not is_generic(theme.head) and is_beside(due.passage.text, theme.head, deed.passage.own):
        return False  # `the design of the banner`
    if theme.number is not None and due.passage.counts and theme.number not in due.passage.counts:
        return False
    sort = deed.deed.sort
    if not due.sorts and sort in ("submit", "handover"):  # `the council wants our plan by 30 May`
        return deed.deed.verb != "return" and _BACK.search(deed.passage.text) is None
    return deed.deed.verb in due.verbs or any(sort == asked or {sort, asked} <= _LOOSE for asked in due.sorts)


_LOOSE = {"complete", "install", "treat", "handover", "leave", "submit"}
"""Sorts of which one may be said of another, where the text says that it was in time."""


# --- the finding --------------------------------------------------------------------------------------------------------


def _place(deed: Done) -> Place:
    return deed.passage.path, deed.block.source_span(deed.timex.start, deed.timex.end).start


def _conflict(due: Due, deeds: Sequence[Done]) -> Conflict:
    first = deeds[0]
    span = due.block.source_span(due.timex.start, due.timex.end)
    places = [(d.passage.path, d.block.source_span(d.timex.start, d.timex.end)) for d in deeds]
    what = " ".join(due.passage.text.split())
    return Conflict(
        sides=(
            ConflictSide(
                label=due.timex.text, evidence=(Evidence(document=due.passage.path, span=span, values=(span,)),)
            ),
            ConflictSide(
                label=first.timex.text,
                evidence=tuple(Evidence(document=path, span=s, values=(s,)) for path, s in dict.fromkeys(places)),
            ),
        ),
        reason=f"{dates.describe(first.value)} is after {dates.describe(due.value)}, the last day for it, which is said to have been kept.",
        entity=what if len(what) <= 60 else f"{what[:57]}…",
        predicate="done",
        confidence=0.7,
        values={
            "a.value": due.timex.text,
            "b.value": first.timex.text,
            "a.source": due.passage.path,
            "b.source": first.passage.path,
        },
    )
