"""What people and organisations are sorted by: letters alone, whatever their accents, case and signs."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ı": "i", "ß": "ss"})
_NO_FAMILY_NAME = frozenset("jr sr jnr snr junior senior ii iii iv phd md esq".split())


def sort_key(text: str) -> str:
    """Return a text as it is sorted: in its order, words parted by single spaces.

    Examples:
        >>> sorted(["Très", "Smith-Jones", "Ærø", "O’Neil", "Smith"], key=sort_key)
        ['Ærø', 'O’Neil', 'Smith', 'Smith-Jones', 'Très']
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "").replace("'", "").translate(_LETTERS))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[^\W_]+", kept))


def family_name(name: str) -> str:
    """Return the last word of a name, what follows a comma ("Jr.", "PhD") and a generation left out.

    Examples:
        >>> [family_name(name) for name in ("Bo Lind Jr.", "Ana Ruiz, PhD", "Cy Ek III", "Di Smith-Jones")]
        ['Lind', 'Ruiz', 'Ek', 'Smith-Jones']
    """
    words = [word for word in name.partition(",")[0].split() if sort_key(word) not in _NO_FAMILY_NAME]
    return words[-1] if words else name
