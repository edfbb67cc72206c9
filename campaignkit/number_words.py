"""Numbers in words: "twenty-eight", "one million two hundred thousand and five", "a dozen", "half a million".

They follow a grammar, so that "between five and ten" is two of them and "one hundred and five" is one. It is read by
hand, word by word: a pattern for all of it takes longer to compile than most drafts take to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

GAP = r"(?:[^\S\n]{0,2}\n[^\S\n]{0,8}|[^\S\n]{1,4})"
"""A pattern for the space between two words of one sentence: a line may break in it, a paragraph may not."""

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
BIG = ("thousand", "lakh", "lakhs", "million", "crore", "crores", "billion", "trillion")
MULTIPLIERS = {"hundred": 100, "dozen": 12}
CARDINALS = {word: n for n, word in enumerate(UNITS)} | {word: 20 + 10 * n for n, word in enumerate(TENS)}
_BELOW_TEN = frozenset(UNITS[1:10])
_WORDS = frozenset([*CARDINALS, *MULTIPLIERS, *BIG])

_WORD = re.compile(r"[^\W\d_]{1,12}\b")
_JOINED = re.compile(rf"-|{GAP}")
_APART = re.compile(GAP)
_AND = re.compile(rf"{GAP}(?:and{GAP})?", re.IGNORECASE)
_COMMA = re.compile(rf",?{GAP}")
_AND_A_HALF = re.compile(rf"{GAP}and{GAP}a{GAP}half\b", re.IGNORECASE)
_HALF_OF = re.compile(rf"-|{GAP}an?{GAP}", re.IGNORECASE)
_OWNER = re.compile(r"['’]\w")


def either(phrases: Iterable[str]) -> str:
    """An alternation of phrases, the longer first; a line break may stand for a space."""
    return "|".join(phrase.replace(" ", GAP) for phrase in sorted(phrases, key=len, reverse=True))


def is_number_word(word: str) -> bool:
    """Whether a word is a number or part of one.

    >>> is_number_word("Twenty"), is_number_word("million"), is_number_word("many")
    (True, True, False)
    """
    return word.casefold() in _WORDS


def end_of_number(text: str, at: int) -> int:
    """Return where the number in words that begins at `at` ends, or 0 where none begins.

    >>> text = "one hundred and five to ten"
    >>> text[: end_of_number(text, 0)]
    'one hundred and five'
    >>> end_of_number("a lot", 0)
    0
    """
    first = _word(text, at)
    if first.word == "half":
        half = _HALF_OF.match(text, first.end)
        end = _one_of(text, half.end(), (*BIG, "dozen")) if half else 0
    else:
        end = _below_thousand(text, at, first)
        if end and (half := _AND_A_HALF.match(text, end)):
            end = half.end()
        end = _scaled(text, end) if end else 0
    return 0 if end and _OWNER.match(text, end) else end


class _Word(NamedTuple):
    word: str
    end: int


def _word(text: str, at: int) -> _Word:
    match = _WORD.match(text, at)
    return _Word(match[0].lower(), match.end()) if match else _Word("", at)


def _one_of(text: str, at: int, words: tuple[str, ...]) -> int:
    """The end of the word at `at` if it is one of `words`, else 0."""
    word, end = _word(text, at)
    return end if word in words else 0


def _joined(text: str, at: int, words: tuple[str, ...]) -> int:
    """The end of one of `words` that is joined to what ends at `at` by a space or a hyphen, else 0."""
    gap = _JOINED.match(text, at)
    return _one_of(text, gap.end(), words) if gap else 0


def _below_hundred(text: str, at: int, first: _Word | None = None) -> int:
    word, end = first or _word(text, at)
    if word in TENS:
        gap = _JOINED.match(text, end)
        unit = _word(text, gap.end()) if gap else _Word("", 0)
        return unit.end if unit.word in _BELOW_TEN else end
    return end if word in CARDINALS else 0


def _below_thousand(text: str, at: int, first: _Word | None = None) -> int:
    word, end = first or _word(text, at)
    article = word in ("a", "an")
    base = end if article else _below_hundred(text, at, first)
    if not base:
        return 0
    if times := _joined(text, base, ("hundred", "dozen")):
        gap = _AND.match(text, times)
        rest = _below_hundred(text, gap.end()) if gap else 0
        return rest if rest and not _joined(text, rest, ("hundred", "dozen")) else times
    if article:
        gap = _APART.match(text, base)
        return base if gap and _one_of(text, gap.end(), BIG) else 0
    return base


def _scaled(text: str, at: int) -> int:
    """The end of "… million two hundred thousand and five": from each scale down, never up again."""
    end = at
    below: tuple[str, ...] = BIG
    while below:
        gap = _JOINED.match(text, at)
        scale = _word(text, gap.end()) if gap else _Word("", 0)
        if scale.word not in below:
            break
        below, end = below[: below.index(scale.word)], scale.end
        comma = _COMMA.match(text, end)
        at = (_below_thousand(text, comma.end()) if comma else 0) or len(text)
    return end if below == BIG else _with_rest(text, end)


def _with_rest(text: str, at: int) -> int:
    """Where "and five" ends that follows the last scale."""
    gap = _AND.match(text, at)
    rest = _below_thousand(text, gap.end()) if gap else 0
    return rest if rest and not _joined(text, rest, ("hundred", *BIG)) else at
