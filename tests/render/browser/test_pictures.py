"""The pictures in a real browser: what they draw, that nothing runs over anything else, keys, documents, hostile words."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from chromium import Tab

from factcheck.judge.rulebook import load_rules
from factcheck.model.finding import Report
from factcheck.pipeline import check_texts
from factcheck.values.dates import civil, day_number

sys.path.insert(0, str(Path(__file__).parents[1]))

from dated import dated_report

import reports

FOLDER = Path(__file__).parents[1]
CASES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "pictures.yaml").read_text(encoding="utf-8"))
HOSTILE: dict[str, str] = yaml.safe_load((FOLDER / "hostile.yaml").read_text(encoding="utf-8"))
Open = Callable[..., Tab]
Write = Callable[[str, Report], Path]

CROSSINGS = """
(() => {
  const found = [];
  for (const svg of document.querySelectorAll(".stage svg")) {
    const outer = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text:not(.letter):not(.not)")].filter((text) => text.textContent);
    const boxes = texts.map((text) => text.getBoundingClientRect());
    boxes.forEach((a, n) => {
      if (a.left < outer.left - 1 || a.right > outer.right + 1 || a.top < outer.top - 2 || a.bottom > outer.bottom + 2) found.push(`out: ${texts[n].textContent}`);
      boxes.forEach((b, m) => {
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left), y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (m > n && x > 1 && y > 5) found.push(`${texts[n].textContent} over ${texts[m].textContent}`);
      });
    });
  }
  return found;
})()
"""


def _report(case: dict[str, Any]) -> Report:
    return dated_report([{**row, "date": str(row["date"])} for row in case["rows"]], case["conflicts"])


def _works(count: int) -> Report:
    """One thing with so many dates, coarse and fine, two of which conflict."""
    forms = ("{y}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}/{z}", "{y}/..", "../{y}-{m:02}-{d:02}")
    rows = []
    for n in range(count):
        year, month = 1860 + 2 * n, 1 + n * 7 % 12
        date = forms[n % len(forms)].format(y=year, z=year + 9, m=month, d=1 + n % 27)
        rows.append({"in": f"page-{n % 7}.md", "about": "Ostra Sugar Works", "said": f"event number {n}", "date": date})
    rows.append({"in": "other.md", "about": "Ostra Sugar Works", "said": "event number 2", "date": "1866-03-03"})
    return dated_report(rows, [[[2], [count]]])


def _open_pictures(tab: Tab, n: int = 0) -> None:
    tab.run(f"document.querySelectorAll('article.finding')[{n}].querySelector('.pictures').open = true")
    tab.wait("!!document.querySelector('.picture.graph svg')")


@pytest.mark.parametrize("case", [*CASES, "many"], ids=[*(case["name"] for case in CASES), "sixty dates of one thing"])
def test_no_words_run_over_others(case: Any, open_page: Open, write_page: Write) -> None:
    report = _works(60) if case == "many" else _report(case)
    tab = open_page(write_page(f"pictures-{CASES.index(case) if case != 'many' else case}", report))
    _open_pictures(tab)
    if case == "many":
        tab.run("document.querySelector('.timeline.whole button.all').click()")
        assert tab.run("document.querySelectorAll('.timeline.whole .touch').length") == 61

    for width in (1280, 700, 360):
        before = tab.run("document.querySelector('.graph svg').clientWidth")
        tab.resize(width, 900)
        if width < 1280:
            tab.wait(f"document.querySelector('.graph svg').clientWidth < {before}")
        assert (width, []) == (width, tab.run(CROSSINGS))
        assert tab.run("document.documentElement.scrollWidth") <= width
    assert tab.complaints() == []


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_says_in_words_what_it_draws(case: dict[str, Any], open_page: Open, write_page: Write) -> None:
    tab = open_page(write_page(f"pictures-{CASES.index(case)}", _report(case)))
    _open_pictures(tab)
    told = [label.split(" ", 1) for label in case["finding"]]

    rows = tab.run(
        "[...document.querySelectorAll('.near tbody tr')].map((r) => [...r.cells].map((c) => c.textContent))"
    )
    manners = {label: f"{label} ({manner})" for label, manner in case.get("manners", {}).items() if manner != "about"}
    assert [(row[1], row[2]) for row in rows] == [(label, f"side {letter}") for letter, label in told]
    assert tab.run("document.querySelectorAll('.near .badge').length") == len(told)
    assert tab.run("document.querySelector('.near .apart').textContent") == f"≠ {case['gap']}"
    whole = tab.run("[...document.querySelectorAll('.whole tbody tr')].map((r) => r.cells[1].textContent)")
    entity = case["entity"] or []
    assert whole == ([manners.get(label, label) for label in entity] if len(entity) > len(told) else [])
    names = tab.run(
        "[...document.querySelectorAll('.stage svg')].map((s) => [s.getAttribute('role'), s.querySelector('title').textContent, s.querySelector('desc').textContent])"
    )
    assert all(role == "img" and title and desc for role, title, desc in names)
    assert tab.run("document.querySelectorAll('.graph .contradicts').length") == 1
    assert tab.run("document.querySelectorAll('.graph tbody tr').length") == sum(map(len, case["conflicts"][0]))


def test_a_weekday_stands_among_the_dates_of_what_it_is_about(
    open_page: Open, write_page: Write, axe: Callable[[Tab], list[str]]
) -> None:
    texts = {
        "ferry.md": "# Tern Ferry\n\nThe Tern Ferry was launched on 4 May 2021. The Tern Ferry sails again on Monday, 19 September 2025.\n",
        "yard.md": "# The yard\n\nThe Tern Ferry was repaired on 3 October 2024.\n",
    }
    report = check_texts(texts, load_rules()[0])
    assert ["weekday"] == [finding.rule for finding in report.findings]
    tab = open_page(write_page("weekday", report))
    _open_pictures(tab)

    assert 0 == tab.run("document.querySelectorAll('.near').length")
    assert [
        ["4 May 2021", ""], ["3 October 2024", ""], ["19 September 2025", "in doubt"],
    ] == tab.run("[...document.querySelectorAll('.whole tbody tr')].map((r) => [r.cells[1].textContent, r.cells[2].textContent])")  # fmt: skip
    assert ["?"] == tab.run("[...document.querySelectorAll('.whole .letter')].map((t) => t.textContent)")
    assert [] == tab.run(CROSSINGS)
    assert [] == axe(tab)
    assert [] == tab.complaints()


def test_the_calendar_is_that_of_the_checker(open_page: Open, write_page: Write) -> None:
    tab = open_page(write_page("pictures-0", _report(CASES[0])))
    days = [*range(-800_000, 900_000, 9_973), day_number(2000, 2, 29), day_number(1900, 3, 1), day_number(0, 12, 31), 1]
    assert tab.run(f"{days}.map((day) => window.pictures.calendar.civil(day))") == [list(civil(day)) for day in days]
    assert (
        tab.run(f"{days}.map((day) => window.pictures.calendar.dayNumber(...window.pictures.calendar.civil(day)))")
        == days
    )


TICKS = [
    (1 / 24, 0.5, 300, 3, 8), (0, 1, 700, 5, 13), (0, 3, 700, 5, 13), (0, 12, 800, 6, 14), (0, 60, 300, 2, 9),
    (0, 700, 800, 4, 14), (0, 4000, 320, 3, 8), (0, 40_000, 800, 5, 15), (-500_000, 740_000, 800, 5, 15),
    (-500_000, 740_000, 240, 2, 7),
]  # fmt: skip
"""From a day to a day on so many pixels: at least and at most so many ticks."""


def test_ticks_are_neither_few_nor_crowded(open_page: Open, write_page: Write) -> None:
    tab = open_page(write_page("pictures-0", _report(CASES[0])))
    start = day_number(2021, 9, 3)
    for low, high, room, least, most in TICKS:
        axis = f"window.pictures.calendar.axisOf({start + low}, {start + high}, {room}, {str(high <= 4).lower()})"
        assert least <= len(tab.run(axis)) <= most, (low, high, room)


def test_walks_with_keys_and_tells_the_sources(open_page: Open, write_page: Write) -> None:
    tab = open_page(write_page("pictures-0", _report(CASES[0])))
    _open_pictures(tab)
    tab.run("document.querySelector('.whole .touch').focus()")
    assert tab.run("document.querySelector('.whole .tip').textContent").startswith("A3 November 1996 was closeda.md:3")
    assert tab.run("document.querySelectorAll('.whole .touch[tabindex=\"0\"]').length") == 1

    tab.press("ArrowRight", "ArrowRight")
    assert "June 1999" in tab.run("document.activeElement.getAttribute('aria-label')")
    assert tab.run("document.activeElement.getAttribute('aria-expanded')") == "true"
    tab.press("Enter")
    assert tab.wait("document.activeElement.tagName") == "A"
    assert tab.run("document.activeElement.textContent") == "b.md:5"
    tab.press("Escape")
    assert "June 1999" in tab.run("document.activeElement.getAttribute('aria-label')")
    assert tab.run("document.querySelector('.whole .tip').hidden")


def test_draws_again_when_the_window_narrows(open_page: Open, write_page: Write) -> None:
    tab = open_page(write_page("pictures-0", _report(CASES[0])))
    _open_pictures(tab)
    wide = tab.run("document.querySelector('.graph svg').clientWidth")
    tab.resize(360, 800)
    tab.wait(f"document.querySelector('.graph svg').clientWidth < {wide / 2}")
    tab.wait("document.querySelectorAll('.graph .sheet-of').length == 0")  # drawn anew, not only scaled
    assert tab.run(CROSSINGS) == []


def test_a_document_has_its_findings_beside_it(open_page: Open, write_page: Write) -> None:
    text = "The old hall opened in May 1990 and the new hall opened in June 1990, they say."
    paper = reports.document("paper.md", f"😀 first\n\n{text}\n")
    other = reports.document("other.md", "The hall opened in July 1990.\n")
    whole, part = "The old hall opened in May 1990 and the new hall opened in June 1990", "hall opened in June 1990"
    right = reports.Side(label="July 1990", places=(reports.place(other, "opened in July 1990", "July 1990"),))
    findings = tuple(
        reports.finding(n, reports.Side(label=value, places=(reports.place(paper, said, value),)), right)
        for n, (said, value) in enumerate(((whole, "May 1990"), (part, "June 1990")), 1)
    )
    page = write_page("paper", reports.report((other, paper), findings))
    start = paper.text.index(whole)
    tab = open_page(page, f"#d1-{start}")
    tab.wait("!!document.querySelector('.paper .remark')")

    assert tab.run("[...document.querySelectorAll('.paper mark')].map((m) => m.textContent)") == [
        "May 1990",
        "June 1990",
    ]
    assert tab.run("[...document.querySelectorAll('.several')].map((m) => m.textContent).join('')") == part
    assert tab.run(f"document.getElementById('d1-{start}').textContent").startswith("The old hall")
    assert tab.run("document.querySelectorAll('.paper .remark').length") == 2
    assert tab.run("document.querySelector('.paper .position').textContent") == "1 of 2"
    tab.click(".paper .walk button:last-child")
    assert tab.run("document.querySelector('.paper .position').textContent") == "2 of 2"
    tab.click(".paper .remark .card")
    tab.wait("!document.getElementById('findings').hidden")
    tab.run("history.back()")
    tab.wait("document.getElementById('findings').hidden")
    assert tab.complaints() == []


def test_a_long_document_is_there_at_once(open_page: Open, write_page: Write) -> None:
    rows = [{"in": "long.md", "about": f"Hall {n}", "said": "opened", "date": f"{1990 + n % 2}"} for n in range(400)]
    filler = "".join(f"Line {n} of very many that say nothing of note at all.\n" for n in range(4_000))
    report = dated_report(rows, [[[n], [n + 1]] for n in range(0, 400, 2)], {"long.md": filler})
    tab = open_page(write_page("long", report), "#documents")
    took = tab.run("""(async () => {
      const begun = performance.now();
      location.hash = "#d0";
      while (!document.querySelector(".paper .remark")) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - begun;
    })()""")
    assert took < 2_000
    assert tab.run("document.querySelectorAll('.paper .remark').length") == 400


def test_hostile_words_are_words(open_page: Open, write_page: Write) -> None:
    kinds = (
        "html",
        "xml",
        "template",
        "json",
        "right",
        "zero",
        "no-",
        "astral",
        "nul",
        "line",
        "blank",
        "empty",
        "long",
    )
    tab = None
    for name, string in HOSTILE.items():
        if not name.startswith(kinds):
            continue
        page = write_page("hostile-pictures", reports.hostile(string))
        tab = tab or open_page(page)
        tab.open(page)
        tab.run("document.querySelectorAll('.pictures').forEach((d) => { d.open = true; })")
        tab.wait("document.querySelectorAll('.picture.graph svg').length === 2")
        tab.run("location.hash = '#d0'; 1")
        tab.wait("!!document.querySelector('.paper .remark')")
        strange = ".picture :is(script, img, iframe, b:not(.letter)), .paper :is(script, img, iframe, svg, h1)"
        assert (name, 0) == (name, tab.run(f"document.querySelectorAll('{strange}').length"))
        assert (name, []) == (name, tab.complaints())
    assert tab is not None
    assert all(address.startswith("file:") for address in tab.requests())


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_is_accessible(
    width: int, dark: bool, open_page: Open, write_page: Write, axe: Callable[[Tab], list[str]]
) -> None:
    tab = open_page(write_page("works", _works(20)), width=width, dark=dark)
    _open_pictures(tab)
    tab.run("document.querySelector('.whole .touch').focus()")
    assert axe(tab) == []
    tab.run("location.hash = '#d0'")
    tab.wait("!!document.querySelector('.paper')")
    assert axe(tab) == []


def test_is_drawn_on_paper(open_page: Open, write_page: Write) -> None:
    tab = open_page(write_page("pictures-0", _report(CASES[0])))
    assert tab.run("document.querySelectorAll('.picture').length") == 0
    tab.run(
        "window.addEventListener('beforeprint', () => { window.drawn = document.querySelectorAll('.picture svg').length; })"
    )
    tab.print()
    assert tab.run("window.drawn") == 3
