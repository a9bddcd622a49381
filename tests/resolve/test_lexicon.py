"""The lexicon of the user: what it makes of names, and how it says what is wrong with a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from factcheck.data import load_yaml_file
from factcheck.errors import UsageError
from factcheck.model.lexicon import EntityLexicon
from factcheck.pipeline import claims_of
from factcheck.read import read_text
from factcheck.resolve.entities import merge_entities
from factcheck.resolve.entity_lexicon import load_lexicons

CASES = [pytest.param(c, id=c["name"]) for c in load_yaml_file(Path(__file__).with_name("lexicon_cases.yaml"))]


def lexicon_of(folder: Path, *texts: str) -> EntityLexicon:
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"entities{number}.yaml"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return load_lexicons(paths)


@pytest.mark.parametrize("case", CASES)
def test_case(case: Mapping[str, Any], tmp_path: Path) -> None:
    lexicon = lexicon_of(tmp_path, case["lexicon"])
    documents = [read_text(f"{name}.md", text) for name, text in case["documents"].items()]

    resolution = claims_of(documents, lexicon=lexicon)

    mentions = [(e.document.path, n) for e in resolution.extractions for names in e.names.values() for n in names]
    index = merge_entities(mentions, lexicon)
    found = {n.text for path, n in mentions if path == "a.md"}
    assert set(case.get("names", ())) <= found
    assert found.isdisjoint(case.get("not_names", ()))
    for e in resolution.extractions:
        for block, names in e.names.items():
            assert all(e.document.blocks[block].text[n.start : n.end] == n.text for n in names)

    def entity(where: str) -> Any:
        document, _, name = where.partition(": ")
        return index.entity(f"{document}.md", name)

    for same in case.get("same", ()):
        assert 1 == len({entity(name) for name in same})
        assert entity(same[0]) is not None
    for a, b in case.get("apart", ()):
        assert entity(a) is None or entity(a) != entity(b)
    by_id = {e.id: e for e in resolution.entities}
    for name, kind in case.get("kinds", {}).items():
        assert kind == by_id[entity(name)].kind
    for name, lifespan in case.get("lifespans", {}).items():
        assert lifespan == by_id[entity(name)].lifespan
    spelled = [
        f"{c.document.removesuffix('.md')}: {c.value} > {c.entity}"
        for c in resolution.claims
        if c.extractor == "names/near-miss"
    ]
    assert case.get("misspelled", []) == spelled


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("- name: A B\n  alias: [C]\n", "unknown key `alias`", 2),
        ("- aliases: [C]\n", "the key `name` is missing", 1),
        ("- name: A B\n  kind: animal\n", "`kind` cannot be 'animal'", 2),
        ("- name: A B\n  lived: 1991/1943\n", "`lived` cannot be '1991/1943'", 2),
        ("- name: A B\n  exists: long ago\n", "`exists` cannot be 'long ago'", 2),
        ("- name: A B\n  aliases: C\n", "`aliases` is the text 'C'", 2),
        ("- name: A B\n  lived: 1943/1991\n  exists: 1943/1991\n", "`lived` and `exists`", 3),
        ("- name: ''\n", "`name` is empty", 1),
        ("- name: A B\n- name: C D\n  aliases: [the A. B.]\n", "'the A. B.' is a name of two entries", 3),
        ("- name: A B\n  aliases: [X Y]\n  not: [X Y]\n", "'X Y' is a name of the entry and of another", 3),
        ("just words\n", "is no lexicon", 1),
        ("A B:\n  aliases: [X]\n  name: C\n", "unknown key `name`", 3),
        ("- A B\n", "is no entry", 1),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, message: str, line: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        lexicon_of(tmp_path, text)

    (problem,) = caught.value.problems
    assert message in problem.message
    assert line == problem.line
    assert text.splitlines()[line - 1] == problem.quote
    assert problem.remedy


def test_all_mistakes_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        lexicon_of(tmp_path, "- name: A B\n  sort: x\n  kind: y\n", "- name: C\n  old: x\n")

    assert [2, 3, 2] == [p.line for p in caught.value.problems]


def test_two_files_may_not_claim_one_alias(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        lexicon_of(tmp_path, "- name: A B\n", "- name: C\n  aliases: [A B]\n")

    (problem,) = caught.value.problems
    assert problem.path.endswith("entities1.yaml")
    assert "entities0.yaml:1" in problem.remedy


def test_the_examples_of_the_guide_are_lexicons(root: Path, tmp_path: Path) -> None:
    guide = (root / "docs/entities.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", guide, re.S)

    assert [4, 2] == [len(lexicon_of(tmp_path, block).entries) for block in blocks]
