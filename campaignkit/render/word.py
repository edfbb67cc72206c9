"""Word (.docx): styles that a house style can take over, real footnotes, an address that shows through the window.

Lawyers edit it: paragraphs have Word's own style names, a source that is mentioned again is a cross-reference to its
footnote, and numbers, lists and fields are Word's own, so that they follow what is moved or taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from campaignkit.errors import InputError
from campaignkit.languages import vocabulary_of
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    Divider,
    Document,
    Heading,
    Inline,
    Lines,
    Paragraph,
    Quoted,
)
from campaignkit.render.setting import PLAIN, Setting
from campaignkit.render.sheet import Run, Sheet, has_words, is_quotation, levels, lines_of, sheet, source_label
from campaignkit.render.word_base import frame, lay_out, margin, opened
from campaignkit.render.word_columns import set_in_columns
from campaignkit.render.word_lists import INDENT, Lists, at_level
from campaignkit.render.word_notes import Notes, link
from campaignkit.render.word_styles import SUBJECT, Styles
from campaignkit.render.word_xml import MM, TWIPS, node, words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_NOT_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")
_UNTOLD = "comments subject keywords category content_status identifier version".split()
_PROPERTY = 255  # characters that a property of a file may have
_ALIGNED = 0.4 * TWIPS  # so far the address may follow the margin of a letterhead into the window
_ROW = 13.8 * 20  # twips from one line of an address to the next
_COLUMNS = 46  # characters of an address that fit into one line of the window
_IN_WINDOW = {"us": (TWIPS, 2.27 * TWIPS, 3.375 * TWIPS, 1.13 * TWIPS), "din": (25 * MM, 63.7 * MM, 80 * MM, 26 * MM)}
_DATE_AT = {"us": (TWIPS, 1.62 * TWIPS, 3 * TWIPS), "din": (125 * MM, 63.7 * MM, 65 * MM)}
_DATE_BESIDE = {**_DATE_AT, "us": (5 * TWIPS, 2.27 * TWIPS, 2.5 * TWIPS)}  # a letterhead may reach down to the window
_TEXT_FROM = {"us": 3.8 * TWIPS, "din": 98.5 * MM}


def render(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as a Word file, built on the letterhead of the setting where there is one.

    A source is a footnote where it is first mentioned, and a cross-reference to that footnote where it is mentioned
    again (`word_notes`).

    Raises:
        MissingExtraError: python-docx is not installed.
        InputError: The document holds what no page, or no XML, can carry; or the letterhead cannot be used.
    """
    word = opened(setting.letterhead)
    own = setting.letterhead is not None
    held = sheet(document, setting, own_letterhead=own)
    _refuse_not_xml(document)
    styles = Styles(word.styles.element, document.kind, own=own)
    lay_out(word, held, styles, own=own)
    _Body(word, held, styles, own=own).write()
    _describe(word, document)
    return _saved(word, document)


def _refuse_not_xml(document: Document) -> None:
    if found := _NOT_XML.search(document.text + "".join(document.initiators)):
        what = f"The text holds U+{ord(found[0]):04X}, which is no character and which no Word file can carry."
        where = f"{document.kind} from template {document.template!r}"
        raise InputError(what, where, "Take it out of the campaign, the template or the sender's details.")


