"""What a baseline takes for the same finding, and what it does not; its text, and merges of it."""

from __future__ import annotations

import random
import re
import subprocess
import textwrap
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factcheck import pipeline
from factcheck.errors import UsageError
from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Report
from factcheck.model.triage import KnownFinding, KnownSide, Orders, Status
from factcheck.read import read_text
from factcheck.triage.baseline import entry_of, id_of, sorted_entries
from factcheck.triage.baseline_text import read_baseline, write_baseline

RULES = load_rules()[0]
TEXTS: Mapping[str, tuple[str, ...]] = {
    "museum/history.md": (
        'The *Kelder Observatory* opened on 3 May 1998, when the keeper\'s house had been cleared of its "old lumber" and the road was mended.',
        "The herbarium of the Kelder Observatory holds 4,600 sheets.",
        "The dome was shut on Monday, 19 September 2025, and nobody came.",
    ),
    "museum/press.md": (
        "Guests of the [Kelder Observatory](kelder.html) were told in the keeper's words that the Kelder Observatory opened on 3 May 1999.",
        "The course lasts sixteen days, from 3 to 12 January 2025, and ends with a walk.",
    ),
    "clinic/rules.md": (
        "Applications for the Varen Fellowship close on 31 March 2025.",
        "Ward rounds begin at eight.",
    ),
    "clinic/answers.md": ("Applications for the Varen Fellowship close on 13 April 2025.",),
}


def text_of(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def check(texts: Mapping[str, str], entries: tuple[KnownFinding, ...] | None = None, **more: object) -> Report:
    documents = [read_text(path, text) for path, text in texts.items()]
    return pipeline.check(documents, RULES, orders=Orders(baseline=entries, **more))  # type: ignore[arg-type]


PLAIN = {path: text_of(paragraphs) for path, paragraphs in TEXTS.items()}
ENTRIES = sorted_entries(entry_of(finding) for finding in check(PLAIN).all_findings)


def standing(report: Report) -> list[str]:
    return sorted(f"{f.status.value} {f.rule}" for f in report.findings)


def test_there_is_something_to_know() -> None:
    assert {"event-date", "weekday", "duration", "deadline"} <= {entry.rule for entry in ENTRIES}


def test_all_is_known() -> None:
    report = check(PLAIN, ENTRIES)

    assert {Status.KNOWN} == {f.status for f in report.findings}
    assert () == report.fixed


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 2**16),
    width=st.integers(20, 120),
    renamed=st.booleans(),
    curly=st.booleans(),
    quoted=st.booleans(),
    breaks=st.sampled_from(["\n", "\r\n"]),
)
def test_what_looks_different_is_still_known(
    seed: int, width: int, renamed: bool, curly: bool, quoted: bool, breaks: str
) -> None:
    chance = random.Random(seed)
    texts = {}
    for number, (path, paragraphs) in enumerate(TEXTS.items()):
        order = list(paragraphs)
        chance.shuffle(order)
        if curly:
            order = [p.replace("'", "’").replace(' "', " “").replace('" ', "” ") for p in order]
        wrapped = ["\n".join(textwrap.wrap(p, width, break_long_words=False, break_on_hyphens=False)) for p in order]
        if quoted and number == 1:
            wrapped = ["\n".join(f"> {line}" for line in p.split("\n")) for p in wrapped]
        name = f"other/{'pqrs'[number]}.md" if renamed and chance.random() < 0.5 else path
        texts[name] = "\n\n\n".join(wrapped).replace("\n", breaks) + breaks
    gone = frozenset(TEXTS) - frozenset(texts)

    report = check(texts, ENTRIES, vanished=gone)

    assert {Status.KNOWN} == {f.status for f in report.findings}, standing(report)
    assert () == report.fixed


