"""The library a draft is checked against: whole documents where they are at hand, else what the campaign recorded."""

from __future__ import annotations

import re
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from campaignkit.checks.corpus import Corpus, Stack
from campaignkit.documents import Kept, Shelf
from campaignkit.documents.notices import Notice, find_notices
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import Folded, Span, fold
from campaignkit.function_words import CALENDAR
from campaignkit.letterheads import signers
from campaignkit.markup import visible, without_stress
from campaignkit.models.finding import Evidence
from campaignkit.quotations import Quotation, find_quotations
from campaignkit.speakers import Speaker, find_speakers
from campaignkit.text import Match, Near, Sought, find_all, nearest
from campaignkit.transcripts import Transcript, read_transcript

if TYPE_CHECKING:
    from campaignkit.models.campaign import Campaign
    from campaignkit.models.source import Source
    from campaignkit.models.statement import Statement

_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")
KEPT_AT_MOST = 4  # libraries that are kept for the next draft
NEAR_AT_MOST = 6  # passages in which what comes nearest to a quotation is looked for
FEW = 64  # passages that are all looked into
NAMED_IN_AT_MOST = 12  # passages that are asked whether a word is a name


@dataclass(frozen=True, eq=False)  # one passage is itself: what is worked out of it is kept by it
class Passage:
    """A stretch of a source: all of it, or what is recorded of it.

    Attributes:
        source: Id of the source, or the name of a document that belongs to no campaign.
        label: What to call it in a message.
        recorded: The words, where there is no document.
        base: Where `text` begins in the kept text of the source, in code points.
        whole: Whether it is the whole source.
        record: What the campaign knows of the source.
        documents, sha256: The documents at hand, and which of them it is; read when its text is wanted.
    """

    source: str
    label: str
    recorded: str = ""
    base: int = 0
    whole: bool = True
    record: Source | None = None
    documents: Mapping[str, Kept] | None = None
    sha256: str = ""

    @property
    def kept(self) -> Kept | None:
        """The document, if it is at hand."""
        return self.documents[self.sha256] if self.documents is not None else None

    @property
    def text(self) -> str:
        """The words, in the form in which they are kept."""
        return self.documents[self.sha256].text if self.documents is not None else self.recorded

    @property
    def words(self) -> str:
        """The text, folded; of a shelf's document without its being read."""
        return self.documents.words_of(self.sha256) if isinstance(self.documents, Shelf) else self.folded.words

    @cached_property
    def folded(self) -> Folded:
        """The text, folded once, and the way back from the words to it."""
        return Folded(self.text, self.words) if isinstance(self.documents, Shelf) else Folded.of(self.text)

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
        return find_quantities(without_stress(visible(self.text)))

    @cached_property
    def names(self) -> frozenset[str]:
        """The words by which it names somebody or something: with a capital, within a sentence; folded."""
        return names_of(_NAME.findall(self.text))

    def evidence(self, span: Span) -> Evidence:
        """Return `span` of this passage as evidence in the source."""
        start, end = self.base + span.start, self.base + span.end
        return Evidence(source=self.source, start=start, end=end, exact=self.text[span.start : span.end])


def names_of(words: Iterable[str]) -> frozenset[str]:
    """Return the words of names, folded; no day, no month, nothing of two letters."""
    folded = {part for word in words for part in fold(word).replace("'s ", " ").split()}
    return frozenset(word for word in folded if len(word) > 2) - CALENDAR


