"""Word, PDF and e-mail: what is read of them, which line it is, and what is said where they cannot be read."""

from __future__ import annotations

import io
import sys
import zipfile
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP, default
from typing import Any

import pytest

import campaignkit as ck
from campaignkit.documents import Kept, mail, read_bytes, word
from campaignkit.documents.pdf import join_divided, without_running_heads
from campaignkit.errors import DocumentError, MissingExtraError
from campaignkit.folding import Span
from campaignkit.text import find_quotation

SAID = "We will not end the ferry before a bridge is open"
ALTERED = f"Ida Holm said: “{SAID.replace('will not', 'will')}.”"
SOURCE = read_bytes(f"“{SAID},” said Ida Holm. The ferry carries 1,350 people a day.".encode(), "source.txt")


def findings(kept: Kept) -> list[tuple[str, int, int, str]]:
    """What is wrong with a draft: rule, line, column and the words."""
    report = ck.check(kept, documents={SOURCE.sha256: SOURCE})
    return [(one.rule, one.line, one.column, one.text) for one in report.findings]


# Word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def word_file(*paragraphs: str, change: Any = None) -> bytes:
    """A Word document; `change` is called with it before it is saved."""
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if change:
        change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def appended(xml: str) -> Any:
    """What puts a paragraph, given as XML, at the end of a Word document."""

    def change(document: Any) -> None:
        from docx.oxml.parser import parse_xml

        document.element.body.insert(-1, parse_xml(xml.replace("<w:p>", f"<w:p {W}>", 1)))

    return change


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


@pytest.mark.parametrize(
    ("why", "inside", "text"),
    [
        ("runs are joined", run("We will ") + run("not", "<w:b/>") + run(" end it"), "We will not end it"),
        ("insertions are kept", run("We ") + f"<w:ins>{run('will ')}</w:ins>" + run("end"), "We will end"),
        (
            "deletions are left out",
            run("We ") + "<w:del><w:r><w:delText>not </w:delText></w:r></w:del>" + run("end"),
            "We end",
        ),
        (
            "what was moved is read where it went",
            f"<w:moveFrom>{run('no')}</w:moveFrom><w:moveTo>{run('yes')}</w:moveTo>",
            "yes",
        ),
        ("hidden text is left out", run("We end") + run(" not", "<w:vanish/>"), "We end"),
        ("text that is hidden no more", run("We") + run(" end", '<w:vanish w:val="0"/>'), "We end"),
        ("a link", f"<w:hyperlink>{run('We end')}</w:hyperlink>", "We end"),
        ("a control", f"<w:sdt><w:sdtContent>{run('We end')}</w:sdtContent></w:sdt>", "We end"),
        ("what a field is made of", "<w:r><w:instrText>PAGE 7</w:instrText></w:r>" + run("We end"), "We end"),
        ("a line break", run("We") + "<w:r><w:br/></w:r>" + run("end"), "We\nend"),
        ("a tab", run("We") + "<w:r><w:tab/></w:r>" + run("end"), "We\tend"),
        (
            "the number of a note",
            run("38") + run("2", '<w:vertAlign w:val="superscript"/>') + run(" members"),
            "38 members",
        ),
        ("a raised ending", run("38") + run("th", '<w:vertAlign w:val="superscript"/>'), "38th"),
        ("a square", run("5 km") + run("2", '<w:vertAlign w:val="superscript"/>'), "5 km2"),
    ],
)
def test_what_is_read_of_a_paragraph_in_word(why: str, inside: str, text: str) -> None:
    kept = read_bytes(word_file(change=appended(f"<w:p>{inside}</w:p>")), "a.docx")
    assert kept.text.strip() == text, why


def test_a_line_of_a_word_document_is_a_paragraph() -> None:
    def change(document: Any) -> None:
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "People a day", "1,530 people a day"
        document.add_paragraph(ALTERED)
        document.sections[0].footer.paragraphs[0].text = "[YOUR NAME]"

    kept = read_bytes(word_file("Dear harbour,", "", change=change), "a.docx", repaired=False)
    assert kept.file_text.split("\n") == [
        "Dear harbour,",
        "",
        "People a day",
        "1,530 people a day",
        ALTERED,
        "[YOUR NAME]",
    ]
    assert findings(kept) == [
        ("figure-unsupported", 4, 1, "1,530 people"),
        ("quote-altered", 5, 17, "We will end the ferry before a bridge is open."),
        ("placeholder-left", 6, 1, "[YOUR NAME]"),
    ]


