"""Versions by rule: the first that fits wins, the reasons are told, and no chosen paragraph is lost."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaignkit.catalog import load
from campaignkit.cli.group import commands
from campaignkit.composer import compose
from campaignkit.errors import CampaignError, TemplateError
from campaignkit.models import Campaign, Document, Legislator, Target
from campaignkit.versions import chosen, weigh
from tests.conftest import ROOT

SEED = ROOT / "seeds" / "face-recognition-2020"
DAY, LATER = date(2020, 6, 12), date(2026, 11, 23)
RULES = """
[[version]]
id = "lapsed"
when = { standing = ["lapsed", "partly"], kind = "company" }
paragraphs = "time"

[[version]]
id = "judiciary"
when = { kind = "legislator", committee = ["Judiciary", "Rules"], party = "democratic" }
paragraphs = ["hearing", "time"]

[[version]]
id = "house"
when = { chamber = "lower" }
template = "follow-up"

[[version]]
id = "call"
template = "scripts/call"

[[version]]
id = "rest"
template = "letters/sign-on"
"""
MEMBER = Legislator(
    id="m", kind="legislator", title="Rep.", given_name="Ana", family_name="Ruiz", name="Ana Ruiz",
    chamber="Lower", party="Democratic", committees=("Agriculture", "judiciary"),
)  # fmt: skip
ON_NONE = MEMBER.model_copy(update={"committees": ()})
UNKNOWN = MEMBER.model_copy(update={"party": None, "chamber": None})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped campaign with versions, and the paragraphs that they choose."""
    place = tmp_path / "campaign"
    shutil.copytree(SEED, place, ignore=shutil.ignore_patterns("documents"))
    (place / "versions.toml").write_text(RULES)
    paragraphs = place / "templates" / "paragraphs"
    paragraphs.mkdir(parents=True)
    (paragraphs / "time.md.j2").write_text("Time has passed, {{ target.name }}.\n")
    (paragraphs / "hearing.md.j2").write_text("Your committee can hold a hearing.\n")
    return place


def letter(folder: Path, target: str | Target, day: date = DAY, template: str = "letter") -> Document:
    demand = "ban-government-use" if not isinstance(target, str) else "end-police-sales"
    return compose(load(folder), template, target=target, demand=demand, date=day, folder=folder)


@pytest.mark.parametrize(
    ("target", "day", "version", "template", "said"),
    [
        pytest.param("amazon", LATER, "lapsed", "letters/company", ["Time has passed"], id="standing and kind"),
        pytest.param(MEMBER, DAY, "judiciary", "letters/legislator", ["hold a hearing", "Time has"], id="committee"),
        pytest.param(ON_NONE, DAY, "house", "letters/follow-up", [], id="chamber"),
        pytest.param(UNKNOWN, DAY, "rest", "letters/sign-on", [], id="not known fits nothing"),
        pytest.param("clearview-ai", DAY, "rest", "letters/sign-on", [], id="nothing else fits"),
    ],
)
def test_the_first_version_that_fits_is_taken(
    folder: Path, target: str | Target, day: date, version: str, template: str, said: list[str]
) -> None:
    document = letter(folder, target, day)
    assert (document.version, document.template) == (version, template)
    assert [words for words in ("hold a hearing", "Time has") if words in document.text] == [
        words.removesuffix(" passed") for words in said
    ]


def test_a_commitment_that_runs_out_changes_the_version(folder: Path) -> None:
    rules = RULES.replace('standing = ["lapsed", "partly"]', 'standing = "lapsed"')
    (folder / "versions.toml").write_text(rules)
    assert letter(folder, "amazon", DAY).version == "rest"
    assert letter(folder, "amazon", LATER).version == "lapsed"


def test_a_template_asked_for_by_name_is_taken_as_it_is(folder: Path) -> None:
    document = letter(folder, "amazon", LATER, "letters/company")
    assert document.version is None
    assert "Time has passed" not in document.text


def test_a_version_is_of_the_kind_of_its_template(folder: Path) -> None:
    assert letter(folder, "amazon", LATER, "call-script").version == "call"
    assert letter(folder, "amazon", LATER, "talking-points").version is None