class _Body:
    """One walk over a document, which writes it into the body of a Word file."""

    def __init__(self, word: WordDocument, held: Sheet, styles: Styles, *, own: bool) -> None:
        self.word, self.sheet, self.styles, self.own = word, held, styles, own
        self.language = f"{held.language}-{held.region}".strip("-")
        self.levels = levels(held.blocks)
        self.notes = Notes(word, styles, self.language)
        self.lists = Lists(word)
        self.columns: list[list[Element]] = []

    def write(self) -> None:
        body: Any = self.word.element.body
        page = body[-1]
        for element in [*self.head(), *self.blocks(self._kept_together()), *self.rest()]:
            page.addprevious(element)
        set_in_columns(body, self.columns)
        self.notes.finish()

    # The head and the end of a letter

    def head(self) -> Iterator[Element]:
        held = self.sheet
        if held.day:
            place = (_DATE_BESIDE if self.own else _DATE_AT)[held.envelope]
            yield self.fixed(held.day, "Date", frame(*place, _ROW) if held.address else None)
        if held.address:
            yield self.fixed(held.address, "envelope address", self._window())
        letter = held.document.kind == "letter"
        down = round(self._text_from() - margin(self.word, "top")) if held.address else 480 if letter else 0
        space = [node("spacing", before=max(down, 0))] if letter else []
        yield self.paragraph(SUBJECT if letter and self.own else "Title", [Run(held.title)], *space)

    def _window(self) -> Element:
        """Return the place of the address: in the middle of the window of a No. 10, at the top of that of DIN."""
        x, y, width, height = _IN_WINDOW[self.sheet.envelope]
        aligned = min(max(x, margin(self.word, "left")), x + _ALIGNED)
        inset = max(0, height - self._address_height()) / 2 if self.sheet.envelope == "us" else 0
        return frame(aligned, y + inset, x + width - aligned, _ROW)

    def _address_height(self) -> float:
        return _ROW * sum(1 + len(line) // _COLUMNS for line in self.sheet.address)

    def _text_from(self) -> float:
        _, y, _, _ = _IN_WINDOW[self.sheet.envelope]
        return max(_TEXT_FROM[self.sheet.envelope], y + self._address_height() + 2 * _ROW)

    def _kept_together(self) -> list[Block]:
        """Return the blocks; the words before a signature, or before a list of signers, are marked to stay with it."""
        blocks = list(self.sheet.blocks)
        for at, block in enumerate(blocks):
            if isinstance(block, Lines) and block.role == "signature":
                for above, role in ((at - 1, "closing"), (at - 2, "keep")):
                    if above >= 0 and isinstance(one := blocks[above], Paragraph):
                        blocks[above] = one.model_copy(update={"role": role})
            before = blocks[at - 1] if at else None
            if isinstance(block, Lines) and block.role == "signers" and isinstance(before, Paragraph):
                blocks[at - 1] = before.model_copy(update={"role": "keep"})
        return blocks

    def rest(self) -> Iterator[Element]:
        if self.sheet.rest:
            yield self.paragraph("heading 1", [Run(vocabulary_of(self.language or "en").sources)])
        for entry in self.sheet.rest:
            runs = [Run(f"{entry.number}. {source_label(entry)}{' ' if entry.url else ''}")]
            yield self.paragraph("Body Text", [*runs, *([Run(entry.url, href=entry.url)] if entry.url else [])])

    # Blocks

    def blocks(self, blocks: Sequence[Block], style: str = "", depth: int = 0) -> Iterator[Element]:
        """Yield paragraphs; `style` and `depth` are those of the list or the quotation that they stand in."""
        for block in blocks:
            yield from self.block(block, style, depth)

    def block(self, block: Block, style: str, depth: int) -> Iterator[Element]:
        indent = [node("ind", left=INDENT * depth)] if depth else []
        match block:
            case Paragraph(inlines=inlines, role=role):
                if has_words(inlines):
                    yield self.prose(inlines, style or _STYLE_OF_ROLE.get(role, "Body Text"), role, indent)
            case Heading(inlines=inlines):
                if has_words(inlines):
                    yield self.paragraph(f"heading {next(self.levels) - 1}", self.sheet.runs(inlines), *indent)
            case Bullets(items=items, ordered=ordered):
                number = self.lists.begin(ordered)
                for item in items:
                    yield from self.item(item, ordered, number, depth)
            case BlockQuote(blocks=inner):
                within = "Quote" if is_quotation(block) else "Body Text Indent"
                yield from self.blocks(inner, within, depth + 1 if depth else 0)
            case Lines(role="signers"):
                yield from self.signers(lines_of(block))
            case Lines(role=role):
                yield self.fixed(lines_of(block), "Signature" if role == "signature" else style or "Body Text", *indent)
            case Divider():
                yield self.paragraph("Body Text", [Run("* * *")], node("jc", val="center"))

    def signers(self, lines: Sequence[str]) -> Iterator[Element]:
        """Yield those who sign together, a paragraph each, its second line set in, to be set in columns."""
        form = node("keepLines"), node("spacing", before=0, after=50), node("ind", left=220, hanging=220)
        made = [self.paragraph("Body Text", [Run(line)], *map(deepcopy, form)) for line in lines]
        self.columns += [made] if made else []
        yield from made

    def item(self, item: Sequence[Block], ordered: bool, number: int, depth: int) -> Iterator[Element]:
        """Yield an item of a list: its first paragraph with the sign, the others under it."""
        first, *others = item or [Paragraph(inlines=())]
        sign = node("numPr", node("ilvl", val=at_level(depth)), node("numId", val=number))
        style = "List Number" if ordered else "List Bullet"
        if isinstance(first, Paragraph):
            yield self.prose(first.inlines, style, "", [sign])
        else:
            yield self.paragraph(style, [], sign)
            others = [first, *others]
        yield from self.blocks(others, "List Continue", depth + 1)

    def prose(self, inlines: Sequence[Inline], style: str, role: str, properties: list[Element]) -> Element:
        keep = [node("keepNext")] if role == "keep" else []
        whole = [node("suppressAutoHyphens")] if any(isinstance(one, Quoted) for one in inlines) else []
        return self.paragraph(style, self.sheet.runs(inlines), *keep, *properties, *whole)

    def fixed(self, lines: Sequence[str], style: str, *properties: Element | None) -> Element:
        runs = [run for line in lines for run in (Run(ends_line=True), Run(line))][1:]
        return self.paragraph(style, runs, *(one for one in properties if one is not None))

    def paragraph(self, style: str, runs: Sequence[Run], *properties: Element) -> Element:
        ordered = sorted(properties, key=lambda one: _ORDER.index(str(one.tag).rpartition("}")[2]))
        made = node("p", node("pPr", node("pStyle", val=self.styles.id(style)), *ordered))
        made.extend(part for run in runs for part in self.run(run))
        return made

    # Words

    def run(self, run: Run) -> Iterator[Element]:
        if run.notes:
            for at, number in enumerate(run.notes):
                yield from [self.notes.between()] if at else []
                yield from self.notes.mention(self.sheet.notes[number])
        elif run.ends_line:
            yield node("r", node("br"))
        elif run.href:
            yield link(self.word.part, run.text, run.href, self.styles, tuple(self.properties(run)))
        elif run.text:
            yield node("r", node("rPr", *self.properties(run)), words(run.text))

    def properties(self, run: Run) -> Iterator[Element]:
        yield from [node("b"), node("bCs")] if run.strong else []
        yield from [node("i"), node("iCs")] if run.emphasis else []
        yield from [node("lang", val=self.language)] if self.language else []


_STYLE_OF_ROLE = {"salutation": "Salutation", "closing": "Closing"}
_ORDER = "keepNext keepLines framePr numPr suppressAutoHyphens spacing ind jc".split()  # the schema's


def _describe(word: WordDocument, document: Document) -> None:
    """Set what a file says of itself: all of it from the document, none from the clock or from the letterhead."""
    day = datetime.combine(document.date, time())  # python-docx writes it as UTC
    by = "; ".join(document.initiators)
    told = {"title": document.title, "author": by, "last_modified_by": by, "language": document.language}
    for name, text in (dict.fromkeys(_UNTOLD, "") | told).items():
        setattr(word.core_properties, name, " ".join(text.split())[:_PROPERTY])
    word.core_properties.created = word.core_properties.modified = day
    word.core_properties.revision = 1


def _saved(word: WordDocument, document: Document) -> bytes:
    """Return the file, its parts dated as the document is."""
    held, out = BytesIO(), BytesIO()
    word.save(held)
    year = min(max(document.date.year, 1980), 2107)  # those that a zip can say
    day = (year, document.date.month, document.date.day, 0, 0, 0)
    with ZipFile(held) as given, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            info = ZipInfo(name, day)
            info.compress_type, info.create_system = ZIP_DEFLATED, 3
            archive.writestr(info, given.read(name))
    return out.getvalue()
