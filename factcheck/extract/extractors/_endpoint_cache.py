"""Extract, part of the endpoint extractor: answers kept by the content of their request, one file each."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_FORM = 1


def key_of(request: Mapping[str, Any]) -> str:
    """The name that a request's answer is kept under: equal for equal content, and free of keys and addresses."""
    text = json.dumps(request, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def default_folder() -> Path:
    """Where programs of this user keep what can be had again."""
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
        return Path(home) / "factcheck" / "cache" / "endpoint"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "factcheck" / "endpoint"
    given = os.environ.get("XDG_CACHE_HOME") or ""
    return (Path(given) if given.startswith("/") else Path.home() / ".cache") / "factcheck" / "endpoint"


class Cache:
    """Answers by key. A damaged entry counts as missing and is written anew."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.failure = ""
        """Why the last entry could not be written, for people; empty while all goes well."""

    def get(self, key: str) -> str | None:
        try:
            entry = json.loads(self._file(key).read_text(encoding="utf-8"))
            content = entry["content"]
            whole = entry["form"] == _FORM and entry["key"] == key and entry["sum"] == _sum(content)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return content if whole else None

    def put(self, key: str, content: str) -> None:
        """Keeps an answer; the file appears whole or not at all, also when several runs write it."""
        entry = {"form": _FORM, "key": key, "sum": _sum(content), "content": content}
        file = self._file(key)
        made = ""
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(dir=file.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
                out.write(json.dumps(entry, sort_keys=True) + "\n")
            os.replace(made, file)
        except OSError as error:
            self.failure = error.strerror or type(error).__name__
            if made:
                Path(made).unlink(missing_ok=True)

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def _sum(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
