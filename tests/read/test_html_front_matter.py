"""Front matter of HTML pages, as generators of sites read them."""

from __future__ import annotations

from factcheck.model.document import BlockKind
from factcheck.read import read_text

PAGE = """---
title: Rooms in Orme
rooms:
  - name: Quay House
    price: $226
  - name: Mill Inn
    price: $234
---
<main><p>The block of rooms is held until 3 May 2031.</p></main>
"""


def test_front_matter_of_a_page_is_read_as_data() -> None:
    document = read_text("rooms.html", PAGE)
    front = [b.text for b in document.blocks if b.kind is BlockKind.FRONT_MATTER]

    assert "Rooms in Orme" in front
    assert [b.text for b in document.blocks if b.kind is BlockKind.PARAGRAPH] == [
        "The block of rooms is held until 3 May 2031."
    ]
    assert all(
        PAGE[b.span.start : b.span.end].strip("\"'") == b.text
        for b in document.blocks
        if b.kind is BlockKind.FRONT_MATTER
    )


def test_rules_of_a_page_are_no_front_matter() -> None:
    document = read_text("page.html", "<p>One</p>\n---\n<p>Two</p>\n---\n")

    assert [] == [b for b in document.blocks if b.kind is BlockKind.FRONT_MATTER]


def test_broken_front_matter_is_told_and_the_page_is_read() -> None:
    document = read_text("page.html", "---\ntitle: a: b\n---\n<p>Open since 1931.</p>\n")

    assert [("page.html", 2, True)] == [(p.path, p.line, "broken front matter" in p.message) for p in document.problems]
    assert "Open since 1931." in [b.text for b in document.blocks]
