"""`write` and `demo`: what is printed, what is written, and when nothing is."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import docx
import pytest
from click.testing import Result

from campaignkit.cli import demo
from campaignkit.render.tree import read_document
from tests.cli import small
from tests.cli.small import run
from tests.paper import Pdf, Word

AMAZON = ("write", "letter", "--target", "amazon", "--demand")
RING = "end-ring-police-partnerships"
SALES = "end-police-sales"
# What no source says, typed by hand; the composer must not be able to print it.
FALSE = '+++\nkind = "letter"\ntitle = "T"\ndescription = "D"\n+++\nThe ferry carries over 900 people a day.\n'


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    folder = small.make(tmp_path / "ferry")
    (folder / "templates").mkdir()
    (folder / "templates" / "false.md.j2").write_text(FALSE, encoding="utf-8")
    return folder


def write_false(ferry: Path, *args: str | Path) -> Result:
    return run("write", "false", "-c", ferry, "--target", "haven-lines", "--demand", "keep-the-ferry", *args)


def test_a_letter_goes_to_standard_output_and_the_notes_do_not() -> None:
    ended = run(*AMAZON, RING, "--date", "2020-06-12")
    assert ended.exit_code == 0
    assert "June 12, 2020" in ended.stdout
    assert "\nSources\n" in ended.stdout
    assert "shipped campaign" in ended.stderr
    assert "No --sender" in ended.stderr
    assert "No --sender" not in ended.stdout


@pytest.mark.parametrize("kind", ["letter", "petition", "talking-points", "call-script"])
@pytest.mark.parametrize("day", ["2020-06-12", "2026-11-23"])
@pytest.mark.parametrize("demand", [RING, SALES])
def test_every_kind_of_document_is_written_and_passes_its_own_check(
    kind: str, day: str, demand: str, tmp_path: Path
) -> None:
    draft = tmp_path / "draft.txt"
    assert run("write", kind, "--target", "amazon", "--demand", demand, "--date", day, "-o", draft).exit_code == 0
    assert run("check", draft).exit_code == 0


@pytest.mark.parametrize(("day", "standing"), [("2020-06-12", "partly"), ("2026-11-23", "lapsed")])
def test_the_opening_is_that_of_the_standing(day: str, standing: str) -> None:
    held = json.loads(run(*AMAZON, SALES, "--date", day, "--format", "json").stdout)
    assert held["document"]["standing"] == standing


@pytest.mark.parametrize(
    ("form", "begins"), [("txt", "End Ring"), ("md", "# End Ring"), ("html", "<!doctype html>"), ("json", "{")]
)
def test_a_format_is_chosen_for_standard_output(form: str, begins: str) -> None:
    assert run(*AMAZON, RING, "--format", form).stdout.lower().startswith(begins.lower())


def test_several_files_are_written_at_once_and_nothing_is_printed(tmp_path: Path) -> None:
    paths = [tmp_path / "out" / name for name in ("a.txt", "a.md", "a.html", "a.json")]
    ended = run(*AMAZON, RING, *(part for path in paths for part in ("-o", str(path))))
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert all(path.stat().st_size > 500 for path in paths)
    assert read_document(paths[3]).target == "amazon"
    assert f"Wrote {paths[0]}." in ended.stderr


# --------------------------------------------------------------------------- the sender


def test_one_letter_goes_on_paper_of_both_kinds(tmp_path: Path) -> None:
    paths = [tmp_path / f"letter.{suffix}" for suffix in ("pdf", "docx", "txt")]
    named = [one for path in paths for one in ("-o", path)]
    assert run(*AMAZON, RING, "--date", "2020-06-12", "--envelope", "din", *named).exit_code == 0
    a4 = Pdf(paths[0].read_bytes()).reader.pages[0].mediabox
    assert round(a4.height) == 842
    assert Word(paths[1].read_bytes()).section.page_height.mm == pytest.approx(297, abs=0.1)


def test_a_letter_in_word_is_built_on_a_letterhead(tmp_path: Path) -> None:
    head, letter = tmp_path / "head.docx", tmp_path / "letter.docx"
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "OUR HOUSE"
    file.save(str(head))
    assert run(*AMAZON, RING, "--date", "2020-06-12", "--letterhead", head, "-o", letter).exit_code == 0
    assert Word(letter.read_bytes()).letterhead == "OUR HOUSE"
    assert run("check", letter).exit_code == 0


def test_a_sender_signs_and_says_something_of_their_own(tmp_path: Path) -> None:
    sender = tmp_path / "sender.toml"
    sender.write_text('[sender]\nname = "Ana Ruiz"\nown_words = "I live on a street with a camera on every door."\n')
    ended = run(*AMAZON, RING, "--sender", sender)
    assert "Ana Ruiz" in ended.stdout
    assert "a camera on every door" in ended.stdout
    assert "No --sender" not in ended.stderr
    assert "Ana Ruiz" in run(*AMAZON, RING, "--sender", "-", stdin='name = "Ana Ruiz"').stdout


MARKED = """\
name = '"Mo" Farah'
title = "chair of “Open All Hours”"
organisation = 'Friends of "Our" Library'
"""


@pytest.mark.parametrize("kind", ["letter", "petition"])
def test_the_marks_in_a_name_quote_nobody(kind: str, tmp_path: Path) -> None:
    sender = tmp_path / "sender.toml"
    sender.write_text(MARKED, encoding="utf-8")
    ended = run("write", kind, *AMAZON[2:], RING, "--sender", sender)
    assert ended.exit_code == 0, ended.stderr
    assert 'Friends of "Our"' in ended.stdout
    assert ('"Mo" Farah, chair of “Open All Hours”' in ended.stdout) is (kind == "letter")


def test_the_marks_in_the_name_of_a_target_quote_nobody(ferry: Path) -> None:
    targets = ferry / "targets.toml"
    named = targets.read_text().replace('"Haven Lines"', "'Lines of \"Haven\"'")
    targets.write_text(f"{named}", encoding="utf-8")
    ended = run("write", "letter", "-c", ferry, "--target", "haven-lines", "--demand", "keep-the-ferry")
    assert 'Lines of "Haven"' in ended.stdout, ended.stderr


def test_what_a_template_says_is_a_quotation_still_though_a_name_has_marks(ferry: Path, tmp_path: Path) -> None:
    sender = tmp_path / "sender.toml"
    sender.write_text(MARKED, encoding="utf-8")
    (ferry / "templates" / "false.md.j2").write_text(
        FALSE.replace("The ferry carries over 900 people a day.", "They said: “We will end the ferry at once.”"),
        encoding="utf-8",
    )
    assert write_false(ferry, "--sender", sender).exit_code == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Aprendí a leer en la biblioteca, y por eso pido que se abra los sábados en la ciudad.", "to be in Spanish"),
        ("I live on a street with a camera on every door, and that is not what we want.", ""),
        ("Sí, por favor.", ""),
    ],
)
def test_own_words_in_another_language_are_told(words: str, said: str, tmp_path: Path) -> None:
    sender = tmp_path / "sender.toml"
    sender.write_text(f'name = "Ana Ruiz"\nown_words = "{words}"\n', encoding="utf-8")
    ended = run(*AMAZON, RING, "--sender", sender)
    assert ended.exit_code == 0
    assert ("own words seem" in ended.stderr) is bool(said)
    assert said in ended.stderr


def test_cite_says_why_there_is_nothing_to_print(ferry: Path, tmp_path: Path) -> None:
    letter = tmp_path / "a.json"
    asked = ("write", "letter", "-c", ferry, "--target", "haven-lines", "--demand", "keep-the-ferry")
    assert run(*asked, "-o", letter).exit_code == 0
    ended = run("cite", letter, "-c", ferry, "--format", "links")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "No source has a url." in ended.stderr


SECRET = "ana.ruiz at example.org"


@pytest.mark.parametrize(
    ("why", "content", "said"),
    [
        ("a key is misspelt", f'nmae = "{SECRET}"', ["sender.toml:1: There is no key 'nmae'.", "Did you mean 'name'?"]),
        ("the name is missing", f'own_words = "{SECRET}"', ["The key 'name' is missing."]),
        ("an address is none", f'name = "A"\nemail_address = "{SECRET}"', ["sender.toml:2: 'email_address'"]),
        ("a number for a text", "name = 7", ["'name' is of the wrong kind: it must be a text between quotation marks"]),
        ("a text for the table", f'sender = "{SECRET}"', ["is of the wrong kind"]),
        ("no TOML", f"name = {SECRET}", ["sender.toml:1: This is not TOML."]),
        ("a key of the address", f'name = "A"\n[postal_address]\nlins = "{SECRET}"', ["'postal_address.lins'"]),
        ("an empty file", "", ["holds no text"]),
    ],
)
def test_a_broken_sender_is_told_without_its_values(tmp_path: Path, why: str, content: str, said: list[str]) -> None:
    sender = tmp_path / "sender.toml"
    sender.write_text(content, encoding="utf-8")
    ended = run(*AMAZON, RING, "--sender", sender)
    assert ended.exit_code == 3, why
    assert ended.stdout == ""
    for words in said:
        assert words in ended.stderr
    assert "ana.ruiz" not in ended.stderr


# --------------------------------------------------------------------------- nothing is written


def test_what_does_not_pass_its_own_check_is_not_written(ferry: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    ended = write_false(ferry, "-o", draft)
    assert ended.exit_code == 1
    assert not draft.exists()
    assert "over 900 people" in ended.stderr
    assert "--unchecked" in ended.stderr
    assert write_false(ferry).stdout == ""


def test_it_is_written_when_that_is_said(ferry: Path) -> None:
    ended = write_false(ferry, "--unchecked")
    assert ended.exit_code == 0
    assert "over 900 people" in ended.stdout
    assert "Not checked" in ended.stderr


def test_documents_are_asked_when_they_are_there(ferry: Path, tmp_path: Path) -> None:
    changed = small.documents(tmp_path / "documents", text="Another text.")
    ended = write_false(ferry, "--documents", changed)
    assert ended.exit_code == 3
    assert "changed since" in ended.stderr


def test_an_existing_file_is_refused_before_anything_is_composed(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")
    ended = run("write", "letter", "-c", "no-such-campaign", "-o", tmp_path / "new.md", "-o", there)
    assert ended.exit_code == 3
    assert "--force" in ended.stderr
    assert there.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["there.txt"]


def test_an_existing_file_is_replaced_when_that_is_said(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")
    assert run(*AMAZON, RING, "-o", there, "--force").exit_code == 0
    assert there.read_text(encoding="utf-8").startswith("End Ring")


def test_if_one_file_cannot_be_written_all_are_as_they_were(tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("mine")
    (tmp_path / "blocked").write_text("a file, not a folder")
    blocked = tmp_path / "blocked" / "a.txt"
    ended = run(*AMAZON, RING, "--force", "-o", old, "-o", new, "-o", blocked)
    assert ended.exit_code == 3
    assert old.read_text() == "mine"
    assert not new.exists()


@pytest.mark.parametrize(
    ("why", "args", "code", "said"),
    [
        ("no demand", ["letter", "--target", "amazon"], 2, "end-police-sales"),
        ("a letter to nobody", ["letter", "--demand", SALES], 2, "--target"),
        (
            "a demand that is not for companies",
            ["letter", "--target", "amazon", "--demand", "ban-government-use"],
            2,
            "",
        ),
        ("a target that is misspelt", ["letter", "--target", "amazom", "--demand", SALES], 3, "Did you mean 'amazon'?"),
        ("a demand that is misspelt", ["letter", "--target", "amazon", "--demand", "cut-tie-ice"], 3, "'cut-ties-ice'"),
        ("a template that is misspelt", ["leter", "--target", "amazon", "--demand", SALES], 3, "'letter'"),
        ("a template that climbs", ["../../secret", "--target", "amazon", "--demand", SALES], 3, "No template"),
        ("a date of another form", [*AMAZON[1:], SALES, "--date", "12.6.2020"], 2, "2020-06-12"),
        (
            "an answer before the letter",
            [*AMAZON[1:], SALES, "--date", "2020-06-12", "--answer-by", "2020-06-12"],
            2,
            "",
        ),
        ("a format that is not known", [*AMAZON[1:], SALES, "-o", "a.odt"], 2, ".txt, .md, .html, .json"),
        ("one file twice", [*AMAZON[1:], SALES, "-o", "a.txt", "-o", "./a.txt"], 2, "twice"),
        ("an envelope for a page", [*AMAZON[1:], SALES, "-o", "a.txt", "--envelope", "us"], 2, ".pdf and a .docx"),
        ("an envelope that is not known", [*AMAZON[1:], SALES, "-o", "a.pdf", "--envelope", "c4"], 2, "'us', 'din'"),
        ("a letterhead for a PDF", [*AMAZON[1:], SALES, "-o", "a.pdf", "--letterhead", "h.docx"], 2, "Only a .docx"),
        (
            "a letterhead that is not there",
            [*AMAZON[1:], SALES, "-o", "a.txt", "-o", "a.docx", "--letterhead", "h.docx"],
            3,
            "h.docx: The letterhead cannot be read",
        ),
        ("files without a mail", [*AMAZON[1:], SALES, "-o", "a.pdf", "--attach", "b.pdf"], 2, "Only an .eml"),
        ("files for what is printed", [*AMAZON[1:], SALES, "--attach", "b.pdf"], 2, "Only an .eml"),
        ("two ways of choosing the format", [*AMAZON[1:], SALES, "-o", "a.txt", "--format", "md"], 2, "suffix"),
        (
            "a sender that is not there",
            [*AMAZON[1:], SALES, "--sender", "no.toml"],
            3,
            "no.toml: There is no such file.",
        ),
    ],
)
def test_what_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str, args: list[str], code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = run("write", *args)
    assert ended.exit_code == code, why
    assert said in ended.stderr
    assert ended.stdout == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_folder_is_no_file(force: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "dir.pdf").mkdir()
    ended = run(*AMAZON, RING, "-o", tmp_path / "dir.pdf", *force)
    assert ended.exit_code == 2
    assert "This is a folder" in ended.stderr


# --------------------------------------------------------------------------- the demonstration


def test_the_demonstration_prints_a_letter_that_ends_with_its_sources() -> None:
    ended = run("demo")
    assert ended.exit_code == 0
    assert "Amazon" in ended.stdout.splitlines()[0]
    body, _, sources = ended.stdout.partition("\nSources\n")
    assert "(source 1)" in body
    assert sources.strip().startswith("1. ")
    assert sources.strip().splitlines()[-1].endswith(".")
    assert "unmet" in ended.stderr


def test_what_the_demonstration_tells_to_try_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = [line for line in run("demo").stderr.splitlines() if line.startswith(f"  {demo.called()} ")]
    assert len(told) == 3
    for line in told:
        assert run(*line.removeprefix(f"  {demo.called()} ").split()).exit_code == 0, line


@pytest.mark.parametrize(
    ("why", "found", "script", "called"),
    [
        ("it is on the path of the shell", "/usr/bin/campaignkit", "x", "campaignkit"),
        ("it is in an environment that is not active", None, ".venv/bin/campaignkit", ".venv/bin/campaignkit"),
        ("it was called as a module", None, "campaignkit/__main__.py", f"{Path(sys.executable).name} -m campaignkit"),
    ],
)
def test_the_demonstration_tells_how_to_call_from_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str, found: str | None, script: str, called: str
) -> None:
    (tmp_path / script).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / script).touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", [str(tmp_path / script), "demo"])
    monkeypatch.setattr("shutil.which", lambda name: found)
    assert demo.called() == called, why
