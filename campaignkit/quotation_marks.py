"""Pairs of quotation marks: a stack, read paragraph by paragraph, that recovers from marks that have no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from campaignkit.folding import Span

DOUBLE = '"“”„‟«»＂'
SINGLE = "'‘’‚‹›"
_DEEPEST = 6  # marks that open within marks; deeper is noise, and noise must stay cheap
_WRAPPED_AT_MOST = 130  # a longer line is a paragraph of its own, a shorter one may be wrapped

# An apostrophe inside a word is no mark, nor are the feet of 6' 2"; both are passed over before the loop sees them.
_MARK = re.compile(
    rf"(?P<feet>(?<=\d)['’]\s?\d{{1,2}}(?:[\"”]|''))"
    rf"|[{DOUBLE}]"
    r"|(?<![\w'’])['‘‚‹](?=[\w$£€\[…“\"])(?!(?:\d0s|em|til|tis|twas|cause|n)\b)"
    r"|(?<=[^\s(\[])['’‘›](?!\w)"
)
_SIGN = re.compile(rf"[{DOUBLE}{SINGLE}]")
_LINE = re.compile(r"[^\s>][^\n]*|>[> \t]*(?:[^\s>][^\n]*)?")
_ITEM = re.compile(r">?[ \t]*(?:[*+•–-]|\d{1,3}[.)]|#{1,6})[ \t]")
_LEAD = re.compile(r"[\s>*_•]*")
_BEFORE_OPENING = frozenset(" \t\n\r\u00a0\u202f([{<—–-/*_~>|=:" + DOUBLE + SINGLE)
_AFTER_CLOSING = frozenset(" \t\n\r\u00a0\u202f.,;:!?)]}—–-…/*_<|" + DOUBLE + SINGLE)
_SHORT_NUMBER = re.compile(r"(?<![\d.,])\d{1,2}(?:[.½¼¾]\d?)?$")


@dataclass(slots=True)
class Pair:
    """Two marks that belong together, as offsets of the text.

    Attributes:
        opened: Place of the opening mark.
        closed: Place of the closing mark; where there is none, the end of the paragraph.
        pieces: The words between, one span for each paragraph.
        complete: Whether there is a closing mark.
    """

    opened: int
    closed: int
    pieces: list[Span]
    complete: bool = True


@dataclass(slots=True)
class _Open:
    at: int
    glyph: str
    since: int  # where the words of this paragraph begin
    before: int  # how many pairs were complete when it opened
    pieces: list[Span] = field(default_factory=list)


class _Mark(NamedTuple):
    at: int
    glyph: str
    can_open: bool
    can_close: bool
    certain: bool  # a single mark that closes, and is not the apostrophe of "the dogs’ bones"


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of `text`: lines between empty ones, or each line where lines are too long to be wrapped.

    List items, headings and a change into or out of lines that begin with ">" begin a paragraph too.

    Examples:
        >>> text = "One\\ntwo.\\n\\nThree\\n> four"
        >>> [text[start:end] for start, end in paragraphs(text)]
        ['One\\ntwo.', 'Three', '> four']
    """
    block: list[Span] = []
    for match in _LINE.finditer(text):
        line = Span(*match.span())
        if block and text.count("\n", block[-1].end, line.start) > 1:
            yield from _split(text, block)
            block = []
        if text[line.start : line.end].strip("> \t\r"):
            block.append(line)
        elif block:  # an empty line within lines that begin with ">"
            yield from _split(text, block)
            block = []
    yield from _split(text, block)


def _split(text: str, block: list[Span]) -> Iterator[Span]:
    """Yield the paragraphs of lines that follow each other without an empty one."""
    if not block:
        return
    wide = any(line.end - line.start > _WRAPPED_AT_MOST for line in block)
    start = block[0].start
    for above, line in pairwise(block):
        changes = (text[above.start] == ">") != (text[line.start] == ">")
        if wide or changes or _ITEM.match(text, line.start, line.end):
            yield Span(start, above.end)
            start = line.start
    yield Span(start, block[-1].end)


