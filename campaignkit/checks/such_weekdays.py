"""Dates that fall on another weekday than the one beside them: "Monday, May 4" where May 4 is a Tuesday."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from campaignkit.checks.calendar_days import days_of
from campaignkit.checks.case import Case
from campaignkit.checks.day import Day, safe
from campaignkit.checks.rule import Hit
from campaignkit.checks.writers_own import paragraph_at
from campaignkit.folding import Span
from campaignkit.years import years_in


def no_such_weekdays(case: Case, spared: list[Span]) -> Iterator[Hit]:
    """Yield the dates of a draft that do not fall on the weekday beside them.

    A date without a year is the last one up to the day of the draft or the next one after it, or of a year that its
    paragraph names; in a draft that does not say its own day, it may be of any year.
    """
    written = case.draft.dated
    for sentence in case.draft.sentences:
        for day in days_of(case.draft.text[sentence.start : sentence.end], case.draft.dated):
            at = day.span.moved(sentence.start)
            if day.weekday >= 0 and day.is_whole and not at.within(spared) and not _may_be(day, written):
                if not day.year and _is_of_a_year_told(day, paragraph_at(case.draft.text, at.start)):
                    continue
                when = _dates(day, written)[0]
                yield Hit(
                    at=at,
                    severity="warning",
                    message=f"{when:%B} {when.day}, {when.year} is a {when:%A}.",
                    hint="Look up the weekday or the date.",
                )


def _may_be(day: Day, written: date | None) -> bool:
    """Whether a date falls on its weekday, in one of the years that it can be of."""
    if not day.year and (written is None or (day.month, day.day) == (2, 29)):
        return True
    return any(one.weekday() == day.weekday for one in _dates(day, written))


def _is_of_a_year_told(day: Day, paragraph: str) -> bool:
    """Whether a date falls on its weekday in a year of which the paragraph speaks."""
    return any(safe(int(year), day.month, day.day).weekday() == day.weekday for year in years_in(paragraph))


def _dates(day: Day, written: date | None) -> list[date]:
    if day.year or written is None:
        return [day.first]
    years = (safe(written.year + more, day.month, day.day) for more in (-1, 0, 1))
    return sorted(years, key=lambda one: abs(one - written))[:2]
