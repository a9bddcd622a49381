#!/usr/bin/env python3
"""How long the processor takes to merge many names: `entities.py [COUNT...]`, made-up names, the same in every run."""

from __future__ import annotations

import random
import sys
import time

from factcheck.model.mention import NameKind, NameMention
from factcheck.resolve.entities import merge_entities

SYLLABLES = [
    "ka",
    "lor",
    "mi",
    "ten",
    "dra",
    "vel",
    "so",
    "pin",
    "gar",
    "hu",
    "les",
    "tor",
    "ban",
    "qui",
    "ro",
    "fen",
    "wick",
    "ster",
    "dal",
    "mor",
]
HEADS = ("Bridge", "University", "Company Ltd", "Museum", "River", "Council", "Railway", "Institute")


def mentions(count: int) -> list[tuple[str, NameMention]]:
    """Mentions of so many different names: people, initials, surnames, acronyms, organisations."""
    pick = random.Random(count)

    def word() -> str:
        return "".join(pick.choice(SYLLABLES) for _ in range(pick.randint(2, 3))).capitalize()

    given, last = [word() for _ in range(400)], [word() for _ in range(3000)]
    made = (
        lambda: (f"{pick.choice(given)} {pick.choice(last)}", NameKind.PERSON),
        lambda: (f"{pick.choice(given)} {pick.choice(last)}", NameKind.PERSON),
        lambda: (f"{pick.choice('ABCDEFGHK')}. {pick.choice(last)}", NameKind.PERSON),
        lambda: (pick.choice(last), NameKind.UNKNOWN),
        lambda: ("".join(pick.choice("ABCDEFGHKLMNRST") for _ in range(3)), NameKind.UNKNOWN),
        lambda: (f"{pick.choice(last)} {pick.choice(last)} {pick.choice(HEADS)}", NameKind.ORGANISATION),
    )
    names: dict[str, NameKind] = {}
    while len(names) < count:
        name, kind = pick.choice(made)()
        names[name] = kind
    return [
        (f"{pick.randrange(count // 20)}.md", NameMention(start=0, end=len(name), text=name, kind=kind))
        for name, kind in names.items()
        for _ in range(pick.choice((1, 1, 1, 2, 5)))
    ]


def main() -> None:
    for count in map(int, sys.argv[1:] or ("5000", "20000")):
        made = mentions(count)
        start = time.process_time()
        index = merge_entities(made)
        seconds = time.process_time() - start
        print(
            f"{count:>7} names {len(made):>7} mentions {seconds:6.2f} s "
            f"{len(index.entities):>7} entities {len(index.near_misses):>6} near misses"
        )


if __name__ == "__main__":
    main()
