"""Measures how fast claims are extracted, beside the tagger of times as a yardstick, on one core.

    python tests/benchmarks/extraction.py [FOLDER] [--rounds N] [--profile]

FOLDER holds documents in any format that is read; without one, the repository's own documents are taken. In every round
each document is tagged and extracted in turn, so that other work on the machine slows both. Printed are the medians of the
rounds, the best round, and the ratio of the two, which tells more than the speed itself where a machine is shared.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from factcheck.extract import extract
from factcheck.extract.languages import language_of
from factcheck.extract.times import find_times
from factcheck.model.document import Document
from factcheck.read import READABLE, read_document

ROOT = Path(__file__).parents[2]
OWN = ("tests/corpora", "tests/claims/documents", "examples", "docs")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument(
        "--profile", action="store_true", help="the five functions that take the most time by themselves"
    )
    options = parser.parse_args()
    folders = [options.folder] if options.folder else [ROOT / name for name in OWN]
    documents = read(folders)
    if not documents:
        parser.error(f"no document that could be read in {', '.join(map(str, folders))}")
    size = sum(len(block.text) for document in documents for block in document.blocks)
    print(f"{len(documents)} documents, {size / 1e6:.2f} MB of text")
    report(measure(documents, max(1, options.rounds)), size)
    if options.profile:
        profile(documents)


def read(folders: Sequence[Path]) -> list[Document]:
    """The documents of some folders, in order of their paths."""
    files = [p for folder in folders for p in sorted(folder.rglob("*")) if p.suffix.lower() in READABLE and p.is_file()]
    return [read_document(str(path), path.read_bytes()) for path in files]


def measure(documents: Sequence[Document], rounds: int) -> list[tuple[float, float]]:
    """For each round the seconds of tagging and of extraction, after one round to warm up; without the collector, as in a run."""
    gc.disable()
    took = []
    for _ in range(rounds + 1):
        tagging = extraction = 0.0
        for document in documents:
            tagging += seconds(lambda document=document: tag(document))  # type: ignore[misc]
            extraction += seconds(lambda document=document: extract(document))  # type: ignore[misc]
        took.append((tagging, extraction))
    return took[1:]


def tag(document: Document) -> None:
    language = language_of(document)
    for block in document.blocks:
        find_times(block.text, language)


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def report(took: Sequence[tuple[float, float]], size: int) -> None:
    taggings, extractions = zip(*took, strict=True)
    print(f"{'':<12} {'median':>10} {'best':>10}")
    for name, times in (("tagger", taggings), ("extraction", extractions)):
        median, best = size / statistics.median(times) / 1e6, size / min(times) / 1e6
        print(f"{name:<12} {median:>5.2f} MB/s {best:>5.2f} MB/s")
    ratio = statistics.median(extraction / tagging for tagging, extraction in took)
    print(f"{'ratio':<12} {ratio:>10.2f} {min(extractions) / min(taggings):>10.2f}")


def profile(documents: Sequence[Document]) -> None:
    recorded = cProfile.Profile()
    recorded.enable()
    for document in documents:
        extract(document)
    recorded.disable()
    pstats.Stats(recorded).sort_stats("tottime").print_stats(5)


if __name__ == "__main__":
    main()
