"""A shelf: many documents by the hash of each, of which only those that are asked for are held in memory.

What is held of all of them is their folded words, one document after the other, as UTF-8: to be searched as one. They
are kept in the cache too, so that a document which has been read before need not be decoded and folded again. A
document is read anew when its text is wanted, and refused if it is no longer the same.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from campaignkit import cache
from campaignkit.documents.index import Index, packed
from campaignkit.documents.kept import Kept
from campaignkit.documents.reading import bytes_of, read_bytes
from campaignkit.errors import DocumentError, MissingExtraError
from campaignkit.folding import fold

HELD_AT_MOST = 8_000_000  # code points of documents that are held in memory, to be read on
INDEXED_FROM = 2_000_000  # bytes of words from which an index of them is worth its making
BETWEEN = b"\n"  # stands between the words of two documents: no words can be found across it


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document of the shelf is.

    Attributes:
        sha256: Of the file's bytes, in hexadecimal.
        name: The path from the folder that was read, with "/" between its parts.
    """

    sha256: str
    path: Path
    name: str


class Shelf(Mapping[str, Kept]):
    """Documents by their sha256, in the order in which they were put here.

    Attributes:
        words: What `fold` makes of each document, in the same order, as UTF-8.
        starts: Where the words of each begin in `words`, in bytes.
        lacking: What is to be installed before the other documents can be read, one error for each of them.
    """

    def __init__(self, places: Iterable[Place]) -> None:
        """Read the documents at `places`; of several with the same bytes, the first.

        Raises:
            DocumentError: One cannot be read as a document, or has changed since it was hashed.
        """
        self.places: dict[str, Place] = {}
        self.words, self.starts = bytearray(), array("q")
        self.lacking: list[MissingExtraError] = []
        self._held: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0  # code points of those held
        for place in places:
            if place.sha256 not in self.places:
                self._put(place)

    def _put(self, place: Place) -> None:
        self.places[place.sha256] = place
        try:
            words = self._folded(place)
        except MissingExtraError as error:
            del self.places[place.sha256]
            self.lacking.append(error)
            return
        self.starts.append(len(self.words))
        self.words += words
        self.words += BETWEEN

    def _folded(self, place: Place) -> bytes:
        key = self._key(place)
        words = cache.load("words", key)
        if words is None:
            words = fold(self[place.sha256].text).encode()
            cache.save("words", key, words)
        return words

    @staticmethod
    def _key(place: Place) -> str:
        return hashlib.sha256(f"{place.sha256} {place.path.suffix.lower()}".encode()).hexdigest()

    def __getitem__(self, digest: str) -> Kept:
        kept = self._held.get(digest)
        if kept is None:
            kept = self._held[digest] = _read(self.places[digest])
            self._size += len(kept.text)
            while self._size > HELD_AT_MOST and len(self._held) > 1:
                self._size -= len(self._held.popitem(last=False)[1].text)
        return kept

    def words_of(self, digest: str) -> str:
        """Return the folded words of one document."""
        number = self._numbers[digest]
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)
        return self.words[self.starts[number] : end - len(BETWEEN)].decode()

    @cached_property
    def index(self) -> Index | None:
        """Which of the documents hold a word, where they are long enough, all together, for it to matter."""
        if len(self.words) < INDEXED_FROM:
            return None
        key = hashlib.sha256("\n".join(self._key(place) for place in self.places.values()).encode()).hexdigest()
        data = cache.load("indexes", key)
        if data is None:
            data = packed(map(self.words_of, self.places))
            cache.save("indexes", key, data)
        return Index.from_bytes(data)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {digest: number for number, digest in enumerate(self.places)}

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)

    def __contains__(self, digest: object) -> bool:
        return digest in self.places


def _read(place: Place) -> Kept:
    data = bytes_of(place.path)
    if hashlib.sha256(data).hexdigest() != place.sha256:
        raise DocumentError("The file has changed while it was read.", str(place.path), "Run the check again.")
    return read_bytes(data, str(place.path), path=place.path)
