"""Judge, part: how either side of a finding could be put right, as edits of the raw source. Offered, never applied here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcheck.frozen import dataclass, replace
from factcheck.judge.conflict import Case, Conflict, ConflictRepair, ConflictSide, Evidence, Value
from factcheck.judge.folding import Told
from factcheck.judge.remedies import timex_at, value_at, value_spans
from factcheck.model.claim import Claim
from factcheck.model.document import Document, Span
from factcheck.model.finding import Edit, Finding, Repair
from factcheck.model.time import Relation
from factcheck.patterns import pattern_of
from factcheck.values import dates
from factcheck.values.dates import DateValue, Granularity
from factcheck.values.quantities import Quantity
from factcheck.values.written import date_written_like, in_year_of, is_english, number_written_like

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MARKUP = pattern_of(r"[<>&{}\[\]|*_`\\^~]")
_MARKUP_OF_DATA = pattern_of(r"[\"':#,;\t|]")
_PART_OF = pattern_of(r"(?:the\s)?(?:end|close|start|beginning|middle|first|last)\b", re.I)
_DATA = frozenset({"yaml", "toml", "json", "csv"})


def with_repairs(case: Case, told: Told) -> Told:
    """The finding with its repairs: each keeps one side and changes every place of the others; the suspect's first."""
    conflict, finding = told.conflict, told.finding
    if conflict is None or not finding.sides:
        return told
    found = tuple(_alone(case, told, conflict) if len(finding.sides) == 1 else _of_sides(case, conflict, finding))
    return replace(told, finding=replace(finding, repairs=found))


def _alone(case: Case, told: Told, conflict: Conflict) -> Iterator[Repair]:
    """What the check offers; first, where knock-on findings tell what is wanted, just that."""
    offers: list[tuple[str, tuple[Edit, ...]]] = []
    if told.hub is not None and told.wanted is not None:
        edit = _edit(case, told.hub, value_at(case, conflict.sides[0].evidence[0], told.hub[1]), _Model(told.wanted))
        if edit is not None:
            offers.append((f"write {edit.text}, which settles all of it", (edit,)))
    # copies of one document each have their own edits, in the same order
    copies = len(value_spans(conflict.sides[0]))
    ways = len(conflict.repairs) // copies if copies and len(conflict.repairs) % copies == 0 else 0
    for n in range(ways):
        own = conflict.repairs[n::ways]
        if all(_is_plain(case.documents[r.document], r.span, r.text) for r in own):
            offers.append((own[0].description, tuple(_offered(case, r) for r in own)))
    offered = {edits: description for description, edits in reversed(offers)}
    for letter, (edits, description) in zip(_LETTERS, reversed(list(offered.items())), strict=False):
        yield Repair(letter=letter, edits=edits, description=description)


def _of_sides(case: Case, conflict: Conflict, finding: Finding) -> Iterator[Repair]:
    found = {kept: repair for kept in range(len(conflict.sides)) if (repair := _keeping(case, conflict, kept))}
    yield from (found[kept] for kept in sorted(found, key=lambda kept: (kept == finding.suspect, kept)))


def _keeping(case: Case, conflict: Conflict, kept: int) -> Repair | None:
    """The repair that takes one side for right; none where an edit is not sure to leave the text whole."""
    wrong = [side for n, side in enumerate(conflict.sides) if n != kept]
    places = [place for side in wrong for place in value_spans(side)]
    given = {(r.document, r.span): r for r in conflict.repairs}
    if all(place in given for place in places):
        offered = [given[place] for place in places]
        edits: list[Edit | None] = [_offered(case, r) for r in offered]
        if not all(_is_plain(case.documents[r.document], r.span, r.text) for r in offered):
            return None
        description = offered[0].description if len(offered) == 1 else ""
    else:
        if (
            conflict.repairs
            or not conflict.of_one_thing
            or len(conflict.sides) != 2
            or not _can_be_exchanged(case, wrong[0], conflict.sides[kept])
        ):
            return None
        edits = list(_edits(case, wrong[0], conflict.sides[kept]))
        description = ""
    if not edits or None in edits:
        return None
    label = conflict.sides[kept].label
    return Repair(
        letter=_LETTERS[kept],
        edits=tuple(edit for edit in edits if edit is not None),
        description=description or f"{label} is right: write it in {_listed([d for d, _ in places])}",
    )


