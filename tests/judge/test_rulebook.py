"""The rulebook: what it reads, and how it says what is wrong with a rule file."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.errors import Problem, UsageError
from factcheck.judge.rulebook import fill, load_rule, load_rules
from factcheck.model.rule import Severity

GOOD = """\
id: house-date
title: One event of ours, two dates
kind: event-date
severity: warning
explain: |
  Two pages date one event differently.
compare:
  type: [date]
  same: [entity, predicate]
  never: [planned, denied]
check: dates-disjoint
with: {before_year: 1930}
message: "{entity}: {a.value} in {a.source}, but {b.value} in {b.source}"
formerly: [old-date]
examples:
  - name: finds
    finds: 1
    documents: {a.md: "The Fold ⟦opened on 1998-05-03⟧.", b.md: "The Fold ⟦opened on 1999-05-03⟧."}
  - name: leaves alone
    finds: 0
    documents: {a.md: "The Fold opened in 1998."}
"""


def write(folder: Path, text: str, name: str = "house-date.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(folder: Path, old: str, new: str) -> tuple[Problem, ...]:
    assert old in GOOD
    path = write(folder, GOOD.replace(old, new))
    with pytest.raises(UsageError) as caught:
        load_rule(path, "mine/house-date.yaml")
    return caught.value.problems


def test_a_good_file_becomes_a_rule(tmp_path: Path) -> None:
    rule = load_rule(write(tmp_path, GOOD), "mine/house-date.yaml")

    assert ("house-date", "event-date", Severity.WARNING) == (rule.id, rule.kind, rule.severity)
    assert "Two pages date one event differently." == rule.explain
    assert ("planned", "denied") == rule.compare.never
    assert {"before_year": "1930"} == rule.parameters
    assert "The Fold opened in 1998." == rule.examples[1].documents["a.md"]
    assert "mine/house-date.yaml" == rule.path


def test_the_kind_is_the_id_where_it_is_left_out(tmp_path: Path) -> None:
    text = GOOD.replace("id: house-date", "id: event-date").replace("kind: event-date\n", "")

    assert "event-date" == load_rule(write(tmp_path, text, "event-date.yaml"), "event-date.yaml").kind


# what is replaced, by what, and then what the problem says: line, column, message, a part of its remedy
MISTAKES = {
    "an unknown key": (
        "severity: warning", "severity: warning\nmesage: no", 5, 1, "unknown key `mesage`", "did you mean `message`?"),
    "an unknown key far from all": (
        "severity: warning", "severity: warning\nzzzz: no", 5, 1, "unknown key `zzzz`", "known keys: id, title, kind"),
    "an unknown key under compare": (
        "  never:", "  nver:", 10, 3, "unknown key `nver`", "did you mean `never`?"),
    "an unknown key of an example": (
        "    finds: 1\n", "    finds: 1\n    todos: later\n", 18, 5, "unknown key `todos`", "did you mean `todo`?"),
    "a missing key": (
        "severity: warning\n", "", 1, 1, "the key `severity` is missing", "add it"),
    "a missing key of an example": (
        "    finds: 0\n", "", 19, 5, "the key `finds` is missing", "add it"),
    "an unknown severity": (
        "severity: warning", "severity: warn", 4, 1, "`severity` cannot be 'warn'", "did you mean `warning`? allowed: error, warning, note"),
    "an unknown kind": (
        "kind: event-date", "kind: eventdate", 3, 1, "`kind` cannot be 'eventdate'", "did you mean `event-date`?"),
    "an unknown modality": (
        "never: [planned, denied]", "never: [planned, denyed]", 10, 20, "`compare.never[2]` cannot be 'denyed'", "did you mean `denied`?"),
    "an id that is not the file's name": (
        "id: house-date", "id: home-date", 1, 1, "the id `home-date` is not the file's name", "call the file home-date.yaml, or set `id: house-date`"),
    "an id with capitals": (
        "id: house-date", "id: House_Date", 1, 1, "`id` cannot be 'House_Date'", "small letters, digits and single dashes"),
    "no kind at all": (
        "kind: event-date\n", "", 1, 1, "the key `kind` is missing, and the id is no kind", "set `kind:` to one of event-date"),
    "an empty title": (
        "title: One event of ours, two dates", "title:", 2, 1, "`title` is empty", "say it in words"),
    "a text for a list": (
        "formerly: [old-date]", "formerly: old-date", 14, 1, "`formerly` is the text 'old-date'", "a list is wanted"),
    "a list for a text": (
        "title: One event of ours, two dates", "title: [One, event]", 2, 1, "`title` is a list", "a text is wanted"),
    "a list for a mapping": (
        "with: {before_year: 1930}", "with: [13]", 12, 1, "`with` is a list", "a mapping is wanted"),
    "a number in words": (
        "finds: 1", "finds: one", 17, 5, "`examples[1].finds` cannot be 'one'", "a whole number from 0"),
    "a negative number": (
        "finds: 1", "finds: -1", 17, 5, "`examples[1].finds` cannot be '-1'", "a whole number from 0"),
    "an unknown placeholder": (
        "{entity}:", "{entty}:", 13, 1, "unknown placeholder `{entty}`", "did you mean `entity`?"),
    "an attribute of an object": (
        "{entity}:", "{a.__class__}:", 13, 1, "unknown placeholder `{a.__class__}`", "there are entity, predicate"),
    "a lonely brace": (
        "{entity}:", "{entity:", 13, 1, "a brace without its partner", "{a.value}"),
    "a check that does not exist": (
        "check: dates-disjoint", "check: date-disjoint", 11, 1, "no check `date-disjoint`", "did you mean `dates-disjoint`?"),
    "a path for a check": (
        "check: dates-disjoint", "check: ../pipeline", 11, 1, "`check` cannot be '../pipeline'", "small letters"),
    "an unknown parameter": (
        "before_year:", "before_yaer:", 12, 8, "`dates-disjoint` has no parameter `before_yaer`", "did you mean `before_year`?"),
    "a parameter of the wrong type": (
        "before_year: 1930", "before_year: many", 12, 8, "`with.before_year` cannot be 'many'", "Julian"),
    "only examples that find": (
        "finds: 0", "finds: 2", 15, 1, "no example shows what the rule leaves alone", "finds: 0"),
    "only examples that do not find": (
        "finds: 1", "finds: 0", 15, 1, "no example shows what the rule finds", "finds: 1"),
    "an example without documents": (
        'documents: {a.md: "The Fold opened in 1998."}', "documents: {}", 21, 5, "`examples[2].documents` holds too little", "at least 1"),
    "two examples of one name": (
        "name: leaves alone", "name: finds", 19, 5, "two examples are called 'finds'", "special"),
    "a mark that does not end": (
        "opened on 1999-05-03⟧", "opened on 1999-05-03", 18, 59, "a mark ⟦ or ⟧ without its partner", "pairs"),
    "a key that stands twice": (
        "kind: event-date", "kind: event-date\nkind: deadline", 4, 1, "the key 'kind' stands twice", "the first is on line 3"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "column", "message", "remedy"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, line: int, column: int, message: str, remedy: str
) -> None:
    (problem,) = problems_of(tmp_path, old, new)

    assert (message, line, column) == (problem.message[: len(message)], problem.line, problem.column)
    assert remedy in problem.remedy
    assert "mine/house-date.yaml" == problem.path
    assert GOOD.replace(old, new).splitlines()[line - 1] == problem.quote


def test_all_mistakes_of_a_file_are_told_in_order_of_their_lines(tmp_path: Path) -> None:
    text = GOOD.replace("severity: warning", "severity: bad").replace("  type: [date]", "  type: [dates]\n  kind: x")
    path = write(tmp_path, text.replace("finds: 0", "finds: no"))
    with pytest.raises(UsageError) as caught:
        load_rule(path, "house-date.yaml")

    assert [4, 8, 9, 21] == [p.line for p in caught.value.problems]


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "title: One event of ours, two dates", "title: One event: two dates")

    assert (2, "title: One event: two dates") == (problem.line, problem.quote)
    assert "quote values" in problem.remedy


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just a text\n"])
def test_a_file_that_is_no_mapping_is_no_rule(tmp_path: Path, text: str) -> None:
    with pytest.raises(UsageError, match="is no rule"):
        load_rule(write(tmp_path, text), "house-date.yaml")


def test_scalars_are_text_whatever_yaml_makes_of_them(tmp_path: Path) -> None:
    text = GOOD.replace("title: One event of ours, two dates", "title: 1998-05-03").replace("name: finds", "name: no")
    rule = load_rule(write(tmp_path, text), "house-date.yaml")

    assert ("1998-05-03", "no") == (rule.title, rule.examples[0].name)


def test_a_broken_file_is_left_out_and_the_others_load(tmp_path: Path) -> None:
    shipped, _ = load_rules()
    write(tmp_path, GOOD)
    write(tmp_path, GOOD.replace("severity: warning", "severity: bad").replace("house-", "other-"), "other-date.yaml")
    rules, problems = load_rules([tmp_path])

    assert {r.id for r in shipped} | {"house-date"} == {r.id for r in rules}
    assert [r.id for r in rules] == sorted(r.id for r in rules)
    assert [((tmp_path / "other-date.yaml").as_posix(), 4)] == [(p.path, p.line) for p in problems]


def test_a_taken_id_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    write(tmp_path / "one", GOOD)
    write(tmp_path / "two", GOOD)
    write(
        tmp_path / "two", GOOD.replace("house-date", "old-date").replace("formerly: [old-date]\n", ""), "old-date.yaml"
    )
    rules, problems = load_rules([tmp_path])

    assert [f"{tmp_path.as_posix()}/one/house-date.yaml"] == [r.path for r in rules if r.id == "house-date"]
    first = f"{tmp_path.as_posix()}/one/house-date.yaml"
    assert [f"the id `house-date` is taken by {first}", f"the id `old-date` is taken by {first}"] == [
        p.message for p in problems
    ]


def test_a_file_with_another_ending_is_told(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "house-date.yml")
    _, (problem,) = load_rules([tmp_path])

    assert ("is not read", "call it house-date.yaml") == (problem.message, problem.remedy)


def test_selection_takes_ids_former_ids_and_packs(tmp_path: Path) -> None:
    write(tmp_path, GOOD)

    def chosen(*names: str) -> list[str]:
        rules, problems = load_rules([tmp_path], select=names)
        assert () == problems
        return [r.id for r in rules]

    assert ["weekday"] == chosen("weekday")
    assert ["house-date"] == chosen("old-date")
    assert {"event-date", "deadline", "weekday"} <= set(chosen("dates"))
    assert "quantity" not in chosen("dates")


def test_a_selection_that_matches_nothing_is_told() -> None:
    rules, (problem,) = load_rules(select=["weekday", "wekday"])

    assert ["weekday"] == [r.id for r in rules]
    assert "no rule or pack `wekday`" == problem.message
    assert problem.remedy.startswith("did you mean `weekday`? there are ")


def test_fill_replaces_placeholders_and_nothing_else() -> None:
    values = {"entity": "the {a.value} Fold", "a.value": "3 May"}

    assert "the {a.value} Fold: 3 May" == fill("{entity}: {a.value}", values)
    assert "from , {} left" == fill("from {reason}, {} left", {"": "{}"})
    assert "" == fill("{a.value.__class__}{0}{entity!r}", values)
