"""Extract, an extractor from outside: asks a server that speaks the chat completions protocol, hosted or local, for claims.

Nothing is sent unless the settings name it. Tables, pairs and front matter are never sent, nor is the path of a document.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from factcheck.data import folder
from factcheck.errors import Problem, UsageError
from factcheck.extract.extractors._endpoint_answer import BadAnswer, Told, told_in
from factcheck.extract.extractors._endpoint_cache import Cache, default_folder, key_of
from factcheck.extract.extractors._endpoint_claims import Drafter
from factcheck.extract.extractors._endpoint_client import Budget, Client, OverBudget, Unanswered
from factcheck.extract.extractors._endpoint_http import Patience, is_loopback
from factcheck.extract.extractors._endpoint_passages import Passage, passages_of
from factcheck.extract.extractors._endpoint_tally import Tally
from factcheck.model.extraction import DraftClaim, Extraction

_IN_A_ROW = 3
"""Passages without a usable answer after which a run asks no more."""


class Options(BaseModel):
    """How to reach the endpoint and how much to spend on it. The key itself never stands here."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, hide_input_in_errors=True, allow_inf_nan=False, use_attribute_docstrings=True
    )

    base_url: str
    """What `/chat/completions` is added to: `https://api.example.org/v1`, `http://127.0.0.1:11434/v1`."""
    model: str = Field(min_length=1, max_length=200)
    """The name of the model, as the endpoint calls it."""
    api_key_env: str = ""
    """The environment variable that holds the key; none is sent where it is empty."""
    api_key: Any = Field(default=None, exclude=True, repr=False)
    """Refused: a key has no place in a file. `api_key_env` names the environment variable that holds it."""
    allow_insecure: bool = False
    """Whether plain http may be used to another machine."""
    connect_seconds: float = Field(default=10, gt=0, le=600)
    """How long a connection may take."""
    read_seconds: float = Field(default=60, gt=0, le=3600)
    """How long the endpoint may be silent in the middle of an answer, and before it."""
    timeout_seconds: float = Field(default=120, gt=0, le=3600)
    """How long one request may take as a whole."""
    retries: int = Field(default=2, ge=0, le=10)
    """How often a request is sent again after a failure that may pass."""
    max_requests: int = Field(default=200, ge=0)
    """How many requests one run may send, retries included."""
    max_input_characters: int = Field(default=2_000_000, ge=0)
    """How much text one run may send, instructions and retries included."""
    max_seconds: float = Field(default=600, gt=0)
    """How long one run may ask for, from its first request on."""
    max_tokens: int = Field(default=4000, ge=16)
    """How long one answer may be."""
    passage_characters: int = Field(default=6000, ge=200, le=200_000)
    """How much text one request asks about."""
    cache: str = ""
    """The folder that keeps the answers, counted from the settings file; by default one of the user's own."""
    offline: bool = False
    """Whether only answers that are kept are used, and nothing is sent."""

    @field_validator("cache")
    @classmethod
    def _from_settings(cls, cache: str, info: ValidationInfo) -> str:
        above = (info.context or {}).get("folder")
        return str(Path(above) / Path(cache).expanduser()) if cache and above is not None else cache


