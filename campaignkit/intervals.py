"""What a qualified number claims, as an interval: "over 1,300" is all above 1,300, so "over 1,350" makes it true."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple, Protocol


class FigureLike(Protocol):
    """What `supports` and `qualifier_lost` need to know of a figure; a Quantity is one."""

    @property
    def value(self) -> Decimal: ...
    @property
    def qualifier(self) -> str: ...
    @property
    def hedge(self) -> str: ...


class Interval(NamedTuple):
    """The numbers from `low` to `high`, each end with or without itself."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __contains__(self, value: object) -> bool:
        """Whether a number lies in the interval.

        >>> Decimal(1300) in interval(Decimal(1300), "over")
        False
        """
        return isinstance(value, Decimal | int) and self.holds(Interval(Decimal(value), Decimal(value)))

    def holds(self, other: Interval) -> bool:
        """Whether all of `other` lies in this interval.

        >>> interval(Decimal(1300), "over").holds(interval(Decimal(1350), "over"))
        True
        """
        low_fits = other.low > self.low or (other.low == self.low and other.low_open >= self.low_open)
        high_fits = other.high < self.high or (other.high == self.high and other.high_open >= self.high_open)
        return low_fits and high_fits


def interval(value: Decimal, qualifier: str = "") -> Interval:
    """Return the numbers that `value` with `qualifier` allows.

    "over" is all above it, "at-least" the same with it; "under", "at-most" and "up-to" go down to nought; "nearly" is
    the tenth below it; "about" is five per cent either way; "" and "exactly" are the number itself.

    Raises:
        ValueError: `qualifier` is none of these.

    Examples:
        >>> interval(Decimal(1000), "nearly")
        Interval(low=Decimal('900.0'), high=Decimal('1000'), low_open=True, high_open=True)
        >>> Decimal(10_000) in interval(Decimal(1350), "over")
        True
    """
    make = _INTERVALS.get(qualifier)
    if make is None:
        raise ValueError(f"{qualifier!r} is no qualifier; there are {', '.join(filter(None, _INTERVALS))} and ''.")
    return make(value)


_NOUGHT, _INFINITY = Decimal(0), Decimal("Infinity")
_INTERVALS: dict[str, Callable[[Decimal], Interval]] = {
    "": lambda value: Interval(value, value),
    "exactly": lambda value: Interval(value, value),
    "over": lambda value: Interval(value, _INFINITY, low_open=True),
    "at-least": lambda value: Interval(value, _INFINITY),
    "under": lambda value: Interval(_NOUGHT, value, high_open=True),
    "at-most": lambda value: Interval(_NOUGHT, value),
    "up-to": lambda value: Interval(_NOUGHT, value),
    "nearly": lambda value: Interval(value * Decimal("0.9"), value, low_open=True, high_open=True),
    "about": lambda value: Interval(value * Decimal("0.95"), value * Decimal("1.05")),
}


def supports(source: FigureLike, draft: FigureLike) -> bool:
    """Whether the number that the source gives implies the one that the draft gives.

    Only value and qualifier are compared; whether both count the same thing is for `same_unit` and the context, and a
    lost hedge for `qualifier_lost`.

    >>> from campaignkit.figures import find_quantities
    >>> [over_1350, over_1300, exactly_1300] = find_quantities("over 1,350, over 1,300, exactly 1,300")
    >>> supports(over_1350, over_1300), supports(over_1350, exactly_1300), supports(over_1300, over_1350)
    (True, False, False)
    """
    return interval(draft.value, draft.qualifier).holds(interval(source.value, source.qualifier))


def qualifier_lost(source: FigureLike, draft: FigureLike) -> bool:
    """Whether the draft gives the source's number with another qualifier, or with a hedge lost or added.

    "At least 1,350" for "over 1,350" says less and loses nothing, nor does "exactly 28" for "28".

    >>> from campaignkit.figures import find_quantities
    >>> [source, draft] = find_quantities("allegedly over 1000 departments; 1,000 departments")
    >>> qualifier_lost(source, draft), qualifier_lost(source, source)
    (True, False)
    """
    return source.value == draft.value and (
        bool(source.hedge) != bool(draft.hedge) or not _same_qualifier(source.qualifier, draft.qualifier)
    )


def _same_qualifier(source: str, draft: str) -> bool:
    weaker = (source, draft) in (("over", "at-least"), ("under", "at-most"), ("under", "up-to"))
    return weaker or interval(Decimal(1), source) == interval(Decimal(1), draft)
