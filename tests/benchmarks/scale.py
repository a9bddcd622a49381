"""Measures how cost and quality grow with the number of documents, on corpora that `make_corpus.py` makes.

    python tests/benchmarks/scale.py [--sizes 100,1000,10000] [--jobs N] [--until STAGE] [--profile STAGE] [--keep FOLDER] [--tell] [--changed]

Each size is run in a process of its own: without a cache, then with a filled one, with `--changed` also after one document has
changed. Prints for each stage wall and CPU
seconds (those of worker processes in brackets), and for the run MB/s, peak memory, claims, candidate pairs per claim,
findings, the share of the planted contradictions that were found, and false findings. `--profile` prints where a
stage spends its time, as cProfile counts it.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import pstats
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LAST = ("extract", "resolve", "align", "judge")
STAGES = ("import", "find", "extract", "resolve", "align", "case", "judge")


@dataclass(slots=True)
class Clock:
    """Wall and CPU seconds of each stage."""

    profiled: str = ""
    is_told: bool = False
    spent: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)
    """Megabytes of this process when each stage ended, at most so far."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Notes what the block takes; prints a profile of it where one is wanted."""
        profiler = cProfile.Profile() if name == self.profiled else None
        before = _clocks()
        if profiler is not None:
            profiler.enable()
        yield
        if profiler is not None:
            profiler.disable()
            pstats.Stats(profiler, stream=sys.stderr).sort_stats("tottime").print_stats(25)
        wall, own, workers = (after - at for after, at in zip(_clocks(), before, strict=True))
        self.spent[name] = (wall, own, workers)
        self.peaks[name] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        if self.is_told:
            print(
                f"    {name:<8} {wall:8.1f} s wall {own:8.1f} s CPU ({workers:.1f} in workers), peak {self.peaks[name]:,.0f} MB",
                file=sys.stderr,
                flush=True,
            )


def _clocks() -> tuple[float, float, float]:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter(), time.process_time(), children.ru_utime + children.ru_stime


def measure(
    folder: Path, jobs: int | None, cache: Path | None, profiled: str, last: str, *, is_told: bool = False
) -> dict[str, Any]:
    """One run over a corpus, up to the stage `last`, with the collector of cycles set as `factcheck check` sets it."""
    gc.set_threshold(200_000, 20, 100)
    clock = Clock(profiled=profiled, is_told=is_told)
    with clock.stage("import"):
        from factcheck import pipeline
        from factcheck.align import align
        from factcheck.judge import judge
        from factcheck.judge.rulebook import load_rules
        from factcheck.run.cache import CacheChoice
        from factcheck.run.gathering import Effort, gather_sources
        from factcheck.run.sources import find_sources
        from factcheck.triage import assign

        rules, _ = load_rules()
    docs = str(folder / "docs")
    with clock.stage("find"):
        sources, _ = find_sources([docs])
    size = sum(source.file.stat().st_size for source in sources)
    result = {"documents": 0, "bytes": size, "claims": 0, "pairs": 0, "findings": 0}
    with clock.stage("extract"):
        found = gather_sources(sources, effort=Effort(jobs=jobs, cache=CacheChoice(folder=cache) if cache else None))
    result["documents"] = len(found.documents)
    findings: Any = ()
    if last != "extract":
        with clock.stage("resolve"):
            resolution = pipeline.claims_of(
                found.documents,
                extracted=found.extracted,
                times=found.times,
                keeping=found.keeping,
                let_go=True,
                spread=found.spread,
            )
        result["claims"] = len(resolution.claims)
    if last in ("align", "judge"):
        with clock.stage("align"):
            alignment = align(resolution.claims, found.spread, found.keeping)
        result["pairs"] = alignment.met
    if last == "judge":
        with clock.stage("case"):
            case = pipeline.case_of(found.documents, resolution, alignment)
        with clock.stage("judge"):
            findings = assign(judge(case, rules, spread=found.spread))
        result["findings"] = len(findings)
    return {**result, "stages": clock.spent, "peaks": clock.peaks, **_score(folder, findings)}


