"""Measures what is found in pairs of short documents that tell one fact in very different words, and in look-alikes.

    python tests/benchmarks/passages.py [--tell] [--kind KIND] [FILE ...]

Each case of `tests/passages/` has two or three documents of some seventy words, and `quotes`: the words that contradict each
other. It is found if a finding touches two of the quotes, or the only one, or a finding of one place touches one. Cases of the
kind `none` only look as if they contradicted each other. They were written by people who had not seen the code, and asked never to use one
sentence pattern twice, so they are harder than documents of one house, and tell which wordings are not read yet. The pairs of
`plain.yaml` were written to learn from, and have no quotes: found is whatever is found. `pages-of-houses.yaml` and
`repositories.yaml` are pairs of short pages as one house publishes them (a FAQ and its terms, a change log and a post, a data file
and a guide), in ordinary words, and `organisations.yaml` pairs of somewhat longer ones, by people who had not seen the code either.
`totals.yaml`, `spans.yaml` and `credits.yaml` hold sums, lengths and orders, and roles and places, mostly inside one document.
"""

from __future__ import annotations

import argparse
import multiprocessing
from collections import Counter
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "passages"


def found_in(case: dict[str, Any]) -> tuple[bool, list[str]]:
    """Whether the contradiction of a case is found, and what else is."""
    from factcheck.judge.rulebook import load_rules
    from factcheck.pipeline import check_texts

    texts = case["documents"]
    spots = [(q["doc"], at := texts[q["doc"]].index(q["text"]), at + len(q["text"])) for q in case.get("quotes") or ()]
    is_found, others = False, []
    findings = check_texts(texts, load_rules()[0]).findings
    if not spots and case["kind"] != "none":
        return bool(findings), []
    for finding in findings:
        touched = {
            n
            for n, (path, start, end) in enumerate(spots)
            for place in finding.places
            if place.document == path and place.span.start < end and place.span.end > start
        }
        if len(touched) > 1 or (touched and 1 in (len(finding.places), len(spots))):
            is_found = True
        else:
            others.append(f"{finding.kind}: {finding.message}")
    return is_found, others


def cases_of(files: list[Path]) -> list[dict[str, Any]]:
    """The cases of the files, in their order."""
    return [case for file in files for case in yaml.safe_load(file.read_text(encoding="utf-8"))]


def main() -> int:
    """Prints how many are found of each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--kind", default="")
    parser.add_argument("--tell", action="store_true", help="print what is missed, and what is found wrongly")
    options = parser.parse_args()
    cases = cases_of(options.files or sorted(FOLDER.glob("*.yaml")))
    cases = [case for case in cases if options.kind in ("", case["kind"])]
    due, found, false = Counter[str](), Counter[str](), Counter[str]()
    with multiprocessing.Pool() as pool:
        for case, (is_found, others) in zip(cases, pool.map(found_in, cases, chunksize=4), strict=True):
            kind = case["kind"]
            due[kind] += 1
            found[kind] += is_found
            false[kind] += len(others)
            if options.tell:
                for line in others:
                    print(f"wrong in {case['name']}: {line}")
                if not is_found and kind != "none":
                    words = " / ".join(q["text"] for q in case.get("quotes", ()))
                    print(f"missed {case['name']} ({kind}) {words}".rstrip())
    for kind in due:
        print(f"{kind:12} {found[kind] if kind != 'none' else '-'} of {due[kind]}, {false[kind]} wrong")
    print(
        f"all: {sum(found.values())} of {sum(n for kind, n in due.items() if kind != 'none')}, {sum(false.values())} wrong"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