def test_a_line_break_in_a_paragraph_is_no_new_line() -> None:
    inside = run("Dear harbour,") + "<w:r><w:br/></w:r>" + run(ALTERED)
    kept = read_bytes(word_file("A", change=appended(f"<w:p>{inside}</w:p>")), "a.docx", repaired=False)
    assert [place[1:3] for place in findings(kept)] == [(2, 31)]


def test_text_boxes_and_footnotes_of_word_are_read_once() -> None:
    box = (
        '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice Requires="wps"><w:txbxContent><w:p>{run("In the box")}</w:p></w:txbxContent></mc:Choice>'
        f"<mc:Fallback><w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent></mc:Fallback>"
        f"</mc:AlternateContent></w:r>{run('Around it')}</w:p>"
    )
    kept = read_bytes(word_file(change=appended(box)), "a.docx")
    assert kept.file_text == "Around it\nIn the box"

    note = f'<w:footnote w:type="separator"><w:p/></w:footnote><w:footnote><w:p>{run("A note")}</w:p></w:footnote>'
    notes = f"<w:footnotes {W}>{note}</w:footnotes>"
    assert list(word._lines_of(notes.encode(), "a.docx")) == ["A note"]


def changed_archive(data: bytes, name: str, content: bytes) -> bytes:
    """A copy of an archive in which one file has another content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, content if one == name else old.read(one))
    return out.getvalue()


def archive(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name, content in files.items():
            new.writestr(name, content)
    return out.getvalue()


ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 12))
    + f"]><w:document {W}><w:body><w:p><w:r><w:t>&l;</w:t></w:r></w:p></w:body></w:document>".encode()
)


@pytest.mark.parametrize(
    ("why", "make", "said"),
    [
        ("no archive", lambda: b"We will not end the ferry", "not a Word document"),
        ("the beginning of an archive", lambda: b"PK\x03\x04 and no more", "not a Word document"),
        ("another archive", lambda: archive(a=b"text"), "not a Word document"),
        ("half of one", lambda: word_file("We say")[:3000], "not a Word document"),
        ("no XML in it", lambda: changed_archive(word_file("We say"), "word/document.xml", b"<a"), "damaged"),
        ("no text in it", word_file, "holds no text"),
        (
            "a bomb",
            lambda: changed_archive(word_file("We say"), "word/document.xml", b" " * (65 << 20)),
            "unpacks to more",
        ),
        (
            "elements, one in the other",
            lambda: changed_archive(word_file("a"), "word/document.xml", b"<a>" * 90_000),
            "damaged",
        ),
        (
            "entities that grow",
            lambda: changed_archive(word_file("a"), "word/document.xml", ENTITIES),
            "damaged|no text",
        ),
    ],
)
def test_a_word_document_that_cannot_be_read(why: str, make: Any, said: str) -> None:
    pytest.importorskip("docx")
    with pytest.raises(DocumentError, match=said) as caught:
        read_bytes(make(), "a.docx")
    assert caught.value.where == "a.docx", why
    assert caught.value.hint, why


def test_what_is_named_otherwise_is_read_as_what_it_is() -> None:
    assert read_bytes(word_file("We say no"), "draft.txt").text.strip() == "We say no"
    assert read_bytes(word_file("We say no"), "-").text.strip() == "We say no"


@pytest.mark.parametrize(("library", "name", "extra"), [("docx", "a.docx", "docx"), ("pypdf", "a.pdf", "ingest")])
def test_what_is_not_installed_is_told_with_the_line_that_installs_it(
    library: str, name: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = word_file("We say no") if library == "docx" else pdf_file(["We say no"])
    for module in [one for one in sys.modules if one.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(
        MissingExtraError, match=rf"{name}: Reading .* needs .*\n  pip install 'campaignkit\[{extra}\]'"
    ):
        read_bytes(data, name)


# PDF


def pdf_file(*pages: list[str]) -> bytes:
    """A PDF with a line of text for each string."""
    kids = [3 + 2 * number for number in range(len(pages))]
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>",
    ]
    for kid, lines in zip(kids, pages, strict=True):
        shown = "BT /F1 12 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        bodies.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {kid + 1} 0 R"
            f" /Resources << /Font << /F1 {font} >> >> >>"
        )
        bodies.append(f"<< /Length {len(shown)} >>\nstream\n{shown}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("cp1252")


def test_a_quotation_is_found_in_a_pdf_across_lines_and_pages() -> None:
    pytest.importorskip("pypdf")
    pages = [
        ["The Haven Gazette", "We will not end the fer-", "ry before a", "Page 1"],
        ["The Haven Gazette", "bridge is open.", "Page 2"],
        ["The Haven Gazette", "It is slow.", "Page 3"],
    ]
    kept = read_bytes(pdf_file(*pages), "a.pdf")
    assert find_quotation(SAID, kept.text)
    assert kept.line_and_column(kept.text.index("open"))[0] == 2


@pytest.mark.parametrize(
    ("why", "text", "joined"),
    [
        ("a word that is divided", "recog-\nnition", "recognition"),
        ("with blanks around", "recog- \n  nition", "recognition"),
        ("a soft hyphen", "recog\u00ad\nnition, well\u00ad\nknown", "recognition, wellknown"),
        ("a word that always has a hyphen", "self-\nreliant", "self-reliant"),
        (
            "one that the document writes with it",
            "a well-known firm, a well-\nknown name",
            "a well-known firm, a well-known name",
        ),
        (
            "one that the document writes in one",
            "the ballpark, the ball-\npark, a park, a ball",
            "the ballpark, the ballpark, a park, a ball",
        ),
        (
            "two that the document has as words",
            "the city well is known: well-\nknown",
            "the city well is known: well-known",
        ),
        ("two that English writes in one", "every house, a thing: every-\nthing", "every house, a thing: everything"),
        ("a name", "Jean-\nPaul", "Jean-Paul"),
        ("a dash is no hyphen", "the plan —\nours", "the plan —\nours"),
        ("nor is one at a number", "2020-\n21", "2020-\n21"),
        ("a list", "- a\n- b", "- a\n- b"),
    ],
)
def test_words_that_are_divided_at_the_end_of_a_line(why: str, text: str, joined: str) -> None:
    assert join_divided(text) == joined, why


def test_running_heads_are_left_out_and_nothing_else() -> None:
    pages = [f"The Gazette\nWords of {one}\nmore {one}\n{number} of 4" for number, one in enumerate("abcd", start=1)]
    assert without_running_heads(pages) == [f"Words of {one}\nmore {one}" for one in "abcd"]
    assert without_running_heads(["One\nA", "One\nB"]) == ["One\nA", "One\nB"]
    assert without_running_heads(["", "a", ""]) == ["", "a", ""]


def locked(data: bytes, password: str) -> bytes:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("why", "make", "said"),
    [
        ("a scan", lambda: pdf_file([], []), r"holds no text\.\n  It may be a scan"),
        ("a password", lambda: locked(pdf_file(["We say no"]), "secret"), r"protected with a password"),
        ("no PDF", lambda: b"We say no", "not a PDF, or it is damaged"),
        ("a beginning", lambda: b"%PDF-1.7", "not a PDF, or it is damaged"),
    ],
)
def test_a_pdf_that_cannot_be_read(
    why: str, make: Any, said: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    pytest.importorskip("pypdf")
    with pytest.raises(DocumentError, match=said) as caught:
        read_bytes(make(), "a.pdf")
    assert caught.value.hint, why
    assert capfd.readouterr().err == ""
    assert caplog.records == []


def test_a_pdf_that_only_may_not_be_changed_is_read() -> None:
    assert read_bytes(locked(pdf_file(["We say no"]), ""), "a.pdf").text.strip() == "We say no"


# E-mail

BODY = f"Dear harbour,\n\n{ALTERED}\n\nYours, Ana\n"


def message(encoding: str, subject: str = "The ferry", **headers: str) -> EmailMessage:
    mail = EmailMessage(policy=default)
    mail["Subject"] = subject
    for name, value in headers.items():
        mail[name] = value
    mail.set_content(BODY, cte=encoding)
    return mail


@pytest.mark.parametrize("policy", [default, SMTP], ids=["LF", "CRLF"])
@pytest.mark.parametrize("several", [False, True], ids=["one part", "several parts"])
def test_places_in_an_e_mail_are_those_of_the_file_where_it_is_written_plainly(policy: Any, several: bool) -> None:
    made = message("8bit")
    if several:
        made.add_alternative(f"<p>{SAID}", subtype="html")
        made.add_attachment(b"We will end the ferry", maintype="text", subtype="plain", filename="a.txt")
    data = made.as_bytes(policy=policy)
    [(rule, line, column, words)] = findings(read_bytes(data, "a.eml", repaired=False))
    assert rule == "quote-altered"
    assert data.decode().split("\n")[line - 1][column - 1 :].startswith(words)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_places_in_an_encoded_e_mail_are_those_of_its_body(encoding: str) -> None:
    [(_, line, column, words)] = findings(read_bytes(message(encoding).as_bytes(), "a.eml", repaired=False))
    assert (line, column) == (3, 17)
    assert words == "We will end the ferry before a bridge is open."


def test_the_subject_is_checked() -> None:
    plain = message("8bit", "1,530 people a day")
    assert ("figure-unsupported", 1, 10, "1,530 people") in findings(read_bytes(plain.as_bytes(), "a.eml"))
    encoded = message("base64", "The ferry — 1,530 people a day")
    assert ("figure-mismatch", 6, 13, "1,530 people") in findings(read_bytes(encoded.as_bytes(), "a.eml"))


def test_an_e_mail_without_plain_text_is_read_as_its_page() -> None:
    mail = EmailMessage()
    mail.set_content(
        f"<p>Dear harbour<p><i>Ida Holm</i> said: &ldquo;{SAID.replace('not ', '')}.&rdquo;", subtype="html", cte="8bit"
    )
    data = mail.as_bytes()
    [(rule, line, column, words)] = findings(read_bytes(data, "a.eml", repaired=False))
    assert rule == "quote-altered"
    assert data.decode().split("\n")[line - 1][column - 1 :].startswith(words)


def test_an_e_mail_is_checked_for_the_day_on_which_it_was_sent() -> None:
    made = message("8bit", Date="Mon, 12 Jun 2023 23:00:00 -0700")
    assert read_bytes(made.as_bytes(), "a.eml").dated == date(2023, 6, 12)
    assert read_bytes(message("8bit", Date="yesterday").as_bytes(), "a.eml").dated is None


@pytest.mark.parametrize(
    ("charset", "named"),
    [("utf-8", "UTF-8"), ("cp1252", "windows-1252"), ("cp1252", "iso-8859-1"), ("utf-8", "us-ascii")],
)
def test_the_encoding_that_an_e_mail_names_is_used(charset: str, named: str) -> None:
    data = f"Content-Type: text/plain; charset={named}\nContent-Transfer-Encoding: 8bit\n\n“We say no”\n".encode(
        charset
    )
    assert read_bytes(data, "a.eml").text.strip() == "“We say no”"


@pytest.mark.parametrize(
    ("why", "data", "said"),
    [
        ("not an e-mail", b"We will not end the ferry\n", "not an e-mail"),
        ("empty", b"", "not an e-mail"),
        ("no body", b"Subject: a\n\n", "holds no text"),
        (
            "an unknown encoding",
            b"Content-Type: text/plain; charset=klingon\n\nabc",
            "says that it is in the encoding 'klingon'",
        ),
        ("another than it says", b"Content-Type: text/plain; charset=utf-8\n\n\xe9t\xe9", "not UTF-8"),
        ("no parts", b"Content-Type: multipart/mixed; boundary=x\n\nabc", "no part of text"),
        ("a picture", b"Content-Type: image/png\n\nabc", "no part of text"),
        ("base64 that is broken", b"Content-Transfer-Encoding: base64\n\nabcd!e", "base64 cannot be decoded"),
        ("NUL", b"Subject: a\n\na\0b", "not text"),
        (
            "parts, one in the other",
            b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(900)),
            "not an e-mail",
        ),
    ],
)
def test_an_e_mail_that_cannot_be_read(why: str, data: bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        read_bytes(data, "a.eml")
    assert caught.value.hint, why


def test_parts_one_in_the_other_are_read_as_deep_as_is_allowed() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(mail.PARTS_AT_MOST - 1)
    )
    assert read_bytes(nested + b"Content-Type: text/plain\n\nWe say no", "a.eml").text.startswith("We say no")


def test_a_message_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    data = b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nWe say no\n"
    assert read_bytes(data, "a.eml").text.startswith("We say no")


def test_a_place_in_an_e_mail_leads_to_the_same_characters() -> None:
    kept = read_bytes(message("8bit").as_bytes(), "a.eml")
    at = kept.text.index("Ida Holm")
    assert kept.written(Span(at, at + 8)) == "Ida Holm"
