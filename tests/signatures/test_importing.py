"""Signatures in: the report adds up, the same file twice adds nothing, and nobody is in an error."""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaignkit.errors import InputError, UsageError
from campaignkit.signatures.counting import places, tally, weeks
from campaignkit.signatures.importing import Choices, Intake, add_paper, import_signatures
from campaignkit.signatures.ledger import open_ledger
from campaignkit.signatures.petitions import find_version, open_petition, versions
from campaignkit.signatures.reading import read_table
from campaignkit.signatures.signers import signers as shown_signers
from tests.signatures import made
from tests.signatures.made import csv_file, opened, take_in

SECRET = "zelda.quick"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "petitions.sqlite"


def adds_up(intake: Intake) -> bool:
    return intake.read == intake.added + intake.duplicate + intake.rejected + intake.empty


# --------------------------------------------------------------------------- ten thousand


def test_ten_thousand_signatures_of_which_some_are_dirty_add_up(path: Path, tmp_path: Path) -> None:
    held = made.signers()
    file = tmp_path / "signers.csv"
    file.write_text(held.text, encoding="utf-8-sig", newline="")
    with opened(path) as ledger:
        intake = take_in(ledger, file)
        assert intake.read == 10_000
        got = {name: getattr(intake, name) for name in ("added", "duplicate", "rejected", "empty")}
        assert got == dict(held.expected)
        assert adds_up(intake)
        assert {"placeholder-name", "odd-name", "throwaway-address"} <= intake.flagged.keys()
        assert intake.shared == 50, "each household has a second person"
        version = find_version(ledger, None)
        assert tally(ledger, version).signatures == intake.added
        assert sum(count for _, count in places(ledger, version)) == intake.added
        assert sum(count for _, count in weeks(ledger, version)) == intake.added
    with open_ledger(path) as ledger:
        again = take_in(ledger, file)
        assert (again.added, again.duplicate) == (0, intake.added + intake.duplicate)
        assert adds_up(again)


def test_rows_are_read_while_they_are_taken_in(path: Path, tmp_path: Path) -> None:
    """What a file of 3,000 signatures takes in memory is less than the file itself."""
    held = made.signers(3_000)
    file = tmp_path / "signers.csv"
    file.write_text(held.text + "".join(f"{'x' * 5_000}\n" for _ in range(1_000)), encoding="utf-8", newline="")
    with opened(path) as ledger:
        take_in(
            ledger, csv_file(tmp_path / "first.csv", "Ana Ruiz,a@example.org,,,,,")
        )  # what is imported at first use
        tracemalloc.start()
        take_in(ledger, file)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < file.stat().st_size * 0.75


# --------------------------------------------------------------------------- who is one person


ONE = [
    ("the same row", "Ana Ruiz,ana@example.org", "Ana Ruiz,ana@example.org"),
    ("case", "Ana Ruiz,ana@example.org", "ANA RUIZ,ANA@Example.Org"),
    ("accents and order", "José Núñez,j@example.org", "Nunez Jose,j@example.org"),
    ("an initial more", "Ana Ruiz,ana@example.org", "Ana M. Ruiz,ana@example.org"),
    ("an initial for a name", "A. Ruiz,ana@example.org", "Ana Ruiz,ana@example.org"),
    ("dots of Gmail", "Ana Ruiz,ana.ruiz@gmail.com", "Ana Ruiz,anaruiz@googlemail.com"),
    ("a label", "Ana Ruiz,ana@outlook.com", "Ana Ruiz,ana+petitions@outlook.com"),
    ("one house of Proton", "Ana Ruiz,ana-ruiz@pm.me", "Ana Ruiz,ana_ruiz@protonmail.com"),
]
TWO = [
    ("two of one address", "Ana Ruiz,ruiz@example.org", "Ben Ruiz,ruiz@example.org"),
    ("father and son", "Bo Lind,lind@example.org", "Bo Lind Jr.,lind@example.org"),
    ("one name, two addresses", "Ana Ruiz,ana@example.org", "Ana Ruiz,ruiz@example.org"),
    ("dots elsewhere are part of a name", "Ana Ruiz,a.ruiz@example.org", "Ana Ruiz,aruiz@example.org"),
    ("a plus elsewhere is, too", "Ana Ruiz,a+b@example.org", "Ana Ruiz,a@example.org"),
    ("another initial", "A. Ruiz,ruiz@example.org", "B. Ruiz,ruiz@example.org"),
]


