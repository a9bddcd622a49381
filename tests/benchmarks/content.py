"""How many labelled facts of real repositories come out as claims: of the listed lines, those with a claim of their value.

    python tests/benchmarks/content.py FOLDER... [--verbose]

Each folder holds documents and a `gold.json`: a list of facts with `evidence` of `file`, `line`, `quote` and `value`.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any


def claims_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The claims of a folder by the file that makes them."""
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", "claims", "."], cwd=folder, capture_output=True, text=True, check=False
    )
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in done.stdout.splitlines():
        claim = json.loads(line)
        found[claim["path"]].append(claim)
    return found


def says(claim: dict[str, Any], line: int, value: str) -> bool:
    """Whether a claim stands on a line and holds a value; of dates the days are compared, of others the words."""
    lines = range(claim["line"], claim["line"] + claim["quote"].count("\n") + 1)
    if line not in lines:
        return False
    told = str(claim["value"]).replace("../", "").replace("/..", "").strip()
    value = re.sub(r"\s\(.*\)\Z", "", value)  # a remark of the labeller
    is_month_end = (
        re.fullmatch(r"\d{4}-\d\d", value) is not None and claim["type"] == "deadline" and told.startswith(value)
    )
    return (
        told == value
        or is_month_end
        or _plain(value) in (_plain(told), _plain(claim["quote"]))
        or _plain(value) == _plain(told)
    )


def _plain(text: str) -> str:
    return re.sub(r"[^\w.]+", " ", text).strip().lower()


def main() -> int:
    """Prints the share of found lines for each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--verbose", action="store_true", help="list the lines without their claim")
    options = parser.parse_args()
    for folder in options.folders:
        facts = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        claims = claims_of(folder)
        listed = {(e["file"], e["line"], e["value"]) for fact in facts for e in fact["evidence"]}
        missed = [
            (file, line, value)
            for file, line, value in sorted(listed, key=str)
            if not any(says(claim, line, str(value)) for claim in claims.get(file, ()))
        ]
        print(f"{folder.name}: {len(listed) - len(missed)} of {len(listed)} lines, {1 - len(missed) / len(listed):.1%}")
        if options.verbose:
            for file, line, value in missed:
                near = [(c["type"], c["value"]) for c in claims.get(file, ()) if c["line"] == line]
                print(f"    {file}:{line} {value}   {near[:4]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
