"""An index of texts by the first letters of their words: which of many may share enough words with a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from campaignkit.checks.event_words import openings

LETTERS = 4
_WORD = re.compile(r"[^\W_][\w,]*")


class OpeningIndex:
    """Texts in lower case, found by the beginnings of their words; numbers whole.

    It finds too much, never too little but for a word that begins otherwise than its stem: what it finds is then read.

    Examples:
        >>> index = OpeningIndex(["the board voted 5 to 2", "a library closes"])
        >>> list(index.sharing(frozenset({"board", "vot", "library"}), 2))
        [0]
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._held: dict[str, list[int]] = {}
        for number, text in enumerate(texts):
            for key in {_key(word) for word in _WORD.findall(text)}:
                self._held.setdefault(key, []).append(number)
        self._short: dict[str, list[str]] = {}
        for key in self._held:
            for length in range(1, min(LETTERS, len(key))):
                self._short.setdefault(key[:length], []).append(key)

    def sharing(self, stems: frozenset[str], wanted: int) -> Iterator[int]:
        """Yield the numbers of the texts that may have at least `wanted` of the words, in order."""
        found: Counter[int] = Counter()
        for surfaces in openings(stems):
            keys = [key for surface in surfaces for key in self._keys(surface)]
            if len(keys) == 1:
                found.update(self._held.get(keys[0], ()))
            else:
                found.update({number for key in keys for number in self._held.get(key, ())})
        return iter(sorted(number for number, count in found.items() if count >= wanted))

    def _keys(self, opening: str) -> list[str]:
        if opening[0].isdigit() or len(opening) >= LETTERS:
            return [_key(opening)]
        return [opening, *self._short.get(opening, ())]


def _key(word: str) -> str:
    return word.replace(",", "") if word[0].isdigit() else word[:LETTERS]
