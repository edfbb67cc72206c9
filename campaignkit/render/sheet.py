"""A document as it goes on paper: what stands in the letterhead and the window, and which words go to the foot.

Shared by the renderers of PDF and Word, so that both set the same letter. Every word of `Document.text` stands once:
the lines of a signature that tell where the sender can be reached go up into the letterhead, "(source 1)" becomes the
mark of a footnote, and the list of sources becomes the footnotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Document,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Paragraph,
    Quoted,
    SourceMark,
    Text,
    inline_text,
)
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.prose import fixed_lines, spaced
from campaignkit.render.setting import Envelope, Setting

LETTER_PAPER = frozenset("BO BZ CA CL CO CR DO GT HN MX NI PA PH PR SV US VE".split())
"""Countries whose offices print on Letter (8.5 x 11 in); all others print on A4."""

THIN = "\u202f"
"""Parts the mark of a footnote from a figure, which would else read "1,3501" or "1,350,2" when it is copied."""

_LANGUAGE = re.compile(r"(?P<language>[A-Za-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?P<region>[A-Za-z]{2}))?")
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # characters that turn the direction of writing
_REACHED = re.compile(r"\S*@\S*|(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?|[+(]?\d[\d\s()./-]{5,}")
"""An e-mail address, a web page or a number to call, which stand behind the postal address."""

_STOP = re.compile(r"[.,;:!?]+")
_FIGURE_END = re.compile(r"\d[.,;:!?]*\Z")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style, a link, the mark of footnotes, or the end of a line.

    Attributes:
        notes: Numbers of sources whose footnotes are referred to here.
        ends_line: A new line within the paragraph begins; there are no words.
    """

    text: str = ""
    strong: bool = False
    emphasis: bool = False
    href: str = ""
    notes: tuple[int, ...] = ()
    ends_line: bool = False


@dataclass(frozen=True)
class Sheet:
    """A document taken apart for paper.

    Attributes:
        language, region: Such as "en" and "US"; "" where the document's language is not told that way.
        letterhead: The sender's name and where to reach the sender, one line each; () if nobody signs.
        day, address: The lines of the date and of the addressee, which stand apart from the text in a letter.
        blocks: The body, without them.
        notes: The sources that become footnotes, by number.
        rest: The sources that no mark mentions; they are listed at the end.
    """

    document: Document
    envelope: Envelope
    language: str
    region: str
    letterhead: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: dict[int, CitedSource] = field(default_factory=dict)
    rest: tuple[CitedSource, ...] = ()

    @property
    def title(self) -> str:
        """The title as one line."""
        return isolated(spaced(self.document.title).strip())

    @property
    def way_back(self) -> tuple[str, ...]:
        """The sender's name and postal address, for the line above the window: the post brings a letter back there."""
        name, *rest = self.letterhead or ("",)
        return (name, *takewhile(lambda line: not _REACHED.fullmatch(line.strip()), rest)) if name else ()

    def runs(self, inlines: Sequence[Inline]) -> list[Run]:
        """Return inlines as runs, with no space at the ends of a line and none before the mark of a footnote."""
        return _trimmed(_with_marks_behind_stops(_runs(inlines, self.notes)))


def sheet(document: Document, setting: Setting, *, own_letterhead: bool = False) -> Sheet:
    """Take a document apart for paper.

    Args:
        document: What to print.
        setting: Says which envelope.
        own_letterhead: The paper bears a letterhead already: the signature keeps all its lines.

    Raises:
        InputError: The document holds what no page can carry (`refuse_unsafe`).
    """
    refuse_unsafe(document)
    language, region = _language(document.language)
    envelope: Envelope = setting.envelope or ("us" if region in LETTER_PAPER else "din")
    marked = set(_marked(document.blocks))
    listed = {entry.number: entry for entry in document.sources}
    held = Sheet(
        document,
        envelope,
        language,
        region,
        blocks=document.blocks,
        notes={number: entry for number, entry in listed.items() if number in marked},
        rest=tuple(entry for entry in document.sources if entry.number not in marked),
    )
    return _as_letter(held, own_letterhead) if document.kind == "letter" else held


def levels(blocks: Sequence[Block]) -> Iterator[int]:
    """Yield how deep each heading that has words stands under the title: from 2, and no level is skipped.

    Readers of tagged PDF and of Word's navigation rely on it; templates begin at any level.
    """
    above: list[int] = []
    for heading in _leaves(blocks):
        if isinstance(heading, Heading) and has_words(heading.inlines):
            while above and above[-1] >= heading.level:
                above.pop()
            above.append(heading.level)
            yield min(6, len(above) + 1)


def has_words(inlines: Sequence[Inline]) -> bool:
    """Return whether there is anything to print."""
    return any(inline_text(inline).strip() for inline in inlines)


def is_quotation(block: BlockQuote) -> bool:
    """Return whether a passage set apart is a quotation: it begins with one."""
    match block.blocks:
        case [Paragraph(inlines=[Quoted(), *_]), *_]:
            return True
        case _:
            return False


def source_label(entry: CitedSource) -> str:
    """Return what the footnote says before the address."""
    return isolated(spaced(entry.label).strip())


