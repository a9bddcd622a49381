"""Render, part: JUnit XML: a suite a rule, a case a finding; what closes the gate is a failure, the rest is told and passes."""

from __future__ import annotations

from factcheck.errors import Problem
from factcheck.model.finding import Finding, Report
from factcheck.model.rule import Severity
from factcheck.model.triage import Status
from factcheck.render._digest import main_place, one_line, shown_path, spot, told, told_fully
from factcheck.render._standing import standing
from factcheck.render._xml import Element, element, written
from factcheck.render.options import Options

SHOWS_TRIAGED = True
_MAX_NAME = 200


def render(report: Report, options: Options) -> str:
    """The rules with their findings; a rule that found nothing is one case that passed."""
    names = report.short_fingerprints
    by_rule: dict[str, list[Finding]] = {rule.id: [] for rule in report.rules}
    for finding in report.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    titles = {rule.id: rule.title for rule in report.rules}
    severities = {rule.id: rule.severity.value for rule in report.rules}
    suites = []
    for rule, findings in sorted(by_rule.items()):
        taken: dict[str, int] = {}
        cases = [_case(finding, names[finding.fingerprint], taken, options) for finding in findings]
        nothing = element(
            "testcase", {"name": one_line(titles.get(rule, rule)), "classname": f"factcheck.{rule}", "time": 0}
        )
        suites.append(_suite(rule, cases or [nothing], severities.get(rule, "")))
    if report.problems:
        suites.append(_suite("inputs", [_input(number, problem) for number, problem in enumerate(report.problems, 1)]))
    return written(element("testsuites", {"name": "factcheck", **_counts(suites), "time": 0}, *suites))


def _suite(name: str, cases: list[Element], severity: str = "") -> Element:
    # the strictest of the schemas in use has properties of suites only, and no file or line of a case
    told = [element("properties", {}, element("property", {"name": "severity", "value": severity}))] if severity else []
    return element("testsuite", {"name": name, **_counts(cases), "skipped": _skipped(cases), "time": 0}, *told, *cases)


def _skipped(cases: list[Element]) -> int:
    return sum(case.find("skipped") is not None for case in cases)


def _counts(parts: list[Element]) -> dict[str, int]:
    """How many tests, failures and errors the parts hold, be they cases or suites."""
    cases = [case for part in parts for case in part.iter("testcase")]
    return {
        "tests": len(cases),
        "failures": sum(case.find("failure") is not None for case in cases),
        "errors": sum(case.find("error") is not None for case in cases),
    }


def _case(finding: Finding, short: str, taken: dict[str, int], options: Options) -> Element:
    message = told(finding)
    name = (message if len(message) <= _MAX_NAME else message[: _MAX_NAME - 1] + "…") + (f" ({short})" if short else "")
    taken[name] = taken.get(name, 0) + 1
    attributes = {
        "name": name + (f" {taken[name]}" if taken[name] > 1 else ""),
        "classname": f"factcheck.{finding.rule}",
        "time": 0,
    }
    if finding.status is not Status.NEW:
        return element("testcase", attributes, element("skipped", {"message": one_line(standing(finding))}))
    main = main_place(finding)
    lines = [*([spot(main[1])] if main is not None else []), *told_fully(finding)]
    if _closes(finding, options):
        failure = element("failure", {"message": message, "type": finding.severity.value}, text="\n".join(lines))
        return element("testcase", attributes, failure)
    lines.insert(0, f"{finding.severity.value}, below the gate")
    return element("testcase", attributes, element("system-out", {}, text="\n".join(lines)))


def _closes(finding: Finding, options: Options) -> bool:
    """Whether the finding is one of those that close the gate."""
    if options.closing is not None:
        return finding.severity.value in options.closing
    return options.fail_on != "never" and finding.severity.rank <= Severity(options.fail_on).rank


def _input(number: int, problem: Problem) -> Element:
    """An input with a problem: an error where it could not be used at all."""
    place = f"{shown_path(problem.path)}:{problem.line}" if problem.line else shown_path(problem.path)
    message = one_line(problem.message)
    text = "\n".join(part for part in (place, message, one_line(problem.quote), one_line(problem.remedy)) if part)
    attributes = {"name": f"{place or 'input'} ({number})", "classname": "factcheck.inputs", "time": 0}
    if problem.fatal:
        return element("testcase", attributes, element("error", {"message": message, "type": "input"}, text=text))
    return element("testcase", attributes, element("system-out", {}, text=text))
