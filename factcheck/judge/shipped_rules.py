"""Judge, part: the rules that come with factcheck, read without the validation that a user's rule goes through.

The tests hold each of them against the same rule as the rulebook validates it; what is odd is left to the rulebook, which
says what is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factcheck.model.rule import Compare, Example, Rule, Severity


def rule_of(file: Any, shown: str) -> Rule | None:
    """The rule that the content of a shipped file holds, or nothing where it is not as expected."""
    try:
        return _rule(file, shown)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _rule(file: Mapping[str, Any], shown: str) -> Rule:
    compare: Mapping[str, Any] = file.get("compare", {})
    return Rule(
        id=file["id"],
        title=file["title"],
        kind=file.get("kind") or file["id"],
        severity=Severity(file["severity"]),
        explain=file["explain"].strip(),
        check=file["check"],
        message=file["message"],
        compare=Compare(
            type=_listed(compare.get("type", ())),
            same=tuple(compare.get("same", ())),
            entity=compare.get("entity", ""),
            predicate=compare.get("predicate", ""),
            files=tuple(compare.get("files", ())),
            never=tuple(compare.get("never", ())),
        ),
        parameters=file.get("with", {}),
        precision=file.get("precision", "medium"),
        false_positives=tuple(file.get("false_positives", ())),
        formerly=tuple(file.get("formerly", ())),
        examples=tuple([_example(example) for example in file["examples"]]),
        path=shown,
    )


def _listed(value: Any) -> tuple[str, ...]:
    """One word is a list of one."""
    return (value,) if isinstance(value, str) else tuple(value)


def _example(example: Mapping[str, Any]) -> Example:
    return Example(
        name=example["name"],
        finds=int(example["finds"]),
        documents=example["documents"],
        facts=example.get("facts", ""),
        todo=example.get("todo", ""),
    )
