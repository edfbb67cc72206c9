"""Letters that many sign: organisations and people from a file, sorted, in columns where a format has any."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest

from campaignkit.catalog import load
from campaignkit.checks import check
from campaignkit.composer import compose
from campaignkit.errors import UsageError
from campaignkit.models.document import Document
from campaignkit.models.signer import Signer
from campaignkit.render import render
from tests.cli.small import run

CSV = """\
Organization,Name,Title,Affiliation,Place
The Zebra Trust,Ann Ode,Director,,
Ärzte gegen Lärm,,,,Bern
,Bo Lind Jr.,Professor of Law,Haven University,
,Zoë Abel,,,
Friends of the Ferry,Cy Ek,"Chair, acting",,Haven
"""
SORTED = [
    "Ärzte gegen Lärm, Bern",
    "Friends of the Ferry, Haven (Cy Ek, Chair, acting)",
    "The Zebra Trust (Ann Ode, Director)",
    "Zoë Abel",
    "Bo Lind Jr., Professor of Law, Haven University",
]
LETTER = ("--target", "amazon", "--demand", "end-police-sales", "--date", "2020-06-12")


def letter(*signers: Signer, template: str = "letters/sign-on") -> Document:
    campaign = load("face-recognition-2020")
    return compose(
        campaign, template, target="amazon", demand="end-police-sales", date=date(2020, 6, 12), signers=signers
    )


@pytest.mark.parametrize("form", ["txt", "md", "html"])
def test_signers_stand_sorted_in_every_format(tmp_path: Path, form: str) -> None:
    file = tmp_path / "signers.csv"
    file.write_text(CSV, encoding="utf-8-sig")
    ended = run("write", "letters/sign-on", *LETTER, "--signers", file, "--format", form)
    assert ended.exit_code == 0, ended.stderr
    shown = ended.stdout.replace("\\", "")
    places = [shown.index(line) for line in SORTED]
    assert places == sorted(places)
    assert shown.index(SORTED[2]) < shown.index("And by these people:") < shown.index(SORTED[3])
    assert "for identification only" in " ".join(shown.split())


def test_a_page_sets_them_in_columns() -> None:
    page = render(letter(Signer(organisation="A"), Signer(organisation="B")), ".html").decode()
    assert '<ul class="lines" data-role="signers">\n<li>A</li>\n<li>B</li>\n</ul>' in page
    assert '.lines[data-role="signers"] { columns: 2' in page


def test_organisations_alone_are_called_so_and_people_are_not() -> None:
    assert "We, the undersigned organizations," in letter(Signer(organisation="A")).text
    assert "We, the undersigned, " in letter(Signer(name="Bo Lind")).text


def test_what_many_sign_passes_its_own_check() -> None:
    held = letter(Signer(organisation="Over 1,300 Friends", name="Bo “No” Lind"), Signer(name="{{ x }} *b* <i>"))
    report = check(held, load("face-recognition-2020"))
    assert not [one for one in report.findings if one.rule != "placeholder-left" and one.severity == "error"]
    assert "*b* <i>" in held.text


def test_a_template_without_a_place_for_signers_refuses_them() -> None:
    with pytest.raises(UsageError, match="no place for signers"):
        letter(Signer(organisation="A"), template="letters/company")


TOML = '[[signer]]\norganisation = "Friends of the Ferry"\n[[signer]]\nname = "Ana Ruiz"\nsort = "Aa"\n'


def test_signers_come_from_toml_too(tmp_path: Path) -> None:
    file = tmp_path / "signers.toml"
    file.write_text(TOML, encoding="utf-8")
    ended = run("write", "letters/sign-on", *LETTER, "--signers", file)
    assert "Friends of the Ferry\n" in ended.stdout
    assert "Ana Ruiz\n" in run("write", "letters/sign-on", *LETTER, "--signers", "-", stdin=TOML).stdout


SECRET = "zelda.quick"
BROKEN = [
    ("a row too long", "a.csv", f"Name,Title\n{SECRET},x,y\n", "a.csv, row 2: The row has 3 cells"),
    ("an open quotation mark", "a.csv", f'Name,Title\nAna,x\n"{SECRET},x\n', "row 3: A quotation mark does not close."),
    ("no header", "a.csv", f"{SECRET},x\n", "row 1: No column is named organisation or name."),
    ("nobody", "a.csv", "Name,Title\n,\n,x\n", "row 3: It has neither an organisation nor a name."),
    ("no rows", "a.csv", "Name,Title\n", "names no signer"),
    ("a column too many", "a.csv", f"Name,Email\n{SECRET},x\n", "There is no key 'email'."),
    ("twice", "a.csv", f"Name\n{SECRET}\n{SECRET}\n", "row 3: This signer stands in row 2 already."),
    ("no TOML", "a.toml", f"[[signer]]\nname = {SECRET}\n", "a.toml:2: This is not TOML."),
    ("a wrong kind", "a.toml", "[[signer]]\nname = 7\n", "'name' is not a text."),
    ("no list", "a.toml", f'signer = "{SECRET}"\n', "`signer` is not a list of tables."),
]


@pytest.mark.parametrize(("why", "name", "held", "told"), BROKEN, ids=[one[0] for one in BROKEN])
def test_a_broken_file_is_told_of_without_its_values(tmp_path: Path, why: str, name: str, held: str, told: str) -> None:
    file = tmp_path / name
    file.write_text(held, encoding="utf-8")
    ended = run("write", "letters/sign-on", *LETTER, "--signers", file)
    assert (ended.exit_code, ended.stdout) == (3, ""), why
    assert told in ended.stderr
    assert SECRET not in ended.stderr


# --------------------------------------------------------------------------- columns on paper


def many(organisations: int, people: int) -> list[Signer]:
    named = [Signer(organisation=f"Society of the {number:03} Bridges over the Long Water", place="Haven upon Ferry")
             for number in range(organisations)]  # fmt: skip
    return [*named, *(Signer(name=f"Ana Lind{number:03}") for number in range(people))]


def lines_of_pages(data: bytes) -> list[list[tuple[float, float, str]]]:
    """Return the lines of each page as (x, y, words), y from the top; pieces of one line stand together."""
    paper = pytest.importorskip("tests.paper")
    pages: list[list[tuple[float, float, str]]] = []
    for one in paper.Pdf(data).pieces:
        pages += [[] for _ in range(one.page - len(pages))]
        x, y, words = pages[-1][-1] if pages[-1] else (0.0, -1.0, "")
        if round(one.y) == y and x <= one.x and not one.text.startswith(("Ana", "Society")):
            pages[-1][-1] = x, y, f"{words} {one.text.strip()}"
        else:
            pages[-1].append((round(one.x), round(one.y), one.text.strip()))
    return pages


@pytest.mark.parametrize(("organisations", "people"), [(6, 7), (31, 40), (0, 150)])
def test_columns_of_a_pdf_are_equally_long_and_stand_below_their_heading(organisations: int, people: int) -> None:
    pytest.importorskip("typst")
    pages = lines_of_pages(render(letter(*many(organisations, people)), ".pdf"))
    last = [line for line in pages[-1] if "Lind" in line[2]]
    left = [line for line in last if line[0] == min(x for x, _, _ in last)]
    assert len(last) - len(left) in (len(left), len(left) - 1), "the last page is filled evenly"
    for page in pages:
        words = [text for _, _, text in page]
        for at, text in enumerate(words):
            if "these people:" in text or "these organizations:" in text:
                assert re.match("Ana|Society", words[at + 1]), "no heading stands alone"
    shown = " ".join(text for page in pages for _, _, text in page)
    names = re.findall(r"Lind\d{3}", shown)
    assert names == sorted(names)
    assert len(names) == people


def test_a_second_line_is_set_in_and_stays_with_the_first() -> None:
    pytest.importorskip("typst")
    pages = lines_of_pages(render(letter(*many(90, 0)), ".pdf"))
    for page in pages:
        lines = [line for line in page if re.search("Society|upon|Ferry|Haven|Water", line[2])]
        assert not lines or lines[0][2].startswith("Society"), "no entry is cut in two"
        firsts = {x for x, _, text in lines if text.startswith("Society")}
        assert not firsts & {x for x, _, text in lines if not text.startswith("Society")}


def test_a_word_file_sets_them_in_two_columns() -> None:
    docx = pytest.importorskip("docx")
    from docx.oxml.ns import qn

    held = docx.Document(io.BytesIO(render(letter(*many(5, 6)), ".docx")))
    kinds = [(one._sectPr.find(qn("w:cols")).get(qn("w:num")), one.start_type) for one in held.sections]
    assert [columns for columns, _ in kinds] == [None, "2", None, "2", None]
    assert {str(kind) for _, kind in kinds[1:]} == {"CONTINUOUS (0)"}
    assert held.sections[0].different_first_page_header_footer
    heading = next(one for one in held.paragraphs if one.text == "Signed by these organizations:")
    assert heading.paragraph_format.keep_with_next
    signer = next(one for one in held.paragraphs if one.text.startswith("Society of the 003"))
    assert signer.paragraph_format.keep_together
    assert signer.paragraph_format.first_line_indent < 0


def test_a_word_file_without_signers_is_one_section() -> None:
    docx = pytest.importorskip("docx")
    assert len(docx.Document(io.BytesIO(render(letter(), ".docx"))).sections) == 1
