"""The extractor that calls a spaCy pipeline. The pipelines are made here, saved, and loaded by their path."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

spacy = pytest.importorskip("spacy", reason="the extra factcheck[spacy] is not installed")

from click.testing import CliRunner  # noqa: E402
from spacy.language import Language  # noqa: E402
from spacy.tokens import Doc  # noqa: E402

from factcheck.cli import main  # noqa: E402
from factcheck.errors import UsageError  # noqa: E402
from factcheck.extract import extract  # noqa: E402
from factcheck.extract.extractors import _arcs  # noqa: E402
from factcheck.extract.extractors._entities import Entity, trimmed, with_entities  # noqa: E402
from factcheck.extract.extractors.spacy import Options, build  # noqa: E402
from factcheck.model.claim import ClaimType  # noqa: E402
from factcheck.model.extraction import DraftClaim, Extraction  # noqa: E402
from factcheck.model.mention import NameKind, NameMention  # noqa: E402
from factcheck.pipeline import claims_of  # noqa: E402
from factcheck.read import read_text  # noqa: E402

HERE = Path(__file__).parent
ENTITIES = yaml.safe_load((HERE / "spacy_entities.yaml").read_text(encoding="utf-8"))
ARCS = yaml.safe_load((HERE / "spacy_arcs.yaml").read_text(encoding="utf-8"))
SEEN: list[str] = []
"""The texts that the component with arcs was given."""


@Language.factory("factcheck_test_arcs", assigns=["token.dep", "token.head", "token.pos", "token.lemma"])
class Arcs:
    """A parser that knows the sentences of its settings by heart, word for word."""

    def __init__(self, nlp: Language, name: str, known: list[str]) -> None:
        self.known = {tuple(t.split("/")[0] for t in arcs.split()): arcs.split() for arcs in known}

    def __call__(self, doc: Doc) -> Doc:
        SEEN.append(doc.text)
        for token, arc in zip(doc, self.known.get(tuple(t.text for t in doc), ()), strict=False):
            _, token.pos_, token.dep_, head, *lemma = arc.split("/")
            token.head = doc[int(head) - 1]
            token.lemma_ = lemma[0] if lemma else token.text.lower()
        return doc


@Language.factory("factcheck_test_topics", assigns=["doc.cats"])
class Topics:
    """A component that tells nothing about names and arcs, and must not be called."""

    def __init__(self, nlp: Language, name: str) -> None: ...

    def __call__(self, doc: Doc) -> Doc:
        raise AssertionError("called in vain")


Make = Callable[..., Any]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Saves a pipeline with these entities and arcs, and gives the extractor that loads it."""

    def saved(
        entities: dict[str, str] | None = None,
        arcs: list[str] | None = None,
        *,
        lang: str = "en",
        topics: bool = False,
        **options: Any,
    ) -> Any:
        nlp = spacy.blank(lang)
        if entities is not None:
            ruler = nlp.add_pipe("entity_ruler")
            ruler.add_patterns([{"label": label, "pattern": words} for words, label in entities.items()])
        if arcs is not None:
            nlp.add_pipe("factcheck_test_arcs", config={"known": arcs})
        if topics:
            nlp.add_pipe("factcheck_test_topics")
        nlp.to_disk(tmp_path / "pipeline")
        return build(Options(model=str(tmp_path / "pipeline"), **options))

    return saved


def named(found: Extraction, block: int = 0) -> list[tuple[str, str]]:
    return [(n.text, n.kind.value) for n in found.names[block]]


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", ENTITIES, ids=lambda case: case["name"])
def test_how_names_and_entities_come_together(case: dict[str, Any]) -> None:
    text = case["text"]

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    names = tuple(
        NameMention(start=place(n)[0], end=place(n)[1], text=n, kind=NameKind(k), alias_of="".join(alias))
        for n, k, *alias in case.get("names", ())
    )
    found = replace(extract(read_text("a.txt", text)), names={0: names})
    given = [Entity(*place(words), NameKind(kind)) for words, kind in case["entities"]]
    plain = [place(words) for words in case.get("plain", ())]

    made = with_entities(
        found, 0, given[::-1], kinds_only=False, small_letters=case.get("small_letters", False), plain=plain
    )

    assert [[w, k, *alias] for w, k, *alias in case["expected"]] == [
        [n.text, n.kind.value, *([n.alias_of] if n.alias_of else [])] for n in made
    ]
    assert all(text[n.start : n.end] == n.text for n in made)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the Isle of Mull's", "Isle of Mull"),
        (" “Ansel Ltd.”,", "Ansel Ltd."),
        ("Therese", "Therese"),
        ("The The", "The"),
        ("(Oslo)", "Oslo"),
        ("Oslo (city)", "Oslo (city)"),
        ("1998", None),
        ("the", "the"),
        ("— ’", None),
    ],
)
def test_what_an_entity_is_without_its_edges(words: str, expected: str | None) -> None:
    stretch = trimmed(words, 0, len(words))

    assert expected == (words[slice(*stretch)] if stretch else None)


