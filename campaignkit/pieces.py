"""How a draft marks what it changes in a quotation: cuts (…), words in [brackets], [W]e, publish[ed], [sic].

Read into pieces, runs of words that the source must have as they are, and how much may stand between two of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaignkit.folding import MARKUP, fold, fold_word

ELIDED_AT_MOST = 80  # words that one ellipsis may stand for; more is another passage
REPLACED_AT_MOST = 8  # words that one pair of brackets may stand for

_ELLIPSIS = r"(?:…|\.(?:\s?\.){2,3})"
MARKED = re.compile(rf"\[\s*{_ELLIPSIS}\s*\]|\(\s*{_ELLIPSIS}\s*\)|{_ELLIPSIS}|\[(?P<inside>[^\[\]]{{0,200}})\]")
_REMARK = re.compile(
    r"\s*(?:sic|(?:emphasis|italics|bold(?:ing)?)\s+(?:is\s+)?(?:added|mine|ours|in\s+(?:the\s+)?original)|"
    r"(?:internal\s+)?(?:citation|reference|footnote)s?\s+omitted)[.!]?\s*",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"['’](?:s|d|re|ve|ll|m)\b")
_LINK = re.compile(rf"!?\[([^\[\]]{{0,600}})\]\([^()\s]{{1,600}}\)|{MARKUP}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that a quotation takes over as they are, and what the writer marks before it.

    Attributes:
        raw: The run as written.
        words: The run folded, with a space at either end.
        gap: How many words of the source the mark before it may stand for; -1 before the first piece.
        prefix, suffix: Letters of a word of which the writer put the rest in brackets: publish[ed], [un]fair.
        cut: The mark before it is an ellipsis.
    """

    raw: str
    words: str
    gap: int
    prefix: str = ""
    suffix: str = ""
    cut: bool = False


def read_pieces(quotation: str) -> list[Piece]:
    """Take a quotation apart at its marked cuts and brackets.

    Examples:
        >>> [(piece.words, piece.gap) for piece in read_pieces("[W]e stand ready … if [it is] requested [sic]")]
        [(' we stand ready ', -1), (' if ', 80), (' requested ', 8)]
        >>> [(piece.prefix, piece.words) for piece in read_pieces("they publish[ed] it")]
        [('', ' they '), ('publish', ' it ')]
    """
    reader, at = _Reader(), 0
    quotation = without_markup(quotation)
    for mark in MARKED.finditer(quotation):
        if mark.start() >= at:
            reader.add(quotation[at : mark.start()])
            at = mark.end() + reader.take(mark, quotation[mark.end() : mark.end() + 40])
    reader.add(quotation[at:])
    reader.close()
    return reader.pieces


def without_markup(text: str) -> str:
    """Return `text` as it is read: the text of its links, and no tag."""
    return _LINK.sub(lambda link: f" {link[1] or ''} ", text)


class _Reader:
    """What has been read of a quotation: the pieces, and the one that is open with the mark before it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.parts: list[str] = []
        self.prefix = self.suffix = ""
        self.gap, self.cut = -1, False

    def add(self, text: str) -> None:
        """Take words in as they are; kept in parts, since text that grows at every mark costs a square."""
        if self.parts and len(self.parts[-1]) < 40:
            self.parts[-1] += text
        else:
            self.parts.append(text)

    def take(self, mark: re.Match[str], following: str) -> int:
        """Take one mark in; return how many of the characters that follow it belong to it."""
        inside = mark["inside"]
        before = re.search(r"[^\W\d_]+$", self.parts[-1][-40:]) if self.parts else None
        after = re.match(r"[^\W\d_]+", following)
        if inside is None:
            self.open(ELIDED_AT_MOST, cut=True)
        elif len(inside) == 1 and inside.isalpha() and after and not before:
            self.open(0)
            self.add(inside)  # [W]e: the case of one letter, marked
        elif _REMARK.fullmatch(inside):
            self.add(" ")
        elif before or after:
            if before:
                self.parts[-1] = self.parts[-1][: -len(before[0])]
            self.open(0, prefix=fold_word(before[0]) if before else "", suffix=fold_word(after[0]) if after else "")
            return after.end() if after else 0
        else:
            self.open(REPLACED_AT_MOST)
            contracted = _CONTRACTED.match(following)  # "[the plan]'s in the air" for "it's"
            return contracted.end() if contracted else 0
        return 0

    def open(self, gap: int, *, cut: bool = False, prefix: str = "", suffix: str = "") -> None:
        """Close the piece that is open and begin another; two marks in a row count as the wider of the two."""
        if not self.close():
            gap, cut = max(gap, self.gap), cut or self.cut
        self.gap, self.cut, self.prefix, self.suffix = gap, cut, prefix, suffix

    def close(self) -> bool:
        raw = "".join(self.parts)
        words = fold(raw)
        held = words != " " or bool(self.prefix or self.suffix)
        if held:
            gap = self.gap if self.pieces else -1
            self.pieces.append(Piece(raw, words, gap, self.prefix, self.suffix, self.cut))
        self.parts, self.prefix, self.suffix = [], "", ""
        return held
