"""A draft as the rules see it: its text, what is quoted and counted in it, and the way back to line and column."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from campaignkit.documents import Kept
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import Span
from campaignkit.languages import guessed, language_of
from campaignkit.markup import visible, without_stress
from campaignkit.quotations import Quotation, find_quotations
from campaignkit.speakers import Speaker, find_speakers
from campaignkit.web_addresses import without_web_addresses

if TYPE_CHECKING:
    from campaignkit.models.document import Document

BESIDE_A_DATE = 3  # words that may stand in the line of a letter's date
HEAD = 60  # words at the head of a draft among which its own date stands
DATE_AT_MOST = 5  # words of a date: "the 3rd of May 2021"
_DAY_AND_YEAR = re.compile(r"\d.*\d")
# A sentence ends at a stop and before a capital, a mark or the end of a line; "U.S. Congress" is for the reader to say.
# After "Dr." and "Jan." it goes on.
_GOES_ON = "".join(
    rf"(?<!\b{word}\.)"
    for word in "Mr Ms Dr St Mrs Sen Rep Gov Lt Prof Sgt Capt Rev "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_SENTENCE_END = re.compile(
    r"[.!?\n](?:(?<=\n)(?:\s*\n|(?=\s*[-*>•|]|\s*\d+[.)]\s))"
    rf"|(?<!\n)(?<![A-Z]\.){_GOES_ON}[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9]))"
)


def _date_line(line: str) -> date | None:
    """Return the date of a line that holds a date and little else: "Oakland, June 12, 2020"."""
    if not _DAY_AND_YEAR.search(line) or len(line.split()) > BESIDE_A_DATE + DATE_AT_MOST:
        return None
    dates = [one for one in find_quantities(line) if one.kind == "date" and one.date]
    rest = len(line.split()) - len(line[dates[0].span.start : dates[0].span.end].split()) if dates else 0
    return dates[0].date if dates and rest <= BESIDE_A_DATE else None


def sentences_of(text: str) -> list[Span]:
    """Return the sentences of a text, roughly: enough to say what stands with what."""
    starts = [0, *(end.end() for end in _SENTENCE_END.finditer(text)), len(text)]
    return [Span(a, b) for a, b in itertools.pairwise(starts) if text[a:b].strip()]


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of a text, each with its place and the blank line behind it.

    No number and what it counts reach over a blank line.
    """
    start = 0
    for paragraph in re.split(r"(?<=\n\n)", text):
        yield start, paragraph
        start += len(paragraph)


@lru_cache(maxsize=1024)
def _quantities_in(paragraph: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(paragraph))


@dataclass(frozen=True)
class Draft:
    """What is checked.

    Attributes:
        text: Its text; every `at` of a finding counts its code points.
        name: What to call it: a path, "-" for standard input, "" for a text.
        document: The composed document, if it is one.
    """

    text: str
    name: str = ""
    kept: Kept | None = None
    document: Document | None = None

    @cached_property
    def language(self) -> str:
        """The language it is in: that of a composed document, and else that of its common words."""
        return language_of(self.document.language) if self.document else guessed(self.unquoted)

    @cached_property
    def quotations(self) -> list[Quotation]:
        """The quotations in it."""
        return find_quotations(self.text)

    @cached_property
    def speakers(self) -> list[Speaker | None]:
        """Whom it gives each of its quotations to."""
        return find_speakers(self.text, self.quotations)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The quantities in it."""
        seen = without_stress(visible(self.text))
        plain = without_web_addresses(seen)
        return [
            replace(one, span=one.span.moved(start), number=one.number.moved(start), text=plain)
            for start, paragraph in _paragraphs(seen)
            for one in _quantities_in(paragraph)
        ]

    @cached_property
    def sentences(self) -> list[Span]:
        """Its sentences, roughly: enough to say what stands with what."""
        return sentences_of(self.text)

    def sentence_at(self, offset: int) -> Span:
        """Return the sentence in which `offset` lies."""
        number = bisect_right(self.sentences, Span(offset, len(self.text) + 1)) - 1
        return self.sentences[max(0, number)] if self.sentences else Span(0, len(self.text))

    @cached_property
    def unquoted(self) -> str:
        """Its text with blanks for what is quoted in it: who says "we" there is somebody else."""
        pieces, at = [], 0
        for start, end in sorted(one.span for one in self.quotations):
            if start >= at:
                pieces += [self.text[at:start], " " * (end - start)]
                at = end
        return "".join([*pieces, self.text[at:]])

    @cached_property
    def head_end(self) -> int:
        """Where the words begin that stand no more at its head."""
        later = next(itertools.islice(re.finditer(r"\S+", self.text), HEAD - 1, None), None)
        return later.start() if later else len(self.text)

    @cached_property
    def cited(self) -> list[Span]:
        """Where a composed document's quotations and figures stand."""
        return [Span(one.start, one.end) for one in self.document.citations] if self.document else []

    @cached_property
    def dated(self) -> date | None:
        """The date it bears: a composed document's own, that of the line which gives it, the day an e-mail was sent."""
        if self.document:
            return self.document.date
        line = next(filter(None, map(_date_line, self.text[:1500].splitlines()[:20])), None)
        return line or (self.kept.dated if self.kept else None)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column in the draft's file, both from 1."""
        return self._file.line_and_column(offset)

    def end_line_and_column(self, span: Span) -> tuple[int, int]:
        """Return line and column of the end of a span in the draft's file, the column exclusive."""
        return self._file.end_of(span)

    def written(self, span: Span) -> str:
        """Return the draft's own characters at a span: as its file has them, markup and all."""
        return self._file.written(span)

    @cached_property
    def _file(self) -> Kept:
        return self.kept or Kept(self.name, self.text, "", file_text=self.text)
