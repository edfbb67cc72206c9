"""The head of a document: whose it is, what kind of document, and its own date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from weakref import WeakKeyDictionary

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.day import without
from campaignkit.checks.event_words import event_words, stem
from campaignkit.checks.library import Passage
from campaignkit.documents.metadata import find_metadata, heading_date
from campaignkit.folding import Span

HEAD_AT_MOST = 600  # code points of a document in which it says what and whose it is
LINE_AT_MOST = 140  # of a heading, a dateline, a byline; a longer line is prose

# What a document may be called, by kind: a letter is not cited as a report.
_NOUNS = {
    "report": "report review audit study survey analysis assessment finding paper brief",
    "letter": "letter email e-mail mail memo memorandum",
    "release": "release statement announcement response",
    "article": "article story post column editorial blog piece coverage op-ed",
    "notice": "notice citation order warning summons",
    "minutes": "minutes minute meeting session hearing proceeding transcript",
    "resolution": "resolution ordinance decision ruling judgment verdict directive circular",
    "plan": "plan proposal draft application complaint",
    "leaflet": "leaflet newsletter flyer brochure bulletin pamphlet",
}
KIND_OF_NOUN = {stem(noun): kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
_BYLINE = re.compile(r"(?:^|[.|·,]\s*)[*_>#\s]{0,4}By\s+[A-Z][\w'’.-]+\s+(?:[A-Z][\w'’.-]+|and\b)", re.MULTILINE)
_SALUTATION = re.compile(r"^[*_>\s]{0,4}Dear\s", re.MULTILINE)
# "Yours sincerely," or "With care,": a short line with a comma at its end, below which whoever wrote it signs.
_CLOSE = re.compile(r"^[*_>\s]{0,4}[A-Z][^\n.!?:,;\d]{2,40},[ \t]*\n", re.MULTILINE)
_RELEASE = re.compile(
    r"\b(?:immediate release|press release|media release|statement (?:by|for the press|from|of))\b", re.IGNORECASE
)
_MINUTES = re.compile(
    r"(?:^\s*|[:#*]\s*|\b[A-Z]\w+\s)[Mm](?:inutes|INUTES)\b|\bMINUTES\b|\b(?:[Rr]egular|[Ss]pecial)\s[Mm]eeting\b",
    re.MULTILINE,
)
_NOTICE = re.compile(r"[\W_]*(?:updates?|updated|corrections?|clarification|editor[’']s note)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """The head of a document: whose it is, what kind of document, and its own date with its place."""

    words: frozenset[str]
    nouns: frozenset[str]
    written: date | None
    at: Span | None

    @property
    def is_article(self) -> bool:
        """Whether it is a piece of the press: its date is when it came out, not when anything in it happened."""
        return "article" in self.nouns

    @property
    def is_of_a_meeting(self) -> bool:
        """Whether it is minutes: what stands in them happened on their date."""
        return "minutes" in self.nouns and not self.is_article


_HEADS: WeakKeyDictionary[Passage, Head] = WeakKeyDictionary()


def head_of(passage: Passage) -> Head:
    """Return the head of a passage."""
    if passage not in _HEADS:
        _HEADS[passage] = _head(passage)
    return _HEADS[passage]


def top_of(passage: Passage) -> str:
    """Return the top of a document and its name, in lower case."""
    top = passage.text[:HEAD_AT_MOST]
    signed = _signed(passage.text) if "Dear" in top else ""
    return f"{top} {signed} {passage.source} {passage.kept.title if passage.kept else ''}".lower()


def _head(passage: Passage) -> Head:
    text, record = passage.text, passage.record
    dated = heading_date(text)
    written = record.issued if record and record.issued else dated[0] if dated else _of_page(passage)
    top = _top(text, dated[1].end if dated and dated[0] == written else 0)
    top = without(top, tuple(find_days(top, None)))
    name = re.sub(r"[\W_\d]+", " ", PurePath(passage.source).stem)
    said = " ".join((top, name, passage.kept.title if passage.kept else "", passage.label if record else ""))
    words = event_words(said)
    nouns = {KIND_OF_NOUN[word] for word in words if word in KIND_OF_NOUN} - {"minutes"}
    shapes = {"article": _BYLINE, "letter": _SALUTATION, "release": _RELEASE}
    shaped = {kind for kind, shape in shapes.items() if shape.search(text, 0, HEAD_AT_MOST * 2)}
    shaped |= {"minutes"} if _MINUTES.search(top) else set()
    if "article" in shaped and "report" not in {KIND_OF_NOUN.get(word) for word in event_words(name)}:
        nouns = {"article"}  # an article on a report is no report
    return Head(words, frozenset(nouns | shaped), written, dated[1] if dated and dated[0] == written else None)


def _top(text: str, dated_at: int) -> str:
    """Return the short lines at the top of a text, up to the one after its date; of a letter, up to its salutation."""
    lines = text[:HEAD_AT_MOST].splitlines(keepends=True)
    dear = _SALUTATION.search(text, dated_at, HEAD_AT_MOST)
    dated_at = text.find("\n", dear.end()) if dear and dated_at else dated_at
    end, held = 0, []
    for line in lines:
        if _NOTICE.match(line):
            pass
        elif len(line) <= LINE_AT_MOST and line.strip():
            held.append(line)
        elif line.strip():
            held.append(line[: dated_at - end] if end < dated_at <= end + len(line) else "")
        end += len(line)
        if line.strip() and (end > dated_at + 1 if dated_at else len(held) >= 3) and len(held) >= 2:
            break
    return " ".join((*held, _signed(text))) if dear else " ".join(held)


def _signed(text: str) -> str:
    """Return the lines below the close of a letter: who signed it, and as what."""
    closes = list(_CLOSE.finditer(text, max(0, len(text) - HEAD_AT_MOST)))
    lines = [line for line in text[closes[-1].end() :].splitlines() if line.strip()] if closes else []
    return " ".join(line for line in lines[:4] if len(line) <= LINE_AT_MOST)


def _of_page(passage: Passage) -> date | None:
    kept = passage.kept
    is_page = kept is not None and kept.name.lower().endswith((".html", ".htm", ".xhtml"))
    return find_metadata(kept).issued if kept and is_page else None
