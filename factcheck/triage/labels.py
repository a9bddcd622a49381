"""Triage, part: what people decided about findings, a JSON line each, and what these labels say of the rules."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.model.triage import KnownSide

NAME = "factcheck-labels.jsonl"
Z95 = 1.959963984540054
"""Of the normal distribution: 95 % lie within so many standard deviations of the mean."""
ENOUGH = 20
"""So many labels of a rule are wanted before its measured precision counts."""


class Verdict(StrEnum):
    """What a person made of a finding."""

    REAL = "real"
    """A mistake, to be mended."""
    LATER = "later"
    """A mistake, but not now: into the baseline, or set aside until a day."""
    DIFFERENT = "different"
    """The sides are not about the same thing."""
    SUPERSEDED = "superseded"
    """One side tells of an earlier state, and was right then."""
    MISREAD = "misread"
    """The text does not say what was read."""


REAL = frozenset({Verdict.REAL, Verdict.LATER})


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLabel:
    """The comparison that joined the two sides, as alignment made it."""

    type: str
    """Of the claims: date, deadline, quantity ..."""
    key: str
    score: float
    levels: tuple[tuple[str, str, float], ...]
    """Attribute, level and weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One decision."""

    rule: str
    fingerprint: str
    verdict: Verdict
    sides: tuple[KnownSide, ...]
    about: str = ""
    does: str = ""
    """Name and predicate, as a baseline has them: with the sides they tell the finding again when a document is renamed."""
    pair: PairLabel | None = None


def write_label(label: Label) -> str:
    """A line of the file."""
    data: dict[str, Any] = {
        "rule": label.rule,
        "fingerprint": label.fingerprint,
        "verdict": label.verdict.value,
        "sides": [{"says": s.says, "path": s.path, "quote": s.quote} for s in label.sides],
        **({"about": label.about} if label.about else {}),
        **({"does": label.does} if label.does else {}),
    }
    if label.pair is not None:
        pair = label.pair
        data["pair"] = {
            "type": pair.type,
            "key": pair.key,
            "score": pair.score,
            "levels": [list(e) for e in pair.levels],
        }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n"


def read_labels(text: str, shown: str) -> tuple[tuple[Label, ...], tuple[Problem, ...]]:
    """The labels, of one finding the last; lines that are none are problems and do not hide the others."""
    labels: dict[str, Label] = {}
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            label = _label(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            remedy = "delete the line, or take it from version control; `factcheck triage` writes such lines"
            problems.append(Problem(message="is no label", path=shown, line=number, quote=line[:200], remedy=remedy))
            continue
        labels.pop(label.fingerprint, None)
        labels[label.fingerprint] = label
    return tuple(labels.values()), tuple(problems)


def _label(data: Mapping[str, Any]) -> Label:
    pair = data.get("pair")
    return Label(
        rule=_text(data["rule"]),
        fingerprint=_text(data["fingerprint"]),
        verdict=Verdict(data["verdict"]),
        sides=tuple(
            KnownSide(says=_text(s["says"]), path=_text(s["path"]), quote=_text(s["quote"])) for s in data["sides"]
        ),
        about=_text(data.get("about", "")),
        does=_text(data.get("does", "")),
        pair=None
        if pair is None
        else PairLabel(
            type=_text(pair["type"]),
            key=_text(pair["key"]),
            score=float(pair["score"]),
            levels=tuple((_text(a), _text(level), float(weight)) for a, level, weight in pair["levels"]),
        ),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


# --- what they say ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How often a rule was right."""

    rule: str
    counts: Mapping[Verdict, int]

    @property
    def real(self) -> int:
        """How many findings were mistakes of the documents."""
        return sum(self.counts.get(verdict, 0) for verdict in REAL)

    @property
    def total(self) -> int:
        """How many were decided."""
        return sum(self.counts.values())

    @property
    def precision(self) -> float:
        """The share of them that were mistakes of the documents."""
        return self.real / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the precision lies at 95 %."""
        return wilson(self.real, self.total)

    @property
    def level(self) -> str | None:
        """The precision as SARIF has it, by the lower end of the interval; none where there are too few labels."""
        if self.total < ENOUGH:
            return None
        low = self.interval[0]
        return next((level for level, least in _LEVELS if low >= least), "low")


_LEVELS = (("very-high", 0.9), ("high", 0.75), ("medium", 0.5))


def measure(labels: Iterable[Label]) -> tuple[Measured, ...]:
    """The labels by rule, in order of their names."""
    counts: dict[str, dict[Verdict, int]] = {}
    for label in labels:
        own = counts.setdefault(label.rule, {})
        own[label.verdict] = own.get(label.verdict, 0) + 1
    return tuple(Measured(rule=rule, counts=found) for rule, found in sorted(counts.items()))


def wilson(hits: int, total: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927): honest for few trials and for shares near 0 and 1."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, z * z
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = z * math.sqrt(share * (1 - share) / total + square / (4 * total * total)) / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def training_pairs(labels: Sequence[Label], rare: Mapping[str, float]) -> tuple[dict[str, Any], ...]:
    """The compared pairs as the fit of the alignment's weights takes them: group, features, and the conflict that they are of.

    `rare` has the weight of each attribute that counts by the share of words in common. What was misread says nothing
    of alignment and is left out.
    """
    found = []
    for label in labels:
        if label.pair is None or label.verdict is Verdict.MISREAD:
            continue
        features = {f"threshold:{label.pair.type}": 1.0}
        for attribute, level, weight in label.pair.levels:
            name = f"{attribute}:{level}"
            amount = weight / rare[attribute] if rare.get(attribute) else 1.0
            features[name] = features.get(name, 0.0) + amount
        # what was superseded is about one thing all the same
        joined = label.verdict is not Verdict.DIFFERENT
        found.append(
            {"group": f"labels/{label.rule}", "features": features, "conflict": label.fingerprint if joined else ""}
        )
    return tuple(found)
