"""Real footnotes of Word, for which python-docx has no call: a part of the package, and references to it.

A source is a footnote where it is first mentioned. Where it is mentioned again, the same number stands again, as a
cross-reference (NOTEREF) that Word renumbers with the note: two notes with one text would look like two sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from campaignkit.models.document import CitedSource
from campaignkit.render.sheet import source_label
from campaignkit.render.word_styles import Styles
from campaignkit.render.word_xml import child, every, field, node, parsed, value, words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_AFTER_FOOTNOTES = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats"
    " doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType shapeDefaults"
    " doNotEmbedSmartTags decimalSymbol listSeparator docId"
).split()


class Notes:
    """The footnotes of a document, in the order of first mention."""

    def __init__(self, word: WordDocument, styles: Styles, language: str) -> None:
        self.word, self.styles, self.language = word, styles, language
        self.numbers: dict[int, int] = {}  # of a source, to that of its footnote
        self._part: Part | None = None
        self._root: Element | None = None

    def mention(self, entry: CitedSource) -> list[Element]:
        """Return what refers to the footnote of a source, which is made if this is the first mention."""
        again = entry.number in self.numbers
        number = self.numbers.setdefault(entry.number, len(self.numbers) + 1)
        bookmark = f"_RefSource{number}"
        if again:
            return field(rf"NOTEREF {bookmark} \f \h", str(number), self._raised)
        note = self._add(entry)
        run = node("r", self._run_properties(), node("footnoteReference", id=note))
        return [node("bookmarkStart", id=number, name=bookmark), run, node("bookmarkEnd", id=number)]

    def between(self) -> Element:
        """Return the comma between the numbers of two footnotes."""
        return node("r", node("rPr", *parsed(self._raised)), words(","))

    def finish(self) -> None:
        """Write the part; to be called when all is mentioned."""
        if self._part is not None and self._root is not None:
            from docx.opc.oxml import serialize_part_xml

            self._part._blob = serialize_part_xml(self._root)

    @property
    def _raised(self) -> str:
        """Raised by itself too, so that who reads the file without its styles does not take "38²" for 382."""
        return f'<w:rStyle w:val="{self.styles.id("footnote reference")}"/><w:vertAlign w:val="superscript"/>'

    def _run_properties(self) -> Element:
        return node("rPr", node("rStyle", val=self.styles.id("footnote reference")))

    def _add(self, entry: CitedSource) -> int:
        part, root = self._opened()
        number = max(int(value(one, "id")) for one in every(root, "footnote")) + 1
        language = [node("rPr", node("lang", val=self.language))] if self.language else []
        mark = node("r", self._run_properties(), node("footnoteRef"))
        label = node("r", *language, words(f" {source_label(entry)}{' ' if entry.url else ''}"))
        paragraph = node("p", node("pPr", node("pStyle", val=self.styles.id("footnote text"))), mark, label)
        if entry.url:
            paragraph.append(link(part, entry.url, entry.url, self.styles))
        root.append(node("footnote", paragraph, id=number))
        return number

    def _opened(self) -> tuple[Part, Element]:
        """Return the part and its content: that of a letterhead, but for its notes, or a new one."""
        if self._part is None or self._root is None:
            held = [one.target_part for one in self.word.part.rels.values() if one.reltype == _RELATION]
            self._part = held[0] if held else self._new_part()
            self._root = self._separators(self._part)
        return self._part, self._root

    def _new_part(self) -> Part:
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        part = Part(PackURI("/word/footnotes.xml"), _TYPE, b"", self.word.part.package)
        self.word.part.relate_to(part, _RELATION)
        return part

    def _separators(self, part: Part) -> Element:
        """Return the footnotes of a part without the notes themselves; Word wants the two lines above them."""
        from docx.oxml import parse_xml

        root: Element
        if part.blob:
            root = parse_xml(part.blob)
            for note in every(root, "footnote"):
                if not value(note, "type"):
                    root.remove(note)
        else:
            root = node("footnotes")
        if not every(root, "footnote"):
            for number, kind in ((-1, "separator"), (0, "continuationSeparator")):
                root.append(node("footnote", node("p", node("r", node(kind))), type=kind, id=number))
            self._tell_settings()
        return root

    def _tell_settings(self) -> None:
        settings: Element = self.word.settings.element
        if child(settings, "footnotePr") is None:
            told = node("footnotePr", node("footnote", id=-1), node("footnote", id=0))
            later = [one for one in settings if str(one.tag).rpartition("}")[2] in _AFTER_FOOTNOTES]
            if later:
                later[0].addprevious(told)
            else:
                settings.append(told)


def link(part: Part, text: str, href: str, styles: Styles, more: tuple[Element, ...] = ()) -> Element:
    """Return words that lead to a page; the address is a relation of the part they stand in."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml.ns import qn

    style = node("rStyle", val=styles.id("Hyperlink"))
    made = node("hyperlink", node("r", node("rPr", style, *more), words(text)))
    made.set(qn("r:id"), part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return made
