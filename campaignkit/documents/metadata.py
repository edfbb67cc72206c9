"""What a document says of itself: title, author, date, address. What it does not say, and we only guess, is named.

Read from the front matter of a text, from the head of an HTML page, and from a line that is nothing but a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from urllib.parse import urlsplit

from campaignkit.documents.kept import Kept
from campaignkit.folding import Span
from campaignkit.function_words import MONTHS

LINES_AT_TOP = 12  # of a text; further down a date or a short line is about something else
TITLE_AT_MOST = 120

_MONTH = rf"(?P<month>{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in MONTHS)})\.?"
_DATES = [
    re.compile(r"(?P<year>\d{4})-(?P<number>\d{2})-(?P<day>\d{2})(?!\d)"),
    re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>\d{{4}})\b", re.IGNORECASE),
]
_DATE_LINE = re.compile(
    r"[\W_]*(?:(?:first\s+)?(?:published|posted|issued|released|date|dated)(?:\s+on)?\W{0,3})?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?P<date>.{6,24}?)"
    r"(?:\s*(?:,|at|\|)?\s*\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4})?)?[\W_]*",
    re.IGNORECASE,
)
_ENDS_IN_DATE = [re.compile(rf"{pattern.pattern}\W*$", re.IGNORECASE) for pattern in _DATES]
_PLAIN = re.compile(r"^[#*_\s]+|[*_\s]+$")
_NO_TITLE = re.compile(r"^(?:skip to|share\b|menu\b|search\b|sign in|subscribe|advertisement)|[.,;:]$", re.IGNORECASE)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<lines>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_FRONT_LINE = re.compile(r"(?P<key>[A-Za-z_]+):[ \t]+(?P<value>\S.*)")


@dataclass(frozen=True)
class Metadata:
    """What was found in a document. Names of fields are those of `Source`; nothing found is None or empty.

    Attributes:
        inferred: Names of the fields that the document does not state and that we guessed.
    """

    title: str | None = None
    publisher: str | None = None
    author: tuple[str, ...] = ()
    issued: date | None = None
    url: str | None = None
    inferred: tuple[str, ...] = ()


def find_metadata(kept: Kept) -> Metadata:
    """Return what `kept` says of itself.

    Examples:
        >>> from campaignkit.documents import read_bytes
        >>> found = find_metadata(read_bytes(b"Minutes of the Council\\n\\n3 March 2026\\n\\nPresent: all.", "a.txt"))
        >>> found.title, found.issued, found.inferred
        ('Minutes of the Council', datetime.date(2026, 3, 3), ('title',))
    """
    named = _head_of_page(kept) if _is_page(kept) else _front_matter(kept.text)
    title = named.get("title")
    guess = None if title else kept.title or _first_line(kept.text)
    issued, guessed = read_date(named.get("issued", "")), False
    if issued is None:
        issued, guessed = _date_line(kept.text)
    inferred = [*(["title"] if guess else []), *(["issued"] if issued and guessed else [])]
    return Metadata(
        title=title or guess,
        publisher=named.get("publisher"),
        author=_names(named.get("author", "")),
        issued=issued,
        url=_web_address(named.get("url", "")),
        inferred=tuple(inferred),
    )


def read_date(text: str) -> date | None:
    """Return the first date in `text` that names day, month and year; None if there is none.

    Dates in numbers alone are read only as year-month-day: 3/4/2026 is two days, depending on where one lives.

    Examples:
        >>> read_date("posted June 10, 2020 6:45 pm"), read_date("2nd of March 2026"), read_date("3/4/2026")
        (datetime.date(2020, 6, 10), datetime.date(2026, 3, 2), None)
    """
    found = sorted((match for pattern in _DATES if (match := pattern.search(text))), key=lambda match: match.start())
    return next(filter(None, map(_as_date, found)), None)


# What stands before the date of a heading, a dateline or a byline: a few words, and none that makes a sentence of it.
_BEFORE_AT_MOST = 90
_RUNNING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|may|must|said|says|on which|that|by the|until|since|before|"
    r"after|"
    r"from|effective|beginning|starting|through|between|due|deadline|next meeting|comments?|expires?)\b"
    r"|^\W*(?:on|in|as of|last|by(?!\s+\w))\b|^\W*[—–]|@|^\W*(?:last\s+)?(?:updates?|updated|modified|corrections?|"
    r"corrected|clarification|"
    r"editor[’']s note|retrieved|accessed|copyright)\b",
    re.IGNORECASE,
)
_NUMBERS_ALONE = re.compile(
    r"(?<![\w/.])(?P<one>\d{1,2})(?P<mark>[/.])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)\d\d)(?![\w/])"
)


def heading_date(text: str) -> tuple[date, Span] | None:
    """Return the date that a document gives as its own near its top, and where: in a heading, a dateline, a byline.

    A date in a running sentence is none of these, nor is that of an update or a correction. Of dates in numbers alone
    only those are read that can be but one day: 13/6/2020.

    Examples:
        >>> heading_date("Report 19-07, October 31, 2019. City Auditor: Delphine Roy.")
        (datetime.date(2019, 10, 31), Span(start=14, end=30))
        >>> heading_date("The library\\n\\nOn June 10, 2020 it closed.") is None
        True
    """
    at = 0
    lines = 0
    for line in text[:4000].splitlines(keepends=True):
        found = _heading_date(line)
        if found:
            return found[0], Span(at + found[1].start, at + found[1].end)
        at += len(line)
        lines += bool(line.strip())
        if lines >= LINES_AT_TOP:
            return None
    return None


def _heading_date(line: str) -> tuple[date, Span] | None:
    if not re.search(r"\d{4}", line):
        return None
    found = [match for pattern in _DATES if (match := pattern.search(line))]
    for match in sorted(found, key=lambda match: match.start()):
        when = _as_date(match)
        if when and match.start() <= _BEFORE_AT_MOST and not _RUNNING.search(line[: match.start()]):
            return when, Span(*match.span())
    numbers = _NUMBERS_ALONE.search(line)
    when = _in_numbers(numbers) if numbers and not _RUNNING.search(line[: numbers.start()]) else None
    return (when, Span(*numbers.span())) if numbers and when else None


def _in_numbers(match: re.Match[str]) -> date | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if min(one, two) > 12 or (one != two and max(one, two) <= 12):
        return None
    try:
        return date(year, min(one, two), max(one, two))
    except ValueError:
        return None


def _as_date(match: re.Match[str]) -> date | None:
    held = match.groupdict()
    month = int(held["number"]) if held.get("number") else _month(held["month"])
    try:
        return date(int(held["year"]), month, int(held["day"]))
    except ValueError:  # 31 June
        return None


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))


def _is_page(kept: Kept) -> bool:
    return kept.name.lower().endswith((".html", ".htm", ".xhtml"))


def _first_line(text: str) -> str | None:
    """Return the first line that looks like a title; where none near the top does, the first words of all."""
    body = _FRONT_MATTER.sub("", text, count=1) if _FRONT_MATTER.match(text) else text
    lines = [line for line in (_PLAIN.sub("", line) for line in body.splitlines()) if re.search(r"\w", line)]
    short = (line for line in lines[:LINES_AT_TOP] if len(line) <= TITLE_AT_MOST and not _NO_TITLE.search(line))
    return next(short, None) or (_cut(lines[0]) if lines else None)


def _cut(line: str) -> str:
    return (
        line if len(line) <= TITLE_AT_MOST else f"{line[:TITLE_AT_MOST].rpartition(' ')[0] or line[:TITLE_AT_MOST]} …"
    )


def _date_line(text: str) -> tuple[date | None, bool]:
    """Return the date that stands alone in a line near the top; or, as a guess, that which ends a short line there."""
    lines = [line for line in text[:4000].splitlines() if line.strip()][:LINES_AT_TOP]
    short = [line for line in lines if len(line) <= TITLE_AT_MOST]
    for line in short:
        alone = _DATE_LINE.fullmatch(line)
        if alone and any(pattern.fullmatch(alone["date"].strip()) for pattern in _DATES):
            return read_date(alone["date"]), False
    ends = (found for line in short for pattern in _ENDS_IN_DATE if (found := pattern.search(line)))
    return next((read_date(found[0]) for found in ends), None), True


def _names(text: str) -> tuple[str, ...]:
    """Return the names in "[Ann Lee, Bo Ray]", "Ann Lee and Bo Ray" or "Ann Lee"."""
    parts = re.split(r"\s*[,;]\s*|\s+(?:and|&)\s+", re.sub(r"^(?:by\s+|\[\s*)|\s*\]$", "", text, flags=re.IGNORECASE))
    return tuple(part for part in (one.strip(" \"'") for one in parts) if part)


def _web_address(text: str) -> str | None:
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return None
    plain = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"[\s<>\"]", text.strip())
    return text.strip() if plain else None


_KEYS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "byline": "author",
    "date": "issued",
    "issued": "issued",
    "published": "issued",
    "publisher": "publisher",
    "canonical_url": "url",
    "url": "url",
}


def _front_matter(text: str) -> dict[str, str]:
    """Return the lines `key: value` between two lines of dashes at the very top; anything nested is passed over."""
    block = _FRONT_MATTER.match(text)
    found: dict[str, str] = {}
    for line in block["lines"].splitlines() if block else ():
        held = _FRONT_LINE.fullmatch(line.rstrip())
        if held and (key := _KEYS.get(held["key"].lower())):
            found.setdefault(key, _unquoted(held["value"]))
    return found


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


_META = {
    "og:title": "title",
    "citation_title": "title",
    "dc.title": "title",
    "author": "author",
    "article:author": "author",
    "citation_author": "author",
    "dc.creator": "author",
    "og:site_name": "publisher",
    "dc.publisher": "publisher",
    "article:published_time": "issued",
    "citation_publication_date": "issued",
    "dc.date": "issued",
    "date": "issued",
    "og:url": "url",
}


@dataclass
class _Head(HTMLParser):
    """The head of a page; what stands first under a name counts."""

    found: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in self.told(tag, {name: value or "" for name, value in attrs}):
            if value.strip():
                self.found.setdefault(key, " ".join(value.split()))

    def told(self, tag: str, attrs: dict[str, str]) -> Iterator[tuple[str, str]]:
        if tag == "meta":
            name = (attrs.get("property") or attrs.get("name") or "").lower()
            if name in _META:
                yield _META[name], attrs.get("content", "")
        elif tag == "link" and attrs.get("rel", "").lower() == "canonical":
            yield "url", attrs.get("href", "")


def _head_of_page(kept: Kept) -> dict[str, str]:
    reader = _Head()
    reader.feed(kept.file_text)
    reader.close()
    found = reader.found
    if "author" in found and _web_address(found["author"]):  # some pages name a profile page as the author
        del found["author"]
    return found