def pairs_in(text: str, spans: list[Span]) -> list[Pair]:
    """Return the pairs of marks in the paragraphs `spans` of `text`, in the order in which they close."""
    reader = _Reader(text)
    for paragraph, following in pairwise([*spans, Span(len(text), len(text))]):
        reader.read(paragraph, following)
    return reader.pairs


class _Reader:
    """The pairs so far, and the quotation that goes on into the next paragraph, if there is one."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs: list[Pair] = []
        self.carried: _Open | None = None

    def read(self, paragraph: Span, following: Span) -> None:
        marks = list(_marks(self.text, paragraph))
        if self.carried is not None:
            marks = self._go_on(marks, paragraph)
        if not marks and self.carried is None:
            return
        stack, pairs = _match(self.text, marks, self.carried, flat=False)
        if len([one for one in stack if one.glyph in DOUBLE]) > 1 and self.text.count('"', *paragraph) % 2 == 0:
            level = _match(self.text, marks, self.carried, flat=True)  # straight marks that only looked like nested
            stack, pairs = level if len(level[0]) < len(stack) else (stack, pairs)
        self.pairs += pairs
        self.carried = self._left_open(stack, pairs, paragraph, following)

    def _go_on(self, marks: list[_Mark], paragraph: Span) -> list[_Mark]:
        """Pass over the mark that re-opens a quotation carried over from the paragraph before."""
        assert self.carried is not None
        begin = _lead(self.text, paragraph)
        reopened = bool(marks) and marks[0].at == begin and marks[0].glyph in DOUBLE
        self.carried = _Open(self.carried.at, self.carried.glyph, begin + reopened, 0, pieces=self.carried.pieces)
        return marks[1:] if reopened else marks

    def _left_open(self, stack: list[_Open], pairs: list[Pair], paragraph: Span, following: Span) -> _Open | None:
        """Return the quotation that goes on in the next paragraph; one that does not is ended here, or dropped."""
        double = [one for one in stack if one.glyph in DOUBLE]
        if not double:
            return None
        outer = double[0]
        pieces = outer.pieces
        pieces.append(Span(outer.since, paragraph.end))  # in place: a text may be one quotation of 100,000 paragraphs
        if _continues(self.text, outer.glyph, following):
            return _Open(outer.at, outer.glyph, 0, 0, pieces)
        if len(pieces) > 1 or len(pairs) <= outer.before:  # else the pairs within it are the quotations
            self.pairs.append(Pair(outer.at, paragraph.end, pieces, complete=False))
        return None


def _lead(text: str, paragraph: Span) -> int:
    match = _LEAD.match(text, paragraph.start, paragraph.end)
    return match.end() if match else paragraph.start


def _continues(text: str, glyph: str, following: Span) -> bool:
    """Whether the next paragraph re-opens the quotation, or closes it without having opened one."""
    begin = _lead(text, following)
    if begin < following.end and text[begin] in DOUBLE and not text.startswith("”", begin):
        return (text[begin] in '"＂') == (glyph in '"＂')
    if glyph not in "“„«»":
        return False
    first = re.compile(f"[{DOUBLE}]").search(text, *following)
    return first is not None and first[0] == "”" and _closes(text, first.start(), following)


def _marks(text: str, paragraph: Span) -> Iterator[_Mark]:
    for match in _found_in(text, paragraph):
        at, glyph = match.start(), match[0]
        before = text[at - 1] if at > paragraph.start else " "
        after = text[at + 1] if at + 1 < paragraph.end else " "
        if glyph in DOUBLE:
            yield _Mark(
                at, glyph, before in _BEFORE_OPENING and not after.isspace(), not before.isspace(), certain=True
            )
        elif glyph in "‘'‚‹" and before in _BEFORE_OPENING and not after.isspace():
            yield _Mark(at, glyph, can_open=True, can_close=False, certain=False)
        else:
            possessive = before in "sSxz" and after.isspace() and text[at + 2 : at + 3].isalnum()
            yield _Mark(at, glyph, can_open=False, can_close=True, certain=not possessive)


def _found_in(text: str, paragraph: Span) -> Iterator[re.Match[str]]:
    """Yield the marks of a paragraph; each is looked for by its sign first, which is many times as fast."""
    passed = paragraph.start
    for candidate in _SIGN.finditer(text, *paragraph):
        at = candidate.start()
        if at >= passed and (match := _MARK.match(text, at, paragraph.end)):
            if match["feet"]:
                passed = match.end()
            else:
                yield match


def _closes(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    return not before.isspace() and (at + 1 >= paragraph.end or text[at + 1] in _AFTER_CLOSING)


def _match(text: str, marks: list[_Mark], carried: _Open | None, *, flat: bool) -> tuple[list[_Open], list[Pair]]:
    """Return what stays open at the end of a paragraph, and the pairs that are complete."""
    stack: list[_Open] = [] if carried is None else [carried]
    pairs: list[Pair] = []
    closers = _single_closers(marks)
    odd = sum(mark.glyph == '"' for mark in marks) % 2 == 1
    for mark, closer in zip(marks, closers, strict=True):
        top = stack[-1] if stack else None
        if mark.glyph in SINGLE:
            if mark.can_open and closer and len(stack) < _DEEPEST:
                stack.append(_Open(mark.at, mark.glyph, mark.at + 1, len(pairs)))
            elif mark.can_close and top and top.glyph in SINGLE and (mark.certain or not closer):
                _close(stack, pairs, mark.at)
            continue
        opened = next((one.glyph for one in reversed(stack) if one.glyph in DOUBLE), "")
        if odd and mark.glyph == '"' and _SHORT_NUMBER.search(text, max(0, mark.at - 6), mark.at):
            continue  # inches
        role = _role(mark, opened, text, flat=flat)
        if role == "open" and len(stack) < _DEEPEST:
            stack.append(_Open(mark.at, mark.glyph, mark.at + 1, len(pairs)))
        elif role == "close":
            while stack[-1].glyph in SINGLE:
                stack.pop()
            _close(stack, pairs, mark.at)
    return stack, pairs


def _close(stack: list[_Open], pairs: list[Pair], at: int) -> None:
    one = stack.pop()
    pairs.append(Pair(one.at, at, [*one.pieces, Span(one.since, at)]))


def _single_closers(marks: list[_Mark]) -> list[bool]:
    """For each mark, whether a single mark that surely closes stands after it, before the next single one opens.

    For a mark that opens, one that may close is enough.
    """
    answers: list[bool] = []
    sure = possible = False
    for mark in reversed(marks):
        answers.append(possible if mark.can_open and mark.glyph in SINGLE else sure)
        if mark.glyph in SINGLE:
            sure = (sure or mark.certain) and not mark.can_open
            possible = possible or mark.can_close
    return answers[::-1]


def _role(mark: _Mark, opened: str, text: str, *, flat: bool) -> str:
    """Whether a double mark opens or closes, given the double mark that is open ("" for none)."""
    if mark.glyph in "”»" and not (mark.glyph == "»" and opened == ""):
        return "close" if opened else "open" if mark.can_open and not mark.can_close else ""
    if mark.glyph == "“" and opened == "„":
        return "close"
    if mark.glyph == "«" and opened == "»":
        return "close"
    after = text[mark.at + 1 : mark.at + 2]
    loosely = after and after not in _AFTER_CLOSING
    if mark.glyph in "“„‟«»":
        return "close" if opened and mark.can_close and not mark.can_open and not loosely else "open"
    if not opened:
        return "open" if mark.can_open or loosely else ""
    nested = mark.can_open and not mark.can_close and loosely and not flat
    return "open" if nested else "close"