CHANGES = [
    ("a value", "museum/press.md", "3 May 1999", "4 May 1999", ["event-date"]),
    ("a weekday", "museum/history.md", "Monday, 19 September", "Tuesday, 19 September", ["weekday"]),
    ("a duration", "museum/press.md", "sixteen days", "fifteen days", ["duration"]),
    ("a deadline", "clinic/answers.md", "13 April", "14 April", ["deadline"]),
    ("the words around a value", "clinic/answers.md", "Applications for the Varen Fellowship close", "All applications for the Varen Fellowship close", []),
    ("the words around a date", "museum/history.md", "and nobody came", "so that nobody came", []),
    ("emphasis", "museum/history.md", "3 May 1998", "**3 May 1998**", []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "path", "old", "new", "rules"), CHANGES, ids=[c[0] for c in CHANGES])
def test_a_changed_value_is_new_and_changed_words_are_not(
    what: str, path: str, old: str, new: str, rules: list[str]
) -> None:
    assert old in PLAIN[path]

    report = check({**PLAIN, path: PLAIN[path].replace(old, new)}, ENTRIES)

    assert rules == [f.rule for f in report.new]
    assert rules == [entry.rule for entry in report.fixed]


def test_a_fixed_one_is_told_and_may_come_back() -> None:
    report = check({**PLAIN, "museum/press.md": PLAIN["museum/press.md"].replace("3 May 1999", "3 May 1998")}, ENTRIES)

    assert ["event-date"] == [entry.rule for entry in report.fixed]
    assert () == report.new


def test_a_copy_of_an_old_mistake_is_new() -> None:
    report = check({**PLAIN, "shop.md": "The dome was shut on Monday, 19 September 2025, and nobody came.\n"}, ENTRIES)

    assert ["weekday"] == [f.rule for f in report.new]


def test_another_page_that_says_the_same_adds_nothing() -> None:
    report = check({**PLAIN, "shop.md": "The Kelder Observatory opened on 3 May 1999.\n"}, ENTRIES)

    assert () == report.new


def test_what_was_not_checked_is_not_fixed() -> None:
    report = check({"museum/history.md": PLAIN["museum/history.md"]}, ENTRIES)

    assert () == report.fixed


def test_a_rule_keeps_its_findings_when_it_gets_another_name() -> None:
    old = [replace(entry, rule="when") if entry.rule == "weekday" else entry for entry in ENTRIES]

    report = check(PLAIN, tuple(old), rules={"when": "weekday", **{rule.id: rule.id for rule in RULES}})

    assert () == report.new


# --- text -------------------------------------------------------------------------------------------------------------

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
sides = st.builds(lambda a, b, c: KnownSide(says=a, path=b, quote=c), words, words, words)


def entry(rule: str, about: str, own: list[KnownSide]) -> KnownFinding:
    return KnownFinding(id=id_of(rule, own), rule=rule, entity=about, sides=tuple(own))


entries = st.lists(
    st.builds(entry, st.sampled_from(["weekday", "order"]), words, st.lists(sides, min_size=1, max_size=4))
)


@settings(deadline=None)
@given(entries)
def test_what_is_written_is_read(found: list[KnownFinding]) -> None:
    text = write_baseline(found)

    read = [replace(e, line=0) for e in read_baseline(text, "b.yaml")]

    assert list(sorted_entries(found)) == read
    assert text == write_baseline(read)


@settings(deadline=None)
@given(entries, st.randoms())
def test_lines_in_any_order_and_twice_are_the_same_baseline(found: list[KnownFinding], chance: random.Random) -> None:
    lines = write_baseline(found).split("\n")
    chance.shuffle(mixed := lines + lines)

    assert write_baseline(found) == write_baseline(read_baseline("\n".join(mixed), "b.yaml"))


@settings(deadline=None)
@given(entries)
def test_any_yaml_reader_reads_it(found: list[KnownFinding]) -> None:
    import yaml

    value = yaml.safe_load(write_baseline(found)) or {}

    for known in found:
        assert known.rule == value[f"{known.id} rule"]
        assert known.sides[0].quote == value[f"{known.id} a quote"]


