"""A folder of documents, by the hash of each: a source is found by what it holds, never by its name."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from campaignkit.documents.reading import BYTES_AT_MOST, Kept, read_bytes
from campaignkit.errors import DocumentError

SUFFIXES = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml")


def document_files(folder: Path | str) -> Iterator[Path]:
    """Yield the files of `folder`, and of the folders in it, that can be read as documents, in the order of names.

    Raises:
        DocumentError: There is no such folder.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise DocumentError("There is no such folder.", str(folder), "Name the folder that holds the documents.")
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if path.suffix.lower() in SUFFIXES and path.is_file() and not hidden:
            yield path


def read_folder(folder: Path | str, wanted: frozenset[str] | None = None) -> dict[str, Kept]:
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
    kept: dict[str, Kept] = {}
    for path in document_files(folder):
        if path.stat().st_size > BYTES_AT_MOST:
            raise DocumentError("The file is larger than 64 MiB.", str(path), "Split it, or move it elsewhere.")
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if wanted is None or digest in wanted:
            kept[digest] = read_bytes(data, str(path), path=path)
    return kept
