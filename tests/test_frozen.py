"""Records of `factcheck.frozen` do what those of `dataclasses` do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field

import pytest

from factcheck.frozen import dataclass, maker, positional_maker, replace, stands_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Boat:
    name: str
    length: int = 12
    crew: tuple[str, ...] = ()
    owners: list[str] = field(default_factory=list)
    seen: int = field(default=0, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Berth:
    number: int
    note: str = field(default="", hash=False)


class Barge(Boat):
    __slots__ = ("load",)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Ferry(Boat):
    cars: int = 0


def test_a_record_is_made_compared_and_shown() -> None:
    boat = Boat(name="Tern", crew=("Ida",))
    assert (boat.name, boat.length, boat.crew, boat.owners, boat.seen) == ("Tern", 12, ("Ida",), [], 0)
    assert boat == Boat(name="Tern", crew=("Ida",), seen=3)
    assert boat != Boat(name="Tern")
    assert boat != ("Tern", 12, ("Ida",), [])
    assert repr(boat) == "Boat(name='Tern', length=12, crew=('Ida',), owners=[])"
    assert Boat(name="a").owners is not Boat(name="a").owners
    assert hash(Berth(4, "x")) == hash(Berth(4, "y")) == hash((4,))
    assert Berth(4).__match_args__ == ("number", "note")


def test_a_maker_makes_what_the_class_makes() -> None:
    make_boat, make_berth = maker(Boat), maker(Berth)
    assert make_boat(name="Tern", crew=("Ida",)) == Boat(name="Tern", crew=("Ida",))
    assert make_boat(name="Tern").owners is not make_boat(name="Tern").owners
    assert type(make_berth(4)) is Berth
    assert make_berth(4, "x") == Berth(4, "x")
    with pytest.raises(TypeError, match="name"):
        make_boat()  # type: ignore[call-arg]
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_berth(4).number = 5  # type: ignore[misc]
    assert maker(Ferry) is Ferry


def test_a_positional_maker_takes_all_fields_in_their_order() -> None:
    make = positional_maker(Boat)
    assert make is not None
    assert make("Tern", 9, ("Ida",)) == Boat(name="Tern", length=9, crew=("Ida",))
    assert make("Tern") == Boat(name="Tern")
    with pytest.raises(TypeError):
        make()
    assert positional_maker(Ferry) is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cargo:
    kind: str = ""
    tons: int
    note: str = "none"


def test_a_field_before_one_that_must_be_given_must_be_given() -> None:
    make = positional_maker(Cargo)
    assert make is not None
    assert make("salt", 4) == Cargo(kind="salt", tons=4)
    with pytest.raises(TypeError):
        make("salt")


def test_what_stands_for_a_record_is_altered_as_it_says() -> None:
    class Model:
        pass

    stands_for(Model, lambda _, changes: Boat(**{"name": "Tern", **changes}))
    assert replace(Model(), length=3) == Boat(name="Tern", length=3)


def test_a_record_does_not_change() -> None:
    berth = Berth(4)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'number'"):
        berth.number = 5  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'number'"):
        del berth.number
    assert berth.number == 4


@pytest.mark.parametrize(
    ("given", "told"),
    [({}, "missing 1 required"), ({"name": "a", "sail": 1}, "unexpected keyword")],
)
def test_wrong_fields_are_refused(given: dict[str, object], told: str) -> None:
    with pytest.raises(TypeError, match=told):
        Boat(**given)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        Boat("Tern")  # type: ignore[misc]


def test_a_record_is_altered() -> None:
    boat = Boat(name="Tern", owners=["Ada"])
    other = replace(boat, length=9)
    assert (other.name, other.length, other.owners) == ("Tern", 9, ["Ada"])
    assert type(other) is Boat
    assert boat.length == 12
    assert replace(boat, length=9) == dataclasses.replace(boat, length=9)
    with pytest.raises((TypeError, AttributeError)):
        replace(boat, sail=1)  # type: ignore[call-arg]


def test_a_record_is_pickled_and_copied() -> None:
    boat = Boat(name="Tern", owners=["Ada"], seen=2)
    for other in (pickle.loads(pickle.dumps(boat)), copy.copy(boat), copy.deepcopy(boat)):
        assert other == boat
        assert other.seen == 2
        assert type(other) is Boat


def test_classes_made_of_a_record() -> None:
    barge = Barge(name="Ox", length=30)
    assert (type(barge), barge.length, barge.owners) == (Barge, 30, [])
    assert barge != Boat(name="Ox", length=30)
    ferry = Ferry(name="Elk", cars=8)
    assert (ferry.cars, ferry.length, replace(ferry, cars=9).cars) == (8, 12, 9)
    assert dataclasses.asdict(Berth(4)) == {"number": 4, "note": ""}
