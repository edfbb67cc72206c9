"""A Word document: its paragraphs in order, as they read once all tracked changes are accepted.

Line n is paragraph n. Counted are those of the text, of tables (row by row, cell by cell) and of text boxes (after
the paragraph that holds the box), then those of footnotes and endnotes, then those of headers and footers. Comments,
deletions, hidden text and instructions of fields are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from campaignkit.documents.kept import Pieces, Read, is_note_mark
from campaignkit.errors import DocumentError, missing_extra

if TYPE_CHECKING:
    from docx.opc.package import OpcPackage

UNPACKED_AT_MOST = 64 * 1024 * 1024  # bytes of all parts but pictures, unpacked
PICTURES_AT_MOST = 512 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}{name}" for name in "del moveFrom rPr pPr instrText delText delInstrText commentReference".split()}
_NOTES = ("/footnotes", "/endnotes")
_MARGINS = ("/header", "/footer")
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}sym": " ",  # a picture out of a font of symbols
}
_BLANK = str.maketrans("\t\r\n", "   ")  # white space within a run of text is no more than that
_SAVE_ANEW = "Open it in a word processor, save it as .docx or as plain text (UTF-8), and try again."


def read_word(data: bytes, name: str) -> Read:
    """Return the text of a .docx file.

    Raises:
        MissingExtraError: python-docx is not installed.
        DocumentError: It is not a Word document, is damaged, or unpacks to more than 64 MiB of text.
    """
    _refuse_bomb(data, name)
    lines = list(_paragraphs(_opened(data, name), name))
    text: list[str] = []
    pieces: Pieces = []
    at = length = 0
    for line in lines:
        pieces.append((length, at))
        text += [line, "\n\n"]
        at += len(line) + 1
        length += len(line) + 2
    # A line break within a paragraph is one to a reader, and none to whom counts paragraphs.
    return Read("".join(text), "\n".join(line.replace("\n", "\u2028") for line in lines), pieces or [(0, 0)])


def _refuse_bomb(data: bytes, name: str) -> None:
    """Refuse what is no archive, or one that is small only until it is unpacked."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            sizes = [(one.filename, one.file_size) for one in archive.infolist()]
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise DocumentError("This is not a Word document (.docx), or it is damaged.", name, _SAVE_ANEW) from None
    pictures = sum(size for file, size in sizes if "/media/" in file)
    if sum(size for _, size in sizes) - pictures > UNPACKED_AT_MOST or pictures > PICTURES_AT_MOST:
        raise DocumentError("The file unpacks to more than 64 MiB.", name, "Split it, or save only its text.")


def _opened(data: bytes, name: str) -> OpcPackage:
    try:
        from docx.opc.package import OpcPackage
    except ImportError:
        raise missing_extra("Reading a .docx file needs python-docx.", "docx", name) from None
    try:
        return OpcPackage.open(BytesIO(data))
    except Exception as error:  # noqa: BLE001  # a damaged package fails in a dozen ways, all of which mean the same
        what = f"This is not a Word document (.docx), or it is damaged ({type(error).__name__})."
        raise DocumentError(what, name, _SAVE_ANEW) from None


def _paragraphs(package: OpcPackage, name: str) -> Iterator[str]:
    try:
        main: Any = package.main_document_part
        parts = {str(one.partname): one for one in package.iter_parts()}
    except (KeyError, ValueError):
        raise DocumentError("This is not a Word document (.docx).", name, _SAVE_ANEW) from None
    if "word" not in main.content_type:
        raise DocumentError("This is an Office file, but not a Word document (.docx).", name, _SAVE_ANEW)
    yield from _lines_of(main.blob, name)
    for kinds in (_NOTES, _MARGINS):
        for part in sorted(parts):
            if any(kind in part for kind in kinds) and part.endswith(".xml"):
                yield from _lines_of(parts[part].blob, name)


def _lines_of(blob: bytes, name: str) -> Iterator[str]:
    from docx.oxml.parser import parse_xml

    try:
        root = parse_xml(blob)
    except Exception as error:  # noqa: BLE001  # as above; of lxml, which is not ours to import
        what = f"The Word document is damaged ({type(error).__name__})."
        raise DocumentError(what, name, _SAVE_ANEW) from None
    yield from _lines_in(root)


def _lines_in(element: Any) -> Iterator[str]:
    """Yield the paragraphs in an element, each before those of the text boxes in it."""
    for child in element:
        if child.tag == f"{_W}p":
            boxes: list[Any] = []
            yield "".join(_signs_of(child, boxes))
            for box in boxes:
                yield from _lines_in(box)
        elif child.tag not in _LEFT_OUT and child.tag != _FALLBACK and not _is_separator(child):
            yield from _lines_in(child)


def _is_separator(element: Any) -> bool:
    """Whether it is one of the two notes that every document has: the rule above the others."""
    kind = element.get(f"{_W}type") if element.tag in (f"{_W}footnote", f"{_W}endnote") else None
    return kind is not None and kind != "normal"


def _signs_of(element: Any, boxes: list[Any]) -> Iterator[str]:
    """Yield what is written in a paragraph, and put the text boxes in it into `boxes`."""
    for child in element:
        if child.tag == f"{_W}t":
            yield (child.text or "").translate(_BLANK)
        elif child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}r" and (_has(child, "vanish") or _is_raised_mark(child)):
            continue
        elif child.tag not in _LEFT_OUT and child.tag != _FALLBACK:
            yield from _signs_of(child, boxes)


def _has(run: Any, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and found.get(f"{_W}val") not in ("0", "false", "baseline", "subscript")


def _is_raised_mark(run: Any) -> bool:
    """Whether it is the number of a note that somebody has typed: "38 members²" is no 382."""
    if not _has(run, "vertAlign"):
        return False
    before = run.getprevious()
    return is_note_mark("".join(run.itertext()), "" if before is None else "".join(before.itertext()))
