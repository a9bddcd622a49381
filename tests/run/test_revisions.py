"""`factcheck diff`: what became of facts and findings between two revisions, by real git and of folders."""

from __future__ import annotations

import json
import os
import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from command import run
from scratch import Scratch

CASES = yaml.safe_load((Path(__file__).parent / "revisions.yaml").read_text(encoding="utf-8"))


def diff(*arguments: str) -> dict[str, Any]:
    done = run("diff", *arguments, "-f", "json")
    assert done.exit_code in (0, 1), done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def facts(found: dict[str, Any]) -> list[list[str | None]]:
    return [
        [f["change"], f["before"] and f["before"]["shown"], f["after"] and f["after"]["shown"]] for f in found["facts"]
    ]


def write(folder: Path, files: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "before", case["before"])
    write(tmp_path / "after", case["after"])

    found = diff("before", "after")

    assert case["expected"] == facts(found)
    assert case.get("still", []) == [s["path"] for f in found["facts"] for s in f["still"]]
    back = facts(diff("after", "before"))
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    assert sorted(map(str, case["expected"])) == sorted(str([turned[what], new, old]) for what, old, new in back)


MILL = "The Dal mill burned down on 4 July 1960.\n"
LATER = "The Dal mill burned down on 4 July 1961.\n"


def test_two_commits_and_the_working_tree(scratch: Scratch) -> None:
    first = scratch.commit({"docs/a.md": MILL})
    second = scratch.commit({"docs/a.md": LATER})
    scratch.write({"docs/a.md": MILL, "docs/b.md": "Words.\n"})

    assert [["changed", "4 July 1960", "4 July 1961"]] == facts(diff(first, second))
    assert [["changed", "4 July 1961", "4 July 1960"]] == facts(diff("HEAD"))
    found = diff(first)
    assert ([], ["docs/b.md"]) == (facts(found), found["documents"]["added"])
    assert ("the working tree", "", first) == (found["head"]["name"], found["head"]["commit"], found["base"]["commit"])


def test_nothing_is_checked_out(scratch: Scratch) -> None:
    first = scratch.commit({"docs/a.md": MILL})
    scratch.commit({"docs/a.md": LATER})
    scratch.write({"docs/a.md": "Unsaved work.\n"})

    assert [["removed", "4 July 1961", None]] == facts(diff("main"))
    assert [["changed", "4 July 1960", "4 July 1961"]] == facts(diff(first, "main"))
    assert "Unsaved work.\n" == (scratch.folder / "docs/a.md").read_text()


def test_findings(scratch: Scratch) -> None:
    scratch.commit(
        {
            "docs/a.md": "The ferry Marit was launched on 4 June 1987.\n" + MILL,
            "docs/b.md": "The ferry Marit was launched on 4 June 1988.\n",
            "docs/c.md": "We met on Monday, 4 June 2024.\n",
        }
    )
    scratch.git("mv", "docs/c.md", "docs/moved.md")
    scratch.write({"docs/b.md": "The ferry Marit was launched on 4 June 1987.\n" + LATER})

    found = diff("HEAD")["findings"]

    rules = {name: [f["rule"] for f in findings] for name, findings in found.items()}
    assert {"introduced": ["event-date"], "fixed": ["event-date"], "unchanged": ["weekday"]} == rules
    assert "4 July 1961" in found["introduced"][0]["message"]
    assert "4 June 1988" in found["fixed"][0]["message"]


@pytest.mark.parametrize(("level", "code"), [("never", 0), ("error", 0), ("warning", 1), ("note", 1)])
def test_exit_codes(scratch: Scratch, level: str, code: int) -> None:
    scratch.commit({"docs/a.md": MILL})
    scratch.write({"docs/b.md": LATER})

    assert code == run("diff", "HEAD", "--fail-on", level).exit_code
    scratch.commit()
    assert 0 == run("diff", "HEAD", "--fail-on", level).exit_code


def test_the_merge_base(scratch: Scratch) -> None:
    scratch.commit({"docs/a.md": MILL})
    scratch.git("switch", "--quiet", "-c", "change")
    scratch.commit({"docs/c.md": "The ferry Marit was launched on 4 June 1987.\n"})
    scratch.git("switch", "--quiet", "main")
    scratch.commit({"docs/a.md": LATER})
    scratch.git("switch", "--quiet", "change")

    assert [["added", None, "4 June 1987"]] == facts(diff("main", "--merge-base"))
    assert 2 == len(facts(diff("main")))


