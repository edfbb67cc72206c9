"""Rules of other packages: found, run, explained; and one that is wrong ends the check in plain words."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import campaignkit as ck
from campaignkit.checks import RULES, Example, Hit, Rule, all_rules
from campaignkit.checks.plugins import plug_ins
from campaignkit.errors import InputError
from campaignkit.folding import Span
from campaignkit.testing import check_examples
from tests.cli import small
from tests.cli.small import run, run_process
from tests.conftest import ROOT

LOUD = """\
import re

from campaignkit.checks import Example, Hit, Rule
from campaignkit.folding import Span


def find(case):
    for found in re.finditer("!+", case.draft.text):
        yield Hit(Span(*found.span()), "An exclamation mark.", "Let the facts be loud.")


RULE = Rule(
    name="too-loud",
    severity="warning",
    summary="An exclamation mark.",
    why="A letter that shouts is not read.",
    find=find,
    fires=(Example("Keep the ferry!", "it shouts"),),
    spares=(Example("Keep the ferry.", "it does not"),),
)
"""
DRAFT = "Keep the ferry! It carries over 300 people a day.\n"


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    folder = small.make(tmp_path / "ferry")
    (folder / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path into which packages are installed."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    held = set(sys.modules)
    yield folder
    for name in set(sys.modules) - held:  # the next test has a module of the same name
        if Path(getattr(sys.modules[name], "__file__", None) or ".").is_relative_to(folder):
            del sys.modules[name]


def install(site: Path, code: str, name: str = "loud", entry: str = "{module}:RULE") -> Path:
    """Install a little distribution by hand: a module, its metadata, its entry point."""
    module = f"{name}_rules"
    (site / f"{module}.py").write_text(code, encoding="utf-8")
    info = site / f"{module}-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-rules\nVersion: 1.2\n", encoding="utf-8")
    points = f"[campaignkit.rules]\n{name} = {entry.format(module=module)}\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    return site


def found(ferry: Path, *args: str) -> list[str]:
    ended = run("check", ferry / "draft.txt", "-c", ferry, "--format", "json", *args)
    return [one["rule"] for one in json.loads(ended.stdout)["findings"]]


def test_without_plug_ins_there_are_the_rules_that_ship() -> None:
    assert plug_ins(RULES) == {}
    assert list(all_rules()) == list(RULES)


def test_a_rule_of_another_package_is_run(ferry: Path, site: Path) -> None:
    assert found(ferry) == []
    install(site, LOUD)
    (site / "more").mkdir()
    sys.path.insert(0, str(site / "more"))  # what is installed is looked for once for each path
    assert found(ferry) == ["too-loud"]
    assert [one.rule for one in ck.check(DRAFT, ck.load(ferry)).findings] == ["too-loud"]


def test_it_is_selected_skipped_waived_and_fails_as_any_other(ferry: Path, site: Path) -> None:
    install(site, LOUD)
    assert found(ferry, "--select", "too-loud") == ["too-loud"]
    assert found(ferry, "--skip", "too-loud") == []
    assert found(ferry, "--select", "quote-altered") == []
    assert run("check", ferry / "draft.txt", "-c", ferry, "--fail-on", "warning").exit_code == 1
    waiver = '[[waiver]]\nrule = "too-loud"\ntext = "!"\nby = "Ana"\non = 2026-11-20\nbecause = "It is urgent."\n'
    (ferry / "waivers.toml").write_text(waiver, encoding="utf-8")
    assert run("check", ferry / "draft.txt", "-c", ferry, "--fail-on", "warning").exit_code == 0


def test_it_is_explained_listed_and_in_sarif(ferry: Path, site: Path) -> None:
    install(site, LOUD)
    shown = run("explain", "too-loud").stdout
    assert shown.startswith("too-loud (warning)\n")
    assert "It comes from a plug-in: loud, of loud-rules 1.2." in shown
    assert "plug-in" not in run("explain", "quote-altered").stdout
    assert "too-loud" in run("explain").stdout
    assert "'too-loud'" in run("explain", "too-lout").stderr
    [log] = json.loads(run("check", ferry / "draft.txt", "-c", ferry, "--format", "sarif").stdout)["runs"]
    assert log["tool"]["driver"]["rules"][0]["help"]["text"].startswith("A letter that shouts is not read.")


@pytest.mark.parametrize(
    ("why", "code", "said"),
    [
        ("it cannot be imported", "import no_such_module", "No module named 'no_such_module'"),
        ("it raises when imported", "x = 1\n1 / 0", "ZeroDivisionError at loud_rules.py:2"),
        ("it is no Python", "x = 1\n)", "SyntaxError at loud_rules.py:2"),
        ("it has no such name", "rule = 1", "has no attribute 'RULE'"),
        ("it is no rule", "RULE = len", "is no campaignkit.checks.Rule, but of type builtin_function_or_method"),
        ("its name is that of a rule that ships", LOUD.replace("too-loud", "quote-altered"), "a rule that ships"),
        ("its name is no name", LOUD.replace("too-loud", "Too loud"), "needs a name such as 'too-loud'"),
        ("its severity is none", LOUD.replace('"warning"', '"fatal"'), "error, warning or info"),
        ("it fails on a draft", LOUD.replace("    for", "    [].pop()\n    for"), "IndexError at loud_rules.py:8"),
        ("it fails within Python", LOUD.replace('"!+"', '"("'), "at loud_rules.py:8"),
        ("it fails within campaignkit", LOUD.replace("Span(*found.span())", "Span()"), "TypeError at loud_rules.py:9"),
        ("it yields nothing", LOUD.replace("find=find", "find=lambda case: None"), "TypeError"),
        ("it points behind the draft", LOUD.replace("*found.span()", "0, 999"), "0–999, in a draft of 50 characters"),
        ("it points before it", LOUD.replace("*found.span()", "-1, 2"), "it points to -1–2"),
        ("it points backwards", LOUD.replace("*found.span()", "3, 2"), "it points to 3–2"),
        ("it yields no hit", LOUD.replace("yield Hit(", "yield str("), "TypeError"),
        (
            "it yields a text",
            LOUD.replace("Hit(", "repr(Hit(").replace('loud.")', 'loud."))'),
            "something else than Hit",
        ),
        ("it points with a pair", LOUD.replace("Span(*found.span())", "(0, 1)"), "something else than Hit"),
        ("a hit has a severity that is none", LOUD.replace('loud."', 'loud.", "fatal"'), "the severity 'fatal'"),
    ],
)
def test_a_plug_in_that_is_wrong_is_named(ferry: Path, site: Path, why: str, code: str, said: str) -> None:
    install(site, code)
    ended = run("check", ferry / "draft.txt", "-c", ferry)
    first, *_ = ended.stderr.splitlines()
    assert ended.exit_code == 3, why
    assert first.startswith("The plug-in loud, of loud-rules 1.2, cannot be used: "), why
    assert said in first, why
    assert "pip uninstall loud-rules" in ended.stderr
    assert ended.stdout == ""
    with pytest.raises(InputError):
        ck.check(DRAFT, ck.load(ferry))


def test_a_broken_plug_in_keeps_nobody_from_reading_about_the_other_rules(site: Path) -> None:
    install(site, "1 / 0")
    assert run("explain", "quote-altered").exit_code == 0
    assert run("explain").exit_code == 3


def test_two_plug_ins_with_rules_of_one_name_are_refused(ferry: Path, site: Path) -> None:
    install(site, LOUD)
    install(site, LOUD, name="louder")
    ended = run("check", ferry / "draft.txt", "-c", ferry)
    assert ended.exit_code == 3
    assert "has the name of one of loud" in ended.stderr


def test_what_a_draft_says_is_not_told_by_an_error(ferry: Path, site: Path) -> None:
    install(site, LOUD.replace("    for", "    raise ValueError(case.draft.text)\n    for"))
    assert "ferry!" not in run("check", ferry / "draft.txt", "-c", ferry).stderr


def test_with_a_plug_in_nothing_is_answered_from_the_cache(ferry: Path, site: Path) -> None:
    """What a plug-in reads is not known, and when its code is changed, nothing that the cache looks at is."""
    asked = ("check", "draft.txt", "-c", ".")
    assert "too-loud" not in run_process(*asked, cwd=ferry, PYTHONPATH=f"{ROOT}").stdout
    install(site, LOUD)
    path = f"{site}{os.pathsep}{ROOT}"
    assert "An exclamation mark." in run_process(*asked, cwd=ferry, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1").stdout
    (site / "loud_rules.py").write_text(LOUD.replace("An exclamation mark.", "Too loud!"), encoding="utf-8")
    assert "Too loud!" in run_process(*asked, cwd=ferry, PYTHONPATH=path, PYTHONDONTWRITEBYTECODE="1").stdout


def test_looking_for_plug_ins_does_not_load_the_metadata_of_packages(tmp_path: Path) -> None:
    code = (
        "import sys; from campaignkit.checks import all_rules; all_rules(); print('importlib.metadata' in sys.modules)"
    )
    bare = "import sys; import campaignkit.checks; print('importlib.metadata' in sys.modules)"
    shown = [
        subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True).stdout
        for text in (bare, code)
    ]
    assert shown[0] == shown[1]


# --------------------------------------------------------------------------- for those who write rules


def rule(fires: str, spares: str) -> Rule:
    def find(case: object) -> Iterator[Hit]:
        if "!" in case.draft.text:  # type: ignore[attr-defined]
            yield Hit(Span(0, 1), "loud")

    examples = [(Example(text, "so"),) if text else () for text in (fires, spares)]
    return Rule("too-loud", "info", "Loud.", "Why.", find, *examples)


def test_a_rule_that_does_what_its_examples_say_passes() -> None:
    check_examples(rule("Keep it!", "Keep it."))


@pytest.mark.parametrize(
    ("fires", "spares", "said"),
    [
        ("Keep it.", "Keep it.", "does not fire on 'Keep it.'"),
        ("Keep it!", "Keep it!", "too-loud: fires on 'Keep it!'"),
        ("", "Keep it.", "no example that fires"),
        ("Keep it!", "", "no example that spares"),
    ],
)
def test_a_rule_that_does_not_is_told(fires: str, spares: str, said: str) -> None:
    with pytest.raises(AssertionError, match=said.replace(".", r"\.")):
        check_examples(rule(fires, spares))


@pytest.mark.parametrize("name", RULES)
def test_the_rules_that_ship_pass_alone_too(name: str) -> None:
    check_examples(RULES[name])