def _listed(documents: Sequence[str]) -> str:
    paths = list(dict.fromkeys(documents))
    return paths[0] if len(paths) == 1 else f"{len(paths)} documents"


def _edits(case: Case, wrong: ConflictSide, right: ConflictSide) -> Iterator[Edit | None]:
    """What every value of the wrong side becomes; none in place of one that is not safe."""
    model = next((e for e in right.evidence if e.values), None)
    new = _model(case, model) if model is not None else None
    if new is None:
        yield None
        return
    seen = set()
    for evidence in wrong.evidence:
        for span in evidence.values:
            if (evidence.document, span) not in seen:
                seen.add((evidence.document, span))
                yield _edit(case, (evidence.document, span), value_at(case, evidence, span), new)


@dataclass(frozen=True, slots=True)
class _Model:
    """What is to be written."""

    value: Value
    words: str = ""
    """As it stands on the side that is kept."""
    is_year_said: bool = True
    verbatim: bool = False
    """Whether the words say more than the value: `the end of August`."""


def _model(case: Case, evidence: Evidence) -> _Model | None:
    value, timex = value_at(case, evidence, evidence.values[0]), timex_at(case, evidence, evidence.values[0])
    if value is None:
        return None
    words = " ".join(case.documents[evidence.document].quote(evidence.values[0]).split())
    if timex is None or timex.parts is None:
        return _Model(value, words)
    verbatim = timex.modifier is not None or bool(_PART_OF.match(timex.text))
    return _Model(value, words, is_year_said=timex.parts.year is not None, verbatim=verbatim)


def _edit(case: Case, place: tuple[str, Span], old: Value | None, new: _Model) -> Edit | None:
    """The new value in the form of the old one, else in the words of the other side; none if neither is safe."""
    document = case.documents[place[0]]
    like = document.quote(place[1])
    text = None
    if isinstance(new.value, DateValue) and isinstance(old, DateValue):
        text = (new.words if is_english(like) else None) if new.verbatim else _date(new, old, like)
    elif isinstance(new.value, Quantity) and isinstance(old, Quantity):
        text = number_written_like(new.value, new.words, old, like) or new.words
    if not text or text == like or not _is_plain(document, place[1], text):
        return None
    return Edit(document=document.path, span=place[1], text=_with_breaks(text, like))


def _date(new: _Model, old: DateValue, like: str) -> str | None:
    value = new.value
    assert isinstance(value, DateValue)
    if not new.is_year_said:
        value = in_year_of(value, old)
    text = date_written_like(value, old, like)
    if text is not None or old.extended or not new.is_year_said or not is_english(like):
        return text
    return (
        dates.describe(value) if value.granularity in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR) else None
    )


def _offered(case: Case, repair: ConflictRepair) -> Edit:
    """The edit that a check offers, with the line breaks of what it replaces."""
    text = _with_breaks(repair.text, case.documents[repair.document].quote(repair.span))
    return Edit(document=repair.document, span=repair.span, text=text)


def _with_breaks(text: str, like: str) -> str:
    """The text broken into lines where the one is that it replaces, if both have as many words."""
    words, gaps = text.split(), re.findall(r"\s+", like)
    if not any("\n" in gap or "\r" in gap for gap in gaps) or len(gaps) != len(words) - 1:
        return text
    return "".join(word + gap for word, gap in zip(words, [*gaps, ""], strict=True))


def _is_plain(document: Document, span: Span, text: str) -> bool:
    """Whether neither what goes nor what comes holds signs that mean something to the document's format."""
    like = document.quote(span)
    if _MARKUP.search(like) or _MARKUP.search(text):
        return False
    return document.format not in _DATA or not _MARKUP_OF_DATA.search(text) or bool(_MARKUP_OF_DATA.search(like))


def _can_be_exchanged(case: Case, wrong: ConflictSide, right: ConflictSide) -> bool:
    """Whether the values bound their clauses alike, and the wrong one stands in no heading that more hangs on."""
    claims = [[c for e in side.evidence if (c := _claim(case, e)) is not None] for side in (wrong, right)]
    excluded = {c.timex is not None and c.timex.relation is Relation.BEFORE for own in claims for c in own}
    return not any(c.headed for c in claims[0]) and len(excluded) < 2


def _claim(case: Case, evidence: Evidence) -> Claim | None:
    return case.claims.get(evidence.claim) if evidence.claim is not None else None
