"""Markdown as chats read it: every sign that could be markup, a mention or a link gets a backslash.

A mention that no backslash stops ("@everyone", "@all") gets a zero-width space behind the sign that calls.
"""

from __future__ import annotations

import re

from campaignkit.deliver.sinks.parts import Writing

_MARKUP = re.compile(
    r"[\\`*_~|<>\[\]()#]|^(?=[-+=](?:\s|[-=]*$))|(?<=\d)(?=\.\s)|&(?=#?\w+;)|:(?=\w+:)|:(?=//)", re.MULTILINE
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
    shown = _MARKUP.sub(lambda found: f"\\{found[0]}", _INDENT.sub("", text))
    return _CALLS.sub(lambda found: f"{found[0]}\u200b", shown)


def address(url: str) -> str:
    """Return a web address as a link that shows where it leads.

    Examples:
        >>> address("https://news.example/a_(b)")
        '<https://news.example/a%5F%28b%29>'
    """
    return f"<{_OPEN.sub(lambda found: f'%{ord(found[0]):02X}', url)}>"


WRITING = Writing(escaped, address)
