"""A server on this machine that speaks the chat completions protocol, well or badly, and records what it is asked."""

import contextlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler"], None]


@dataclass
class Recorded:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """The text of the document that was sent."""
        return self.body["messages"][-1]["content"]


@dataclass
class Server:
    """Gives the replies in their order, the last one for ever."""

    replies: list[Reply]
    requests: list[Recorded] = field(default_factory=list)
    url: str = ""

    def __enter__(self) -> "Server":
        owner = self

        class Bound(Handler):
            server_owner = owner

        self.stop = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
        self._http.daemon_threads = True
        self._http.block_on_close = False
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}/v1"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self._http.shutdown()
        self._http.server_close()


class Handler(BaseHTTPRequestHandler):
    server_owner: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or "{}")
        owner = self.server_owner
        owner.requests.append(Recorded(self.path, dict(self.headers.items()), body))
        reply = owner.replies[min(len(owner.requests), len(owner.replies)) - 1]
        self.close_connection = True
        with contextlib.suppress(OSError):  # the other side may hang up
            reply(self)

    do_GET = do_CONNECT = do_POST

    def send(self, status: int, body: bytes, media: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


def completion(content: Any, finish: str = "stop") -> bytes:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    return json.dumps({"id": "x", "object": "chat.completion", "choices": [choice]}).encode()


def telling(*claims: dict[str, Any]) -> Reply:
    """A reply with these claims, in good form."""
    return writing(json.dumps({"claims": list(claims)}))


def writing(content: Any, finish: str = "stop") -> Reply:
    """A reply in which the model writes this."""
    return lambda handler: handler.send(200, completion(content, finish))


def answering(status: int, body: bytes = b"{}", media: str = "application/json", **headers: str) -> Reply:
    return lambda handler: handler.send(status, body, media, **headers)


def raw(data: bytes) -> Reply:
    """A reply of these very bytes, and then the end of the connection."""
    return lambda handler: handler.wfile.write(data)


def dripping(head: bytes, drop: bytes, pause: float = 0.02) -> Reply:
    """A reply that never ends: a head, and then a drop again and again."""

    def reply(handler: Handler) -> None:
        handler.wfile.write(head)
        while not handler.server_owner.stop.wait(pause):
            handler.wfile.write(drop)

    return reply


def flooding(head: bytes, piece: bytes) -> Reply:
    """A reply that never ends and comes as fast as it is taken."""
    return dripping(head, piece, pause=0)
