"""The quantities of a folder of texts as predictions for a span scorer.

    python tests/benchmarks/quantities.py FOLDER --out PRED.jsonl [--bare]

FOLDER holds `docs.jsonl` (a line `{"doc": NAME}` each) and `docs/NAME.txt`. A prediction is `{"doc", "start", "end", "unit"}`, in code
points; the unit as it stands in the text, or the thing counted. With `--bare` the words before the number (`about`) are left out.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

from factcheck.extract import extract
from factcheck.model.time import TimexType
from factcheck.read import read_text


def predictions(name: str, text: str, bare: bool) -> list[dict[str, object]]:
    """The quantities and durations of one text, in order of their place."""
    document = read_text(f"{name}.txt", text)
    found = extract(document)
    made: list[dict[str, object]] = []
    for block in document.blocks:
        spans = [
            (m.number_start if bare else m.start, m.end, block.text[m.number_end : m.end].strip(" -"))
            for m in found.quantities[block.index]
        ]
        for timex in found.times[block.index]:
            if timex.type is TimexType.DURATION:
                words = timex.text
                unit = re.sub(r"^.*\d\s*|^\w+\s", "", words)
                spans.append((timex.start, timex.end, unit))
        for start, end, unit in spans:
            span = block.source_span(start, end)
            made.append({"doc": name, "start": span.start, "end": span.end, "unit": unit})
    return sorted(made, key=lambda p: (p["start"], p["end"]))


def main() -> int:
    """Writes the predictions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as out:
        for line in (options.folder / "docs.jsonl").read_text(encoding="utf-8").splitlines():
            name = json.loads(line)["doc"]
            text = (options.folder / "docs" / f"{name}.txt").read_bytes().decode("utf-8")
            for prediction in predictions(name, text, options.bare):
                out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
