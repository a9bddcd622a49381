"""One property under several labels, and two properties of one thing: what labels bring together, and what they must not.

    python tests/benchmarks/labels.py [--verbose]

Of each group of labels and sentences that say the same, every two in two formats get two values: a finding with places in both
documents is due. Of each pair of labels that say two things, in three formats, both have values of their own, some of
which differ by a digit: no finding may come of it. `tests/test_labels.py` holds the counts against floors.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from formats import Document, Format, Property, front_matter, markdown_sections, markdown_table, own_page, yaml_list

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

Three = tuple[str, str, str]
DAYS: Three = ("1987-05-16", "1992-09-03", "2004-11-21")
LAST_DAYS: Three = ("2026-03-14", "2026-04-02", "2026-05-30")
PRICES: Three = ("£8.50", "£6.00", "£12.75")
COUNTS: Three = ("320", "145", "860")
METRES: Three = ("24 m", "17 m", "31 m")
PEOPLE: Three = ("Ann Pellow", "Ruth Tarrant", "Owen Brask")
OTHERS: Three = ("Ada Lorne", "Piet Maartens", "Ines Calder")
TOWNS: Three = ("Askerby", "Norwick", "Sallowfield")
LENGTHS: Three = ("three weeks", "ten days", "two months")


@dataclass(frozen=True, slots=True)
class Group:
    """Labels and sentences for one property, values of the three houses, and another one for the second."""

    name: str
    values: Three
    changed: str
    labels: Sequence[str]
    sentences: Sequence[str]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two labels for two properties, each with its values."""

    labels: tuple[str, str]
    values: tuple[Three, Three]


GROUPS = (
    Group("opening", DAYS, "1992-09-13", ("Opened", "Opening date", "Date of opening", "Inaugurated"), ("{house} opened on {value}.", "{house} has been open since {value}.")),
    Group("founding", DAYS, "1992-09-13", ("Founded", "Established", "Date founded"), ("{house} was founded on {value}.", "{house} was set up on {value}.")),
    Group("release", DAYS, "1992-09-13", ("Released", "Release date", "Published", "Launched"), ("{house} was released on {value}.", "{house} came out on {value}.")),
    Group("last day", LAST_DAYS, "2026-04-22", ("Applications close", "Closing date", "Deadline", "Apply by"), ("You can apply to {house} until {value}.", "The deadline for applications to {house} is {value}.")),
    Group("validity", LAST_DAYS, "2026-04-22", ("Expires", "Valid until", "Expiry date"), ("{house} expires on {value}.", "{house} is valid until {value}.")),
    Group("price", PRICES, "£9.00", ("Price", "Cost", "Fee", "Admission", "Entrance fee", "Charge"), ("{house} costs {value}.", "The price of {house} is {value}.")),
    Group("capacity", COUNTS, "415", ("Capacity", "Seats", "Number of seats", "Seating capacity"), ("{house} has a capacity of {value}.", "{house} has {value} seats.")),
    Group("staff", COUNTS, "415", ("Employees", "Staff", "Number of employees", "Headcount"), ("{house} has {value} employees.", "{house} employs {value} people.")),
    Group("height", METRES, "27 m", ("Height", "Total height", "Overall height"), ("{house} is {value} high.", "The height of {house} is {value}.")),
    Group("length", METRES, "27 m", ("Length", "Total length", "Distance"), ("{house} is {value} long.", "The length of {house} is {value}.")),
    Group("duration", LENGTHS, "fourteen days", ("Duration", "Length", "Lasts"), ("{house} lasts {value}.", "The duration of {house} is {value}.")),
    Group("architect", PEOPLE, "Clara Venn", ("Architect", "Designer", "Designed by"), ("{house} was designed by {value}.", "{value} designed {house}.")),
    Group("founder", PEOPLE, "Clara Venn", ("Founder", "Founded by"), ("{house} was founded by {value}.", "{value} founded {house}.")),
    Group("place", TOWNS, "Brannock", ("Town", "City", "Location"), ("{house} is in {value}.", "{house} is located in {value}.")),
)  # fmt: skip
_LATER, _DEARER, _MORE, _LONGER = (
    ("1987-06-16", "1992-09-13", "2004-12-21"), ("£18.50", "£9.00", "£22.75"), ("335", "165", "890"), ("four weeks", "fourteen days", "three months"),
)  # fmt: skip
_TALLER, _DUE, _ELSEWHERE = (
    ("26 m", "27 m", "36 m"), ("2026-04-14", "2026-04-22", "2026-06-30"), ("Brannock", "Ormsby", "Tarnbeck"),
)  # fmt: skip


