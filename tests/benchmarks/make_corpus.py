"""Makes a large corpus with known contradictions: pages of many publishers about many invented things, in varied prose.

    python tests/benchmarks/make_corpus.py FOLDER --documents 10000 --seed 1

Each document is a function of the seed and its number, so that a corpus of a million is made piece by piece and the
first pages of a larger corpus are those of a smaller one. FOLDER/docs holds the pages, FOLDER/planted.jsonl the
contradictions: what is wrong, where, and where the other pages say it otherwise. Everything in it is invented.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

PAGES = 5
"""Pages about each thing, of as many publishers."""
PLANTED = 0.4
"""Share of the things about which one page is wrong: a contradiction in twelve or thirteen documents."""

_ONSETS = [
    "b",
    "br",
    "c",
    "cl",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "sk",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_CODAS = ["", "", "l", "n", "r", "s", "th", "nd", "rk", "lm", "st", "ck"]
_PLACE_ENDS = ["by", "ford", "ham", "holm", "ington", "mere", "more", "ness", "stead", "ton", "vale", "wick"]
_FIRST = [
    "Agnes",
    "Albert",
    "Beatrix",
    "Bernard",
    "Cecil",
    "Clara",
    "Conrad",
    "Dorothea",
    "Edgar",
    "Edith",
    "Elmer",
    "Esther",
    "Felix",
    "Flora",
    "Gilbert",
    "Greta",
    "Harold",
    "Helga",
    "Hugo",
    "Ingrid",
    "Isaac",
    "Ivor",
    "Judith",
    "Julius",
    "Klara",
    "Lambert",
    "Leonora",
    "Ludwig",
    "Mabel",
    "Magnus",
    "Martha",
    "Nora",
    "Oscar",
    "Otto",
    "Paula",
    "Quentin",
    "Rosalind",
    "Rupert",
    "Selma",
    "Sigrid",
    "Stella",
    "Theodor",
    "Ursula",
    "Victor",
    "Walter",
    "Wilma",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """A sort of thing: its noun, what is measured of it, and the ways in which its facts are said."""

    noun: str
    unit: str
    least: int
    most: int
    begun: tuple[str, ...]
    opened: tuple[str, ...]
    measure: tuple[str, ...]
    maker: tuple[str, ...]
    counted: tuple[str, ...]


_SORTS = (
    Sort(
        noun="Bridge", unit="metres", least=60, most=1900,
        begun=("Work on {it} began on {d}.", "Construction of {it} started on {d}.", "The first stone of {it} was laid on {d}."),
        opened=(
            "{It} was opened to traffic on {d}.", "{It} opened on {d}.", "On {d}, {it} was opened to the public.",
            "It was on {d} that {it} opened to traffic.", "{It} has carried traffic since {d}.",
        ),
        measure=("{It} is {n} metres long.", "With a length of {n} metres, {it} is well known in the county.", "{It} has a length of {n} m."),
        maker=("{It} was designed by {p}.", "The engineer of {it} was {p}.", "{p} designed {it}."),
        counted=("About {c} vehicles cross {it} every day.", "Every day {it} carries {c} vehicles."),
    ),
    Sort(
        noun="Museum", unit="square metres", least=400, most=19000,
        begun=("{It} was founded on {d}.", "The foundation of {it} dates from {d}."),
        opened=(
            "{It} was opened on {d}.", "{It} opened its doors on {d}.", "On {d} {it} opened to visitors.",
            "The first visitors came to {it} when it opened on {d}.",
        ),
        measure=("{It} has an exhibition area of {n} square metres.", "The exhibition area of {it} is {n} m²."),
        maker=("The architect of {it} was {p}.", "{It} was designed by {p}.", "{p} designed {it}."),
        counted=("{It} holds {c} objects.", "The collection of {it} comprises {c} objects."),
    ),
    Sort(
        noun="Tower", unit="metres", least=30, most=320,
        begun=("Building work on {it} began on {d}.", "Construction of {it} began on {d}."),
        opened=("{It} was completed on {d}.", "On {d}, {it} was completed.", "Work on {it} was completed on {d}."),
        measure=("{It} is {n} metres high.", "{It} rises to a height of {n} metres.", "At {n} m, {it} can be seen from afar."),
        maker=("{It} was designed by {p}.", "The architect of {it} was {p}."),
        counted=("{It} has {c} steps.", "A climb of {c} steps leads to the top of {it}."),
    ),
    Sort(
        noun="Library", unit="square metres", least=300, most=9000,
        begun=("{It} was founded on {d}.", "On {d}, {it} was founded."),
        opened=("{It} was opened to readers on {d}.", "{It} opened on {d}.", "Since {d}, {it} has been open to readers."),
        measure=("The reading rooms of {it} cover {n} square metres.",),
        maker=("The first director of {it} was {p}.", "{p} was the first director of {it}."),
        counted=("{It} holds {c} volumes.", "The stock of {it} is {c} volumes."),
    ),
    Sort(
        noun="Reservoir", unit="hectares", least=20, most=2400,
        begun=("Work on {it} started on {d}.", "Construction of {it} began on {d}."),
        opened=("{It} was inaugurated on {d}.", "The inauguration of {it} took place on {d}.", "{It} was completed on {d}."),
        measure=("{It} covers {n} hectares.", "The surface of {it} is {n} hectares."),
        maker=("{It} was designed by {p}.", "The engineer of {it} was {p}."),
        counted=("{It} supplies {c} households.", "Water for {c} households comes from {it}."),
    ),
)  # fmt: skip
_PLAN = (
    "Applications for the {year} {noun} Fund must be received by {d}.",
    "The closing date for applications to the {year} {noun} Fund is {d}.",
    "The {year} {noun} Fund accepts applications until {d}.",
)
_WHO = (
    "most visitors", "the caretaker", "a retired teacher", "the people next door", "schoolchildren", "the night watch",
    "two volunteers", "cyclists on their way home", "the gardener", "an old photographer", "guests from abroad",
    "the town council", "a choir from the valley", "dog owners", "the last tenants", "amateur painters", "a local baker",
    "tired hikers", "the cleaning staff", "a group of pensioners", "newcomers", "the ticket seller", "friends of the house",
    "a curious journalist",
)  # fmt: skip
_DO = (
    "hardly ever mention", "like to complain about", "still talk of", "wanted to repaint", "make fun of", "take pride in",
    "never agreed on", "have grown fond of", "used to avoid", "would rather not discuss", "have stopped noticing",
    "keep asking about", "were puzzled by", "once wrote a song about", "look after", "rarely photograph", "quarrel over",
    "can describe from memory", "prefer to ignore", "are said to dislike", "dream of", "cannot stand", "often praise",
    "tell stories about",
)  # fmt: skip
_WHAT = (
    "the colour of the doors", "the smell of fresh paint", "a bench behind the hedge", "the draught in the hall",
    "the view of the northern hills", "that heavy iron gate", "the narrow stairs", "the pigeons on the roof",
    "the muddy path from the station", "the humming of the lamps", "the missing handrail", "the soup of the day",
    "the long queue in the rain", "the crooked weathercock", "the echo under the ceiling", "the lack of parking",
    "the roses along the wall", "the clock that runs slow", "the second-hand books for sale", "the old wooden sign",
    "the bats in the attic", "the quiet of early mornings", "the postcards near the till", "the worn stone floor",
)  # fmt: skip
_WHEN = (
    "when it rains", "in the evening", "after lunch", "whatever the weather", "as everybody knows", "without saying why",
    "on windy days", "to this day", "while they wait", "before going home", "as a matter of course", "with a smile",
    "if nobody listens", "at the slightest chance", "more often than not", "once the lights are out",
)  # fmt: skip
_ABOUT = ("{It} stands in {town}.", "{It} is a landmark of {town}.", "Visitors to {town} seldom miss {it}.")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What the pages are about, and what is true of it."""

    number: int
    town: str
    name: str
    sort: Sort
    begun: date
    opened: date
    measure: int
    maker: str
    counted: int
    deadline: date
    wrong_page: int
    """Which of its pages is wrong, or -1."""
    wrong_fact: str
    wrong_value: date | int | str


