"""Folding: the form of a text in which words are compared, and the way back to the text as kept.

A folded text is the words of a text in lower case, one space between two. What every style guide lets a writer change
(the shape of quotation marks and dashes, white space) is not in it; what nobody may change (a word, a figure, a sign
of money or per cent) is. One pattern makes both the folded text and its map, so that the two cannot disagree; the map
is made only for a text in which something was found.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int


APOSTROPHES = "'’‘ʼ´`＇"
# Characters that are there for the typesetter and not for the reader: soft hyphen, zero-width ones, marks of direction.
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

# A word keeps its inner apostrophe (we're is not were), a number its decimal point (1.5 is not 15); signs of money and
# per cent are words. What markup hides from a reader, a tag or the address of a Markdown link, is matched first and
# has no group, so it is no word. Bounded, so that a stray "<" costs a glance and not the rest of the text.
TOKEN = re.compile(
    r"</?[A-Za-z!][^<>]{0,600}>|\]\([^()\s]{1,600}\)"
    rf"|(\d+(?:[,\u00a0\u202f\u2009]\d{{3}})*(?:\.\d+)?(?!\d)|\d+"
    rf"|[^\W\d_](?:[^\W_]|[{APOSTROPHES}{INVISIBLE}](?=[^\W_]))*"
    rf"|[$£€¥%])"
)


def fold_word(word: str) -> str:
    """Return one word as it stands in folded text.

    Examples:
        >>> fold_word("Don’t"), fold_word("1,350"), fold_word("ﬁnal")
        ("don't", '1350', 'final')
    """
    return _smooth(word)


def _smooth(text: str) -> str:
    """Fold the inside of words; never adds or removes a space, so it may be applied to many words at once."""
    text = text.lower()
    if text.isascii():
        return text.replace(",", "").replace("`", "'")
    for mark in APOSTROPHES[1:]:
        text = text.replace(mark, "'")
    text = _DROPPED.sub("", text)
    return unicodedata.normalize("NFC", text.translate(_LIGATURES) if _LIGATURE.search(text) else text)


_DROPPED = re.compile(rf"[,\u00a0\u202f\u2009{INVISIBLE}]")
_LIGATURE = re.compile("[ﬀ-ﬆ]")


def fold(text: str) -> str:
    """Return the words of `text`, folded, with one space before, between and after.

    Examples:
        >>> fold("“We’ve  advocated,” the\\ncompany posted — in 1,350 [words](https://example.org).")
        " we've advocated the company posted in 1350 words "
        >>> fold("34.7 % of <b>them</b>")
        ' 34.7 % of them '
    """
    # Joined before they are smoothed: a few passes over the whole are ten times as fast as a call for each word.
    words = " ".join(filter(None, TOKEN.findall(text)))
    return f" {_smooth(words)} " if words else " "


@dataclass(frozen=True)
class Folded:
    """A text as kept, its folded form, and the way from the one to the other.

    Attributes:
        text: The text as kept; every offset that leaves this class counts its code points.
        words: The folded form, as `fold` returns it.
    """

    text: str
    words: str

    @classmethod
    def of(cls, text: str) -> Folded:
        """Fold `text` (over 10 MB a second); the map is made when it is first asked for."""
        return cls(text, fold(text))

    @cached_property
    def _starts(self) -> array[int]:
        return array("l", (match.start(1) for match in TOKEN.finditer(self.text) if match[1]))

    @cached_property
    def _word_starts(self) -> array[int]:
        """Where each word begins in `words`."""
        return array("l", (match.end() for match in re.finditer(" (?=.)", self.words)))

    @property
    def count(self) -> int:
        """How many words there are."""
        return len(self._starts)

    def word_at(self, offset: int) -> int:
        """Return the number of the word in which `offset`, a place in `words`, falls (counted from 0)."""
        return max(0, bisect_right(self._word_starts, offset) - 1)

    def word_from(self, position: int) -> int:
        """Return the number of the first word that begins at or after `position`, a place in `text`."""
        return bisect_right(self._starts, position - 1)

    def span(self, first: int, last: int) -> Span:
        """Return where the words numbered `first` to `last`, both included, stand in `text`."""
        start = self._starts[first]
        match = TOKEN.match(self.text, self._starts[last])
        return Span(start, match.end(1) if match else start)

    def slice(self, first: int, last: int) -> str:
        """Return the folded words `first` to `last`, both included, one space between two."""
        end = self._word_starts[last + 1] - 1 if last + 1 < self.count else len(self.words) - 1
        return self.words[self._word_starts[first] : end]
