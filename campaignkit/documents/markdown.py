"""A draft in Markdown, as it reads: what no reader sees left out, what stands for another sign read as that sign.

Left out are front matter, comments, the addresses of links, marks of footnotes, and stars within a word. Headings,
lists, block quotes and the stars around words stay: they are no words, and tell where a paragraph begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from html.entities import html5

from campaignkit.documents.kept import Pieces, Read
from campaignkit.markup import front_matter_end

# Every repetition is bounded and stops where the next of its kind begins, so that hostile text costs no square.
_ADDRESS = r"\((?!\s*(?i:TODO|TBD|FIXME|XXX|insert|your))\s{0,9}"  # a gap in an address is for the rule on gaps
_ADDRESS += r"(?:<[^<>{}\n]{0,2000}>|[^()\s<{}\[\]]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?)"
_ADDRESS += r"(?:\s{1,9}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,9}\)"
_LINK = re.compile(
    rf"(?<!\\)!?\[(?P<label>[^\[\]\\]{{0,600}}(?:\\.[^\[\]\\]{{0,600}}){{0,9}})\](?:{_ADDRESS}|\[(?P<ref>[^\[\]]{{0,200}})\])?"
)
_DEFINED = re.compile(r"^ {0,3}\[(?!\^)(?P<ref>[^\[\]]{1,200})\]:[ \t]", re.MULTILINE)
_NOTE = re.compile(r"(?<!\\)\[\^[^\[\]\s]{1,60}\]:?")
_STARS = re.compile(r"(?<=[^\W\d_])\*{1,3}(?=[^\W\d_])")
_ESCAPE = re.compile(r"\\(?=[!-/:;=?@\[-_{|}])")  # not of a sign that would be read as markup once it stands alone
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_OPENING = ("<", ">", "`", "~", "\0")  # likewise
_DATE = re.compile(r"^date:[ \t]*[\"']?(\d{4}-\d\d-\d\d)\b", re.MULTILINE)

Change = tuple[int, int, str]  # from where to where, and what is read there


def read_markdown(source: str) -> Read:
    r"""Return a draft in Markdown as it is read.

    Examples:
        >>> read_markdown(r"The city\'s [plan](https://example.org) &mdash; we").text
        "The city's plan — we"
    """
    head = front_matter_end(source)
    parts: list[str] = []
    pieces: Pieces = [(0, 0)]
    at = length = 0
    for start, end, sign in sorted([(0, head, ""), *_changes(source)]):
        if start >= at and start < end:
            parts += [source[at:start], sign]
            length += start - at + len(sign)
            pieces += [(length - len(sign), start), (length, end)] if sign else [(length, end)]
            at = end
    return Read("".join([*parts, source[at:]]), source, pieces, dated=_dated(source[:head]))


def _changes(source: str) -> Iterator[Change]:
    for pattern in (_NOTE, _STARS, _ESCAPE):
        yield from ((*match.span(), "") for match in pattern.finditer(source))
    for entity in _ENTITY.finditer(source):
        if sign := _meaning(entity[0]):
            yield *entity.span(), sign
    yield from _comments(source)
    yield from _links(source)


def _links(source: str) -> Iterator[Change]:
    """Yield what stands around the words of a link. Brackets that lead nowhere are the writer's own."""
    defined = {match["ref"].lower() for match in _DEFINED.finditer(source)}
    for link in _LINK.finditer(source):
        named = link["label"] if link["ref"] in (None, "") else link["ref"]
        is_definition = source.startswith(":", link.end())
        if source.endswith(")", link.start(), link.end()) or (named.lower() in defined and not is_definition):
            yield link.start(), link.start("label"), ""
            yield link.end("label"), link.end(), ""


def _comments(source: str) -> Iterator[Change]:
    at = source.find("<!--")
    while at >= 0 and (end := source.find("-->", at + 4)) >= 0:
        yield at, end + 3, ""
        at = source.find("<!--", end + 3)


def _meaning(entity: str) -> str:
    """Return what an entity stands for; "" for one that HTML does not know."""
    sign = unescape(entity) if entity[1] == "#" or entity[1:] in html5 else entity
    return "" if sign == entity or sign in _OPENING else sign


def _dated(head: str) -> date | None:
    found = _DATE.search(head)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
