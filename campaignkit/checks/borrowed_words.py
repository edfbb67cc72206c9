"""A number in the words of another: "cut the bill by $620" where $620 is a fine, and the bill was cut by $540.

Both figures stand in one source. What the draft says around its number is said there of the other one, and not of
the draft's own. Words are held against each other by their stems, without those of the unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from campaignkit.checks.amounts import amount_of
from campaignkit.checks.claims import SMALL, is_denied, tells_a_difference
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import one_unit
from campaignkit.checks.look import Look
from campaignkit.checks.swapped import may_be_swapped
from campaignkit.figures import Quantity, content_words
from campaignkit.nouns import head_of, stem

Strength = Literal["", "may be", "is"]

AROUND = 250  # code points on either side of a source's number in which it may be told what it is of
NEAR = 400  # code points on either side of the draft's number: a value named there is told apart from it
FAR = 30  # nobody takes a sum for one that is so many times as large
TWO = 2  # words in common that are no chance


def told_in_words_of_another(look: Look, alike: tuple[Known, ...], figures: Figures) -> tuple[Known, bool] | None:
    """Return the figure whose words the draft has with another's number, and whether they leave no doubt.

    Args:
        alike: The figures of sources that have the draft's number, of which each may be the one that is meant.
    """
    if not alike or is_denied(look.draft, look.quantity):
        return None
    told = _Told(look, alike, figures)
    found = [(one, strength) for one in told.others() if (strength := told.are_words_of(one))]
    best = max(found, key=lambda pair: (pair[1] == "is", told.shared(pair[0])), default=None)
    return (best[0], best[1] == "is") if best else None


@dataclass(frozen=True)
class _Told:
    """A figure of a draft with what is said around it, and the figures of sources that have its number."""

    look: Look
    alike: tuple[Known, ...]
    figures: Figures

    @cached_property
    def units(self) -> frozenset[str]:
        unit = self.look.quantity.unit
        return _stems(frozenset((*unit.split(), head_of(unit))))

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of its clause, without those that the sources tell of many figures."""
        return _stems(self._tell(self.look.quantity.clause)) - self.units

    @cached_property
    def close(self) -> frozenset[str]:
        """The words right before it, and those of the phrase behind it."""
        quantity = self.look.quantity
        return _stems(self._tell(quantity.lead | quantity.predicate)) - self.units

    def _tell(self, words: frozenset[str]) -> frozenset[str]:
        return words - self.figures.told_of_many(self.look.amount.scale, self.look.head, words)

    @cached_property
    def said_of_its_own(self) -> int:
        """How many words of the draft's clause stand in a clause with its number."""
        return max(len(self.said & _stems(one.quantity.clause)) for one in self.alike)

    @cached_property
    def told_of_its_own(self) -> int:
        """The same in a sentence."""
        return max(len(self.said & _stems(one.quantity.context)) for one in self.alike)

    @cached_property
    def close_to_its_own(self) -> int:
        """How many words close to the draft's number are close to that number in a source."""
        return max(len(self.close & _close(one.quantity)) for one in self.alike)

    @cached_property
    def around_its_own(self) -> int:
        """How many words of the draft's clause stand anywhere near that number in a source."""
        return max(len(self.said & (_around(one) | _stems(one.quantity.context))) for one in self.alike)

    def shared(self, other: Known) -> int:
        return len(self.close & _close(other.quantity)) + len(self.said & _stems(other.quantity.clause))

    def others(self) -> Iterator[Known]:
        """Yield the figures of the same unit that the draft could have meant and that it does not name nearby."""
        at = self.look.quantity.span.start
        near = [amount_of(one) for one in self.look.draft.quantities if abs(one.span.start - at) < NEAR]
        named = {(one.scale, one.value) for one in near}
        passages = {id(one.passage) for one in self.alike}
        for one in self._of_this_unit():
            if id(one.passage) not in passages:
                continue
            if (one.amount.scale, one.amount.value) not in named and self._may_be_meant(one):
                yield one

    def _of_this_unit(self) -> Iterator[Known]:
        look = self.look
        if look.amount.scale == "count" and not look.head:
            yield from (one for one in self.figures.nearest_of_all(look.quantity.clause) if not one.head)
            return
        held = self.figures.nearest(look.amount.scale, look.head, look.quantity.clause)
        yield from (one for one in held if one_unit(one.quantity, look.quantity) or one.quantity.kind == "percent")

    def _may_be_meant(self, other: Known) -> bool:
        difference = tells_a_difference(self.look.quantity)
        return other.tells_a_difference == difference and may_be_swapped(self.look, self.alike, other)

    def are_words_of(self, other: Known) -> Strength:
        """Whether what the draft says is said of the other, and not of its own number."""
        close = len(self.close & _close(other.quantity))
        clause = len(self.said & _stems(other.quantity.clause))
        if self.close_to_its_own:
            return "is" if clause >= TWO and self.around_its_own <= 1 else ""
        if close >= TWO and self.said_of_its_own <= 1:
            return "is"
        if clause >= TWO and (self.told_of_its_own == 0 or self.around_its_own <= 1):
            return "is"
        near = (
            self.told_of_its_own == 0
            and self.around_its_own <= 1
            and other.amount.value <= FAR * self.look.amount.value
        )
        return "may be" if close and near and self._is_looked_up else ""

    @property
    def _is_looked_up(self) -> bool:
        """Whether the figure is one that people look up: "two years" and "eleven people" are how they talk."""
        return self.look.quantity.kind != "duration" and self.look.quantity.value > SMALL


def _close(quantity: Quantity) -> frozenset[str]:
    return _stems(quantity.lead | quantity.predicate)


def _around(known: Known) -> frozenset[str]:
    at = known.quantity.span.start
    return _stems(content_words(known.passage.text[max(0, at - AROUND) : at + AROUND]))


@lru_cache(maxsize=16384)
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))