def build(
    options: Options,
    *,
    wait: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Endpoint:
    """The extractor; raises UsageError for an address or key that must not be used, and repeats neither.

    Nothing is sent and no key is read before the first document.
    """
    unfit = [f"`base_url` {why}" for why in [_unfit(options.base_url, options.allow_insecure)] if why]
    if options.api_key is not None:
        unfit.append("a key stands in the settings; it is not used, and others may have read it by now")
    if not re.fullmatch(r"(?:[A-Za-z_][A-Za-z0-9_]*)?", options.api_key_env):
        unfit.append("`api_key_env` is no name of an environment variable, and a key has no place in the settings")
    if unfit:
        raise UsageError(*(Problem(message=f"the extractor endpoint: {why}", remedy=_REMEDY) for why in unfit))
    return Endpoint(options, wait, clock)


_REMEDY = 'base_url = "https://...", and api_key_env = "NAME" of the environment variable that holds the key'


def _unfit(url: str, allow_insecure: bool) -> str:
    """Why an address is not to be used; it is not repeated, since it may hold a password."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no address"
    if parts.scheme not in ("http", "https") or not host or not all("!" <= c <= "~" for c in url):
        return "must be an address that begins with https:// or http://"
    if parts.username is not None or parts.password is not None:
        return "holds a user or password"
    if parts.query or parts.fragment:
        return "must end with its path, without ? or #"
    if parts.scheme == "http" and not is_loopback(host) and not allow_insecure:
        return "would send documents and key unencrypted to another machine, which only allow_insecure = true permits"
    return ""


class Endpoint:
    """Asks passage by passage, keeps the answers, and believes only what stands in the document."""

    name = "endpoint"

    def __init__(self, options: Options, wait: Callable[[float], None], clock: Callable[[], float]) -> None:
        self._options, self._wait, self._clock = options, wait, clock
        self._url = options.base_url.rstrip("/") + "/chat/completions"
        self._cache = Cache(Path(options.cache).expanduser() if options.cache else default_folder())
        self._begin()

    def _begin(self) -> None:
        """Starts a run: nothing spent, nothing failed."""
        options = self._options
        self._tally = Tally()
        self._failed_in_a_row = 0
        self._is_stopped = False
        self._client = Client(
            url=self._url,
            model=options.model,
            key_variable=options.api_key_env,
            max_tokens=options.max_tokens,
            schema=_answer_schema(),
            retries=options.retries,
            patience=Patience(
                connect=options.connect_seconds, read=options.read_seconds, total=options.timeout_seconds
            ),
            budget=Budget(
                requests=options.max_requests,
                characters=options.max_input_characters,
                seconds=options.max_seconds,
                clock=self._clock,
            ),
            clock=self._clock,
            wait=self._wait,
        )

    def mentions(self, found: Extraction) -> Extraction:
        """The extraction as it is: values are the built-in extractors' alone."""
        return found

    def claims(self, found: Extraction) -> Iterable[DraftClaim]:
        """The claims that the endpoint tells and the document bears out, in the order of their places."""
        drafter = Drafter(found)
        for passage in passages_of(found, self._options.passage_characters):
            self._tally.passages += 1
            answer = self._told(found.document.path, passage)
            if answer is not None:
                drafter.take(passage, *answer)
        self._tally.note_dropped(found.document.path, drafter.told, drafter.dropped)
        return drafter.drafts()

    def report(self) -> tuple[Problem, ...]:
        """What went wrong in the run, each sort of thing once; the next document begins a new run."""
        problems = self._tally.problems(self._options.base_url, self._cache.failure)
        self._cache.failure = ""
        self._begin()
        return problems

    def _told(self, path: str, passage: Passage) -> tuple[tuple[Told, ...], int] | None:
        """What is told of a passage, out of the cache or by asking; none where it could not be had."""
        messages = _messages(passage)
        key = key_of({
            "model": self._options.model,
            "messages": messages,
            "max_tokens": self._options.max_tokens,
            "schema": _answer_schema(),
        })  # fmt: skip
        kept = self._cache.get(key)
        if kept is not None:
            try:
                return told_in(kept)
            except BadAnswer:
                pass  # a damaged entry: asked for again
        if self._options.offline:
            self._tally.not_kept.add(path)
        elif self._is_stopped:
            self._tally.not_asked.add(path)
        else:
            return self._asked(path, messages, key)
        return None

    def _asked(self, path: str, messages: list[dict[str, str]], key: str) -> tuple[tuple[Told, ...], int] | None:
        try:
            content = self._client.ask(messages)
            told = told_in(content)
        except OverBudget as error:
            self._tally.over_budget.add(path)
            self._tally.budgets[str(error)] += 1
            return None
        except Unanswered as error:
            self._fail(path, error.reason, error.stop)
            return None
        except BadAnswer as error:
            self._fail(path, f"the model wrote {error}", False)
            return None
        self._failed_in_a_row = 0
        self._cache.put(key, content)
        return told

    def _fail(self, path: str, reason: str, stop: bool) -> None:
        self._tally.failed.add(path)
        self._tally.reasons[reason] += 1
        self._failed_in_a_row += 1
        self._is_stopped = stop or self._failed_in_a_row >= _IN_A_ROW


def _messages(passage: Passage) -> list[dict[str, str]]:
    """The question: what to do, and the text between lines whose mark the text itself cannot hold."""
    mark = f"===== {hashlib.sha256(passage.text.encode('utf-8', 'surrogatepass')).hexdigest()[:20]} ====="
    return [
        {"role": "system", "content": _prompt()},
        {"role": "user", "content": f"{mark}\n{passage.text}\n{mark}"},
    ]


@cache
def _prompt() -> str:
    return (folder("claims") / "endpoint" / "prompt.md").read_text(encoding="utf-8").strip()


@cache
def _answer_schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((folder("claims") / "endpoint" / "answer.json").read_text(encoding="utf-8"))
    return schema
