"""One fact in two formats: ten properties of three houses in fourteen formats, each pair of formats with one value changed.

    python tests/benchmarks/formats.py [--verbose]

A pair is found when a finding has places in both documents. The same pair with equal values must give no finding at all.
`tests/test_pairs_of_formats.py` holds the counts against floors.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check_texts

HOUSES = ("Harrow Gallery", "Tollgate Museum", "Millbrook Hall")
MONTHS = (
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Property:
    """A property of each house, another value for the second, and a sentence that tells it."""

    label: str
    values: tuple[str, str, str]
    changed: str
    sentence: str
    is_date: bool = False
    is_count: bool = False

    def shown(self, value: str) -> str:
        """The value as people write it."""
        if not self.is_date:
            return value
        year, month, day = value.split("-")
        return f"{int(day)} {MONTHS[int(month) - 1]} {year}"

    def plain(self, value: str) -> str:
        """The value as data files hold it."""
        return value.replace(",", "") if self.is_count else value

    @property
    def key(self) -> str:
        return self.label.lower().replace(" in ", " ").replace(" ", "_")


PROPERTIES = (
    Property("Opened", ("1987-05-16", "1992-09-03", "2004-11-21"), "1992-09-13", "{house} opened on {value}.", is_date=True),
    Property("Capacity", ("320", "145", "860"), "415", "{house} has a capacity of {value}.", is_count=True),
    Property("Admission", ("£8.50", "£6.00", "£12.75"), "£9.00", "Admission to {house} is {value}."),
    Property("Director", ("Ann Pellow", "Ruth Tarrant", "Owen Brask"), "Clara Venn", "The director of {house} is {value}."),
    Property("Architect", ("Ada Lorne", "Piet Maartens", "Ines Calder"), "Hugo Rendle", "{house} was designed by {value}."),
    Property("Town", ("Askerby", "Norwick", "Sallowfield"), "Brannock", "{house} is in {value}."),
    Property("Height", ("24 m", "17 m", "31 m"), "27 m", "{house} is {value} high."),
    Property("Applications close", ("2026-03-14", "2026-04-02", "2026-05-30"), "2026-04-22", "Applications to {house} close on {value}.", is_date=True),
    Property("Visitors in 2024", ("48,200", "12,750", "103,400"), "17,250", "In 2024 {house} had {value} visitors.", is_count=True),
    Property("Loan period", ("three weeks", "ten days", "two months"), "fourteen days", "The loan period of {house} is {value}."),
)  # fmt: skip

Values = Sequence[str]
Document = tuple[str, str]
Format = Callable[[Property, Values], Document]


def _rows(values: Values) -> Iterator[tuple[str, str]]:
    return zip(HOUSES, values, strict=True)


def yaml_list(p: Property, values: Values) -> Document:
    rows = (f"  - id: h{n}\n    name: {h}\n    {p.key}: {p.plain(v)}\n" for n, (h, v) in enumerate(_rows(values)))
    return "list.yaml", "houses:\n" + "".join(rows)


def yaml_mapping(p: Property, values: Values) -> Document:
    return "map.yaml", "houses:\n" + "".join(f"  {h}:\n    {p.key}: {p.plain(v)}\n" for h, v in _rows(values))


def json_list(p: Property, values: Values) -> Document:
    rows = [{"name": h, p.key: int(p.plain(v)) if p.is_count else v} for h, v in _rows(values)]
    return "list.json", json.dumps({"houses": rows}, indent=1, ensure_ascii=False) + "\n"


def toml_tables(p: Property, values: Values) -> Document:
    def value(v: str) -> str:
        return p.plain(v) if p.is_date or p.is_count else f'"{v}"'

    return "list.toml", "".join(f'[[house]]\nname = "{h}"\n{p.key} = {value(v)}\n\n' for h, v in _rows(values))


def csv_rows(p: Property, values: Values) -> Document:
    return "list.csv", f"Name,{p.label}\n" + "".join(f'{h},"{v}"\n' for h, v in _rows(values))


def markdown_table(p: Property, values: Values) -> Document:
    rows = "".join(f"| {h} | {p.shown(v)} |\n" for h, v in _rows(values))
    return "table.md", f"# Our houses\n\n| House | {p.label} |\n|---|---|\n{rows}"


def html_table(p: Property, values: Values) -> Document:
    rows = "".join(f"<tr><td>{h}</td><td>{p.shown(v)}</td></tr>" for h, v in _rows(values))
    head = f"<tr><th>House</th><th>{p.label}</th></tr>"
    return "table.html", f"<html><body><h1>Our houses</h1><table>{head}{rows}</table></body></html>\n"


def markdown_list(p: Property, values: Values) -> Document:
    return "items.md", "# Our houses\n\n" + "".join(f"- **{h}** – {p.label}: {p.shown(v)}\n" for h, v in _rows(values))


def markdown_sections(p: Property, values: Values) -> Document:
    sections = "".join(f"## {h}\n\n- {p.label}: {p.shown(v)}\n\n" for h, v in _rows(values))
    return "sections.md", f"# Our houses\n\n{sections}"


def html_definitions(p: Property, values: Values) -> Document:
    sections = "".join(f"<h2>{h}</h2><dl><dt>{p.label}</dt><dd>{p.shown(v)}</dd></dl>" for h, v in _rows(values))
    return "sections.html", f"<html><body><h1>Our houses</h1>{sections}</body></html>\n"


def text_pairs(p: Property, values: Values) -> Document:
    return "houses.txt", "\n\n".join(f"{h.upper()}\n\n{p.label}: {p.shown(v)}" for h, v in _rows(values)) + "\n"


def front_matter(p: Property, values: Values) -> Document:
    text = f"---\ntitle: {HOUSES[1]}\n{p.key}: {p.plain(values[1])}\n---\n\nA house in the north of the county.\n"
    return "tollgate.md", text


def story(p: Property, values: Values) -> Document:
    sentences = (p.sentence.format(house=h, value=p.shown(v)) for h, v in _rows(values))
    return "story.md", f"# A visit\n\n{' '.join(sentences)}\n"


def own_page(p: Property, values: Values) -> Document:
    told = p.sentence.format(house=HOUSES[1], value=p.shown(values[1]))
    return "own.md", f"# {HOUSES[1]}\n\nIt stands at the end of the lane. {told}\n"


FORMATS: tuple[Format, ...] = (
    yaml_list, yaml_mapping, json_list, toml_tables, csv_rows, markdown_table, html_table, markdown_list,
    markdown_sections, html_definitions, text_pairs, front_matter, story, own_page,
)  # fmt: skip


@dataclass(slots=True)
class Outcome:
    """What came out for one property."""

    tried: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)


def outcome_of(p: Property) -> Outcome:
    """Every pair of formats, once with the second house's value changed in one of them and once without."""
    rules, _ = load_rules()
    changed = (p.values[0], p.changed, p.values[2])
    outcome = Outcome()
    for one, other in itertools.combinations(FORMATS, 2):
        names = one.__name__, other.__name__
        found = check_texts(dict((one(p, p.values), other(p, changed))), rules).findings
        outcome.tried += 1
        if not any(len({place.document for place in finding.places}) > 1 for finding in found):
            outcome.missed.append(names)
        for finding in check_texts(dict((one(p, p.values), other(p, p.values))), rules).findings:
            outcome.false.append((*names, finding.message))
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--verbose", action="store_true", help="list what is not found")
    arguments = parser.parse_args()
    found, tried, missed = 0, 0, Counter[str]()
    for p in PROPERTIES:
        outcome = outcome_of(p)
        tried += outcome.tried
        found += outcome.tried - len(outcome.missed)
        missed.update(name for names in outcome.missed for name in names)
        print(f"{p.label}: {outcome.tried - len(outcome.missed)} of {outcome.tried}, false {len(outcome.false)}")
        for item in (*outcome.false, *(outcome.missed if arguments.verbose else ())):
            print(f"  {', '.join(item)}")
    print(f"missed by format: {', '.join(f'{name} {n}' for name, n in missed.most_common())}")
    print(f"found: {found} of {tried}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
