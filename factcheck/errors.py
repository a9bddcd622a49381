"""Mistakes of users and of inputs as values: what, where, and what to do about it."""

from __future__ import annotations

from pathlib import PurePath

from factcheck.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with an input or a setting. Lines and columns count from 1; 0 means that none is known."""

    message: str
    path: str = ""
    line: int = 0
    column: int = 0
    quote: str = ""
    """The offending line, as it stands."""
    remedy: str = ""
    fatal: bool = False
    """Whether the input it speaks of could not be used at all."""

    @property
    def place(self) -> str:
        """`path:line:column`, as far as known."""
        parts = [self.path] + [str(number) for number in (self.line, self.column) if number]
        return ":".join(part for part in parts if part)

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        if self.quote:
            text += f"\n    | {self.quote}"
        if self.remedy:
            text += f"\n    = {self.remedy}"
        return text


def fault(error: Exception, path: str, stage: str) -> Problem:
    """A fault of factcheck itself that cost one document its claims and nothing more."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f" ({PurePath(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno})" if frame is not None else ""
    return Problem(
        message=f"internal error in {stage}: {type(error).__name__}: {error}{where}",
        path=path,
        remedy="its claims are left out, the other documents were checked; please report it with the document",
        fatal=True,
    )


class UsageError(Exception):
    """Wrong use or configuration, with all the problems found, never only the first. Ends a run with exit code 2."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class InternalError(Exception):
    """A fault of factcheck itself. Ends a run with exit code 3."""
