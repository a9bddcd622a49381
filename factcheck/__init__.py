"""factcheck, the linter for facts: finds statements in a set of documents that cannot all be true.

`from factcheck import check` is the door for Python; docs/api.md shows it. Nothing is loaded before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.api import Documents, check, claims, draw, load_settings
    from factcheck.errors import Problem, UsageError
    from factcheck.model.claim import Claim
    from factcheck.model.document import Document
    from factcheck.model.finding import Finding, Place, Repair, Report, Side
    from factcheck.model.rule import Severity
    from factcheck.settings import Settings

__version__ = "0.1.0"
__all__ = [
    "Claim",
    "Document",
    "Documents",
    "Finding",
    "Place",
    "Problem",
    "Repair",
    "Report",
    "Settings",
    "Severity",
    "Side",
    "UsageError",
    "__version__",
    "check",
    "claims",
    "draw",
    "load_settings",
]

_HOMES = {
    "Claim": "model.claim",
    "Document": "model.document",
    "Documents": "api",
    "Finding": "model.finding",
    "Place": "model.finding",
    "Problem": "errors",
    "Repair": "model.finding",
    "Report": "model.finding",
    "Settings": "settings",
    "Severity": "model.rule",
    "Side": "model.finding",
    "UsageError": "errors",
    "check": "api",
    "claims": "api",
    "draw": "api",
    "load_settings": "api",
}
"""The module of each public name, loaded when the name is first asked for."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
