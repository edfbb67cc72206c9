"""What a Word document is built on: an empty page of ours, or a letterhead (.docx) of the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaignkit.errors import InputError, missing_extra
from campaignkit.render.sheet import Sheet
from campaignkit.render.word_styles import Styles
from campaignkit.render.word_xml import MM, TWIPS, child, every, field, node, parsed, value, words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_PAPER = {  # in twips: width, height; margins at the top, right, bottom and left; how far up and down the margins reach
    "us": (12240, 15840, TWIPS, TWIPS, TWIPS, TWIPS, 0.5 * TWIPS, 0.6 * TWIPS),
    "din": (210 * MM, 297 * MM, 25 * MM, 20 * MM, 25 * MM, 25 * MM, 12 * MM, 14 * MM),
}
_DRAWN = ("drawing", "pict", "object")
_SAVE_ANEW = "Open it in a word processor, save it as .docx, and name that file."
_THUMBNAIL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"


def opened(letterhead: Path | None) -> WordDocument:
    """Return a Word document with no words in it.

    Args:
        letterhead: The file to take margins, header, footer and styles from. None: a plain page.

    Raises:
        MissingExtraError: python-docx is not installed.
        InputError: The file cannot be read, is no .docx, or has words or pictures where the letter goes.
    """
    try:
        import docx
    except ImportError:
        raise missing_extra("Writing a .docx file needs python-docx.", "docx") from None
    word = _own(Path(letterhead)) if letterhead else _plain(docx.Document())
    body: Any = word.element.body
    page = every(body, "sectPr")
    body[:] = [page[0] if page else node("sectPr")]
    for key in [key for key, one in word.part.package.rels.items() if one.reltype == _THUMBNAIL]:
        word.part.package.rels.pop(key)  # a picture of another document
    return word


def _plain(word: WordDocument) -> WordDocument:
    """Return the page that python-docx begins with, in the mode of Word 2013 and later, which shows no warning."""
    from docx.oxml.ns import qn

    for told in every(word.settings.element, "compatSetting"):
        if value(told, "name") == "compatibilityMode":
            told.set(qn("w:val"), "15")
    return word


def _own(path: Path) -> WordDocument:
    import docx

    try:
        word = docx.Document(BytesIO(path.read_bytes()))
    except OSError as error:
        what = f"The letterhead cannot be read ({error.strerror or type(error).__name__})."
        raise InputError(what, str(path), "Name a file that is there.") from None
    except Exception:  # noqa: BLE001  # a damaged package fails in a dozen ways, all of which mean the same
        what = "The letterhead is not a Word document (.docx), or it is damaged."
        raise InputError(what, str(path), _SAVE_ANEW) from None
    body: Element = word.element.body
    said = " ".join("".join(one.text or "" for one in every(body, "t")).split())
    if said or any(every(body, tag) for tag in _DRAWN):
        found = f"words where the letter goes: “{said[:40]}”" if said else "a picture where the letter goes"
        what = f"The letterhead has {found}."
        hint = "Move what is to be on every letter into its header or footer, and take the rest out."
        raise InputError(what, str(path), hint)
    return word


def margin(word: WordDocument, side: str) -> float:
    """Return where the text begins, in twips from the edge of the page ("top" or "left")."""
    page: Element = word.element.body[-1]
    return float(value(child(page, "pgMar"), side) or TWIPS)


def lay_out(word: WordDocument, held: Sheet, styles: Styles, *, own: bool) -> None:
    """Set paper, margins, the letterhead on the first page and the number on every other page."""
    section: Any = word.sections[0]
    if own:
        _number_own_pages(word, styles)
        return
    _set_paper(section._sectPr, held.envelope)
    section.different_first_page_header_footer = True
    first: Element = section.first_page_header._element
    first[:] = [*_letterhead(held, styles), *_return_line(held, styles)] or [node("p")]
    section.first_page_footer._element[:] = [node("p")]
    section.header._element[:] = [node("p")]
    section.footer._element[:] = [_page_number(styles)]


def _set_paper(page: Element, envelope: str) -> None:
    width, height, top, right, bottom, left, header, footer = map(round, _PAPER[envelope])
    size: Any = child(page, "pgSz")
    margins: Any = child(page, "pgMar")
    size.getparent().replace(size, node("pgSz", w=width, h=height))
    made = node("pgMar", top=top, right=right, bottom=bottom, left=left, header=header, footer=footer, gutter=0)
    margins.getparent().replace(margins, made)


def _letterhead(held: Sheet, styles: Styles) -> Iterator[Element]:
    if not held.letterhead:
        return
    name, *reach = held.letterhead
    line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="4" w:color="auto"/></w:pBdr>'
    style = node("pStyle", val=styles.id("header"))
    bold = node("rPr", *parsed('<w:b/><w:sz w:val="30"/><w:szCs w:val="30"/>'))
    yield node("p", node("pPr", deepcopy(style), *([] if reach else parsed(line))), node("r", bold, words(name)))
    if reach:
        small = node("rPr", *parsed('<w:sz w:val="18"/><w:szCs w:val="18"/>'))
        yield node("p", node("pPr", style, *parsed(line)), node("r", small, words("  ·  ".join(reach))))


def _return_line(held: Sheet, styles: Styles) -> Iterator[Element]:
    """Yield the sender's address above the addressee's, as DIN 5008 has it: to there the post brings a letter back."""
    if held.envelope == "din" and held.address and held.letterhead:
        place = frame(25 * MM, 57.5 * MM, 80 * MM, 5 * MM)
        style = node("pStyle", val=styles.id("envelope return"))
        yield node("p", node("pPr", style, place), node("r", words(" · ".join(held.way_back))))
        yield node("p", node("pPr", node("pStyle", val=styles.id("header"))))


def frame(x: float, y: float, width: float, height: float) -> Element:
    """Return the property that puts a paragraph at a place of the page; twips from its edges, wherever text stands."""
    return node(
        "framePr",
        w=round(width),
        h=round(height),
        hRule="atLeast",
        hSpace=0,
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=round(x),
        y=round(y),
    )


def _page_number(styles: Styles) -> Element:
    properties = node("pPr", node("pStyle", val=styles.id("footer")), node("jc", val="right"))
    return node("p", properties, *field("PAGE", "2"), node("r", words(" / ")), *field("NUMPAGES", "2"))


def _number_own_pages(word: WordDocument, styles: Styles) -> None:
    """Number the pages of a letterhead from the second on, unless it numbers them itself.

    Where it has one header and footer for all pages, the first page keeps both, and the others have both and a number.
    """
    section: Any = word.sections[0]
    if any(_has_number(part.element) for part in _margins(word)):
        return
    if not section.different_first_page_header_footer:
        section.different_first_page_header_footer = True
        page: Element = section._sectPr
        for kind in ("headerReference", "footerReference"):
            _use_for_first_page(page, kind)
        if not section.footer.is_linked_to_previous:
            _copy_footer(word, section)
    section.footer._element.append(_page_number(styles))


def _margins(word: WordDocument) -> list[Any]:
    kinds = ("/header", "/footer")
    return [one.target_part for one in word.part.rels.values() if one.reltype.endswith(kinds)]


def _has_number(element: Element) -> bool:
    told = [one.text or "" for one in every(element, "instrText")]
    return "PAGE" in " ".join([*told, *(value(one, "instr") for one in every(element, "fldSimple"))]).split()


def _use_for_first_page(page: Element, kind: str) -> None:
    from docx.oxml.ns import qn

    references = {value(one, "type"): one for one in every(page, kind)}
    if "first" in references:
        page.remove(references["first"])
    if "default" in references:
        first = deepcopy(references["default"])
        first.set(qn("w:type"), "first")
        references["default"].addprevious(first)


def _copy_footer(word: WordDocument, section: Any) -> None:
    """Give the pages after the first a copy of the footer, with its pictures and links."""
    from docx.oxml.ns import qn

    old: Part = section.footer.part
    new, name = word.part.add_footer_part()  # type: ignore[no-untyped-call]
    (reference,) = [one for one in every(section._sectPr, "footerReference") if value(one, "type") == "default"]
    reference.set(qn("r:id"), name)
    for key, one in old.rels.items():
        target = one.target_ref if one.is_external else one.target_part
        new.load_rel(one.reltype, target, key, one.is_external)
    new.element[:] = deepcopy(old.element)[:]  # type: ignore[attr-defined]
