"""Which language a document is taken for."""

import pytest

from factcheck.errors import UsageError
from factcheck.extract import extract
from factcheck.extract.languages import language_of
from factcheck.extract.times.language import language, languages
from factcheck.read import read_text

GERMAN = "Die Brücke wurde im März 1920 gebaut und ist seit dem Umbau für den Verkehr wieder offen. Sie war lange nicht sicher."

SPANISH = (
    "El puente de la ciudad es una obra de 212 vecinos y fue abierto en marzo de 1920. Los barcos de la compañía pasan por el "
    "canal, y la torre del puerto se puede ver desde las casas. En el verano hay una feria para los vecinos de la ribera, con "
    "un mercado de las frutas que se abre al alba."
)


@pytest.mark.skipif("de" not in languages(), reason="no German words of time")
@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("a.md", "The bridge was built in March 1920 and has been open to traffic since it was rebuilt.", "en"),
        ("a.md", GERMAN, "de"),
        ("a.md", "---\nlang: de\n---\n\nBrücke", "de"),
        ("a.html", "<html lang='de-AT'><body><p>Brücke</p></body></html>", "de"),
        ("a.md", "Brücke 1920", "en"),
        ("a.md", SPANISH, "en"),
        ("a.md", "---\nlang: sv\n---\n\nBron 1920", "en"),
    ],
)
def test_language(path: str, text: str, code: str) -> None:
    assert code == language_of(read_text(path, text))


def test_an_unknown_language() -> None:
    with pytest.raises(UsageError, match="no times for the language `xx`"):
        language("xx")


def test_a_page_in_another_language_claims_nothing_by_english_readings() -> None:
    text = f"{SPANISH}\n\nEs el trabajo de 212 vecinos.\n\nThe bridge was opened in March 1920.\n"

    drafts = extract(read_text("puente.md", text)).drafts

    assert {2} == {draft.block for draft in drafts}
