"""Which language a document is taken for."""

import pytest

from factcheck.errors import UsageError
from factcheck.extract.languages import language_of
from factcheck.extract.times.language import language, languages
from factcheck.read import read_text

GERMAN = "Die Brücke wurde im März 1920 gebaut und ist seit dem Umbau für den Verkehr wieder offen. Sie war lange nicht sicher."


@pytest.mark.skipif("de" not in languages(), reason="no German words of time")
@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("a.md", "The bridge was built in March 1920 and has been open to traffic since it was rebuilt.", "en"),
        ("a.md", GERMAN, "de"),
        ("a.md", "---\nlang: de\n---\n\nBrücke", "de"),
        ("a.html", "<html lang='de-AT'><body><p>Brücke</p></body></html>", "de"),
        ("a.md", "Brücke 1920", "en"),
        ("a.md", "---\nlang: sv\n---\n\nBron 1920", "en"),
    ],
)
def test_language(path: str, text: str, code: str) -> None:
    assert code == language_of(read_text(path, text))


def test_an_unknown_language() -> None:
    with pytest.raises(UsageError, match="no times for the language `xx`"):
        language("xx")
