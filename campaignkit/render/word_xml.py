"""Elements of a Word document. Words are set as text by lxml, which escapes them; no XML is ever put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

TWIPS = 1440  # to the inch
MM = TWIPS / 25.4


def node(tag: str, *children: Element, **attributes: object) -> Element:
    """Return an element of Word's own namespace.

    Args:
        tag: Its name without prefix; "del_" and the like stand for what is a word of Python.
        children: What is in it.
        attributes: Of the same namespace; None leaves one out.
    """
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element: Element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            element.set(qn(f"w:{name.rstrip('_')}"), str(value))
    element.extend(children)
    return element


def words(text: str, tag: str = "t") -> Element:
    """Return an element that holds words, every space of them kept."""
    element = node(tag)
    element.text = text
    element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def parsed(inner: str) -> list[Element]:
    """Return the elements that a fixed text of this package names, such as '<w:b/><w:i/>'."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return list(parse_xml(f"<w:x {nsdecls('w')}>{inner}</w:x>"))


def field(instruction: str, shown: str, properties: str = "") -> list[Element]:
    """Return the runs of a field: what Word computes, and what stands there until it does."""
    parts = [node("fldChar", fldCharType="begin")], [words(f" {instruction} ", "instrText")]
    rest = [node("fldChar", fldCharType="separate")], [words(shown)], [node("fldChar", fldCharType="end")]
    return [node("r", *_properties(properties), *part) for part in (*parts, *rest)]


def _properties(inner: str) -> list[Element]:
    return [node("rPr", *parsed(inner))] if inner else []


def child(parent: Element, tag: str) -> Element | None:
    """Return the first child of this name."""
    from docx.oxml.ns import qn

    found: Element | None = parent.find(qn(f"w:{tag}"))
    return found


def every(parent: Element, tag: str) -> list[Element]:
    """Return every element of this name under `parent`."""
    from docx.oxml.ns import qn

    return list(parent.iter(qn(f"w:{tag}")))


def value(element: Element | None, attribute: str = "val") -> str:
    """Return an attribute; "" if there is no such element or attribute."""
    from docx.oxml.ns import qn

    return "" if element is None else str(element.get(qn(f"w:{attribute}"), ""))
