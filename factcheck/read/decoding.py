"""Read, part: from bytes to text. UTF-8 and UTF-16 with and without mark, Windows-1252 as the last resort."""

from __future__ import annotations

from factcheck.errors import Problem

_MAGIC = (
    (b"%PDF-", "a PDF document", "export its text, or convert it to Markdown or HTML"),
    (b"\x89PNG", "a PNG picture", "leave pictures out of the checked paths"),
    (b"\xff\xd8\xff", "a JPEG picture", "leave pictures out of the checked paths"),
    (b"GIF8", "a GIF picture", "leave pictures out of the checked paths"),
    (b"PK\x03\x04", "a ZIP archive or an Office document", "save it as Markdown, HTML or plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "save it as Markdown, HTML or plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"\x7fELF", "a program", "leave it out of the checked paths"),
)
_CONTROLS = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_CONTROL_BYTES = bytes(sorted(_CONTROLS))


def decode(path: str, data: bytes) -> tuple[str, str] | Problem:
    """Text and encoding (the byte-order mark left out of the text), or what keeps the bytes from being text."""
    for magic, what, remedy in _MAGIC:
        if data.startswith(magic):
            return Problem(message=f"cannot be read: it is {what}", path=path, line=1, remedy=remedy, fatal=True)
    if data.startswith(b"\xef\xbb\xbf"):
        return _strict(path, data[3:], "utf-8")
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return _strict(path, data[2:], encoding)
    head = data[:4096]
    if b"\x00" in head:
        guess = _utf16_without_mark(head)
        if guess:
            return _strict(path, data, guess)
        return _binary(path, data, data.index(b"\x00"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _single_byte(path, data, error)
    at = next((n for n, byte in enumerate(head) if byte in _CONTROLS), -1) if _count_controls(head) else -1
    return _binary(path, data, at) if _count_controls(head) > len(head) // 50 else (text, "utf-8")


def _count_controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROL_BYTES))


def _strict(path: str, data: bytes, encoding: str) -> tuple[str, str] | Problem:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Problem(
            message=f"cannot be decoded as {encoding}, which its byte-order mark promises: byte {error.start} is broken",
            path=path,
            line=line,
            remedy="save the file as UTF-8",
            fatal=True,
        )


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 of mostly Latin text has a zero in every other byte."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 * half and odd < 0.05 * half else ""


def _single_byte(path: str, data: bytes, error: UnicodeDecodeError) -> tuple[str, str] | Problem:
    controls = _count_controls(data[:65536])
    high = sum(byte >= 0x80 for byte in data[:65536])
    if controls > 2 or high > 0.3 * min(len(data), 65536):
        return _binary(path, data, error.start)
    try:
        return data.decode("cp1252"), "windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "latin-1"


def _binary(path: str, data: bytes, at: int) -> Problem:
    return Problem(
        message=f"cannot be decoded: it is no text (byte {max(at, 0)} is 0x{data[max(at, 0)]:02x})",
        path=path,
        line=data[: max(at, 0)].count(b"\n") + 1,
        remedy="save it as UTF-8 text, or leave it out by .factcheckignore",
        fatal=True,
    )
