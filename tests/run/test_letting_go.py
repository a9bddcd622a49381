"""A run forgets what later stages do not ask for, and finds the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck import pipeline
from factcheck.judge.rulebook import load_rules
from factcheck.run.gathering import gather


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "history.md").write_text(
        "# Vane Bridge\n\nThe Vane Bridge was opened on 3 May 1998. It is 240 m long.\n", encoding="utf-8"
    )
    (tmp_path / "press.md").write_text("# News\n\nThe Vane Bridge was opened on 3 May 1999.\n", encoding="utf-8")
    return tmp_path


def test_what_is_resolved_is_let_go(pages: Path) -> None:
    found = gather(["."])
    kept = pipeline.claims_of(found.documents, extracted=dict(found.extracted))
    lean = pipeline.claims_of(found.documents, extracted=found.extracted, let_go=True)
    assert lean.claims == kept.claims
    assert lean.times == kept.times
    assert not found.extracted
    assert all(not (e.tokens or e.names or e.drafts or e.referents or e.sentences) for e in lean.extractions)
    assert [e.quantities for e in lean.extractions] == [e.quantities for e in kept.extractions]
    assert all(e.names for e in kept.extractions)


def test_the_report_is_the_same(pages: Path) -> None:
    rules, _ = load_rules()
    plain = pipeline.check(gather(["."]).documents, rules)
    found = gather(["."])
    report = pipeline.check(found.documents, rules, extracted=found.extracted, let_go=True)
    assert report.findings
    assert report.findings == plain.findings
