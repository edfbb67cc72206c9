"""Readers of what goes on paper, independent of the code that wrote it: pypdf, python-docx with lxml."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import docx
import pypdf
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from campaignkit.models.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARK = re.compile(r" ?\(sources? (\d+(?:, \d+)*)\)([.,;:!?]*)")
_UNSEEN = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF])


def squashed(text: str) -> str:
    """Return text without white space: where lines break is no part of what is said."""
    return re.sub(r"\s+", "", text.translate(_UNSEEN))


def said(document: Document, *, marked: bool = False) -> str:
    """Return what must be read on paper outside of footnotes: the text without signs of items and list of sources.

    Args:
        document: What was set.
        marked: Leave the numbers of footnotes in, behind the stop that follows; else they are left out.
    """
    text = _MARK.sub(lambda found: found[2] + re.sub(r"\D", "", found[1]) if marked else found[2], document.text)
    if document.sources:
        text = text.rpartition("\n\nSources\n\n")[0]
    lines = [re.sub(r"^( *)- ", r"\1", line) for line in text.split("\n")]
    return squashed("\n".join(lines))


@dataclass
class Piece:
    """Words of a PDF: their size and place in points from the upper left, and the page, from 1."""

    text: str
    size: float
    x: float
    y: float
    page: int


class Pdf:
    """A PDF as a program sees it that knows nothing of us."""

    def __init__(self, data: bytes) -> None:
        self.reader = pypdf.PdfReader(io.BytesIO(data), strict=True)
        self.pieces = [piece for number in range(len(self.reader.pages)) for piece in self._pieces(number)]

    def _pieces(self, number: int) -> list[Piece]:
        page, found = self.reader.pages[number], list[Piece]()

        def take(text: str, matrix: list[float], place: list[float], _: object, size: float) -> None:
            x, y = place[4] * matrix[0] + matrix[4], place[5] * matrix[3] + matrix[5]
            if text.strip():
                height = float(page.mediabox.height)
                found.append(Piece(text, round(size * abs(matrix[3] * place[3]), 1), x, height - y, number + 1))

        page.extract_text(visitor_text=take)
        return found

    @property
    def text(self) -> str:
        """Everything on the pages."""
        return "\n".join(page.extract_text() for page in self.reader.pages)

    @property
    def body(self) -> str:
        """What is set in the size of the text or larger: no footnote, no number of a page, no bullet."""
        return squashed("".join(one.text for one in self.pieces if one.size > 10 and one.text.strip() != "•"))

    @property
    def foot(self) -> str:
        """What is set in the size of footnotes."""
        return squashed("".join(one.text for one in self.pieces if one.size == 9))

    @property
    def outline(self) -> list[Any]:
        """The bookmarks' titles, those of a level below in a list."""

        def titles(entries: list[Any]) -> list[Any]:
            return [titles(one) if isinstance(one, list) else one["/Title"] for one in entries]

        return titles(self.reader.outline)

    @property
    def tags(self) -> list[str]:
        """The kinds of structure elements, in the order of reading."""
        return [tag for tag, _ in self._walk(self.reader.root_object["/StructTreeRoot"])]

    @property
    def links(self) -> list[str]:
        """The addresses that links lead to."""
        annotations = [one.get_object() for page in self.reader.pages for one in page.get("/Annots", [])]
        return [one["/A"]["/URI"] for one in annotations if "/URI" in one.get("/A", {})]

    def _walk(self, element: Any) -> Iterator[tuple[str, Any]]:
        element = element.get_object()
        if not isinstance(element, pypdf.generic.DictionaryObject):
            return
        if "/S" in element:
            yield str(element["/S"]), element
        kids = element.get("/K")
        kids = kids.get_object() if kids is not None else []
        for kid in kids if isinstance(kids, list) else [kids]:
            yield from self._walk(kid)


class Word:
    """A Word file as a program sees it that knows nothing of us."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.file = docx.Document(io.BytesIO(data))
        self.section: Any = self.file.sections[0]

    @property
    def body(self) -> str:
        """The words of the body without the numbers of footnotes that are mentioned again."""
        return squashed("".join(self._without_fields(one._p) for one in self.file.paragraphs))

    @property
    def letterhead(self) -> str:
        """The words above the first page."""
        return "\n".join(one.text for one in self.section.first_page_header.paragraphs)

    @property
    def notes(self) -> list[str]:
        """The footnotes' words."""
        return ["".join(one.itertext()).strip() for one in self.footnotes if one.get(f"{W}type") is None]

    @property
    def footnotes(self) -> list[Any]:
        """Every footnote of the part, the lines that part them from the text among them."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            if "word/footnotes.xml" not in archive.namelist():
                return []
            return list(etree.fromstring(archive.read("word/footnotes.xml")))

    @property
    def references(self) -> list[int]:
        """The ids that the body refers to."""
        return [int(one.get(f"{W}id")) for one in self.file.element.body.iter(f"{W}footnoteReference")]

    @property
    def links(self) -> list[str]:
        """The addresses that links of body and footnotes lead to."""
        parts = [self.file.part, *(one.target_part for one in self.file.part.rels.values() if not one.is_external)]
        found = [one for part in parts for one in part.rels.values()]
        return [one.target_ref for one in found if one.reltype == RELATIONSHIP_TYPE.HYPERLINK]

    def style_of(self, text: str) -> str:
        """Return the style of the paragraph that begins with `text`."""
        return next(str(one.style and one.style.name) for one in self.file.paragraphs if one.text.startswith(text))

    def _without_fields(self, paragraph: Any) -> str:
        out, within = "", False
        for element in paragraph.iter():
            if element.tag == qn("w:fldChar"):
                within = element.get(qn("w:fldCharType")) != "end"
            elif element.tag == qn("w:t") and not within and not self._is_mark(element):
                out += element.text or ""
            elif element.tag == qn("w:br"):
                out += "\n"
        return out

    def _is_mark(self, element: Any) -> bool:
        style = element.getparent().find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
        return style is not None and style.get(qn("w:val")) == "FootnoteReference"