def test_without_a_target_nothing_fits_that_is_asked_of_one() -> None:
    campaign = load("face-recognition-2020")
    asked = Campaign.model_validate(
        {"id": "c", "title": "C", "versions": [{"id": "v", "when": {"party": "X"}, "paragraphs": "p"}]}
    )
    held = weigh(asked.versions, campaign.demands[0], None, None)
    assert (chosen(held), held[0].lacks) == (None, "its party is not known, not X")


@pytest.mark.parametrize(
    ("rules", "what"),
    [
        ('[[version]]\nid = "a"\n', "chooses a template, or paragraphs"),
        ('[[version]]\nid = "a"\ntemplate = "letters/company"\nwhen = { mood = "good" }\n', "when.mood"),
        ('[[version]]\nid = "a"\ntemplate = "letters/company"\nwhen = { standing = "angry" }\n', "when.standing"),
        ('[[version]]\nid = "a"\ntemplate = "letters/company"\nwhen = { demand = "end-rnig" }\n', "no such demand"),
        ('[[version]]\nid = "a"\nparagraphs = "../secrets"\n', "paragraphs"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_its_line(folder: Path, rules: str, what: str) -> None:
    (folder / "versions.toml").write_text(rules)
    with pytest.raises(CampaignError) as caught:
        load(folder)
    assert what in str(caught.value)
    assert "versions.toml:" in str(caught.value)


def test_a_template_or_a_paragraph_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "versions.toml").write_text('[[version]]\nid = "a"\ntemplate = "letters/compnay"\n')
    with pytest.raises(TemplateError, match="Version 'a': No template is named 'letters/compnay'"):
        letter(folder, "amazon")
    (folder / "versions.toml").write_text('[[version]]\nid = "a"\nparagraphs = "nowhere"\n')
    with pytest.raises(TemplateError, match=r"paragraphs/nowhere\.md\.j2"):
        letter(folder, "amazon")


def test_a_template_without_a_place_for_the_paragraphs_is_refused(folder: Path) -> None:
    (folder / "versions.toml").write_text('[[version]]\nid = "a"\ntemplate = "scripts/call"\nparagraphs = "time"\n')
    with pytest.raises(TemplateError, match=r"no place for paragraphs/time.md.j2, which version 'a' chooses"):
        letter(folder, "amazon", template="call-script")


def test_what_was_taken_and_why_is_said(folder: Path) -> None:
    said = CliRunner().invoke(
        commands,
        ["write", "letter", "-c", str(folder), "--target", "amazon", "--demand", "end-ring-police-partnerships",
         "--date", "2020-06-12", "--explain"],
    ).stderr  # fmt: skip
    assert "Version 'lapsed' does not fit: its standing is unmet, not lapsed or partly." in said
    assert "Version 'judiciary' does not fit: its kind is company, not legislator." in said
    assert "Version 'rest' fits: it asks for nothing." in said
    assert "Taken: letters/sign-on, by version 'rest'." in said


def test_without_versions_it_is_said_what_was_taken() -> None:
    said = (
        CliRunner()
        .invoke(commands, ["write", "letter", "--target", "amazon", "--demand", "end-police-sales", "--explain"])
        .stderr
    )
    assert "Taken: letters/company, since it is written for this target; the campaign has no versions." in said


def test_a_template_that_was_asked_for_by_name_is_taken_without_a_look_at_the_versions(folder: Path) -> None:
    asked = "write letters/company --target amazon --demand end-ring-police-partnerships --explain -c"
    said = CliRunner().invoke(commands, [*asked.split(), str(folder)]).stderr
    assert "Taken: letters/company, since it was asked for by name; versions are not looked at then." in said


def test_a_sign_on_letter_that_nobody_signs_is_told(folder: Path) -> None:
    asked = "write letters/sign-on --target amazon --demand end-ring-police-partnerships -c"
    assert "No --signers: nobody is named" in CliRunner().invoke(commands, [*asked.split(), str(folder)]).stderr


@pytest.mark.parametrize("key", ['paragraphs = "nowhere"', 'template = "letters/compny"'])
def test_what_is_wrong_with_a_version_is_told_with_its_file_and_its_name(folder: Path, key: str) -> None:
    (folder / "versions.toml").write_text(f'[[version]]\nid = "a"\n{key}\n')
    with pytest.raises(TemplateError) as caught:
        letter(folder, "amazon")
    assert str(caught.value).startswith("versions.toml: Version 'a': ")
