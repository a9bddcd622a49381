"""How many planted errors are found: facts that two documents state, one of them changed by a date, a number or a name.

    python tests/benchmarks/mutation.py [CORPUS...] [--facts 50] [--seed 1] [--verbose]

The facts are the sides of labelled conflicts that two documents state alike. For each, one document's quote gets another
day, month, year or number, or its name a letter too few, and the whole corpus is checked, once with the change and once
without. A mutation is found when a finding that was not there before has a place in the changed sentence. Documents that
state only other sides of the same conflict are left out of both runs, so that the fact is undisputed but for the mutation.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from quality import sentence_around

from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Finding
from factcheck.pipeline import check
from factcheck.read import read_document
from factcheck.run.sources import find_sources, load

HERE = Path(__file__).resolve().parent
MONTHS = [
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
_MONTH = re.compile(r"\b(?:" + "|".join(MONTHS) + r")\b")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_DAY = re.compile(r"\b(?:[12]?\d|3[01])(?=(?:st|nd|rd|th)?(?: of)? (?:" + "|".join(MONTHS) + r")\b)")
_NUMBER = re.compile(r"(?<![\d.,/:-])\d{1,3}(?:,\d{3})+|(?<![\d.,/:-])\d+(?![\d,/:-])")
_NAME = re.compile(r"\b[A-Z][a-zäöüéèà]{4,}(?: [A-Z][a-zäöüéèà]{3,})*")


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that two documents of a corpus state: its quotes, and the documents that deny it."""

    corpus: Path
    key: str
    first: tuple[str, str]
    second: tuple[str, str]
    denied_by: frozenset[str]


def facts_of(corpus: Path) -> list[Fact]:
    """The sides of labelled conflicts that two documents state, where neither also states another side."""
    gold = yaml.safe_load((corpus / "gold.yaml").read_text(encoding="utf-8"))
    found = []
    for conflict in gold["conflicts"]:
        sides: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for evidence in conflict["evidence"]:
            sides[str(evidence.get("side"))].append((evidence["doc"], evidence["quote"]))
        for side, stated in sides.items():
            others = frozenset(doc for key, held in sides.items() if key != side for doc, _ in held)
            first = next((s for s in stated if s[0] not in others), None)
            second = next((s for s in stated if first and s[0] not in others | {first[0]}), None)
            if first and second:
                found.append(Fact(corpus, f"{conflict['id']}{side}", first, second, others))
    return found


def another_date(quote: str, chance: random.Random) -> str | None:
    """The quote with another year, month or day; None without a date."""
    options: list[tuple[int, int, str]] = []
    for match in _YEAR.finditer(quote):
        options.append((*match.span(), str(int(match[0]) + chance.choice([-2, -1, 1, 2]))))
    for match in _MONTH.finditer(quote):
        options.append((*match.span(), MONTHS[(MONTHS.index(match[0]) + chance.choice([1, 2, 10, 11])) % 12]))
    for match in _DAY.finditer(quote):
        options.append((*match.span(), str((int(match[0]) + chance.randrange(1, 20)) % 28 + 1)))
    if not options:
        return None
    start, end, value = chance.choice(options)
    return quote[:start] + value + quote[end:]


def another_number(quote: str, chance: random.Random) -> str | None:
    """The quote with one digit of a number changed that is no date; None without one."""
    dated = [m.span() for p in (_YEAR, _DAY) for m in p.finditer(quote)]
    numbers = [m for m in _NUMBER.finditer(quote) if not any(a < m.end() and b > m.start() for a, b in dated)]
    if not numbers:
        return None
    match = chance.choice(numbers)
    at = chance.choice([i for i, c in enumerate(match[0]) if c.isdigit()][:2])
    digit = str((int(match[0][at]) - 1 + chance.randrange(1, 9)) % 9 + 1)
    if digit == match[0][at]:
        digit = str(int(digit) % 9 + 1)
    at += match.start()
    return quote[:at] + digit + quote[at + 1 :]


def another_name(text: str, low: int, high: int, other: str, chance: random.Random) -> tuple[int, int, str] | None:
    """Where a name of the sentence that the other document has too loses a letter, and what then stands there."""
    shared = [m for m in _NAME.finditer(text, low, high) if m[0] in other and not _MONTH.fullmatch(m[0])]
    if not shared:
        return None
    match = max(shared, key=lambda m: (len(m[0]), -m.start()))
    at = match.start() + chance.randrange(2, len(match[0]) - 1)
    while not text[at].islower():
        at -= 1
    return at, at + 1, ""


def mutations_of(fact: Fact, texts: dict[str, str], chance: random.Random) -> dict[str, tuple[str, tuple[int, int]]]:
    """By kind of mutation: the changed text of the first document, and the changed sentence's place in it."""
    doc, quote = fact.first
    text = texts[doc]
    at = text.index(quote)
    low, high = sentence_around(text, at, at + len(quote))
    made: dict[str, tuple[str, tuple[int, int]]] = {}
    for kind, change in (("date", another_date), ("number", another_number)):
        new = change(quote, chance)
        if new is not None:
            made[kind] = (text[:at] + new + text[at + len(quote) :], (low, high + len(new) - len(quote)))
    name = another_name(text, low, high, texts[fact.second[0]], chance)
    if name:
        start, end, value = name
        made["name"] = (text[:start] + value + text[end:], (low, high - 1))
    return made


def findings_of(corpus: Path, texts: dict[str, str], rules: Any) -> list[Finding]:
    documents = [read_document(path, text.encode()) for path, text in sorted(texts.items())]
    return list(check(documents, rules).findings)


def said_at(finding: Finding, doc: str) -> tuple[Any, ...]:
    """What tells a finding from others: its kind and the words of its places."""
    return (finding.kind, *sorted((p.document, p.quote) for p in finding.places))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--facts", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="list what is not found")
    arguments = parser.parse_args()
    corpora = arguments.corpora or sorted(p.parent for p in (HERE.parent / "corpora").glob("*/gold.yaml"))
    chance = random.Random(arguments.seed)
    facts = [f for corpus in corpora for f in facts_of(corpus)]
    facts = sorted(chance.sample(facts, min(arguments.facts, len(facts))), key=lambda f: (f.corpus.name, f.key))
    rules, _ = load_rules()
    tried: dict[str, int] = defaultdict(int)
    found: dict[str, int] = defaultdict(int)
    for fact in facts:
        sources, _ = find_sources([str(fact.corpus / "docs")])
        texts = {}
        for source in sources:
            data = load(source)
            assert isinstance(data, bytes)
            path = source.file.relative_to(fact.corpus).as_posix()
            if path not in fact.denied_by:
                texts[path] = data.decode()
        before = {said_at(f, fact.first[0]) for f in findings_of(fact.corpus, texts, rules)}
        for kind, (changed, (low, high)) in mutations_of(fact, texts, chance).items():
            findings = findings_of(fact.corpus, {**texts, fact.first[0]: changed}, rules)
            hit = any(
                p.document == fact.first[0] and p.span.start < high and p.span.end > low
                for f in findings
                if said_at(f, fact.first[0]) not in before
                for p in f.places
            )
            tried[kind] += 1
            found[kind] += hit
            if arguments.verbose and not hit:
                print(f"{fact.corpus.name} {fact.key} {kind}: {' '.join(changed[low:high].split())[:160]}")
    for kind in tried:
        print(f"{kind}: {found[kind]} of {tried[kind]} found ({found[kind] / tried[kind]:.2f})")
    print(f"facts: {len(facts)}; all: {sum(found.values())} of {sum(tried.values())}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
