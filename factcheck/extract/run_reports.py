"""Extract, part: what the extractors from outside have to say of a run as a whole, once all its documents are extracted."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.errors import Problem
from factcheck.frozen import replace
from factcheck.model.extraction import Extraction
from factcheck.model.extractor import Extractor
from factcheck.model.reporter import Reporter


def with_reports(extractors: Sequence[Extractor], extractions: Sequence[Extraction]) -> list[Extraction]:
    """The extractions of a run; the problems of the run stand with the last one, and keep the paths that they have."""
    given = list(extractions)
    problems = [p for extractor in extractors for p in _report(extractor)]
    if given and problems:
        given[-1] = replace(given[-1], problems=(*given[-1].problems, *problems))
    return given


def _report(extractor: Extractor) -> tuple[Problem, ...]:
    if not isinstance(extractor, Reporter):
        return ()
    try:
        return tuple(extractor.report())
    except Exception as error:
        problem = Problem(
            message=f"the extractor {extractor.name} failed at its report: {type(error).__name__}: {error}",
            remedy="its claims stand; report it to its author",
        )
        return (problem,)