def test_paths(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.commit({"docs/a.md": MILL, "news/b.md": "The ferry Marit was launched on 4 June 1987.\n"})
    scratch.commit({"docs/a.md": LATER, "news/b.md": None})

    assert ["docs/a.md"] == [f["after"]["path"] for f in diff("HEAD~1", "--path", "docs")["facts"]]
    assert ["news/b.md"] == [f["before"]["path"] for f in diff("HEAD~1", "HEAD", "--path", "news")["facts"]]
    assert ["news/b.md"] == [f["before"]["path"] for f in diff("HEAD~1", "--path", "news/b.md")["facts"]]
    monkeypatch.chdir(scratch.folder / "docs")
    assert ["a.md"] == [f["after"]["path"] for f in diff("HEAD~1")["facts"]]
    assert ["../news/b.md"] == [f["before"]["path"] for f in diff("HEAD~1", "--path", "../news")["facts"]]


def test_what_is_read_of_a_revision(scratch: Scratch) -> None:
    """The same as of the working tree: ignore files, hidden folders and files for machines count there, too."""
    scratch.commit(
        {
            "docs/a.md": MILL,
            "docs/draft.md": LATER,
            ".hidden/b.md": LATER,
            "node_modules/c.md": LATER,
            "tsconfig.json": '{"burned": "4 July 1962"}\n',
            "build/out/d.md": LATER,
            "sub/.gitignore": "e.md\n",
            "data.bin": b"\0\1",
        }
    )
    scratch.git("add", "--force", "--all")
    scratch.write({".gitignore": "build/\n", ".factcheckignore": "draft.*\n", "sub/e.md": LATER})
    scratch.git("add", "--force", "--all")
    scratch.git("commit", "--quiet", "-m", "more")

    found = diff("HEAD")

    assert ([], 1, 1) == (facts(found), found["base"]["documents"], found["head"]["documents"])
    assert 1 == diff("HEAD~1", "HEAD")["base"]["documents"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links(scratch: Scratch) -> None:
    scratch.write({"docs/a.md": MILL, "shared/b.md": "The ferry Marit was launched on 4 June 1987.\n"})
    (scratch.folder / "docs/again.md").symlink_to("a.md")
    (scratch.folder / "docs/b.md").symlink_to("../shared/b.md")
    (scratch.folder / "docs/nowhere.md").symlink_to("gone.md")
    (scratch.folder / "docs/out.md").symlink_to("/etc/hostname")
    scratch.commit()

    found = diff("HEAD", "--path", "docs")

    assert [] == facts(found)
    assert 2 == found["base"]["documents"]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="this file system has no such names")
def test_names(scratch: Scratch) -> None:
    names = ['docs/the "new" one\\ of\nDal.md', os.fsdecode(b"docs/caf\xe9.md"), "docs/Übersicht 日本.md"]
    scratch.commit(dict.fromkeys(names, MILL))
    scratch.write({names[0]: LATER, names[1]: LATER})

    done = run("diff", "HEAD", "-f", "json")

    assert 2 == len(json.loads(done.stdout)["facts"]), done.output


def test_encodings_and_line_ends(scratch: Scratch) -> None:
    scratch.commit({"docs/a.md": MILL, "docs/b.md": "The ferry Marit was launched on 4 June 1987.\n"})
    scratch.write(
        {
            "docs/a.md": MILL.replace("\n", "\r\n"),
            "docs/b.md": "The ferry Marit was launched on 4 June 1987.\n".encode("utf-16"),
        }
    )

    assert [] == facts(diff("HEAD"))


def test_inputs_with_problems(scratch: Scratch) -> None:
    scratch.commit({"docs/a.md": b"%PDF-1.7", "docs/b.md": MILL})

    done = run("diff", "HEAD")

    assert 2 == done.exit_code
    assert "docs/a.md:1: cannot be read" in done.stderr
    assert "HEAD:docs/a.md:1: cannot be read" in done.stderr
    scratch.write({"docs/a.md": "Words.\n"})
    assert 0 == run("diff", "HEAD").exit_code


def test_submodules(scratch: Scratch, tmp_path: Path) -> None:
    part = Scratch(tmp_path / "part")
    part.commit({"mill.md": MILL})
    scratch.commit({"docs/a.md": "Words.\n"})
    scratch.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(part.folder), "docs/part")
    scratch.commit()

    assert [] == facts(diff("HEAD"))
    scratch.write({"docs/part/mill.md": LATER})
    assert [["changed", "4 July 1960", "4 July 1961"]] == facts(diff("HEAD"))
    assert [["added", None, "4 July 1960"]] == facts(diff("HEAD~1", "HEAD"))


def test_house_facts_of_the_revision(scratch: Scratch) -> None:
    scratch.commit({"docs/a.md": MILL, "facts.yaml": "- Dal mill burned down: 4 July 1960\n"})
    scratch.write({"facts.yaml": "- Dal mill burned down: 4 July 1961\n"})

    found = diff("HEAD", "--path", "docs", "--facts", "facts.yaml")

    assert ([], 1, 1) == (facts(found), len(found["findings"]["introduced"]), found["base"]["documents"])


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["mian"], "git knows no revision 'mian'"),
        (["main", "nothing"], "git knows no revision 'nothing'"),
        (["docs"], "it is a path"),
        (["docs", "main"], "give two folders, or two revisions"),
        (["main", "--path", "nowhere"], "neither revision holds documents under nowhere"),
        (["main", "--path", ".."], "lies outside of the repository"),
        (["docs", "docs", "--merge-base"], "--merge-base goes with revisions"),
        (["main", "-f", "htlm"], "did you mean html?"),
        (["main", "-f", "sarif"], "no format 'sarif'"),
    ],
)
def test_wrong_use(scratch: Scratch, arguments: list[str], told: str) -> None:
    scratch.commit({"docs/a.md": MILL})

    done = run("diff", *arguments)

    assert (2, True) == (done.exit_code, told in done.stderr), done.output


