"""docs/checking.md: its Python runs, its workflow and its hook run, and the rule it shows is a rule."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "checking.md").read_text(encoding="utf-8")
FILES = re.findall(r"<!-- file: (\S+) -->\n```\w*\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
HOOKS = ROOT / ".pre-commit-hooks.yaml"
HONEST = "José Ruiz promised: “We will not close the pool before the new bath is open.”\n"
ALTERED = HONEST.replace("will not", "will")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


[WORKFLOW, LOCAL_HOOK] = [yaml.safe_load(block) for block in blocks("yaml")]
[LIBRARY, RULE, RULE_TEST] = blocks("python")
[PYPROJECT] = [block for block in blocks("toml") if "build-system" in block]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A folder with the files that the page shows, and a `campaignkit` and a `pip` that installs nothing in `bin`."""
    for name, held in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(held, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    for name, does in (
        ("campaignkit", f'exec {shlex.quote(sys.executable)} -m campaignkit "$@"'),
        ("pip", 'echo "$@"'),
    ):
        script = tmp_path / "bin" / name
        script.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        script.chmod(0o755)
    return tmp_path


def run(command: list[str], here: Path, *more_path: Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("CAMPAIGNKIT_DOCUMENTS", "NO_COLOR")}
    path = os.pathsep.join(map(str, [*more_path, ROOT]))
    environment = {**kept, "PATH": f"{here / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": path}
    return subprocess.run(
        command, cwd=here, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )


def test_the_python_of_the_page_runs(here: Path) -> None:
    done = run([sys.executable, "-c", LIBRARY], here)
    assert done.returncode == 0, done.stderr
    assert "3 quote-altered We will close the pool" in done.stdout
    assert "the source: We will not close the pool" in done.stdout
    assert "['The pool’s manager gave us" in done.stdout


# --------------------------------------------------------------------------- the workflow


def steps(here: Path) -> dict[str, int]:
    """Run each `run:` step of the workflow as GitHub does, whatever the one before has said; return their codes."""
    assert run(["git", "init", "-q", "."], here).returncode == 0
    codes = {}
    for step in WORKFLOW["jobs"]["check"]["steps"]:
        if "run" in step:
            done = run(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step["run"]], here)
            codes[step["name"]] = done.returncode
            print(done.stdout, done.stderr)
    return codes


@pytest.mark.parametrize(("text", "code"), [(HONEST, 0), (ALTERED, 1)])
def test_the_steps_of_the_workflow_run(here: Path, capsys: pytest.CaptureFixture[str], text: str, code: int) -> None:
    (here / "letters").mkdir()
    (here / "letters" / "a.txt").write_text(text, encoding="utf-8")
    assert steps(here) == {"Install": 0, "Annotate the lines": code, "Write a log for code scanning": 0}
    said = capsys.readouterr().out
    assert ("::error file=letters/a.txt,line=1" in said) is bool(code)
    assert '"version": "2.1.0"' in (here / "drafts.sarif").read_text(encoding="utf-8")


def test_a_check_that_could_not_be_made_fails_both_steps(here: Path) -> None:
    assert steps(here)["Annotate the lines"] == 3
    assert steps(here)["Write a log for code scanning"] == 1


def test_the_workflow_is_one() -> None:
    assert WORKFLOW[True] == ["push", "pull_request"], "YAML reads the key `on` as true, and GitHub knows"
    uses = [step["uses"] for step in WORKFLOW["jobs"]["check"]["steps"] if "uses" in step]
    assert all(re.fullmatch(r"[\w-]+/[\w/-]+@v\d+", name) for name in uses)
    assert [step["with"] for step in WORKFLOW["jobs"]["check"]["steps"] if "upload" in step.get("uses", "")] == [
        {"sarif_file": "drafts.sarif"}
    ]


# --------------------------------------------------------------------------- the hook


def hooks() -> list[dict[str, Any]]:
    return [yaml.safe_load(HOOKS.read_text(encoding="utf-8"))[0], LOCAL_HOOK["repos"][0]["hooks"][0]]


def test_both_hooks_are_of_one_kind() -> None:
    ours, local = hooks()
    assert set(ours) == {"id", "name", "description", "entry", "language", "types_or", "require_serial"}
    assert ours["language"] == "python"
    assert {name: ours[name] for name in ("id", "name", "types_or", "require_serial")} == {
        name: local[name] for name in ("id", "name", "types_or", "require_serial")
    }


@pytest.mark.parametrize(("text", "code"), [(HONEST, 0), (ALTERED, 1)])
@pytest.mark.parametrize("which", [0, 1])
def test_the_hook_runs_as_pre_commit_would_run_it(here: Path, which: int, text: str, code: int) -> None:
    (here / "letters").mkdir()
    names = ["letters/a.txt", "letters/b.md"]
    for name in names:
        (here / name).write_text(text, encoding="utf-8")
    args = ["--documents", "sources"] if which == 0 else []
    done = run([*shlex.split(hooks()[which]["entry"]), *args, *names], here)
    assert done.returncode == code, done.stderr
    assert "2 drafts" in done.stdout


# --------------------------------------------------------------------------- the rule


def test_the_rule_of_the_page_is_installed_run_explained_and_tested(here: Path) -> None:
    project = tomllib.loads(PYPROJECT)["project"]
    site = here / "site"
    info = site / "my_rules-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "my_rules.py").write_text(RULE, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n")
    [(group, points)] = project["entry-points"].items()
    lines = [f"[{group}]", *(f"{name} = {value}" for name, value in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    (here / "letter.txt").write_text(HONEST + "We ask for a pool " + "and a pool " * 20 + "now.\n", encoding="utf-8")
    checked = run(["campaignkit", "check", "letter.txt", "--documents", "sources"], here, site)
    assert "letter.txt:2:1: warning sentence-long: A sentence of 66 words." in checked.stdout, checked.stderr
    assert "my-rules 1.0" in run(["campaignkit", "explain", "sentence-long"], here, site).stdout
    tested = run([sys.executable, "-c", f"{RULE_TEST}\n\ntest_the_rule_does_what_its_examples_say()"], here, site)
    assert tested.returncode == 0, tested.stderr
