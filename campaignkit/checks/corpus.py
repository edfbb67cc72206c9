"""The words of many passages, searched as one: which of them hold these words?

One search of five megabytes takes a thousandth of a second; a thousand searches of five kilobytes take a hundred times
as long.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

SEED = 3  # words in a row of which an altered quotation has kept some: of six words with one changed, two or three
SEED_OF_SHORT = 2
SEEDS_AT_MOST = 60
PASSAGES_AT_MOST = 400  # passages that are looked at for one seed
ASKED_AT_MOST = 20_000  # words whose passages are remembered


@dataclass(frozen=True, eq=False)
class Stack:
    """Folded words of passages, one after the other.

    Attributes:
        data: The words as UTF-8, with something between two passages that is in no words.
        starts: Where each passage begins in `data`, in bytes.
        numbers: Which passage each is.
    """

    data: bytes | bytearray
    starts: Sequence[int]
    numbers: Sequence[int]

    @classmethod
    def of(cls, words: Iterable[tuple[int, str]]) -> Stack:
        """Make a stack of passages, each given by its number and its folded words."""
        data, starts, numbers = bytearray(), array("q"), array("q")
        for number, folded in words:
            starts.append(len(data))
            numbers.append(number)
            data += folded.encode() + b"\n"
        return cls(data, starts, numbers)

    def holding(self, key: bytes) -> Iterator[int]:
        """Yield the numbers of the passages that hold `key`."""
        at = self.data.find(key)
        while at >= 0:
            place = bisect_right(self.starts, at)
            yield self.numbers[place - 1]
            at = self.data.find(key, self.starts[place]) if place < len(self.starts) else -1


@dataclass(frozen=True, eq=False)
class Corpus:
    """The words of all passages of a library."""

    stacks: tuple[Stack, ...]
    _asked: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def holding(self, words: str) -> Iterator[int]:
        """Yield the numbers of the passages that hold folded `words`: " we say no " with a space at either end."""
        key = words.encode()
        for stack in self.stacks:
            yield from stack.holding(key)

    def some_holding(self, words: str) -> tuple[int, ...]:
        """Return the numbers of the first passages that hold `words`, and keep them for whoever asks next."""
        if words not in self._asked:
            if len(self._asked) >= ASKED_AT_MOST:
                self._asked.clear()
            self._asked[words] = tuple(islice(self.holding(words), PASSAGES_AT_MOST))
        return self._asked[words]

    def nearest(self, words: str, most: int) -> list[int]:
        """Return the numbers of the passages that share the most with folded `words`, the best first.

        What counts are runs of three words (of a short text, of two). A passage that shares none is not among them.
        """
        parts = words.split()
        length = SEED if len(parts) > SEED * 2 - 1 else SEED_OF_SHORT
        counts = self._sharing(parts, length) or self._sharing(parts, SEED_OF_SHORT)
        return [number for number, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]]

    def sharing_most_of(self, words: list[str]) -> list[int]:
        """Return the numbers of the passages that may have nearly all of `words`, folded, in this order.

        Of four runs of three words, the longest, two are found in each of them, and not two are missing everywhere.
        """
        seeds = sorted({f" {' '.join(words[at : at + SEED])} " for at in range(len(words) - SEED + 1)}, key=len)[-4:]
        counts: Counter[int] = Counter()
        missing = 0
        for seed in reversed(seeds):
            found = self.some_holding(seed)
            counts.update(found)
            missing += not found
            if missing > 1:
                return []
        return [number for number, count in counts.most_common() if count > 1]

    def _sharing(self, parts: list[str], length: int) -> Counter[int]:
        seeds = {f" {' '.join(parts[at : at + length])} " for at in range(len(parts) - length + 1)}
        counts: Counter[int] = Counter()
        for seed in islice(sorted(seeds, key=len, reverse=True), SEEDS_AT_MOST):
            counts.update(self.some_holding(seed))
        return counts
