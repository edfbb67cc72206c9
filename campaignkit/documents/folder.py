"""A folder of documents, by the hash of each: a source is found by what it holds, never by its name.

What cannot be read is never passed over in silence: of a document that nobody has read, nobody can say that it does
not say something.
"""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from campaignkit.documents.kept import Kept
from campaignkit.documents.reading import SUFFIXES, bytes_of, read_bytes
from campaignkit.errors import DocumentError, MissingExtraError

__all__ = ["SUFFIXES", "document_files", "read_folder"]


def document_files(folder: Path | str) -> Iterator[Path]:
    """Yield the files of `folder`, and of the folders in it, that can be read as documents, in the order of names.

    Left out are hidden files, other kinds of files, and pipes. Links are followed, each folder entered once.

    Raises:
        DocumentError: There is no such folder, a folder in it may not be looked into, or a link leads nowhere.
    """
    folder = Path(folder)
    if not folder.is_dir():
        what = "This is a file, not a folder." if folder.exists() else "There is no such folder."
        raise DocumentError(what, str(folder), "Name the folder that holds the documents.")
    yield from sorted(path for path in _files(folder) if path.suffix.lower() in SUFFIXES and _is_document(path))


def _files(folder: Path) -> Iterator[Path]:
    entered: set[str] = set()
    for at, folders, names in os.walk(folder, onerror=_not_entered, followlinks=True):
        real = os.path.realpath(at)
        if real in entered:
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(at, name) for name in names if not name.startswith("."))


def _not_entered(error: OSError) -> None:
    hint = "Look at who may read it, or move it elsewhere."
    raise DocumentError(f"The folder cannot be looked into ({error.strerror}).", str(error.filename), hint) from None


def _is_document(path: Path) -> bool:
    if path.is_symlink() and not path.exists():
        raise DocumentError("The link leads nowhere.", str(path), "Put the document there, or take the link away.")
    return path.is_file()


def _warn(error: MissingExtraError) -> None:
    warnings.warn(str(error), stacklevel=4)


def read_folder(
    folder: Path | str,
    wanted: frozenset[str] | None = None,
    *,
    without: Collection[Path] = (),
    missing: Callable[[MissingExtraError], None] = _warn,
) -> dict[str, Kept]:
    """Read the documents of a folder.

    Args:
        folder: Where they are; folders in it are looked into.
        wanted: The sha256 of the only ones to read; None for all.
        without: Files to leave out, such as the draft that is to be checked against the folder it lies in.
        missing: Called for each document whose reader is not installed (.docx, .pdf); warns if left out.

    Returns:
        Each document by the sha256 of its bytes; of files with equal bytes the first. A file that cannot be read as a
        document is left out when `wanted` is given (it is none of the sources), and is an error when it is not.

    Raises:
        DocumentError: There is no such folder, or a file in it cannot be read.
        MissingExtraError: No document can be read, for want of what reads them.
    """
    kept: dict[str, Kept] = {}
    lacking: list[MissingExtraError] = []
    left_out = {path.resolve() for path in without}
    for path in document_files(folder):
        if left_out and path.resolve() in left_out:
            continue
        data = bytes_of(path)
        digest = hashlib.sha256(data).hexdigest()
        if digest not in kept and (wanted is None or digest in wanted):
            try:
                read = read_bytes(data, str(path), path=path)
            except MissingExtraError as error:
                lacking.append(error)
            else:
                kept[digest] = replace(read, within=path.relative_to(folder).as_posix())
    if lacking and not kept:
        raise lacking[0]
    for error in lacking:
        missing(error)
    return kept
