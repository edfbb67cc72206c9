"""Lists of Word: every numbered list begins at 1, and what is within an item is indented with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from campaignkit.render.word_xml import every, node, value

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

INDENT = 360  # twips a level
_DEEPEST = 8  # Word has nine levels
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"


class Lists:
    """The lists of a document."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        self._root: Any = None
        self._kinds: dict[bool, int] = {}
        self._bullets = 0

    def begin(self, ordered: bool) -> int:
        """Return the number that the items of a new list refer to."""
        if not ordered and self._bullets:
            return self._bullets
        root = self._opened()
        number = max((int(value(one, "numId")) for one in every(root, "num")), default=0) + 1
        kind = node("abstractNumId", val=self._kind(ordered))
        anew = [node("lvlOverride", node("startOverride", val=1), ilvl=level) for level in range(_DEEPEST + 1)]
        root.append(node("num", kind, *(anew if ordered else []), numId=number))
        self._bullets = self._bullets if ordered else number
        return number

    def _kind(self, ordered: bool) -> int:
        if ordered not in self._kinds:
            number = max((int(value(one, "abstractNumId")) for one in every(self._root, "abstractNum")), default=-1) + 1
            levels = [_level(level, ordered) for level in range(_DEEPEST + 1)]
            made = node("abstractNum", node("multiLevelType", val="hybridMultilevel"), *levels, abstractNumId=number)
            first = next(iter(every(self._root, "num")), None)
            if first is None:
                self._root.append(made)
            else:
                first.addprevious(made)
            self._kinds[ordered] = number
        return self._kinds[ordered]

    def _opened(self) -> Element:
        if self._root is None:
            self._root = self._held()
        root: Element = self._root
        return root

    def _held(self) -> Element:
        """Return the numbering of the document; a letterhead may have none."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.parts.numbering import NumberingPart

        held = [one for one in self.word.part.rels.values() if one.reltype == RELATIONSHIP_TYPE.NUMBERING]
        if held:
            found: Element = held[0].target_part.element
            return found
        root: Any = node("numbering")
        part = NumberingPart(PackURI("/word/numbering.xml"), _TYPE, root, self.word.part.package)
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        made: Element = root
        return made


def at_level(level: int) -> int:
    """Return the level of a list that Word has."""
    return min(level, _DEEPEST)


def _level(level: int, ordered: bool) -> Element:
    left = INDENT * (level + 1)
    return node(
        "lvl",
        node("start", val=1),
        node("numFmt", val="decimal" if ordered else "bullet"),
        node("lvlText", val=f"%{level + 1}." if ordered else "•"),
        node("lvlJc", val="left"),
        node("pPr", node("ind", left=left, hanging=INDENT)),
        ilvl=level,
    )
