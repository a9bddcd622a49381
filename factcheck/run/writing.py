"""Run, part: puts a text in the place of a file in one step, so that nothing is lost if it fails half-way."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from factcheck.errors import Problem, UsageError


def write_whole(file: Path, text: str) -> None:
    """Writes the text as UTF-8 to a file of its own, then renames that; a link keeps pointing where it did.

    Raises UsageError where that cannot be done; the file is then as it was.
    """
    target = Path(os.path.realpath(file))
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as temporary:
                temporary.write(text.encode("utf-8"))
                temporary.flush()
                os.fsync(temporary.fileno())
            os.chmod(name, mode)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        remedy = "choose a file in a folder that exists and that you may write to"
        raise UsageError(
            Problem(message=f"cannot be written: {error.strerror}", path=file.as_posix(), remedy=remedy)
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
