"""Notices: where a document corrects itself, or tells what has happened since.

Of fifty notices in news text eight take something back; the others are boilerplate. So a notice is proposed to a
person, who says what it withdraws; nothing is withdrawn by a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from campaignkit.documents.metadata import read_date
from campaignkit.documents.withdrawals import contrasted_claims, denied_claims, withdrawn_claims
from campaignkit.folding import Span

LENGTH_AT_MOST = 1200  # code points of one notice

NoticeKind = Literal["correction", "update"]


@dataclass(frozen=True, slots=True)
class Notice:
    """A place where a document corrects itself or brings itself up to date.

    Attributes:
        kind: "correction" where it takes something back, "update" where it tells what has happened since.
        span: Its place, in code points of the kept text.
        exact: Its words.
        dated: The date it bears at its head; None if it bears none.
        claim: What it seems to take back, as a sentence; None where its words do not say. A person has to judge it.
        claims: The same where it takes back more than one thing: what it says was said.
        contrasts: What it sets beside the right, as a sentence with the wrong in it: "in 2019, not 2017"; and where it
            has neither, what it denies.
    """

    kind: NoticeKind
    span: Span
    exact: str
    dated: date | None = None
    claim: str | None = None
    claims: tuple[str, ...] = ()
    contrasts: tuple[str, ...] = ()


_WORK = r"(?:story|article|post|blog\s+post|report|page|release|press\s+release|piece|column|statement|item|document)"
# "## ", "* ", "7. ", "7/ ": what stands before the first word of a paragraph.
_MARK = r"[ \t>#*_\[(•-]{0,8}(?:\d{1,3}[.)/]\s?[*_]{0,3})?"
_HEAD = re.compile(
    rf"^{_MARK}(?:an?\s+)?(?P<word>updates?|updated|corrections?|corrected|clarifications?|retractions?|editor[’']s\s+note|"
    r"note\s+to\s+readers|note\s+added(?:\s+(?:to|after|at|in|by)\s+(?:the\s+)?\w+)?|added\s+note|addendum|postscript|erratum)[*_]{0,3}"
    r"(?:(?P<of>\s+(?:to|of|on|from)\s+(?:our|the|my|this|an?|last|yesterday[’']s)\b[^:.\n]{2,50}?(?=:))|"
    r"(?P<date>\s*[,(\[—–-]?\s*(?:[^:\n]|(?<=\d):(?=\d)){0,40}?))\s*[:—–](?!\d)[*_]{0,3}(?=\s*\S)",
    re.IGNORECASE | re.MULTILINE,
)
# "## Update, March 4" as a heading, with the notice in the paragraph below.
_ALONE = re.compile(
    rf"^{_MARK}(?P<word>updates?|corrections?|clarifications?|retractions?|editor[’']s\s+note)[*_]{{0,3}}"
    r"(?P<date>\s*[,(\[—–-]?\s*[^:\n.!?]{0,40}?)[)\]*_ \t]{0,4}\n(?:[ \t]*\n){0,4}(?=[ \t]*[A-Z“\"‘'*_])",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(
    rf"(?P<earlier>\b(?:an?|the)\s+(?:earlier|previous|prior|original)\s+version\s+of\s+(?:this|the|our)\s+{_WORK}\b)"
    rf"|\bthis\s+{_WORK}\s+(?:has\s+(?:since\s+)?been|was)\s+(?:(?P<mended>corrected|amended)|(?P<updated>updated))\b"
    rf"|^{_MARK}(?:corrected|amended)\s+(?:on\b[^.:\n]{{3,30}}?\s+)?to\s+(?:remove|correct|withdraw|take|show|reflect)\b",
    re.IGNORECASE | re.MULTILINE,
)
_TAKES_BACK = re.compile(
    r"correct(?:ed|s|ing)\b|retract|misstated|misspelled|misidentified|incorrect|inaccurate|wrongly|mistaken|in error|"
    r"(?:earlier|previous|prior|original)\s+version|originally\s+(?:said|stated|reported|claimed)",
    re.IGNORECASE,
)
_ADDED = ("editor", "note added", "added note", "addendum", "postscript")
_CORRECTING = ("correct", "clarification", "retraction", "erratum")
_HAPPENED = re.compile(
    r"\b(?:after|since)\s+(?:(?:this|the|our)\s+\w+\s+(?:was|were|had\s+been)\s+(?:first\s+)?(?:published|posted|printed|sent)|"
    r"publication|(?:it|we)\s+(?:was\s+)?published)\b|\bhas\s+since\b",
    re.IGNORECASE,
)


_TELLTALES = ("update", "correct", "clarif", "retract", "erratum", "editor", "note", "addend", "postscript")
_TELLTALES_WITHIN = ("version of", "corrected", "amended", "updated")

_WRAPPED = re.compile(r"(?<=[^\n]{40})\n(?=[^\s*•>#-])")  # a long line that goes on in the next one


def find_notices(text: str) -> list[Notice]:
    """Return the notices of a document, in order.

    Examples:
        >>> [notice] = find_notices("All is well.\\n\\nCorrection: A previous version of this story said that the "
        ...                         "library closed in May. It closed in June.")
        >>> notice.kind, notice.claim
        ('correction', 'The library closed in May.')
        >>> find_notices("We ask the council for an update: silence is no answer.")
        []
    """
    found: list[Notice] = []
    low = text.lower()
    # A look at a few words spares most documents the patterns.
    headed = _headed(text) if any(word in low for word in _TELLTALES) else ()
    told = _sentences(text) if any(word in low for word in _TELLTALES_WITHIN) else ()
    for at, kind in sorted([*headed, *told]):
        if not found or at >= found[-1].span.end:
            found.append(_notice(text, at, kind))
    return found


def _headed(text: str) -> Iterator[tuple[int, NoticeKind]]:
    for head in (*_HEAD.finditer(text), *_ALONE.finditer(text)):
        line = text[head.end() : _end(text, head.end())]
        kind = _kind(head["word"].lower(), line, bool(re.search(r"\d", head.groupdict().get("date") or "")))
        of_what = head.groupdict().get("of")
        if kind == "update" and of_what:  # "An update on our campaign: we won"
            continue
        if kind and _is_date(head["date"] or "") and not _is_stamp(line):
            yield head.start("word"), kind


def _kind(word: str, line: str, is_dated: bool) -> NoticeKind | None:
    """Return what a line under this heading is; "Corrections:" in the plural is mostly an address to write to."""
    if word.startswith(_CORRECTING) and word != "corrections":
        return "correction"
    if _TAKES_BACK.search(line):
        return "correction"
    if _HAPPENED.search(line):
        return "update"
    # A note with a date of its own tells what was not known when the rest was written.
    return "update" if word.startswith("update") or (is_dated and word.startswith(_ADDED)) else None


def _sentences(text: str) -> Iterator[tuple[int, NoticeKind]]:
    for hit in _SENTENCE.finditer(text):
        yield _sentence_start(text, hit.start()), "update" if hit["updated"] else "correction"


def _is_date(between: str) -> bool:
    """Whether what stands between "Update" and its colon is nothing or a date or a time, not a sentence."""
    words = re.findall(r"[^\W\d_]{2,}", between)
    return not words or bool(re.search(r"\d", between) and len(words) <= 4)


def _is_stamp(line: str) -> bool:
    """Whether a line holds a date and nothing else: when a page was last saved is no notice."""
    return bool(read_date(line)) and len(re.findall(r"[^\W\d_]{2,}", line)) <= 4


def _sentence_start(text: str, at: int) -> int:
    """Return where the sentence around `at` begins, without the bracket or the mark of a list before it."""
    window = max(0, at - LENGTH_AT_MOST)
    breaks = [found.end() for found in re.finditer(r"\n|[.!?]\s+", text[window:at])]
    start = window + (breaks[-1] if breaks else 0)
    return start + len(text[start:at]) - len(text[start:at].lstrip(" \t>#*_[(•-"))


_STOP = re.compile(r"\n[ \t]*\r?\n|(?<=[.!?)\]”\"])[ \t*_]{0,8}\r?\n(?=[ \t]{0,8}[\W_]{0,8}[A-Z0-9])")


def _end(text: str, at: int) -> int:
    """Return where a notice ends: at an empty line, or where one line ends a sentence and the next begins another."""
    alone = _ALONE.match(text, at)
    at = alone.end() if alone else at
    last = min(len(text), at + LENGTH_AT_MOST)
    stop = _STOP.search(text, at, last)
    return at + len(text[at : stop.start() if stop else last].rstrip(" \t\r\n*_"))


def _notice(text: str, at: int, kind: NoticeKind) -> Notice:
    exact = _without_bracket(text[at : _end(text, at)])
    head = re.split(r":(?!\d)|\n", exact[:60])[0]
    told = _WRAPPED.sub(" ", exact)
    claims = withdrawn_claims(told) if kind == "correction" else ()
    beside = contrasted_claims(told) if kind == "correction" else ()
    beside = beside or (denied_claims(told) if kind == "correction" and not claims else ())
    claim = next(iter((*claims, *beside)), None)
    return Notice(kind, Span(at, at + len(exact)), exact, read_date(head), claim, claims, beside)


def _without_bracket(exact: str) -> str:
    """Return a notice without the bracket that closes it, where the one that opens it stands before its first word."""
    for opens, closes in ("[]", "()"):
        if exact.endswith(closes) and exact.count(closes) > exact.count(opens):
            return exact[:-1].rstrip()
    return exact
