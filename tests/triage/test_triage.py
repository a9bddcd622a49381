"""`triage` with keys from a pipe: what each writes, taking back, going on another day; and what `stats` makes of it."""

from __future__ import annotations

import contextlib
import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from factcheck.cli import main
from factcheck.triage.labels import Label, Measured, Verdict, measure, read_labels, training_pairs, wilson, write_label

DOCS = {
    "docs/a.md": "The Kelder Observatory opened on 3 May 1998.\n\nApplications for the Varen Fellowship close on 31 March 2025.\n",
    "docs/b.md": "The Kelder Observatory opened on 3 May 1999.\n\nApplications for the Varen Fellowship close on 13 April 2025.\n",
    "docs/c.md": "The ferry is laid up on Monday, 19 September 2025.\n",
}
LABELS, SIDE, BASE = "factcheck-labels.jsonl", "factcheck-suppressions.yaml", "factcheck-baseline.yaml"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    for path, text in DOCS.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def run(*arguments: str, cwd: Path, keys: str = "") -> tuple[int, str]:
    with contextlib.chdir(cwd):
        result = CliRunner().invoke(main, arguments, input=keys)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout + result.stderr


def labels(place: Path) -> list[tuple[str, str]]:
    found, problems = read_labels((place / LABELS).read_text(encoding="utf-8"), LABELS)
    assert () == problems
    return [(label.rule, label.verdict.value) for label in found]


def standing(place: Path) -> list[str]:
    with contextlib.chdir(place):
        data = json.loads(CliRunner().invoke(main, ["check", "docs", "-f", "json", "--today", "2020-01-01"]).stdout)
    return sorted(f"{f['status']} {f['rule']}" for f in data["findings"])


def test_the_order_of_the_findings(place: Path) -> None:
    code, told = run("triage", "docs", cwd=place, keys="q")

    assert (0, "0 decided, 3 left.") == (code, told.splitlines()[-1])
    assert "1 of 3" in told
    assert "Monday, 19 September 2025" in told
    assert ["docs"] == [p.name for p in place.iterdir()]


def test_every_key(place: Path) -> None:
    code, told = run("triage", "docs", "--owner", "desk", cwd=place, keys="rd\nu2031-01-31\n")

    assert (0, "3 decided, 0 left.") == (code, told.splitlines()[-2])
    assert [("weekday", "real"), ("event-date", "different"), ("deadline", "later")] == labels(place)
    assert ["new weekday", "suppressed deadline", "suppressed event-date"] == standing(place)
    text = (place / SIDE).read_text(encoding="utf-8")
    assert 'reason: "not the same thing"' in text
    assert "until: 2031-01-31" in text
    assert 2 == text.count('owner: "desk"')


def test_later_goes_into_the_baseline(place: Path) -> None:
    run("triage", "docs", cwd=place, keys="lsm")

    assert [("weekday", "later"), ("event-date", "superseded"), ("deadline", "misread")] == labels(place)
    assert ["known weekday", "suppressed deadline", "suppressed event-date"] == standing(place)


def test_going_on_another_day(place: Path) -> None:
    run("triage", "docs", cwd=place, keys="rnq")
    assert [("weekday", "real")] == labels(place)

    _, told = run("triage", "docs", cwd=place, keys="d")
    assert "1 of 2" in told
    assert "1 decided, 1 left." in told
    _, told = run("triage", "docs", "--again", cwd=place, keys="m")
    assert "1 of 2" in told
    assert [("event-date", "different"), ("weekday", "misread")] == labels(place)


def test_a_renamed_document_is_not_asked_about_again(place: Path) -> None:
    run("triage", "docs", cwd=place, keys="rrr")
    (place / "docs/c.md").rename(place / "docs/ferry.md")
    (place / "docs/b.md").rename(place / "docs/a-press.md")

    assert "0 decided, 0 left." in run("triage", "docs", cwd=place, keys="q")[1]
    (place / "docs/copy.md").write_text(DOCS["docs/c.md"], encoding="utf-8")
    assert "0 decided, 1 left." in run("triage", "docs", cwd=place, keys="q")[1]


def test_taking_back(place: Path) -> None:
    (place / SIDE).write_text("# ours\n- finding: 'ffffffff'\n  reason: kept  # so\n", encoding="utf-8")
    before = (place / SIDE).read_text(encoding="utf-8")

    _, told = run("triage", "docs", cwd=place, keys="bdbnlbbq")

    assert "this is the first" in told
    assert "0 decided, 3 left." in told
    assert before == (place / SIDE).read_text(encoding="utf-8")
    assert not (place / LABELS).exists()
    assert not (place / BASE).exists()


def test_what_people_wrote_stays(place: Path) -> None:
    (place / SIDE).write_text("# ours\n- finding: 'ffffffff'\n  reason: kept  # so", encoding="utf-8")

    run("triage", "docs", cwd=place, keys="d")

    assert (
        (place / SIDE)
        .read_text(encoding="utf-8")
        .startswith("# ours\n- finding: 'ffffffff'\n  reason: kept  # so\n\n- rule:")
    )


def test_a_day_that_is_none_decides_nothing(place: Path) -> None:
    _, told = run("triage", "docs", cwd=place, keys="u31 January\nx?q")

    assert "is no day" in told
    assert "take the last decision back" in told
    assert "0 decided, 3 left." in told


