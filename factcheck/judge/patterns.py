"""Judge, part: the regular expressions of rule files. One that could run for ever on some text is refused when it is read.

Python's engine tries every way to divide a text among repeats. Where one repeat stands inside another, or where two alternatives
under a repeat begin alike, the ways double with every letter: such patterns are refused, unless they give nothing back (`++`, `(?>`).
"""

from __future__ import annotations

import re
import warnings
from typing import Any

MAX_LENGTH = 500
_MANY = 10
"""A repeat that may run so often counts as unbounded."""


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, `^` and `$` standing for ends of lines; raises ValueError in the words of a user."""
    if len(pattern) > MAX_LENGTH:
        raise ValueError(f"the pattern is longer than {MAX_LENGTH} characters")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            compiled = re.compile(pattern, re.MULTILINE)
    except (re.error, RecursionError, OverflowError, Warning) as error:
        raise ValueError(f"the pattern is no regular expression: {error}") from error
    if "value" not in compiled.groupindex:
        raise ValueError("the pattern has no group `value`: write `(?P<value>...)` around what is compared")
    if compiled.match("") is not None:
        raise ValueError("the pattern matches nothing at all: it must hold at least one character")
    _refuse_explosions(_parsed(pattern), inside=False)
    return compiled


def _parsed(pattern: str) -> Any:
    parser: Any = re._parser  # type: ignore[attr-defined]  # the tree of the standard library; there is no other
    return parser.parse(pattern, re.MULTILINE)


def _refuse_explosions(tree: Any, *, inside: bool) -> None:
    """Raises ValueError for a repeat in a repeat, and for alternatives that begin alike under a repeat."""
    for operator, argument in tree:
        name = str(operator)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, body = argument
            many = int(most) >= _MANY and int(most) > int(least)
            if many and inside:
                raise ValueError(
                    "a repeat inside a repeat, such as `(a+)*`, can run for ever: write the inner one as `a++`, or without the outer"
                )
            _refuse_explosions(body, inside=inside or int(most) >= _MANY)
        elif name == "BRANCH":
            branches = argument[1]
            if inside and len({_first(branch) for branch in branches} - {None}) < len(branches):
                raise ValueError(
                    "alternatives under a repeat that may begin alike, such as `(a|ab)*`, can run for ever: let each begin with"
                    " a letter of its own"
                )
            for branch in branches:
                _refuse_explosions(branch, inside=inside)
        elif name == "SUBPATTERN":
            _refuse_explosions(argument[3], inside=inside)
        elif name in ("ASSERT", "ASSERT_NOT"):
            _refuse_explosions(argument[1], inside=inside)
        elif name == "GROUPREF":
            if inside:
                raise ValueError(
                    "a reference to a group under a repeat can run for ever: repeat the group's own pattern"
                )
        elif name in ("ATOMIC_GROUP", "POSSESSIVE_REPEAT"):
            _refuse_explosions(argument if name == "ATOMIC_GROUP" else argument[2], inside=False)


def _first(branch: Any) -> str | None:
    """The character that an alternative begins with; none where it may be one of several."""
    for operator, argument in branch:
        return chr(argument) if str(operator) == "LITERAL" else None
    return None
