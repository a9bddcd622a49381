"""The runner on Spark: what one machine finds it finds, byte for byte, from files and collections, after a failure, too."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from factcheck import draw, pipeline
from factcheck.align.blocking import MAX_BLOCK
from factcheck.align.comparison import Comparer
from factcheck.api import examine
from factcheck.cli import main
from factcheck.errors import UsageError
from factcheck.model.claim import Claim
from factcheck.model.corpus import MANY
from factcheck.read import read_document
from factcheck.run import spark
from factcheck.run.spark_align import _and_more, _and_one, _one, plan_of
from factcheck.run.spark_inputs import chunks, sort_inputs
from factcheck.run.spark_session import Engine, name_python, require_java, spark_session
from factcheck.run.spark_statistics import Counts, SentComparer, counts, statistics_of, traits_of

ENGINE = Engine(master="local[2]")
TREATY = {
    "factcheck.toml": 'facts = ["facts.yaml"]\nexclude = ["old/"]\n',
    "facts.yaml": "Olm bridge opened: 1954-06-02\n",
    "treaty.md": "# The Treaty of Olm\n\n| Event | Day |\n|---|---|\n| Signing of the Treaty of Olm | 3 May 2021 |\n",
    "notes.md": "# Notes\n\nObjections must be lodged within 30 days of the signing of the Treaty of Olm.\n",
    "guide.md": "# Guide\n\nObjections to the Treaty of Olm must be lodged by 12 June 2021. The Olm bridge was opened on 2 June 1954.\n",
    "press.md": "# Press\n\nThe Olm bridge was opened on 12 June 1955, said Dr. Henrike Vollbrandt. Dr. Henrike Vollbrandt chairs the board.\n",
    "board.md": "# Board\n\nDr. Henrike Vollbrandt has chaired the board since 2019. Dr. Henrike Volbrandt spoke on 04/03/2022.\n",
    "rota.md": "# Rota\n\nThe clinic of Dr. Henrike Vollbrandt closes on 25/12/2022. Dr. Henrike Vollbrandt wrote 4,512 letters.\n",
    "old/press.md": "The Olm bridge was opened on 12 June 1999.\n",
}


@pytest.fixture(scope="module")
def started() -> Iterator[Any]:
    """Spark, started once for all tests that need it."""
    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    if shutil.which("java") is None:
        pytest.skip("Java, in which Spark runs, is not installed")
    with spark_session(ENGINE) as session:
        yield session


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def bridges(count: int) -> dict[str, str]:
    return {
        f"docs/{n:03}.md": f"# Bridge {n}\n\nThe bridge of Kall {n} was opened on {1 + n % 28} May {1900 + n}.\n"
        for n in range(count)
    }


def invoke(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


# --- the same findings --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["examples/marathon", "tests/corpora/harbour-bridge", "tests/fields/wine-cooperative"])
def test_a_set_of_documents_gives_the_same_report(
    name: str, root: Path, started: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / name)

    here, there = examine("docs"), examine("docs", engine=ENGINE)

    assert here.report.findings
    for form in ("sarif", "html", "json"):
        assert draw(here.report, form) == draw(there.report, form)
    assert here.report.claims == there.report.claims
    assert here.problems == there.problems


def test_facts_slips_and_counted_days_of_other_documents_are_the_same(
    tmp_path: Path, started: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, TREATY)
    monkeypatch.chdir(tmp_path)

    here, there = examine("."), examine(".", engine=ENGINE)

    assert any(claim.counted for claim in here.report.claims)
    assert {"house-fact"} <= {finding.kind for finding in here.report.findings} | {f.rule for f in here.report.findings}
    assert here.report.claims == there.report.claims
    assert draw(here.report, "sarif") == draw(there.report, "sarif")


def test_collections_give_what_files_give(
    tmp_path: Path, example: Path, started: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra `parquet` is not installed")
    import pyarrow

    shutil.copytree(example, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    files = sorted(p for p in Path("docs").rglob("*") if p.is_file())
    rows = [{"path": p.as_posix(), "text": p.read_text(encoding="utf-8")} for p in reversed(files)]
    Path("half.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows[::2]), encoding="utf-8")
    parquet.write_table(pyarrow.Table.from_pylist(rows[1::2]), "half.parquet")

    here, there = examine("docs"), examine(["half.jsonl", "half.parquet"], engine=ENGINE)

    assert here.report.findings
    assert draw(here.report, "sarif") == draw(there.report, "sarif")


def test_a_line_that_is_no_document_is_told_and_the_others_are_checked(
    tmp_path: Path, started: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good = json.dumps({"path": "a.md", "text": "The mill was opened on Friday, 4 June 1971."})
    again = json.dumps({"path": "a.md", "text": "Z"})
    Path("docs.jsonl").write_text(f'{good}\n{{"path": "b.md"}}\n\n{again}\n', encoding="utf-8")
    output = tmp_path / "report.sarif"

    done = invoke("check", "docs.jsonl", "--engine", "spark", "--master", "local[2]", "--format", f"sarif={output}")

    assert done.exit_code == 2, done.output
    assert 'docs.jsonl:2: is no JSON object with a `path` and a `text`\n    | {"path": "b.md"}' in done.output
    assert "holds two documents of the path a.md" in done.output
    assert "weekday" in output.read_text(encoding="utf-8")


# --- failures -----------------------------------------------------------------------------------------------------------


def test_an_interrupted_run_goes_on_from_its_checkpoint(
    tmp_path: Path, started: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, bridges(100))
    monkeypatch.chdir(tmp_path)
    engine = Engine(master="local[2]", checkpoint="kept")
    from pyspark.errors import PySparkException

    def fail(*_: Any, **__: Any) -> None:
        raise PySparkException("the cluster is gone")

    with monkeypatch.context() as patched:
        patched.setattr(spark, "background_of", fail)
        with pytest.raises(UsageError, match=r"the cluster is gone(.|\n)*again with --checkpoint kept"):
            examine("docs", engine=engine)
    kept = sorted(Path("kept/extracted").iterdir())
    assert len(kept) > 2
    sizes = {file: file.stat().st_mtime_ns for file in kept}
    kept[0].write_bytes(kept[0].read_bytes()[:-7])
    kept[1].unlink()
    (tmp_path / "docs" / "050.md").write_text("The bridge of Kall was opened on 2 May 1911.\n", encoding="utf-8")

    found = examine("docs", engine=engine)

    (note,) = [n for n in found.notes if "earlier run" in n.message]
    number = int(note.message.split()[1])
    assert 0 < number < 99
    assert all(file.stat().st_mtime_ns == sizes[file] for file in kept[2:])
    assert draw(found.report, "sarif") == draw(examine("docs").report, "sarif")


def test_a_missing_java_is_told_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"Java, which was not found(.|\n)*install a Java runtime"):
        require_java({"PATH": str(tmp_path)})
    with pytest.raises(UsageError, match="JAVA_HOME"):
        require_java({"PATH": "/usr/bin", "JAVA_HOME": str(tmp_path)})

    pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("PYSPARK_GATEWAY_PORT", raising=False)
    (tmp_path / "a.md").write_text("The mill was opened in 1901.\n", encoding="utf-8")
    done = invoke("check", str(tmp_path / "a.md"), "--engine", "spark")
    assert done.exit_code == 2
    assert "Spark runs in Java, which was not found" in done.output


def test_an_old_java_is_told(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("the stand-in is a shell script")
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n", encoding="utf-8")
    java.chmod(0o755)

    with pytest.raises(UsageError, match=r"needs Java 17 or newer; .*java is Java 11"):
        require_java({"PATH": str(tmp_path)})


@pytest.mark.parametrize(
    ("master", "before", "after"),
    [
        ("local[2]", "other", sys.executable),
        ("yarn", "environment/bin/python", "environment/bin/python"),
        (None, "environment/bin/python", "environment/bin/python"),
        ("yarn", "", sys.executable),
    ],
)
def test_workers_run_the_python_that_runs_or_the_one_told_on_a_cluster(
    master: str | None, before: str, after: str
) -> None:
    environment = {"PYSPARK_PYTHON": before} if before else {}

    name_python(master, environment)

    assert after == environment["PYSPARK_PYTHON"]


def test_a_missing_pyspark_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("The mill was opened in 1901.\n", encoding="utf-8")
    for name in ("pyspark", "pyspark.sql", "pyspark.errors"):
        monkeypatch.setitem(sys.modules, name, None)

    done = invoke("check", str(tmp_path / "a.md"), "--engine", "spark")

    assert done.exit_code == 2
    assert "pip install 'factcheck[spark]'" in done.output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["a.md", "--master", "local[2]"], "--master without --engine spark"),
        (["a.md", "--checkpoint", "kept"], "--checkpoint without --engine spark"),
        (["none.jsonl", "--engine", "spark"], "none.jsonl: does not exist"),
        (["s3a://shop/pages", "--engine", "spark"], "is an address of no collection"),
    ],
)
def test_wrong_use_is_told_before_anything_starts(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("The mill was opened in 1901.\n", encoding="utf-8")

    done = invoke("check", *arguments)

    assert done.exit_code == 2
    assert told in done.output


# --- skew ---------------------------------------------------------------------------------------------------------------


def test_a_hot_key_is_told_and_makes_no_pairs(tmp_path: Path, started: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, bridges(MAX_BLOCK + 10))
    monkeypatch.chdir(tmp_path)

    here, there = examine("docs"), examine("docs", engine=ENGINE)

    (note,) = [n for n in there.notes if "shared by too many claims" in n.message]
    assert re.search(rf"`date/[\w+]*open/bridg` \({MAX_BLOCK + 10} claims\)", note.message)
    assert draw(here.report, "sarif") == draw(there.report, "sarif")


def test_a_block_that_grows_too_large_keeps_its_count_alone() -> None:
    small = _and_one(_one(3), 5)
    large = (MAX_BLOCK - 1, tuple(range(10, 9 + MAX_BLOCK)))

    assert (2, (3, 5)) == small
    assert (MAX_BLOCK + 1, ()) == _and_more(small, large)
    assert (MAX_BLOCK + 3, ()) == _and_more(small, (MAX_BLOCK + 1, ()))


# --- parts --------------------------------------------------------------------------------------------------------------


def sent_in_halves(claims: Sequence[Claim]) -> SentComparer:
    """A comparer by the statistics of every other document and of the rest, counted apart and added up."""
    documents = dict.fromkeys(claim.document for claim in claims)
    halves = (Counts(), Counts())
    for number, document in enumerate(documents):
        halves[number % 2].count(document, [c for c in claims if c.document == document])
    sent = SentComparer(statistics_of(halves[1].add(halves[0])))
    for document in documents:
        sent.meet(document, traits_of(c for c in claims if c.document == document))
    return sent


@pytest.mark.parametrize("name", ["annual-report", "newsroom-flood", "product-docs"])
def test_counts_of_documents_add_up_to_what_align_counts(name: str, root: Path) -> None:
    folder = root / "tests" / "corpora" / name / "docs"
    read = [
        read_document(p.name, p.read_bytes()) for p in sorted(folder.rglob("*")) if p.suffix in (".md", ".txt", ".html")
    ]
    claims = pipeline.claims_of(read).claims
    whole = Comparer([claim for claim in claims if counts(claim)])
    sent = sent_in_halves(claims)

    assert vars(whole).keys() == vars(sent).keys()
    for same in ("total", "documents", "idf", "rarity", "spread"):
        assert getattr(whole, same) == getattr(sent, same), same
    assert vars(whole.sole) == vars(sent.sole)
    assert whole.named == {path: names for path, names in sent.named.items() if path in whole.named}
    assert whole.occasions.issued == sent.occasions.issued
    assert {k: Counter(v) for k, v in whole.consensus.support.items()} == {
        k: Counter(v) for k, v in sent.consensus.support.items()
    }


def test_a_cluster_knows_who_shares_a_word_with_whom() -> None:
    read = [read_document(path, text.encode()) for path, text in bridges(MANY + 4).items()]
    claims = pipeline.claims_of(read).claims
    whole = Comparer([claim for claim in claims if counts(claim)])
    sent = sent_in_halves(claims)

    pairs = [(a, b) for a in claims for b in claims if a.id < b.id and a.type is b.type and a.document != b.document]
    told = [whole.compare(a, b, "-") for a, b in pairs]
    assert any(level.attribute == "crowd" for pair in told for level in pair.levels)
    assert told == [sent.compare(a, b, "-") for a, b in pairs]


def test_chunks_end_where_paths_say_so_and_a_new_document_changes_but_one() -> None:
    paths = [f"wiki/{n:05}.md" for n in range(2_000)]

    before = list(chunks(paths, str))
    after = list(chunks(sorted([*paths, "wiki/00777a.md"]), str))

    assert paths == [path for chunk in before for path in chunk]
    assert 30 < len(before) < 120
    assert len({tuple(c) for c in after} - {tuple(c) for c in before}) <= 2


def test_claims_are_numbered_in_order_of_their_paths() -> None:
    plan = plan_of([("b.md", 3), ("a.md", 2), ("c.md", 0), ("d.md", 4)], [("facts.yaml", 1), ("aa.yaml", 1)], workers=1)

    assert {"a.md": 0, "aa.yaml": 2, "b.md": 3, "c.md": 6, "d.md": 6, "facts.yaml": 10} == plan.first
    assert [plan.range_of(n) for n in range(11)] == sorted(plan.range_of(n) for n in range(11))
    assert len({plan.range_of(n) for n in (3, 4, 5)}) == 1


def test_collections_are_told_from_files() -> None:
    with pytest.raises(UsageError, match="no collection"):
        sort_inputs(["docs", "hdfs://host/folder"])

    sorted_ = sort_inputs(["docs", "a.md", "hdfs://host/wiki.parquet", "s3a://shop/pages/*.jsonl.gz"])

    assert ("docs", "a.md") == sorted_.files
    assert ("hdfs://host/wiki.parquet", "s3a://shop/pages/*.jsonl.gz") == sorted_.collections
