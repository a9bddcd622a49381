"""How many misspelled names are found: one letter of one mention of a name is changed, and the whole corpus checked.

    python tests/benchmarks/spellings.py [CORPUS...] [--names 14] [--seed 7] [--verbose]

A corpus is a folder with `docs/`. Taken are names in capitals that stand at least twice in it, with a word of five letters
or more that no corpus writes small; in turn a letter of that word is left out, swapped with the next, typed twice or
replaced by another vowel or consonant, never the first or the last. A slip is found when a finding of kind `name` has a
place on it. What is printed says how the share depends on the slip, on how often the name stands and on its words.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quality import documents_of

from factcheck.judge.rulebook import load_rules
from factcheck.pipeline import check
from factcheck.read import read_document

HERE = Path(__file__).resolve().parent
_NAME = re.compile(r"(?<![\w.] )(?<!\w)(?:[A-Z][a-zà-ÿ'’]{2,}(?:[ -](?=[A-Z]))?)+(?!\w)")
_SMALL = re.compile(r"\b[a-zà-ÿ]{3,}\b")
_PARTS = re.compile(r"[ -]")
_DATED = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b"
)
_LEAST_LETTERS = 5
SLIPS = ("left out", "swapped", "typed twice", "another")


@dataclass(frozen=True, slots=True)
class Trial:
    """One changed mention, and whether it was found."""

    corpus: str
    name: str
    wrong: str
    slip: str
    mentions: int
    documents: int
    found: bool


def slipped(word: str, slip: str, chance: random.Random) -> str | None:
    """The word with one slip inside it; None where it has no place for one."""
    inside = range(1, len(word) - 1)
    if slip == "swapped":
        places = [k for k in range(1, len(word) - 2) if word[k] != word[k + 1]]
        if not places:
            return None
        k = chance.choice(places)
        return word[:k] + word[k + 1] + word[k] + word[k + 2 :]
    k = chance.choice(inside)
    if slip == "left out":
        return word[:k] + word[k + 1 :]
    if slip == "typed twice":
        return word[:k] + word[k] + word[k:]
    letters = "aeiou" if word[k] in "aeiou" else "bcdfghklmnprstvw"
    return word[:k] + chance.choice([c for c in letters if c != word[k]]) + word[k + 1 :]


def trials_of(corpus: Path, small: set[str], names: int, chance: random.Random) -> Iterator[Trial]:
    """So many names of a corpus, each with a slip in one of its mentions."""
    rules, _ = load_rules()
    texts = {d.path: d.text for d in documents_of(corpus, corpus)}
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for path, text in sorted(texts.items()):
        for match in _NAME.finditer(text):
            if not _DATED.search(match[0]):
                places[match[0].strip(" -")].append((path, match.start()))
    known = {name: words for name, at in places.items() if len(at) > 1 and (words := _proper_words(name, small))}
    chosen = sorted(known)
    chance.shuffle(chosen)
    for number, name in enumerate(chosen[:names]):
        path, start = chance.choice(places[name])
        word = chance.choice(known[name])
        slip = SLIPS[number % len(SLIPS)]
        wrong = slipped(word, slip, chance)
        if wrong is None or any(wrong in text for text in texts.values()):
            continue
        at = start + name.index(word)
        changed = texts[path][:at] + wrong + texts[path][at + len(word) :]
        documents = [read_document(p, (changed if p == path else text).encode()) for p, text in texts.items()]
        found = any(
            place.document == path and place.span.start < at + len(wrong) and place.span.end > at
            for finding in check(documents, rules).findings
            if finding.kind == "name"
            for place in finding.places
        )
        yield Trial(corpus.name, name, wrong, slip, len(places[name]), len({p for p, _ in places[name]}), found)


def _proper_words(name: str, small: set[str]) -> list[str]:
    """The words of a name that are long enough and no ordinary words."""
    words = _PARTS.split(name)
    return [w for w in words if len(w) >= _LEAST_LETTERS and w.isalpha() and w.lower() not in small]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--names", type=int, default=14, help="of each corpus")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--verbose", action="store_true", help="list what is not found")
    arguments = parser.parse_args()
    corpora = arguments.corpora or sorted(p.parent for p in (HERE.parent / "fields").glob("*/gold.yaml"))
    texts = (d.text for corpus in corpora for d in documents_of(corpus, corpus))
    small = {word for text in texts for word in _SMALL.findall(text)}
    trials: list[Trial] = []
    for corpus in corpora:
        chance = random.Random(f"{arguments.seed} {corpus.name}")
        trials += trials_of(corpus, small, arguments.names, chance)
    sorts: dict[str, Callable[[Trial], object]] = {
        "slip": lambda t: t.slip,
        "mentions": lambda t: min(t.mentions, 8),
        "documents": lambda t: min(t.documents, 4),
        "words": lambda t: len(t.name.split()),
    }
    for title, sort in sorts.items():
        due, found = Counter(map(sort, trials)), Counter(sort(t) for t in trials if t.found)
        print(f"{title}: {', '.join(f'{key} {found[key]} of {n}' for key, n in sorted(due.items(), key=str))}")
    print(f"found: {sum(t.found for t in trials)} of {len(trials)}")
    if arguments.verbose:
        for trial in trials:
            if not trial.found:
                print(f"  {trial.corpus}: {trial.name} with {trial.wrong} ({trial.slip}; {trial.mentions} mentions)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
