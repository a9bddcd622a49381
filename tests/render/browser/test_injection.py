"""Nothing that a document says is obeyed by the page: no script runs, no request leaves, no element appears."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from chromium import Open, Tab

import reports
from factcheck.judge.rulebook import load_rules
from factcheck.model.document import Block, BlockKind, Piece, Span
from factcheck.model.finding import Report
from factcheck.pipeline import check_texts

HERE = Path(__file__).parent
STRINGS: dict[str, str] = yaml.safe_load((HERE / "hostile_pages.yaml").read_text(encoding="utf-8"))
INERT = """(() => {
  const allowed = new Set(['ARTICLE', 'P', 'SPAN', 'A', 'H3', 'H4', 'DIV', 'B', 'I', 'U', 'MARK', 'BLOCKQUOTE', 'DETAILS', 'SUMMARY',
    'UL', 'LI', 'OL', 'CODE', 'PRE', 'DEL', 'INS', 'BUTTON', 'FIGURE', 'FIGCAPTION', 'TABLE', 'CAPTION', 'THEAD', 'TBODY', 'TR', 'TH',
    'TD', 'svg', 'g', 'rect', 'path', 'circle', 'line', 'text', 'tspan', 'title', 'desc', 'a', 'polygon', 'polyline', 'defs',
    'marker', 'pattern', 'LABEL', 'INPUT', 'H5', 'NAV', 'SECTION', 'ASIDE', 'KBD', 'EM', 'STRONG', 'DL', 'DT', 'DD']);
  const wrong = [];
  for (const element of document.querySelectorAll('#list *, #papers *, #rules section *, #problems ul *')) {
    if (!allowed.has(element.tagName)) wrong.push(element.outerHTML.slice(0, 200));
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on') || name === 'src' || name === 'srcdoc' || name === 'action') wrong.push(name + '=' + value);
      if (name.endsWith('href') && !value.startsWith('#')) wrong.push(name + '=' + value);
    }
  }
  for (const other of document.querySelectorAll('img, iframe, object, embed, base, link, script[src], video, audio')) wrong.push(other.outerHTML);
  if (window.hit !== undefined) wrong.push('window.hit = ' + window.hit);
  if (Object.prototype.findings) wrong.push('prototype');
  return wrong;
})()"""


def everything() -> Report:
    """All the strings in every place of a report that a document can reach, its title among them."""
    made = [reports.hostile(text) for text in STRINGS.values()]
    documents, findings, problems = [], [], []
    for n, (text, found) in enumerate(zip(STRINGS.values(), made, strict=True)):
        bad, good = found.documents
        names = {bad.path: f"docs/{n:03}/{bad.path}", good.path: f"docs/{n:03}/{good.path}"}
        title = Block(
            index=0, kind=BlockKind.TITLE, text=text, span=Span(0, len(text)),
            pieces=(Piece(text_start=0, text_end=len(text), source_start=0, source_end=len(text)),),
        )  # fmt: skip
        documents += [
            dataclasses.replace(bad, path=names[bad.path], blocks=(title,)),
            dataclasses.replace(good, path=names[good.path]),
        ]
        for finding in found.findings:
            findings.append(_moved(finding, names, f"{n:08x}{finding.fingerprint[-8:]}"))
        problems += found.problems
    return dataclasses.replace(made[0], documents=tuple(documents), findings=tuple(findings), problems=tuple(problems))


def _moved(finding: reports.Finding, names: dict[str, str], fingerprint: str) -> reports.Finding:
    sides = tuple(
        dataclasses.replace(
            side, places=tuple(dataclasses.replace(place, document=names[place.document]) for place in side.places)
        )
        for side in finding.sides
    )
    repairs = tuple(
        dataclasses.replace(
            repair, edits=tuple(dataclasses.replace(edit, document=names[edit.document]) for edit in repair.edits)
        )
        for repair in finding.repairs
    )
    folded = tuple(_moved(other, names, fingerprint + "0") for other in finding.folded)
    return dataclasses.replace(finding, sides=sides, repairs=repairs, folded=folded, fingerprint=fingerprint)


def whole_run() -> Report:
    """The strings as front matter, title, heading, file name and text, read by the whole pipeline."""
    texts = {}
    for n, text in enumerate(STRINGS.values()):
        flat = text.replace("\0", "").replace("/", "∕").replace("\n", " ")
        head = yaml.safe_dump({"title": text.replace("\0", ""), "author": text.replace("\0", ""), "date": "2025-02-01"})
        texts[f"{n:03} {flat[:80]}.md"] = (
            f"---\n{head}---\n\n# {text}\n\n## {flat}\n\nHall {n} of {flat} opened on Monday, 19 September 2025.\n\n{text}\n"
        )
    return check_texts(texts, load_rules()[0])


@pytest.fixture(scope="module", params=["in every place", "by the whole run"])
def page(request: pytest.FixtureRequest, write_page: Callable[[str, Report], Path]) -> Path:
    made = everything() if request.param == "in every place" else whole_run()
    assert len(made.findings) >= len(STRINGS)
    return write_page(f"hostile {request.param}", made)


def test_there_are_enough_strings() -> None:
    assert len(STRINGS) >= 60


def use_all_of_it(tab: Tab) -> None:
    """Unfolds, opens, searches, moves and shows everything that the page has."""
    tab.run("while (!document.getElementById('more').hidden) document.getElementById('more').click()")
    tab.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    tab.run("location.hash = '#documents'")
    tab.wait("document.querySelectorAll('#papers .document').length > 10")
    tab.run("document.querySelectorAll('.document').forEach(d => { d.open = true; })")
    tab.run("location.hash = '#findings'")
    tab.press("j", "j", "o", "k", "/")
    tab.write("<script>")
    tab.wait("new URLSearchParams(location.search).get('q') === '<script>'")
    tab.press("Escape")
    for field in ("by-document", "by-entity"):
        tab.run(f"document.querySelector('#{field} input[type=checkbox]')?.click()")
    tab.run("document.querySelector('button[type=reset]').click()")
    tab.run("document.querySelectorAll('.copies button')[0].click()")


def test_no_script_runs_and_no_request_leaves(page: Path, open_page: Open) -> None:
    tab = open_page(page)
    use_all_of_it(tab)
    rows = tab.run("document.querySelectorAll('#list article').length")

    assert rows > 0
    assert [] == tab.run(INERT)
    assert [] == tab.complaints()
    assert 1 == len(tab.requests())
    assert tab.run("document.title").startswith("factcheck: ")


def test_nor_without_script(page: Path, open_page: Open) -> None:
    tab = open_page(page, script=False)
    tab.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")

    assert [] == tab.run(INERT)
    assert [] == tab.complaints()
    assert 1 == len(tab.requests())


def test_nor_on_paper(page: Path, open_page: Open) -> None:
    tab = open_page(page)

    tab.emulate(media="print")
    tab.run(
        "document.getElementById('q').value = 'constructor'; document.getElementById('q').dispatchEvent(new Event('input', {bubbles: true}))"
    )
    tab.wait("location.search !== ''")
    tab.run("dispatchEvent(new Event('beforeprint'))")

    assert 0 == tab.run("document.querySelectorAll('#list details:not([open]):not(.suppress)').length")
    assert [] == tab.run(INERT)
    assert [] == tab.complaints()
    assert 1 == len(tab.requests())


@pytest.mark.parametrize("rest", ["?q=<script>window.hit=1</script>&severity=<b>&document=__proto__&sort=constructor", "#%", "#<img src=x onerror=window.hit=1>", "#__proto__", "?sort=__proto__#d99999999-1"])  # fmt: skip
def test_addresses_are_not_obeyed_either(rest: str, open_page: Open, write_page: Callable[[str, Report], Path]) -> None:
    tab = open_page(write_page("few", reports.few()), rest)

    assert [] == tab.run(INERT)
    assert [] == tab.complaints()
    assert tab.wait("document.getElementById('shown').textContent.length > 0")