def test_a_bare_repository(scratch: Scratch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.commit({"docs/a.md": MILL})
    scratch.commit({"docs/a.md": LATER})
    scratch.git("clone", "--quiet", "--bare", str(scratch.folder), str(tmp_path / "bare"))
    monkeypatch.chdir(tmp_path / "bare")

    assert [["changed", "4 July 1960", "4 July 1961"]] == facts(diff("main~1", "main"))
    assert "has no working tree" in run("diff", "main~1").stderr


HOSTILE = "<script>alert(1)</script> [x](javascript:alert(2)) {{ 7*7 }} | @team #1 \x1b[31m\u202e"


@pytest.fixture
def changed(scratch: Scratch) -> Scratch:
    scratch.commit(
        {"docs/a.md": MILL, f"docs/{HOSTILE.replace('/', '_')}.md": f"The mill {HOSTILE} was built on 4 July 1911.\n"}
    )
    scratch.write(
        {"docs/a.md": LATER, f"docs/{HOSTILE.replace('/', '_')}.md": f"The mill {HOSTILE} was built on 4 July 1912.\n"}
    )
    return scratch


def test_formats_are_inert_and_the_same_each_time(changed: Scratch) -> None:
    drawn = {name: run("diff", "HEAD", "-f", name).stdout for name in ("terminal", "json", "markdown", "html")}

    assert drawn == {name: run("diff", "HEAD", "-f", name).stdout for name in drawn}
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", drawn["terminal"] + drawn["markdown"] + drawn["html"])
    assert "<script" not in drawn["markdown"]
    assert "javascript:alert" not in drawn["markdown"].replace("&#58;", ":") or "](javascript" not in drawn["markdown"]
    tags: list[str] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append(tag)  # type: ignore[method-assign]
    parser.feed(drawn["html"])
    assert "script" not in tags
    assert "default-src 'none'" in drawn["html"]
    assert max(len(line) for line in drawn["terminal"].splitlines() if line.startswith(" ")) <= 80
    assert str(changed.folder) not in "".join(drawn.values())


def test_json_keeps_to_its_schema(changed: Scratch, root: Path) -> None:
    from factcheck.render.revision.json import schema

    published = json.loads((root / "reports" / "diff.schema.json").read_text(encoding="utf-8"))
    validator = pytest.importorskip("jsonschema_rs").validator_for(published)

    assert published == schema()
    assert [] == [error.message for error in validator.iter_errors(diff("HEAD"))]


def test_a_comment_has_room(scratch: Scratch) -> None:
    def lines(year: int) -> str:
        return "".join(f"The mill number {n} of Dal was built on {n % 28 + 1} May {year}.\n\n" for n in range(900))

    scratch.commit({"docs/a.md": lines(1911)})
    scratch.write({"docs/a.md": lines(1912)})

    comment = run("diff", "HEAD", "-f", "markdown").stdout

    assert comment.startswith("<!-- factcheck: diff -->\n")
    assert len(comment.encode("utf-16-le")) // 2 < 65_535
    assert "did not fit here" in comment


def test_side_by_side_where_it_is_wide() -> None:
    from factcheck.model.claim import ClaimType
    from factcheck.model.document import Span
    from factcheck.model.revision import Change, FactChange, Revision, RevisionDiff, Statement
    from factcheck.render import Options
    from factcheck.render.revision import draw

    def statement(value: str) -> Statement:
        quote = f"The old mill at the river, which fed the whole valley for a century, burned down on {value}"
        return Statement(
            document="docs/a.md", line=7, column=1, span=Span(0, len(quote)), quote=quote,
            value_span=Span(len(quote) - len(value), len(quote)), type=ClaimType.DATE, value=value, shown=value,
            standing="stated", entity="the old mill", predicate="burned down",
        )  # fmt: skip

    change = FactChange(change=Change.CHANGED, before=statement("4 July 1960"), after=statement("5 July 1960"))
    revision = Revision(name="main")
    made = RevisionDiff(
        base=revision, head=revision, added=(), removed=(), renamed=(), facts=(change,), same_facts=0,
        introduced=(), fixed=(), unchanged=(),
    )  # fmt: skip

    wide = draw(made, "terminal", Options(width=120))
    assert max(map(len, wide.splitlines())) <= 120
    assert 2 == sum(" | " in line for line in wide.splitlines())
    coloured = draw(made, "terminal", Options(width=120, colour=True))
    assert wide.replace("»", "").replace("«", "").split() == re.sub("\x1b\\[[0-9;]*m", "", coloured).split()
