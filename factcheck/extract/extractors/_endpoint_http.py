"""Extract, part of the endpoint extractor: one POST by HTTP, bounded in time and size. Follows no redirect, retries nothing."""

from __future__ import annotations

import base64
import http.client
import io
import ipaddress
import socket
import ssl
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from factcheck.frozen import dataclass

MAX_BYTES = 4_000_000
"""An answer that is longer is none: it would fill the memory, and no list of claims needs as much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server sent, whatever its status."""

    status: int
    media_type: str
    retry_after: float | None
    """Seconds, where the server says so in seconds."""
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long one request may take, in seconds."""

    connect: float
    read: float
    """Between two pieces of the answer."""
    total: float
    """From the first byte sent to the last one read."""


class NoAnswer(Exception):
    """A request without a usable answer. The text holds nothing that the server sent, and no header of the request."""

    def __init__(self, reason: str, *, reached: bool = True, again: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.reached = reached
        """Whether there was a server at all."""
        self.again = again
        """Whether another try may go better."""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, so that what is sent to it leaves no network card."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def post(url: str, body: bytes, headers: Mapping[str, str], patience: Patience, clock: Callable[[], float]) -> Answer:
    """The answer to a POST; raises NoAnswer. `clock` gives seconds that only grow."""
    deadline = clock() + patience.total
    connection: http.client.HTTPConnection | None = None
    raw: socket.socket | None = None
    try:
        connection, path = _connection(url, min(patience.connect, patience.total))
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as error:
            raise NoAnswer("its certificate was not accepted", reached=False, again=False) from error
        except (OSError, UnicodeError, http.client.HTTPException) as error:
            raise NoAnswer(f"no connection: {_why(error)}", reached=False) from error
        raw = connection.sock
        connection.sock = _TimedSocket(raw, patience.read, deadline, clock)
        connection.request("POST", path, body=body, headers=dict(headers))
        return _read(connection.getresponse())
    except TimeoutError as error:
        raise NoAnswer("timed out") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        # from none: the text of a ValueError may quote a header, and with it the key
        raise NoAnswer(f"the answer broke off or is no HTTP ({type(error).__name__})") from None
    finally:
        if connection is not None:
            connection.close()
        if raw is not None:
            raw.close()


def _connection(url: str, timeout: float) -> tuple[http.client.HTTPConnection, str]:
    """A connection that is not open yet, and the path to ask for. A proxy of the environment is used for https alone."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    path = parts.path or "/"
    if parts.scheme != "https":
        return http.client.HTTPConnection(host, parts.port, timeout=timeout), path
    context = ssl.create_default_context()
    proxy = urllib.request.getproxies().get("https", "")
    if not proxy or is_loopback(host) or urllib.request.proxy_bypass(host):
        return http.client.HTTPSConnection(host, parts.port, timeout=timeout, context=context), path
    through = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    tunnel = http.client.HTTPSConnection(through.hostname or "", through.port, timeout=timeout, context=context)
    login = {}
    if through.username:
        pair = f"{unquote(through.username)}:{unquote(through.password or '')}"
        login["Proxy-Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode("ascii")
    tunnel.set_tunnel(host, parts.port or 443, headers=login)
    return tunnel, path


def _read(response: http.client.HTTPResponse) -> Answer:
    length = response.length
    if length is not None and length > MAX_BYTES:
        raise NoAnswer("the answer is too long", again=False)
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(65536):
        pieces.append(piece)
        size += len(piece)
        if size > MAX_BYTES:
            raise NoAnswer("the answer is too long", again=False)
    if length is not None and size < length:
        raise NoAnswer("the answer broke off")
    return Answer(
        status=response.status,
        media_type=(response.getheader("Content-Type") or "").partition(";")[0].strip().lower()[:80],
        retry_after=_seconds(response.getheader("Retry-After")),
        body=b"".join(pieces),
    )


def _seconds(text: str | None) -> float | None:
    """A Retry-After in whole seconds; a date is passed over, since it would need the time of day."""
    text = (text or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, socket.gaierror):
        return "the host is not known"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return type(error).__name__


class _TimedSocket:
    """A connected socket for `http.client` whose every wait ends at one deadline, also in the middle of a head."""

    def __init__(self, raw: socket.socket, read: float, deadline: float, clock: Callable[[], float]) -> None:
        self._raw, self._read, self._deadline, self._clock = raw, read, deadline, clock

    def _arm(self) -> None:
        left = self._deadline - self._clock()
        if left <= 0:
            raise TimeoutError
        self._raw.settimeout(min(self._read, left))

    def sendall(self, data: Any) -> None:
        self._arm()
        self._raw.sendall(data)

    def receive(self, buffer: Any) -> int:
        self._arm()
        return self._raw.recv_into(buffer)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self))

    def close(self) -> None:
        """Nothing: the answer is still read when `http.client` closes; `post` closes the raw socket."""


class _TimedReader(io.RawIOBase):
    def __init__(self, source: _TimedSocket) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._source.receive(buffer)