def test_pairs_hold_what_alignment_went_by(place: Path) -> None:
    run("triage", "docs", cwd=place, keys="rrd")

    found, _ = read_labels((place / LABELS).read_text(encoding="utf-8"), LABELS)
    pairs = {label.rule: label.pair for label in found}
    assert pairs["weekday"] is None
    assert pairs["event-date"] is not None
    assert "date" == pairs["event-date"].type
    assert "entity" in {a for a, _, _ in pairs["event-date"].levels} | {"entity"}
    code, text = run("stats", "--format", "pairs", cwd=place)
    lines = [json.loads(line) for line in text.splitlines()]
    assert 0 == code
    assert [True, False] == [bool(line["conflict"]) for line in lines]
    assert all({"group", "features", "conflict"} == set(line) for line in lines)


def test_stats(place: Path) -> None:
    run("triage", "docs", cwd=place, keys="rdl")

    code, told = run("stats", cwd=place)
    assert 0 == code
    assert [
        "rule        real  later  different  superseded  misread  precision  95 %          level",
        "deadline    0     1      0          0           0        1.00       0.21 to 1.00  1 of 20 labels",
        "event-date  0     0      1          0           0        0.00       0.00 to 0.79  1 of 20 labels",
        "weekday     1     0      0          0           0        1.00       0.21 to 1.00  1 of 20 labels",
        "all         1     1      1          0           0        0.67       0.21 to 0.94",
    ] == told.splitlines()[:5]
    assert "2 pairs for the weights of alignment: 1 of one thing, 1 of two." in told
    data = json.loads(run("stats", "-f", "json", cwd=place)[1])
    assert [0.0, 0.7935] == data[1]["interval"]


def test_measured_precision_is_told_in_sarif(place: Path) -> None:
    line = write_label(Label(rule="deadline", fingerprint="{}", verdict=Verdict.DIFFERENT, sides=()))
    (place / LABELS).write_text("".join(line.replace("{}", f"{n:016x}") for n in range(20)) + "{}\n", encoding="utf-8")
    (place / "factcheck.toml").write_text(f'labels = "{LABELS}"\n', encoding="utf-8")

    with contextlib.chdir(place):
        log = json.loads(CliRunner().invoke(main, ["check", "docs", "-f", "sarif"]).stdout)

    rules = {r["id"]: r["properties"]["precision"] for r in log["runs"][0]["tool"]["driver"]["rules"]}
    assert "low" == rules["deadline"]
    assert "low" != rules["weekday"]


@pytest.mark.parametrize(
    "line", ["{}", "[]", "null", "text", '{"rule": 1}', "[" * 100_000, '{"verdict": "maybe"}', "\ufeff"]
)
def test_a_line_that_is_none_hides_no_other(line: str) -> None:
    good = write_label(Label(rule="weekday", fingerprint="0" * 16, verdict=Verdict.REAL, sides=()))

    found, problems = read_labels(f"{line}\n{good}", "l.jsonl")

    assert ["weekday"] == [label.rule for label in found]
    assert [("l.jsonl", 1)] == [(p.path, p.line) for p in problems]


def test_no_labels(place: Path) -> None:
    code, told = run("stats", cwd=place)

    assert 2 == code
    assert "factcheck triage PATHS" in told


WILSON = [
    (0, 0, 0.0, 1.0),
    (0, 10, 0.0, 0.2775),
    (10, 10, 0.7225, 1.0),
    (8, 10, 0.4902, 0.9433),
    (50, 100, 0.4038, 0.5962),
]


@pytest.mark.parametrize(("hits", "total", "low", "high"), WILSON)
def test_wilson(hits: int, total: int, low: float, high: float) -> None:
    assert (low, high) == pytest.approx(wilson(hits, total), abs=5e-5)


LEVELS = [(19, 0, None), (20, 0, "high"), (40, 0, "very-high"), (15, 5, "medium"), (0, 20, "low")]


@pytest.mark.parametrize(("real", "other", "level"), LEVELS)
def test_levels(real: int, other: int, level: str | None) -> None:
    assert level == Measured(rule="r", counts={Verdict.REAL: real, Verdict.DIFFERENT: other}).level


def test_of_one_finding_the_last_label_counts() -> None:
    text = "".join(write_label(Label(rule="r", fingerprint="a", verdict=v, sides=())) for v in Verdict)

    (found,) = measure(read_labels(text, "l")[0])

    assert {Verdict.MISREAD: 1} == found.counts


def test_shares_of_words_are_counted_as_the_fit_counts_them() -> None:
    from factcheck.triage.labels import PairLabel

    pair = PairLabel(type="date", key="k", score=1.0, levels=(("entity", "exact", 2.0), ("context", "rare", 1.6)))
    label = Label(rule="r", fingerprint="a", verdict=Verdict.REAL, sides=(), pair=pair)

    (found,) = training_pairs([label], {"context": 3.2})

    assert {"threshold:date": 1.0, "entity:exact": 1.0, "context:rare": 0.5} == found["features"]
    assert math.isclose(0.5, found["features"]["context:rare"])


def test_the_fit_of_the_weights_takes_the_pairs_as_they_are(place: Path, root: Path) -> None:
    """Its own weights give each exported pair the score that alignment gave it."""
    import importlib.util
    import sys

    spec = importlib.util.spec_from_file_location("fit_weights", root / "tests" / "benchmarks" / "fit_weights.py")
    assert spec is not None
    assert spec.loader is not None
    fit = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = fit
    spec.loader.exec_module(fit)
    run("triage", "docs", cwd=place, keys="rrd")
    labels, _ = read_labels((place / LABELS).read_text(encoding="utf-8"), LABELS)
    pairs = [label.pair for label in labels if label.pair is not None]
    prior = fit._prior()

    for line, pair in zip(run("stats", "-f", "pairs", cwd=place)[1].splitlines(), pairs, strict=True):
        example = fit.Example(**json.loads(line))
        assert set(example.features) <= set(prior)
        assert pair.score == pytest.approx(fit._score(prior, example) - prior[f"threshold:{pair.type}"], abs=1e-3)
