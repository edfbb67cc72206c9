"""A draft in Markdown: what is written with a backslash or as an entity, read as the sign that it stands for.

The rest of the markup stays where it is and is passed over when words are looked for (`campaignkit.markup`), so that
nearly every character of the text is that of the file.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from campaignkit.documents.kept import Pieces, Read

_CODE = r"(?P<code>^[ \t]{0,3}(?P<fence>```+|~~~+)[^\n]*$)"
_ESCAPE = r"\\(?P<sign>[!-/:;=?@\[-_{|}])"  # not of a sign that would be read as markup once it stands alone
_ENTITY = r"(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
_OPENING = ("<", ">", "`", "~", "\0")  # what must stay written, or it would be read as markup itself
_WRITTEN = re.compile(f"{_CODE}|{_ESCAPE}|{_ENTITY}", re.MULTILINE)


def read_markdown(source: str) -> Read:
    r"""Return a draft in Markdown as it is read.

    Examples:
        >>> read_markdown(r"The city\'s \"plan\" &mdash; we").text
        'The city\'s "plan" — we'
    """
    parts: list[str] = []
    pieces: Pieces = [(0, 0)]
    at = length = 0
    for start, end, sign in _signs(source):
        parts += [source[at:start], sign]
        length += start - at + len(sign)
        # A sign behind a backslash is itself in the file; one that an entity stands for begins where the entity does.
        pieces += [(length - len(sign), end - 1 if source[start] == "\\" else start), (length, end)]
        at = end
    return Read("".join([*parts, source[at:]]), source, pieces)


def _signs(source: str) -> list[tuple[int, int, str]]:
    """Return start, end and meaning of what stands for another sign, outside of fenced code."""
    found: list[tuple[int, int, str]] = []
    at = 0
    while match := _WRITTEN.search(source, at):
        at = match.end()
        if match["code"]:
            close = source.find(f"\n{match['fence'][:3]}", at)
            at = len(source) if close < 0 else close + 4
        else:
            sign = match["sign"] or _meaning(match["entity"])
            found += [(match.start(), at, sign)] if sign else []
    return found


def _meaning(entity: str) -> str:
    """Return what an entity stands for; "" for one that HTML does not know."""
    sign = unescape(entity) if entity[1] == "#" or entity[1:] in html5 else entity
    return "" if sign == entity or sign in _OPENING else sign
