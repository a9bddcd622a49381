"""Fits the weights of alignment (`claims/align/weights.yaml`) to labelled pairs.

    python tests/benchmarks/fit_weights.py [--cross-validate] [--write] [--strength 4] [--shift 0.5] [--labels PAIRS.jsonl]

A pair is two claims that share a blocking key and whose values contradict each other. It is labelled 1 where its claims stand on two
sides of one labelled conflict, else 0. `--labels` adds pairs that people decided about (`factcheck stats --format pairs`). Pairs come from `tests/corpora`, `tests/fields`, `examples`, `tests/align/cases` and the examples of the rules.

The model is logistic regression over the levels of comparison with a Gaussian prior around the weights in the file (maximum a
posteriori): there are about a hundred positive pairs for sixty weights, so that what the pairs do not tell stays as it was set by hand.
Fellegi and Sunter's estimate from agreement rates would count levels as independent, which context, subject and topic are not.
`--cross-validate` leaves one corpus out at a time and counts found conflicts and false pairs at several cuts. Vetoes are not fitted.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcheck import pipeline
from factcheck.align import compared_pairs
from factcheck.align.lexicon import VETO, weights
from factcheck.data import load_yaml_file
from factcheck.model.cell import Pair
from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.model.document import Document, Span
from factcheck.read import read_document, read_text
from factcheck.values import dates, quantities
from factcheck.values.dates import DateValue
from factcheck.values.quantities import Quantity

ROOT = Path(__file__).resolve().parents[2]
WEIGHTS = ROOT / "claims" / "align" / "weights.yaml"
SPOKEN = frozenset({Modality.ASSERTED, Modality.REPORTED})
_SHARES = ("context", "passage")
"""Attributes whose weight is that of their level times the share of words in common."""
CUTS = (-1.0, -0.5, 0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place of a labelled conflict."""

    conflict: str
    side: str
    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A contradicting pair as the model sees it."""

    group: str
    features: Mapping[str, float]
    conflict: str
    """Empty where it is none."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the fitted weights to the file")
    parser.add_argument("--strength", type=float, default=4.0, help="of the prior: the larger, the closer to the file")
    parser.add_argument("--shift", type=float, default=0.5, help="added to every threshold, for precision")
    parser.add_argument("--labels", type=Path, action="append", default=[], help="pairs of `factcheck stats -f pairs`")
    arguments = parser.parse_args()
    examples = [e for group, documents, evidence in _groups() for e in _examples(group, documents, evidence)]
    examples += [
        Example(**json.loads(line))
        for file in arguments.labels
        for line in file.read_text("utf-8").splitlines()
        if line
    ]
    prior = _prior()
    print(f"{len(examples)} pairs, {sum(bool(e.conflict) for e in examples)} of conflicts")
    _count("as in the file", [(_score(prior, e), e) for e in examples])
    if arguments.cross_validate:
        _cross_validate(examples, prior, arguments.strength)
    fitted = fit(examples, prior, arguments.strength)
    _count("fitted, on the same pairs", [(_score(fitted, e), e) for e in examples])
    for name in sorted(fitted):
        if abs(fitted[name] - prior[name]) > 0.25:
            print(f"  {name}: {prior[name]:+.2f} -> {fitted[name]:+.2f}")
    if arguments.write:
        _write(fitted, arguments.shift)


def fit(examples: Sequence[Example], prior: Mapping[str, float], strength: float, steps: int = 300) -> dict[str, float]:
    """The weights of highest posterior, by gradient descent with a step of its own for each weight (AdaGrad)."""
    weight = dict(prior)
    squares = dict.fromkeys(weight, 1e-6)
    for _ in range(steps):
        gradient = {name: strength * (weight[name] - prior[name]) for name in weight}
        for example in examples:
            error = _sigmoid(_score(weight, example)) - bool(example.conflict)
            if abs(error) < 1e-4:
                continue
            for name, value in example.features.items():
                if name in gradient:
                    gradient[name] += error * value
        for name in weight:
            squares[name] += gradient[name] ** 2
            weight[name] -= 0.3 * gradient[name] / math.sqrt(squares[name])
    return weight


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))


def _score(weight: Mapping[str, float], example: Example) -> float:
    return sum(weight.get(name, 0.0) * value for name, value in example.features.items())


def _prior() -> dict[str, float]:
    table = weights()
    prior = {
        f"{attribute}:{level}": value
        for attribute, levels in table.items()
        if attribute not in ("threshold", *_SHARES)
        for level, value in levels.items()
        if value != VETO
    }
    prior.update({f"{attribute}:rare": table[attribute]["rare"] for attribute in _SHARES})
    prior.update({f"threshold:{kind}": -value for kind, value in table["threshold"].items() if kind != "agree"})
    return prior


def _cross_validate(examples: Sequence[Example], prior: Mapping[str, float], strength: float) -> None:
    scored: list[tuple[float, Example]] = []
    for group in sorted({e.group for e in examples}):
        fitted = fit([e for e in examples if e.group != group], prior, strength)
        scored += [(_score(fitted, e), e) for e in examples if e.group == group]
    _count("cross-validated", scored)


