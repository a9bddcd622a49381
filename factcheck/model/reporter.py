"""What an extractor from outside may offer beside its contract, if it has something to say of a run as a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from factcheck.errors import Problem


@runtime_checkable
class Reporter(Protocol):
    """Counts over documents, and tells once: a budget that ran out, a server that could not be reached."""

    def report(self) -> Iterable[Problem]:
        """What went wrong since the last report; called when all documents of a run are extracted."""
        ...
