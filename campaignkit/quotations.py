"""Quotations in prose: where they open and close, and which of them are somebody's words.

Marks are read paragraph by paragraph with a stack, so that a mark that is never closed costs its own paragraph and no
more. Known are “ ” and its relations in other languages, straight marks, single marks, and the block quotes of
Markdown, e-mail and HTML. Everything is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from campaignkit.folding import Span
from campaignkit.markup import visible
from campaignkit.quotation_kinds import Kind, kind_of
from campaignkit.quotation_marks import Pair, pairs_in, paragraphs

__all__ = ["Kind", "Quotation", "find_quotations"]

_QUOTED_LINE = re.compile(r"^[> \t]+", re.MULTILINE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_BLOCKQUOTE = re.compile(r"<blockquote\b[^<>]{0,2000}>", re.IGNORECASE)
# How a mail program introduces the message that is replied to: with the day and hour, or with an address.
_REPLIED_TO = re.compile(
    r"(?:<[^<>\s]{1,100}@[^<>\s]{1,100}>|\b\d{4}\D{1,6}\d{1,2}:\d{2})[^\n]{0,120}(?:\n[^\n]{0,60})?\bwrote:\s{0,9}\Z"
)
_MAIL_HEAD = re.compile(
    r"[> \t]*(?:On [^\n]{4,120}(?:\n[^\n]{0,60})?\bwrote:|(?:From|Sent|Date|To|Subject): |-+ ?(?:Original|Forwarded))"
)
_MAIL = re.compile(
    r"(?:\s*(?:From|To|Cc|Sent|Date|Subject|Reply-To): [^\n]*\n){2}"
)  # how a draft that is a mail begins
_CREDIT = re.compile(r"(?:&mdash;|—|–|--|\u2015)\s*[@A-Z\[*_]|<(?:cite|footer)\b")
_CREDIT_LINE = re.compile(r"[ \t\r]*\n[> \t]*(?:—|–|--|\u2015)[ \t]*[@A-Z\[*_][^\n]{0,200}\Z")
# The same at the end of a line: "It is closed. — Ann Lee, Mill Road". What goes on with a small letter is no name.
_CREDIT_BEHIND = re.compile(
    r"(?<=[.!?…”\"’'])[ \t]+(?:—|–|--|\u2015)[ \t]*"
    r"(?:[*_]{0,2}(?:[A-Z][a-z]{0,4}\.|[A-Z][\w’'-]*)[*_]{0,2}[ \t]+){1,4}"
    r"[*_]{0,2}[A-Z][\w’'-]+[*_]{0,2}(?:,[^\n.!?]{0,80})?\Z"
)
_BESIDE = 12  # words: so much may stand beside what a block quote has between marks, to tell who says it
_POSTED = re.compile(
    r"^[ \t>*]*(?P<name>[A-Z][^:\n]{1,80}?)\s+on\s+"
    r"(?:Twitter|X|Facebook|Instagram|Mastodon|Bluesky|Threads|LinkedIn|YouTube|TikTok|Reddit)"
    r"(?:\s*[,(]\s*[^:\n]{4,30})?:[ \t]+(?P<words>[^\s\"“][^\n]*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a text gives as those of somebody else.

    Attributes:
        span: The words without the marks, in code points of the text. Of a block quote, the quoted text.
        outer: The same with the marks. Of a block quote in HTML, with its tags and the line that credits it.
        text: The words; paragraphs of one quotation are joined by an empty line, without the marks that re-open them.
        pieces: One span for each paragraph.
        kind: "quotation"; "block" for words set off without marks; "scare" for so-called words and terms and "title"
            for names of works and bills: these two are nobody's words and never wrong. "reply" for the message that
            an e-mail replies to: its writer's words, and no source's.
        depth: How many quotations, block quotes among them, it stands in: 0 for none.
        closed: Whether the closing mark is there. Where it is not, the quotation ends with its paragraph.
    """

    span: Span
    outer: Span
    text: str
    pieces: tuple[Span, ...]
    kind: Kind
    depth: int = 0
    closed: bool = True


def find_quotations(text: str) -> list[Quotation]:
    """Return the quotations of `text` in the order in which they begin, an outer one before those within it.

    Marks inside markup that no reader sees (attributes, link titles, front matter, code) are no quotations.

    Args:
        text: Prose, with or without Markdown or HTML. Any text is taken; nothing is raised.

    Examples:
        >>> text = 'Ms. Osei called it “a step.”\\n\\nIts so-called “pause” is short.'
        >>> [(one.text, one.kind, one.depth) for one in find_quotations(text)]
        [('a step.', 'quotation', 0), ('pause', 'scare', 0)]
        >>> find_quotations("“One.\\n\\n“Two,” they wrote.")[0].text
        'One.\\n\\nTwo,'
    """
    seen, parts = seen_and_parted(text)
    marked = [_marked(text, seen, pair) for pair in pairs_in(seen, parts) if _holds_words(seen, pair)]
    blocks = [one for one in _blocks(text, seen, parts) if not _is_marked_itself(one, marked, seen)]
    return _with_depth([*marked, *blocks])


