"""Run, part: a progress bar on standard error, drawn only once a run has taken a while."""

from __future__ import annotations

import time
from typing import Any


class Bar:
    """Shows stage and share; silent for the first second."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.drawn: Any = None
        self.task: Any = None

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self.drawn is None:
            if time.monotonic() - self.began < 1.0:
                return
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self.drawn = Progress(
                TextColumn("{task.description:<8}"),
                BarColumn(),
                TextColumn("{task.completed}/{task.total}"),
                console=Console(stderr=True),
                transient=True,
            )
            self.drawn.start()
            self.task = self.drawn.add_task(stage, total=total or None)
        self.drawn.update(self.task, description=stage, completed=done, total=total or None)

    def close(self) -> None:
        """Takes the bar away."""
        if self.drawn is not None:
            self.drawn.stop()
            self.drawn = None
