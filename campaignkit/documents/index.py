"""An index: which of many documents hold a word. It is what makes a hundred megabytes as quick to search as one.

It is worth its making from a few megabytes on, and is kept in the cache beside the words.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence


class Index:
    """Words, in order, and for each the numbers of the documents that hold it, in order.

    Examples:
        >>> index = Index.of([" we say no ", " they say yes ", " we say yes and no "])
        >>> list(index.holding_all(["say", "no"])), list(index.holding_all(["say", "maybe"]))
        ([0, 2], [])
    """

    def __init__(self, words: list[str], starts: memoryview, numbers: memoryview) -> None:
        self._places = {word: place for place, word in enumerate(words)}
        self._starts, self._numbers = starts, numbers

    @classmethod
    def of(cls, documents: Iterable[str]) -> Index:
        """Make the index of documents, each given by its folded words."""
        return cls.from_bytes(packed(documents))

    @classmethod
    def from_bytes(cls, data: bytes) -> Index:
        """Read what `packed` has made.

        Raises:
            ValueError: The bytes are something else.
        """
        length, count = int.from_bytes(data[:8], "big"), int.from_bytes(data[8:16], "big")
        if len(data) < 16 + length + 4 * (count + 1) or length % 4:
            raise ValueError("This is no index.")
        words = data[16 : 16 + length].decode().split("\n")[:count]
        numbers = memoryview(data)[16 + length :].cast("I")
        return cls(words, numbers[: count + 1], numbers[count + 1 :])

    def holding_all(self, words: Iterable[str]) -> Sequence[int]:
        """Return the numbers of the documents that hold the rarest of `words`: one of them may hold all."""
        places = [self._places.get(word) for word in words]
        if None in places or not places:
            return ()
        spans = (self._numbers[self._starts[at] : self._starts[at + 1]] for at in places if at is not None)
        return min(spans, key=len)


def packed(documents: Iterable[str]) -> bytes:
    """Return the index of documents, each given by its folded words, as bytes."""
    held: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, words in enumerate(documents):
        for word in set(words.split()):
            held[word].append(number)
    starts, numbers = array("I", [0]), array("I")
    for postings in held.values():
        numbers.extend(postings)
        starts.append(len(numbers))
    told = "\n".join(held).encode()
    told += b"\n" * (1 + -(len(told) + 1) % 4)
    sizes = len(told).to_bytes(8, "big") + len(held).to_bytes(8, "big")
    return b"".join((sizes, told, starts.tobytes(), numbers.tobytes()))
