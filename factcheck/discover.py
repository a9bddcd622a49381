"""Finds the modules of a package: to add a reader, a check or an output, one adds one file."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType

from factcheck.errors import InternalError


def names(package: ModuleType) -> tuple[str, ...]:
    """The names of a package's public modules, sorted, without importing them."""
    return tuple(sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_")))


def load(package: ModuleType, name: str, *required: str) -> ModuleType:
    """One module of a package; raises InternalError naming the file and the attribute that it lacks."""
    module = importlib.import_module(f"{package.__name__}.{name}")
    for attribute in required:
        if not hasattr(module, attribute):
            raise InternalError(f"{module.__name__.replace('.', '/')}.py lacks `{attribute}`")
    return module
