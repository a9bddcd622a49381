"""Run, part: keeps what `read` and `extract` gave for a document, so that the next run need not work it out again.

One SQLite file in the user's own cache folder, for all projects. A cache is a convenience: whatever is wrong with it is
told once and costs time, never a run and never a finding.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from factcheck.errors import Problem
from factcheck.frozen import dataclass
from factcheck.run.sources import Source

NAME = "documents-1.sqlite3"
"""With the number of its layout: another layout is another file."""
MEGABYTES = 1024
"""How large the file may grow by default."""
_PATIENCE = 2.0
"""Seconds that a run waits for another one to finish writing."""
_BATCH = 4 * 1024 * 1024
"""Bytes that are kept back and written in one go; a run that is killed loses no more."""
_SPOILT = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT", "SQLITE_ERROR", "SQLITE_MISMATCH")
_LAYOUT = (
    "CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS entry_used ON entry (used)",
    "CREATE TABLE IF NOT EXISTS body (key BLOB PRIMARY KEY, packed BLOB NOT NULL)",
)
_REMEDY = "the run goes on without it; --no-cache does so without this note, --cache-dir names another folder"


# --- where ------------------------------------------------------------------------------------------------------------


def default_folder(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of the cache: FACTCHECK_CACHE_DIR, else a folder of its own among the user's caches."""
    if given := environment.get("FACTCHECK_CACHE_DIR"):
        return Path(given)
    if sys.platform == "win32":
        home = environment.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
        return Path(home) / "factcheck" / "cache" / "documents"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "factcheck" / "documents"
    given = environment.get("XDG_CACHE_HOME", "")
    return (Path(given) if given.startswith("/") else Path.home() / ".cache") / "factcheck" / "documents"


def size_limit(environment: Mapping[str, str] = os.environ) -> int:
    """How many bytes the cache may take: FACTCHECK_CACHE_MB, else a gigabyte."""
    given = environment.get("FACTCHECK_CACHE_MB", "")
    return (int(given) if given.isdecimal() else MEGABYTES) * 1024 * 1024


