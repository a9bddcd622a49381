"""Measures how long the command takes to answer: medians over several runs as a whole process, in milliseconds.

python tests/benchmarks/startup.py [RUNS]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measure(arguments: list[str], runs: int, cwd: str) -> float:
    """The median of the wall times in milliseconds, after one run to warm up."""
    times = []
    for _ in range(runs + 1):
        began = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, check=False)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times[1:])


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.md").write_text("The Kelder Observatory opened on 3 May 1998.\n", encoding="utf-8")
        bare = measure(["-c", "pass"], runs, folder)
        print(f"{'python -c pass':<28} {bare:7.0f} ms")
        for arguments in (["--version"], ["--help"], ["check", "a.md"], ["claims", "a.md"]):
            took = measure(["-m", "factcheck", *arguments], runs, folder)
            print(f"factcheck {' '.join(arguments):<18} {took:7.0f} ms")


if __name__ == "__main__":
    main()