@dataclass(slots=True)
class Page:
    """A page while it is written, with the sentences that hold what is planted."""

    path: str
    text: str = ""
    said: dict[str, str] = field(default_factory=dict)
    """The value of each fact as it stands on the page."""


def thing(seed: int, number: int) -> Thing:
    """The thing of a number."""
    random = Random(f"{seed}/thing/{number}")
    sort = random.choice(_SORTS)
    town = _word(random).capitalize() + random.choice(_PLACE_ENDS)
    begun = date(1800, 1, 1) + timedelta(days=random.randrange(200 * 365))
    opened = begun + timedelta(days=random.randrange(300, 2500))
    measure, counted = random.randrange(sort.least, sort.most), random.randrange(210, 98_000)
    found = {"opened": opened, "begun": begun, "measure": measure, "counted": counted}
    deadline = date(2025, 1, 6) + timedelta(days=random.randrange(340))
    facts = {**found, "deadline": deadline, "weekday": opened}
    wrong_fact = random.choice(sorted(facts))
    wrong_page = random.randrange(PAGES) if random.random() < PLANTED else -1
    return Thing(
        number=number, town=town, name=f"{town} {sort.noun}", sort=sort, begun=begun, opened=opened, measure=measure,
        maker=_person(random), counted=counted, deadline=deadline, wrong_page=wrong_page, wrong_fact=wrong_fact,
        wrong_value=_slip(random, wrong_fact, facts[wrong_fact]),
    )  # fmt: skip


