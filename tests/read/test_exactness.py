"""Every word of every block maps back to the same word of the raw source."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck.model.document import Document
from factcheck.read import read_document, read_text

ROOT = Path(__file__).resolve().parents[2]


def assert_exact(document: Document) -> int:
    """Checks all words; gives their number."""
    count = 0
    for block in document.blocks:
        assert block.pieces[0].text_start == 0
        assert block.pieces[-1].text_end == len(block.text)
        for before, after in zip(block.pieces, block.pieces[1:], strict=False):
            assert before.text_end == after.text_start
            assert before.source_end <= after.source_start
        for word in re.finditer(r"\w+", block.text):
            raw = document.quote(block.source_span(word.start(), word.end()))
            plain = re.sub(r"<[^>]*>|[*_`\\~]|\[|\]", "", html.unescape(raw) if "&" in raw else raw)
            assert word[0].replace("_", "") == plain, (document.path, block.kind, raw)
            count += 1
    return count


def documents(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*/docs/**/*") if p.is_file())


@pytest.mark.parametrize(
    "path", documents(ROOT / "tests" / "corpora") + documents(ROOT / "examples"), ids=lambda p: p.name
)
def test_own_corpora(path: Path) -> None:
    assert assert_exact(read_document(path.name, path.read_bytes())) > 50


def test_third_party_documents(shared: Path) -> None:
    found = documents(shared / "corpora")
    for path in found:
        assert_exact(read_document(path.name, path.read_bytes()))
    assert found


MARKDOWN = """---
title: "A *title*"
date: 2024-02-31
list: [one, two]
---

# Head **bold** é