def is_switched_off(environment: Mapping[str, str] = os.environ) -> bool:
    """Whether FACTCHECK_NO_CACHE says that there is to be none."""
    return environment.get("FACTCHECK_NO_CACHE", "") not in ("", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheChoice:
    """Which cache a run uses."""

    folder: Path
    named: bool = False
    """Whether the user named it, and so wants to hear why it is not used."""


def choose_cache(folder: str | None, *, none: bool = False) -> CacheChoice | None:
    """The cache that the command line and the environment say; none where they switch it off."""
    if none or (folder is None and is_switched_off()):
        return None
    return CacheChoice(folder=chosen_folder(folder), named=folder is not None)


def chosen_folder(folder: str | None) -> Path:
    """The folder that the user names, else the default one."""
    return Path(folder) if folder else default_folder()


def _prepare(folder: Path) -> None:
    """Makes the folder, for its owner only; raises OSError where it is no place to trust or to write to."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # beside the documents of a repository it must neither be committed nor backed up
        (folder / ".gitignore").write_text("*\n", encoding="ascii")
        (folder / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n", encoding="ascii")
    if hasattr(os, "geteuid"):
        found = folder.stat()
        if found.st_uid != os.geteuid():
            raise OSError(f"{folder} belongs to another user")
        if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise OSError(f"{folder} can be written to by others (`chmod go-w` mends that)")


# --- the cache --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a cache."""

    file: Path
    documents: int
    bytes: int
    limit: int


class Cache:
    """Packed extractions, and results of whole runs, by their keys. Never raises once it is open: what goes wrong stands in `notes`.

    The key of a document is a digest; that of a part of a result has one byte more.
    """

    def __init__(self, folder: Path, limit: int | None = None) -> None:
        self.file = folder / NAME
        self.limit = size_limit() if limit is None else limit
        self.notes: list[Problem] = []
        self._database: sqlite3.Connection | None = None
        self._may_write = True
        self._waiting: dict[bytes, bytes] = {}
        self._bytes_waiting = 0
        self._hits: list[bytes] = []
        self._bytes_used = 0
        self._run = 0
        try:
            _prepare(folder)
        except OSError as error:
            self._note(f"the cache cannot be used: {error.strerror or error}")
            return
        with self._guarded():
            self._open()
        if self._database is None and self._may_write:  # it was spoilt, and has been dropped
            with self._guarded():
                self._open()

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key."""
        if self._database is not None:
            with self._guarded():
                row = self._database.execute("SELECT packed FROM body WHERE key = ?", (key,)).fetchone()
                if row is not None and isinstance(row[0], bytes):
                    self._hits.append(key)
                    self._bytes_used += len(row[0])
                    return row[0]
        return None

    def put(self, key: bytes, packed: bytes) -> None:
        """Keeps something, unless what this run uses fills the cache already: it would drive out its own."""
        if self._database is None or not self._may_write or self._bytes_used + len(packed) > self.limit * 0.8:
            return
        self._waiting[key] = packed
        self._bytes_used += len(packed)
        self._bytes_waiting += len(packed)
        if self._bytes_waiting >= _BATCH:
            self._write()

    def touch(self, keys: Iterable[bytes]) -> None:
        """Counts entries as used by this run although it does not ask for them: it had something that was made of them."""
        self._hits += keys

    def flush(self) -> None:
        """Writes what waits to be written."""
        self._write()

    def drop(self, key: bytes, what: str = "document, which was read anew") -> None:
        """Forgets what turned out not to be what it should be."""
        self._note(f"the cache held a damaged {what}", "")
        if self._database is not None and self._may_write:
            with self._guarded(), self._database:
                self._forget([key])

    def close(self) -> None:
        """Writes what is left, and makes room where the cache has grown too large."""
        if self._database is not None and self._may_write:
            self._write(touch=True)
        if self._database is not None:
            with self._guarded():
                self._database.close()
            self._database = None

    def contents(self) -> Contents:
        """How many documents are kept, in how many bytes."""
        count = 0
        if self._database is not None:
            with self._guarded():
                count = self._database.execute(
                    "SELECT count(*) FROM entry WHERE length(key) <> ?", (hashlib.sha256().digest_size + 1,)
                ).fetchone()[0]
        held = sum(f.stat().st_size for f in _files(self.file) if f.exists())
        return Contents(file=self.file, documents=count, bytes=held, limit=self.limit)

    def clear(self) -> None:
        """Forgets everything."""
        if self._database is not None:
            with self._guarded():
                with self._database:
                    for table in ("entry", "body"):
                        self._database.execute(f"DELETE FROM {table}")
                self._database.execute("VACUUM")
                self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _open(self) -> None:
        database = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level="IMMEDIATE")
        try:
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute("PRAGMA trusted_schema = OFF")
            with database:
                for statement in _LAYOUT:
                    database.execute(statement)
            self._run = 1 + (database.execute("SELECT max(used) FROM entry").fetchone()[0] or 0)
        except BaseException:
            database.close()
            raise
        self._database = database

    def _write(self, *, touch: bool = False) -> None:
        database, waiting = self._database, self._waiting
        self._waiting, self._bytes_waiting = {}, 0
        if database is None or not (waiting or touch):
            return
        with self._guarded(), database:
            database.executemany("INSERT OR REPLACE INTO body VALUES (?, ?)", waiting.items())
            database.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", ((key, self._run) for key in waiting))
            if touch:
                database.executemany(
                    "UPDATE entry SET used = ?1 WHERE key = ?2 AND used < ?1", ((self._run, key) for key in self._hits)
                )
            self._evict(database)

    def _evict(self, database: sqlite3.Connection) -> None:
        """Forgets what was longest unused, and nothing that this run uses, until a tenth of the room is free."""

        def number(pragma: str) -> int:
            return int(database.execute(f"PRAGMA {pragma}").fetchone()[0])

        page = number("page_size")
        if (number("page_count") - number("freelist_count")) * page <= self.limit:
            return
        goal = int(self.limit * 0.9)
        while (number("page_count") - number("freelist_count")) * page > goal:
            oldest = database.execute(
                "SELECT key FROM entry WHERE used < ? ORDER BY used, key LIMIT 16", (self._run,)
            ).fetchall()
            if not oldest:
                return
            self._forget([row[0] for row in oldest])

    def _forget(self, keys: Sequence[bytes]) -> None:
        if self._database is not None:
            for table in ("entry", "body"):
                self._database.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in keys))

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turns what SQLite cannot do into a note, and drops a file that is spoilt."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith("SQLITE_BUSY") or name.startswith("SQLITE_LOCKED"):
                return  # another run writes: what this one found will be found again
            if name.startswith(_SPOILT):
                self._rebuild(error)
                return
            self._may_write = False
            what = "cannot be used" if self._database is None else "takes nothing more"
            self._note(f"the cache {what}: {error}")

    def _rebuild(self, error: sqlite3.Error) -> None:
        """Drops the file; what this run finds is kept in a new one by the next."""
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()
        self._note(f"the cache was damaged and has been dropped: {error}", "it is built anew")
        try:
            for file in _files(self.file):
                file.unlink(missing_ok=True)
        except OSError:
            self._may_write = False

    def _note(self, message: str, remedy: str = _REMEDY) -> None:
        if all(note.message != message for note in self.notes):
            self.notes.append(Problem(message=message, path=str(self.file), remedy=remedy))


def _files(file: Path) -> list[Path]:
    return [file, *(file.with_name(file.name + more) for more in ("-wal", "-shm"))]


# --- keys -------------------------------------------------------------------------------------------------------------


KeyMaker = Callable[[Source, bytes], bytes]


def keys_of_run(extractors: Sequence[Any], made: bytes | None = None) -> KeyMaker | None:
    """How the keys of a run are made: of a document's path, which names its format, what the settings say of it, and its digest.

    All that an extraction depends on goes in: code, lexicons, Python and the extractors from outside. None where one of
    those does not tell what it depends on, by a text `cache_key` that changes whenever what it finds may change. `made` is
    the `fingerprint`, where it is known.
    """
    if not tell_what_they_depend_on(extractors):
        return None
    start = hashlib.sha256(made or fingerprint())
    for extractor in extractors:
        start.update(repr((extractor.name, extractor.cache_key)).encode())

    def key_of(source: Source, digest: bytes) -> bytes:
        made = start.copy()
        made.update(repr((source.path, source.text is not None, source.declared)).encode() + b"\0")
        made.update(digest)
        return made.digest()

    return key_of


def tell_what_they_depend_on(extractors: Sequence[Any]) -> bool:
    """Whether what extractors from outside find in a document can be kept."""
    told = [getattr(extractor, "cache_key", None) for extractor in extractors]
    return all(isinstance(key, str) and key for key in told)


def fingerprint() -> bytes:
    """Of the code that reads and extracts, its lexicons, and the libraries that it stands on."""
    import unicodedata

    import yaml

    from factcheck import __version__
    from factcheck.data import folder

    made = hashlib.sha256(_contents_of(_EXTRACTING, folder("claims")))
    libraries = (__version__, sys.version, unicodedata.unidata_version, yaml.__version__, *_versions())
    made.update(repr(libraries).encode())
    return made.digest()


def fingerprint_of_stages(made: bytes) -> bytes:
    """Of the code that compares and judges, and of the shipped rules; `made` is the `fingerprint` of what extracts."""
    from factcheck.data import folder

    return hashlib.sha256(made + _contents_of(_COMPARING, folder("rules"))).digest()


_EXTRACTING = (
    "read", "extract", "model", "values", "data.py", "discover.py", "errors.py", "patterns.py", "frozen.py",
    "run/packing.py", "run/taking.py",
)  # fmt: skip
_COMPARING = ("resolve", "align", "judge", "triage", "pipeline.py", "run/terms.py", "run/policy.py", "run/whole.py")
_TOLD_BY = (".py", ".yaml", ".json", ".txt", ".csv", ".tsv")


def _contents_of(parts: Sequence[str], data: Path) -> bytes:
    """A digest of some modules and folders of the package, and of a folder of data."""
    package = Path(__file__).resolve().parent.parent
    made = hashlib.sha256()
    for root, below in [*((package, package / part) for part in parts), (data, data)]:
        for file in sorted(below.rglob("*")) if below.is_dir() else [below]:
            if file.suffix in _TOLD_BY:
                held = file.read_bytes()
                made.update(f"{file.relative_to(root).as_posix()}\0{len(held)}\0".encode() + held)
    return made.digest()


def _versions() -> list[str]:
    """The versions of what parses and compares for us; empty for what is not there."""
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in ("pyromark", "rapidfuzz", "holidays"):
        try:
            found.append(version(name))
        except PackageNotFoundError:
            found.append("")
    return found