def _contrasts() -> Iterator[Contrast]:
    told: Sequence[tuple[Three, Three, str]] = (
        (DAYS, _LATER, "Opened/Founded, Opened/Closed, Opened/Renovated, Released/Announced, Start/End"),
        (LAST_DAYS, _DUE, "Applications open/Applications close, Deadline/Decision, Valid from/Valid until, Release date/End of support"),
        (PRICES, _DEARER, "Price/Membership fee, Adult price/Child price, Price/Deposit, Admission/Parking charge, Ticket price/Booking fee, Rent/Price, Cost/Grant, Weekday rate/Weekend rate"),
        (COUNTS, _MORE, "Capacity/Standing places, Seats/Tables, Employees/Volunteers, Visitors in 2023/Visitors in 2024, Rooms/Beds, Population/Households"),
        (METRES, _TALLER, "Height/Length, Length/Width, Height/Depth, Length/Draught"),
        (PEOPLE, OTHERS, "Director/Deputy director, Architect/Engineer, Director/Founder, Author/Illustrator, Chair/Treasurer, Owner/Manager"),
        (TOWNS, _ELSEWHERE, "Town/Birthplace, Headquarters/Founded in, Town/Nearest station, City/County"),
        (LENGTHS, _LONGER, "Loan period/Renewal period, Duration/Warranty, Delivery time/Return period, Notice period/Trial period"),
    )  # fmt: skip
    for own, other, pairs in told:
        for pair in pairs.split(", "):
            one, two = pair.split("/")
            yield Contrast((one, two), (own, other))


CONTRASTS = tuple(_contrasts())


def _property(label: str, values: Three, sentence: str = "") -> Property:
    return Property(label, values, "", sentence, is_date="-" in values[0], is_count=values[0].isdigit())


def _told(group: Group, changed: bool) -> Iterator[tuple[str, str, Document]]:
    """Every way to state a property: its kind, its words and the document."""
    values = (group.values[0], group.changed, group.values[2]) if changed else group.values
    for label in group.labels:
        yield "table", label, markdown_table(_property(label, values), values)
        yield "sections", label, markdown_sections(_property(label, values), values)
    for sentence in group.sentences:
        yield "sentence", sentence, own_page(_property("", values, sentence), values)


def missed_of(group: Group) -> tuple[int, list[tuple[str, str]]]:
    """How many pairs of two kinds there are, and those of which nothing is found."""
    rules, _ = load_rules()
    tried, missed = 0, []
    for one, other in itertools.product(_told(group, False), _told(group, True)):
        if one[0] >= other[0]:
            continue
        tried += 1
        texts = {f"a_{one[2][0]}": one[2][1], f"b_{other[2][0]}": other[2][1]}
        if not any(len({p.document for p in f.places}) > 1 for f in check_texts(texts, rules).findings):
            missed.append((f"{one[0]}: {one[1]}", f"{other[0]}: {other[1]}"))
    return tried, missed


def false_of(contrast: Contrast) -> list[str]:
    """The findings about two properties, in every order of two of three formats."""
    rules, _ = load_rules()
    formats: tuple[Format, ...] = (yaml_list, markdown_table, front_matter)
    found = []
    for one, other in itertools.permutations(formats, 2):
        told = zip((one, other), contrast.labels, contrast.values, strict=True)
        made = [form(_property(label, values), values) for form, label, values in told]
        texts = {f"{number}_{path}": text for number, (path, text) in enumerate(made)}
        found += [f"{one.__name__}, {other.__name__}: {f.message}" for f in check_texts(texts, rules).findings]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="list what is not found")
    arguments = parser.parse_args()
    found = tried = 0
    for group in GROUPS:
        due, missed = missed_of(group)
        tried, found = tried + due, found + due - len(missed)
        print(f"{group.name}: {due - len(missed)} of {due}")
        for names in missed if arguments.verbose else ():
            print(f"  {', '.join(names)}")
    false = 0
    for contrast in CONTRASTS:
        for message in false_of(contrast):
            false += 1
            print(f"false: {' / '.join(contrast.labels)}: {message}")
    print(f"found: {found} of {tried}; false: {false} of {6 * len(CONTRASTS)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
