"""The GitHub Action and the GitLab template: their steps, run one by one against a local repository."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

DIARY = "# Diary\n\nThe first Stonebeck Marathon was held on 14 May 1988.\n"
HISTORY = "# History\n\nThe first Stonebeck Marathon was held on 14 May 1989.\n"
OTHER = "# Route\n\nThe route is 42 km long.\n"

pytestmark = [
    pytest.mark.skipif(shutil.which("git") is None or shutil.which("bash") is None, reason="git and bash are needed"),
    pytest.mark.skipif(os.name == "nt", reason="the steps are for a POSIX shell"),
]


@pytest.fixture(autouse=True)
def _since(root: Path) -> None:
    if "--since" not in (root / "factcheck" / "cli" / "checking.py").read_text(encoding="utf-8") and not any(
        "--since" in path.read_text(encoding="utf-8") for path in (root / "factcheck" / "cli").glob("*.py")
    ):
        pytest.skip("check knows no --since")


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"]
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    ).stdout.strip()


def commit(folder: Path, files: Mapping[str, str], branch: str) -> None:
    git(folder, "checkout", "-q", "-B", branch)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", branch)
    git(folder, "push", "-q", "origin", branch)


@dataclass
class Runner:
    """What the machine of a forge gives to the steps, and what they gave back."""

    root: Path
    folder: Path
    temp: Path
    context: dict[str, str] = field(default_factory=dict)
    outputs: dict[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """Variables of every step; `factcheck` is this checkout, `gh` notes what it is called with."""
        programs = self.temp / "bin"
        programs.mkdir(parents=True, exist_ok=True)
        calls = {
            "factcheck": f'#!/bin/sh\nPYTHONPATH="{self.root}" exec "{sys.executable}" -m factcheck "$@"\n',
            "gh": f'#!/bin/sh\necho "$@" >> "{self.temp}/gh.log"\ncase "$*" in *--jq*) cat "{self.temp}/comments" ;; esac\n',
        }
        for name, text in calls.items():
            (programs / name).write_text(text, encoding="utf-8")
            (programs / name).chmod(0o755)
        (self.temp / "comments").touch()
        return {
            **{key: value for key, value in os.environ.items() if not key.startswith(("GITHUB_", "CI"))},
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_OUTPUT": str(self.temp / "output"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
            "GITHUB_REPOSITORY": "o/r",
        }

    def run(self, step: Mapping[str, Any]) -> subprocess.CompletedProcess[str]:
        """One step with a shell, as the forge runs it: `bash -e`, its expressions filled in before."""
        (self.temp / "output").write_text("", encoding="utf-8")
        own = {key: self.filled(str(value)) for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.folder, env={**self.environment(), **own}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        for line in (self.temp / "output").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition("=")
            self.outputs[f"steps.{step.get('id')}.outputs.{name}"] = value
        return done

    def filled(self, text: str) -> str:
        """The text with its expressions; one that the test does not know is an error."""
        known = {**self.context, **self.outputs}
        return re.sub(r"\$\{\{ ([\w.-]+) \}\}", lambda match: known[match[1]], text)


@pytest.fixture
def action(root: Path) -> dict[str, Any]:
    return yaml.safe_load((root / "action.yml").read_text(encoding="utf-8"))


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A bare repository: on `main` a diary, on `old` a conflict that was there before, on `change` a new one."""
    bare, work = tmp_path / "origin.git", tmp_path / "work"
    git(tmp_path, "init", "-q", "--bare", str(bare))
    git(tmp_path, "clone", "-q", str(bare), str(work))
    commit(work, {"docs/diary.md": DIARY}, "main")
    commit(work, {"docs/history.md": HISTORY}, "change")
    git(work, "checkout", "-q", "main")
    return bare


