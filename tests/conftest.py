"""Options and fixtures for all tests."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


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
