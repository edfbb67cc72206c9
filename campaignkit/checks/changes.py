"""A sentence of a draft between what a source told before and what is told now: whether the three are of one thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from campaignkit.checks.event_words import stem
from campaignkit.checks.updates import Earlier, News, Told

ALIKE = 0.4  # share of a draft's words that the first statement must have, for the draft to repeat it
ALIKE_AT_LEAST = 2
NEARLY_ALL = 0.6  # share of the first statement's words that a draft must have, for the same
TOPIC = 0.66  # share of what is said not to be done that must be known, for it to be what was done
# What goes with any change or price and says nothing of whose it is.
_GENERAL = frozenset(
    stem(word)
    for word in "cost price charge pay fee rate number total count rise fall increase raise lower cut drop grow become "
    "stand remain keep stay start stop use plan set hold run go come see need want also have get give put each".split()
)
# What any price has.
PRICING = frozenset(map(stem, "cost price charge pay fee rate now".split()))
NOT = re.compile(r"\b(?:no|not|never|nobody|none|nor|neither|cannot|\w+n['’]t)\b", re.IGNORECASE)
PAST = re.compile(r"\b(?:was|were|had|did|paid|charged|then|until|last\s+(?:week|month|year))\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Change:
    """What is told now, what was told before, and the clause of the draft that may repeat it."""

    news: News
    before: Earlier
    told: Told

    @property
    def now(self) -> str:
        """What is told now."""
        return self.news.text

    @property
    def is_own(self) -> bool:
        """Whether what is told now is an update of its own document."""
        return self.news.is_own

    @cached_property
    def shared(self) -> int:
        """How many words that say what it is about the draft and what is told now have in common."""
        return len(matter(self.told.words) & matter(self.news.words))

    @cached_property
    def is_repeated(self) -> bool:
        """Whether the draft repeats what was told before: half of what it tells, or nearly all of the other."""
        said, there = matter(self.told.words), matter(self.before.words)
        if len(said & there) >= max(ALIKE_AT_LEAST, ALIKE * len(said)):
            return True
        both = self.told.words & self.before.words
        return len(both) > ALIKE_AT_LEAST and len(both) >= NEARLY_ALL * len(self.before.words)

    def is_close(self, more: int = 0) -> bool:
        """Whether enough words say that it is one thing: of another document more than of an update."""
        if self.is_own or self.shared >= 3 + more:
            return self.shared >= 2 + more
        return self.shared >= 2 + more and self.shared >= TOPIC * len(matter(self.told.words))


@lru_cache(maxsize=16384)
def matter(words: frozenset[str]) -> frozenset[str]:
    """Return the words that say what something is about: no number, nothing that goes with any price or change."""
    return frozenset(word for word in words - _GENERAL if not word[0].isdigit())
