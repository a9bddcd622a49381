"""Options and fixtures for all tests."""

import multiprocessing
import os
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# of all that tests start: they neither use nor fill the user's cache, and one that asks for a cache gets a folder of its own
os.environ["FACTCHECK_NO_CACHE"] = "1"
os.environ["FACTCHECK_CACHE_DIR"] = os.path.join(tempfile.gettempdir(), f"factcheck-tests-{os.getpid()}")
# in a process that has several threads, workers come from a server: it loads once what each of them would load
if "forkserver" in multiprocessing.get_all_start_methods():
    multiprocessing.set_forkserver_preload(["factcheck.run.processes"])


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", default=False, help="write goldens anew instead of comparing"
    )


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party material beside the checkout, if it is there."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("third-party material is not beside the checkout")
    return folder


@pytest.fixture(scope="session")
def example(root: Path) -> Path:
    """The documents of the bundled example."""
    return root / "examples" / "marathon" / "docs"