def test_entities_of_a_saved_pipeline(make: Make) -> None:
    extractor = make({"Kestrel": "ORG", "Quarrel Island": "GPE", "nine": "CARDINAL", "Norse": "NORP"})

    found = extract(read_text("a.txt", "In 1998 Kestrel took nine Norse ships to Quarrel Island."), [extractor])

    assert found.problems == ()
    assert {("Kestrel", "organisation"), ("Quarrel Island", "place")} <= set(named(found))


def test_labels_and_kinds(make: Make) -> None:
    entities = {"metformin": "DRUG", "Kestrel": "ORG", "Ansel": "GPE"}
    text = "They gave metformin from Kestrel in Ansel."

    drugs = make(entities, kinds={"DRUG": "thing"}, labels=["DRUG"], small_letters=True)
    places = make(entities, kinds={"GPE": "thing"})

    built_in = dict(named(extract(read_text("a.txt", text))))
    assert {**built_in, "metformin": "thing"} == dict(named(extract(read_text("a.txt", text), [drugs])))
    assert "metformin" not in dict(named(extract(read_text("a.txt", text), [places])))
    assert places.options.kind_of["GPE"] is NameKind.THING
    assert set(drugs.options.kind_of) == {"DRUG"}


def test_the_places_in_the_file_are_exact(make: Make) -> None:
    text = "# Log\n\nOn **3&nbsp;May** 1998 *Kestrel\nFoods* sued [Ansel &amp; Sons](x) of\n`Quarrel` Island.\n"
    extractor = make({"Kestrel Foods": "ORG", "Ansel & Sons": "ORG", "Quarrel Island": "GPE"})
    document = read_text("a.md", text)

    found = extract(document, [extractor])

    block = next(b for b in document.blocks if "Kestrel" in b.text)
    quotes = {n.text: document.quote(block.source_span(n.start, n.end)) for n in found.names[block.index]}
    assert quotes["Kestrel Foods"] == "Kestrel\nFoods"
    assert quotes["Ansel & Sons"] == "Ansel &amp; Sons"
    assert quotes["Quarrel Island"] == "Quarrel` Island"


def test_headings_and_cells_only_get_kinds(make: Make) -> None:
    text = "# Kestrel\n\n| site | ship |\n|---|---|\n| old quay | Kestrel |\n\nThe old quay is wet.\n"
    document = read_text("a.md", text)
    extractor = make({"Kestrel": "PRODUCT", "old quay": "FAC"}, small_letters=True)

    before, found = extract(document), extract(document, [extractor])

    for block in document.blocks:
        if block.text != "The old quay is wet.":
            assert [n.text for n in before.names[block.index]] == [n.text for n in found.names[block.index]]
    assert ("old quay", "thing") in named(found, document.blocks[-1].index)
    cell = next(b for b in document.blocks if b.text == "Kestrel" and b.table is not None)
    assert named(found, cell.index) in ([("Kestrel", "thing")], [])


# --- subjects and doers -----------------------------------------------------------------------------------------------


def text_of(case: dict[str, Any]) -> str:
    words = [arc.split("/")[0] for arc in case["arcs"].split()]
    text = " ".join(words)
    for mark in ".,?":
        text = text.replace(f" {mark}", mark)
    return text


def parsed(make: Make, case: dict[str, Any]) -> tuple[Extraction, Doc]:
    """The built-in reading of a case without its drafts, and the same text with its arcs."""
    text = text_of(case)
    return replace(extract(read_text("a.txt", text)), drafts=()), make(None, [case["arcs"]]).nlp(text)


