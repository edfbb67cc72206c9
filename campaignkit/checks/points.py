"""Percentage points told as per cent: from 20 to 30 per cent it is ten points more, and half as likely again."""

from __future__ import annotations

import re

from campaignkit.checks.known import Figures, Known
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity

_POINTS = re.compile(r"\bpoints?\b|\bpp\b", re.IGNORECASE)
_LIKELIER = re.compile(r"\s(?:more|less)\s(?:likely|often|probable)\b|\s(?:likelier|higher|lower)\b", re.IGNORECASE)


def told_as_percent(look: Look, alike: tuple[Known, ...], _: Figures) -> Known | None:
    """Return the points of a source that a draft tells as per cent more or less likely, if no source has per cent."""
    quantity = look.quantity
    if quantity.kind != "percent" or not alike or _is_in_points(quantity):
        return None
    if not _LIKELIER.match(quantity.text, quantity.span.end):
        return None
    return alike[0] if all(_is_in_points(one.quantity) for one in alike) else None


def _is_in_points(quantity: Quantity) -> bool:
    return bool(_POINTS.search(quantity.text, quantity.number.start, quantity.span.end + 8))
