"""What a rule on speech finds: a phrase of a clause that names the speaker, and how it came to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from campaignkit.clauses import Clause
from campaignkit.folding import Span
from campaignkit.phrases import Phrase

__all__ = ["Found", "How"]

How = Literal["after", "before", "according", "colon", "apposition", "pronoun", "continued", "block", "heading"]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a clause, and how we came to it."""

    clause: Clause
    phrase: Phrase
    how: How
    sure: bool = True
    start: int = 0  # the sentence that was read: from this word
    stop: int = 10_000  # to this one

    @property
    def span(self) -> Span:
        return self.clause.span(self.phrase.first, self.phrase.last)
