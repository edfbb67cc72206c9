"""Votes: "by a vote of 7 to 4", "carried, 6–3", "6 votes to 1". Two numbers that are one figure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache

from campaignkit.checks.known import Known
from campaignkit.checks.library import Library
from campaignkit.checks.writers_own import paragraph_at
from campaignkit.figures import Quantity, content_words
from campaignkit.folding import Span

_BETWEEN = re.compile(
    r"(?:\s(?:votes?\s)?(?:to|against)\s(?:just\s|only\s)?|\s?[-–—]\s?|-to-"
    r"|[.,;]\s(?:and\s)?(?:[Aa]gainst|[Oo]pposed|[Nn]oe?s|[Nn]ays)\s?[?:]?\s"
    r"|\s(?:votes?\s)?(?:for|in\sfavou?r|yes)(?:\sand|,)\s)\Z"
)
_COLUMNS = re.compile(
    r"\W*(?:votes?\s)?(?:(?P<yes>yes|yeas?|ayes?|for|in\sfavou?r)|(?P<no>no|nays?|noes|against|opposed))\W*",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"[.,;]\s")  # "Those in favour? Eight. Against? Three."
_VOTED = re.compile(
    r"\b(?:vote[sd]?|voting|carried|failed|passed|motion|approved|rejected|adopted|defeated|decided|agreed"
    r"|in favou?r)\b",
    re.IGNORECASE,
)
_OUTCOME = re.compile(
    r"\b(?:(carried|passed|approved|adopted|agreed|won)|(lost|failed|rejected|defeated|fell|voted down))\b",
    re.IGNORECASE,
)
_ANOTHER_VOTE = re.compile(r"\d|[.!?;]\s|,\s(?:and|but|then)\s")
_OUTCOME_BEFORE = 60  # code points
_PARAGRAPH_AT_MOST = 2000
ANOTHER_BODY = Decimal("2.5")  # how many times as many votes are surely those of another body
ABSENT = Decimal("1.2")
A_FEW = 2
_OF_VOTES = frozenset(
    "vote voted voting carried passed failed motion council committee board house senate member meeting city town"
    " county favour favor".split()
)
MOST = 1000  # a body that votes by name has no more members


@dataclass(frozen=True)
class Vote:
    """Two numbers of a text that are one vote."""

    numbers: tuple[Quantity, Quantity]

    @property
    def span(self) -> Span:
        """From the first number to the second."""
        return Span(self.numbers[0].span.start, self.numbers[1].span.end)

    def numbers_of(self, other: Vote) -> bool:
        """Whether both are of the same two numbers, whichever side they are on."""
        return sorted(one.value for one in self.numbers) == sorted(one.value for one in other.numbers)

    def cast_by(self, other: Vote) -> bool:
        """Whether as many votes were cast, so that a body of that many members may have cast both."""
        return sum(one.value for one in self.numbers) == sum(one.value for one in other.numbers)

    def may_be_of_the_body_of(self, other: Vote) -> bool:
        """Whether one body can have cast both: of one that has 11 votes, nobody tells that it cast 34."""
        return self._times(other) <= ANOTHER_BODY

    def is_as_large_as(self, other: Vote) -> bool:
        """Whether nearly as many votes were cast: of a committee of twelve, one may have been away."""
        return self._times(other) <= ABSENT

    def is_but_for_a_few(self, other: Vote) -> bool:
        """Whether one side is the same, and on the other only a few more or less voted."""
        ours, theirs = ([one.value for one in vote.numbers] for vote in (self, other))
        off = [abs(a - b) for a, b in zip(ours, theirs, strict=True)]
        return 0 in off and 0 < max(off) <= A_FEW

    def _times(self, other: Vote) -> Decimal:
        low, high = sorted(sum(one.value for one in vote.numbers) for vote in (self, other))
        return high / low if low else Decimal("Infinity")

    def same_as(self, other: Vote) -> bool:
        """Whether both are of as many on this side and on that; who is named first does not matter."""
        return self.numbers_of(other) and (not self.outcome or not other.outcome or self.outcome == other.outcome)

    @cached_property
    def outcome(self) -> str:
        """Whether what was voted on was "carried" or "lost", as far as the last word on it before the numbers tells."""
        quantity = self.numbers[0]
        before = quantity.text[max(0, quantity.span.start - _OUTCOME_BEFORE) : quantity.span.start]
        told = _OUTCOME.findall(_ANOTHER_VOTE.split(before)[-1])
        carried, lost = told[-1] if told else ("", "")
        return "carried" if carried else "lost" if lost else ""


def find_votes(text: str, quantities: list[Quantity]) -> Iterator[Vote]:
    """Yield the votes among the quantities of `text`.

    >>> from campaignkit.figures import find_quantities
    >>> text = "The motion carried by 6 votes to 1. They won the match 3-2."
    >>> [tuple(int(one.value) for one in vote.numbers) for vote in find_votes(text, find_quantities(text))]
    [(6, 1)]
    """
    for first, second in itertools.pairwise(quantities):
        between = text[first.number.end : second.number.start]
        if not (_BETWEEN.fullmatch(between) and first.value <= MOST and second.value <= MOST):
            continue
        plain = {first.kind, second.kind} <= {"count", "label"} and not _is_bounded(first, second)
        called = text[max(0, first.span.start - _OUTCOME_BEFORE) : second.span.end] if "\n" not in between else ""
        if plain and (_VOTED.search(first.sentence) or (_AGAINST.match(between) and _VOTED.search(called))):
            yield Vote((first, second))


def _is_bounded(first: Quantity, second: Quantity) -> bool:
    return bool(first.qualifier or second.qualifier)


@lru_cache(maxsize=8)
def known_votes(library: Library) -> list[tuple[Vote, Known, frozenset[str]]]:
    """Return the votes that the sources tell of, with the words of the paragraphs in which they stand."""
    return [
        (vote, Known(replace(vote.numbers[0], span=vote.span), passage), _words_around(passage.text, vote))
        for passage in library.passages
        for vote in (*find_votes(passage.text, passage.quantities), *_votes_in_tables(passage.quantities))
    ]


def nearly_the_vote(vote: Vote, clause: frozenset[str], library: Library) -> Known | None:
    """Return the vote of a source that is a draft's but for a few votes of one side: 9 to 4, told as 9 to 5.

    What was voted on must be the same, as far as one word tells: that a council voted is no such word.
    """
    for other, one, words in known_votes(library):
        if vote.is_but_for_a_few(other) and (words & clause) - _OF_VOTES:
            return one
    return None


def _votes_in_tables(quantities: list[Quantity]) -> Iterator[Vote]:
    """Yield the votes of the rows of a table that has a column of votes for and one of votes against."""
    for first, second in itertools.pairwise(one for one in quantities if one.heading):
        for_it, against = (_COLUMNS.fullmatch(one.heading.partition("; ")[2]) for one in (first, second))
        if first.row == second.row and for_it and against and for_it["yes"] and against["no"]:
            yield Vote((first, second))


def _words_around(text: str, vote: Vote) -> frozenset[str]:
    if vote.numbers[0].heading:
        line = text.rfind("\n", 0, vote.span.start) + 1
        return content_words(text[line : text.find("\n", vote.span.end)])
    around = paragraph_at(text, vote.span.start)
    return content_words(around) if len(around) <= _PARAGRAPH_AT_MOST else vote.numbers[0].context
