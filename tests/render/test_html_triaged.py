"""The HTML report of a run with a baseline and suppressions: what counts comes first, what does not says why."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import reports
from factcheck.model.finding import Finding, Report, Status
from factcheck.model.triage import KnownFinding, KnownSide, Origin, Suppression
from factcheck.render import draw


def triaged() -> Report:
    """Two suppressed, two known, two new findings, in this order, and one that was fixed."""
    made = reports.many(6, 4)
    because = Suppression(
        reason="two <b>halls</b>, as the board says", owner="R. Hale", until=date(2027, 3, 1), origin=Origin.FILE,
        path="factcheck-suppressions.yaml", line=4,
    )  # fmt: skip
    statuses = (Status.SUPPRESSED, Status.SUPPRESSED, Status.KNOWN, Status.KNOWN, Status.NEW, Status.NEW)
    findings: list[Finding] = [
        dataclasses.replace(f, status=s, suppression=because if s is Status.SUPPRESSED else None)
        for f, s in zip(made.findings, statuses, strict=True)
    ]
    fixed = KnownFinding(
        id="0123456789ab", rule="event-date",
        sides=(KnownSide(says="1 May 1990", path="docs/old.md", quote="x"), KnownSide(says="<i>2 May</i>", path="docs/new.md", quote="y")),
    )  # fmt: skip
    return dataclasses.replace(made, findings=tuple(findings), baselined=True, fixed=(fixed,))


def test_what_counts_comes_first_and_the_rest_says_why() -> None:
    text = draw(triaged(), "html")

    assert "<h1>2 warnings</h1>" in text
    found = re.findall(r'<span class="status (\w+)">(\w+)</span><a class="rule"', text)
    assert [(s, s) for s in ("new", "new", "known", "known", "suppressed", "suppressed")] == found
    assert (
        "suppressed: two &lt;b&gt;halls&lt;/b&gt;, as the board says (by R. Hale, until 2027-03-01), factcheck-suppressions.yaml:4"
        in text
    )
    for name in ("new", "known", "suppressed"):
        assert f'<span class="status {name}">2 {name}</span>' in text
        assert f'name="status" value="{name}"' in text


def test_what_was_fixed_is_listed() -> None:
    text = draw(triaged(), "html")

    assert "Fixed since the baseline" in text
    assert "event-date: 1 May 1990 / &lt;i&gt;2 May&lt;/i&gt; (docs/old.md, docs/new.md)" in text


def test_without_a_baseline_nothing_speaks_of_it() -> None:
    text = draw(reports.few(), "html")

    assert 'name="status"' not in text
    assert 'class="status' not in text


def test_nothing_new() -> None:
    made = triaged()
    known = tuple(f for f in made.findings if f.status is not Status.NEW)

    assert "<h1>No new contradictions</h1>" in draw(dataclasses.replace(made, findings=known), "html")
