"""The library a draft is checked against: whole documents where they are at hand, else what the campaign recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from campaignkit.documents import Kept
from campaignkit.documents.notices import Notice, find_notices
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import Folded, Span, fold
from campaignkit.letterheads import signers
from campaignkit.markup import visible
from campaignkit.models.campaign import Campaign
from campaignkit.models.finding import Evidence
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement
from campaignkit.quotations import Quotation, find_quotations
from campaignkit.speakers import Speaker, find_speakers
from campaignkit.transcripts import Transcript, read_transcript

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
CALENDAR = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday".split()
)
KEPT_AT_MOST = 4  # libraries that are kept for the next draft
_LATELY: dict[tuple[int, frozenset[str]], tuple[Campaign | None, dict[str, Kept], Library]] = {}


@dataclass(frozen=True, eq=False)  # one passage is itself: what is worked out of it is kept by it
class Passage:
    """A stretch of a source: all of it, or what is recorded of it.

    Attributes:
        source: Id of the source, or the name of a document that belongs to no campaign.
        label: What to call it in a message.
        text: The words.
        base: Where `text` begins in the kept text of the source, in code points.
        whole: Whether it is the whole source.
        record: What the campaign knows of the source.
    """

    source: str
    label: str
    text: str
    base: int = 0
    whole: bool = True
    record: Source | None = None
    kept: Kept | None = None

    @cached_property
    def folded(self) -> Folded:
        """The text, folded once."""
        return Folded.of(self.text)

    @cached_property
    def spoken(self) -> list[tuple[Quotation, Speaker | None]]:
        """The quotations in it, and whom it gives them to."""
        found = find_quotations(self.text)
        return list(zip(found, find_speakers(self.text, found), strict=True))

    @cached_property
    def transcript(self) -> Transcript | None:
        """Whose turn it is where, if it is a transcript."""
        return read_transcript(self.text)

    @cached_property
    def signers(self) -> tuple[str, ...]:
        """Whose document it is, as far as it tells."""
        return signers(self.text)

    @cached_property
    def notices(self) -> list[Notice]:
        """Where it corrects itself or tells what has happened since."""
        return find_notices(self.text)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """The quantities in it."""
        return find_quantities(visible(self.text))

    def evidence(self, span: Span) -> Evidence:
        """Return `span` of this passage as evidence in the source."""
        start, end = self.base + span.start, self.base + span.end
        return Evidence(source=self.source, start=start, end=end, exact=self.text[span.start : span.end])


@dataclass(frozen=True, eq=False)
class Library:
    """Everything that may prove a draft right or wrong.

    Attributes:
        complete: Whether each source is there as a whole; if not, absence from the library proves little.
    """

    passages: tuple[Passage, ...]
    campaign: Campaign | None
    complete: bool

    @cached_property
    def names(self) -> frozenset[str]:
        """The words by which the sources name somebody or something: with a capital, within a sentence; folded."""
        found = {word for one in self.passages for word in _NAME.findall(one.text)}
        targets = {
            name for one in (self.campaign.targets if self.campaign else ()) for name in (one.name, *one.aliases)
        }
        folded = {part for word in found | targets for part in fold(word).replace("'s ", " ").split()}
        return frozenset(word for word in folded if len(word) > 2) - CALENDAR

    @cached_property
    def words(self) -> frozenset[str]:
        """All the words of the sources, folded."""
        return frozenset(word for one in self.passages for word in one.folded.words.split())

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the campaign."""
        return self.campaign.statements if self.campaign else ()


def library_of(campaign: Campaign | None, documents: Mapping[str, Kept]) -> Library:
    """Return the library of a campaign and of documents by their sha256, the last few kept for the next draft."""
    key = (id(campaign), frozenset(documents))
    held = _LATELY.get(key)
    # An id is given anew once its object is gone: only the very same campaign counts.
    if held and held[0] is campaign and all(held[1][name].name == kept.name for name, kept in documents.items()):
        return held[2]
    while len(_LATELY) >= KEPT_AT_MOST:
        _LATELY.pop(next(iter(_LATELY)), None)
    made = make_library(campaign, documents)
    _LATELY[key] = (campaign, dict(documents), made)
    return made


def make_library(campaign: Campaign | None, documents: Mapping[str, Kept]) -> Library:
    """Return the library of a campaign and of documents by their sha256; either may be empty."""
    passages: list[Passage] = []
    left = dict(documents)
    complete = True
    for source in campaign.sources if campaign else ():
        kept = left.pop(source.sha256 or "", None)
        if kept:
            passages.append(Passage(source.id, source.label, kept.text, record=source, kept=kept))
        else:
            complete = False
            passages += _recorded(source, [one for one in campaign.statements if one.source == source.id])  # type: ignore[union-attr]
    passages += [Passage(_name(kept), _name(kept), kept.text, kept=kept) for kept in left.values()]
    return Library(tuple(passages), campaign, complete)


def _name(kept: Kept) -> str:
    return kept.path.name if kept.path else kept.name


def _recorded(source: Source, statements: list[Statement]) -> Iterator[Passage]:
    """Yield what the selectors of the statements tell of a source; where they touch, they are one passage."""
    pieces = sorted(_pieces(statements))
    run: list[tuple[int, str]] = []
    for start, text in pieces:
        if start < 0:
            yield Passage(source.id, source.label, text, whole=False, record=source)
        elif run and start <= run[-1][0] + len(run[-1][1]):
            first, held = run[-1]
            if start + len(text) > first + len(held):
                run[-1] = (first, held + text[first + len(held) - start :])
        else:
            run.append((start, text))
    for start, text in run:
        yield Passage(source.id, source.label, text, start, whole=False, record=source)


def _pieces(statements: list[Statement]) -> Iterator[tuple[int, str]]:
    for one in statements:
        framed = (one.prefix or "") + one.exact + (one.suffix or "")
        yield (-1 if one.start is None else one.start - len(one.prefix or "")), framed