Plain *emph* `code` [link](https://x.y "t") &amp; \\* 😀 x<br>y <b>bold</b> ~~gone~~ 1990<sup>[3]</sup>.

> quoted line
> goes on

- item one
  continues
  - nested
1. first
2. second

| A | B \\| C |
|---|---|
| 1 | **2** |

**Key:** value

Opened: 1998
Closed: 2001

```
code 2001-01-01
```

<div><p>inside &eacute;</p><!-- hidden 1999 --></div>

[^1]: A note.
"""


def test_markdown_blocks() -> None:
    document = read_text("a.md", MARKDOWN)

    assert_exact(document)
    shown = [(b.kind.value, b.key, b.text) for b in document.blocks]
    assert ("front-matter", "date", "2024-02-31") in shown
    assert ("front-matter", "list", "two") in shown
    assert ("heading", "", "Head bold é") in shown
    assert any(
        kind == "paragraph" and text.startswith("Plain emph code link & * 😀 x y bold") for kind, _, text in shown
    )
    assert not any("gone" in text or "hidden" in text or "2001-01-01" in text for _, _, text in shown)
    assert ("quotation", "", "quoted line goes on") in shown
    assert {("list-item", "", t) for t in ("item one continues", "nested", "first", "second")} <= set(shown)
    assert ("key-value", "Key", "value") in shown
    assert ("key-value", "Opened", "1998") in shown
    assert ("paragraph", "", "inside é") in shown
    cell = next(b for b in document.blocks if b.text == "2")
    assert cell.table is not None
    assert ["B | C"] == [document.blocks[k].text for k in cell.table.column_heads]
    assert ["1"] == [document.blocks[k].text for k in cell.table.row_heads]


HTML = """<!DOCTYPE html><html><head><title>T &amp; U</title><meta name="date" content="2024-05-03">
<style>p{}</style><script>var a = "<p>1999</p>";</script></head><body>
<nav><ul><li>Home</li></ul></nav><main><h1>Head</h1>
<p>One <b>two</b>&nbsp;three 1990<sup>[3]</sup>, <del>gone</del> four<br>five &eacute;
<table><caption>Cap</caption><thead><tr><th>Name<th>Year</thead><tr><th scope=row>A<td>1998<tr><td rowspan=2>B<td>2001<tr><td>2002</table>
<dl><dt>Opened<dd>3 May<dt>Closed:</dt><dd>4 June</dd></dl>
<ul><li>x<li>y</ul><blockquote>said</blockquote><!-- hidden --></main><footer>Foot</footer></body></html>"""


def test_html_blocks() -> None:
    document = read_text("a.html", HTML)

    assert_exact(document)
    shown = [(b.kind.value, b.key, b.text) for b in document.blocks]
    assert ("title", "", "T & U") in shown
    assert ("front-matter", "meta.date", "2024-05-03") in shown
    assert ("paragraph", "", "One two three 1990, four five é") in shown
    assert ("key-value", "Opened", "3 May") in shown
    assert ("key-value", "Closed", "4 June") in shown
    assert ("quotation", "", "said") in shown
    assert not any("1999" in text or "hidden" in text or "gone" in text for _, _, text in shown)
    assert [b.text for b in document.blocks if b.boilerplate] == ["Home", "Foot"]
    cells = {b.text: b for b in document.blocks if b.table}
    year = cells["2002"].table
    assert year is not None
    assert ["Year"] == [document.blocks[k].text for k in year.column_heads]
    assert ["B"] == [document.blocks[k].text for k in year.row_heads]


TEXT = """THE TITLE OF IT

A paragraph that is
wrapped by hand.

UNDERLINED
==========

Opened:   3 May 1998
Owner:    the City
          and its heirs

Breadth of it ........ 88 feet

  - first item
    goes on
  - second item

Station      Level     Crest
Upper Mill   3.10 m    5.48 m
Lower Mill   4.21 m    7.32 m
"""


def test_text_blocks() -> None:
    document = read_text("a.txt", TEXT)

    assert_exact(document)
    shown = [(b.kind.value, b.key, b.text) for b in document.blocks]
    assert ("title", "", "THE TITLE OF IT") in shown
    assert ("paragraph", "", "A paragraph that is wrapped by hand.") in shown
    assert ("heading", "", "UNDERLINED") in shown
    assert ("key-value", "Owner", "the City and its heirs") in shown
    assert ("key-value", "Breadth of it", "88 feet") in shown
    assert ("list-item", "", "first item goes on") in shown
    cell = next(b for b in document.blocks if b.text == "7.32 m")
    assert cell.table is not None
    assert ["Crest"] == [document.blocks[k].text for k in cell.table.column_heads]
    assert ["Lower Mill"] == [document.blocks[k].text for k in cell.table.row_heads]


def test_a_paragraph_on_each_line() -> None:
    long = "This is a long line of a text that has one paragraph on every line and never wraps it by hand at all. " * 2
    document = read_text("a.txt", f"The title\n{long}\nA heading\n{long}\n{long}")

    assert ["title", "paragraph", "heading", "paragraph", "paragraph"] == [b.kind.value for b in document.blocks]


def test_long_lines_that_are_wrapped() -> None:
    words = "the boathouse stays shut for the winter and the key hangs in the office where anybody may ask for it by day and "
    document = read_text("a.txt", f"The title\n\nAt last {words}\nby night. Mind that {words}\nby night.")

    assert [("title", "The title")] == [(b.kind.value, b.text) for b in document.blocks[:1]]
    assert [f"At last {words}by night. Mind that {words}by night."] == [b.text for b in document.blocks[1:]]


def test_items_that_go_on_where_they_begin() -> None:
    document = read_text(
        "a.txt",
        "Dear all,\n\n1. The boathouse. It stays shut for the winter, and the key hangs\nin the office.\n2. The slip.\nIt is dry.\n",
    )

    assert [
        "The boathouse. It stays shut for the winter, and the key hangs in the office.",
        "The slip.",
        "It is dry.",
    ] == [b.text for b in document.blocks[1:]]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "word ",
                "é😀 ",
                "**",
                "*",
                "`",
                "&amp;",
                "\n",
                "\n\n",
                "- ",
                "> ",
                "| a | b |\n|--|--|\n",
                "<b>",
                "</b>",
                "<td>",
                "<p>",
                "\r\n",
                "# ",
                "\\*",
                "~~",
                "[x](y)",
                "---\n",
                "k: v\n",
                "<!--",
                "-->",
                "<sup>[1]</sup>",
                "<del>",
                "</del>",
            ]
        ),
        max_size=24,
    ),
    st.sampled_from(["a.md", "a.html", "a.txt"]),
)
def test_any_mixture_is_read(pieces: list[str], path: str) -> None:
    document = read_text(path, "".join(pieces))

    for block in document.blocks:
        assert block.text.strip() == block.text
        span = block.source_span(0, len(block.text))
        assert 0 <= span.start < span.end <= len(document.text)
