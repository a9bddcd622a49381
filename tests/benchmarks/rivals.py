"""Measures factcheck beside linters of prose and a finder of dates: whole processes, one corpus, in turn.

    python tests/benchmarks/rivals.py [--documents 1000] [--rounds 3] [--dates PYTHON] [--only NAME ...]

What is not installed (on PATH; dateparser in this Python or in the one that `--dates` names) is skipped with a message.
Prints for each the median of wall and of CPU seconds, those of its processes included, and its ratio to factcheck. On a
shared machine CPU seconds tell more than wall; the ratios are of one run, in which the tools take turns.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATES = """
import sys
from pathlib import Path
from dateparser.search import search_dates
for path in sorted(Path(sys.argv[1]).rglob("*")):
    if path.is_file():
        for paragraph in path.read_text(encoding="utf-8").split("\\n\\n"):
            search_dates(paragraph, languages=["en"])
"""
RULES = ("common-misspellings", "no-todo", "write-good", "terminology")
"""textlint comes without rules: these are the common ones for English."""
NAMES = ("factcheck", "vale", "textlint", "proselint", "dateparser")


def commands(docs: Path, folder: Path, dates: str) -> dict[str, list[str]]:
    """The command line of each tool that is there; of the others a message."""
    found = {"factcheck": [sys.executable, "-m", "factcheck", "check", str(docs), "--no-cache", "--format", "sarif"]}
    ini = folder / "vale.ini"
    ini.write_text("MinAlertLevel = suggestion\n[*]\nBasedOnStyles = Vale\n", encoding="utf-8")
    if vale := shutil.which("vale"):
        found["vale"] = [vale, "--no-exit", "--config", str(ini), str(docs)]
    rules = folder / "textlintrc.json"
    rules.write_text(json.dumps({"rules": dict.fromkeys(RULES, True)}), encoding="utf-8")
    if textlint := shutil.which("textlint"):
        found["textlint"] = [textlint, "--config", str(rules), str(docs)]
    if proselint := shutil.which("proselint"):
        found["proselint"] = [proselint, "check", *map(str, sorted(p for p in docs.rglob("*") if p.is_file()))]
    if subprocess.run([dates, "-c", "import dateparser.search"], capture_output=True).returncode == 0:
        found["dateparser"] = [dates, "-c", DATES, str(docs)]
    return found


def run(command: list[str]) -> tuple[float, float, int, str]:
    """Wall and CPU seconds of a process with its children, its exit code, and the end of what it said of errors."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, spent, done.returncode, done.stderr.decode(errors="replace").strip()[-200:]


def main() -> int:
    """Makes the corpus, without its pages of HTML, which not all of them read, and lets the tools take turns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dates", default=sys.executable, help="a Python that has dateparser")
    parser.add_argument("--only", nargs="*", default=NAMES)
    options = parser.parse_args()
    from make_corpus import make

    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        make(folder, options.documents, options.seed)
        docs = folder / "docs"
        for page in docs.rglob("*.html"):
            page.unlink()
        sizes = [page.stat().st_size for page in docs.rglob("*") if page.is_file()]
        print(
            f"{len(sizes)} documents, {sum(sizes) / 1e6:.2f} MB, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
        known = commands(docs, folder, options.dates)
        for name in options.only:
            if name not in known:
                print(f"{name}: skipped, it is not installed")
        spent: dict[str, list[tuple[float, float]]] = {}
        for _ in range(options.rounds):
            for name in [name for name in options.only if name in known]:
                wall, own, code, said = run(known[name])
                if code not in (0, 1):
                    print(f"{name}: skipped, it ended with {code}: {said}")
                    del known[name]
                    continue
                spent.setdefault(name, []).append((wall, own))
        medians = {
            name: [statistics.median(values) for values in zip(*times, strict=True)] for name, times in spent.items()
        }
        own = medians.get("factcheck", [0.0, 0.0])
        for name, (wall, cpu) in medians.items():
            ratio = f", {wall / own[0]:.2f} and {cpu / own[1]:.2f} times factcheck" if own[1] else ""
            print(f"{name:<12} {wall:8.2f} s wall {cpu:8.2f} s CPU{ratio}")
        print(f"load at the end {os.getloadavg()[0]:.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