class Lexicon(Set[str]):
    """Words of which one can only ask whether they are in it: `{"ring", "mayor"} & library.names`."""

    def __init__(self, holds: Callable[[str], bool]) -> None:
        self._holds, self._asked = holds, dict[str, bool]()

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        if word not in self._asked:
            self._asked[word] = self._holds(word)
        return self._asked[word]

    def __ge__(self, words: Set[object]) -> bool:
        return all(word in self for word in words)

    def __iter__(self) -> Iterator[str]:
        raise TypeError("A lexicon can be asked and not listed.")

    def __len__(self) -> int:
        raise TypeError("A lexicon can be asked and not counted.")

    @classmethod
    def _from_iterable(cls, words: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(words)


@dataclass(frozen=True, eq=False)
class Library:
    """Everything that may prove a draft right or wrong.

    Attributes:
        complete: Whether each source is there as a whole; if not, absence from the library proves little.
        answers: What functions that are `remembered` have found in it.
    """

    passages: tuple[Passage, ...]
    campaign: Campaign | None
    complete: bool
    answers: dict[Callable[..., Any], dict[tuple[Any, ...], Any]] = field(default_factory=dict)

    @cached_property
    def corpus(self) -> Corpus:
        """The words of all passages, to be searched as one."""
        held = Counter(id(one.documents) for one in self.passages)
        shelves = {id(one.documents): one.documents for one in self.passages if isinstance(one.documents, Shelf)}
        shelves = {key: shelf for key, shelf in shelves.items() if held[key] == len(shelf)}  # as a whole, or not at all
        own = Stack.of((at, one.words) for at, one in enumerate(self.passages) if id(one.documents) not in shelves)
        return Corpus((own, *(self._stack(shelf) for shelf in shelves.values())))

    def _stack(self, shelf: Shelf) -> Stack:
        numbers = {one.sha256: number for number, one in enumerate(self.passages) if one.documents is shelf}
        return Stack(shelf.words, shelf.starts, array("q", (numbers[digest] for digest in shelf)), shelf.index)

    def find(self, quotation: str | Sought) -> Iterator[tuple[Passage, Match]]:
        """Yield every place where a source has the words of a quotation; as `find_all`, one passage after the other."""
        sought = quotation if isinstance(quotation, Sought) else Sought(quotation)
        for number in self._holding(sought.probes):
            yield from ((self.passages[number], match) for match in find_all(sought, self.passages[number].folded))

    def _holding(self, probes: list[str]) -> Iterable[int]:
        if " " in probes:
            return range(len(self.passages))
        return sorted({number for probe in probes for number in self.corpus.holding(probe)})

    def nearest(self, quotation: str) -> Iterator[tuple[Passage, Near]]:
        """Yield what comes nearest to a quotation in each of the passages that share the most with it."""
        for number in self.corpus.nearest(fold(quotation), NEAR_AT_MOST):
            if near := nearest(quotation, self.passages[number].folded):
                yield self.passages[number], near

    def mentioning(self, name: str) -> list[Passage]:
        """Return the passages that hold the last word of a name; of few passages all: some have but a role."""
        if len(self.passages) <= FEW:
            return list(self.passages)
        last = fold(name).replace("'s ", " ").split()[-1:]
        found = self.corpus.some_holding(f" {last[0]} ") if last else ()
        return [self.passages[number] for number in found[:FEW]]

    @cached_property
    def names(self) -> Lexicon:
        """The words by which the sources, or the campaign's targets, name somebody or something."""
        targets = names_of(
            name for one in (self.campaign.targets if self.campaign else ()) for name in (one.name, *one.aliases)
        )
        return Lexicon(lambda word: word in targets or self._names(word))

    def _names(self, word: str) -> bool:
        some = islice(
            chain.from_iterable(map(self.corpus.some_holding, (f" {word} ", f" {word}'s "))), NAMED_IN_AT_MOST
        )
        return any(word in self.passages[number].names for number in some)

    @cached_property
    def words(self) -> Lexicon:
        """All the words of the sources, folded."""
        return Lexicon(lambda word: any(True for _ in self.corpus.holding(f" {word} ")))

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the campaign."""
        return self.campaign.statements if self.campaign else ()


def library_of(campaign: Campaign | None, documents: Mapping[str, Kept]) -> Library:
    """Return the library of a campaign and of documents by their sha256, the last few kept for the next draft."""
    # An id is given anew once its object is gone: only the very same campaign and documents count.
    for number, held in enumerate(_LATELY):
        if held.campaign is campaign and _are_the_same(held.documents, documents):
            del _LATELY[number]  # the one that was asked for last is kept longest
            _LATELY.appendleft(held)
            return held.library
    made = make_library(campaign, documents)
    _LATELY.appendleft(Lately(campaign, documents if isinstance(documents, Shelf) else dict(documents), made))
    return made


class Lately(NamedTuple):
    """A library that was asked for lately, and of what it was made."""

    campaign: Campaign | None
    documents: Mapping[str, Kept]
    library: Library


_LATELY: deque[Lately] = deque(maxlen=KEPT_AT_MOST)


def _are_the_same(held: Mapping[str, Kept], documents: Mapping[str, Kept]) -> bool:
    if isinstance(held, Shelf) or isinstance(documents, Shelf):
        return held is documents
    return held.keys() == documents.keys() and all(held[name].name == kept.name for name, kept in documents.items())


def make_library(campaign: Campaign | None, documents: Mapping[str, Kept]) -> Library:
    """Return the library of a campaign and of documents by their sha256; either may be empty."""
    passages: list[Passage] = []
    left = dict.fromkeys(documents)
    complete = True
    for source in campaign.sources if campaign else ():
        digest = source.sha256 or ""
        if digest in left:
            del left[digest]
            passages.append(Passage(source.id, source.label, record=source, documents=documents, sha256=digest))
        else:
            complete = False
            passages += _recorded(source, [one for one in campaign.statements if one.source == source.id])  # type: ignore[union-attr]
    for digest in left:
        name = name_of(documents, digest)
        passages.append(Passage(name, name, documents=documents, sha256=digest))
    return Library(tuple(passages), campaign, complete)


def name_of(documents: Mapping[str, Kept], digest: str) -> str:
    """Return what a document is called that is no source of the campaign: its path in its folder."""
    if isinstance(documents, Shelf):
        return documents.places[digest].name
    kept = documents[digest]
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
