"""Run, part: reads the file of labels, tells what it says of each rule, and writes the pairs that weights are fitted to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from factcheck.errors import Problem
from factcheck.frozen import replace
from factcheck.model.finding import Report
from factcheck.run.orders import read_text_of, shown
from factcheck.triage.labels import ENOUGH, Label, Measured, Verdict, measure, read_labels, training_pairs


def load_labels(file: Path) -> tuple[tuple[Label, ...], tuple[Problem, ...]]:
    """The labels of a file, and which of its lines are none; raises UsageError where it cannot be read."""
    return read_labels(read_text_of(file), shown(file))


def with_measured_precision(report: Report, file: Path | None) -> Report:
    """The report with the precision of those rules that have labels enough; SARIF tells it."""
    if file is None or not file.is_file():
        return report
    labels, problems = load_labels(file)
    levels = {found.rule: found.level for found in measure(labels) if found.level is not None}
    rules = tuple(replace(rule, precision=levels.get(rule.id, rule.precision)) for rule in report.rules)
    return replace(report, rules=rules, problems=(*report.problems, *problems))


def tell_measured(labels: Sequence[Label]) -> str:
    """A line a rule: decisions, precision, and between which shares it lies at 95 %."""
    rows = [("rule", *(v.value for v in Verdict), "precision", "95 %", "level")]
    measured = measure(labels)
    if len(measured) > 1:
        counts = {v: sum(found.counts.get(v, 0) for found in measured) for v in Verdict}
        measured = (*measured, Measured(rule="all", counts=counts))
    for found in measured:
        low, high = found.interval
        level = found.level or f"{found.total} of {ENOUGH} labels"
        rows.append(
            (
                found.rule,
                *(str(found.counts.get(v, 0)) for v in Verdict),
                f"{found.precision:.2f}",
                f"{low:.2f} to {high:.2f}",
                level if found.rule != "all" else "",
            )
        )
    widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    pairs = pairs_of(labels)
    joined = sum(bool(pair["conflict"]) for pair in pairs)
    lines += [
        "",
        f"{len(pairs)} pairs for the weights of alignment: {joined} of one thing, {len(pairs) - joined} of two.",
    ]
    return "\n".join(lines) + "\n"


def measured_as_json(labels: Sequence[Label]) -> str:
    """The same for programs."""
    data = [
        {
            "rule": found.rule,
            "labels": {v.value: found.counts.get(v, 0) for v in Verdict},
            "precision": round(found.precision, 4),
            "interval": [round(end, 4) for end in found.interval],
            "level": found.level,
        }
        for found in measure(labels)
    ]
    return json.dumps(data, indent=2) + "\n"


def pairs_of(labels: Sequence[Label]) -> Sequence[dict[str, object]]:
    """The training pairs, with the shares of words as the fit counts them."""
    from factcheck.align.lexicon import weights

    rare = {attribute: levels["rare"] for attribute, levels in weights().items() if "rare" in levels}
    return training_pairs(labels, rare)


def pairs_as_lines(labels: Sequence[Label]) -> str:
    """The training pairs as JSON lines."""
    return "".join(json.dumps(pair, ensure_ascii=False) + "\n" for pair in pairs_of(labels))
