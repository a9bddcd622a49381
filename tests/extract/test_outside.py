"""The seam for extractors from outside: what they add, and that nothing they do wrong does harm."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from factcheck.errors import Problem, UsageError
from factcheck.extract import extract
from factcheck.extract.outside import with_claims, with_mentions, with_sharper_drafts
from factcheck.model.claim import ClaimType
from factcheck.model.extraction import DraftClaim, Extraction
from factcheck.model.mention import NameKind, NameMention
from factcheck.pipeline import check, claims_of
from factcheck.read import read_text

TEXT = "The kiln in Skagen was lit on 3 May 1998. It burned 40 t of coal."
DOCUMENT = read_text("kiln.md", TEXT)
BUILT_IN = extract(DOCUMENT)


@dataclass
class Toy:
    """An extractor made of functions."""

    add: Callable[[Extraction], Extraction] = lambda found: found
    give: Callable[[Extraction], Iterable[DraftClaim]] = lambda found: ()
    name: str = "toy"
    calls: list[str] = field(default_factory=list)

    def mentions(self, found: Extraction) -> Extraction:
        self.calls.append("mentions")
        return self.add(found)

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        self.calls.append("claims")
        return self.give(found)


@dataclass
class Sharp(Toy):
    """One that sharpens, too."""

    sharpen: Callable[[Extraction], Sequence[DraftClaim]] = lambda found: found.drafts

    def sharpened(self, found: Extraction) -> Sequence[DraftClaim]:
        self.calls.append("sharpened")
        return self.sharpen(found)


def draft(**changes: Any) -> DraftClaim:
    base = DraftClaim(block=0, start=0, end=18, value_start=12, value_end=18, type=ClaimType.PLACE, words="Skagen", predicate="stand", extractor="toy/place")  # fmt: skip
    return replace(base, **changes)


def test_a_mention_that_was_added_takes_part_in_the_drafts() -> None:
    kiln = NameMention(start=4, end=8, text="kiln", kind=NameKind.THING)

    found = extract(DOCUMENT, [Toy(add=lambda f: replace(f, names={0: (kiln, *f.names[0])}))])

    assert found.problems == ()
    assert any(d.subject_names[:1] == ("kiln",) for d in found.drafts if d.type is ClaimType.DATE)


def test_claims_stand_behind_the_others() -> None:
    found = extract(DOCUMENT, [Toy(give=lambda f: [draft()])])

    assert (*BUILT_IN.drafts, draft()) == found.drafts
    claim = next(
        c
        for c in claims_of([DOCUMENT], extractors=[Toy(give=lambda f: [draft()])]).claims
        if c.extractor == "toy/place"
    )
    assert ("The kiln in Skagen", "Skagen") == (claim.quote, claim.text_value)
    assert DOCUMENT.quote(claim.value_span) == "Skagen"


def test_the_order_of_calls() -> None:
    first, second = Sharp(), Toy()
    second.calls = first.calls

    extract(DOCUMENT, [first, second])

    assert ["mentions", "mentions", "sharpened", "claims", "claims"] == first.calls


def test_drafts_are_sharpened() -> None:
    found = extract(DOCUMENT, [Sharp(sharpen=lambda f: [replace(d, subject="the kiln") for d in f.drafts])])

    assert {"the kiln"} == {d.subject for d in found.drafts}
    assert len(BUILT_IN.drafts) == len(found.drafts)


def fails(*_: Any) -> Any:
    raise KeyError("lost")


OTHER = read_text("other.md", TEXT)


@pytest.mark.parametrize(
    ("add", "told"),
    [
        (fails, "KeyError: 'lost'"),
        (lambda f: None, "AttributeError"),
        (lambda f: replace(f, document=OTHER), "another document"),
        (lambda f: replace(f, names={}), "left out the mentions of some blocks"),
        (lambda f: replace(f, names={0: (NameMention(start=60, end=99, text="?"),)}), "60:99 lies outside"),
        (lambda f: replace(f, names={0: (NameMention(start=4, end=4, text=""),)}), "4:4 lies outside"),
        (lambda f: replace(f, names={7: ()}), "left out the mentions of some blocks"),
    ],
)
def test_mentions_that_go_wrong(add: Callable[[Extraction], Extraction], told: str) -> None:
    found = with_mentions(Toy(add=add), BUILT_IN)

    assert replace(found, problems=()) == BUILT_IN
    assert told in found.problems[0].message
    assert ("kiln.md", False) == (found.problems[0].path, found.problems[0].fatal)


@pytest.mark.parametrize(
    ("give", "told"),
    [
        (fails, "KeyError"),
        (lambda f: 3, "TypeError"),
        (lambda f: (fails() for _ in "a"), "KeyError"),
        (lambda f: [draft(), draft(end=99)], "0:99"),
        (lambda f: [draft(value_end=12)], "does not lie inside"),
        (lambda f: [draft(block=5)], "IndexError"),
        (lambda f: [draft(timex=9)], "the time 9, and its block has 1"),
        (lambda f: [draft(quantity=-1)], "the quantity -1"),
        (lambda f: [draft(type=ClaimType.DATE)], "of the type date has no date"),
        (lambda f: [draft(type=ClaimType.QUANTITY)], "of the type quantity has no quantity"),
    ],
)
def test_claims_that_go_wrong(give: Callable[[Extraction], Any], told: str) -> None:
    found = with_claims(Toy(give=give), BUILT_IN)

    assert replace(found, problems=()) == BUILT_IN
    assert told in found.problems[0].message


@pytest.mark.parametrize(
    "sharpen",
    [
        fails,
        lambda f: (),
        lambda f: f.drafts[::-1],
        lambda f: (*f.drafts, f.drafts[0]),
        lambda f: [replace(d, value_start=d.value_start + 1) for d in f.drafts],
        lambda f: [replace(d, type=ClaimType.TEXT) for d in f.drafts],
        lambda f: [replace(d, start=d.value_start + 1) for d in f.drafts],
    ],
)
def test_sharpening_that_goes_wrong(sharpen: Callable[[Extraction], Any]) -> None:
    found = with_sharper_drafts(Sharp(sharpen=sharpen), BUILT_IN)

    assert replace(found, problems=()) == BUILT_IN
    assert len(found.problems) == 1


def test_the_problems_of_its_own_are_told_with_the_path() -> None:
    def refuse(found: Extraction) -> Extraction:
        raise UsageError(Problem(message="the endpoint is down", remedy="start it"), Problem(message="two", path="x"))

    report = check([DOCUMENT, OTHER], (), extractors=[Toy(add=refuse)])

    assert ["kiln.md", "x", "other.md", "x"] == [p.path for p in report.problems]
    assert len(report.claims) == 2 * len(BUILT_IN.drafts)
