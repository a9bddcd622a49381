"""Which documents are copies or translations, so that what they say counts once."""

from pathlib import Path

import pytest
import yaml

from factcheck.judge.conflict import Case
from factcheck.judge.copies import Copies, are_translations
from factcheck.model.document import Span
from factcheck.model.finding import Place
from factcheck.read import read_text

CASES = yaml.safe_load((Path(__file__).parent / "copies.yaml").read_text(encoding="utf-8"))
LONG = " ".join(
    f"The {n}th bed of the nursery holds {n * 7} seedlings of alder, birch and rowan." for n in range(1, 30)
)


@pytest.mark.parametrize(("expected", "a", "b"), [(k == "translations", *p) for k, ps in CASES.items() for p in ps])
def test_translations(expected: bool, a: str, b: str) -> None:
    assert expected is are_translations(a, b) is are_translations(b, a)


def case(**texts: str) -> Case:
    documents = {f"{name}.md": read_text(f"{name}.md", text) for name, text in texts.items()}
    return Case(documents=documents, claims={}, cells=(), pairs=(), times={}, path_times={})


def place(case: Case, path: str, quote: str) -> Place:
    text = case.documents[path].text
    start = text.index(quote)
    end = start + len(quote)
    return Place(
        document=path, span=Span(start, end), values=(), line=1, column=1, end_line=1, end_column=1, quote=quote,
        before=text[max(0, start - 240) : start], after=text[end : end + 240],
    )  # fmt: skip


def test_near_copies_and_others() -> None:
    found = Copies(case(bed=LONG, copy=LONG.replace("alder", "ash", 1), other=LONG[::-1], short="Closed on Monday."))

    assert "copy" == found.relation("bed.md", "copy.md")
    assert "" == found.relation("bed.md", "other.md")
    assert "" == found.relation("bed.md", "short.md")
    assert "same" == found.relation("bed.md", "bed.md")


def test_copies_count_once() -> None:
    said = "The nursery was founded on 3 May 1901"
    own = case(
        bed=f"{said}. {LONG}",
        copy=f"{said}. {LONG}",
        press=f"As we wrote, the tram is late again. Also, {said}, and nobody came to the fair that the mayor gave.",
        echo=f"The weather. As we wrote, the tram is late again. Also, {said}, and nobody came to the fair that the mayor gave.",
        fresh=f"I was told by my aunt, who planted the first rowan, that {said}, in the rain.",
    )

    places = [place(own, path, said) for path in own.documents]

    assert ("bed.md", "echo.md", "fresh.md") == Copies(own).independent(places)
