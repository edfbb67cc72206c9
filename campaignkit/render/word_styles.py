"""The styles that a Word document is set in: Word's own names, so that a house style can take them over.

In a letterhead of the user's own, the styles that it has stay as they are; those it lacks are added.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from campaignkit.render.word_xml import child, every, node, parsed, value

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

FONT = "Times New Roman"  # on every machine that has Word; LibreOffice takes Liberation Serif, of the same widths
SUBJECT = "Subject Line"

_OF_FOOT = '<w:spacing w:before="0" w:after="40" w:line="240" w:lineRule="auto"/>'
_NO_SPACE = '<w:spacing w:before="0" w:after="0" w:line="264" w:lineRule="auto"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """A style: properties of its paragraphs and of its runs, as fixed XML, in the order that the schema asks for."""

    paragraph: str = ""
    run: str = ""
    based_on: str = "Normal"
    kind: str = "paragraph"


def _heading(level: int, size: int) -> Style:
    keep = '<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="100" w:line="252" w:lineRule="auto"/>'
    return Style(f'{keep}<w:outlineLvl w:val="{level - 1}"/>', f'<w:b/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')


def _title(size: int, more: str = "") -> Style:
    keep = '<w:keepNext/><w:keepLines/><w:spacing w:before="0" w:after="200" w:line="252" w:lineRule="auto"/>'
    return Style(f'{keep}{more}<w:outlineLvl w:val="0"/>', f'<w:b/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')


STYLES = {
    "Body Text": Style(
        '<w:widowControl/><w:spacing w:before="0" w:after="150" w:line="264" w:lineRule="auto"/>',
    ),
    SUBJECT: Style(
        '<w:keepNext/><w:keepLines/><w:spacing w:before="0" w:after="200"/><w:outlineLvl w:val="0"/>', "<w:b/>"
    ),
    "Title": _title(23),
    **{f"heading {level}": _heading(level, 25 if level == 1 else 23) for level in range(1, 7)},
    "Date": Style(_NO_SPACE),
    "envelope address": Style(_NO_SPACE),
    "envelope return": Style(_NO_SPACE, '<w:sz w:val="14"/><w:szCs w:val="14"/><w:u w:val="single"/>'),
    "Salutation": Style(based_on="Body Text"),
    "Closing": Style("<w:keepNext/><w:keepLines/>", based_on="Body Text"),
    "Signature": Style(
        '<w:keepLines/><w:spacing w:before="720" w:after="150" w:line="264" w:lineRule="auto"/>', based_on="Body Text"
    ),
    "List Bullet": Style('<w:spacing w:after="90"/>', based_on="Body Text"),
    "List Number": Style('<w:spacing w:after="90"/>', based_on="Body Text"),
    "List Continue": Style('<w:spacing w:after="90"/>', based_on="Body Text"),
    "Quote": Style('<w:ind w:left="432" w:right="432"/>', based_on="Body Text"),
    "Body Text Indent": Style('<w:ind w:left="432"/>', based_on="Body Text"),
    "header": Style(_NO_SPACE),
    "footer": Style(_NO_SPACE, '<w:sz w:val="18"/><w:szCs w:val="18"/>'),
    "footnote text": Style(_OF_FOOT, '<w:sz w:val="19"/><w:szCs w:val="19"/>'),
    "footnote reference": Style(run='<w:vertAlign w:val="superscript"/>', based_on="", kind="character"),
    "Hyperlink": Style(run='<w:color w:val="1F3864"/><w:u w:val="single"/>', based_on="", kind="character"),
}

_FOR = {
    "petition": {"Title": _title(36, '<w:jc w:val="center"/>')},
    "talking-points": {"Title": _title(36)},
    "call-script": {
        "Title": _title(36),
        "Body Text": Style(
            '<w:widowControl/><w:spacing w:before="0" w:after="200" w:line="312" w:lineRule="auto"/>',
            '<w:sz w:val="28"/><w:szCs w:val="28"/>',
        ),
    },
}


class Styles:
    """The styles of a document, by name; one that is missing is added when it is asked for.

    Args:
        root: The `w:styles` element.
        kind: Of the document: a call script is read out, and set larger.
        own: The styles are of the user's own letterhead, and none of them is changed.
    """

    def __init__(self, root: Element, kind: str, *, own: bool) -> None:
        self.root = root
        self.table = {**STYLES, **_FOR.get(kind, {})}
        held = every(root, "style")
        self.ids = {value(child(one, "name")).lower(): value(one, "styleId") for one in held}
        self.held = {value(one, "styleId"): one for one in held}
        if not own:
            self._plain_defaults()
            for name in self.table:
                self._put(name)

    def id(self, name: str) -> str:
        """Return the id of a style, which is not the same in every language of Word."""
        return self.ids.get(name.lower()) or self._put(name)

    def _put(self, name: str) -> str:
        """Set a style as the table says, in the place of what has its name."""
        style, held = self.table[name], self.ids.get(name.lower())
        own_id = held or name.title().replace(" ", "")
        based = [node("basedOn", val=self.id(style.based_on))] if self._known(style.based_on) else []
        following = [node("next", val=self.id("Body Text"))] if name.lower().startswith(("heading", "title")) else []
        made = node(
            "style",
            node("name", val=name),
            *based,
            *following,
            node("qFormat"),
            *([node("pPr", *parsed(style.paragraph))] if style.paragraph else []),
            *([node("rPr", *parsed(style.run))] if style.run else []),
            type=style.kind,
            styleId=own_id,
            customStyle="1" if name == SUBJECT else None,
        )
        if own_id in self.held:
            self.root.replace(self.held[own_id], made)
        else:
            self.root.append(made)
        self.ids[name.lower()], self.held[own_id] = own_id, made
        return own_id

    def _known(self, name: str) -> bool:
        return name.lower() in self.ids or name in self.table

    def _plain_defaults(self) -> None:
        """Give all text one font and no space of its own, in the place of what Word's themes say."""
        defaults: Any = child(self.root, "docDefaults")
        fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
        run = node("rPrDefault", node("rPr", *parsed(f'{fonts}<w:sz w:val="23"/><w:szCs w:val="23"/>')))
        paragraph = node("pPrDefault", node("pPr", *parsed('<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>')))
        defaults[:] = [run, paragraph]