def test_no_line_numbers_and_one_block_a_finding() -> None:
    text = write_baseline(ENTRIES)

    assert len(ENTRIES) == text.count(" rule: ")
    assert not re.search(r"\bline\b.*\d", text.replace("line by line", ""))
    assert sorted(e.rule for e in ENTRIES) == [e.rule for e in ENTRIES]


def test_a_formatter_may_have_gone_over_it() -> None:
    import yaml

    value = yaml.safe_load(write_baseline(ENTRIES))
    dumped = yaml.safe_dump(value, width=40, allow_unicode=True)

    assert write_baseline(ENTRIES) == write_baseline(read_baseline(dumped, "b.yaml"))


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_branches_merge(tmp_path: Path) -> None:
    file = tmp_path / "factcheck-baseline.yaml"
    ours, theirs = ENTRIES[1:-1], (*ENTRIES[:1], ENTRIES[2], *ENTRIES[-1:])
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_text("factcheck-baseline.yaml merge=union\n")
    file.write_text(write_baseline(ENTRIES[1:2]), encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "switch", "-qc", "other")
    file.write_text(write_baseline(theirs), encoding="utf-8")
    git(tmp_path, "commit", "-qam", "theirs")
    git(tmp_path, "switch", "-q", "main")
    file.write_text(write_baseline(ours), encoding="utf-8")
    git(tmp_path, "commit", "-qam", "ours")

    git(tmp_path, "merge", "-q", "other", "-m", "both")

    merged = read_baseline(file.read_text(encoding="utf-8"), "b.yaml")
    wanted = {entry.id for entry in (*ours, *theirs)}
    assert wanted <= {entry.id for entry in merged}
    assert {Status.KNOWN} == {f.status for f in check(PLAIN, merged).findings}


def test_a_huge_one_is_read_in_time() -> None:
    import time

    many = [
        entry("weekday", str(n), [KnownSide(says=str(n), path=f"{n}.md", quote=f"words {n}")]) for n in range(20_000)
    ]
    text = write_baseline(many)

    start = time.perf_counter()
    assert 20_000 == len(read_baseline(text, "b.yaml"))
    assert time.perf_counter() - start < 10


def test_all_mistakes_are_told_at_once() -> None:
    text = 'aaaaaaaaaaaa rule: "weekday"\nbbbbbbbbbbbb rule: "order"\n'

    with pytest.raises(UsageError) as caught:
        read_baseline(text, "b.yaml")

    assert [1, 2] == [problem.line for problem in caught.value.problems]


NAMES = ("Ann Kerrow", "Bela Tosk", "Cosmo Vane", "Dora Pell", "Egon Marsh", "Fay Linde")


def staff(**born: str) -> str:
    """Records of people, born on some days unless it is said otherwise, by their first names."""
    days = {name: f"{n + 9} June 19{60 + n}" for n, name in enumerate(NAMES)}
    days |= {name: born[name.split()[0]] for name in NAMES if name.split()[0] in born}
    return "people:\n" + "".join(f"  - name: {name}\n    born: {day}\n" for name, day in days.items())


def test_the_same_two_values_of_another_person_are_new() -> None:
    def pair(one: dict[str, str], two: dict[str, str]) -> Mapping[str, str]:
        return {"one.yaml": staff(**one), "two.yaml": staff(**two)}

    old, new = "3 May 1951", "4 May 1951"
    before = check(pair({"Ann": old}, {"Ann": new}))
    assert ["Ann Kerrow"] == [f.entity for f in before.findings]
    known = tuple(map(entry_of, before.findings))
    assert [old, new] == [side.quote for side in known[0].sides]
    assert () == check(pair({"Ann": old}, {"Ann": new}), known).new

    mended = check(pair({"Ann": new, "Bela": old}, {"Ann": new, "Bela": new}), known)

    assert ["Bela Tosk"] == [f.entity for f in mended.new]
    assert ["Ann Kerrow"] == [entry.entity for entry in mended.fixed]
