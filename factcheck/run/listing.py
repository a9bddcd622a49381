"""Run, part: what the commands beside `check` print: claims, the graph, rules, and the records of each stage."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from factcheck import data, discover, pipeline
from factcheck.align import align, compared_pairs
from factcheck.errors import Problem
from factcheck.model.claim import Claim, ClaimType, Modality
from factcheck.model.extractor import Extractor
from factcheck.model.rule import Rule
from factcheck.model.time import Relation
from factcheck.render.csv import inert
from factcheck.render.terminal import clean
from factcheck.run.configuration import DEFAULTS, Configuration
from factcheck.values.quantities import Quantity

FIELDS = (
    "path", "start", "end", "quote", "type", "value", "entity", "predicate",
    "measure", "modality", "occurrence", "scope", "line", "column",
)  # fmt: skip


def claim_record(claim: Claim, text: str) -> dict[str, Any]:
    """A claim for machines; offsets in code points of the decoded text, line and column from 1."""
    before = text[: claim.span.start]
    return {
        "path": claim.document,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "type": claim.type.value,
        "value": claim.text_value,
        "entity": claim.entity,
        "predicate": claim.predicate or claim.measure,
        "measure": claim.measure,
        "modality": claim.modality.value,
        "occurrence": claim.occurrence,
        "scope": list(claim.scope),
        "line": before.count("\n") + 1,
        "column": claim.span.start - (before.rfind("\n") + 1) + 1,
    }


def export_claims(claims: Sequence[Claim], texts: Mapping[str, str], name: str) -> str | bytes:
    """As `list_claims`, or the bytes of a Parquet file."""
    if name != "parquet":
        return list_claims(claims, texts, name)
    from factcheck.run.parquet import claims_as_parquet

    return claims_as_parquet([claim_record(c, texts[c.document]) for c in claims], FIELDS)


def list_claims(claims: Sequence[Claim], texts: Mapping[str, str], name: str) -> str:
    """The claims as JSON lines, CSV, or a table for people."""
    records = [claim_record(c, texts[c.document]) for c in claims]
    if name == "jsonl":
        return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    if name == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
        writer.writeheader()
        for record in records:
            cells = {**record, "scope": " ".join(record["scope"])}
            writer.writerow({k: inert(v) if isinstance(v, str) else v for k, v in cells.items()})
        return out.getvalue()
    rows = [
        (
            clean(f"{r['path']}:{r['line']}"),
            r["type"],
            clean(_sign(c) + r["value"]) or "?",
            clean(_about(c)),
            clean(_said(c)),
            _cut(clean(" ".join(r["quote"].split())), 60),
        )
        for c, r in zip(claims, records, strict=True)
    ]
    head = ("place", "type", "value", "entity", "predicate", "words")
    widths = [max(len(str(row[n])) for row in [head, *rows]) for n in range(len(head) - 1)]
    return "".join(
        "  ".join([*(str(c).ljust(w) for c, w in zip(row, widths, strict=False)), str(row[-1])]).rstrip() + "\n"
        for row in [head, *rows]
    )


def _sign(claim: Claim) -> str:
    """What a figure is meant as: `>=` of `£25 or more`; of a length of time its value says so itself; `after` of a date."""
    if claim.type is ClaimType.DATE and claim.timex is not None and claim.timex.relation in _BOUNDS:
        return f"{claim.timex.relation.value} " if "/" not in claim.text_value else ""
    sign = claim.value.comparator if isinstance(claim.value, Quantity) else "="
    return "" if sign == "=" else sign


_BOUNDS = (Relation.BEFORE, Relation.AFTER)


def _about(claim: Claim) -> str:
    """What a claim is about for people; in brackets where it is only the topic of the document that it stands in."""
    if claim.on_topic:
        return f"({_cut(claim.entity, 26)})"
    version = (
        _VERSION.match(claim.quote, len(claim.entity))
        if claim.quote.startswith(claim.entity) and claim.entity.rsplit(" ", 1)[-1][:1].isupper()
        else None
    )
    is_value = claim.value_span.start < claim.span.start + len(claim.entity) + 2
    return _cut(claim.entity + (version[0] if version is not None and not is_value else ""), 28)


_VERSION = re.compile(r"(?<=[^\W\d])[ \u00a0]\d{1,4}[A-Za-z]?(?=,|\s[a-z])")
"""A figure behind what a claim is about, in its own words: `Lume 12 is no longer supported`."""


def _said(claim: Claim) -> str:
    """What is said, in the words of the text, and `not` where it is denied by words outside them."""
    said = (
        claim.said
        or claim.predicate_words
        or claim.predicate
        or (claim.measure if claim.type is not ClaimType.QUANTITY else "")
    )
    said = said.removeprefix("meta.")
    if claim.type is ClaimType.DATE and claim.timex is not None and claim.timex.relation is Relation.UNTIL:
        said = f"{said} until" if _NEGATIVE.search(said) else said  # `did not arrive until 19 June`
    if claim.type is ClaimType.UNIQUE:
        said = claim.predicate
    denied = claim.modality in (Modality.DENIED, Modality.REFUTED) and not _NEGATIVE.search(said)
    return _cut(" ".join(("not: " + said if denied else said).split()), 24)


_NEGATIVE = re.compile(r"\b(?:not|never|no|cannot|neither|nor|nobody|none)\b|n[’']t\b", re.I)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def explain_rule(rule: Rule) -> str:
    """A rule for people."""
    lines = [f"{rule.id} ({rule.severity.value}): {rule.title}", "", rule.explain, ""]
    if rule.false_positives:
        lines += ["Known to be wrong about:", *(f"  - {f}" for f in rule.false_positives), ""]
    for finds, title in ((True, "Finds"), (False, "Leaves alone")):
        lines.append(f"{title}:")
        for example in rule.examples:
            if bool(example.finds) is not finds or example.todo:
                continue
            lines.append(f"  {example.name}")
            if example.facts:
                facts = " ".join(example.facts.replace("⟦", "»").replace("⟧", "«").split())
                lines.append(f"      house facts: {_cut(facts, 150)}")
            for path, text in example.documents.items():
                shown = " ".join(text.replace("⟦", "»").replace("⟧", "«").split())
                lines.append(f"      {path}: {_cut(shown, 150)}")
        lines.append("")
    lines.append(f"check {rule.check}, defined in {rule.path}")
    return "\n".join(lines) + "\n"


def list_parts(what: str) -> str:
    """The names of what is there, a line each."""
    if what == "rules":
        from factcheck.judge.rulebook import load_rules

        rules, _ = load_rules()
        return "".join(f"{r.id:<18} {r.severity.value:<8} {r.title}\n" for r in rules)
    if what == "checks":
        from factcheck.judge import checks

        return "".join(f"{name.replace('_', '-')}\n" for name in discover.names(checks))
    if what == "formats":
        from factcheck.render import formats

        return "".join(f"{name}\n" for name in formats())
    if what == "extractors":
        from factcheck.run.extractors import offers

        return "".join(f"{offer.name:<18} {offer.origin}\n" for offer in offers())
    if what == "readers":
        from factcheck.read import FORMATS

        return "".join(f"{name:<10} {' '.join(suffixes)}\n" for name, suffixes in sorted(FORMATS.items()))
    folder = data.folder("claims")
    return "".join(f"claims/{p.relative_to(folder).as_posix()}\n" for p in sorted(folder.rglob("*.yaml")))


def trace_stage(
    paths: Sequence[str],
    stage: str,
    *,
    day_first: bool | None = None,
    extractors: Sequence[Extractor] = (),
    configuration: Configuration = DEFAULTS,
) -> tuple[str, tuple[Problem, ...]]:
    """The records of one stage as JSON, and the problems of the inputs and of extractors from outside."""
    from factcheck.run.local import choose_rules, read_all, rules_on

    documents, problems = read_all(paths, None, configuration=configuration)
    problems = (*problems, *(p for d in documents for p in d.problems))
    if stage == "read":
        records: Any = documents
    elif stage == "extract":
        from factcheck.extract import extract

        extractions = [extract(d, extractors) for d in documents]
        problems = (*problems, *(p for e in extractions for p in e.problems))
        records = [
            {
                "path": e.document.path,
                "times": e.times,
                "quantities": e.quantities,
                "names": e.names,
                "drafts": e.drafts,
            }
            for e in extractions
        ]
    else:
        resolution = pipeline.claims_of(documents, day_first=day_first, extractors=extractors)
        problems = (*problems, *resolution.problems)
        if stage == "resolve":
            records = {"claims": resolution.claims, "entities": resolution.entities}
        else:
            alignment = align(resolution.claims)
            if stage == "align":
                records = {
                    "pairs": compared_pairs(resolution.claims),
                    "cells": [{"id": c.id, "claims": [x.id for x in c.claims]} for c in alignment.cells],
                }
            else:
                rules, _ = choose_rules((), configuration.rule_folders(()))
                book = configuration.rule_book(rules)
                records = pipeline.check(
                    documents,
                    rules_on(rules, book),
                    day_first=day_first,
                    extractors=extractors,
                    authority=configuration.authority,
                    policy=configuration.policy(book),
                ).findings
    return json.dumps(plain(records), ensure_ascii=False, indent=1) + "\n", tuple(problems)


def plain(value: Any) -> Any:
    """Records as plain data: fields that are empty are left out, infinities are words."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        found = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
        return {k: plain(v) for k, v in found.items() if v is not None and v != "" and v != ()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return str(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
