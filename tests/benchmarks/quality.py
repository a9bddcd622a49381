"""Scores factcheck on labelled corpora: precision, recall and F1 of its findings, sprung traps, and recall of its claims.

    python tests/benchmarks/quality.py [CORPUS...] [--json] [--verbose] [--floors] [--pooled]

A corpus is a folder with `docs/` and `gold.yaml`. A finding is right when its places lie in sentences of two different
sides of a labelled conflict (of one place for the kinds that need only one, if the kinds agree). Precision counts distinct
conflicts, so that repeats can't buy it. `--floors` fails when a total falls below `floors.yaml`.
`--pooled` reads the documents of all corpora in one run, so that claims of other fields stand beside each other.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from factcheck.judge.rulebook import load_rules
from factcheck.model.document import Document
from factcheck.model.finding import Finding
from factcheck.pipeline import check, claims_of
from factcheck.read import read_document
from factcheck.run.sources import find_sources, load

HERE = Path(__file__).resolve().parent
SINGLE = frozenset(
    [
        "weekday",
        "impossible-date",
        "duration",
        "order",
        "total",
        "header-date",
        "anachronism",
        "deadline-missed",
        "unique",
        "name",
    ]
)
VALUED = frozenset({"date", "deadline", "quantity", "duration"})
_STOP = re.compile(
    r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9#*-])|\n\s*\n|\n(?=\s*(?:[-*+|>#]|\d+[.)]\s|\w[\w ]{0,40}:\s))"
)
_TAG = re.compile(
    r"</?(?:p|li|tr|t[dh]|h[1-6]|div|d[dtl]|[uo]l|table|section|article|main|header|footer|title|br|figcaption)\b[^>]*>",
    re.I,
)
_SHORT = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|ca|c|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))$")

Spot = tuple[str, int, int]


@dataclass
class Score:
    """What came out for one corpus."""

    name: str
    due: dict[str, str]
    found: dict[str, str] = field(default_factory=dict)
    false: list[str] = field(default_factory=list)
    repeats: int = 0
    traps: int = 0
    sprung: int = 0
    claims: int = 0
    claims_found: int = 0
    missed_claims: list[str] = field(default_factory=list)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from the sentence or block boundary before to the one after."""
    low, high = 0, len(text)
    for pattern in (_STOP, _TAG):
        for match in pattern.finditer(text, max(0, start - 3000), min(len(text), end + 3000)):
            if (
                pattern is _STOP
                and match[0][0] == "."
                and _SHORT.search(text[max(0, match.start() - 8) : match.start()])
            ):
                continue
            if match.end() <= start:
                low = max(low, match.end())
            elif match.start() >= end:
                high = min(high, match.start() + 1)
                break
    return low, high


def sides_of(item: dict[str, Any], texts: dict[str, str]) -> list[tuple[Spot, str]]:
    """The sentences of a labelled item's evidence, with the side that each stands for."""
    found = []
    for number, evidence in enumerate(item["evidence"]):
        text = texts[evidence["doc"]]
        at = text.index(evidence["quote"])
        low, high = sentence_around(text, at, at + len(evidence["quote"]))
        found.append(((evidence["doc"], low, high), str(evidence.get("side", number))))
    return found


def touched(places: list[Spot], sides: list[tuple[Spot, str]]) -> int:
    """How many sides the places touch; each place counts once."""
    seen: set[str] = set()
    for path, start, end in places:
        for (doc, low, high), side in sides:
            if doc == path and start < high and end > low and side not in seen:
                seen.add(side)
                break
    return len(seen)


def is_hit(places: list[Spot], kind: str, item: dict[str, Any], sides: list[tuple[Spot, str]]) -> bool:
    """Whether a finding is this labelled conflict."""
    count = touched(places, sides)
    if len({side for _, side in sides}) == 1:
        return count >= 1 and (len(places) == 1 or kind == item["kind"] or len(sides) == 1)
    return count >= 2 or (count == 1 and item["kind"] in SINGLE and kind == item["kind"])


def same_value(a: str, b: str, kind: str) -> bool:
    """Whether two values of claims are the same but for white space, commas and vagueness."""

    def plain(value: str) -> str:
        return re.sub(r"[\s,~?%]", "", value).lower()

    if plain(a) == plain(b):
        return True
    numbers = [re.findall(r"\d+(?:\.\d+)?", v.replace(",", "")) for v in (a, b)]
    return kind in ("quantity", "duration") and all(numbers) and float(numbers[0][0]) == float(numbers[1][0])


def score(corpus: Path) -> Score:
    """Runs the whole pipeline on one corpus and compares with its labels."""
    gold = yaml.safe_load((corpus / "gold.yaml").read_text(encoding="utf-8"))
    return _score(corpus.name, gold, documents_of(corpus, corpus))


def score_pooled(corpora: list[Path]) -> Score:
    """Runs the pipeline once on the documents of all corpora, each under the name of its own."""
    documents: list[Document] = []
    merged: dict[str, list[dict[str, Any]]] = {"conflicts": [], "traps": [], "claims": []}
    for corpus in corpora:
        documents += documents_of(corpus, corpus.parent)
        gold = yaml.safe_load((corpus / "gold.yaml").read_text(encoding="utf-8"))
        for part, items in merged.items():
            for item in gold.get(part, ()):
                evidence = [{**e, "doc": f"{corpus.name}/{e['doc']}"} for e in item.get("evidence", ())]
                own = {"id": f"{corpus.name}/{item['id']}", "evidence": evidence} if evidence else {}
                items.append({**item, **own} if own else {**item, "doc": f"{corpus.name}/{item['doc']}"})
    return _score(f"{len(documents)} documents", merged, documents)