def _count(title: str, scored: Sequence[tuple[float, Example]]) -> None:
    every = len({e.conflict for _, e in scored if e.conflict})
    print(f"{title} ({every} conflicts)")
    for cut in CUTS:
        found = len({e.conflict for score, e in scored if e.conflict and score > cut})
        false = sum(score > cut and not e.conflict for score, e in scored)
        print(f"  above {cut:+.1f}: {found} found, {false} false pairs")


# --- labelled pairs ---------------------------------------------------------------------------------------------------


def _groups() -> Iterator[tuple[str, list[Document], list[Evidence]]]:
    folders = [
        *(ROOT / "tests" / "corpora").iterdir(),
        *(ROOT / "tests" / "fields").iterdir(),
        *(ROOT / "examples").iterdir(),
    ]
    for folder in sorted(folders):
        if (folder / "gold.yaml").is_file() and (folder / "docs").is_dir():
            yield _corpus(folder)
    for path in sorted((ROOT / "tests" / "align" / "cases").glob("*.yaml")):
        yield from (_case(path.stem, case) for case in load_yaml_file(path))
    for name in ("event-date", "deadline", "quantity"):
        path = next((ROOT / "rules").rglob(f"{name}.yaml"))
        yield from (_case(name, case) for case in load_yaml_file(path)["examples"])


def _corpus(folder: Path) -> tuple[str, list[Document], list[Evidence]]:
    paths = sorted(p for p in (folder / "docs").rglob("*") if p.is_file())
    documents = [read_document(p.relative_to(folder).as_posix(), p.read_bytes()) for p in paths]
    by_path = {d.path: d for d in documents}
    evidence = []
    for conflict in load_yaml_file(folder / "gold.yaml")["conflicts"]:
        for number, place in enumerate(conflict["evidence"]):
            start = by_path[place["doc"]].text.index(place["quote"])
            evidence.append(
                Evidence(
                    conflict=f"{folder.name}/{conflict['id']}",
                    side=place.get("side", str(number)),
                    document=place["doc"],
                    span=Span(start, start + len(place["quote"])),
                )
            )
    return folder.name, documents, evidence


def _case(group: str, case: Mapping[str, Any]) -> tuple[str, list[Document], list[Evidence]]:
    documents, evidence = [], []
    for path, marked in case["documents"].items():
        text = ""
        for part in re.split(r"([⟦⟧])", marked):
            if part == "⟦":
                begin = len(text)
            elif part == "⟧":
                if case["finds"] != "0":
                    evidence.append(
                        Evidence(
                            conflict=f"{group}/{case['name']}",
                            side=f"{path}:{begin}",
                            document=path,
                            span=Span(begin, len(text)),
                        )
                    )
            else:
                text += part
        documents.append(read_text(path, text))
    return group, documents, evidence


def _examples(group: str, documents: Sequence[Document], evidence: Sequence[Evidence]) -> Iterator[Example]:
    claims = pipeline.claims_of(documents).claims
    by_id = {claim.id: claim for claim in claims}
    for pair in compared_pairs(claims):
        a, b = by_id[pair.a], by_id[pair.b]
        if a.modality not in SPOKEN or b.modality not in SPOKEN or not _contradict(a, b):
            continue
        if any(level.weight == VETO for level in pair.levels):
            continue
        yield Example(group=group, features=_features(pair, a.type), conflict=_conflict_of(a, b, evidence))


def _features(pair: Pair, kind: ClaimType) -> dict[str, float]:
    features: dict[str, float] = {f"threshold:{kind.value}": 1.0}
    for level in pair.levels:
        name = f"{level.attribute}:{level.level}"
        amount = level.weight / weights()[level.attribute]["rare"] if level.attribute in _SHARES else 1.0
        features[name] = features.get(name, 0.0) + amount
    return features


def _conflict_of(a: Claim, b: Claim, evidence: Sequence[Evidence]) -> str:
    sides: dict[str, tuple[set[str], set[str]]] = {}
    for place in evidence:
        for claim, n in ((a, 0), (b, 1)):
            spans = [claim.value_span, *([claim.head_span] if claim.head_span is not None else [])]
            if claim.document == place.document and any(span.overlaps(place.span) for span in spans):
                sides.setdefault(place.conflict, (set(), set()))[n].add(place.side)
    return next((name for name, (x, y) in sides.items() if x and y and not x & y), "")


def _contradict(a: Claim, b: Claim) -> bool:
    x, y = a.value, b.value
    if isinstance(x, DateValue) and isinstance(y, DateValue):
        return x.latest != y.latest if a.type is ClaimType.DEADLINE else not dates.overlaps(x, y)
    if isinstance(x, Quantity) and isinstance(y, Quantity):
        return quantities.comparable(x, y) and not quantities.agree(x, y)
    return False


# --- the file ---------------------------------------------------------------------------------------------------------


def _write(fitted: Mapping[str, float], shift: float) -> None:
    """Writes the weights into the file line by line, so that its comments, its order and its vetoes stay."""
    lines = []
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        attribute = line.partition(":")[0]
        for match in reversed(list(re.finditer(r"([\w-]+): (-?\d+(?:\.\d+)?)(?=[,}])", line))):
            name = f"{attribute}:{match[1]}"
            if name in fitted:
                value = -fitted[name] + shift if attribute == "threshold" else fitted[name]
                line = line[: match.start(2)] + f"{value:.2f}" + line[match.end(2) :]
        lines.append(line)
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