@pytest.mark.parametrize(("why", "first", "second"), ONE)
def test_one_person_signs_once(path: Path, tmp_path: Path, why: str, first: str, second: str) -> None:
    with opened(path) as ledger:
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", f"{first},,,,,", f"{second},,,,,"))
        assert (intake.added, intake.duplicate) == (1, 1), why


@pytest.mark.parametrize(("why", "first", "second"), TWO)
def test_two_people_are_two_signatures(path: Path, tmp_path: Path, why: str, first: str, second: str) -> None:
    with opened(path) as ledger:
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", f"{first},,,,,", f"{second},,,,,"))
        assert (intake.added, intake.duplicate) == (2, 0), why


def test_the_address_that_was_given_is_kept_as_it_was_given(path: Path, tmp_path: Path) -> None:
    with opened(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "a.csv", "Ana Ruiz,Ana.Ruiz+x@GMail.com,,,,,"))
        assert ledger.execute("SELECT email FROM signature").fetchone()[0] == "Ana.Ruiz+x@GMail.com"


def test_a_third_person_at_one_address_is_flagged_and_counted(path: Path, tmp_path: Path) -> None:
    rows = [f"{name} Ruiz,ruiz@example.org,,,,," for name in ("Ana", "Ben", "Cleo", "Dora")]
    with opened(path) as ledger:
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", *rows))
        assert (intake.added, intake.shared, intake.flagged["shared-address"]) == (4, 3, 2)


def test_a_crowd_at_one_address_is_taken_in_once(path: Path, tmp_path: Path) -> None:
    names = (f"{a}{b} {c}{b}{a}" for a in "BDFGHK" for b in ("ana", "oli", "uru", "emi") for c in "LMNPRSTVWXYZ")
    file = csv_file(tmp_path / "a.csv", *(f"{name.title()},office@example.org,,,,," for name in names))
    with opened(path) as ledger:
        first, again = take_in(ledger, file), take_in(ledger, file)
        assert (first.added, first.flagged["shared-address"]) == (288, 286)
        assert again.added == 0


CHANGE = "Name\tCity\tState\tPostal Code\tCountry\tSigned On\n"


def change_file(path: Path, *rows: str) -> Path:
    path.write_text(CHANGE + "\n".join(rows), encoding="utf-16")
    return path


def test_an_export_without_addresses_is_told_apart_by_name_place_and_moment(path: Path, tmp_path: Path) -> None:
    """The form of Change.org: UTF-16, tabs, no addresses."""
    rows = (
        "Ana Ruiz\tAverley\tIL\t60098\tUS\t2026-02-01",
        "Ana Ruiz\tAverley\tIL\t60098\tUS\t2026-02-01",
        "Ana Ruiz\tAverley\tIL\t60098\tUS\t2026-02-03",
        "Ana Ruiz\tBrin\tIL\t60001\tUS\t2026-02-03",
    )
    with opened(path) as ledger:
        intake = take_in(ledger, change_file(tmp_path / "petition_signatures_jobs_1.csv", *rows))
        assert (intake.added, intake.duplicate) == (3, 1)
        assert intake.flagged == {"same-name-and-place": 1}
        assert intake.not_shown == 3, "it does not say that the names may be shown"
        more = take_in(ledger, change_file(tmp_path / "later.csv.xls", *rows, "Bo Ng\tBrin\tIL\t60001\tUS\t2026-02-04"))
        assert (more.added, more.duplicate) == (1, 4)


# --------------------------------------------------------------------------- consent


def test_who_was_not_asked_is_counted_and_not_shown(path: Path, tmp_path: Path) -> None:
    rows = ("Ana Ruiz,a@example.org,Brin,,yes,yes,", "Bo Ng,b@example.org,Brin,,,,", "Cy Ek,c@example.org,Brin,,no,no,",
            "Di Oy,d@example.org,Brin,,maybe,perhaps,")  # fmt: skip
    with opened(path) as ledger:
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", *rows))
        assert (intake.added, intake.not_shown, intake.not_contacted) == (4, 3, 3)
        assert [one.name for one in shown_signers(ledger, find_version(ledger, None))] == [
            "Ana Ruiz",
            *["A supporter"] * 3,
        ]


