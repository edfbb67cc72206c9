"""Markdown as chats read it: every sign that could be markup, a mention or a link gets a backslash.

A mention that no backslash stops ("@everyone", "@all") gets a zero-width space behind the sign that calls.
"""

from __future__ import annotations

import re

from campaignkit.deliver.sinks.parts import Writing

_MARKUP = re.compile(
    r"[\\`*_~|<>\[\]()#]|^[ \t]*(?=[-+=](?:\s|[-=]*$)|\.\s)|(?<=\d)(?=\.\s)|&(?=#?\w+;)|:(?=\w+:)|:(?=//)",
    re.MULTILINE,
)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)  # of four spaces, it would make a block of code
_CALLS = re.compile(r"@(?=\w)|(?<=www)\.(?=\w)")
_OPEN = re.compile(r"[()*_~`|\[\]]")


def escaped(text: str) -> str:
    r"""Return a text in which nothing is markup, a mention or a link.

    Examples:
        >>> escaped("[bank.example](https://evil.example) *now*")
        '\\[bank.example\\]\\(https\\://evil.example\\) \\*now\\*'
        >>> escaped("@everyone") == "@" + chr(0x200B) + "everyone"
        True
    """
    return unindented(piece(text))


def piece(text: str) -> str:
    r"""Return a piece of a paragraph in which nothing is markup; the spaces at its ends part it from its neighbours.

    Examples:
        >>> piece(" (source 1)")
        ' \\(source 1\\)'
    """
    return _CALLS.sub(lambda found: f"{found[0]}\u200b", _MARKUP.sub(_with_backslash, text))


def _with_backslash(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if found[0].strip() else f"{found[0]}\\"


def unindented(text: str) -> str:
    """Return a whole paragraph whose lines begin with no space."""
    return _INDENT.sub("", text)


def address(url: str) -> str:
    """Return a web address as a link that shows where it leads.

    Examples:
        >>> address("https://news.example/a_(b)")
        '<https://news.example/a%5F%28b%29>'
    """
    return f"<{_OPEN.sub(lambda found: f'%{ord(found[0]):02X}', url)}>"


WRITING = Writing(piece, address, unindented)
