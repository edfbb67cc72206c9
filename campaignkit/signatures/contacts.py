"""Ways to reach a person that stand in what they wrote: e-mail addresses and telephone numbers are left out of it.

What a person writes in plain words ("at Gmail, the name is ana ruiz"), a street, a handle or a web address stays.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from campaignkit.signatures.addresses import PROVIDERS

MARKS = {
    "en": ("[e-mail address left out]", "[phone number left out]"),
    "es": ("[dirección de correo omitida]", "[número de teléfono omitido]"),
}
"""What stands in the place of an address and of a number, by language; English where there is no other."""

_PART = r"[^\s@＠﹫<>(){}\[\],;:\"“”]"
_AT = r"\s{0,3}[(\[{<]\s*(?:at|ät|æt|arroba|a|@)\s*[)\]}>]\s*|\s?[@＠﹫]\s?"
_DOT = r"\s{0,3}[(\[{<]\s*(?:dot|punkt|punto|point|\.)\s*[)\]}>]\s*|\.|\s\.\s?|\s+(?:dot|punkt|punto)\s+"
_LOCAL = rf"(?<!{_PART}){_PART}{{1,320}}"  # from the start of a word: what is read is linear in the text
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_MAILBOXES = "|".join(
    re.escape(one) for one in [*PROVIDERS, "yahoo.com", "yahoo.co.uk", "gmx.de", "gmx.net", "web.de", "aol.com"]
)
_ADDRESS = re.compile(
    rf"(?:{_LOCAL}\s\.\s){{0,4}}{_LOCAL}(?:{_AT}){_LABEL}(?:(?:{_DOT}){_LABEL})*(?:(?:{_DOT})[^\W\d_]{{2,}})"
    rf"|{_LOCAL}[@＠﹫]{_PART}*[^\W_]"
    rf"|{_LOCAL}\s{{1,3}}at\s{{1,3}}(?!(?:the|an?|this|that|my|our)\b){_LABEL}(?:\s{{1,3}}dot\s{{1,3}}[^\W\d_]{{2,}}){{1,3}}\b"
    rf"|{_LOCAL}\s{{1,3}}at\s{{1,3}}(?:{_MAILBOXES})\b",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<![\w.,/-])(?:\+\s?|\(\+?)?\d(?:[\s().\-–/]{0,3}\d){5,14}(?![\w]|[.,/-]\d)")
_DAY = re.compile(r"\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}")
_SHAPE = re.compile(
    r"(?:\+|\(|0).*|(?:1[-. ])?\d{3}[-. )]+\d{3}[-. ]\d{4}|\d{3}[-.]\d{4}|[1-9]\d{8,11}"  # abroad, at home, in the US
    r"|[679]\d{2}[ .-]\d{3}[ .-]\d{3}|[679]\d{2}(?: \d{2}){3}"  # in Spain
)
_CALLED = re.compile(
    r"\b(?:tele?f?(?:on|ono|ephone)?|phone|call(?: me)?|text(?: me)?|cell|mobile|m[óo]vil|handy|whatsapp|fax)"
    r"(?:\s+(?:is|at|on|number|no|nr))*[.:#]?\s*$",
    re.IGNORECASE,
)


class LeftOut(NamedTuple):
    """A text without ways to reach its writer, and how many addresses and numbers were left out of it."""

    text: str
    addresses: int
    numbers: int


def without_contacts(text: str, language: str = "en") -> LeftOut:
    """Return a text with a mark in the place of each e-mail address and telephone number, however they are spelled.

    Dates, years, sums and postcodes stay.

    Examples:
        >>> without_contacts("Write to ana (at) home dot example, or call 555-0100.").text
        'Write to [e-mail address left out], or call [phone number left out].'
        >>> without_contacts("Since 2019-06-12 I have walked there @ noon, 1 200 000 steps.").addresses
        0
    """
    address, number = MARKS.get(language.partition("-")[0], MARKS["en"])
    text, addresses = _ADDRESS.subn(address, text)
    numbers = 0

    def marked(found: re.Match[str]) -> str:
        nonlocal numbers
        if not _is_number(found):
            return found[0]
        numbers += 1
        return number

    return LeftOut(_DIGITS.sub(marked, text), addresses, numbers)


def reaches(text: str) -> bool:
    """Return whether an e-mail address or a telephone number stands in a text."""
    found = without_contacts(text)
    return bool(found.addresses or found.numbers)


def _is_number(found: re.Match[str]) -> bool:
    text = found[0]
    if _DAY.fullmatch(text) or len(re.findall(r"\d", text)) < 7:
        return False
    return bool(_SHAPE.fullmatch(text) or _CALLED.search(found.string, 0, found.start()))
