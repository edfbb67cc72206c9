"""A folder of documents, by the hash of each: a source is found by what it holds, never by its name.

What cannot be read is never passed over in silence: of a document that nobody has read, nobody can say that it does
not say something.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from campaignkit.documents.reading import SUFFIXES, bytes_of
from campaignkit.documents.shelf import Place, Shelf
from campaignkit.errors import DocumentError, MissingExtraError

__all__ = ["SUFFIXES", "document_files", "read_folder", "read_folders", "unread_files"]

HIDDEN = (".", "~$")  # the second is what Word lays beside a document while it is open
# Nor are tables and pictures read, which hold few words.
NOT_READ = (".doc", ".docm", ".odt", ".rtf", ".pages", ".epub", ".msg")


def document_files(folder: Path | str) -> Iterator[Path]:
    """Yield the files of `folder`, and of the folders in it, that can be read as documents, in the order of names.

    Left out are hidden files, other kinds of files, and pipes. Links are followed, but none to where we are already.

    Raises:
        DocumentError: There is no such folder, a folder in it may not be looked into, or a link leads nowhere.
    """
    if not Path(folder).is_dir():
        what = "This is a file, not a folder." if Path(folder).exists() else "There is no such folder."
        raise DocumentError(what, str(folder), "Name the folder that holds the documents.")
    yield from map(Path, sorted(_files(str(folder), {os.path.realpath(folder)})))


def unread_files(folder: Path | str) -> list[Path]:
    """Return the files of `folder` that are documents of a kind that is not read, such as .odt and .doc."""
    return sorted(map(Path, _files(str(folder), {os.path.realpath(folder)}, NOT_READ)))


def _files(folder: str, entered: set[str], suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[str]:
    """Yield the files in a folder. `entered` holds the folder that was asked for, and those that links led to."""
    try:
        with os.scandir(folder) as scanned:
            entries = [entry for entry in scanned if not entry.name.startswith(HIDDEN)]
    except OSError as error:
        hint = "Look at who may read it, or move it elsewhere."
        raise DocumentError(f"The folder cannot be looked into ({error.strerror}).", folder, hint) from None
    for entry in entries:
        if entry.is_dir(follow_symlinks=False) or (entry.is_symlink() and Path(entry.path).is_dir()):
            if not entry.is_symlink() or _is_new(entry.path, entered):
                yield from _files(entry.path, entered, suffixes)
        elif entry.name.lower().endswith(suffixes) and _is_document(entry):
            yield entry.path


def _is_new(link: str, entered: set[str]) -> bool:
    """Whether a link leads to a folder that is neither in one of those entered, nor around one."""
    real = Path(os.path.realpath(link))
    if any(real.is_relative_to(one) or Path(one).is_relative_to(real) for one in entered):
        return False
    entered.add(str(real))
    return True


def _is_document(entry: os.DirEntry[str]) -> bool:
    if entry.is_symlink() and not os.path.exists(entry.path):  # noqa: PTH110  # Path.exists raises for a ring of links
        raise DocumentError("The link leads nowhere.", entry.path, "Put the document there, or take the link away.")
    return entry.is_file()


def _warn(error: MissingExtraError) -> None:
    warnings.warn(str(error), stacklevel=4)


def read_folder(folder: Path | str, wanted: frozenset[str] | None = None, *, without: Collection[Path] = ()) -> Shelf:
    """Read the documents of a folder.

    Args:
        folder: Where they are; folders in it are looked into.
        wanted: The sha256 of the only ones to read; None for all.
        without: Files to leave out, such as the draft that is to be checked against the folder it lies in.

    Returns:
        Each document by the sha256 of its bytes; of files with equal bytes the first. A file that cannot be read as a
        document is left out when `wanted` is given (it is none of the sources), and is an error when it is not.

    Raises:
        DocumentError: There is no such folder, or a file in it cannot be read.
        MissingExtraError: No document can be read, for want of what reads them. Of others it is warned.
    """
    return read_folders([folder], wanted, without=without)


def read_folders(
    folders: Iterable[Path | str],
    wanted: frozenset[str] | None = None,
    *,
    without: Collection[Path] = (),
    missing: Callable[[MissingExtraError], None] = _warn,
) -> Shelf:
    """Read the documents of several folders; see `read_folder`.

    Every file is read and hashed each time; what follows from the same files is not worked out twice.

    Args:
        missing: Called for each document whose reader is not installed (.docx, .pdf), where others can be read.
    """
    left_out = {path.resolve() for path in without}
    places = tuple(
        place for folder in folders for place in _places(folder, left_out) if wanted is None or place.sha256 in wanted
    )
    shelf = _shelf(places)
    if shelf.lacking and not shelf:
        raise shelf.lacking[0]
    for error in shelf.lacking:
        missing(error)
    return shelf


_shelf = lru_cache(maxsize=4)(Shelf)


def _places(folder: Path | str, left_out: Collection[Path]) -> Iterator[Place]:
    base = str(Path(folder))
    names = {path.name for path in left_out}  # to follow every path to its end takes as long as to read it
    for path in document_files(folder):
        if not (names and (path.name in names or path.is_symlink()) and path.resolve() in left_out):
            yield Place(hashlib.sha256(bytes_of(path, is_file=True)).hexdigest(), path, _name_in(path, base))


def _name_in(path: Path, base: str) -> str:
    """Return a path from a folder on, with "/" between its parts."""
    name = str(path)
    return (name if base == "." else name[len(base) :].lstrip(os.sep)).replace(os.sep, "/")
