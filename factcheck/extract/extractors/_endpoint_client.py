"""Extract, part of the endpoint extractor: one question, asked until it is answered, given up or over the budget."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from factcheck.extract.extractors._endpoint_answer import BadAnswer, content_of, read_strictly
from factcheck.extract.extractors._endpoint_http import Answer, NoAnswer, Patience, post

_FIRST_WAIT = 0.5
_LONGEST_WAIT = 8.0
_LONGEST_REQUESTED_WAIT = 30.0
"""Seconds that a Retry-After is obeyed for; a server that asks for more is tried after them."""
_FORMS = ("json_schema", "json_object", "text", "bare")
"""How the form of the answer is asked for, the strictest first; `bare` leaves out what some models refuse."""
_REFUSED_FORM = (400, 422)
_STOPPING = (401, 403, 404)


class Unanswered(Exception):
    """A question that got no usable answer. The text holds no key, and of the server's words only plain ones."""

    def __init__(self, reason: str, *, stop: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.stop = stop
        """Whether asking on would be in vain."""


class OverBudget(Exception):
    """A request that was not sent, since it would have gone over the budget; the text says which part of it is spent."""


@dataclass(slots=True, kw_only=True)
class Budget:
    """What may be spent in one run, and what is spent. Time counts from the first request on."""

    requests: int
    characters: int
    seconds: float
    clock: Callable[[], float]
    _requests: int = field(default=0, init=False)
    _characters: int = field(default=0, init=False)
    _began: float | None = field(default=None, init=False)

    def spend(self, characters: int) -> None:
        """Takes one request of so many characters; raises OverBudget instead where it does not fit."""
        if self._began is None:
            self._began = self.clock()
        if self._requests >= self.requests:
            raise OverBudget(f"max_requests = {self.requests}")
        if self._characters + characters > self.characters:
            raise OverBudget(f"max_input_characters = {self.characters}")
        if self.left() <= 0:
            raise OverBudget(f"max_seconds = {self.seconds:g}")
        self._requests += 1
        self._characters += characters

    def left(self) -> float:
        """The seconds that are left."""
        return self.seconds if self._began is None else self.seconds - (self.clock() - self._began)


@dataclass(slots=True, kw_only=True)
class Client:
    """Asks a server that speaks the chat completions protocol; remembers which form of answer it takes."""

    url: str
    model: str
    key_variable: str
    max_tokens: int
    schema: Mapping[str, Any]
    retries: int
    patience: Patience
    budget: Budget
    clock: Callable[[], float]
    wait: Callable[[float], None]
    _form: int = field(default=0, init=False)

    def ask(self, messages: list[dict[str, str]]) -> str:
        """What the model writes; raises Unanswered or OverBudget."""
        headers = self._headers()
        for number in range(self._form, len(_FORMS)):
            answer = self._answer(messages, _FORMS[number], headers)
            if answer.status in _REFUSED_FORM and number + 1 < len(_FORMS):
                continue
            content = self._content(answer, headers)
            self._form = number
            return content
        raise AssertionError("the last form returns or raises")

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",
            "User-Agent": "factcheck",
        }
        if not self.key_variable:
            return headers
        key = os.environ.get(self.key_variable, "").strip()
        if not key:
            raise Unanswered(f"the environment variable {self.key_variable} is not set", stop=True)
        if not all("!" <= c <= "~" for c in key):
            raise Unanswered(f"the environment variable {self.key_variable} holds what no key can be", stop=True)
        headers["Authorization"] = f"Bearer {key}"
        return headers

    def _answer(self, messages: list[dict[str, str]], form: str, headers: Mapping[str, str]) -> Answer:
        """The server's answer to one form of the question, after as many tries as are allowed."""
        body = json.dumps(self._request(messages, form), ensure_ascii=True).encode("ascii")
        characters = sum(len(m["content"]) for m in messages)
        for tried in range(self.retries + 1):
            is_last = tried == self.retries
            self.budget.spend(characters)
            asked = 0.0
            try:
                answer = post(self.url, body, headers, self._patience(), self.clock)
            except NoAnswer as error:
                if is_last or not error.again:
                    raise Unanswered(error.reason, stop=not error.reached) from None
            else:
                if is_last or not (answer.status == 429 or answer.status >= 500):
                    return answer
                asked = answer.retry_after or 0.0
            self._pause(tried, asked)
        raise AssertionError("the last try returns or raises")

    def _patience(self) -> Patience:
        given = self.patience
        return Patience(connect=given.connect, read=given.read, total=min(given.total, self.budget.left()))

    def _pause(self, tried: int, asked: float) -> None:
        seconds = max(min(_FIRST_WAIT * 2**tried, _LONGEST_WAIT), min(asked, _LONGEST_REQUESTED_WAIT))
        if seconds >= self.budget.left():
            raise OverBudget(f"max_seconds = {self.budget.seconds:g}")
        self.wait(seconds)

    def _request(self, messages: list[dict[str, str]], form: str) -> dict[str, Any]:
        request: dict[str, Any] = {"model": self.model, "messages": messages}
        if form == "bare":
            return {**request, "max_completion_tokens": self.max_tokens}
        request |= {"temperature": 0, "seed": 0, "max_tokens": self.max_tokens}
        if form == "json_schema":
            wanted = {"name": "claims", "strict": True, "schema": self.schema}
            request["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif form == "json_object":
            request["response_format"] = {"type": "json_object"}
        return request

    def _content(self, answer: Answer, headers: Mapping[str, str]) -> str:
        status = answer.status
        if 300 <= status < 400:
            raise Unanswered(f"it sends elsewhere (status {status}), which is not followed", stop=True)
        if status != 200:
            said = _words_of(answer, headers.get("Authorization", "").removeprefix("Bearer "))
            raise Unanswered(f"status {status}{said}", stop=status in _STOPPING)
        if "json" not in answer.media_type:
            raise Unanswered("an answer that is no JSON by its own account")
        try:
            return content_of(answer.body)
        except BadAnswer as error:
            raise Unanswered(str(error)) from None


def _words_of(answer: Answer, key: str) -> str:
    """What a server says to a request that it refused, in one plain line; nothing where it may repeat the key."""
    if answer.status in (401, 403) or "json" not in answer.media_type:
        return ""
    try:
        told = read_strictly(answer.body.decode("utf-8"))
    except (BadAnswer, UnicodeDecodeError):
        return ""
    error = told.get("error") if isinstance(told, dict) else None
    message = error.get("message") if isinstance(error, dict) else error
    if not isinstance(message, str):
        return ""
    plain = " ".join("".join(c if c.isprintable() else " " for c in message).split())
    shares = any(key[k : k + 6] in plain for k in range(max(1, len(key) - 5))) if key else False
    return f': "{plain[:160]}"' if plain and not shares else ""
