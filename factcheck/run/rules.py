"""Run, part: the rules of the user's folders: listed, and their examples run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factcheck.errors import Problem, UsageError
from factcheck.judge.rulebook import load_rules
from factcheck.model.rule import Rule
from factcheck.run.examples import Outcome, run_examples


def own_rules(
    folders: Sequence[str], *, shipped: bool = False, only: Sequence[str] = ()
) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The rules of the folders (with `shipped` all of them), and what is wrong with rule files.

    Raises UsageError where there is no folder, or none of the rules asked for.
    """
    missing = [folder for folder in folders if not Path(folder).is_dir()]
    if missing:
        remedy = "give the folder that holds your rule files"
        raise UsageError(*(Problem(message="is no folder of rules", path=folder, remedy=remedy) for folder in missing))
    if not folders and not shipped:
        remedy = 'name it, or set `rule_folders = ["factcheck-rules"]` in the settings; --all takes the shipped rules'
        raise UsageError(Problem(message="no folder of rules is named", remedy=remedy))
    found, problems = load_rules([Path(folder) for folder in folders], select=only, proven=not shipped)
    if not shipped:
        found = tuple(rule for rule in found if any(Path(folder) in Path(rule.path).parents for folder in folders))
    if not found and not problems:
        remedy = "rule files end in .yaml; docs/writing-rules.md shows one"
        raise UsageError(Problem(message="holds no rule", path=folders[0] if folders else "", remedy=remedy))
    return found, problems


def list_rules(rules: Sequence[Rule]) -> str:
    """The rules, a line each: id, severity, check, how many examples, file, title."""
    rows = [(r.id, r.severity.value, r.check, f"{len(r.examples)} examples", f"{r.path}: {r.title}") for r in rules]
    widths = [max((len(row[n]) for row in rows), default=0) for n in range(4)]
    return "".join("  ".join((*(c.ljust(w) for c, w in zip(row, widths, strict=False)), row[4])) + "\n" for row in rows)


def test_rules(rules: Sequence[Rule]) -> tuple[str, int]:
    """What came of the examples of the rules, with every failure explained, and how many there are."""
    outcomes = list(run_examples(rules))
    failures = [outcome for outcome in outcomes if not outcome.passed]
    todo = sum(bool(outcome.example.todo) and outcome.passed for outcome in outcomes)
    lines = [line for outcome in failures for line in _explained(outcome)]
    count = f"{len(outcomes)} example{'s' if len(outcomes) != 1 else ''} of {len(rules)} rule{'s' if len(rules) != 1 else ''}"
    told = f"{len(outcomes) - len(failures) - todo} as they say, {todo} still to do, {len(failures)} failed"
    return "".join(f"{line}\n" for line in (*lines, f"{count}: {told}.")), len(failures)


test_rules.__test__ = False  # type: ignore[attr-defined]  # pytest takes it for a test otherwise


def _explained(outcome: Outcome) -> list[str]:
    """One failure: what was expected, and what was found."""
    example = outcome.example
    lines = [f"{outcome.rule.path}: {outcome.rule.id}: {example.name}"]
    if example.todo and not outcome.wrong:
        lines.append(f"  holds, and is marked `todo: {example.todo}`: take the line out")
    lines += [f"  {line}" for line in outcome.wrong]
    lines += [f"  found: {message}" for message in outcome.found] if example.finds or outcome.found else []
    if example.finds and not outcome.found:
        lines.append("  found: nothing; `factcheck claims` shows what is read in a document")
    return lines
