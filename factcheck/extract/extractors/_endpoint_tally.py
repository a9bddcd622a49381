"""Extract, part of the endpoint extractor: what went wrong in a run, counted, and told once at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from factcheck.errors import Problem


@dataclass(slots=True)
class Passages:
    """So many passages, and the documents that they are of."""

    count: int = 0
    documents: set[str] = field(default_factory=set)

    def add(self, path: str) -> None:
        self.count += 1
        self.documents.add(path)

    def __str__(self) -> str:
        return f"{_count(self.count, 'passage')} of {_count(len(self.documents), 'document')}"


@dataclass(slots=True)
class Tally:
    """Counts of one run. `problems` makes at most one problem of each sort, and one for each document with dropped claims."""

    passages: int = 0
    failed: Passages = field(default_factory=Passages)
    reasons: Counter[str] = field(default_factory=Counter)
    not_asked: Passages = field(default_factory=Passages)
    """After the endpoint had failed too often."""
    over_budget: Passages = field(default_factory=Passages)
    budgets: Counter[str] = field(default_factory=Counter)
    not_kept: Passages = field(default_factory=Passages)
    """Not in the cache, in a run that may use nothing else."""
    dropped: list[Problem] = field(default_factory=list)

    def note_dropped(self, path: str, told: int, dropped: Mapping[str, int]) -> None:
        """Notes the claims of a document that it does not bear out, by reason."""
        if not dropped:
            return
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()))
        self.dropped.append(
            Problem(
                message=f"dropped {sum(dropped.values())} of {_count(told, 'claim')} from the endpoint: {reasons}",
                path=path,
                remedy="nothing is lost but these; a stronger model copies more exactly",
            )
        )

    def problems(self, address: str, cache_failure: str) -> tuple[Problem, ...]:
        found = list(self.dropped)
        if self.failed.count:
            reasons = ", ".join(
                reason if len(self.reasons) == 1 else f"{reason} ({count})"
                for reason, count in sorted(self.reasons.items())
            )
            after = f"; it was not asked about {self.not_asked} more" if self.not_asked.count else ""
            found.append(
                Problem(
                    message=f"no claims from the endpoint {address} for {self.failed}: {reasons}{after}",
                    remedy="the built-in extractors read these alone; mend the endpoint's settings or run it again",
                )
            )
        if self.over_budget.count:
            found.append(
                Problem(
                    message=f"the budget of the endpoint is spent ({', '.join(sorted(self.budgets))}): "
                    f"it was not asked about {self.over_budget}",
                    remedy="raise the limit in the settings, or run again: what was answered is kept",
                )
            )
        if self.not_kept.count:
            found.append(
                Problem(
                    message=f"offline: no kept answer of the endpoint for {self.not_kept}",
                    remedy="run once with offline = false to fill the cache",
                )
            )
        if cache_failure:
            found.append(
                Problem(
                    message=f"answers of the endpoint could not be kept: {cache_failure}",
                    remedy="let `cache` name a folder that you may write to",
                )
            )
        return tuple(found)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