def runner(root: Path, action: dict[str, Any], origin: Path, tmp_path: Path, branch: str, **context: str) -> Runner:
    """A machine with a shallow clone of a branch, as the checkout of a forge makes it."""
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", branch, origin.as_uri(), f"checkout-{branch}")
    temp = tmp_path / f"temp-{branch}"
    temp.mkdir()
    inputs = {f"inputs.{name}": value["default"] for name, value in action["inputs"].items()}
    known = {"runner.temp": str(temp), "github.base_ref": "", "github.token": "t", "github.event.number": "7"}
    return Runner(
        root, tmp_path / f"checkout-{branch}", temp, {**inputs, **known, "github.action_path": str(root), **context}
    )


def step(action: dict[str, Any], name: str) -> dict[str, Any]:
    return next(step for step in action["runs"]["steps"] if step["name"].startswith(name))


def test_a_pull_request(root: Path, action: dict[str, Any], origin: Path, tmp_path: Path) -> None:
    machine = runner(root, action, origin, tmp_path, "change", **{"github.base_ref": "main"})

    done = machine.run(step(action, "Check"))

    assert 0 == done.returncode, done.stderr
    assert "1" == machine.outputs["steps.check.outputs.exit-code"]
    assert "::warning file=docs/history.md,line=3," in done.stdout
    report = Path(machine.outputs["steps.check.outputs.report"])
    assert {"factcheck.sarif", "factcheck.md", "factcheck.html"} == {path.name for path in report.iterdir()}
    assert "Stonebeck Marathon" in (machine.temp / "summary").read_text(encoding="utf-8")

    comment = step(action, "Comment")
    assert 0 == machine.run(comment).returncode
    (machine.temp / "comments").write_text("99\n", encoding="utf-8")
    assert 0 == machine.run(comment).returncode
    calls = [c for c in (machine.temp / "gh.log").read_text(encoding="utf-8").splitlines() if "--field" in c]
    assert [
        f"api repos/o/r/issues/7/comments --field body=@{report}/factcheck.md",
        f"api --method PATCH repos/o/r/issues/comments/99 --field body=@{report}/factcheck.md",
    ] == calls

    assert 1 == machine.run(step(action, "Close")).returncode