def test_a_file_whose_signers_agreed_elsewhere_is_shown_but_for_those_who_say_no(path: Path, tmp_path: Path) -> None:
    rows = ("Bo Ng,b@example.org,Brin,,,,", "Cy Ek,c@example.org,Brin,,no,,")
    with opened(path) as ledger:
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", *rows), agreed="on the form at the stall")
        assert (intake.not_shown, intake.not_contacted) == (1, 2), "nobody agrees to be written to but for themselves"
        assert ledger.execute("SELECT agreed FROM batch").fetchone()[0] == "on the form at the stall"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("", "Ana Ruiz"), ("no", "Ana Ruiz"), ("yes", "A supporter"), ("initials", "A. R."), ("whatever", "A supporter")],
)
def test_a_signer_can_be_anonymous_or_initials(path: Path, tmp_path: Path, cell: str, shown: str) -> None:
    file = csv_file(tmp_path / "a.csv", f"Ana Ruiz,a@example.org,yes,{cell}", header="Name,Email,Consent,Anonymous")
    with opened(path) as ledger:
        take_in(ledger, file)
        assert [one.name for one in shown_signers(ledger, find_version(ledger, None))] == [shown]


def test_a_second_row_takes_consent_back_and_never_gives_what_was_refused(path: Path, tmp_path: Path) -> None:
    first = csv_file(tmp_path / "1.csv", "Ana Ruiz,a@example.org,,,yes,yes,", "Bo Ng,b@example.org,,,no,,")
    later = csv_file(tmp_path / "2.csv", "Ana Ruiz,a@example.org,,,no,no,", "Bo Ng,b@example.org,,,yes,yes,")
    with opened(path) as ledger:
        take_in(ledger, first)
        intake = take_in(ledger, later)
        assert (intake.duplicate, intake.withdrawn) == (2, 1)
        held = [tuple(row) for row in ledger.execute("SELECT publish, contact FROM signature ORDER BY id")]
        assert held == [(0, 0), (0, 1)]
        assert take_in(ledger, later).withdrawn == 0


# --------------------------------------------------------------------------- versions


def test_a_signature_is_bound_to_the_text_that_was_open_on_its_day(path: Path, tmp_path: Path) -> None:
    rows = ("Ana Ruiz,a@example.org,,2026-01-20,,,", "Bo Ng,b@example.org,,2026-02-10,,,", "Cy Ek,c@example.org,,,,,")
    with opened(path) as ledger:
        open_petition(ledger, made.petition("We ask for more."), name="library", opened=date(2026, 2, 10))
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", *rows))
        assert intake.versions == {1: 1, 2: 2}
        assert take_in(ledger, csv_file(tmp_path / "b.csv", *rows)).duplicate == 3


def test_who_signed_the_earlier_text_has_not_signed_the_later_one(path: Path, tmp_path: Path) -> None:
    undated = csv_file(tmp_path / "a.csv", "Ana Ruiz,a@example.org,,,,,")
    with opened(path) as ledger:
        take_in(ledger, undated)
        open_petition(ledger, made.petition("We ask for more."), name="library", opened=date(2026, 2, 10))
        assert take_in(ledger, undated).duplicate == 1, "a row without a day does not show that it was signed anew"
        anew = csv_file(tmp_path / "b.csv", "Ana Ruiz,a@example.org,,2026-02-11,,,")
        assert take_in(ledger, anew).versions == {2: 1}


def test_a_text_is_opened_once_and_another_is_another_version(path: Path) -> None:
    first, second = made.petition(), made.petition("We ask for more.")
    with opened(path, first) as ledger:
        assert open_petition(ledger, first, name="library", opened=date(2026, 2, 1))[1] == "same"
        version, what = open_petition(ledger, second, name="library", opened=date(2026, 2, 1))
        assert (what, version.number, version.sha256) == ("new-version", 2, second.sha256)
        assert open_petition(ledger, first, name="library", opened=date(2026, 3, 1))[1] == "back"
        assert [one.current for one in versions(ledger)] == [True, False]
        with pytest.raises(InputError, match="cannot open before"):
            open_petition(ledger, made.petition("Less."), name="library", opened=date(2026, 1, 9))
        with pytest.raises(InputError, match="a letter, not a petition"):
            open_petition(ledger, made.petition(kind="letter"), name="library", opened=date(2026, 2, 2))


def test_a_text_that_was_changed_in_the_file_is_refused(path: Path) -> None:
    with opened(path) as ledger:
        other = made.petition("We ask for nothing.")
        from campaignkit.render.tree import to_json

        ledger.execute("UPDATE version SET document = ?", (to_json(other).decode(),))
        with pytest.raises(InputError, match="not the one that was signed"):
            _ = find_version(ledger, None).document