@pytest.mark.parametrize("case", ARCS["subjects"], ids=lambda case: case["name"])
def test_subjects(make: Make, case: dict[str, Any]) -> None:
    found, doc = parsed(make, case)
    given, text = case["draft"], text_of(case)
    value = text.index(given["value"])
    end = value + len(given["value"])
    start = min([value, *(text.index(given[key]) for key in ("subject", "words") if given[key] and given[key] in text)])
    before = DraftClaim(
        block=0, start=start, end=end, value_start=value, value_end=end, type=ClaimType(given["type"]),
        subject=given["subject"], predicate=given["predicate"], predicate_words=given["words"], extractor="prose/x",
    )  # fmt: skip

    after = _arcs.with_subject(found, doc, before)

    expected = case.get("expected")
    if expected is None:
        assert before == after
        return
    assert expected["subject"] == after.subject
    assert expected["quote"] == text[after.start : after.end]
    assert after.extractor == "prose/x+spacy"
    assert expected.get("names", list(after.subject_names)) == list(after.subject_names)
    assert expected.get("predicate", given["predicate"]) == after.predicate
    assert after.subject_stems[-1:] != ()


@pytest.mark.parametrize("case", ARCS["doers"], ids=lambda case: case["name"])
def test_doers(make: Make, case: dict[str, Any]) -> None:
    found, doc = parsed(make, case)
    expected = case.get("expected")

    added = list(_arcs.doers(found, doc, 0))

    assert ([expected] if expected else []) == [
        {"doer": d.words, "predicate": d.predicate, "subject": d.subject} for d in added
    ]
    assert [] == list(_arcs.doers(replace(found, drafts=tuple(added)), doc, 0))


@pytest.mark.parametrize("case", [c for c in ARCS["subjects"] if "expected" in c], ids=lambda case: case["name"])
def test_subjects_from_the_text_on(make: Make, case: dict[str, Any]) -> None:
    """The whole way: whichever reading found it, the claim is about that."""
    found = extract(read_text("a.txt", text_of(case)), [make(None, [case["arcs"]])])

    assert found.problems == ()
    value = text_of(case).index(case["draft"]["value"])
    assert case["expected"]["subject"] in [d.subject for d in found.drafts if d.value_start == value]


def test_what_is_switched_off_is_not_done(make: Make) -> None:
    for case in (*ARCS["subjects"], *ARCS["doers"]):
        document = read_text("a.txt", text_of(case))
        extractor = make({"Zyx": "ORG"}, [case["arcs"]], subjects=False, doers=False)
        assert extract(document) == extract(document, [extractor])


def test_no_arcs_no_change(make: Make) -> None:
    document = read_text("a.txt", text_of(ARCS["subjects"][0]))

    assert extract(document).drafts == extract(document, [make({"Zyx": "ORG"}, None)]).drafts
    assert extract(document).drafts == extract(document, [make({"Zyx": "ORG"}, [])]).drafts


# --- how the pipeline is called ---------------------------------------------------------------------------------------


def test_a_document_is_parsed_once_and_only_where_there_is_something_to_say(make: Make) -> None:
    SEEN.clear()
    text = "# a heading\n\nFirst words.\n\n- Second words.\n\n~~Struck words.~~\n\n| 1 | 2 |\n|---|---|\n| 3 | 4 |\n"

    extract(read_text("a.md", text), [make(None, [])])

    assert ["First words.", "Second words."] == [t for t in SEEN if "truck" not in t]
    assert len(SEEN) == len(set(SEEN))


def test_components_that_tell_nothing_are_off(make: Make) -> None:
    extractor = make({"Kestrel": "ORG"}, [], topics=True, subjects=False, doers=False)

    assert extractor.nlp.pipe_names == ["entity_ruler"]
    assert make({"Kestrel": "ORG"}, [], topics=True, names=False).nlp.pipe_names == ["factcheck_test_arcs"]


def test_a_document_in_another_language_is_left_alone(make: Make) -> None:
    german = "Die Brücke wurde am 3. Mai 1998 von der Kestrel eröffnet, und der Hafen ist seit dem Jahr nicht mehr in Betrieb."
    document = read_text("a.txt", german)

    assert extract(document) == extract(document, [make({"Hafen": "GPE"}, lang="en")])
    assert ("Hafen", "place") in named(extract(document, [make({"Hafen": "GPE"}, lang="de")]))
    assert ("Hafen", "place") in named(extract(document, [make({"Hafen": "GPE"}, lang="xx")]))


