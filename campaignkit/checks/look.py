"""A figure of a draft, before a library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from campaignkit.checks.amounts import Amount, amount_of
from campaignkit.checks.claims import Weight, weigh
from campaignkit.checks.draft import Draft
from campaignkit.checks.library import Library, Passage, names_of
from campaignkit.checks.places import places_in
from campaignkit.checks.writers_own import paragraph_at
from campaignkit.figures import Quantity, content_words
from campaignkit.folding import Span, fold
from campaignkit.nouns import head_of
from campaignkit.people import surname

HEAD = 1200  # code points of a document, folded, among which its writers are named
# Who is named before this tells of the matter, and need not be in it: "The Haven Gazette wrote in March that".
_TELLER = re.compile(
    r"\A[^.;:]{0,100}?\b(?:wrote|writes|reported|reports|said|says|stated|states|noted|notes)\b[^.;:]{0,40}?\bthat\s",
    re.I,
)
_OF_THOSE = re.compile(r"\s(?:of\s(?:those|them|these|whom)\s)?(?:are|is|was|were)\s(?P<what>\w+\sof\s[^,.;:\n]{1,80})")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+")


@dataclass(frozen=True)
class Look:
    """A figure of a draft before a library."""

    draft: Draft
    quantity: Quantity
    library: Library

    @cached_property
    def amount(self) -> Amount:
        return amount_of(self.quantity)

    @cached_property
    def head(self) -> str:
        return head_of(self.quantity.unit)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words around it: of the sentence, or of the paragraph where the figure does not say what it counts."""
        if self.quantity.unit:
            return self.quantity.context
        return self.quantity.context | content_words(paragraph_at(self.draft.text, self.quantity.span.start))

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that its sentence names."""
        return places_in(self.quantity.sentence)

    @cached_property
    def written(self) -> str:
        return self.draft.text[self.quantity.number.start : self.quantity.number.end]

    @cached_property
    def sentence(self) -> Span:
        return self.draft.sentence_at(self.quantity.span.start)

    @cached_property
    def weight(self) -> Weight:
        return weigh(self.draft, self.quantity, self.library)

    def says(self, value: Decimal) -> bool:
        """Whether the draft gives a value in the same sentence."""
        return any(one.value == value for one in self.draft.quantities if one.span.within([self.sentence]))

    @cached_property
    def named(self) -> frozenset[str]:
        """The words by which its sentence names somebody or something, folded; its first word is none."""
        return names_of(_NAME.findall(self._told))

    @property
    def _told(self) -> str:
        return self.draft.text[self.sentence.start : self.sentence.end].lstrip()

    def says_after(self, unit: str) -> bool:
        """Whether a number of those told of before is said to be of a body: "six of those were members of the"."""
        rest = _OF_THOSE.match(self.quantity.text, self.quantity.number.end) if " of " in unit else None
        return rest is not None and content_words(unit.partition(" of ")[2]) <= content_words(rest["what"])

    def is_about(self, passage: Passage) -> bool:
        """Whether a passage can be about those of whom the sentence tells: it has most of their names, if any."""
        named = names_of(_NAME.findall(_TELLER.sub("", self._told)))
        known = sum(f" {name} " in passage.words or f" {name}'s " in passage.words for name in named)
        return 2 * known >= len(named)

    def names(self, passage: Passage) -> bool:
        """Whether the draft names who wrote a passage, in the same sentence."""
        record = passage.record
        if not record:
            return any(self._stands_at_the_head_of(passage, name) for name in self.named)
        called = [*map(surname, record.author), record.publisher or ""]
        folded = fold(self.draft.text[self.sentence.start : self.sentence.end]).replace("'s ", " ")
        return any(f" {fold(name).strip()} " in folded for name in called if name)

    def _stands_at_the_head_of(self, passage: Passage, name: str) -> bool:
        """Whether a name is in the first lines of a passage, as that of a writer is, and in no other passage."""
        held = f" {name} "
        return held in passage.words[:HEAD] and len(list(self.library.corpus.some_holding(held))) == 1
