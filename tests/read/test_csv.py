"""CSV and TSV files: one table, its heads, and exact places of what its cells say."""

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcheck import check
from factcheck.model.document import Block, BlockKind, Document
from factcheck.pipeline import claims_of
from factcheck.read import read_document, read_text
from factcheck.read.csv import MAX_VALUES
from factcheck.read.fields import delimiter_of, fields_of

LIGHTS = "Station,Lit,Keeper\nHook Point,1845-05-01,Ada Rowe\nGull Rock,1860-06-02,Ben Holm\n"


def cell_of(document: Document, text: str) -> Block:
    """The only cell with a text."""
    (found,) = [block for block in document.blocks if block.text == text]
    assert found.kind is BlockKind.TABLE_CELL
    return found


def heads(document: Document, cell: Block) -> tuple[list[str], list[str]]:
    """The heads of a cell: of its row, of its column."""
    assert cell.table is not None
    rows, columns = cell.table.row_heads, cell.table.column_heads
    return [document.blocks[k].text for k in rows], [document.blocks[k].text for k in columns]


def shown(document: Document) -> list[tuple[int, int, str]]:
    """Row, column and text of every cell."""
    return [(b.table.row, b.table.column, b.text) for b in document.blocks if b.table is not None]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("lights.csv", LIGHTS),
        ("lights.CSV", LIGHTS.replace("\n", "\r\n")),
        ("lights.csv", LIGHTS.replace("\n", "\r").rstrip()),
        ("lights.csv", LIGHTS.replace(",", ";") + "\n\n"),
        ("lights.csv", LIGHTS.replace(",", "|")),
        ("lights.csv", LIGHTS.replace(",", "\t")),
        ("lights.tsv", LIGHTS.replace(",", "\t")),
        ("lights.csv", "\n ; ; \n" + LIGHTS.replace(",", " ; ")),
        ("lights.csv", "sep=;\r\n" + LIGHTS.replace(",", ";")),
        ("lights.csv", "".join(f'"{line}"\n' for line in LIGHTS.replace(",", '", "').splitlines())),
    ],
)
def test_a_table_as_markdown_has_it(path: str, text: str) -> None:
    lines = [f"| {line.replace(',', ' | ')} |" for line in LIGHTS.splitlines()]
    markdown = read_text("lights.md", "\n".join([lines[0], "|--|--|--|", *lines[1:]]))
    document = read_text(path, text)

    assert ("csv", ()) == (document.format, document.problems)
    assert [(b.kind, b.text, b.table) for b in markdown.blocks] == [(b.kind, b.text, b.table) for b in document.blocks]
    assert [b.text for b in document.blocks] == [document.quote(b.span) for b in document.blocks]
    assert (["Gull Rock"], ["Lit"]) == heads(document, cell_of(document, "1860-06-02"))


def test_claims_are_of_their_rows_and_exact() -> None:
    document = read_text("lights.csv", LIGHTS)

    told = {(c.entity, c.text_value, document.quote(c.value_span)) for c in claims_of([document]).claims}
    assert {("Hook Point", "1845-05-01", "1845-05-01"), ("Gull Rock", "1860-06-02", "1860-06-02")} <= told


def test_what_quotation_marks_hold() -> None:
    text = 'Station,Keeper,Note\r\n"Hook, Point","Ada ""Rex"" Rowe","lit on\r\n1 May 1845, ""they say"""\r\n'
    document = read_text("lights.csv", text)
    keeper, note = cell_of(document, 'Ada "Rex" Rowe'), cell_of(document, 'lit on 1 May 1845, "they say"')

    assert 'Ada ""Rex"" Rowe' == document.quote(keeper.span)
    assert 'lit on\r\n1 May 1845, ""they say""' == document.quote(note.span)
    for block in (keeper, note):
        for word in ("Ada", "Rex", "Rowe", "1845", "they say"):
            if (at := block.text.find(word)) >= 0:
                assert word == document.quote(block.source_span(at, at + len(word)))
    assert '""Rex""' == document.quote(keeper.source_span(4, 9))
    assert "on\r\n1 May" == document.quote(note.source_span(4, 12))
    assert (["Hook, Point"], ["Note"]) == heads(document, note)


