"""One Chromium for the whole session, tabs that are closed after their test, and axe-core where it is installed."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

# reports made by hand lie in the folder above
sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium import Browser, Open, Refused, Tab, find_browser

from factcheck.model.finding import Report
from factcheck.render import Options, draw


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A running browser."""
    command = find_browser()
    if command is None:
        pytest.skip("no Chromium is installed (apt-get install chromium, or name one in CHROMIUM)")
    try:
        started = Browser(command, tmp_path_factory.mktemp("profile"))
    except (Refused, OSError) as error:
        pytest.skip(f"Chromium does not start here: {error}")
    yield started
    started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens a page, by file and what follows it in the address; further arguments are those of a tab."""
    tabs: list[Tab] = []

    def opened(page: Path, rest: str = "", **how: Any) -> Tab:
        tab = browser.tab(**how)
        tabs.append(tab)
        tab.open(page.resolve().as_uri() + rest)
        return tab

    yield opened
    for tab in tabs:
        tab.close()


@pytest.fixture(scope="session")
def write_page(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes the page of a report to a file of that name."""
    folder = tmp_path_factory.mktemp("pages")

    def written(name: str, report: Report, **options: Any) -> Path:
        file = folder / f"{name}.html"
        file.write_text(draw(report, "html", Options(**options)), encoding="utf-8")
        return file

    return written


@pytest.fixture(scope="session")
def axe(root: Path) -> Callable[[Tab], list[str]]:
    """What axe-core finds wrong with the page as it stands: one line for each element."""
    named = os.environ.get("AXE_CORE")
    places = [Path(named)] if named else [up / "node_modules/axe-core/axe.min.js" for up in (root, *root.parents)]
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        pytest.skip("axe-core is not installed (npm install axe-core, or name its axe.min.js in AXE_CORE)")
    source = file.read_text(encoding="utf-8")

    def checked(tab: Tab) -> list[str]:
        tab.run(source + "; undefined")
        found = tab.run(
            "axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}}).then(r => JSON.stringify(r.violations))"
        )
        return [
            f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
            for violation in json.loads(found)
            for node in violation["nodes"]
        ]

    return checked