def test_what_was_there_before_is_not_told(root: Path, action: dict[str, Any], origin: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    commit(work, {"docs/history.md": HISTORY}, "main")
    commit(work, {"docs/route.md": OTHER}, "route")
    machine = runner(root, action, origin, tmp_path, "route", **{"github.base_ref": "main"})

    assert "::warning" not in machine.run(step(action, "Check")).stdout
    assert "0" == machine.outputs["steps.check.outputs.exit-code"]
    assert 0 == machine.run(step(action, "Close")).returncode

    machine.context["inputs.since"] = "all"
    assert "::warning" in machine.run(step(action, "Check")).stdout
    assert "1" == machine.outputs["steps.check.outputs.exit-code"]


def test_a_push(root: Path, action: dict[str, Any], origin: Path, tmp_path: Path) -> None:
    machine = runner(root, action, origin, tmp_path, "change")

    assert "::warning" in machine.run(step(action, "Check")).stdout
    machine.context.update({"inputs.fail-on": "error", "inputs.args": "--rule weekday --rule event-date"})
    machine.run(step(action, "Check"))
    assert "0" == machine.outputs["steps.check.outputs.exit-code"]


def test_wrong_use_and_hostile_inputs(root: Path, action: dict[str, Any], origin: Path, tmp_path: Path) -> None:
    """Nothing in an input is run or expanded; wrong use closes the gate with its own exit code."""
    machine = runner(root, action, origin, tmp_path, "change")
    machine.context["inputs.paths"] = "docs $(touch pwned) `touch pwned` ;touch *"

    done = machine.run(step(action, "Check"))

    assert "2" == machine.outputs["steps.check.outputs.exit-code"]
    assert "$(touch: does not exist" in done.stderr
    assert not (machine.folder / "pwned").exists()
    assert 2 == machine.run(step(action, "Close")).returncode


def test_the_page_names_every_input(root: Path, action: dict[str, Any]) -> None:
    page = (root / "docs" / "integrations.md").read_text(encoding="utf-8")
    table = page.split("| input |")[1].split("\n\n")[0]

    rows = "\n".join(line.split("|")[1] for line in table.splitlines()[2:])
    assert set(action["inputs"]) == set(re.findall(r"`([\w-]+)`", rows))


def test_the_action_is_sound(action: dict[str, Any]) -> None:
    """Every input is used and told; no expression stands in a script, where a name could be taken for a command."""
    steps = action["runs"]["steps"]
    text = yaml.safe_dump(steps)

    for name, value in action["inputs"].items():
        assert f"inputs.{name}" in text
        assert value["description"]
    assert not [s["name"] for s in steps if "${{" in s.get("run", "")]
    assert all(s["shell"] == "bash" for s in steps if "run" in s)
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", s["uses"]) for s in steps if "uses" in s)


def test_the_template_of_gitlab(root: Path, origin: Path, tmp_path: Path) -> None:
    head, template = yaml.safe_load_all((root / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
    job, inputs = template["factcheck"], head["spec"]["inputs"]
    used = set(re.findall(r"\$\[\[ inputs\.(\w+) \]\]", yaml.safe_dump(template)))
    assert used == set(inputs)
    machine = runner(root, {"inputs": {}}, origin, tmp_path, "change")
    variables = {
        key: re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda m: inputs[m[1]]["default"], value)
        for key, value in job["variables"].items()
    }
    (script,) = job["script"]

    done = machine.run({"run": script, "env": {**variables, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}})
    # the clone is as deep as GIT_DEPTH says
    git(machine.folder, "fetch", "-q", "--unshallow")
    deep = machine.run({"run": script, "env": {**variables, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}})
    everything = machine.run({"run": script, "env": {**variables, "FACTCHECK_FAIL_ON": "error"}})

    assert "0" == variables["GIT_DEPTH"]
    assert 2 == done.returncode
    assert 1 == deep.returncode, deep.stderr
    assert 0 == everything.returncode, everything.stderr
    assert (machine.folder / "gl-code-quality-report.json").is_file()
    assert (machine.folder / "factcheck.html").is_file()


# --- the linter of workflows ------------------------------------------------------------------------------------------


def workflows(root: Path, action: dict[str, Any]) -> dict[str, str]:
    """What actionlint can look at: the examples of the pages, and the steps of the action as those of a called workflow."""
    found = {}
    for page in ("integrations", "tutorial", "outputs"):
        text = (root / "docs" / f"{page}.md").read_text(encoding="utf-8")
        examples = [block for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.M | re.S) if "jobs:" in block]
        found.update({f"{page}-{n}.yml": block for n, block in enumerate(examples)})
    inputs = {
        name: {"type": "string", "description": value["description"], "default": value["default"]}
        for name, value in action["inputs"].items()
    }
    job = {"runs-on": "ubuntu-latest", "steps": action["runs"]["steps"]}
    # a plain `on` would be read as true
    found["action.yml"] = yaml.safe_dump({"on": {"workflow_call": {"inputs": inputs}}, "jobs": {"check": job}})
    return found


def test_the_pages_have_workflows(root: Path, action: dict[str, Any]) -> None:
    """They are YAML, and give the action nothing that it does not take."""
    found = workflows(root, action)

    assert {"integrations-0.yml", "tutorial-0.yml", "action.yml"} <= set(found)
    for name, text in found.items():
        for job in yaml.safe_load(text)["jobs"].values():
            assert {"runs-on", "steps"} <= set(job), name
            for one in job["steps"]:
                assert ("uses" in one) != ("run" in one), name
                if one.get("uses", "").startswith("OWNER/factcheck@"):
                    assert set(one["with"]) <= set(action["inputs"])


def test_actionlint_finds_nothing(root: Path, action: dict[str, Any], tmp_path: Path) -> None:
    program = shutil.which("actionlint")
    if program is None:
        pytest.skip("actionlint is not installed")
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    for name, text in workflows(root, action).items():
        (folder / name).write_text(text, encoding="utf-8")

    done = subprocess.run([program, "-no-color"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (0, "") == (done.returncode, done.stdout), done.stdout + done.stderr
