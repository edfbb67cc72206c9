"""Signatures out: weeded by hand, counted, exported, handed over in a packet, and forgotten."""

from __future__ import annotations

import csv
import io
import random
import re
import sqlite3
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from campaignkit.errors import InputError, UsageError
from campaignkit.models.signer import Signer
from campaignkit.signatures.counting import Tally, places, tally, weeks
from campaignkit.signatures.exporting import COLUMNS, export, safe
from campaignkit.signatures.importing import add_paper
from campaignkit.signatures.ledger import open_ledger
from campaignkit.signatures.packet import Packet, make_packet
from campaignkit.signatures.petitions import Version, find_version, open_petition
from campaignkit.signatures.retention import anonymise, compact, to_forget
from campaignkit.signatures.signers import by_name, chosen, signers, with_comments
from campaignkit.signatures.weeding import decide, decisions, suspects
from tests.signatures import made
from tests.signatures.made import TODAY, csv_file, opened, take_in

ROWS = (
    "Ana Ruiz,ana.ruiz@example.org,Averley,2026-01-06,yes,yes,For my street.",
    'Bo Ng,bo.ng@example.org,averley,2026-01-13,yes,,"Write to me: bo.ng@example.org, or bo . ng @ example.org"',
    "Cy Ek,cy.ek@example.org,Brin,2026-01-13,,,Do not show this.",
    "Mickey Mouse,mm@example.org,Brin,2026-01-14,yes,,Ha.",
    "=SUM(A1),ee@example.org,+Brin,2026-01-14,yes,yes,-2+3",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with a few signatures."""
    path = tmp_path / "petitions.sqlite"
    with opened(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "a.csv", *ROWS))
    return path


# --------------------------------------------------------------------------- weeding


def test_what_is_flagged_is_judged_by_hand_and_the_reason_is_kept(path: Path) -> None:
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        assert [(one.id, one.reasons) for one in suspects(ledger, version)] == [
            (4, ("placeholder-name",)),
            (5, ("odd-name",)),
        ]
        assert decide(ledger, version, "weed", [4], reason="not a person", today=TODAY) == 1
        assert decide(ledger, version, "keep", [5], reason="so it stands on the sheet", today=TODAY) == 0
        assert suspects(ledger, version) == []
        assert _numbers(tally(ledger, version)) == (4, 0, 1)
        assert decide(ledger, version, "restore", [4], reason="she called", today=TODAY) == 1
        assert [(one.act, one.reason) for one in decisions(ledger, version)] == [
            ("weed", "not a person"), ("keep", "so it stands on the sheet"), ("restore", "she called"),
        ]  # fmt: skip
        assert tally(ledger, version).signatures == 5


def _numbers(counted: Tally) -> tuple[int, int, int]:
    return counted.signatures, counted.flagged, counted.weeded


def test_a_decision_without_a_reason_or_on_nobody_is_refused(path: Path) -> None:
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        with pytest.raises(UsageError, match="needs a reason"):
            decide(ledger, version, "weed", [4], reason=" ", today=TODAY)
        with pytest.raises(InputError, match="has the id 77, 99"):
            decide(ledger, version, "weed", [4, 77, 99], reason="x", today=TODAY)
        assert decisions(ledger, version) == []


def test_what_was_weeded_does_not_come_back_with_the_next_file(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        decide(ledger, version, "weed", [4], reason="not a person", today=TODAY)
        assert take_in(ledger, csv_file(tmp_path / "b.csv", ROWS[3])).duplicate == 1
        assert tally(ledger, version).signatures == 4


def test_judging_shows_no_whole_address(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "b.csv", "Di Oy,di.oy@mailinator.com,,,,,"))
        [held] = [one for one in suspects(ledger, find_version(ledger, None)) if "throwaway-address" in one.reasons]
        assert (held.domain, held.at_address) == ("mailinator.com", 1)
        assert "di.oy" not in repr(held)
        assert "Oy" not in repr(held)


# --------------------------------------------------------------------------- counting


def test_places_of_one_name_are_one_and_weeks_begin_on_monday(path: Path) -> None:
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        add_paper(ledger, version, 7, place="BRIN", note="", today=TODAY)
        assert places(ledger, version) == [("Brin", 10), ("Averley", 2)], "three wrote Brin, one BRIN"
        assert weeks(ledger, version) == [(date(2026, 1, 5), 1), (date(2026, 1, 12), 4)]


# --------------------------------------------------------------------------- exports

HOSTILE = ["=1+1", "+1 555 0100", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1",
           " =1", "＝1", "＋1", "－1", "＠x", "|calc", "%0A",
           "  @x", "\u00a0=1"]  # fmt: skip


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Ana", "O’Neil", "1", "a=b", "", "Ana - Bo", "'quoted'"])
def test_every_other_cell_stays_as_it_is(cell: str) -> None:
    assert safe(cell) == cell


def test_an_export_has_name_and_town_and_what_is_asked_for(path: Path) -> None:
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        plain = export(ledger, version)
        rows = list(csv.reader(io.StringIO(plain.text)))
        assert rows[0] == ["name", "town"]
        assert ["A supporter", "Brin"] in rows
        assert ["'=SUM(A1)", "'+Brin"] in rows
        assert (plain.rows, plain.neutralised) == (5, 2)
        assert "@" not in plain.text
        everything = export(ledger, version, list(COLUMNS))
        assert everything.neutralised == 3
        assert "ana.ruiz@example.org" in everything.text, "she agreed to be written to"
        assert ",bo.ng@example.org" not in everything.text, "he was not asked"
        assert "Do not show this." not in everything.text
        assert "Ana" not in repr(everything)


# --------------------------------------------------------------------------- the packet

typst = pytest.importorskip("typst")


def packet(path: Path, *comments: int, names: bool = True) -> Packet:
    with open_ledger(path) as ledger:
        return make_packet(ledger, find_version(ledger, None), comments=comments, names=names, day=TODAY)


def text_of(made_packet: Packet) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made_packet.data)).pages)


def everything_in(data: bytes) -> str:
    """Return all that a PDF holds, each stream unpacked, as one text."""
    reader = PdfReader(io.BytesIO(data))
    parts = [data]
    for number in range(1, len(reader.xref_objStm) + len(reader.xref.get(0, {})) + 1):
        held = reader.get_object(IndirectObject(number, 0, reader))
        parts += [held.get_data()] if isinstance(held, StreamObject) else []
        parts.append(repr(held).encode())
    return "\n".join(part.decode("utf-8", "ignore") + part.decode("utf-16-be", "ignore") for part in parts)


def test_the_packet_holds_the_petition_word_for_word(path: Path) -> None:
    shown = " ".join(text_of(packet(path)).split())
    document = made.petition()
    for line in document.text.splitlines():
        assert " ".join(line.split()) in shown, line
    assert document.sha256 in shown.replace(" ", "")
    for words in ("Averley Town Council", "Brought by Friends of the Library", "March 1, 2026", "Ana Ruiz, Averley"):
        assert words in shown, words
    assert "And 1 more, not shown by name." in shown
    assert "Cy Ek" not in shown


def test_comments_are_those_that_were_chosen_without_addresses(path: Path) -> None:
    made_packet = packet(path, 2, 1)
    shown = " ".join(text_of(made_packet).split())
    assert "[e-mail address left out]" in shown
    assert shown.index("Write to me") < shown.index("For my street.")
    assert "— Bo Ng, averley" in shown
    assert "Ha." not in shown
    assert made_packet.addresses_left_out == 2
    with pytest.raises(InputError, match="signature 3, 77"):
        packet(path, 1, 3, 77)


def test_a_list_of_names_can_be_left_out(path: Path) -> None:
    shown = text_of(packet(path, names=False))
    assert "Ana Ruiz" not in shown
    assert "not shown by name" not in shown


def test_only_those_who_signed_this_text_are_in_it(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        open_petition(ledger, made.petition("We ask for more."), name="library", opened=date(2026, 2, 1))
        with pytest.raises(InputError, match="Nobody has signed version 2 yet"):
            make_packet(ledger, find_version(ledger, None), day=TODAY)
        take_in(ledger, csv_file(tmp_path / "b.csv", "Di Oy,di@example.org,Brin,2026-02-02,yes,,"))
    shown = " ".join(text_of(packet(path)).split())
    assert "A further 5 signed an earlier wording (version 1)" in shown
    assert "Di Oy" in shown
    assert "Ana Ruiz" not in shown


def test_the_same_ledger_gives_the_same_bytes(path: Path) -> None:
    assert packet(path, 1).data == packet(path, 1).data


def test_it_can_be_read_aloud(path: Path) -> None:
    reader = PdfReader(io.BytesIO(packet(path, 1).data))
    root: Any = reader.trailer["/Root"]
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == "en-US"
    assert reader.metadata is not None
    assert reader.metadata.title == "Open the library on Saturdays"
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    assert {"/H1", "/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= tags(root["/StructTreeRoot"])
    titles = [str(one["/Title"]) for one in reader.outline if isinstance(one, dict)]
    assert "Where the signatures come from" in titles


def tags(node: object) -> set[str]:
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        return set().union(*map(tags, node))
    if not isinstance(node, DictionaryObject):
        return set()
    return {str(node.get("/S", ""))} | (tags(node["/K"]) if "/K" in node else set())


def test_what_a_signer_writes_is_never_markup(path: Path, tmp_path: Path) -> None:
    hostile = '#sys.inputs $x$ *b* _i_ `raw` <label> @ref \\ #read("/etc/passwd") // = - + {{ }}'
    doubled = hostile.replace('"', '""')
    row = f'"#panic() {{}} O\'Neil-Smith [x] $y$",o@example.org,"#Town*",2026-01-14,yes,,"{doubled}"'
    with open_ledger(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "b.csv", row))
        [number] = [one.id for one in with_comments(ledger, find_version(ledger, None)) if "#sys" in one.comment]
    shown = " ".join(text_of(packet(path, number)).split())
    assert hostile in shown
    assert "#panic() {} O'Neil-Smith [x] $y$, #Town*" in shown


def test_names_in_other_scripts_are_set_or_their_signs_are_named(path: Path, tmp_path: Path) -> None:
    rows = ("Дмитрий Иванов,d@example.org,Brin,,yes,,", "Ελένη Παππά,e@example.org,Brin,,yes,,",
            "Zoë \u1b8b,z@example.org,Brin,,yes,,")  # fmt: skip
    with open_ledger(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "b.csv", *rows[:2]))
    assert "Дмитрий Иванов" in text_of(packet(path))
    with open_ledger(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "c.csv", *rows[2:]))
    with pytest.raises(InputError, match=r"has a sign for: U\+[0-9A-F]+") as refused:
        packet(path)
    assert "Zoë" not in str(refused.value)
    assert "signature 8" in str(refused.value)


def test_ten_thousand_are_handed_over_in_a_moment_and_no_address_is_in_the_packet(tmp_path: Path) -> None:
    held = made.signers()
    path, file = tmp_path / "petitions.sqlite", tmp_path / "signers.csv"
    file.write_text(held.text, encoding="utf-8", newline="")
    with opened(path) as ledger:
        take_in(ledger, file)
        version = find_version(ledger, None)
        add_paper(ledger, version, 820, place="Brin", note="", today=TODAY)
        ids = [one.id for one in with_comments(ledger, version)][:40]
    began = time.process_time()  # on an idle machine, no more than that of the clock; other work does not lengthen it
    made_packet = packet(path, *ids)
    assert time.process_time() - began < 10
    assert made_packet.named > 9_000
    reader = PdfReader(io.BytesIO(made_packet.data))
    shown = "\n".join(page.extract_text() for page in reader.pages)
    assert shown.count("\n") > 9_000
    inside = everything_in(made_packet.data)
    assert "Open the library on Saturdays" in inside, "what is packed in streams is looked at"
    for text in (shown, inside):
        assert not re.search(r"[\w.+-]+@(?:gmail|example|mailinator)\b", text)
        assert not re.search(r"person\d+", text)
    assert all(address not in inside for address in random.Random(1).sample(held.addresses, 200))


SPELLED = "Mail secret(at)home.example or private @ home.example; or ring 555-0100."


def test_no_way_to_reach_a_signer_stands_in_what_is_handed_out(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        take_in(ledger, csv_file(tmp_path / "b.csv", f"Di Oy,di@example.org,Brin,,yes,,{SPELLED}"))
        held = export(ledger, version, ["id", "comment"]).text
        assert "Mail [e-mail address left out] or [e-mail address left out]; or ring [phone number left out]." in held
        assert not re.search("@|secret|private|0100", held)
    made_packet = packet(path, 6)
    assert (made_packet.addresses_left_out, made_packet.numbers_left_out) == (2, 1)
    assert not re.search("secret|private|555-0100", everything_in(made_packet.data))


def test_names_are_sorted_by_family_name_in_the_packet_as_in_a_letter(tmp_path: Path) -> None:
    names = ["Bo Ærø", "Cy Jones", "Ana Lind Jr.", "Di Lind III", "Ed Smith-Jones", "Flo Très", "Guy Zed"]
    rows = [f"{name},p{number}@example.org,,,yes,," for number, name in enumerate(reversed(names))]
    with opened(tmp_path / "petitions.sqlite") as ledger:
        take_in(ledger, csv_file(tmp_path / "a.csv", *rows))
        held = by_name(signers(ledger, find_version(ledger, None)))
    assert [one.name for one in held] == names
    assert sorted(names, key=lambda name: Signer(name=name).order) == names


def test_how_many_are_not_named_is_said_before_the_names_and_columns_are_even(tmp_path: Path) -> None:
    paper = pytest.importorskip("tests.paper")
    rows = [f"Ana Lind{number:03},a{number}@example.org,,,{'yes' if number < 171 else ''},," for number in range(200)]
    with opened(tmp_path / "petitions.sqlite") as ledger:
        take_in(ledger, csv_file(tmp_path / "a.csv", *rows))
    pieces = paper.Pdf(packet(tmp_path / "petitions.sqlite").data).pieces
    words = [one.text.strip() for one in pieces]
    names = [number for number, word in enumerate(words) if word.startswith("Ana Lind")]
    assert words.index("And 29 more, not shown by name.") < names[0]
    last = [pieces[number] for number in names if pieces[number].page == pieces[names[-1]].page]
    columns = [sum(one.x == x for one in last) for x in sorted({one.x for one in last})]
    assert len(columns) == 3
    assert max(columns) - min(columns) <= 2


def test_an_overlong_word_stays_on_its_page(tmp_path: Path) -> None:
    paper = pytest.importorskip("tests.paper")
    row = f"{'W' * 195},a@example.org,{'W' * 150},,yes,,{'W' * 900}"
    with opened(tmp_path / "petitions.sqlite") as ledger:
        take_in(ledger, csv_file(tmp_path / "a.csv", row))
    pieces = paper.Pdf(packet(tmp_path / "petitions.sqlite", 1).data).pieces
    wide = [one for one in pieces if "WW" in one.text]
    assert wide
    assert all(one.x + len(one.text.strip().replace("\u200b", "")) * one.size * 0.9 < 595 for one in wide)


# --------------------------------------------------------------------------- forgetting


def test_who_signed_is_forgotten_and_how_many_did_is_kept(path: Path, tmp_path: Path) -> None:
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        decide(ledger, version, "weed", [4], reason="Mickey told me so", today=TODAY)
        before = tally(ledger, version), places(ledger, version), weeks(ledger, version)
    assert all(
        word in path.read_bytes() for word in (b"ana.ruiz@example.org", b"Bo Ng", b"Mickey told", b"For my street")
    )
    with open_ledger(path) as ledger:
        assert to_forget(ledger, version).signatures == 5
        assert anonymise(ledger, version, today=TODAY).comments == 5
    held = path.read_bytes()
    assert not leaks(held), "gone before the file is made small"
    compact(path)
    assert not leaks(path.read_bytes())
    assert not list(path.parent.glob("petitions.sqlite-*"))
    with open_ledger(path) as ledger:
        version = find_version(ledger, None)
        after = tally(ledger, version), places(ledger, version), weeks(ledger, version)
        assert [_numbers(one[0]) for one in (before, after)] == [(4, 1, 1), (4, 0, 1)], "nothing is left to decide"
        assert suspects(ledger, version) == []
        assert before[1:] == after[1:]
        assert {one.name for one in signers(ledger, version)} == {"A supporter"}
        assert [one.reason for one in decisions(ledger, version)] == [None]
        assert chosen(ledger, version, []) == []
        with pytest.raises(InputError, match="was anonymised on 2026-03-01"):
            take_in(ledger, csv_file(tmp_path / "b.csv", ROWS[0]))
        assert "4" in text_of(make_packet(ledger, version, day=TODAY))


LEFT = ("ruiz", "bo.ng", "bo ng", "cy.ek", "cy ek", "mickey", "my street", "write to me", "ha.", "sum(a1)")


def leaks(data: bytes) -> list[str]:
    """Return what of the signers is still among the bytes of a file."""
    return [word for word in LEFT if word.encode() in data.lower() or word.encode("utf-16-le") in data.lower()]


def test_without_secure_delete_the_test_above_would_see_it(path: Path) -> None:
    with sqlite3.connect(path) as ledger:
        ledger.execute("PRAGMA secure_delete = OFF")
        ledger.execute(
            "UPDATE signature SET name = NULL, email = NULL, comment = NULL, name_key = NULL, address_key = NULL"
        )
    assert leaks(path.read_bytes())


def test_values_of_the_rooms_show_nobody_in_their_repr(path: Path) -> None:
    with open_ledger(path) as ledger:
        version: Version = find_version(ledger, None)
        held = [*signers(ledger, version), *suspects(ledger, version), version, make_packet(ledger, version, day=TODAY)]
    assert not re.search(r"Ruiz|Ng|@example|Averley|Brin", " ".join(map(repr, held)))
