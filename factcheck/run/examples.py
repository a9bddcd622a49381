"""Run, part: the examples of rules as tests: each goes through the whole pipeline, with its rule alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factcheck.frozen import dataclass
from factcheck.model.finding import Report
from factcheck.model.rule import Example, Rule
from factcheck.pipeline import check_texts

FACTS = "facts.yaml"
"""What the facts file of an example is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one example."""

    rule: Rule
    example: Example
    found: tuple[str, ...]
    """The messages of the findings."""
    wrong: tuple[str, ...]
    """What is not as the example says; empty where all is."""

    @property
    def passed(self) -> bool:
        """Whether it is as it should be; an example with `todo:` has to fail."""
        return bool(self.wrong) is bool(self.example.todo)


def run_examples(rules: Iterable[Rule]) -> Iterator[Outcome]:
    """The outcomes of all examples, in the order of the rules."""
    for rule in rules:
        for example in rule.examples:
            yield run_example(rule, example)


def run_example(rule: Rule, example: Example) -> Outcome:
    """Checks the documents of an example, and holds what is found against what is expected."""
    documents = {path: unmark(text) for path, text in example.documents.items()}
    facts = {FACTS: unmark(example.facts)} if example.facts else {}
    report = check_texts(
        {path: text for path, (text, _) in documents.items()},
        [rule],
        facts={path: text for path, (text, _) in facts.items()},
    )
    wrong = [str(problem) for problem in report.problems if problem.fatal]
    wrong += [f.message for f in report.findings if f.rule == "internal-error"]
    if example.finds != len(report.findings):
        wrong.append(f"finds {len(report.findings)}, expected {example.finds}")
    wrong += _uncited(report, {**documents, **facts})
    return Outcome(rule=rule, example=example, found=tuple(f.message for f in report.findings), wrong=tuple(wrong))


def unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text without the marks ⟦ ⟧, and the stretches that they held."""
    stretches, plain, start = [], "", 0
    for part in re.split(r"([⟦⟧])", text):
        if part == "⟦":
            start = len(plain)
        elif part == "⟧":
            stretches.append((start, len(plain)))
        else:
            plain += part
    return plain, tuple(stretches)


def _uncited(report: Report, documents: dict[str, tuple[str, tuple[tuple[int, int], ...]]]) -> Iterator[str]:
    """The marked stretches that no finding cites."""
    places = [p for f in report.findings for p in f.places]
    for path, (text, stretches) in documents.items():
        for start, end in stretches:
            if not any(p.document == path and p.span.start < end and start < p.span.end for p in places):
                yield f"{path}: {text[start:end]!r} is marked, and no finding cites it"
