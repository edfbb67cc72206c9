"""PDF and Word: what is read back says what the text says, each quotation word for word, and looks like a letter."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Inches
from hypothesis import given, settings

import campaignkit as ck
from campaignkit.asks import applies
from campaignkit.composer import templates
from campaignkit.errors import InputError, MissingExtraError
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Document,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Paragraph,
)
from campaignkit.models.sender import Sender
from campaignkit.render import render
from campaignkit.render.setting import Envelope, Setting
from campaignkit.render.sheet import levels, sheet
from tests.conftest import ROOT
from tests.paper import Pdf, W, Word, said, squashed
from tests.test_render import (
    DIRECTORY_URL,
    DOCUMENTS,
    HOSTILE,
    REPORT_URL,
    document,
    figure,
    mark,
    nested,
    para,
    quoted,
    t,
)

READERS: dict[str, Callable[[bytes], Pdf | Word]] = {".pdf": Pdf, ".docx": Word}
BOTH = pytest.mark.parametrize("suffix", READERS)
MARKUP = {
    "Typst code": '#panic() #import "x.typ": * #{1 + 1} #sys.inputs',
    "Typst mathematics": "$x^2$ costs $37 million, $5 and $6",
    "Typst references": "@source-1 <source-1> name@example.org",
    "Typst escapes": "\\u{41} \\ \\#",
    "Typst marks": "= a / b: c + d *e* _f_ `g` // h /* i */",
    "Typst shorthands": "a -- b --- c ... d ~ e -? f",
    "an end of data": "]]> </w:t></w:r> <![CDATA[ &amp; &#65;",
    "fields of Word": '{ INCLUDETEXT "/etc/passwd" } MERGEFIELD _x0041_',
}
SENDER = Sender.model_validate(
    {
        "name": "Ana Ruiz",
        "title": "chair",
        "organisation": "River Bank Group",
        "postal_address": "7 Weir Lane\nWestmouth, OR 97001",
        "email_address": "ana@riverbank.example",
    }
)
ADDRESS = ("The Honorable Maria O’Neill", "City Hall, Room 12", "3 Quay Street", "Westmouth, OR 97000")


def letter(*body: Block, address: tuple[str, ...] = ADDRESS, **fields: Any) -> Document:
    """A letter with all that a letter has."""
    blocks = (
        Lines(lines=("May 6, 2024",), role="date"),
        *([Lines(lines=address, role="address")] if address else []),
        para("Dear Mayor O’Neill:", role="salutation"),
        *(body or (para("You called them ", quoted("a “quiet” measure"), " ", mark(1), "."),)),
        para("Will you take them down?", role="ask"),
        para("Sincerely,"),
        Lines(lines=SENDER.block, role="signature"),
    )
    given = {"initiators": ("River Bank Group",), "sources": document().sources[: 2 if body else 1]}
    return document(*blocks, **(given | fields))


def long_letter(paragraphs: int = 18) -> Document:
    words = "The cameras were put up without a vote, without a hearing, and without a word to those beneath them. " * 4
    paragraph = [para(words, quoted(f"word number {number} of this"), " ", mark(1)) for number in range(paragraphs)]
    return letter(*paragraph, sources=document().sources[:1])


def read(doc: Document, suffix: str, setting: Setting = Setting()) -> Any:  # noqa: B008  # it is frozen
    return READERS[suffix](render(doc, suffix, setting))


def sheets(kind: str = "petition") -> Document:
    """Every node at every depth, as a document that is set in the order of its text."""
    return nested().model_copy(update={"kind": kind})


# Words ---------------------------------------------------------------------------------------------------------------


@BOTH
def test_what_is_read_back_is_the_text_word_for_word(suffix: str) -> None:
    assert read(sheets(), suffix).body == _numbered(said(sheets(), marked=suffix == ".pdf"), suffix)


def _numbered(text: str, suffix: str) -> str:
    """Word counts the items of a list itself; its numbers are no words."""
    return text if suffix == ".pdf" else re.sub(r"[12]\.(?=intwo|last|first|second)", "", text)


@BOTH
@pytest.mark.parametrize("text", [*HOSTILE.values(), *MARKUP.values()], ids=[*HOSTILE, *MARKUP])
def test_hostile_words_stay_words(suffix: str, text: str) -> None:
    if suffix == ".pdf" and "🔥" in text:
        text = text.replace("反监视 🔥🔥", "")
    doc = document(
        para("a ", quoted(text), figure(text), mark(1), " ", text, t(text, strong=True), t(text, emphasis=True), " b"),
        para(LineBreak(), text, LineBreak(), text),
        Heading(level=1, inlines=(t(text),)),
        Bullets(items=((para("x", text),), (BlockQuote(blocks=(para(text),)),), (Lines(lines=(text, text)),))),
        para("!", Link(text=text, href=REPORT_URL), text),
        kind="petition",
        title=text,
        initiators=(text,),
        sources=(CitedSource(number=1, source="directory", label=text, url=DIRECTORY_URL),),
    )
    back = read(doc, suffix)
    wanted = said(doc, marked=suffix == ".pdf")
    if re.search("[\u0590-\u08ff\u200e\u200f]", text):  # a reader may put turned words into another order
        assert Counter(back.body) - Counter(wanted) == Counter()
    else:
        assert _plain(back.body) == _plain(wanted)
    foot = back.foot if suffix == ".pdf" else squashed("".join(back.notes))
    assert Counter(squashed(text)) - Counter(foot) == Counter()


def _plain(text: str) -> str:
    return text.replace("-", "")  # a hyphen at the start of a line is the sign of an item in the plain text


@pytest.fixture(scope="module")
def composed() -> list[Document]:
    """A document of every template that ships, for a target of every kind that it can be written to."""
    campaign = ck.load("face-recognition-2020")
    return list(_composed(campaign))


def _composed(campaign: ck.Campaign) -> Iterator[Document]:
    for template in templates():
        for target in {one.kind: one for one in campaign.targets}.values():
            demand = next((one.id for one in campaign.demands if applies(campaign, one, target)), "")
            if demand and (not template.head.addressed_to or target.kind in template.head.addressed_to):
                yield ck.compose(
                    campaign,
                    template.name,
                    demand=demand,
                    target=target,
                    date=dt.date(2020, 6, 12),
                    sender=SENDER,
                    locale=template.head.language,
                )


@BOTH
def test_every_template_that_ships_is_set_with_every_quotation_word_for_word(
    suffix: str, composed: list[Document]
) -> None:
    assert len({doc.template for doc in composed}) >= 6
    for doc in composed:
        back = read(doc, suffix)
        for citation in doc.citations:
            marks = "“”" if citation.kind == "quotation" else ("", "")
            assert squashed(f"{marks[0]}{citation.text}{marks[1]}") in back.body, (doc.template, citation.text)
        heads = back.body + (back.foot if suffix == ".pdf" else squashed(back.letterhead))
        letters = Counter(re.sub(r"[\d.-]", "", said(doc)))
        assert letters - Counter(heads) == Counter(), "no word is lost"


def test_a_letter_in_word_passes_its_own_check_when_it_is_read_again(composed: list[Document], tmp_path: Path) -> None:
    """Numbers of footnotes are no figures, and "1,350" with one behind it is the same figure."""
    campaign = ck.load("face-recognition-2020")
    for doc in composed[::2]:
        path = tmp_path / "letter.docx"
        path.write_bytes(render(doc, ".docx"))
        report = ck.check(path, campaign)
        assert not report.at_least("warning"), doc.template
        assert report.ok


@BOTH
def test_a_source_is_a_footnote_with_its_address_as_a_link(suffix: str) -> None:
    back = read(nested(), suffix)
    foot = back.foot if suffix == ".pdf" else squashed("".join(back.notes))
    assert squashed(f"Town directory {DIRECTORY_URL}") in foot
    assert squashed(f"A. Writer, Report on the cameras, 6 May 2024 {REPORT_URL}") in foot
    assert {DIRECTORY_URL, REPORT_URL} <= set(back.links)
    assert "Sources" not in back.body
    assert "(source" not in back.body


@BOTH
def test_sources_that_no_mark_mentions_are_listed_at_the_end(suffix: str) -> None:
    back = read(document(para("a ", mark(2))), suffix)
    assert back.body.endswith("Sources1.Towndirectory" + (squashed(DIRECTORY_URL)))


@BOTH
def test_a_mark_whose_source_is_not_listed_stays_as_words(suffix: str) -> None:
    assert "a(source9)" in read(document(para("a ", mark(9))), suffix).body


@pytest.mark.parametrize(
    ("inlines", "printed"),
    [
        ((t("a "), mark(1), t(".")), ["a", ".", (1,)]),
        ((t("a "), mark(1), t(", and")), ["a", ",", (1,), " and"]),
        ((t("a "), mark(1), t(" "), mark(2), t(".")), ["a", ".", (1, 2)]),
        ((t("a "), mark(1, 2, 1)), ["a", (1, 2)]),
        ((quoted("a"), t(" "), mark(1), t(".”")), ["“a”", ".", (1,), "”"]),
        ((figure("over 1,350"), t(" "), mark(1)), ["over 1,350", "\u202f", (1,)]),
        ((figure("1,350"), t(" "), mark(1), t(", b")), ["1,350", ",", "\u202f", (1,), " b"]),
        ((t("a "), mark(1), t(") b")), ["a", (1,), ") b"]),
        ((mark(1), t(" b ")), [(1,), " b"]),
        ((t(" a "), LineBreak(), t(" b ")), ["a", "\n", "b"]),
    ],
)
def test_a_mark_stands_behind_the_stop_and_apart_from_a_figure(inlines: tuple[Inline, ...], printed: list[Any]) -> None:
    runs = sheet(document(Paragraph(inlines=inlines)), Setting()).runs(inlines)
    assert [run.notes or run.text or "\n" for run in runs] == printed


@BOTH
def test_no_word_is_divided_within_a_quotation_or_anywhere(suffix: str) -> None:
    words = "internationalization telecommunications counterrevolutionary " * 12
    doc = document(para(quoted(words.strip())), para(words), kind="petition", sources=())
    assert read(doc, suffix).body == said(doc)


@settings(max_examples=25)
@given(DOCUMENTS)
def test_law_whatever_can_be_written_can_be_set(doc: Document) -> None:
    """Or is refused with the reason; and the same tree gives the same bytes."""
    for suffix in READERS:
        try:
            data = render(doc, suffix)
        except InputError as error:
            if not re.search("No font of the PDF|no Word file", str(error)):
                raise
        else:
            assert data == render(doc, suffix)
            READERS[suffix](data)


@pytest.mark.parametrize(("text", "named"), [("on fire 🔥", "🔥 (U+1F525)"), ("反 a", "反 (U+53CD)")])
def test_a_character_that_no_font_has_is_named(text: str, named: str) -> None:
    with pytest.raises(InputError, match=re.escape(f"No font of the PDF has a sign for: {named}.")) as caught:
        render(document(para(text)), ".pdf")
    assert ".docx" in str(caught.value)
    assert text in "".join(one.text for one in read(document(para(text)), ".docx").file.paragraphs)


def test_all_characters_that_are_missing_are_named_at_once() -> None:
    with pytest.raises(InputError, match=re.escape("监 (U+76D1), 视 (U+89C6), U+FFFE")):
        render(document(para("监视监"), para("\ufffe")), ".pdf")


def test_what_is_no_character_goes_into_no_word_file() -> None:
    with pytest.raises(InputError, match=re.escape("U+FFFE")):
        render(document(para("\ufffe")), ".docx")


@BOTH
@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb"])
def test_control_characters_are_refused(suffix: str, text: str) -> None:
    with pytest.raises(InputError, match="control character"):
        render(document(para(text)), suffix)
    with pytest.raises(InputError, match="control character"):
        render(document(para("a"), initiators=(text,)), suffix)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([1, 2, 2], [2, 3, 3]),
        ([2, 4, 4, 2], [2, 3, 3, 2]),
        ([3, 1, 6], [2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_no_level_of_headings_is_skipped(given: list[int], wanted: list[int]) -> None:
    assert [*levels([Heading(level=level, inlines=(t("a"),)) for level in given])] == wanted


# The page ------------------------------------------------------------------------------------------------------------


def test_a_pdf_is_tagged_titled_and_in_its_language() -> None:
    back = read(letter(Heading(level=3, inlines=(t("Why"),)), *sheets().blocks[2:]), ".pdf")
    root = back.reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert back.reader.metadata.title == "Take the cameras down"
    assert back.reader.metadata.author == "River Bank Group"
    assert "<pdfuaid:part>1</pdfuaid:part>" in back.reader.xmp_metadata.rdf_root.toxml()
    assert {"/Document", "/H1", "/H2", "/P", "/L", "/LI", "/BlockQuote", "/Note", "/Link", "/Strong", "/Em"} <= {
        *back.tags
    }
    assert back.tags.index("/H1") < back.tags.index("/H2")
    assert back.tags.count("/Note") == 2
    assert back.outline == ["Take the cameras down", ["Why", "Why it matters", ["h"]]]


def test_every_font_is_in_the_pdf() -> None:
    back = read(sheets(), ".pdf")
    fonts = [one.get_object() for page in back.reader.pages for one in page["/Resources"]["/Font"].values()]
    inner = [one.get_object()["/FontDescriptor"] for font in fonts for one in font["/DescendantFonts"]]
    assert inner
    assert all("/FontFile3" in one or "/FontFile2" in one for one in inner)
    assert all("Libertinus" in one["/FontName"] for one in inner)


# Where the window is, in points from the edges of the page: what shows however the letter lies in the envelope.
WINDOWS = {
    "us": (2.05 * 72, 3.62 * 72, 0.88 * 72, 4.37 * 72),
    "din": (62.7 * 72 / 25.4, 90 * 72 / 25.4, 20 * 72 / 25.4, 105 * 72 / 25.4),
}


@pytest.mark.parametrize("envelope", ["us", "din"])
@pytest.mark.parametrize("lines", [1, 4, 6])
def test_the_address_and_nothing_else_shows_through_the_window(envelope: Envelope, lines: int) -> None:
    address = tuple(f"Line {number} of the address" for number in range(lines))
    back = read(letter(address=address), ".pdf", Setting(envelope=envelope))
    top, bottom, left, right = WINDOWS[envelope]
    shown = [one.text for one in back.pieces if one.page == 1 and top < one.y < bottom + 4 and left < one.x < right]
    assert shown == [*address]
    baselines = [one.y for one in back.pieces if one.text in address]
    assert min(baselines) - 9 > top
    assert max(baselines) + 3 < bottom
    if envelope == "us" and lines <= 4:
        assert min(baselines) - 8 > 2.5 * 72 - 4, "it shows when the letter has slipped up"
        assert max(baselines) < 3.17 * 72 + 4, "and down"


@pytest.mark.parametrize(("envelope", "size"), [("us", (612, 792)), ("din", (595, 842))])
def test_the_envelope_chooses_the_paper(envelope: Envelope, size: tuple[int, int]) -> None:
    box = read(letter(), ".pdf", Setting(envelope=envelope)).reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size
    section = read(letter(), ".docx", Setting(envelope=envelope)).section
    assert (round(section.page_width.pt), round(section.page_height.pt)) == size


@pytest.mark.parametrize(
    ("language", "envelope"), [("en-US", "us"), ("es-MX", "us"), ("en-GB", "din"), ("de", "din"), ("<b>", "din")]
)
def test_the_language_chooses_the_envelope_where_nobody_does(language: str, envelope: Envelope) -> None:
    assert sheet(letter(language=language), Setting()).envelope == envelope
    render(letter(language=language), ".pdf")
    render(letter(language=language), ".docx")


def test_an_address_that_is_too_long_pushes_the_text_down() -> None:
    back = read(letter(address=tuple(f"Line {number}" for number in range(14))), ".pdf")
    last = max(one.y for one in back.pieces if one.text.startswith("Line"))
    assert next(one.y for one in back.pieces if one.text == "Take the cameras down") > last + 12


def test_pages_are_numbered_from_the_second() -> None:
    back = read(long_letter(), ".pdf")
    pages = [page.extract_text() for page in back.reader.pages]
    assert len(pages) == 3
    assert "1 / 3" not in pages[0]
    assert "2 / 3" in pages[1]
    assert "3 / 3" in pages[2]
    assert back.body == _letter_order(long_letter())


def _letter_order(doc: Document) -> str:
    """Return the text in the order of a letter on paper: name, date, address, subject; no lines of contact."""
    title, rest = doc.title, said(doc, marked=True).removeprefix(squashed(doc.title))
    head = squashed("May 6, 2024" + "".join(ADDRESS))
    assert rest.startswith(head)
    contact = squashed("".join(SENDER.block[2:]))
    return squashed("River Bank Group") + head + squashed(title) + rest.removeprefix(head).removesuffix(contact)


@pytest.mark.parametrize("paragraphs", range(4, 10))
def test_a_signature_is_never_alone_on_a_page(paragraphs: int) -> None:
    pieces = read(long_letter(paragraphs), ".pdf").pieces
    page = {text: one.page for one in pieces for text in ("Will you take", "Sincerely", "Ana Ruiz") if text in one.text}
    assert page["Will you take"] == page["Sincerely"] == page["Ana Ruiz"]


@BOTH
def test_the_letterhead_is_the_signature_s_lines_of_contact(suffix: str) -> None:
    back = read(letter(), suffix)
    top = back.foot if suffix == ".pdf" else squashed(back.letterhead)
    for line in ("7 Weir Lane", "Westmouth, OR 97001", "ana@riverbank.example"):
        assert squashed(line) in top
        assert squashed(line) not in back.body
    assert back.body.endswith(squashed("Sincerely, Ana Ruiz, chair River Bank Group"))


@BOTH
def test_a_letter_that_nobody_signs_has_no_letterhead(suffix: str) -> None:
    doc = letter(initiators=())
    back = read(doc, suffix)
    assert back.body.endswith(squashed("".join(SENDER.block)))
    assert back.body.startswith("May6,2024")


@BOTH
def test_a_letter_without_an_address_begins_at_the_top(suffix: str) -> None:
    doc = letter(address=())
    back = read(doc, suffix)
    assert squashed("May 6, 2024 Take the cameras down Dear") in back.body
    if suffix == ".pdf":
        assert next(one.y for one in back.pieces if one.text == "Take the cameras down") < 200


@pytest.mark.parametrize("line", ["Ana Ruiz", "Ana Ruiz, citizen"])
def test_who_signs_for_oneself_has_a_letterhead_too(line: str) -> None:
    doc = document(para("a"), Lines(lines=(line, "7 Weir Lane"), role="signature"), initiators=("Ana Ruiz",))
    held = sheet(doc, Setting())
    assert held.letterhead == ("Ana Ruiz", "7 Weir Lane")
    assert held.blocks[-1] == Lines(lines=(line,), role="signature")
    assert sheet(doc, Setting(), own_letterhead=True).blocks == doc.blocks


# Word ----------------------------------------------------------------------------------------------------------------


def test_paragraphs_have_word_s_own_styles() -> None:
    back = read(letter(*nested().blocks), ".docx")
    styles = {
        "May 6": "Date",
        "The Honorable": "envelope address",
        "Take the cameras down": "Title",
        "Dear Mayor": "Salutation",
        "You called": "Body Text",
        "Why it matters": "Heading 1",
        "“We will not stop.”": "Quote",
        "only set apart": "Body Text Indent",
        "one": "List Bullet",
        "more of two": "List Continue",
        "in two": "List Number",
        "Sincerely,": "Closing",
        "Ana Ruiz, chair": "Signature",
    }
    assert {text: back.style_of(text) for text in styles} == styles
    held = {style.name for style in back.file.styles}
    assert {"footnote text", "footnote reference", "Hyperlink", "Header", "Footer"} <= held


def test_footnotes_are_real_and_a_source_that_comes_again_is_a_cross_reference() -> None:
    back = read(document(para("a ", mark(2), " b ", mark(1, 2), " c ", mark(2))), ".docx")
    assert [one.split(",")[0].split(" http")[0] for one in back.notes] == ["A. Writer", "Town directory"]
    kinds = [one.get(f"{W}type") for one in back.footnotes]
    assert kinds == ["separator", "continuationSeparator", None, None]
    assert back.references == [1, 2]
    body = back.file.element.body
    fields = [one.text.strip() for one in body.iter(f"{W}instrText")]
    assert fields == [r"NOTEREF _RefSource1 \f \h"] * 2
    assert [one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")] == ["_RefSource1", "_RefSource2"]
    note = back.footnotes[-1]
    assert {one.get(f"{W}val") for one in note.iter(f"{W}pStyle")} == {back.file.styles["footnote text"].style_id}
    assert len(list(note.iter(f"{W}footnoteRef"))) == 1
    told = [one.get(f"{W}id") for one in back.file.settings.element.iter(f"{W}footnote")]
    assert told == ["-1", "0"]


def test_a_document_without_sources_has_no_footnotes() -> None:
    assert read(document(para("a"), sources=()), ".docx").footnotes == []


def test_every_numbered_list_of_word_begins_at_one() -> None:
    items = ((para("a"),), (para("b"),))
    back = read(document(Bullets(ordered=True, items=items), para("x"), Bullets(ordered=True, items=items)), ".docx")
    numbers = [one.get(f"{W}val") for one in back.file.element.body.iter(f"{W}numId")]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    numbering = back.file.part.numbering_part.element
    started = [one for one in numbering.iter(f"{W}num") if one.get(f"{W}numId") in numbers]
    assert all(len(list(one.iter(f"{W}startOverride"))) == 9 for one in started)


def test_pages_of_word_are_numbered_from_the_second() -> None:
    section = read(letter(), ".docx").section
    assert section.different_first_page_header_footer
    assert [one.text for one in section.first_page_footer.paragraphs] == [""]
    fields = [one.text.strip() for one in section.footer._element.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]
    assert [one.text for one in section.header.paragraphs] == [""]


def test_runs_of_word_are_in_the_language_and_quotations_are_never_hyphenated() -> None:
    back = read(letter(language="en-GB"), ".docx")
    languages = {one.get(f"{W}val") for one in back.file.element.body.iter(f"{W}lang")}
    assert languages == {"en-GB"}
    (quoting,) = [one for one in back.file.paragraphs if "“" in one.text]
    assert list(quoting._p.iter(f"{W}suppressAutoHyphens"))


def test_what_a_word_file_says_of_itself_comes_from_the_document() -> None:
    told = read(letter(), ".docx").file.core_properties
    assert (told.title, told.author, told.language) == ("Take the cameras down", "River Bank Group", "en-US")
    assert told.created == told.modified == dt.datetime(2024, 5, 6, tzinfo=dt.UTC)
    assert told.comments == ""
    with zipfile.ZipFile(io.BytesIO(render(letter(), ".docx"))) as archive:
        assert {one.date_time for one in archive.infolist()} == {(2024, 5, 6, 0, 0, 0)}
    read(letter(title="long " * 100), ".docx")


@pytest.mark.parametrize("left", [0.5, 1.2, 3])
def test_the_address_follows_the_margin_of_a_letterhead_as_far_as_the_window_reaches(
    tmp_path: Path, left: float
) -> None:
    def set_margin(file: Any) -> None:
        file.sections[0].left_margin = Inches(left)

    back = read(letter(), ".docx", Setting(letterhead=letterhead(tmp_path, set_margin)))
    frame = list(back.file.element.body.iter(f"{W}framePr"))[1]
    x, width = int(frame.get(f"{W}x")), int(frame.get(f"{W}w"))
    assert x == pytest.approx({0.5: 1440, 1.2: 1.2 * 1440, 3: 1.4 * 1440}[left])
    assert x + width == 4.375 * 1440


@pytest.mark.parametrize(("envelope", "top"), [("us", 3.8 * 1440), ("din", 98.5 / 25.4 * 1440)])
def test_the_window_of_a_word_letter_is_a_frame_and_the_text_begins_below(envelope: Envelope, top: float) -> None:
    back = read(letter(), ".docx", Setting(envelope=envelope))
    frames = [one.find(f".//{W}framePr") for one in back.file.element.body.iter(f"{W}p")]
    day, address = (one for one in frames if one is not None)
    assert {day.get(f"{W}vAnchor"), address.get(f"{W}hAnchor")} == {"page"}
    upper, lower, left, right = (edge * 20 for edge in WINDOWS[envelope])
    assert left < int(address.get(f"{W}x")) < int(address.get(f"{W}x")) + int(address.get(f"{W}w")) <= right + 20
    assert upper < int(address.get(f"{W}y")) < int(address.get(f"{W}y")) + 4 * 276 < lower
    title = next(one for one in back.file.paragraphs if one.text == "Take the cameras down")
    assert back.section.top_margin.twips + title.paragraph_format.space_before.twips == pytest.approx(top, abs=3)


# A letterhead of the user's own -------------------------------------------------------------------------------------


def letterhead(folder: Path, change: Callable[[Any], object] = lambda file: None) -> Path:
    """A Word file with a header, a footer and styles of its own."""
    file = docx.Document()
    section = file.sections[0]
    section.header.paragraphs[0].text = "THE HOUSE OF EXAMPLE"
    section.footer.paragraphs[0].text = "Registered in Westmouth"
    section.top_margin = Inches(2)
    file.styles["Body Text"].font.name = "Garamond"
    file.core_properties.author = "Somebody Else"
    change(file)
    path = folder / "head.docx"
    file.save(str(path))
    return path


def test_a_letterhead_keeps_its_margins_header_footer_and_styles(tmp_path: Path) -> None:
    back = read(letter(), ".docx", Setting(letterhead=letterhead(tmp_path)))
    section = back.section
    assert section.top_margin.inches == 2
    for header in (section.header, section.first_page_header):
        assert [one.text for one in header.paragraphs] == ["THE HOUSE OF EXAMPLE"]
    assert [one.text for one in section.first_page_footer.paragraphs] == ["Registered in Westmouth"]
    assert section.footer.paragraphs[0].text == "Registered in Westmouth"
    assert [one.text.strip() for one in section.footer._element.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert back.file.styles["Body Text"].font.name == "Garamond"
    assert back.file.core_properties.author == "River Bank Group"
    assert back.style_of("Take the cameras down") == "Subject Line"
    assert back.body.endswith(squashed("".join(SENDER.block))), "the letterhead is not ours: the signature stays whole"
    assert len(back.notes) == 1


def test_a_letterhead_that_numbers_its_pages_is_left_alone(tmp_path: Path) -> None:
    def number(file: Any) -> None:
        run = file.sections[0].footer.paragraphs[0]._p.add_r()
        run.append(parse_xml(f'<w:instrText xmlns:w="{W[1:-1]}"> PAGE </w:instrText>'))

    section = read(letter(), ".docx", Setting(letterhead=letterhead(tmp_path, number))).section
    assert not section.different_first_page_header_footer
    assert [one.text.strip() for one in section.footer._element.iter(f"{W}instrText")] == ["PAGE"]


def test_a_letterhead_for_the_first_page_alone_stays_so(tmp_path: Path) -> None:
    def first(file: Any) -> None:
        file.sections[0].different_first_page_header_footer = True
        file.sections[0].first_page_header.paragraphs[0].text = "FIRST"

    section = read(letter(), ".docx", Setting(letterhead=letterhead(tmp_path, first))).section
    assert section.first_page_header.paragraphs[0].text == "FIRST"
    assert section.header.paragraphs[0].text == "THE HOUSE OF EXAMPLE"
    assert list(section.footer._element.iter(f"{W}instrText"))


def test_a_letter_on_a_letterhead_can_be_the_letterhead_of_another(tmp_path: Path) -> None:
    """What has footnotes, lists and our styles already is no obstacle, once its words are gone."""
    path = letterhead(tmp_path)
    path.write_bytes(render(letter(*nested().blocks), ".docx", Setting(letterhead=path)))
    file = docx.Document(str(path))
    file.element.body[:] = [file.element.body[-1]]
    file.save(str(path))
    back = read(letter(), ".docx", Setting(letterhead=path))
    assert len(back.notes) == 1
    assert back.references == [1]
    assert [one.get(f"{W}type") for one in back.footnotes] == ["separator", "continuationSeparator", None]


def _template(path: Path) -> None:
    held = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    with zipfile.ZipFile(path, "w") as archive:
        for name in held.namelist():
            archive.writestr(name, held.read(name).replace(b"document.main+xml", b"template.main+xml"))


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda path: path.unlink(), "cannot be read (No such file"),
        (lambda path: path.write_bytes(b"%PDF-1.7"), "not a Word document (.docx)"),
        (lambda path: path.write_bytes(path.read_bytes()[:2000]), "not a Word document (.docx)"),
        (_template, "not a Word document (.docx)"),
    ],
    ids=["not there", "a PDF", "damaged", "a template"],
)
def test_a_letterhead_that_cannot_be_used_is_refused(
    tmp_path: Path, spoil: Callable[[Path], object], message: str
) -> None:
    path = letterhead(tmp_path)
    spoil(path)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        render(letter(), ".docx", Setting(letterhead=path))
    assert str(caught.value).startswith(f"{path}: ")


def test_a_letterhead_with_words_of_its_own_is_refused(tmp_path: Path) -> None:
    """They would go out with the letter, and nobody has checked them."""
    path = letterhead(tmp_path, lambda file: file.add_paragraph("Dear [name],"))
    with pytest.raises(InputError, match=re.escape("words where the letter goes: “Dear [name],”")):
        render(letter(), ".docx", Setting(letterhead=path))


def test_a_letterhead_with_a_picture_in_the_text_is_refused(tmp_path: Path) -> None:
    picture = f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:pict/></w:r></w:p>'
    path = letterhead(tmp_path, lambda file: file.element.body.insert(0, parse_xml(picture)))
    with pytest.raises(InputError, match="a picture where the letter goes"):
        render(letter(), ".docx", Setting(letterhead=path))


# The same bytes, and what is missing ----------------------------------------------------------------------------------


@BOTH
def test_the_same_bytes_anywhere_and_any_time(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.json"
    path.write_bytes(render(long_letter(), ".json"))
    code = (
        "import hashlib\nfrom campaignkit.render import render\nfrom campaignkit.render.tree import read_document\n"
        f"print(hashlib.sha256(render(read_document({str(path)!r}), {suffix!r})).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=cwd,
            env={"PYTHONPATH": str(ROOT), "TZ": zone, "PYTHONHASHSEED": seed},
        ).stdout
        for cwd, zone, seed in ((ROOT, "UTC", "1"), (tmp_path, "Asia/Tokyo", "2"))
    }
    assert len(found) == 1


@BOTH
def test_several_threads_set_at_once(suffix: str) -> None:
    docs = [letter(title=f"Letter {number}") for number in range(8)]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda doc: render(doc, suffix), docs)) == [render(doc, suffix) for doc in docs]


@pytest.mark.parametrize(("suffix", "library", "extra"), [(".pdf", "typst", "pdf"), (".docx", "docx", "docx")])
def test_a_missing_library_is_answered_with_the_line_that_installs_it(
    suffix: str, library: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=re.escape(f"pip install 'campaignkit[{extra}]'")):
        render(letter(), suffix)


def test_the_python_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "printing.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for code in re.findall(r"```python\n(.*?)```", page, re.DOTALL):
        exec(code, {})
    assert "(source" not in Pdf((tmp_path / "amazon.pdf").read_bytes()).body
    assert Word((tmp_path / "amazon.docx").read_bytes()).notes


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_opens_the_letter_and_prints_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "letter.docx").write_bytes(render(letter(*nested().blocks), ".docx"))
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "letter.docx"]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    shown = squashed(Pdf((tmp_path / "letter.pdf").read_bytes()).text)
    for words in ("River Bank Group", *ADDRESS, "“a ‘quiet’ measure”", "“We will not stop.”", "Town directory"):
        assert squashed(words) in shown


# What does not fit ---------------------------------------------------------------------------------------------------


def crowded(*signature: str, name: str = "Ana Ruiz", words: str = "words") -> Document:
    return document(
        Lines(lines=("November 23, 2026",), role="date"),
        Lines(lines=("Ms. B", f"{words[:60]}", "Westmouth"), role="address"),
        para(f"We write {words} and more."),
        Bullets(items=((para("An item ", words),), (para(quoted(words)),))),
        Lines(lines=(name, *signature), role="signature"),
        kind="letter",
        title=f"On {words}",
        initiators=(name,),
    )


@pytest.mark.parametrize("envelope", ["us", "din"])
@pytest.mark.parametrize("letter", ["W", "i", "é"])
def test_a_word_that_is_longer_than_a_line_is_broken_and_read_back_whole(envelope: Envelope, letter: str) -> None:
    word = letter * 300
    doc = crowded(name="Ana " + "A" * 150, words=word)
    pdf = Pdf(render(doc, ".pdf", Setting(envelope=envelope)))
    assert pdf.body.count(word) == 4
    assert "A" * 150 in pdf.body
    assert "\u200b" not in pdf.text
    widest = {"W": 46, "i": 160, "é": 100}[letter]
    assert max(map(len, re.findall(f"{letter}+", pdf.text))) <= widest


def test_a_word_that_fits_on_a_line_of_its_own_is_not_broken() -> None:
    word = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
    text = Pdf(render(document(para("A law of another land, " * 3, word, " it was.")), ".pdf")).text
    assert any(word in line for line in text.splitlines())


BACK = [
    (("12 Mill Lane", "Westmouth"), "Ana Ruiz · 12 Mill Lane · Westmouth", "all of it"),
    (
        ("The Old Customs House at the Upper Harbour", "c/o Somebody Else", "12 Mill Lane", "12345 Westmouth"),
        "Ana Ruiz · 12 Mill Lane · 12345 Westmouth",
        "street and town before what does not fit",
    ),
    (
        ("12 Mill Lane", "12345 Westmouth", "ana@example.org", "+49 30 1234567", "www.ana.example"),
        "Ana Ruiz · 12 Mill Lane · 12345 Westmouth",
        "a letter does not come back by telephone",
    ),
    (("The Street of the Very Longest Name in All the Town 123", "12345 Westmouth-on-the-River"), "River", "two rows"),
    ((), "Ana Ruiz", "a name alone"),
]


@pytest.mark.parametrize(("reach", "line", "why"), BACK, ids=[why for *_, why in BACK])
def test_the_line_above_the_window_keeps_name_street_and_town(reach: tuple[str, ...], line: str, why: str) -> None:
    pdf = Pdf(render(crowded(*reach), ".pdf", Setting(envelope="din")))
    small = squashed("".join(one.text for one in pdf.pieces if one.size < 8))
    assert small == squashed(line) if why != "two rows" else small.endswith(squashed(line))
    assert small.startswith("AnaRuiz")


@pytest.mark.parametrize("envelope", ["us", "din"])
def test_a_letterhead_of_many_lines_stands_above_the_date_and_not_upon_it(envelope: Envelope) -> None:
    reach = [f"Line {n} of the letterhead of a house with many names" for n in range(30)]
    pdf = Pdf(render(crowded(*reach), ".pdf", Setting(envelope=envelope)))
    ends = max(one.y for one in pdf.pieces if "many" in one.text and one.size == 9)
    below = [one.y for one in pdf.pieces if one.text.strip().startswith(("November", "Ms. B"))]
    assert len(below) == 2
    assert min(below) > ends + 9
