"""The page of two revisions in a real browser: barriers, phone and dark view, paper, and hostile words; it has no script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from chromium import Open, Tab

from factcheck.render.revision import draw
from factcheck.run.differing import Asked, run_diff

STRINGS: dict[str, str] = yaml.safe_load((Path(__file__).parent / "hostile_pages.yaml").read_text(encoding="utf-8"))
BEFORE = {
    "mill.md": "# The mill\n\nThe Orla Mill was built on 4 July 1911. It has 40 looms.\n\nThe Orla Mill closed on 3 May 1961.\n",
    "press.md": "# News\n\nThe Orla Mill closed on 3 May 1962.\n",
    "tours.md": "# Tours\n\nTours begin on Monday, 5 May 2025.\n\nThe shop opened on 1 June 2019.\n",
}
AFTER = {
    "mill.md": "# The mill\n\nThe Orla Mill was built on 14 July 1911. It has 44 looms.\n\nThe Orla Mill closed on 3 May 1961.\n",
    "press.md": "# News\n\nThe Orla Mill closed on 3 May 1961.\n",
    "tours.md": "# Tours\n\nTours begin on Monday, 6 May 2025.\n",
}


def difference(folder: Path, before: dict[str, str], after: dict[str, str]) -> str:
    """The page of what lies between two folders of documents."""
    for name, texts in (("before", before), ("after", after)):
        (folder / name).mkdir()
        for path, text in texts.items():
            (folder / name / path).write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        return str(draw(run_diff(Asked(base="before", head="after")).diff, "html"))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("revisions")
    file = folder / "diff.html"
    file.write_text(difference(folder, BEFORE, AFTER), encoding="utf-8")
    return file


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360], ids=["desktop", "phone"])
def test_no_barriers(page: Path, width: int, dark: bool, open_page: Open, axe: Callable[[Tab], list[str]]) -> None:
    tab = open_page(page, dark=dark, width=width, height=800, touch=width < 500)

    assert [] == axe(tab)
    assert tab.run("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert tab.run("matchMedia('(prefers-color-scheme: dark)').matches") is dark
    light = [int(part) for part in tab.run("getComputedStyle(document.body).backgroundColor")[4:-1].split(", ")]
    assert dark is (sum(light) < 300)
    assert [] == tab.complaints()
    assert 1 == len(tab.requests())


def test_old_and_new_stand_side_by_side(page: Path, open_page: Open) -> None:
    tab = open_page(page, script=False)
    rows = tab.run(
        "Array.from(document.querySelectorAll('article.changed'), a => Array.from(a.querySelectorAll('.says'), s => s.textContent))"
    )

    assert ["4 July 1911", "14 July 1911"] in rows
    tops = tab.run(
        "Array.from(document.querySelector('article.changed').querySelectorAll('.side'), s => s.getBoundingClientRect().top)"
    )
    assert 1 == len(set(tops))
    text = tab.run("document.body.innerText")
    assert "6 May 2025 is a Tuesday, not a Monday" in text
    assert {"changed", "removed"} <= set(
        tab.run("Array.from(document.querySelectorAll('.change'), c => c.textContent)")
    )


def test_keys_alone(page: Path, open_page: Open) -> None:
    tab = open_page(page)
    tab.press("Tab")
    assert "skip" == tab.run("document.activeElement.className")
    for _ in range(25):
        tab.press("Tab")
        stop = tab.run(
            "(() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();"
            " return [e.tagName, s.outlineStyle, b.width * b.height, b.bottom > 0 && b.top < innerHeight]; })()"
        )
        if stop[0] == "BODY":
            break
        assert stop[1] != "none", stop
        assert stop[2] > 0, stop
        assert stop[3], stop


def test_on_paper(page: Path, open_page: Open) -> None:
    tab = open_page(page, dark=True)

    assert tab.print().startswith(b"%PDF")
    tab.emulate(media="print", dark=True)
    assert "rgb(255, 255, 255)" == tab.run("getComputedStyle(document.body).backgroundColor")


def test_hostile_words_are_words(tmp_path: Path, open_page: Open) -> None:
    """In texts, titles and values; no script runs, no request leaves, no element but those of the page appears."""
    before, after = {}, {}
    for n, text in enumerate(STRINGS.values()):
        line = " ".join(text.split())
        before[f"{n:02}.md"] = f"# {line}\n\nThe mill {line} was built on 4 July {1900 + n}.\n"
        after[f"{n:02}.md"] = f"# {line}\n\nThe mill {line} was built on 5 July {1900 + n}.\n"
    file = tmp_path / "hostile.html"
    file.write_text(difference(tmp_path, before, after), encoding="utf-8")
    tab = open_page(file)

    assert tab.run("document.querySelectorAll('article.fact').length") > 20
    assert [] == tab.run(
        "Array.from(document.querySelectorAll('script, img, iframe, object, embed, base, link, svg, form'), e => e.outerHTML)"
    )
    assert [] == tab.run(
        "Array.from(document.querySelectorAll('body *')).flatMap(e => Array.from(e.attributes)).filter(a => a.name.startsWith('on')"
        " || a.name === 'src' || (a.name === 'href' && !a.value.startsWith('#'))).map(a => a.name + '=' + a.value)"
    )
    assert not tab.run("'hit' in window")
    assert [] == tab.complaints()
    assert 1 == len(tab.requests())
