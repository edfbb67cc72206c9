"""What a reader sees of a text with markup: the rest blanked out, every character where it was.

Quotations, speakers and figures are looked for in prose. Documents are kept with their markup, whose attributes, link
addresses and front matter are full of quotation marks and numbers that nobody reads. Blanking keeps every offset true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.folding import Span

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n")
_FRONT_MATTER_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_YAML_LINE = re.compile(r"\s*(?:$|#|[\w.-]+:(?:\s|$)|-\s|[\]}])|[ \t]+\S")
# Bounded, so that a stray "<" or "](" costs a glance and not the rest of the text.
_HIDDEN = re.compile(
    r"<(?P<tag>/?[a-z][a-z0-9]{0,15})\b[^<>]{0,2000}>"
    r"|(?<=\])\([^()\s]{0,2000}(?:\([^()\s]{0,500}\)[^()\s]{0,500})?(?:\s+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?\s*\)"
    r"|^\[(?!\^)[^\]\n]{1,200}\]:[ \t]+\S[^\n]{0,2000}$"  # where a Markdown reference is defined
    r"|^[ \t]{0,3}(?P<fence>```|~~~)[^\n]*$"
    r"|(?P<comment><!--)",
    re.MULTILINE | re.IGNORECASE,
)
_RULE = re.compile(r"\s*---")
_ENDS = {"comment": "-->", "script": "</script", "style": "</style", "fence": "\n"}
_BREAKING = frozenset(
    """p br div blockquote li ul ol tr table td th h1 h2 h3 h4 h5 h6 hr section article figure figcaption
    header footer""".split()
)


def visible(text: str) -> str:
    """Return `text` with the markup that no reader sees replaced by blanks; as long as `text`, offsets unchanged.

    Tags, comments, scripts, addresses and titles of Markdown links, fenced code and YAML front matter are blanked. A
    tag that begins a paragraph leaves line breaks behind.

    Examples:
        >>> visible('[Vox](/x "y") <i>and</i> on')
        '[Vox]            and     on'
        >>> visible("no markup")
        'no markup'
    """
    if not any(sign in text for sign in "<]`~") and not _RULE.match(text):
        return text
    parts: list[str] = []
    at = 0
    for span, left in _hidden(text):
        parts += [text[at : span.start], left.ljust(span.end - span.start)]
        at = span.end
    return "".join([*parts, text[at:]])


def _hidden(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what is hidden, in order, with the line breaks that stay of it."""
    at = front_matter_end(text)
    if at:
        yield Span(0, at), ""
    absent: set[str] = set()  # ends that are nowhere further on: looked for once, or hostile text costs its square
    while match := _HIDDEN.search(text, at):
        end = _end(text, match, absent)
        yield Span(match.start(), end), "\n\n" if (match["tag"] or "").lstrip("/").lower() in _BREAKING else ""
        at = end


def front_matter_end(text: str) -> int:
    """Return where YAML front matter ends; 0 if there is none. Prose between two rules is no front matter."""
    opening = _FRONT_MATTER.match(text)
    closing = _FRONT_MATTER_END.search(text, opening.end()) if opening else None
    if not (opening and closing):
        return 0
    lines = text[opening.end() : closing.start()].splitlines()
    return closing.end() if all(map(_YAML_LINE.match, lines)) else 0


def _end(text: str, match: re.Match[str], absent: set[str]) -> int:
    """Return where what `match` opens is over: for a comment, a script or fenced code, where it is closed."""
    kind = "comment" if match["comment"] else "fence" if match["fence"] else (match["tag"] or "").lower()
    closing = f"\n{match['fence']}" if kind == "fence" else _ENDS.get(kind, "")
    if not closing or closing in absent:
        return match.end()
    found = text.find(closing, match.end())
    if found < 0:
        absent.add(closing)
        return match.end()
    return found + len(closing)


# "**over 1,300** people", "_twice_": a star or underscore that is nothing but Markdown's stress; not the "*" of a list.
_STRESS = re.compile(r"\*\*|(?<!\w)(?:\*|__?)(?=[^\W_])|(?<=[^\W_])(?:\*|__?)(?!\w)|(?<=[.,!?%)])(?:\*|__?)(?!\w)")


def without_stress(text: str) -> str:
    """Return `text` with blanks for Markdown's marks of bold and italic words; offsets unchanged.

    Examples:
        >>> without_stress("- **1,300** people, _not_ 5 * 3 ____")
        '-   1,300   people,  not  5 * 3 ____'
    """
    return _STRESS.sub(lambda mark: " " * len(mark[0]), text) if "*" in text or "_" in text else text


# What a document's own Markdown or HTML puts around words, which no reader of it sees.
_AROUND_WORDS = re.compile(
    r"\[([^\[\]]*)\]\([^()\s]*\)|</?[A-Za-z][^<>]{0,300}>|\*\*|__|(?<!\w)[*_](?=\w)|(?<=[\w.,!?])[*_](?!\w)"
)


def without_markup(words: str) -> str:
    """Return words of a source as they are quoted: without its markup, and on one line.

    Examples:
        >>> without_markup("We **must** [end](https://example.org) it\\nnow.")
        'We must end it now.'
    """
    return " ".join(_AROUND_WORDS.sub(lambda mark: mark[1] or "", words).split())
