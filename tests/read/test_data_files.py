"""Data files and reStructuredText: what blocks and claims they give, exactly where they stand."""

import pytest

from factcheck.model.document import BlockKind, Document
from factcheck.pipeline import claims_of
from factcheck.read import read_text

TOML = """# lights of the coast
title = "Lights"
[keeper]
name = "Ada \\"Rex\\" Rowe"
born = 1901-02-03
[[light]]
station = "Hook Point"
first-lit = 1845-05-01
[[light]]
station = "Gull Rock"
first-lit = 1860-06-02
[phase."2.3"]
opened = 2001-12-21
[phase."2.4"]
opened = 2003-12-21
"""
JSON = '{"v4": {"start": "2015-09-08", "codename": "Ar\\u0067on"}, "v5": {"start": "2016-09-08"}}'
YAML = """# lights
title: Lights
lights:
  - station: "Hook Point"
    firstLit: 1845-05-01
  - &g
    station: Gull Rock
    firstLit: 1860-06-02
again: *g
"""


def told(document: Document) -> set[tuple[str, str, str]]:
    """The claims as entity, value and the raw words of the value."""
    return {
        (c.entity, c.text_value, document.quote(c.value_span))
        for c in claims_of([document]).claims
        if c.type.value == "date"
    }


def test_toml() -> None:
    document = read_text("lights.toml", TOML)
    assert document.problems == ()
    assert document.title is not None
    assert document.title.text == "Lights"
    assert {
        ("Hook Point", "1845-05-01", "1845-05-01"),
        ("Gull Rock", "1860-06-02", "1860-06-02"),
        ("2.3", "2001-12-21", "2001-12-21"),
        ("2.4", "2003-12-21", "2003-12-21"),
    } <= told(document)
    name = next(b for b in document.blocks if "Rowe" in b.text)
    assert name.text == 'Ada "Rex" Rowe'
    assert document.quote(name.span) == 'Ada \\"Rex\\" Rowe'


def test_json() -> None:
    document = read_text("plan.json", JSON)
    assert told(document) == {("v4", "2015-09-08", "2015-09-08"), ("v5", "2016-09-08", "2016-09-08")}
    codename = next(b for b in document.blocks if b.text == "Argon")
    assert document.quote(codename.span) == "Ar\\u0067on"
    assert codename.table is not None
    assert [document.blocks[k].text for k in codename.table.row_heads] == ["v4"]


def test_yaml() -> None:
    document = read_text("lights.yaml", YAML)
    assert told(document) == {("Hook Point", "1845-05-01", "1845-05-01"), ("Gull Rock", "1860-06-02", "1860-06-02")}
    assert any(b.text == "first lit" and b.table is not None and b.table.head for b in document.blocks)


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [("a.toml", "a = 1\nb = = 2\n", 2), ("a.json", '{"a": 1,\n "b": }', 2), ("a.yaml", "a: 1\nb: [1, 2\n", 3)],
)
def test_faults_are_told_with_their_place(path: str, text: str, line: int) -> None:
    document = read_text(path, text)
    assert [p.line for p in document.problems] == [line]
    assert document.problems[0].path == path
    assert document.problems[0].remedy


def test_a_file_of_a_machine_is_not_read() -> None:
    text = "{" + ",".join(f'"k{n}": {n}' for n in range(20_001)) + "}"
    document = read_text("big.json", text)
    assert document.blocks == ()
    assert "20,000" in document.problems[0].message


def test_aliases_cannot_explode() -> None:
    text = "l0: &l0 [a, b]\n" + "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 9))
    assert len(read_text("bomb.yaml", text).blocks) < 50


@pytest.mark.parametrize("text", ["{" * 5000, "[" * 100_000, '{"a":' * 3000 + "1" + "}" * 3000])
def test_depth_is_bounded(text: str) -> None:
    assert read_text("deep.json", text).path == "deep.json"
    assert read_text("deep.yaml", text).path == "deep.yaml"


def test_records_in_front_matter() -> None:
    page = (
        "---\ntitle: Lights\nlights:\n- name: Hook\n  lit: 1845-05-01\n- name: Gull\n  lit: 1860-06-02\n---\n\nText.\n"
    )
    assert {("Hook", "1845-05-01", "1845-05-01"), ("Gull", "1860-06-02", "1860-06-02")} <= told(read_text("a.md", page))


RST = """PEP: 9
Title: Lights of the Coast
Created: 03-May-2001
Author: Ada Rowe
        and Ben Holm

Abstract
========

The *light* at ``Hook`` was **lit** on 1 May 1845 [1]_ by `Ada Rowe <https://x.y>`_.

Dates
-----

- first sketch: Monday, 2020-06-01
- lamp lit: Tuesday, 2020-06-02
  (as planned)

.. note::

   The tower opened on 3 May 1846.

.. code-block:: python

   year = 1999

=======  ==========
Light    First lit
=======  ==========
Hook     1845-05-01
Gull     1860-06-02
=======  ==========

+--------+------------+
| Light  | Closed     |
+========+============+
| Hook   | 1945-05-01 |
+--------+------------+

.. list-table:: Rebuilt
   :header-rows: 1

   * - Light
     - Rebuilt
   * - Hook
     - 1901-02-03

.. csv-table:: Sold
   :header-rows: 1

   Light, Sold
   "Gull", 1970-01-02

:Keeper: Ben Holm

Example::

    x = 2001
"""


def test_rst() -> None:
    document = read_text("lights.rst", RST)
    assert document.title is not None
    assert document.title.text == "Lights of the Coast"
    headings = [(b.text, b.level) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == [("Abstract", 2), ("Dates", 3)]
    paragraph = next(b for b in document.blocks if b.kind is BlockKind.PARAGRAPH)
    assert paragraph.text == "The light at Hook was lit on 1 May 1845 by Ada Rowe."
    at = paragraph.text.index("Ada Rowe")
    assert document.quote(paragraph.source_span(at, at + 8)) == "Ada Rowe"
    items = [b.text for b in document.blocks if b.kind is BlockKind.LIST_ITEM]
    assert items == ["first sketch: Monday, 2020-06-01", "lamp lit: Tuesday, 2020-06-02 (as planned)"]
    assert {
        ("first sketch", "2020-06-01", "Monday, 2020-06-01"),
        ("Hook", "1845-05-01", "1845-05-01"),
        ("Gull", "1860-06-02", "1860-06-02"),
        ("Hook", "1945-05-01", "1945-05-01"),
        ("Hook", "1901-02-03", "1901-02-03"),
        ("Gull", "1970-01-02", "1970-01-02"),
    } <= told(document)
    words = " ".join(b.text for b in document.blocks)
    assert "1999" not in words
    assert "2001" not in words.replace("03-May-2001", "")
    assert any(b.kind is BlockKind.KEY_VALUE and (b.key, b.text) == ("Keeper", "Ben Holm") for b in document.blocks)
    author = next(b for b in document.blocks if b.key == "Author")
    assert author.text == "Ada Rowe and Ben Holm"


@pytest.mark.parametrize(
    "text", ["====\n" * 3000, "+--+\n" * 3000, ".. x::\n" * 3000, "`" * 20_000, "*a " * 20_000, "::\n\n  x\n" * 3000]
)
def test_rst_degrades(text: str) -> None:
    assert read_text("odd.rst", text).format == "rst"
