"""Markdown (CommonMark), in which a name or a quotation can never turn into markup.

Only what would be read as markup where it stands is escaped, so that "[Microsoft] should" and "$37 million" can be
read, copied and checked in the file as they are.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Divider,
    Document,
    Heading,
    Inline,
    Lines,
    Link,
    Paragraph,
    Text,
    inline_text,
)
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.prose import broken_lines, fixed_lines, heading_shift, spaced
from campaignkit.render.setting import PLAIN, Setting

# Each alternative ends with the character that gets the backslash. "[" is harmless without "](" behind its partner and
# without a definition, which can only stand at the start of a line; "#" counts at the start of a word, where a heading
# may begin or end.
_MARKUP = re.compile(r"[\\`*_~<{]|(?<!\S)#|&(?=#?\w+;)|\](?=\()|\A *\[")
_MARKUP_IN_LINK = re.compile(r"[\\`*_~<{\[\]]|&(?=#?\w+;)")
_MARKUP_IN_ADDRESS = re.compile(r"[\\&]")
_AT_START = re.compile(r"\A(?:\d{1,9}(?=[.)](?:\s|\Z))|(?=[-+=:>|]))")
_RULE = "___"  # "- ***" and "- ---" can be read as one long rule; this cannot
_HARD_BREAK = "\\\n"
_EMPTY_LINE = "&nbsp;"  # an empty line would end the paragraph
_NEUTRAL = frozenset(string.punctuation) - {"*"} | {"", " "}


def render(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as Markdown in UTF-8: title, body, list of sources.

    Raises:
        InputError: The document holds what no page can carry (`refuse_unsafe`).
    """
    refuse_unsafe(document)
    parts = [f"# {_row([Text(text=document.title)])}", _blocks(document.blocks, heading_shift(document))]
    if document.sources:
        parts += [f"## {document.vocabulary.sources}", _sources(document.sources)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _blocks(blocks: Sequence[Block], shift: int, outer: str = "") -> str:
    """Return blocks with an empty line between two; `outer` is the sign of the list that they are an item of."""
    parts: list[str] = []
    before: Block | None = None
    sign = ""
    for block in blocks:
        following = _sign(block, before, sign, outer)
        if text := _block(block, shift, following):
            parts.append(text)
            before, sign = block, following
    return "\n\n".join(parts)


def _sign(block: Block, before: Block | None, sign: str, outer: str) -> str:
    """Return the sign of a list: two of a kind in a row would be read as one list, and "- - -" as a rule."""
    if not isinstance(block, Bullets):
        return ""
    twin = isinstance(before, Bullets) and before.ordered == block.ordered
    if block.ordered:
        return ")" if twin and sign == "." else "."
    return "*" if (sign if twin else outer) == "-" else "-"


def _block(block: Block, shift: int, sign: str) -> str:
    match block:
        case Paragraph(inlines=inlines):
            return _rows(_row(line) for line in broken_lines(inlines)) if inlines else ""
        case Heading(level=level, inlines=inlines):
            text = " ".join(_row(line) for line in broken_lines(inlines)).strip()
            return f"{'#' * min(6, level + shift)} {text}" if text else ""
        case Bullets(items=items, ordered=ordered):
            return _bullets([_blocks(item, shift, sign) for item in items], ordered, sign)
        case BlockQuote(blocks=blocks):
            return "\n".join(f"> {line}".rstrip() for line in _blocks(blocks, shift).split("\n"))
        case Lines():
            return _rows(_fixed(line) for line in fixed_lines(block))
        case Divider():
            return _RULE


def _bullets(items: Sequence[str], ordered: bool, sign: str) -> str:
    lines = []
    for number, item in enumerate(items, start=1):
        lead = f"{number}{sign} " if ordered else f"{sign} "
        lines.append((lead + item.replace("\n", f"\n{' ' * len(lead)}")).rstrip())
    return ("\n\n" if any("\n\n" in item for item in items) else "\n").join(lines)


def _sources(sources: Sequence[CitedSource]) -> str:
    """Return the list of sources; if their numbers are not 1, 2, 3 …, as paragraphs, since a list would count anew."""
    counted = [entry.number for entry in sources] == list(range(1, len(sources) + 1))
    return ("\n" if counted else "\n\n").join(_source(entry, counted) for entry in sources)


def _source(entry: CitedSource, counted: bool) -> str:
    lead = f"{entry.number}. " if counted else f"{entry.number}\\. "
    label = _row([Text(text=entry.label)])
    return lead + (f"{label}{_HARD_BREAK}{' ' * len(lead)}<{entry.url}>" if entry.url else label)


def _rows(rows: Iterable[str]) -> str:
    return _HARD_BREAK.join(row or _EMPTY_LINE for row in rows)


def _fixed(line: str) -> str:
    text = line.lstrip(" ")
    return "&nbsp;" * (len(line) - len(text)) + _row([Text(text=text)])


@dataclass(frozen=True, slots=True)
class _Run:
    """Words in one style, or a link. Quotations, figures and footnote marks are words like any other here."""

    text: str
    style: str = ""
    href: str = ""


def _row(inlines: Sequence[Inline]) -> str:
    """Return one line of inlines."""
    runs = _runs(inlines)
    out = ""
    for run, after in pairwise([*runs, _Run("")]):
        if run.href:
            out = f"{out[:-1]}\\!" if out.endswith("!") else out  # "!" before a link makes it an image
            out += _link(run)
        else:
            out += _styled(run, out[-1:], after) if run.style else _escaped(run.text)
    return _AT_START.sub(r"\g<0>\\", out.strip(" "))


def _runs(inlines: Sequence[Inline]) -> list[_Run]:
    """Return the inlines with neighbours of one style joined, so that "]" and "(" of two of them are seen together."""
    runs: list[_Run] = []
    for run in map(_run, inlines):
        if runs and not run.href and not runs[-1].href and run.style == runs[-1].style:
            runs[-1] = replace(run, text=runs[-1].text + run.text)
        elif run.text:
            runs.append(run)
    return [replace(run, text=spaced(run.text)) for run in runs]


def _run(inline: Inline) -> _Run:
    match inline:
        case Link(text=text, href=href):
            return _Run(text, href=href)
        case Text(text=text, strong=strong, emphasis=emphasis):
            return _Run(text, style="**" * strong + "*" * emphasis)
        case _:
            return _Run(inline_text(inline))


def _escaped(text: str, markup: re.Pattern[str] = _MARKUP) -> str:
    return markup.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def _link(run: _Run) -> str:
    return f"[{_escaped(run.text, _MARKUP_IN_LINK)}](<{_escaped(run.href, _MARKUP_IN_ADDRESS)}>)"


def _styled(run: _Run, before: str, after: _Run) -> str:
    """Return bold or italic words; plain ones where CommonMark would print the asterisks instead of reading them."""
    core = run.text.strip()
    lead, _, tail = run.text.partition(core) if core else (run.text, "", "")
    following = tail[:1] or ("*" if after.style else "[" if after.href else after.text[:1])
    if core and _opens(lead[-1:] or before, core[0]) and _opens(following, core[-1]):
        return f"{lead}{run.style}{_escaped(core)}{run.style}{tail}"
    return _escaped(run.text)


def _opens(outside: str, inside: str) -> bool:
    return outside != "*" and (outside in _NEUTRAL or inside.isalnum())
