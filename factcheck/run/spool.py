"""Run, part: a temporary file without a name, in which a large run puts down what memory has no room for."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from typing import IO

from factcheck.errors import Problem

Place = tuple[int, int]
"""Where bytes begin, and how many they are."""
_read_at: Callable[[int, int, int], bytes] | None = getattr(os, "pread", None)
"""None on Windows, which does not fork either."""


class Spool:
    """Bytes in a file. Where the disk takes no more, a note says so, and whoever wanted to write keeps what it has in memory."""

    def __init__(self) -> None:
        self.notes: list[Problem] = []
        self._file: IO[bytes] | None = None
        self._end = 0
        try:
            self._file = tempfile.TemporaryFile(prefix="factcheck-", buffering=0)  # noqa: SIM115 -- it goes with the spool
        except OSError as error:
            self._give_up(error)

    def written(self, packed: bytes | memoryview) -> Place | None:
        """Where the bytes stand now; none if the disk has no room for them."""
        if self._file is None or self.notes:
            return None
        at = self._end
        try:
            self._file.seek(at)
            if self._file.write(packed) < len(packed):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        except OSError as error:
            self._give_up(error)
            return None
        self._end += len(packed)
        return at, len(packed)

    def read(self, place: Place) -> bytes:
        """What was written there."""
        assert self._file is not None
        at, length = place
        if _read_at is not None:  # processes that were forked share one position in the file
            return _read_at(self._file.fileno(), length, at)
        self._file.seek(at)
        return self._file.read(length)

    def _give_up(self, error: OSError) -> None:
        self.notes.append(
            Problem(
                message=f"what is known of the documents is kept in memory, since the folder of temporary files takes no more: {error.strerror or error}",
                path=tempfile.gettempdir() if self._file is not None else "",
                remedy="TMPDIR names another folder",
            )
        )