def test_a_byte_order_mark_and_other_encodings() -> None:
    for data in (b"\xef\xbb\xbf" + LIGHTS.encode(), LIGHTS.encode("utf-16"), LIGHTS.encode("cp1252")):
        document = read_document("lights.csv", data)
        assert "Station" == document.quote(document.blocks[0].span)
        assert 0 == document.blocks[0].span.start


def test_marks_that_open_no_field_stand_for_themselves() -> None:
    document = read_text("pipes.csv", 'Pipe,Bore\nBy the mill,3" wide\n"Gull" lighthouse,4"\n')

    assert () == document.problems
    assert ['3" wide', '"Gull" lighthouse', '4"'] == [b.text for b in document.blocks[3:]]


def test_hashes_are_no_comments() -> None:
    assert [(1, 0, "# 4"), (1, 1, "Hook")] == shown(read_text("a.csv", "No.,Light\n# 4,Hook\n"))[2:]


def test_ragged_rows() -> None:
    document = read_text("a.csv", "Light,Lit\n\nHook,1845,lost\nGull\n,1860\n,,\n")

    assert [(1, 0, "Hook"), (1, 1, "1845"), (1, 2, "lost"), (2, 0, "Gull"), (3, 1, "1860")] == shown(document)[2:]
    assert (["Hook"], []) == heads(document, cell_of(document, "lost"))
    assert ([], ["Lit"]) == heads(document, cell_of(document, "1860"))


@pytest.mark.parametrize(
    "row", ["2001-02-03,5", "3 May 2001,1.5 ", "1860,-2", "2001-02-03T10:00:00Z,€5", "12.04.2001,40 %"]
)
def test_a_first_row_of_values_is_no_head(row: str) -> None:
    document = read_text("a.csv", f"{row}\n2001-02-04,6\n")

    assert not any(b.table is None or b.table.head or b.table.column_heads for b in document.blocks)
    assert (["2001-02-04"], []) == heads(document, cell_of(document, "6"))


def test_heads_that_are_keys_are_read_as_words() -> None:
    document = read_text("a.csv", "Light,first_lit,lastSeen,McKay's date,e-mail\nHook,1845,1846,1847,x\n")

    assert ["Light", "first lit", "last seen", "McKay's date", "e-mail"] == [b.text for b in document.blocks[:5]]
    assert ["first_lit", "lastSeen"] == [document.quote(b.span) for b in document.blocks[1:3]]


DELIMITERS = {
    "a,b\n1,2\n": ",",
    "Name;Height\nA;1,5\nB;2,5\n": ";",
    "Name,Note\nA,one; two\nB,three\n": ",",
    "Name;Note\nA;x, y, z\nB;p, q, r\n": ";",
    'Name,Note\n"A; B; C",x\n"D; E; F",y\n': ",",
    "Name\tWhen\nA\t3 May, 1999\nB\t4 May, 1999\n": "\t",
    "Name|Day\nA|Sunday, 3 May\n": "|",
    "Name\nA\nB\n": ",",
    "": ",",
}


@pytest.mark.parametrize(("text", "delimiter"), DELIMITERS.items())
def test_the_delimiter_is_told_by_the_first_rows(text: str, delimiter: str) -> None:
    assert (delimiter, 0) == delimiter_of(text)


def test_a_tsv_file_is_divided_by_tabs_alone() -> None:
    assert ["Name, kind", "Day", "A, B", "3 May"] == [
        b.text for b in read_text("a.tsv", "Name, kind\tDay\nA, B\t3 May").blocks
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "cells"),
    [
        ('A,B\r\nx,"open\r\nlast,10\r\n', 2, 3, ["x", "last", "10"]),
        ('A,B\n"He said "hi", and left",7\nlast,10', 2, 1, ["last", "10"]),
        ('A,B\n"two\nlines",1\nx,"', 4, 3, ["two lines", "1", "x"]),
    ],
)
def test_an_unclosed_mark_is_told_and_the_rest_read(text: str, line: int, column: int, cells: list[str] | None) -> None:
    document = read_text("a.csv", text)

    (problem,) = document.problems
    assert ("a.csv", line, column, False) == (problem.path, problem.line, problem.column, problem.fatal)
    assert "not closed" in problem.message
    assert "double it" in problem.remedy
    assert text.replace("\r\n", "\n").split("\n")[line - 1] == problem.quote
    assert cells == [b.text for b in document.blocks if b.table is not None and not b.table.head]


