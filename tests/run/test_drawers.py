"""What stands for claims and pairs in a file is as good as they are: equal, hashed alike, changed and packed like them."""

from __future__ import annotations

import pickle

import pytest

from factcheck.align import align
from factcheck.frozen import replace
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim
from factcheck.model.keeping import Keeping
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.run import claim_shelf, pair_shelf
from factcheck.run.claim_shelf import ClaimShelf
from factcheck.run.drawers import StandIn
from factcheck.run.packing import pack_records, unpack_records
from factcheck.run.pair_shelf import PairShelf
from factcheck.run.spool import Spool

PAGES = {
    "mill.md": "# Tarn mill\n\nTarn mill was built on 2 June 1866 and grinds 340 sacks a week. It closed on 9 May 1911.\n",
    "guide.md": "Tarn mill was built on 2 June 1868. It grinds 430 sacks a week, and its wheel measures 6.5 m.\n",
    "grants.md": "# Grants\n\n| Step | Date |\n|---|---|\n| Award | 3 March 2021 |\n\nThe report must be sent in within 30 days of the award.\n",
}


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    return claims_of([read_text(path, text) for path, text in PAGES.items()]).claims


@pytest.fixture(scope="module")
def pairs(claims: tuple[Claim, ...]) -> tuple[Pair, ...]:
    return align(claims).pairs


@pytest.fixture(params=[1, 100])
def spool(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Spool:
    monkeypatch.setattr(claim_shelf, "_OPEN", request.param)
    monkeypatch.setattr(pair_shelf, "_OPEN", request.param)
    monkeypatch.setattr(pair_shelf, "_TOGETHER", 2)
    return Spool()


def test_claims_come_back(claims: tuple[Claim, ...], spool: Spool) -> None:
    kept = list(ClaimShelf(spool)(claims))
    assert len(claims) > 6
    assert all(isinstance(claim, StandIn) for claim in kept)
    assert kept == list(claims)
    assert list(claims) == kept
    assert [hash(claim) for claim in kept] == [hash(claim) for claim in claims]
    assert [repr(claim) for claim in kept] == [repr(claim) for claim in claims]
    assert [claim.quote for claim in reversed(kept)] == [claim.quote for claim in reversed(claims)]
    assert kept[0] != kept[1]
    assert kept[0] != claims[1]
    assert kept[0] != "a claim"


def test_pairs_come_back(pairs: tuple[Pair, ...], spool: Spool) -> None:
    kept = list(PairShelf(spool)(pairs))
    assert pairs
    assert all(isinstance(pair, StandIn) for pair in kept)
    assert kept == list(pairs)
    assert [pair.levels for pair in kept] == [pair.levels for pair in pairs]
    assert [hash(pair) for pair in kept] == [hash(pair) for pair in pairs]
    assert replace(kept[0], score=0.5) == replace(pairs[0], score=0.5)


def test_what_stands_for_a_claim_stays_on_the_shelf(claims: tuple[Claim, ...], spool: Spool) -> None:
    shelf = ClaimShelf(spool)
    kept = list(shelf(claims))
    assert all(again is claim for again, claim in zip(shelf(kept), kept, strict=True))
    mixed = [replace(claim, shown="so") if number % 2 else claim for number, claim in enumerate(kept)]
    assert [type(claim) is Claim for claim in mixed] == [bool(number % 2) for number in range(len(mixed))]
    assert list(shelf(mixed)) == mixed


def test_a_changed_claim_is_a_claim(claims: tuple[Claim, ...], spool: Spool) -> None:
    for kept, claim in zip(ClaimShelf(spool)(claims), claims, strict=True):
        assert replace(kept, quote="", value=None) == replace(claim, quote="", value=None)
        numbered = replace(kept, id=77)
        assert isinstance(numbered, StandIn)
        assert numbered == replace(claim, id=77)
        assert numbered != kept
        assert replace(numbered, quote="") == replace(claim, id=77, quote="")


def test_nothing_of_it_can_be_assigned(claims: tuple[Claim, ...], spool: Spool) -> None:
    kept = next(iter(ClaimShelf(spool)(claims)))
    for name in ("id", "quote", "other"):
        with pytest.raises(AttributeError):
            setattr(kept, name, "x")


def test_packed_and_pickled_it_is_what_it_stands_for(
    claims: tuple[Claim, ...], pairs: tuple[Pair, ...], spool: Spool
) -> None:
    kept = (tuple(ClaimShelf(spool)(claims)), tuple(PairShelf(spool)(pairs)))
    for again in (unpack_records(pack_records(kept)), pickle.loads(pickle.dumps(kept))):
        assert again == (claims, pairs)
        assert all(type(claim) is Claim for claim in again[0])


def test_without_room_they_stay_in_memory(claims: tuple[Claim, ...], pairs: tuple[Pair, ...], spool: Spool) -> None:
    spool.notes.append(None)  # type: ignore[arg-type] -- as when the disk has become full
    assert all(kept is claim for kept, claim in zip(ClaimShelf(spool)(claims), claims, strict=True))
    assert all(kept is pair for kept, pair in zip(PairShelf(spool)(pairs), pairs, strict=True))


def test_what_is_counted_from_an_event_is_kept_too(spool: Spool, claims: tuple[Claim, ...]) -> None:
    keeping = Keeping(claims=ClaimShelf(spool), pairs=PairShelf(spool))
    kept = claims_of([read_text(path, text) for path, text in PAGES.items()], keeping=keeping).claims
    assert kept == claims
    assert all(isinstance(claim, StandIn) for claim in kept)
    assert any("of the award" in claim.shown for claim in kept)
