"""Dates, numbers and lists as a language and region write them: English by itself, every other with Babel."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from campaignkit.errors import UsageError, missing_extra
from campaignkit.languages import VOCABULARIES, Vocabulary, language_of, vocabulary_of

if TYPE_CHECKING:
    from babel import Locale as BabelLocale

MONTH_FIRST = frozenset(("", "US", "CA", "PH"))  # regions of English that write June 10, 2020
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{4})?(?:-([A-Z]{2}|\d{3}))?")


@dataclass(frozen=True, slots=True)
class Locale:
    """A language and region, such as es-US, and how it writes what is no word.

    Attributes:
        tag: Language and region, such as "es-US".
    """

    tag: str

    @property
    def vocabulary(self) -> Vocabulary:
        """The library's own words in this language; English ones where there are none."""
        return vocabulary_of(self.tag)

    @property
    def has_words(self) -> bool:
        """Whether the library has words of its own in this language, so that a document can be composed."""
        return language_of(self.tag) in VOCABULARIES

    def day(self, day: date) -> str:
        """Return a date in words.

        Examples:
            >>> day = date(2020, 6, 10)
            >>> locale_of("en-US").day(day), locale_of("en-GB").day(day), locale_of("es-US").day(day)
            ('June 10, 2020', '10 June 2020', '10 de junio de 2020')
        """
        if not self._english:
            from babel.dates import format_date

            return format_date(day, format="long", locale=_babel(self.tag))
        month = vocabulary_of("en").months[day.month - 1]
        return f"{month} {day.day}, {day.year}" if self._month_first else f"{day.day} {month} {day.year}"

    def month(self, day: date) -> str:
        """Return month and year in words.

        Examples:
            >>> locale_of("en-US").month(date(2020, 6, 10)), locale_of("es-US").month(date(2020, 6, 10))
            ('June 2020', 'junio de 2020')
        """
        if not self._english:
            from babel.dates import format_skeleton

            return format_skeleton("yMMMM", day, locale=_babel(self.tag))
        return f"{vocabulary_of('en').months[day.month - 1]} {day.year}"

    def number(self, value: int | float) -> str:
        """Return a number in digits, none of them lost.

        Examples:
            >>> [locale_of(tag).number(13500.25) for tag in ("en-US", "es-US", "es-ES", "de-DE")]
            ['13,500.25', '13,500.25', '13.500,25', '13.500,25']
        """
        if not self._english:
            from babel.numbers import format_decimal

            return format_decimal(value, locale=_babel(self.tag), decimal_quantization=False)
        return f"{value:,}"

    def percent(self, value: int | float) -> str:
        """Return so many percent.

        Examples:
            >>> locale_of("en-US").percent(34.7), locale_of("es-ES").percent(34.7)
            ('34.7%', '34,7\\xa0%')
        """
        if not self._english:
            from decimal import Decimal

            from babel.numbers import format_percent

            return format_percent(Decimal(str(value)) / 100, locale=_babel(self.tag), decimal_quantization=False)
        return f"{self.number(value)}%"

    def names(self, names: Sequence[str]) -> str:
        """Return names as a list in a sentence.

        Examples:
            >>> locale_of("en-US").names(["A", "B", "C"]), locale_of("es-US").names(["A", "B", "C"])
            ('A, B and C', 'A, B y C')
            >>> locale_of("es-US").names(["Microsoft", "IBM"])
            'Microsoft e IBM'
        """
        if self._english:
            return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
        from babel.lists import format_list

        words = self.vocabulary
        pattern, instead = words.and_otherwise
        told = format_list(list(names), locale=_babel(self.tag))
        if self.has_words and pattern and names and re.match(pattern, names[-1]):
            before, last = f" {words.and_} {names[-1]}", f" {instead} {names[-1]}"
            return told.removesuffix(before) + last if told.endswith(before) else told
        return told

    def age(self, earlier: date, later: date) -> str:
        """Return how long ago `earlier` was, as one says it: whole years, else months; "" under two months.

        Examples:
            >>> locale_of("en-US").age(date(2020, 6, 12), date(2026, 11, 23))
            'more than six years'
            >>> locale_of("es-US").age(date(2020, 6, 12), date(2026, 11, 23))
            'más de seis años'
        """
        months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
        if months < 2:
            return ""
        words = self.vocabulary
        number, unit = (months // 12, words.year) if months >= 12 else (months, words.month)
        named = words.small_numbers[number] if number < len(words.small_numbers) else str(number)
        return words.older_than.format(named, unit[number > 1])

    @property
    def _english(self) -> bool:
        return language_of(self.tag) == "en"

    @property
    def _month_first(self) -> bool:
        found = _TAG.fullmatch(self.tag)
        return not found or (found[1] or "") in MONTH_FIRST


@cache
def locale_of(tag: str) -> Locale:
    """Return a language and region.

    Args:
        tag: Such as "es-US" or "es"; "es_US" is read as well.

    Raises:
        UsageError: It is no language that is known.
        MissingExtraError: It is not English, and Babel is not installed.

    Examples:
        >>> locale_of("es_us").tag
        'es-US'
    """
    language, *rest = tag.replace("_", "-").split("-")
    wanted = "-".join([language.lower(), *(part.upper() if len(part) < 4 else part for part in rest)])
    if not _TAG.fullmatch(wanted):
        raise UsageError(f"{tag!r} is no language and region.", hint="Write it as es-US.")
    if language_of(wanted) != "en":
        _babel(wanted)
    return Locale(wanted)


@cache
def _babel(tag: str) -> BabelLocale:
    try:
        from babel import Locale as Known
        from babel.core import UnknownLocaleError
    except ImportError:
        raise missing_extra(f"Writing dates and numbers of {tag} needs Babel.", "locale") from None
    try:
        return Known.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise UsageError(f"{tag!r} is no language and region that Babel knows.", hint="Write it as es-US.") from None
