"""Web and e-mail addresses and @names, whose digits nobody counts."""

from __future__ import annotations

import re

_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]+"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)*|@\w+"
    r"|\.(?:com|org|net|gov|edu|info)/[^\s<>\"“”]*"
)
_SIGN_OF_WEB = re.compile(r"https?://|www\.|@|\.(?:com|org|net|gov|edu|info)/")
_LOCAL_PART = re.compile(r"[\w.+-]+\Z")


def without_web_addresses(text: str) -> str:
    """Return `text` with web and e-mail addresses and @names blanked out, every other character in its place.

    >>> without_web_addresses("28 at https://example.org/2020/06 today")
    '28 at                             today'
    """
    if not any(sign in text for sign in ("@", "www.", "/")):
        return text
    pieces, done = [], 0
    for sign in _SIGN_OF_WEB.finditer(text):
        if sign.start() < done:
            continue
        start = _start_of_address(text, sign)
        match = (_WEB.match(text, start) if start >= done else None) or _WEB.match(text, sign.start())
        if match:
            pieces += [text[done : match.start()], " " * len(match[0])]
            done = match.end()
    return "".join([*pieces, text[done:]]) if pieces else text


def _start_of_address(text: str, sign: re.Match[str]) -> int:
    """Where an address begins whose sign stands at a place: an e-mail address before its @."""
    low = sign.start()
    name = _LOCAL_PART.search(text[max(0, low - 80) : low]) if sign[0] == "@" else None
    return low - len(name[0]) if name else low
