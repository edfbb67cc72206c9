"""Hedges: words by which a writer leaves it to others, or to nobody, that a number is so."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from campaignkit.folding import Span
from campaignkit.number_words import GAP, either
from campaignkit.surroundings import CLAUSE_BREAK, REACH, last_end, sentence_around

# "Said to" and "claimed" are hedges only in phrases that cannot be about something else: he said to reporters, the fire
# claimed 28 lives.
HEDGES = {
    "allegedly": ["allegedly", "(?:is|are|was|were|been) alleged to", "alleg(?:e|es|ed) that"],
    "reportedly": ["reportedly", "(?:is|are|was|were|been) reported to"],
    "claimed": ["claim(?:s|ed|ing)? (?:that|to have|to be|it|they|over|more than|at least|nearly|about)"],
    "purportedly": ["purportedly", "supposedly", "ostensibly", "purport(?:s|ed)? to"],
    "said to": ["(?:is|are|was|were|been) said to"],
    "believed": ["(?:is|are|was|were|been) (?:believed|thought|understood|estimated) to"],
    "rumored": ["rumou?red(?: to)?"],
    "apparently": ["apparently"],
}
_RIGHT_AFTER = re.compile(r",?\s[\"“‘'(]?")
_HEDGE_STEMS = (
    "alleg", "reported", "claim", "purport", "supposed", "ostensib", "said to", "said\nto", "believed", "thought",
    "understood", "estimated", "rumor", "rumour", "apparently",
)  # fmt: skip
RIGHT_BEFORE = re.compile(rf",?{GAP}")
_END_OF_CLAUSE = re.compile(r"\s?[.,;:)—]|\s*\Z")


class Hedge(NamedTuple):
    """A hedge: its place in a text, and which of `HEDGES` it is."""

    start: int
    end: int
    name: str


def hedge_of(text: str, quantity: Span) -> Hedge | None:
    """Return the hedge in the clause of the quantity at a place, or None."""
    around = text[max(0, quantity.start - REACH) : quantity.end + REACH].lower()
    if not any(stem in around for stem in _HEDGE_STEMS):  # a look at the letters spares most searches
        return None
    low, high = sentence_around(text, quantity.start, quantity.end)
    found = _hedge_pattern().finditer(text, low, high)
    return _hedge(text, Span(low, high), quantity, [Hedge(*one.span(), _hedge_name(one[0])) for one in found])


@cache
def _hedge_pattern() -> re.Pattern[str]:
    """The pattern of all hedges; made when the first is met, for most texts have none."""
    return re.compile(
        rf"\b(?:{either([phrase for phrases in HEDGES.values() for phrase in phrases])})\b", re.IGNORECASE
    )


@cache
def _hedge_patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(either(phrases), re.IGNORECASE) for name, phrases in HEDGES.items()}


def _hedge_name(phrase: str) -> str:
    return next((name for name, pattern in _hedge_patterns().items() if pattern.fullmatch(phrase)), "")


def _hedge(text: str, sentence: Span, quantity: Span, hedges: list[Hedge]) -> Hedge | None:
    """The hedge in the clause of a quantity: the last before it, or one that ends the clause ("…, reportedly.")."""
    clause = last_end(CLAUSE_BREAK, text, sentence.start, quantity.start)
    before = [hedge for hedge in hedges if clause <= hedge.start and hedge.end <= quantity.start]
    stop = CLAUSE_BREAK.search(text, quantity.end, sentence.end)
    end = stop.start() if stop else sentence.end
    after = [hedge for hedge in hedges if quantity.end <= hedge.start and hedge.end <= end]
    return next(reversed(before), None) or next((h for h in after if _ends_clause(text, quantity, h)), None)


def _ends_clause(text: str, quantity: Span, hedge: Hedge) -> bool:
    """Whether a hedge after a number is said of it: it ends the clause, or stands right behind the number."""
    return bool(_END_OF_CLAUSE.match(text, hedge.end) or _RIGHT_AFTER.fullmatch(text, quantity.end, hedge.start))