def documents_of(corpus: Path, root: Path) -> list[Document]:
    """The documents of a corpus, with paths from `root`."""
    documents = []
    for source in find_sources([str(corpus / "docs")])[0]:
        data = load(source)
        assert isinstance(data, bytes)
        documents.append(read_document(source.file.relative_to(root).as_posix(), data))
    return documents


def _score(name: str, gold: Any, documents: list[Document]) -> Score:
    texts = {d.path: d.text for d in documents}
    rules, _ = load_rules()
    report = check(documents, rules)
    due = [c for c in gold["conflicts"] if not c.get("optional")]
    result = Score(name, {c["id"]: c["kind"] for c in due})
    conflicts = [(c, sides_of(c, texts)) for c in gold["conflicts"]]
    traps = [sides_of(t, texts) for t in gold["traps"]]
    result.traps = len(traps)
    hit: dict[str, str] = {}
    for finding in report.findings:
        _judge(finding, conflicts, traps, hit, result)
    result.found = {k: kind for k, kind in hit.items() if k in result.due}
    _score_claims(gold, texts, claims_of(documents).claims, result)
    return result


def _judge(finding: Finding, conflicts: list[Any], traps: list[Any], hit: dict[str, str], result: Score) -> None:
    places = [(p.document, p.span.start, p.span.end) for p in finding.places]
    got = [c["id"] for c, sides in conflicts if is_hit(places, finding.kind, c, sides)]
    if got:
        result.repeats += all(k in hit for k in got)
        for key in got:
            hit.setdefault(key, finding.kind)
        return
    result.false.append(f"[{finding.kind}] {finding.message}")
    result.sprung += any(touched(places, sides) >= min(2, len({s for _, s in sides})) for sides in traps)


def _score_claims(gold: Any, texts: dict[str, str], claims: Any, result: Score) -> None:
    for wanted in gold.get("claims", []):
        at = texts[wanted["doc"]].index(wanted["quote"])
        end = at + len(wanted["quote"])
        near = [c for c in claims if c.document == wanted["doc"] and c.span.start < end and c.span.end > at]
        kind = wanted["type"]
        kinds = {"date", "deadline"} if kind in ("date", "deadline") else {kind}
        ok = any(
            c.type.value in kinds and same_value(c.text_value, str(wanted["value"]), kind)
            if kind in VALUED
            else c.type.value not in VALUED
            for c in near
        )
        result.claims += 1
        result.claims_found += ok
        if not ok:
            result.missed_claims.append(f"{wanted['value']} in {wanted['quote']!r}")


def summarise(scores: list[Score]) -> dict[str, Any]:
    """The totals."""
    due, found = sum(len(s.due) for s in scores), sum(len(s.found) for s in scores)
    false = sum(len(s.false) for s in scores)
    precision, recall = found / (found + false) if found + false else 0.0, found / due if due else 0.0
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for s in scores:
        for key, kind in s.due.items():
            kinds[kind][1] += 1
            kinds[kind][0] += key in s.found
    claims = sum(s.claims for s in scores)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        "lintscore": round(found * (found / (found + false)) ** 2, 2) if found + false else 0.0,
        "found": found,
        "due": due,
        "false": false,
        "repeats": sum(s.repeats for s in scores),
        "traps": sum(s.traps for s in scores),
        "sprung": sum(s.sprung for s in scores),
        "right_kind": sum(s.due[k] == kind for s in scores for k, kind in s.found.items()),
        "by_kind": {kind: f"{a}/{b}" for kind, (a, b) in sorted(kinds.items())},
        "claim_recall": round(sum(s.claims_found for s in scores) / claims, 4) if claims else 0.0,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--verbose", action="store_true", help="list misses and false findings")
    parser.add_argument("--floors", action="store_true", help="fail below the floors of floors.yaml")
    parser.add_argument("--pooled", action="store_true", help="read the documents of all corpora in one run")
    arguments = parser.parse_args()
    corpora = arguments.corpora or sorted(p.parent for p in (HERE.parent / "corpora").glob("*/gold.yaml"))
    scores = [score_pooled(corpora)] if arguments.pooled else [score(corpus) for corpus in corpora]
    totals = summarise(scores)
    if arguments.json:
        print(json.dumps(totals, indent=1))
    else:
        for s in scores:
            print(
                f"{s.name:<24} found {len(s.found):>3}/{len(s.due):<3} false {len(s.false):>3}  traps sprung {s.sprung}/{s.traps}  claims {s.claims_found}/{s.claims}"
            )
            if arguments.verbose:
                for key in s.due:
                    if key not in s.found:
                        print(f"    missed {key} [{s.due[key]}]")
                for text in s.false:
                    print(f"    false {text}")
                for text in s.missed_claims:
                    print(f"    missed claim {text}")
        for key, value in totals.items():
            print(f"{key}: {value}")
    if arguments.floors:
        floors = yaml.safe_load((HERE / "floors.yaml").read_text(encoding="utf-8"))
        below = [f"{key} is {totals[key]}, its floor {floor}" for key, floor in floors.items() if totals[key] < floor]
        print("\n".join(below), file=sys.stderr)
        return bool(below)
    return 0


if __name__ == "__main__":
    sys.exit(main())
