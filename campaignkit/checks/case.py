"""A case: one draft before one library, with what several rules need, worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from campaignkit.checks.attributions import statement_at
from campaignkit.checks.draft import Draft
from campaignkit.checks.frames import Framed, changed
from campaignkit.checks.known import Figures, known_figures
from campaignkit.checks.library import Library
from campaignkit.checks.measured import Measured
from campaignkit.checks.measuring import measure
from campaignkit.checks.relevance import relevant
from campaignkit.checks.verdicts import Verdict, judge
from campaignkit.folding import Folded, Span, fold
from campaignkit.people import surname
from campaignkit.quotations import Quotation
from campaignkit.speakers import Speaker
from campaignkit.text import Sought, find_all

if TYPE_CHECKING:
    from campaignkit.models.campaign import Campaign
    from campaignkit.models.statement import Statement

_MARK = frozenset("\"“”„«»‘’'")
COPIED_FROM = 8  # words of a sentence that is no turn of phrase
PRONOUNS = frozenset("i you he she it we they who this that one nobody somebody everybody anyone".split())

_PERSONS = ("address", "signature", "signers", "salutation")  # roles of what names persons, and tells nothing of them


def _named(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield where names stand that hold a quotation mark."""
    for name in names:
        if not _MARK.isdisjoint(name):
            for found in re.finditer(re.escape(name), text):
                yield Span(*found.span())


@lru_cache(maxsize=1024)
def _sought(title: str) -> Sought:
    return Sought(title)


@dataclass(frozen=True)
class Case:
    """What a rule is given.

    Attributes:
        as_of: The day for which the draft is to be true.
    """

    draft: Draft
    library: Library
    as_of: date

    @property
    def campaign(self) -> Campaign | None:
        """The campaign, if there is one."""
        return self.library.campaign

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """The verdict on each quotation."""
        held = judge(self.draft, self.library)
        return [one for one in held if not self.names_persons(one.quotation.span)] if self.draft.document else held

    @cached_property
    def near(self) -> Library:
        """The part of the library that the draft can be about: what is read through, and not only searched."""
        return relevant(self.draft, self.library, [place[0] for one in self.verdicts for place in one.places])

    @cached_property
    def quoted(self) -> list[Span]:
        """Where others speak: what is wrong in a judged quotation, the rules on quotations tell."""
        replied_to = [one.span for one in self.draft.quotations if one.kind == "reply"]
        return [*(verdict.quotation.span for verdict in self.verdicts), *replied_to]

    @cached_property
    def measured(self) -> list[Measured]:
        """What the library says to each figure that is told in the draft's own words."""
        return measure(self.draft, self.near, self.set_aside)

    def is_copied(self, at: Span) -> bool:
        """Whether a place lies in a sentence that a source has word for word, with its figures and days."""
        sentence = self.draft.sentence_at(at.start)
        words = fold(self.draft.text[sentence.start : sentence.end])
        inside = at.within([sentence]) and words.count(" ") > COPIED_FROM
        return inside and bool(self.library.corpus.some_holding(words))

    @cached_property
    def framed(self) -> list[Framed]:
        """The numbers and days that a source has otherwise between the same words."""
        return [one for one in changed(self.draft, self.near, self.set_aside) if not self.is_cited(one.at)]

    @cached_property
    def figures(self) -> Figures:
        """The figures that the sources give."""
        return known_figures(self.near)

    @cached_property
    def quoted_statements(self) -> list[tuple[Span, Statement]]:
        """The statements that the draft quotes, with the places where it does."""
        return [
            (verdict.quotation.span, statement)
            for verdict in self.verdicts
            for passage, match in verdict.places
            if (statement := statement_at(self.library, passage, match.span))
        ]

    @cached_property
    def _speakers(self) -> dict[Quotation, Speaker | None]:
        return dict(zip(self.draft.quotations, self.draft.speakers, strict=True))

    def speaker_of(self, quotation: Quotation) -> Speaker | None:
        """Whom the draft gives a quotation to; None where it names nobody, only "you" or "she"."""
        speaker = self._speakers[quotation]
        named = speaker and speaker.name.lower() not in PRONOUNS and (surname(speaker.name) or self.is_handle(speaker))
        return speaker if named else None

    def is_handle(self, speaker: Speaker) -> bool:
        """Whether the draft calls a speaker by the handle of an account: "@ann_lee"."""
        at = speaker.span.start if speaker.span else 0
        return at > 0 and self.draft.text[at - 1] == "@"

    @cached_property
    def named(self) -> list[Span]:
        """Where titles and addresses of sources, and titles of speakers stand: no title is a claim of the draft."""
        sources = self.campaign.sources if self.campaign else ()
        titles = {text for source in sources for text in (source.title, source.url) if text and len(text) > 8}
        titles |= {one.speaker_title for one in self.library.statements if one.speaker_title}
        if self.draft.document:
            titles |= {entry.label for entry in self.draft.document.sources}
        folded = Folded.of(self.draft.text) if titles else Folded("", " ")
        may_stand = (sought for sought in map(_sought, titles) if any(words in folded.words for words in sought.probes))
        return [match.span for title in may_stand for match in find_all(title, folded)]

    @property
    def set_aside(self) -> list[Span]:
        """Quotations, names of sources, and who signs a composed document: “1000 Friends of Oregon” counts nobody."""
        signers = self.draft.document.places("signers") if self.draft.document else []
        return [*self.quoted, *self.named, *signers]

    def in_own_words(self, span: Span) -> bool:
        """Whether `span` lies in what the sender of a composed document has added."""
        document = self.draft.document
        return document is not None and span.within(document.places("own-words"))

    def names_persons(self, span: Span) -> bool:
        """Whether `span` lies where a composed document names somebody: the marks of “Mo” Farah quote no source.

        That is in an address, in the lines of those who sign, in the salutation, and wherever there stands the name of
        who brings it or of whom it goes to.
        """
        document = self.draft.document
        if document is None:
            return False
        lines = [place for role in _PERSONS for place in document.places(role)]
        names = [*document.initiators, document.target_name or ""]
        return span.within([*lines, *_named(document.text, names)])

    def is_cited(self, span: Span) -> bool:
        """Whether a composed document has a citation for `span`."""
        return any(one.start < span.end and span.start < one.end for one in self.draft.cited)
