"""A document as it is kept: its text, and the way from each place in the text back to the file."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from campaignkit.documents.repair import Repair
from campaignkit.folding import Span

# A reference to a character in HTML and Markdown: "&rsquo;", "&#8217;", and in HTML the end may be left out.
REFERENCE = re.compile(r"&(?:#[0-9]{1,9};?|#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{0,31};?)")
Pieces = list[tuple[int, int]]  # (place in the new text, place in the old one), where a run of equal characters begins


_NOTE_MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡§]{1,3}|,)[\])]?\s*")  # a comma parts two of them
_UNIT = re.compile(r"\b(?:[ckdm]?m|ft|in|yd|mi|CO|10)\Z")


def is_note_mark(raised: str, before: str) -> bool:
    """Return whether what is raised above the line is the mark of a footnote, and no part of the text: not of m².

    Examples:
        >>> is_note_mark("1", "38 members"), is_note_mark("2", "40 km"), is_note_mark("th", "38")
        (True, False, False)
    """
    return bool(_NOTE_MARK.fullmatch(raised)) and not _UNIT.search(before)


@dataclass(frozen=True)
class Read:
    """What a reader has made of a file.

    Attributes:
        text: What a person reads in it.
        file_text: The text in which lines and columns are counted: that of the file, or as near as its format allows.
        pieces: The way from `text` to `file_text`.
        title: What the document calls itself; "" if it does not say.
        dated: The day on which it was sent, where the format says so.
    """

    text: str
    file_text: str
    pieces: Pieces = field(default_factory=lambda: [(0, 0)])
    title: str = ""
    repairs: tuple[Repair, ...] = ()
    dated: date | None = None


@dataclass(frozen=True)
class Kept:
    """A document as it is kept: the text that anchors point into, and where it came from.

    Attributes:
        name: What to call it in a message: the path as given, or "-".
        text: The kept text. For .txt and .md the file as it is, repaired; for any other format what a reader sees.
        sha256: Of the file's bytes, in hexadecimal.
        repairs: Every spot where mojibake or an entity was repaired, in code points of the text before.
        title: What an HTML page calls itself; "" otherwise.
        path: The file, if it is one.
        file_text: The text in which lines and columns are counted. Of .txt, .md and .html the decoded file; of .docx
            its paragraphs, one a line; of .pdf its text; of .eml the file where its text stands there as it is, else
            the decoded text.
        dated: The day on which an e-mail was sent.
    """

    name: str
    text: str
    sha256: str
    repairs: tuple[Repair, ...] = ()
    title: str = ""
    path: Path | None = None
    file_text: str = field(default="", repr=False)
    pieces: tuple[tuple[int, int], ...] = field(default=((0, 0),), repr=False)
    dated: date | None = None

    def origin(self, offset: int) -> int:
        """Return the place in `file_text` of code point `offset` of the kept text."""
        number = bisect_right(self.pieces, (offset, len(self.file_text) + 1)) - 1
        new, old = self.pieces[max(0, number)]
        return old + offset - new

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file, both from 1, columns in code points."""
        return self._position(self.origin(offset))

    def end_of(self, span: Span) -> tuple[int, int]:
        """Return line and column in the file of the end of `span`: of its last character, the column behind it."""
        place = span_in_file(self, span)
        line, column = self._position(max(place.start, place.end - 1))
        return line, column + (place.end > place.start)

    def _position(self, place: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, place)
        return line, place - self._line_starts[line - 1] + 1

    @cached_property
    def _line_starts(self) -> array[int]:
        return array("q", [0, *(newline.end() for newline in re.finditer("\n", self.file_text))])

    def written(self, span: Span) -> str:
        """Return the characters of `file_text` that `span` of the kept text came from."""
        place = span_in_file(self, span)
        return self.file_text[place.start : place.end]


def span_in_file(kept: Kept, span: Span) -> Span:
    """Return the characters of `file_text` that `span` of the kept text came from, an entity at its end included."""
    start = kept.origin(span.start)
    if span.end <= span.start:
        return Span(start, start)
    last = kept.origin(span.end - 1)
    entity = REFERENCE.match(kept.file_text, last) if kept.text[span.end - 1 : span.end] != "&" else None
    return Span(start, entity.end() if entity else last + 1)


def pieces_of(repairs: Iterable[Repair]) -> Pieces:
    """Return the way back from a repaired text."""
    pieces, shift = [(0, 0)], 0
    for spot in repairs:
        shift += len(spot.now) - len(spot.was)
        pieces.append((spot.span.end + shift, spot.span.end))
    return pieces
