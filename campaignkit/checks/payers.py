"""Who pays: "75 per cent would be paid by the Department", and "the county will pay 75 per cent"."""

from __future__ import annotations

import re

from campaignkit.checks.known import Known
from campaignkit.figures import Quantity, content_words

_PAID = r"(?:paid(?: for)?|funded|met|covered|borne|financed|contributed|provided|footed)"
_PAY = r"(?:pays?|funds?|covers?|meets?|bears?|finances?|contributes?|provides?|foots?|paid|funded|covered|financed)"
_WHO = (
    r"((?:the\s|an?\s)?(?!(?:a|an|the|it|they|we|he|she|who|which|that)\b)[\w’'&-]+"
    r"(?:\s(?!will|would|has|is)[\w’'&-]+){0,3})"
)
_BY = re.compile(rf"[^.;:!?,]{{0,40}}?\b{_PAID}\sby\s{_WHO}", re.IGNORECASE)
_PAYER = re.compile(
    rf"(?:\A|[.;:!?,]\s+|\b(?:and|but|that)\s){_WHO}\s(?:(?:will|would|is to|has|have|had|must|can|could)\s)?{_PAY}\s"
    r"(?:for\s|only\s|just\s)?\Z",
    re.IGNORECASE,
)
_BEFORE = 100  # code points


def paid_by_another(quantity: Quantity, known: Known) -> bool:
    """Return whether a draft lets somebody pay a sum or a share that a source lets somebody else pay.

    Both must be named right beside the number, and have no word in common.
    """
    if quantity.kind not in ("money", "percent"):
        return False
    theirs = _BY.match(known.passage.text, known.quantity.span.end)
    ours = _PAYER.search(quantity.text[max(0, quantity.span.start - _BEFORE) : quantity.span.start])
    if not theirs or not ours:
        return False
    payer, other = content_words(ours[1]), content_words(theirs[1])
    return bool(payer and other) and payer.isdisjoint(other)