def test_a_block_that_is_too_long_is_left_alone(make: Make) -> None:
    extractor = make({"Kestrel": "ORG"})
    extractor.nlp.max_length = 20
    document = read_text("a.txt", "Kestrel rose by 3 m in May 1998, and Kestrel fell.\n\nKestrel rose.")

    found = extract(document, [extractor])

    assert found.problems == ()
    assert ("Kestrel", "organisation") not in named(found, 0)
    assert ("Kestrel", "organisation") in named(found, 1)


def test_the_order_of_documents_is_free(make: Make) -> None:
    arcs = [case["arcs"] for group in ARCS.values() for case in group]
    extractor = make({"Leeds": "GPE", "Ida Holm": "PERSON"}, arcs)
    texts = [text_of(case) for group in ARCS.values() for case in group]
    documents = [read_text(f"{n}.md", "\n\n".join(texts[n:] + texts[:n])) for n in range(3)]

    one, other = (claims_of(d, extractors=[extractor]) for d in (documents, documents[::-1]))

    assert one.claims == other.claims
    assert one.problems == ()
    for claim in one.claims:
        assert (
            claim.quote
            == next(d.text for d in documents if d.path == claim.document)[claim.span.start : claim.span.end]
        )


# --- what is missing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("model", "told", "remedy"),
    [
        (
            "xq_no_such_pipeline",
            "there is no spaCy pipeline `xq_no_such_pipeline`",
            "python -m spacy download xq_no_such_pipeline",
        ),
        ("./nowhere", "there is no spaCy pipeline `./nowhere`", "nlp.to_disk"),
        ("", "pipeline ``", ""),
    ],
)
def test_a_pipeline_that_is_missing(model: str, told: str, remedy: str) -> None:
    with pytest.raises(UsageError) as caught:
        build(Options(model=model))

    assert told in caught.value.problems[0].message
    assert remedy in caught.value.problems[0].remedy


def test_a_pipeline_that_does_not_load(make: Make, tmp_path: Path) -> None:
    make({})
    config = tmp_path / "pipeline" / "config.cfg"
    config.write_text(
        config.read_text(encoding="utf-8").replace('"entity_ruler"', '"no_such_factory"'), encoding="utf-8"
    )

    with pytest.raises(UsageError, match="does not load"):
        build(Options(model=str(tmp_path / "pipeline")))


def test_a_pipeline_without_anything(make: Make) -> None:
    for topics in (False, True):
        with pytest.raises(UsageError, match="no component that finds entities or dependencies"):
            make(topics=topics)


def test_by_the_settings(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make({"old quay": "FAC"})
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("The old quay was built in 1998.\n", encoding="utf-8")
    (tmp_path / "factcheck.toml").write_text(
        '[extractors]\nuse = ["spacy"]\n[extractors.spacy]\nmodel = "./pipeline"\nsmall_letters = true\n',
        encoding="utf-8",
    )
    (tmp_path / "wrong.toml").write_text(
        '[extractors]\nuse = ["spacy"]\n[extractors.spacy]\nkinds = {X = "planet", Y = "plce"}\nlabels = ["FAK"]\nsubject = false\nbatch_size = 0\n', encoding="utf-8"
    )  # fmt: skip
    monkeypatch.chdir(tmp_path / "docs")

    good = CliRunner().invoke(main, ["trace", "--stage", "extract", "a.md"])
    wrong = CliRunner().invoke(main, ["claims", "a.md", "--config", "../wrong.toml"])

    assert (0, "") == (good.exit_code, good.stderr)
    assert '"text": "old quay"' in good.stdout
    assert wrong.exit_code == 2
    told = [line.split(": ", 1)[1] for line in wrong.stderr.splitlines() if line.startswith("../wrong.toml")]
    assert told == [
        '`extractors.spacy.kinds.X` cannot be the text "planet"',
        '`extractors.spacy.kinds.Y` cannot be the text "plce"',
        "`extractors.spacy.labels`: it is not known what FAK stands for; say so in `kinds`",
        "unknown key `extractors.spacy.subject`",
        "`extractors.spacy.batch_size` cannot be the number 0",
    ]
    assert "did you mean `place`?" in wrong.stderr
    assert "did you mean `subjects`?" in wrong.stderr
