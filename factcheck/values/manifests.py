"""Values: the manifests of packages, of which the versions that they need are read and nothing else. Below every stage."""

from __future__ import annotations

_MANIFESTS = frozenset({"package.json", "composer.json", "pyproject.toml", "cargo.toml"})


def is_manifest(path: str) -> bool:
    """Whether a path is that of the manifest of a package."""
    return path.rpartition("/")[2].lower() in _MANIFESTS