@lru_cache(maxsize=4)
def seen_and_parted(text: str) -> tuple[str, list[Span]]:
    """Return a text without what no reader sees, and its paragraphs; kept for whoever asks next."""
    seen = visible(text)
    return seen, list(paragraphs(seen))


def _holds_words(text: str, pair: Pair) -> bool:
    return any(text[piece.start : piece.end].strip() for piece in pair.pieces)


def _marked(text: str, seen: str, pair: Pair) -> Quotation:
    pieces = tuple(_trimmed(seen, piece) for piece in pair.pieces)
    words = _joined(text, pieces)
    outer = Span(pair.opened, pair.closed + pair.complete)
    kind = kind_of(seen, outer, words) if len(pieces) == 1 else "quotation"
    return Quotation(Span(pieces[0].start, pieces[-1].end), outer, words, pieces, kind, closed=pair.complete)


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _joined(text: str, pieces: Iterable[Span]) -> str:
    words = "\n\n".join(text[start:end] for start, end in pieces)
    return _QUOTED_LINE.sub("", words) if "\n>" in words else words


def _blocks(text: str, seen: str, parts: list[Span]) -> Iterator[Quotation]:
    """Yield what is set off as a quotation without marks."""
    for pieces in _quoted_lines(seen, parts):
        outer = Span(pieces[0].start, pieces[-1].end)
        words = _without_credit(seen, pieces)
        line = text.rfind("\n", 0, outer.start) + 1
        replied = _REPLIED_TO.search(text, max(0, line - 400), line) or _is_mail(text, seen, outer)
        kind: Kind = "reply" if replied else "block"
        yield Quotation(Span(words[0].start, words[-1].end), outer, _joined(text, words), words, kind)
    yield from _html_blocks(text, seen)
    for match in _POSTED.finditer(seen):
        span = _trimmed(seen, Span(*match.span("words")))
        yield Quotation(span, Span(match.start("words"), span.end), text[span.start : span.end], (span,), "block")


def _is_marked_itself(block: Quotation, marked: list[Quotation], seen: str) -> bool:
    """Whether a block sets off words between marks, and beside them no more than who says so.

    What somebody says is then between the marks: > “It is closed,” said Ann Lee.
    """
    inside = [one for one in marked if block.span.start <= one.outer.start and one.outer.end <= block.span.end]
    if not inside or inside[0].outer.start != block.span.start or len(block.pieces) > 1:
        return False
    beside, at = [], block.span.start
    for one in inside:
        beside.append(seen[at : one.outer.start])
        at = max(at, one.outer.end)
    words = f"{' '.join(beside)} {seen[at : block.span.end]}".split()
    return 0 < len([word for word in words if word[0].isalnum()]) <= _BESIDE


def _is_mail(text: str, seen: str, outer: Span) -> bool:
    """Whether quoted lines are a mail that is answered: they begin like one, or end a mail and nothing comes after."""
    if _MAIL_HEAD.match(seen, outer.start, outer.end):
        return True
    return not seen[outer.end :].strip() and _MAIL.match(text) is not None


def _without_credit(seen: str, pieces: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the paragraphs of a block quote without the line "— Ann Lee" at its end."""
    last = pieces[-1]
    if len(pieces) > 1 and _CREDIT.match(seen, last.start, last.end):
        return pieces[:-1]
    line = _CREDIT_LINE.search(seen, last.start, last.end) or _CREDIT_BEHIND.search(seen, last.start, last.end)
    return (*pieces[:-1], Span(last.start, line.start())) if line else pieces


def _quoted_lines(seen: str, parts: list[Span]) -> Iterator[tuple[Span, ...]]:
    """Yield the paragraphs of each run of lines that begin with ">"; an unquoted empty line ends a run."""
    run: list[Span] = []
    for part in parts:
        if run and (seen[part.start] != ">" or _EMPTY_LINE.search(seen, run[-1].end, part.start)):
            yield tuple(run)
            run = []
        if seen[part.start] == ">":
            lead = _QUOTED_LINE.match(seen, part.start, part.end)
            run.append(_trimmed(seen, Span(lead.end() if lead else part.start, part.end)))
    if run:
        yield tuple(run)


def _html_blocks(text: str, seen: str) -> Iterator[Quotation]:
    at = 0 if "<" in text else len(text)  # a look at the letters spares the search
    while opening := _BLOCKQUOTE.search(text, at):
        close = text.find("</blockquote", opening.end())
        at = len(text) if close < 0 else close
        credit = _CREDIT.search(text, opening.end(), at)
        span = _trimmed(seen, Span(opening.end(), credit.start() if credit else at))
        if span.start < span.end:
            yield Quotation(span, Span(opening.start(), at), text[span.start : span.end], (span,), "block")


def _with_depth(quotations: list[Quotation]) -> list[Quotation]:
    ordered = sorted(quotations, key=lambda one: (one.outer.start, -one.outer.end))
    around: list[int] = []  # where the quotations end in which we stand
    for number, one in enumerate(ordered):
        while around and around[-1] <= one.outer.start:
            around.pop()
        if around:
            ordered[number] = replace(one, depth=len(around))
        around.append(one.outer.end)
    return ordered