def lines_of(block: Lines) -> list[str]:
    """Return fixed lines whose leading spaces survive on paper."""
    return [isolated("\u00a0" * (len(line) - len(bare := line.lstrip(" "))) + bare) for line in fixed_lines(block)]


def isolated(text: str) -> str:
    """Return text shut in if it turns the direction of writing, so that it cannot turn what follows."""
    return f"\u2068{text}\u2069" if _TURNS.search(text) else text


def _language(tag: str) -> tuple[str, str]:
    found = _LANGUAGE.fullmatch(tag)
    return (found["language"].lower(), (found["region"] or "").upper()) if found else ("", "")


def _as_letter(held: Sheet, own_letterhead: bool) -> Sheet:
    """Take the date and the address from the head of the letter, and the letterhead from its signature."""
    day, address, body = _head(held.blocks)
    letterhead: tuple[str, ...] = ()
    if not own_letterhead and held.document.initiators:
        letterhead, body = _letterhead(body, held.document.initiators[0])
    return replace(held, letterhead=letterhead, day=day, address=address, blocks=tuple(body))


def _head(blocks: Sequence[Block]) -> tuple[tuple[str, ...], tuple[str, ...], list[Block]]:
    """Return the lines of the date, those of the address, and the other blocks.

    Only what stands before the first sentence, and only the first of each, is the head of a letter.
    """
    taken: dict[str, tuple[str, ...]] = {}
    body: list[Block] = []
    for number, block in enumerate(blocks):
        if not isinstance(block, Lines):
            return taken.get("date", ()), taken.get("address", ()), [*body, *blocks[number:]]
        if block.role in ("date", "address") and block.role not in taken:
            taken[block.role] = tuple(lines_of(block))
        else:
            body.append(block)
    return taken.get("date", ()), taken.get("address", ()), body


def _letterhead(body: Sequence[Block], name: str) -> tuple[tuple[str, ...], list[Block]]:
    """Return the letterhead, and the body with the signature down to the name in it.

    The lines under the sender's name, or under the organisation's where there is one, tell where to write to.
    """
    for number, block in enumerate(body):
        if isinstance(block, Lines) and block.role == "signature":
            ends = [at for at, line in enumerate(block.lines, 1) if line == name or line.startswith(f"{name}, ")]
            if ends:
                kept = block.model_copy(update={"lines": block.lines[: ends[-1]]})
                rest = block.model_copy(update={"lines": block.lines[ends[-1] :]})
                return (isolated(spaced(name)), *lines_of(rest)), [*body[:number], kept, *body[number + 1 :]]
    return (isolated(spaced(name)),), list(body)


def _runs(inlines: Sequence[Inline], notes: dict[int, CitedSource]) -> Iterator[Run]:
    for inline in inlines:
        match inline:
            case SourceMark(numbers=numbers) if set(numbers) <= notes.keys():
                yield Run(notes=numbers)
            case Text(text=text, strong=strong, emphasis=emphasis):
                yield Run(isolated(spaced(text)), strong, emphasis)
            case Link(href=href):
                yield Run(isolated(spaced(inline_text(inline))), href=href)
            case LineBreak():
                yield Run(ends_line=True)
            case _:
                yield Run(isolated(spaced(inline_text(inline))))


def _with_marks_behind_stops(runs: Iterator[Run]) -> list[Run]:
    """Put the mark of a footnote behind the stop or comma that follows it, and two marks into one."""
    out: list[Run] = []
    for run in runs:
        if run.notes:
            _close_up(out)
            before = out.pop().notes if out and out[-1].notes else ()
            out.append(Run(notes=tuple(dict.fromkeys(before + run.notes))))
        elif out and out[-1].notes and not run.href and (stop := _STOP.match(run.text)):
            out[-1:] = [replace(run, text=stop[0]), out[-1]]
            out += [replace(run, text=run.text[stop.end() :])] if run.text[stop.end() :] else []
        elif run.text or run.ends_line:
            out.append(run)
    return [part for at, run in enumerate(out) for part in _parted(out[:at], run)]


def _close_up(out: list[Run]) -> None:
    """Take the space before a mark away."""
    while out and out[-1].text.endswith(" ") and not out[-1].href:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
        if out[-1].text:
            return
        out.pop()


def _parted(before: Sequence[Run], run: Run) -> list[Run]:
    close = run.notes and _FIGURE_END.search("".join(one.text for one in before[-2:]))
    return [Run(THIN), run] if close else [run]


def _trimmed(runs: list[Run]) -> list[Run]:
    """Return runs without the spaces at the ends of lines, which Word would print."""
    for at, run in enumerate(runs):
        first = at == 0 or runs[at - 1].ends_line
        last = at == len(runs) - 1 or runs[at + 1].ends_line
        text = run.text.lstrip(" ") if first else run.text
        runs[at] = replace(run, text=text.rstrip(" ") if last else text)
    return [run for run in runs if run.text or run.notes or run.ends_line]


def _marked(blocks: Sequence[Block]) -> Iterator[int]:
    for block in _leaves(blocks):
        if isinstance(block, Paragraph | Heading):
            for inline in block.inlines:
                if isinstance(inline, SourceMark):
                    yield from inline.numbers


def _leaves(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Bullets(items=items):
                for item in items:
                    yield from _leaves(item)
            case BlockQuote(blocks=inner):
                yield from _leaves(inner)
            case _:
                yield block