# --------------------------------------------------------------------------- files that are refused, or a row of them


BROKEN = [
    ("a quotation mark that stays open", b'Name,Email\nAna,a@x.org\n"zelda.quick,z@x.org\nB', "row 3.*never closes"),
    ("a quotation mark in a cell", b'Name,Email\n"zelda.quick" Q,z@x.org\n', "row 2.*must be doubled"),
    ("a cell without end", b'Name,Email\nAna,"' + b"zelda.quick" * 20_000, "row 2.*does not close"),
    ("Latin-1", "Name,Email\nzelda.quick é,z@x.org\n".encode("latin-1"), ":2: The file is not UTF-8"),
    ("two columns of one name", b"Name,Email,e-mail,EMAIL\n", "Columns 2 and 4 have the same name"),
    ("no header", b"zelda.quick,z@x.org\n", "No column is named"),
    ("nothing", b"", "is empty"),
    ("an old workbook", b"\xd0\xcf\x11\xe0zelda.quick", "old kind"),
    ("a broken workbook", b"PK\x03\x04zelda.quick", "not an .xlsx workbook"),
    ("no JSON", b'{"zelda.quick": ', "not JSON"),
    ("one key twice", b'[{"person": {"given_name": "zelda.quick", "given_name": "B"}}]', "one key twice"),
    ("JSON without end", b"[" * 100_000, "nested too deeply"),
    ("no signatures", b"[]", "holds no signatures"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "data", "told"), BROKEN, ids=[one[0] for one in BROKEN])
def test_a_broken_file_is_refused_whole_and_names_nobody(
    path: Path, tmp_path: Path, why: str, data: bytes, told: str
) -> None:
    file = tmp_path / "broken.csv"
    file.write_bytes(data)
    with opened(path):
        pass
    with pytest.raises(InputError) as refused:  # noqa: SIM117
        with open_ledger(path) as ledger:
            take_in(ledger, file)
    assert not set(str(refused.value).splitlines()) - set(str(refused.value).splitlines()[:3])
    import re

    assert re.search(told, str(refused.value), re.DOTALL), str(refused.value)
    assert SECRET not in str(refused.value) + repr(refused.value)
    with open_ledger(path) as ledger:
        assert ledger.execute("SELECT count(*) FROM signature").fetchone()[0] == 0
        assert ledger.execute("SELECT count(*) FROM batch").fetchone()[0] == 0


ROWS = [
    ("too few cells", "zelda.quick,z@example.org", "it has 2 cells, and the header has 7"),
    ("too many cells", "zelda.quick,z@example.org,,,,,,,x", "it has 9 cells, and the header has 7"),
    ("a NUL", "zelda.quick\0,z@example.org,,,,,", "the name holds a control character"),
    ("a line break", '"Zelda\nQuick",zelda.quick@example.org,,,,,', "the name holds a line break; "
     "a quotation mark may be missing before it"),
    ("no address", "Zelda,zelda.quick,,,,,", "the e-mail address is not one"),
    ("two addresses", "Zelda,zelda.quick@example.org z@example.org,,,,,", "the e-mail address is not one"),
    ("a display name", "Zelda,Zelda <zelda.quick@example.org>,,,,,", "the e-mail address is not one"),
    ("no name", ",zelda.quick@example.org,,,,,", "it has no name"),
    ("a long name", f"{'zelda.quick' * 30},z@example.org,,,,,", "the name has more than 200 characters"),
    ("lost characters", "zelda.quick\ufffd,z@example.org,,,,,", "the name holds a character that was lost before"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "row", "told"), ROWS, ids=[one[0] for one in ROWS])
def test_a_row_that_cannot_be_taken_is_rejected_by_its_number(
    path: Path, tmp_path: Path, why: str, row: str, told: str
) -> None:
    file = csv_file(tmp_path / "a.csv", "Ana Ruiz,a@example.org,,,,,", row, "Bo Ng,b@example.org,,,,,")
    with opened(path) as ledger:
        intake = take_in(ledger, file)
        assert (intake.added, intake.rejected_rows) == (2, [(3, told)])
        assert SECRET not in repr(intake)


