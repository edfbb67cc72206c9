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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple


class Span(NamedTuple):
    """A place in a text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def moved(self, by: int) -> Span:
        """Return the same place in a text with `by` code points more before it."""
        return Span(self.start + by, self.end + by)

    def within(self, spans: Iterable[Span]) -> bool:
        """Return whether this place lies in one of `spans`."""
        return any(one.start <= self.start and self.end <= one.end for one in spans)

    def touches(self, spans: Iterable[Span]) -> bool:
        """Return whether this place shares a character with one of `spans`."""
        return any(one.start < self.end and self.start < one.end for one in spans)


def occurrences(text: str, words: str) -> Iterator[int]:
    """Yield where `words` stand in `text`, character for character; also where two of the places overlap."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


SENTENCE_AT_MOST = 500  # code points of a text whose folded form is kept: the same sentences are folded again and again
APOSTROPHES = "'’‘ʼ´`＇"
# Characters that are there for the typesetter and not for the reader: soft hyphen, zero-width ones, marks of direction,
# choices of a glyph.
INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff"
# Accents and vowel signs that stand after their letter. `re` has no class for them and calls them no letters; these
# are the blocks of the scripts that people write in today, without the punctuation in them.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07a6-\u07b0\u07eb-\u07f3\u0898-\u08e1\u08e3-\u0903\u093a-\u0963\u0981-\u09e3"
    "\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0e31-\u0e3a"
    "\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u102b-\u103e\u1056-\u109d\u135d-\u135f"
    "\u17b4-\u17d3\u17dd\u1ab0-\u1b44\u1cd0-\u1cd2\u1cd4-\u1dff\u20d0-\u20f0\u2cef-\u2cf1\u2de0-\u2dff\u302a-\u302f\u3099"
    "\u309a\ua66f-\ua672\ua674-\ua67d\ua69e\ua69f\ua8e0-\ua8f1\ua8ff\uaa7b-\uaa7d\ua9e5\ufb1e\ufe20-\ufe2f"
)
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})

# What markup hides from a reader: tags that HTML knows, comments, the address of a Markdown link. An angle bracket
# that is none of these ("<not>", "a <b and c> d") hides nothing. Bounded, so that a stray "<" costs a glance and not
# the rest of the text.
_TAG = (
    "a abbr address article aside audio b big blockquote body br button canvas caption center cite code col colgroup"
    " dd del details dfn div dl dt em embed figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i"
    " iframe img input ins kbd label li link main map mark meta nav noscript object ol p param path picture pre q s"
    " samp script section small source span strike strong style sub summary sup svg table tbody td tfoot th thead time"
    " title tr track tt u ul use var video wbr"
).replace(" ", "|")
MARKUP = (
    r"<(?:!--[^<>]{0,600}--|!(?i:doctype)[^<>]{0,600}|(?=/?[A-Za-z0-9]{1,10}[\s/>])"
    rf"(?i:/?(?:{_TAG})\s{{0,9}}/?|(?:{_TAG})\s[^<>]{{0,600}}=[^<>]{{0,600}}))>"
    r"|\]\([^()\s]{1,600}\)"
)

# A word keeps its inner apostrophe (we're is not were), a number its decimal point (1.5 is not 15); signs of money and
# per cent are words. Markup is matched first and has no group, so it is no word.
_INNER = rf"(?:[{INVISIBLE}]++(?:[{APOSTROPHES}][{INVISIBLE}]*+)?|[{APOSTROPHES}][{INVISIBLE}]*+)(?=[^\W_]|[{_MARKS}])"
TOKEN = re.compile(
    rf"{MARKUP}"
    rf"|(\d{{1,3}}(?:[,\u00a0\u202f\u2009]\d{{3}})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
    rf"|[^\W\d_][^\W_]*+(?:(?:[{_MARKS}]|{_INNER})[^\W_]*+)*+"
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
    return _folded(text) if len(text) <= SENTENCE_AT_MOST else _folded.__wrapped__(text)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
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

    def span(self, first: int, last: int) -> Span:
        """Return where the words numbered `first` to `last`, both included, stand in `text`."""
        start = self._starts[first]
        match = TOKEN.match(self.text, self._starts[last])
        return Span(start, match.end(1) if match else start)

    def slice(self, first: int, last: int) -> str:
        """Return the folded words `first` to `last`, both included, one space between two."""
        end = self._word_starts[last + 1] - 1 if last + 1 < self.count else len(self.words) - 1
        return self.words[self._word_starts[first] : end]
