"""Which of many sources a draft can be about: only these are read through for their figures, their days, their notices.

A quotation is looked for in all of them. But whether a figure is of the same measure, or a day of the same event, takes
reading, and a letter has nothing to do with most of twenty thousand documents: it shares neither names nor numbers nor
things counted with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from campaignkit.checks.corpus import PASSAGES_AT_MOST
from campaignkit.checks.draft import Draft
from campaignkit.checks.library import Library, Passage
from campaignkit.folding import fold
from campaignkit.function_words import CALENDAR

READ_AT_MOST = 64  # sources that are read through; where there are no more than these, all are
WORDS_AT_MOST = 60  # words by which sources are chosen

_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}")


def relevant(draft: Draft, library: Library, quoted: Iterable[Passage]) -> Library:
    """Return the library itself if it is small, else the part of it that shares most with the draft.

    Args:
        quoted: The passages that the draft quotes; they are always part of it.
    """
    if len(library.passages) <= READ_AT_MOST:
        return library
    places = {id(passage): number for number, passage in enumerate(library.passages)}
    chosen = dict.fromkeys(places[id(passage)] for passage in quoted)
    chosen |= dict.fromkeys(number for number, _ in _shares(draft, library).most_common(READ_AT_MOST))
    return _part(library, tuple(sorted(islice(chosen, READ_AT_MOST))))


@lru_cache(maxsize=32)
def _part(library: Library, numbers: tuple[int, ...]) -> Library:
    return Library(tuple(library.passages[number] for number in numbers), library.campaign, library.complete)


def _shares(draft: Draft, library: Library) -> Counter[int]:
    """Return how much each source shares with the draft: the fewer sources have a word, the more it counts."""
    shares: Counter[int] = Counter()
    for words in islice(dict.fromkeys(_words(draft)), WORDS_AT_MOST):
        holding = library.corpus.some_holding(words) if library.corpus.tells(words) else ()
        for number in holding:
            shares[number] += PASSAGES_AT_MOST // (len(holding) + 2) + 1
    return shares


def _words(draft: Draft) -> Iterator[str]:
    """Yield what tells a draft's matter, folded: its numbers with what they count, its names."""
    for quantity in draft.quantities:
        if quantity.kind not in ("label", "ordinal"):
            yield fold(draft.text[quantity.number.start : quantity.number.end])
            yield fold(draft.text[quantity.number.end : quantity.span.end])
    for name in _NAME.findall(draft.text):
        words = fold(name)
        if words.strip() not in CALENDAR and len(words) > 4:
            yield words