def _word(random: Random) -> str:
    return "".join(
        random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_CODAS) for _ in range(random.choice((2, 2, 3)))
    )


def _filler(random: Random) -> str:
    """A sentence that states nothing to compare."""
    who, do, what, when = (random.choice(part) for part in (_WHO, _DO, _WHAT, _WHEN))
    if random.random() < 0.5:
        return f"{who[:1].upper()}{who[1:]} {do} {what} {when}."
    return f"{when[:1].upper()}{when[1:]}, {who} {do} {what}."


def _person(random: Random) -> str:
    return f"{random.choice(_FIRST)} {_word(random).capitalize()}"


def _slip(random: Random, fact: str, value: date | int) -> date | int | str:
    """The value as somebody would get it wrong."""
    if isinstance(value, int):
        digits = str(value)
        swaps = [k for k in range(len(digits) - 1) if digits[k] != digits[k + 1] and not (k == 0 and digits[1] == "0")]
        if swaps:
            k = random.choice(swaps)
            return int(digits[:k] + digits[k + 1] + digits[k] + digits[k + 2 :])
        return value + 10
    if fact == "weekday":
        return _DAYS[(value.weekday() + random.randrange(1, 6)) % 7]
    if fact == "deadline":
        return value + timedelta(days=random.choice((-10, -1, 1, 7, 10)))
    if random.random() < 0.6:
        return value.replace(year=value.year + random.choice((-1, 1)), day=min(value.day, 28))
    return value + timedelta(days=random.choice((-10, -2, -1, 1, 2, 10)))


