"""Which days a text names: whole dates, days of a month, weekdays reckoned from the day on which it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from campaignkit.figures import find_quantities
from campaignkit.folding import Span

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_WEEKDAY = re.compile(rf"\b(?:on\s+|last\s+|this\s+|late\s+)(?P<day>{'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_NOT_ONE_DAY = re.compile(r"\b(?:by|before|until|till|through|after|since|due|every|each)\s+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names.

    Attributes:
        month, day: 0 where the text does not say.
        year: 0 where neither the text nor its own date says.
    """

    span: Span
    year: int
    month: int
    day: int

    def fits(self, other: Day) -> bool:
        """Return whether the two can be the same day: they differ in nothing that both of them say."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(ours == theirs or not (ours and theirs) for ours, theirs in pairs)

    def __str__(self) -> str:
        if self.year and self.month and self.day:
            named = date(self.year, self.month, self.day)
            return f"{named:%B} {named.day}, {named.year}"
        month = f"{date(2000, self.month, 1):%B}" if self.month else ""
        return " ".join(part for part in (month, str(self.day or ""), str(self.year or "")) if part)


def day_of(when: date, span: Span = Span(0, 0)) -> Day:  # noqa: B008  # a Span is a tuple and cannot be changed
    """Return a whole date as a day."""
    return Day(span, when.year, when.month, when.day)


def find_days(text: str, written: date | None) -> Iterator[Day]:
    """Yield the days that `text` names: dates first, then weekdays.

    A day to which something is limited ("by June 30", "every Monday") is not named. A weekday is the last one up to
    the day on which the text was written; without that day, weekdays are left out.

    Examples:
        >>> [str(day) for day in find_days("On Wednesday, and again on June 8", date(2020, 6, 12))]
        ['June 8', 'June 10, 2020']
        >>> [str(day) for day in find_days("In July 2018; answer by June 30.", None)]
        ['July 2018']
    """
    for quantity in find_quantities(text):
        if quantity.kind == "date" and not _NOT_ONE_DAY.search(text[: quantity.span.start][-24:]):
            if quantity.date:
                yield day_of(quantity.date, quantity.span)
            elif parts := re.fullmatch(r"(?:(\d{4})|-)-(\d\d)(?:-(\d\d))?", quantity.unit):
                year, month, day = (int(part or 0) for part in parts.groups())
                yield Day(quantity.span, year, month, day)
    for found in _WEEKDAY.finditer(text) if written else ():
        back = (written.weekday() - WEEKDAYS.index(found["day"].lower())) % 7 if written else 0
        if written:
            yield day_of(written - timedelta(back), Span(*found.span("day")))
