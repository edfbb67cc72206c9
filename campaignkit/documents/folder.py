"""A folder of documents, by the hash of each: a source is found by what it holds, never by its name."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from campaignkit.documents.reading import BYTES_AT_MOST
from campaignkit.documents.shelf import Place, Shelf
from campaignkit.errors import DocumentError

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")


def document_files(folder: Path | str) -> Iterator[Path]:
    """Yield the files of `folder`, and of the folders in it, that can be read as documents, in the order of names.

    Raises:
        DocumentError: There is no such folder.
    """
    if not Path(folder).is_dir():
        raise DocumentError("There is no such folder.", str(folder), "Name the folder that holds the documents.")
    yield from map(Path, sorted(_files(str(folder))))


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
            elif entry.name.lower().endswith(SUFFIXES) and entry.is_file():
                yield entry.path


def read_folder(folder: Path | str, wanted: frozenset[str] | None = None) -> Shelf:
    """Read the documents of a folder.

    Args:
        folder: Where they are; folders in it are looked into.
        wanted: The sha256 of the only ones to read; None for all.

    Returns:
        Each document by the sha256 of its bytes. A file that cannot be read as a document is left out when `wanted`
        is given (it is none of the sources), and is an error when it is not.

    Raises:
        DocumentError: There is no such folder, or a file in it cannot be read.
    """
    return read_folders([folder], wanted)


def read_folders(folders: Iterable[Path | str], wanted: frozenset[str] | None = None) -> Shelf:
    """Read the documents of several folders; see `read_folder`.

    Every file is read and hashed each time; what follows from the same files is not worked out twice.
    """
    places = tuple(place for folder in folders for place in _places(folder) if wanted is None or place.sha256 in wanted)
    return _shelf(places)


_shelf = lru_cache(maxsize=4)(Shelf)


def _places(folder: Path | str) -> Iterator[Place]:
    for path in document_files(folder):
        yield Place(hashlib.sha256(_bytes_of(path)).hexdigest(), path, path.relative_to(folder).as_posix())


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > BYTES_AT_MOST:
            raise DocumentError("The file is larger than 64 MiB.", str(path), "Split it, or move it elsewhere.")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"The file cannot be read ({error.strerror}).", str(path)) from None