def page(seed: int, number: int) -> Page:
    """The page of a number: the thing is the same for PAGES pages, each of another publisher."""
    about = thing(seed, number // PAGES)
    nth = number % PAGES
    random = Random(f"{seed}/page/{number}")
    publisher = (about.number * 7 + nth * 13) % max(PAGES, 40)
    suffix = ("md", "md", "txt", "html", "md")[publisher % 5]
    folder = f"publisher-{publisher:02}/{about.number // 1000:04}"
    made = Page(path=f"{folder}/{about.name.lower().replace(' ', '-')}-{about.number}.{suffix}")
    facts = {name: _fact(about, name, nth) for name in ("begun", "opened", "measure", "counted", "deadline")}
    paragraphs: list[list[str]] = [[] for _ in range(5)]
    style = publisher % 4
    tested = "opened" if about.wrong_fact == "weekday" else about.wrong_fact  # stands on every page
    told = {
        "begun": (about.sort.begun, 0), "opened": (about.sort.opened, 1), "measure": (about.sort.measure, 2),
        "counted": (about.sort.counted, 3), "deadline": (_PLAN, 4),
    }  # fmt: skip
    paragraphs[0].append(random.choice(_ABOUT).format(It=about.name, it=about.name, town=about.town))
    for name, (ways, at) in told.items():
        value = facts[name]
        if name != tested and random.random() < 0.25:
            continue
        if isinstance(value, int):
            said = f"{value:,}"
        else:
            said = _dated(value, style)
            if name == "opened" and nth == about.wrong_page and about.wrong_fact == "weekday":
                said = f"{about.wrong_value}, {said}"
            elif name == "opened" and random.random() < 0.3:
                said = f"{_DAYS[value.weekday()]}, {said}"
        it = about.name if random.random() < 0.7 or not paragraphs[at] else f"the {about.sort.noun.lower()}"
        sentence = random.choice(ways).format(
            it=it, It=it[:1].upper() + it[1:], d=said, n=said, c=said, year=2025, noun=about.town
        )
        made.said["weekday" if said.startswith(str(about.wrong_value)) and about.wrong_fact == "weekday" else name] = (
            said
        )
        paragraphs[at].append(sentence)
    if random.random() < 0.6:
        paragraphs[2].append(random.choice(about.sort.maker).format(It=about.name, it=about.name, p=about.maker))
    for paragraph in paragraphs:
        for _ in range(random.randrange(5, 12)):
            paragraph.insert(random.choice((0, len(paragraph))), _filler(random))
    made.text = _laid_out(suffix, about.name, [" ".join(p) for p in paragraphs])
    return made


def _fact(about: Thing, name: str, nth: int) -> date | int:
    if about.wrong_page == nth and about.wrong_fact == name and not isinstance(about.wrong_value, str):
        return about.wrong_value
    value: date | int = getattr(about, name)
    return value


def _dated(day: date, style: int) -> str:
    month = _MONTHS[day.month - 1]
    return (
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        day.isoformat(),
        f"{day.day} {month} {day.year}",
    )[style]


_HEADINGS = ("History", "Opening", "Building", "Figures", "Support")


def _laid_out(suffix: str, title: str, paragraphs: list[str]) -> str:
    if suffix == "html":
        body = "".join(f"<h2>{h}</h2>\n<p>{p}</p>\n" for h, p in zip(_HEADINGS, paragraphs, strict=True))
        return f"<!doctype html>\n<html><head><title>{title}</title></head><body>\n<h1>{title}</h1>\n{body}</body></html>\n"
    if suffix == "txt":
        return f"{title}\n\n" + "\n\n".join(paragraphs) + "\n"
    return f"# {title}\n\n" + "\n".join(f"## {h}\n\n{p}\n" for h, p in zip(_HEADINGS, paragraphs, strict=True))


def planted(seed: int, count: int) -> Iterator[dict[str, object]]:
    """The contradictions among the first pages: the wrong page, what stands there, and the other pages of the thing."""
    for number in range(count // PAGES):
        about = thing(seed, number)
        if about.wrong_page < 0:
            continue
        pages = [page(seed, number * PAGES + nth) for nth in range(PAGES)]
        wrong = pages[about.wrong_page]
        others = [p.path for p in pages if p is not wrong and about.wrong_fact in p.said]
        yield {"path": wrong.path, "fact": about.wrong_fact, "words": wrong.said[about.wrong_fact], "others": others}


def make(folder: Path, count: int, seed: int) -> int:
    """Writes the corpus; returns the bytes of its pages."""
    size = 0
    for number in range(count):
        made = page(seed, number)
        file = folder / "docs" / made.path
        file.parent.mkdir(parents=True, exist_ok=True)
        data = made.text.encode()
        file.write_bytes(data)
        size += len(data)
    with (folder / "planted.jsonl").open("w", encoding="utf-8") as out:
        for row in planted(seed, count):
            out.write(json.dumps(row) + "\n")
    return size


def main() -> int:
    """Makes a corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    size = make(options.folder, options.documents, options.seed)
    print(f"{options.documents} documents, {size / 1e6:.1f} MB", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