def test_many_unclosed_marks_make_one_problem() -> None:
    (problem,) = read_text("a.csv", "A,B\n" + 'x,"y\n' * 40).problems

    assert (2, True) == (problem.line, "(39 more like it)" in problem.message)


def test_a_file_of_a_machine_is_not_read() -> None:
    rows = [f"light {n},{n} m" for n in range(MAX_VALUES // 2)]
    most, more = (read_text("big.csv", "\n".join(lines)) for lines in (rows, [*rows, "last"]))

    assert (MAX_VALUES, ()) == (len(most.blocks), most.problems)
    assert () == more.blocks
    assert "20,000" in more.problems[0].message
    assert () == read_text("sparse.csv", "A,B\n" + "," * 50_000 + "\nx,y\n").problems


@pytest.mark.parametrize("text", ["", "\n", ",", '"', '""', '"\n', " ", "\ufeff", "\r", '"a', "a", '"a"b"', ",\n,\n"])
def test_next_to_nothing(text: str) -> None:
    assert len(read_text("a.csv", text).blocks) <= 1


@pytest.mark.parametrize(
    "piece", ['"', '""', '"a\n', 'x,"y\n', '"a""\n', ",", ", ", '"x"y,', '"","', " ", '" ', "\r", 'a""\n"']
)
def test_time_is_linear(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()

    assert "csv" == read_text("odd.csv", text).format
    assert time.process_time() - begun < 8


FIELD = st.text(alphabet='ab1 ,;\t|"\r\né', max_size=8)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(FIELD, min_size=2, max_size=4), min_size=1, max_size=5), st.sampled_from(",;\t|"))
def test_fields_are_those_of_the_standard_library(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    text = out.getvalue()

    found: dict[int, list[str]] = {}
    for field in fields_of(text, delimiter):
        assert not field.broken
        raw = text[field.start : field.end]
        found.setdefault(field.row, []).append(raw.replace('""', '"') if field.quoted else raw)
    assert rows == list(found.values())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["a", "1845", '"', '""', ",", ";", "\t", "|", "\n", "\r\n", " ", "é😀", "a_b"])))
def test_any_mixture_is_read(pieces: list[str]) -> None:
    document = read_text("a.csv", "".join(pieces))

    for block in document.blocks:
        assert block.text.strip() == block.text
        assert block.pieces[-1].text_end == len(block.text)
        raw = document.quote(block.source_span(0, len(block.text)))
        folded = " ".join(raw.replace("_", " ").split()) if block.text.count("_") < raw.count("_") else raw
        assert block.text.split() == folded.replace('""', '"').split() or '""' in block.text


BRIDGES = "Bridge,Opened,Main span\nLantern Bridge,1998-05-03,433 m\nHeron Bridge,2004-09-12,120 m\n"


@pytest.mark.parametrize(
    ("page", "rule", "sides"),
    [
        ("Lantern Bridge was opened to traffic on 3 May 1999.", "event-date", {"1998-05-03", "3 May 1999"}),
        ("Heron Bridge has a main span of 210 m.", "quantity", {"120 m", "210 m"}),
    ],
)
def test_a_row_that_contradicts_a_sentence(page: str, rule: str, sides: set[str]) -> None:
    report = check({"bridges.csv": BRIDGES, "page.md": f"# Bridges\n\n{page}\n"})

    (finding,) = report.findings
    assert rule == finding.rule
    assert all(side in finding.message for side in sides)
    assert {"bridges.csv", "page.md"} == {place.document for side in finding.sides for place in side.places}


@pytest.mark.parametrize(
    "page", ["Lantern Bridge was opened to traffic on 3 May 1998.", "Heron Bridge has a main span of 120 m."]
)
def test_a_row_that_agrees_with_a_sentence(page: str) -> None:
    report = check({"bridges.csv": BRIDGES, "page.md": f"# Bridges\n\n{page}\n"})

    assert ((), ()) == (tuple(report.findings), tuple(report.problems))