def test_an_error_in_the_middle_leaves_everything_as_it_was(path: Path, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", *(f"Person {n},p{n}@example.org,,,,," for n in range(500)), '"open')
    with opened(path):
        pass
    with pytest.raises(InputError), open_ledger(path) as ledger:
        take_in(ledger, file)
    with open_ledger(path) as ledger:
        assert tally(ledger, find_version(ledger, None)).total == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.text(max_size=12), max_size=6), max_size=12))
def test_any_table_adds_up_twice(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    import csv

    folder = tmp_path_factory.mktemp("any")
    with (folder / "a.csv").open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([["Name", "Email", "Town", "Comment"], *rows])
    with opened(folder / "petitions.sqlite") as ledger:
        first, second = (take_in(ledger, folder / "a.csv") for _ in range(2))
        assert adds_up(first)
        assert adds_up(second)
        assert second.added == 0
        assert first.added == ledger.execute("SELECT count(*) FROM signature").fetchone()[0]


# --------------------------------------------------------------------------- other forms


def osdi(number: int, **more: Any) -> dict[str, Any]:
    person = {
        "given_name": "Ana",
        "family_name": f"Ruiz{number}",
        "email_addresses": [
            {"address": "old@example.org"},
            {"primary": True, "address": f"a{number}@example.org", "status": "subscribed"},
        ],
        "postal_addresses": [{"primary": True, "locality": "Averley", "postal_code": "60098", "country": "US"}],
    }  # fmt: skip
    return {
        "action_date": "2026-02-01T10:00:00Z",
        "comments": "For my street.",
        "_embedded": {"osdi:person": person},
        **more,
    }


OSDI_FORMS = [
    ("a page", {"total_records": 2, "_embedded": {"osdi:signatures": [osdi(1), osdi(2)]}}),
    ("pages", [{"_embedded": {"osdi:signatures": [osdi(1)]}}, {"_embedded": {"osdi:signatures": [osdi(2)]}}]),
    ("a list", [osdi(1), osdi(2)]),
    ("what a webhook brings", [{"osdi:signature": osdi(1)}, {"osdi:signature": osdi(2)}]),
    ("what the helper takes", [{"person": osdi(number)["_embedded"]["osdi:person"]} for number in (1, 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("why", "held"), OSDI_FORMS, ids=[one[0] for one in OSDI_FORMS])
def test_osdi_signatures_come_in(path: Path, tmp_path: Path, why: str, held: Any) -> None:
    file = tmp_path / "signatures.json"
    file.write_text(json.dumps(held), encoding="utf-8")
    with opened(path) as ledger:
        intake = take_in(ledger, file, agreed="on the form")
        assert (intake.read, intake.added) == (2, 2)
        row = ledger.execute("SELECT name, email, town, contact FROM signature").fetchone()
        assert tuple(row) == ("Ana Ruiz1", "a1@example.org", "Averley", 1)


def test_osdi_without_its_person_is_rejected(path: Path, tmp_path: Path) -> None:
    linked = {"_links": {"osdi:person": {"href": "https://x.example/people/1"}}}
    off = osdi(3)
    off["_embedded"]["osdi:person"]["email_addresses"][1]["status"] = "unsubscribed"
    file = tmp_path / "signatures.json"
    file.write_text(json.dumps([osdi(1), linked, 7, off]), encoding="utf-8")
    with opened(path) as ledger:
        intake = take_in(ledger, file)
        assert intake.rejected_rows == [(2, "it holds no person, only a link to one"), (3, "it is no object")]
        assert (intake.added, intake.not_contacted) == (2, 1)


def test_a_workbook_comes_in(path: Path, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Nombre", "Apellidos", "Correo electrónico", "Ciudad", "Código postal", "Fecha", "Anónimo"])
    sheet.append(["Ana", "Ruiz", "ana@example.org", "Averley", 60098, date(2026, 2, 1), False])
    sheet.append([None] * 7)
    sheet.append(["Bo", "Ng", "nowhere", None, None, None, None])
    sheet.append(["=1+1", "Ek", "c@example.org", None, None, "x", True])
    book.create_sheet("more")
    book.save(tmp_path / "a.xlsx")
    with opened(path) as ledger:
        table = read_table(tmp_path / "a.xlsx")
        assert table.notes == ("Only the first of 2 sheets is read.",)
        intake = take_in(ledger, tmp_path / "a.xlsx")
        assert (intake.read, intake.added, intake.rejected_rows, intake.empty) == (
            4,
            2,
            [(4, "the e-mail address is not one")],
            1,
        )
        row = ledger.execute("SELECT name, postcode, signed_on FROM signature").fetchone()
        assert tuple(row) == ("Ana Ruiz", "60098", "2026-02-01")


def test_without_openpyxl_the_line_that_installs_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(InputError, match=r"campaignkit\[xlsx\]"):
        read_table(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Full name;E-Mail;Town", "Ana Ruiz;a@example.org;Brin"),
        ("first_name,last_name,email_address,can2_user_city", "Ana,Ruiz,a@example.org,Brin"),
        ("sep=;\nVorname;Nachname;E-Mail-Adresse;Ort", "Ana;Ruiz;a@example.org;Brin"),
        ("Nombre,Correo,Ciudad", "Ana Ruiz,a@example.org,Brin"),
        ("Prénom,Nom,Courriel,Ville", "Ana,Ruiz,a@example.org,Brin"),
    ],
)
def test_columns_are_known_by_many_names(path: Path, tmp_path: Path, header: str, row: str) -> None:
    with opened(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "a.csv", row, header=header))
        held = ledger.execute("SELECT name, email, town, row FROM signature").fetchone()
        assert tuple(held) == ("Ana Ruiz", "a@example.org", "Brin", 2)


def test_a_column_can_be_told(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", "Ana Ruiz,x", header="Nimi,Email")
    assert read_table(file, told={"name": "nimi"}).columns is not None
    with pytest.raises(UsageError, match="no column 'Nimmi'"):
        read_table(file, told={"name": "Nimmi"})
    with pytest.raises(UsageError, match="no field 'nam'"):
        read_table(file, told={"nam": "Nimi"})


# --------------------------------------------------------------------------- paper, and the file itself


def test_paper_is_counted_once_with_its_place(path: Path) -> None:
    with opened(path) as ledger:
        version = find_version(ledger, None)
        for count, place, note, new in [(120, "Brin", "1", True), (120, "Brin", "1", False), (120, "Brin", "2", True)]:
            assert add_paper(ledger, version, count, place=place, note=note, today=made.TODAY) is new
        assert tally(ledger, version).paper == 240
        assert places(ledger, version) == [("Brin", 240)]
        with pytest.raises(UsageError):
            add_paper(ledger, version, 0, place="Brin", note="", today=made.TODAY)


def test_nobody_else_can_read_the_file_from_its_first_moment(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaignkit.signatures.ledger._for_the_owner_only", lambda _: None)
    before = os.umask(0)
    try:
        with opened(path):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600
    finally:
        os.umask(before)


def test_only_its_owner_can_read_the_file_and_git_ignores_it(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("out/", encoding="utf-8")
    path = tmp_path / "petitions.sqlite"
    before = os.umask(0)
    try:
        with opened(path):
            assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.glob("petitions.sqlite*")} == {0o600}
    finally:
        os.umask(before)
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()[::2] == ["out/", "/petitions.sqlite*"]
    path.chmod(0o644)
    with opened(path):
        pass
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8").count("petitions") == 1


def test_a_file_of_a_later_version_or_of_another_program_is_refused(path: Path) -> None:
    with opened(path):
        pass
    with sqlite3.connect(path) as ledger:
        ledger.execute("PRAGMA user_version = 9")
    with pytest.raises(InputError, match="version 9; this campaignkit knows version 1"), open_ledger(path):
        pass
    other = path.with_name("other.sqlite")
    with sqlite3.connect(other) as ledger:
        ledger.execute("CREATE TABLE a (b)")
    with pytest.raises(InputError, match="not a file of petitions"), open_ledger(other):
        pass
    other.write_bytes(b"no database at all, but long enough to be looked at" * 30)
    with pytest.raises(InputError, match="not a file of petitions"), open_ledger(other):
        pass
    with pytest.raises(InputError, match="no petitions here"), open_ledger(path.with_name("none.sqlite")):
        pass


def test_a_file_in_use_is_told_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaignkit.signatures.ledger._WAIT", 0.05)
    with opened(path), pytest.raises(InputError, match="Another command is using the file"), open_ledger(path):
        pass


# --------------------------------------------------------------------------- the same file, read otherwise

HEADER = "Vor- und Zuname,Wohnsitz,Signed on"


def names_and_towns(ledger: sqlite3.Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in ledger.execute("SELECT name, town FROM signature ORDER BY id")]


def test_a_file_whose_columns_were_told_later_adds_nobody_twice(path: Path, tmp_path: Path) -> None:
    """Addresses are not in it: the first time its place was not read, and the second time it was told."""
    rows = ("Ana Ruiz,Averley,", "Ana Ruiz,Brin,2026-02-03", "Bo Ng,Brin,2026-02-04")
    file = csv_file(tmp_path / "a.csv", *rows, header=HEADER)
    with opened(path) as ledger:
        for told in ({"name": "Vor- und Zuname"}, {"name": "Vor- und Zuname", "town": "Wohnsitz"}):
            table = read_table(file, told=told)
            intake = import_signatures(ledger, table, None, Choices(today=made.TODAY))
        assert (intake.added, intake.duplicate) == (0, 3)
        assert names_and_towns(ledger) == [("Ana Ruiz", "Averley"), ("Ana Ruiz", "Brin"), ("Bo Ng", "Brin")]
        assert take_in(ledger, csv_file(tmp_path / "b.csv", *rows, header="Name,Town,Signed on")).added == 0


def test_another_file_that_tells_the_place_adds_nobody_twice_or_flags_it(path: Path, tmp_path: Path) -> None:
    with opened(path) as ledger:
        take_in(ledger, csv_file(tmp_path / "a.csv", "Ana Ruiz,2026-02-01", "Bo Ng,", header="Name,Signed on"))
        more = take_in(
            ledger,
            csv_file(
                tmp_path / "b.csv",
                "Ana Ruiz,Averley,2026-02-01",  # she
                "Ana Ruiz,Brin,2026-02-01",  # another, now that she has a place
                "Ana Ruiz,Averley,2026-02-02",  # another moment: looked at
                "Bo Ng,Brin,",  # perhaps he: no moment tells
                header="Name,Town,Signed on",
            ),
        )
        assert (more.added, more.duplicate) == (3, 1)
        assert more.flagged == {"same-name-and-place": 2}


def test_nobody_agrees_nowhere(path: Path, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", "Bo Ng,b@example.org,Brin,,,,")
    with opened(path) as ledger:
        for blank in ("", "  "):
            with pytest.raises(UsageError, match="Where did they agree"):
                take_in(ledger, file, agreed=blank)
        assert tally(ledger, find_version(ledger, None)).total == 0


def test_a_name_is_as_long_whole_as_in_parts(path: Path, tmp_path: Path) -> None:
    header = "First name,Last name"
    rows = (f"{'a' * 150},{'b' * 51}", f"{'a' * 201},b", f"{'a' * 150},{'b' * 49}")
    with opened(path) as ledger:
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", *rows, header=header))
        assert (intake.added, [row for row, _ in intake.rejected_rows]) == (1, [2, 3])
        assert all("more than 200 characters" in why for _, why in intake.rejected_rows)


def test_a_day_before_the_petition_was_opened_is_flagged(path: Path, tmp_path: Path) -> None:
    rows = ("Ana Ruiz,a@example.org,,2026-01-04,,,", "Bo Ng,b@example.org,,2026-01-05,,,")
    with opened(path) as ledger:
        assert take_in(ledger, csv_file(tmp_path / "a.csv", *rows)).flagged == {"before-opening": 1}


UNSEEN = [
    ("turned", "Ana \u202eRuiz", "Ana Ruiz"),
    ("isolated", "\u2066Ana\u2069 Ruiz", "Ana Ruiz"),
    ("without a width", "A\u200bna R\u200du\ufeffiz", "Ana Ruiz"),
    ("an emoji stays whole", "Ana 👩\u200d🌾", "Ana 👩\u200d🌾"),
    ("a joiner of Persian stays", "می\u200cخواهم", "می\u200cخواهم"),
]


@pytest.mark.parametrize(("why", "given_", "kept"), UNSEEN, ids=[one[0] for one in UNSEEN])
def test_what_nobody_sees_is_left_out_and_told_of(path: Path, tmp_path: Path, why: str, given_: str, kept: str) -> None:
    row = f"{given_},a@example.org,,,,,{given_}"
    with opened(path) as ledger:
        intake = take_in(ledger, csv_file(tmp_path / "a.csv", row, "Bo Ng,b@example.org,,,,,Bo"))
        assert tuple(ledger.execute("SELECT name, comment FROM signature").fetchone()) == (kept, kept)
        assert intake.unseen == (given_ != kept), why
