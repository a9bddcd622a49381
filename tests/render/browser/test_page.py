"""The page of the bundled example and of the labelled sets, used as a reader uses it, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from chromium import Open, Tab
from test_html_triaged import triaged

import reports
from factcheck.model.finding import Report
from factcheck.run.local import run_check
from factcheck.triage.suppressions_text import read_suppressions

ROOT = Path(__file__).parents[3]
SETS = sorted(folder.name for folder in (ROOT / "tests" / "corpora").iterdir() if (folder / "docs").is_dir())
CARDS = "Array.from(document.querySelectorAll('#list > article'), a => a.id)"
FOCUS = "document.activeElement"
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def shown(tab: Tab) -> str:
    return str(tab.run("document.getElementById('shown').textContent"))


def query(tab: Tab) -> str:
    return str(tab.run("location.search"))


@pytest.fixture(scope="module")
def example_report(root: Path, example: Path) -> Report:
    with pytest.MonkeyPatch.context() as here:
        here.chdir(root)
        return run_check([str(example.relative_to(root))]).report


@pytest.fixture(scope="module")
def page(example_report: Report, write_page: Callable[..., Path]) -> Path:
    return write_page("example", example_report, paths=("the docs",))


@pytest.mark.parametrize("name", SETS)
def test_labelled_sets(
    name: str, root: Path, open_page: Open, write_page: Callable[[str, Report], Path], axe: Callable[[Tab], list[str]]
) -> None:
    report = run_check([str(root / "tests" / "corpora" / name / "docs")]).report
    tab = open_page(write_page(name, report))

    assert [finding.fingerprint for finding in report.findings if finding.sides] == tab.run(CARDS)
    assert tab.run("document.querySelectorAll('#list mark').length") >= len(report.findings)
    assert 0 == tab.run(OVERFLOW)
    assert [] == axe(tab)
    assert [] == tab.complaints()
    assert 1 == len(tab.requests())


# --- filter, search, sort ---------------------------------------------------------------------------------------------


def test_filters_search_and_sort_are_in_the_address(page: Path, example_report: Report, open_page: Open) -> None:
    tab = open_page(page)
    every = len(example_report.findings)
    errors = [f.fingerprint for f in example_report.findings if f.severity == "error"]
    assert f"{every} findings" == shown(tab)

    tab.click("input[name=severity][value=error]")
    tab.wait("location.search.includes('severity=error')")
    assert errors == tab.run(CARDS)
    assert f"{len(errors)} of {every} findings" == shown(tab)

    tab.press("/")
    assert "q" == tab.run(f"{FOCUS}.id")
    tab.write("thursday")
    tab.wait("location.search.includes('q=thursday')")
    assert f"1 of {every} findings" == shown(tab)
    assert tab.run("CSS.highlights.get('searched').size") > 0

    tab.open(tab.run("location.href"))
    assert f"1 of {every} findings" == shown(tab)
    assert tab.run("document.querySelector('input[name=severity][value=error]').checked")
    assert "thursday" == tab.run("document.getElementById('q').value")

    tab.click("button[type=reset]")
    assert f"{every} findings" == shown(tab)
    assert "" == query(tab)

    tab.run(
        "const s = document.getElementById('sort'); s.value = 'confidence'; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    tab.wait("location.search === '?sort=confidence'")
    sure = {f.fingerprint: round(100 * f.confidence) for f in example_report.findings}
    found = [sure[id] for id in tab.run(CARDS)]
    assert sorted(found, reverse=True) == found

    tab.click("#by-entity input")
    tab.wait("location.search.includes('entity=')")
    assert f"1 of {every} findings" == shown(tab)


def test_nothing_fits(page: Path, open_page: Open) -> None:
    tab = open_page(page, "?q=zzzz")

    assert "0 of 12 findings" == shown(tab)
    assert tab.run("document.getElementById('empty').checkVisibility()")
    tab.click("#clear")
    assert "12 findings" == shown(tab)


def test_status_is_filtered_by(
    open_page: Open, write_page: Callable[[str, Report], Path], axe: Callable[[Tab], list[str]]
) -> None:
    tab = open_page(write_page("triaged", triaged()))
    tab.click("input[name=status][value=suppressed]")
    tab.wait("location.search === '?status=suppressed'")

    assert "2 of 6 findings" == shown(tab)
    assert 0 == tab.run("document.querySelectorAll('#list .suppress').length")
    assert [] == axe(tab)
    assert [] == tab.complaints()


# --- keys and links ---------------------------------------------------------------------------------------------------


def test_keys_alone(page: Path, example_report: Report, open_page: Open) -> None:
    tab = open_page(page)
    ids = [finding.fingerprint for finding in example_report.findings]

    tab.press("Tab")
    assert "skip" == tab.run(f"{FOCUS}.className")
    assert tab.run(f"{FOCUS}.getBoundingClientRect().left >= 0")
    tab.press("Enter")
    tab.press("Tab")
    assert tab.run(f"{FOCUS}.closest('article').id") == ids[0]
    tab.press("j")
    assert ids[1] == tab.run(f"{FOCUS}.id") == tab.run("location.hash.slice(1)")
    tab.press("k")
    assert ids[0] == tab.run(f"{FOCUS}.id")
    assert tab.run(f"getComputedStyle({FOCUS}).outlineStyle") != "none"
    tab.press("o")
    assert 0 == tab.run(f"{FOCUS}.querySelectorAll('details:not([open])').length")
    tab.press("o")
    assert 0 == tab.run(f"{FOCUS}.querySelectorAll('details[open]').length")

    tab.press("?")
    assert tab.run("document.getElementById('help').open")
    tab.press("Escape")
    assert not tab.run("document.getElementById('help').open")

    tab.press("/")
    tab.press("Escape")
    assert "q" != tab.run(f"{FOCUS}.id")
    tab.run("document.getElementById('on').checked = false")
    tab.press("/")
    assert "q" != tab.run(f"{FOCUS}.id")


def test_every_stop_of_the_tab_key_shows_where_it_is(page: Path, open_page: Open) -> None:
    tab = open_page(page)
    seen = set()
    for _ in range(60):
        tab.press("Tab")
        stop = tab.run(
            f"(() => {{ const e = {FOCUS}, s = getComputedStyle(e), b = e.getBoundingClientRect();"
            " return [e.tagName, s.outlineStyle, b.width * b.height, b.bottom > 0 && b.top < innerHeight]; })()"
        )
        seen.add(stop[0])
        assert stop[1] != "none", stop
        assert stop[2] > 0, stop
        assert stop[3], stop
    assert {"A", "INPUT", "SELECT", "BUTTON", "SUMMARY"} <= seen


def test_a_link_leads_to_its_finding_and_outlives_a_reload(page: Path, example_report: Report, open_page: Open) -> None:
    last = example_report.findings[-1].fingerprint
    tab = open_page(page, f"?severity=error#{last}")

    def is_there() -> bool:
        return bool(
            tab.run(
                f"(() => {{ const b = document.getElementById('{last}').getBoundingClientRect();"
                f" return {FOCUS}.id === '{last}' && b.top > -2 && (b.top < innerHeight / 2 || b.bottom <= innerHeight + 2); }})()"
            )
        )

    assert is_there()
    assert "12 findings" == shown(tab)  # a link is stronger than a filter that hides its finding
    tab.call("Page.reload")
    tab.wait(f"document.readyState === 'complete' && {FOCUS}.id === '{last}'")
    assert is_there()
    tab.run(f"location.hash = '#{example_report.findings[2].fingerprint[:8]}'")
    tab.wait(f"{FOCUS}.id === '{example_report.findings[2].fingerprint}'")


def test_places_lead_to_documents_and_back(page: Path, open_page: Open) -> None:
    tab = open_page(page)
    tab.click("#list article:nth-child(3) .where a")
    tab.wait("document.getElementById('documents').checkVisibility()")
    target = tab.run("location.hash.slice(1)")

    assert tab.run("document.getElementById('findings').hidden")
    assert tab.run(f"document.getElementById('{target}').checkVisibility()")
    tab.run("history.back()")
    tab.wait("!document.getElementById('findings').hidden")
    assert [] == tab.complaints()


def test_repairs_and_suppressions_are_copied(page: Path, example_report: Report, open_page: Open) -> None:
    tab = open_page(page)
    tab.run("window.taken = []; navigator.clipboard.writeText = async text => { window.taken.push(text); }")
    finding = example_report.findings[2]
    card = f"[id='{finding.fingerprint}']"
    tab.click(f"{card} .copies button:first-child")
    tab.click(f"{card} .copies button:last-child")
    tab.click(f"{card} .suppress summary")
    tab.click(f"{card} .suppress button")
    text, command, entry = tab.wait("window.taken.length === 3 && window.taken")

    assert finding.repairs[0].edits[0].text == text
    short = example_report.short_fingerprints[finding.fingerprint]
    assert f"factcheck check 'the docs' --fix {short}={finding.repairs[0].letter}" == command
    (order,) = read_suppressions(entry.replace('""', "as printed"), "s.yaml", None)
    assert (finding.fingerprint, finding.wording, finding.named) == (order.fingerprint, order.wording, order.paths)


# --- how it looks -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360], ids=["desktop", "phone"])
def test_no_barriers(page: Path, width: int, dark: bool, open_page: Open, axe: Callable[[Tab], list[str]]) -> None:
    tab = open_page(page, dark=dark, width=width, height=800, touch=width < 500)
    assert tab.run("getComputedStyle(document.body).backgroundColor") == ("rgb(21, 23, 27)" if dark else "rgb(247, 246, 242)")  # fmt: skip
    tab.run("document.querySelectorAll('details').forEach(d => { d.open = true; })")

    assert [] == axe(tab)
    assert tab.run(OVERFLOW) <= 0
    for part in ("documents", "rules") if dark == (width < 500) else ():
        tab.run(f"location.hash = '#{part}'")
        tab.wait(f"document.getElementById('{part}').checkVisibility()")
        assert [] == axe(tab)
        assert tab.run(OVERFLOW) <= 0
    tab.run("document.getElementById('help').showModal()")
    assert [] == axe(tab)
    assert [] == tab.complaints()


def test_zoomed_text_and_forced_colours_lose_nothing(page: Path, open_page: Open) -> None:
    tab = open_page(page, width=320, height=256)
    tab.emulate(forced=True, reduced=True)

    assert tab.run(OVERFLOW) <= 0
    assert tab.run("getComputedStyle(document.querySelector('mark')).borderBottomStyle") == "solid"


def test_meaning_is_never_in_colour_alone(page: Path, open_page: Open) -> None:
    tab = open_page(page)

    assert tab.run(
        "Array.from(document.querySelectorAll('.severity'), e => e.textContent).every(t => /error|warning|note/.test(t))"
    )
    assert tab.run("getComputedStyle(document.querySelector('blockquote mark')).borderBottomWidth") == "2px"
    assert int(tab.run("getComputedStyle(document.querySelector('blockquote mark')).fontWeight")) >= 600
    assert "underline" in tab.run("getComputedStyle(document.querySelector('.says u')).textDecorationLine")
    assert "likely wrong" == tab.run("document.querySelector('.likely').textContent")


def test_without_script_everything_can_be_read(page: Path, example_report: Report, open_page: Open) -> None:
    tab = open_page(page, script=False)
    text = " ".join(tab.run("document.body.innerText").split())

    assert [finding.fingerprint for finding in example_report.findings] == tab.run(CARDS)
    for finding in example_report.findings:
        assert all(" ".join(edit.text.split()) in text for repair in finding.repairs for edit in repair.edits[:6])
    assert not tab.run("document.getElementById('q').checkVisibility()")
    assert not tab.run("Array.from(document.querySelectorAll('button')).some(b => b.checkVisibility())")
    assert tab.run("document.getElementById('documents').checkVisibility()")
    assert tab.run("document.getElementById('rules').checkVisibility()")


def test_on_paper_everything_is_open(page: Path, open_page: Open) -> None:
    tab = open_page(page, dark=True)
    tab.run(
        "window.closed = -1; addEventListener('beforeprint', () => { window.closed = document.querySelectorAll('#list details:not([open]):not(.suppress)').length; })"
    )

    assert tab.print().startswith(b"%PDF")
    assert 0 == tab.run("window.closed")
    assert tab.run("document.querySelectorAll('#list details:not([open])').length") > 0  # and closed again afterwards
    tab.emulate(media="print", dark=True)
    assert "rgb(255, 255, 255)" == tab.run("getComputedStyle(document.body).backgroundColor")
    assert not tab.run(
        "Array.from(document.querySelectorAll('button, input, select, nav')).some(e => e.checkVisibility())"
    )


def test_a_page_without_findings(
    open_page: Open, write_page: Callable[[str, Report], Path], axe: Callable[[Tab], list[str]]
) -> None:
    tab = open_page(write_page("nothing", reports.empty()))

    assert "Nothing here contradicts itself." in tab.run("document.body.innerText")
    assert [] == axe(tab)
    assert [] == tab.complaints()


def test_passages_of_hundreds_of_thousands_of_signs(
    open_page: Open, write_page: Callable[..., Path], axe: Callable[[Tab], list[str]]
) -> None:
    """The page shows what stands around the values and says how much it leaves out; all of it is in the document."""
    file = write_page("long", reports.long())
    tab = open_page(file, width=360, height=800)

    assert file.stat().st_size < 2_000_000
    assert "11 findings" == shown(tab)
    assert tab.run("document.getElementById('list').textContent.length") < 100_000
    assert ["3 May 1998", "4 June 1998", "3 May 1999"] == tab.run(
        "Array.from(document.querySelectorAll('#list > article:first-child mark'), m => m.textContent)"
    )
    marks = tab.run(
        "Array.from(document.querySelectorAll('#list > article:first-child .cut'), m => m.textContent.trim())"
    )
    assert 3 == len(marks)
    assert all(mark.startswith("… ") and mark.endswith(" characters left out …") for mark in marks)
    assert tab.run(OVERFLOW) <= 0
    assert [] == axe(tab)
    tab.click("#list > article:first-child a.cut")
    tab.wait("document.getElementById('documents').checkVisibility()")
    tab.wait(
        "document.getElementById('papers').textContent.includes('numbered before the move and on 4 June 1998')", 60
    )
    assert tab.run("document.getElementById('papers').textContent.length") > 300_000
    assert [] == tab.complaints()


def test_what_a_screen_reader_is_told(page: Path, open_page: Open) -> None:
    tab = open_page(page)
    nodes: list[dict[str, Any]] = tab.call("Accessibility.getFullAXTree")["nodes"]
    roles = [
        (node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node.get("ignored")
    ]

    assert {"banner", "main", "contentinfo", "navigation", "search", "status"} <= {role for role, _ in roles}
    articles = [name for role, name in roles if role == "article"]
    assert 12 == len(articles)
    assert all(articles)
    levels = json.loads(
        tab.run(
            "JSON.stringify(Array.from(document.querySelectorAll('h1,h2,h3,h4')).filter(h => h.checkVisibility()).map(h => +h.tagName[1]))"
        )
    )
    assert all(b - a <= 1 for a, b in pairwise(levels))
