"""Dates as they are written in a letter."""

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


def written_month(day: date) -> str:
    """Return month and year in words.

    Examples:
        >>> written_month(date(2020, 6, 10))
        'June 2020'
    """
    return f"{day:%B} {day.year}"


def age(earlier: date, later: date) -> str:
    """Return how long ago `earlier` was, as one says it: whole years, else months; "" under two months.

    Examples:
        >>> age(date(2020, 6, 12), date(2026, 11, 23)), age(date(2020, 6, 12), date(2020, 7, 1))
        ('more than six years', '')
    """
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    if months < 2:
        return ""
    number, unit = (months // 12, "year") if months >= 12 else (months, "month")
    return f"more than {_named(number)} {unit}{'s' if number > 1 else ''}"


def _named(number: int) -> str:
    names = "zero one two three four five six seven eight nine ten eleven twelve".split()
    return names[number] if number < len(names) else str(number)


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
