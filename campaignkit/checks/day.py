"""A day that a text names, as far as the text says which: with or without its year, a month, a stretch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from campaignkit.folding import Span

Role = Literal["on", "limit", "start"]


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a text names.

    Attributes:
        month, day: 0 where the text does not say.
        year: 0 where neither the text nor its own date says.
        role: Whether something is on this day, is limited by it ("by June 30") or begins with it ("from July 1").
        last: The last day of a stretch that begins with this day: "June 10–12", "last week"; None for one day. A
            stretch clears a date and contradicts none.
        weekday: That which the text names with the date, Monday 0; -1 where it names none.
        is_named: Whether the text names it by its date, and not as a weekday or "yesterday".
    """

    span: Span
    year: int
    month: int
    day: int
    role: Role = "on"
    last: date | None = None
    weekday: int = -1
    is_named: bool = True

    def fits(self, other: Day) -> bool:
        """Return whether the two can be the same day: they differ in nothing that both of them say."""
        if self.last or other.last:
            return any(
                a.first <= b.end and b.first <= a.end for a, b in [_same_year(self, other)] if a.first and b.first
            )
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(ours == theirs or not (ours and theirs) for ours, theirs in pairs)

    @property
    def is_whole(self) -> bool:
        """Whether day and month are known and it is one day."""
        return bool(self.month and self.day) and self.last is None

    @property
    def is_month_alone(self) -> bool:
        """Whether no more than the name of a month is known."""
        return bool(self.month) and not self.year and not self.day

    @property
    def first(self) -> date:
        """The first day it can be, in year 1 where the year is not known."""
        return safe(self.year or 1, self.month or 1, self.day or 1)

    @property
    def end(self) -> date:
        """The last day it can be."""
        return self.last or safe(self.year or 1, self.month or 12, self.day or 31)

    def __str__(self) -> str:
        if self.year and self.month and self.day:
            named = date(self.year, self.month, self.day)
            return f"{named:%B} {named.day}, {named.year}"
        month = f"{date(2000, self.month, 1):%B}" if self.month else ""
        return " ".join(part for part in (month, str(self.day or ""), str(self.year or "")) if part)


def safe(year: int, month: int, day: int) -> date:
    while True:
        try:
            return date(year, month, day)
        except ValueError:  # 31 June: the last day that there is
            day -= 1


def _same_year(one: Day, two: Day) -> tuple[Day, Day]:
    """Return both with a year, where one of them has one."""
    year = one.year or two.year or 1
    return _in_year(one, one.year or year), _in_year(two, two.year or year)


def _in_year(day: Day, year: int) -> Day:
    last = day.last.replace(year=year) if day.last and not day.year else day.last
    return Day(day.span, year, day.month, day.day, day.role, last)


def day_of(when: date, span: Span = Span(0, 0), role: Role = "on", weekday: int = -1) -> Day:  # noqa: B008
    """Return a whole date as a day."""
    return Day(span, when.year, when.month, when.day, role, None, weekday)


def without(text: str, days: tuple[Day, ...]) -> str:
    """Return a text with the days that it names blanked; `days` must be those found in it."""
    for day in days:
        text = text[: day.span.start] + " " * (day.span.end - day.span.start) + text[day.span.end :]
    return text
