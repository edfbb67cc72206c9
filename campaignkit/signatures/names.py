"""Names of people: when two are one person's at the same address, and what of a name is shown."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from campaignkit.signatures.contacts import reaches

Display = Literal["name", "initials", "anonymous"]
SUPPORTER = "A supporter"
GENERATIONS = frozenset("jr sr jnr snr ii iii iv junior senior".split())
_WORD = re.compile(r"[^\W_]+")
_NO_NAME = frozenset(("So", "Sk", "Cs", "Co", "Cn"))  # pictures, and signs that mean nothing to others
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_JOINED = "\u0600-\u1cff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"  # scripts and emoji that are spelled with joiners
_JOINERS = re.compile(f"(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}\u200c\u200d])")


def unseen_left_out(text: str) -> str:
    """Return a text without the signs that nobody sees: those that turn the writing, and those without a width.

    Joiners stay between the letters of scripts that are spelled with them, and within an emoji.

    Examples:
        >>> unseen_left_out("Ana\\u202e Ru\\u200biz"), len(unseen_left_out("\\U0001f469\\u200d\\U0001f33e"))
        ('Ana Ruiz', 3)
    """
    return text if text.isascii() else _JOINERS.sub("", _UNSEEN.sub("", text))


def tidy(text: str) -> str:
    """Return a name or a place in one line: composed letters, single spaces, nothing that nobody sees.

    Examples:
        >>> tidy("  Ana\\tRuiz ")
        'Ana Ruiz'
    """
    return " ".join(unseen_left_out(unicodedata.normalize("NFC", text)).split())


def key(name: str) -> str:
    """Return a name without case, accents, signs and order: what is compared.

    Examples:
        >>> key("Ruiz, José") == key("jose RUIZ")
        True
    """
    plain = name.casefold().replace("’", "").replace("'", "")
    if not plain.isascii():
        plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    return " ".join(sorted(_WORD.findall(plain)))


def same_person(one: str, other: str) -> bool:
    """Return whether two keys can be one person's, given that both have the same e-mail address.

    They can if all words of the shorter name are in the longer one, an initial standing for its word; but Jr and Sr are
    two people, and so are two people of one family.

    Examples:
        >>> same_person(key("Ana Ruiz"), key("Ana M. Ruiz")), same_person(key("A. Ruiz"), key("Ana Ruiz"))
        (True, True)
        >>> same_person(key("Ana Ruiz"), key("Ben Ruiz")), same_person(key("Bo Lind"), key("Bo Lind Jr."))
        (False, False)
    """
    short, long = sorted((one.split(), other.split()), key=len)
    if GENERATIONS & set(short) != GENERATIONS & set(long):
        return False
    for word in sorted(short, key=len, reverse=True):
        match = next((held for held in long if held == word), None) or next(
            (held for held in long if 1 in (len(held), len(word)) and held[0] == word[0]), None
        )
        if match is None:
            return False
        long.remove(match)
    return bool(short)


def shown(name: str | None, display: Display, publish: bool) -> str:
    """Return what is shown of a signer: the name, its initials, or "A supporter".

    Args:
        name: As it was given; None once it has been taken out.
        display: What the signer wishes.
        publish: Whether the signer has agreed that their name is shown; not having been asked is no agreement.

    Examples:
        >>> shown("Ana Ruiz", "name", True), shown("Ana Ruiz", "initials", True), shown("Ana Ruiz", "name", False)
        ('Ana Ruiz', 'A. R.', 'A supporter')
        >>> shown("Zoë 😀", "name", True)
        'Zoë'
    """
    if not name or not publish or display == "anonymous" or reaches(name):
        return SUPPORTER
    if display == "initials":
        return " ".join(f"{word[0].upper()}." for word in re.findall(r"[^\W\d_]+", name)) or SUPPORTER
    kept = "".join(sign for sign in tidy(name) if unicodedata.category(sign) not in _NO_NAME)
    return " ".join(kept.split()) or SUPPORTER