def _score(folder: Path, findings: Any) -> dict[str, Any]:
    """How many planted contradictions the findings tell, and which findings tell none of them."""
    prefix = f"{(folder / 'docs').as_posix()}/"
    with (folder / "planted.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    at = {row["path"]: row for row in rows}
    told: set[str] = set()
    false: list[str] = []
    for finding in findings:
        hit = False
        for place in finding.places:
            row = at.get(place.document.removeprefix(prefix))
            if row is None or row["words"] not in place.quote:
                continue
            beside = {other.document.removeprefix(prefix) for other in finding.places}
            if row["fact"] == "weekday" or not beside.isdisjoint(row["others"]):
                told.add(row["path"])
                hit = True
        if not hit:
            false.append(f"{finding.rule}: {finding.message}")
    missed: dict[str, int] = {}
    for row in rows:
        if row["path"] not in told:
            missed[row["fact"]] = missed.get(row["fact"], 0) + 1
    return {"planted": len(rows), "found": len(told), "false": false, "missed": missed}


def show(name: str, r: dict[str, Any], tell: Callable[[str], None] = print) -> None:
    """The figures of a run."""
    total = [sum(spent[k] for spent in r["stages"].values()) for k in range(3)]
    tell(
        f"{name}: {r['documents']:,} documents, {r['bytes'] / 1e6:.1f} MB: {total[0]:.1f} s wall, {total[1] + total[2]:.1f} s CPU, "
        f"{r['bytes'] / 1e6 / total[0]:.2f} MB/s, peak {max(r['peaks'].values()):,.0f} MB"
    )
    for stage, (wall, own, workers) in r["stages"].items():
        more = f" ({workers:.2f} in workers)" if workers else ""
        tell(f"    {stage:<8} {wall:8.2f} s wall {own:8.2f} s CPU, peak {r['peaks'][stage]:,.0f} MB{more}")
    if "judge" not in r["stages"]:
        tell(f"    {r['claims']:,} claims")
        return
    share, pairs = r["found"] / max(r["planted"], 1), r["pairs"] / max(r["claims"], 1)
    tell(f"    {r['claims']:,} claims, {pairs:.2f} pairs a claim, {r['findings']} findings")
    missed = ", ".join(f"{n} {fact}" for fact, n in sorted(r["missed"].items()))
    tell(
        f"    {r['found']} of {r['planted']} planted found ({share:.3f}); missed: {missed or 'none'}; {len(r['false'])} false"
    )
    for line in r["false"][:5]:
        tell(f"      false: {line}")


@contextmanager
def _one_changed(folder: Path) -> Iterator[None]:
    """While it lasts, one document ends with a sentence more."""
    page = min(path for path in (folder / "docs").rglob("*") if path.suffix == ".md")
    before = page.read_bytes()
    page.write_bytes(before + b"\nThe paint of the doors was renewed last week.\n")
    try:
        yield
    finally:
        page.write_bytes(before)


def main() -> int:
    """Runs each size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100,1000,10000", help="numbers of documents")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--keep", type=Path, help="where the corpora stay, or are found")
    parser.add_argument("--profile", choices=STAGES, default="")
    parser.add_argument("--until", choices=LAST, default="judge", help="the last stage")
    parser.add_argument("--tell", action="store_true", help="print each stage when it ends")
    parser.add_argument("--changed", action="store_true", help="run once more after one document has changed")
    parser.add_argument("--no-warm", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--cache", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        o = options
        print(json.dumps(measure(o.one, o.jobs, o.cache, o.profile, o.until, is_told=o.tell)))
        return 0
    from make_corpus import make

    with tempfile.TemporaryDirectory() as made:
        for count in (int(size) for size in options.sizes.split(",")):
            folder = (options.keep or Path(made)) / f"corpus-{options.seed}-{count}"
            if not (folder / "planted.jsonl").is_file():
                make(folder, count, options.seed)
            cache = folder / "cache"
            shutil.rmtree(cache, ignore_errors=True)
            runs = ["cold"] if options.no_warm else ["cold", "fills the cache", "warm"]
            for name in (*runs, "warm, one document changed") if options.changed else runs:
                command = [sys.executable, __file__, "--one", str(folder)]
                command += ["--jobs", str(options.jobs)] if options.jobs else []
                command += ["--cache", str(cache)] if name != "cold" else []
                command += ["--profile", options.profile] if options.profile else []
                command += ["--until", options.until, *(["--tell"] if options.tell else [])]
                with _one_changed(folder) if name.endswith("changed") else nullcontext():
                    out = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
                show(name, json.loads(out))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
