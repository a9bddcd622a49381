"""Extract, part of the endpoint extractor: the answer of a model, read strictly. Nothing in it is believed yet."""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from factcheck.model.claim import ClaimType, Modality
from factcheck.patterns import pattern_of

MAX_CLAIMS = 400
"""Of one answer; what comes after is not looked at."""


class BadAnswer(Exception):
    """An answer that holds no list of claims; the text says why and quotes nothing of it."""


class Told(BaseModel):
    """A claim as the model tells it, of the right shape and of known words, and no more than that."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True, hide_input_in_errors=True)

    quote: str
    value: str
    type: ClaimType
    passage: int = 0
    before: str = ""
    subject: str = ""
    predicate: str = ""
    modality: Modality = Modality.ASSERTED

    @field_validator("type", mode="before")
    @classmethod
    def _type(cls, value: Any) -> Any:
        return ClaimType(value) if isinstance(value, str) else value

    @field_validator("modality", mode="before")
    @classmethod
    def _modality(cls, value: Any) -> Any:
        return Modality(value) if isinstance(value, str) else value

    @field_validator("before", "subject", "predicate", mode="before")
    @classmethod
    def _nothing(cls, value: Any) -> Any:
        return "" if value is None else value


def read_strictly(text: str) -> Any:
    """The value of a JSON text; raises BadAnswer for what is none, for keys that stand twice, and for NaN."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise BadAnswer("no JSON") from error


def content_of(body: bytes) -> str:
    """What the model wrote, out of a chat completion; raises BadAnswer."""
    try:
        envelope = read_strictly(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadAnswer("no UTF-8") from error
    choices = envelope.get("choices") if isinstance(envelope, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str) or not isinstance(choice, dict):
        raise BadAnswer("no chat completion with a text")
    if choice.get("finish_reason") == "length":
        raise BadAnswer("cut short at max_tokens")
    return content


def told_in(content: str) -> tuple[tuple[Told, ...], int]:
    """The claims that a model's text tells, and how many entries of its list are none; raises BadAnswer."""
    value = _json_in(content)
    listed = value.get("claims") if isinstance(value, dict) else value
    if not isinstance(listed, list):
        raise BadAnswer("no list of claims")
    told: list[Told] = []
    for entry in listed[:MAX_CLAIMS]:
        try:
            told.append(Told.model_validate(entry))
        except (ValidationError, RecursionError):
            continue
    return tuple(told), len(listed) - len(told)


_FENCED = pattern_of(r"```[a-z]*\s*\n(.*?)\n\s*```", re.S)


def _json_in(content: str) -> Any:
    """The JSON of a text: all of it, or a fenced block, or what stands between its first and last brace.

    What some models write while they think, up to `</think>`, is passed over.
    """
    content = content.rpartition("</think>")[2]
    tries = [content, *(m[1] for m in _FENCED.finditer(content))]
    first, last = content.find("{"), content.rfind("}")
    if 0 <= first < last:
        tries.append(content[first : last + 1])
    for text in tries[:4]:
        try:
            value = read_strictly(text)
        except BadAnswer:
            continue
        if isinstance(value, dict | list):
            return value
    raise BadAnswer("no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice")
    return made


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")
