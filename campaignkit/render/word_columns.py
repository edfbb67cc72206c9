"""Two columns in a Word file: sections that begin without a new page, whose columns Word makes equally long."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from campaignkit.render.word_xml import child, node

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

_OF_FIRST = ("headerReference", "footerReference", "titlePg")  # what a section has from the one before, or has not
_AFTER_COLUMNS = ("formProt", "vAlign", "noEndnote", "titlePg", "textDirection", "bidi", "rtlGutter", "docGrid")
_GAP = 480  # twips between the columns


def set_in_columns(body: Any, lists: Sequence[Sequence[Element]]) -> None:
    """Put each list of paragraphs of a body into a section of two columns.

    The heading before a list ends the section before it, and the paper, the margins, the letterhead and the number of
    the page are those of the whole document.
    """
    page: Element = body[-1]
    first = deepcopy(page)
    for number, paragraphs in enumerate(lists):
        before: Any = paragraphs[0].getprevious()
        _end(before, first if number == 0 else _section(page, columns=1))
        _end(paragraphs[-1], _section(page, columns=2))
        if paragraphs[-1].getnext() is page:
            page.addprevious(node("p"))
    if lists:
        body.replace(page, _section(page, columns=1))


def _end(paragraph: Element, section: Element) -> None:
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = node("pPr")
        paragraph.insert(0, properties)
    properties.append(section)


def _section(page: Element, *, columns: int) -> Element:
    """Return a section like that of the page, which begins where the one before it ends."""
    made: Any = deepcopy(page)
    for part in list(made):
        if _name(part) in (*_OF_FIRST, "type", "cols"):
            made.remove(part)
    at = next((at for at, part in enumerate(made) if _name(part) not in ("footnotePr", "endnotePr")), len(made))
    made.insert(at, node("type", val="continuous"))
    at = next((at for at, part in enumerate(made) if _name(part) in _AFTER_COLUMNS), len(made))
    made.insert(at, node("cols", num=columns if columns > 1 else None, space=_GAP))
    return made  # type: ignore[no-any-return]


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]
