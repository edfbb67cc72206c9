"""Dates as they are written in English, and the day of a document. Other languages: `campaignkit.locales`."""

from __future__ import annotations

from datetime import date

from campaignkit.errors import UsageError


def written(day: date) -> str:
    """Return a date in words.

    Examples:
        >>> written(date(2020, 6, 10))
        'June 10, 2020'
    """
    return f"{day:%B} {day.day}, {day.year}"


def day_or_today(day: date | None) -> date:
    """Return the day that was asked for, or today, where the letter is written.

    Raises:
        UsageError: It is no date.

    Examples:
        >>> day_or_today(date(2020, 6, 10))
        datetime.date(2020, 6, 10)
    """
    if day is not None and not isinstance(day, date):
        raise UsageError(f"{day!r} is not a date.", hint="Pass a datetime.date, such as date(2020, 6, 12).")
    return day or date.today()  # noqa: DTZ011  # the local day is meant
