"""One document, read: which reader for which kind of file, and what is refused."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

from campaignkit.documents.decoding import decode
from campaignkit.documents.kept import Kept, Read, pieces_of, span_in_file
from campaignkit.documents.repair import repair
from campaignkit.errors import DocumentError

__all__ = ["BYTES_AT_MOST", "Kept", "read_bytes", "read_file", "span_in_file"]

BYTES_AT_MOST = 64 * 1024 * 1024
Reader = Callable[[bytes, str, bool], Read]  # of the bytes, their name, and whether they are to be repaired
_SAVE_AS = "Save the text as .txt, .md, .html or .docx and try again."


def read_file(path: Path | str, *, repaired: bool = True) -> Kept:
    """Read a document from a file.

    Args:
        path: A .txt, .md, .html, .eml, .docx or .pdf file; any other suffix is read as text.
        repaired: Whether mojibake and entities are repaired. True for a source, False for a draft.

    Raises:
        MissingExtraError: The library that reads this kind of file is not installed.
        DocumentError: The file is missing, a folder, a pipe, over 64 MiB, empty, or not what its suffix says; or it
            is text in an encoding that it does not tell.
    """
    path = Path(path)
    return read_bytes(bytes_of(path), str(path), path=path, repaired=repaired)


def bytes_of(path: Path, *, is_file: bool = False) -> bytes:
    """Return the bytes of a file; `is_file` says that it is known for one, and no pipe.

    Raises:
        DocumentError: It is missing, a folder, a pipe with a name, over 64 MiB, or may not be read.
    """
    try:
        data = None if not is_file and _may_wait_for_ever(path) else _read_up_to(path, BYTES_AT_MOST + 1)
    except FileNotFoundError:
        raise DocumentError("There is no such file.", str(path), "Look at the name and the folder.") from None
    except IsADirectoryError:
        raise DocumentError("This is a folder, not a file.", str(path), "Name a file in it.") from None
    except OSError as error:
        hint = "Look at who may read it, or copy it elsewhere."
        raise DocumentError(f"The file cannot be read ({error.strerror}).", str(path), hint) from None
    except ValueError:  # a NUL in the name
        hint = "Look at the name: it holds a sign that no name of a file has."
        raise DocumentError("This is no name of a file.", repr(str(path)), hint) from None
    if data is None:
        hint = "Pipe the text into the command, and name - as the draft."
        raise DocumentError("This is a pipe, not a file.", str(path), hint)
    return within_bounds(data, str(path))


def _may_wait_for_ever(path: Path) -> bool:
    """Whether it is a pipe with a name, which nobody may ever write to; not one that the shell has made."""
    return stat.S_ISFIFO(path.stat().st_mode) and path.parts[1:2] not in (("dev",), ("proc",))


def _read_up_to(path: Path, size: int) -> bytes:
    with path.open("rb") as file:
        told = os.fstat(file.fileno()).st_size  # a pipe and a device tell none
        return file.read(min(size, told + 1) if told else size)


def within_bounds(data: bytes, name: str) -> bytes:
    """Return the bytes; refuses more than 64 MiB of them."""
    if len(data) > BYTES_AT_MOST:
        raise DocumentError("The file is larger than 64 MiB.", name, "Split it, or save only its text.")
    return data


def read_bytes(data: bytes, name: str, *, path: Path | None = None, repaired: bool = True) -> Kept:
    """Read a document from bytes; `name` says what it is called and, by its suffix, how it is read.

    Examples:
        >>> read_bytes(b"IBM&rsquo;s letter", "a.txt").text
        'IBM’s letter'

    Raises:
        MissingExtraError, DocumentError: As for `read_file`.
    """
    read = _reader(within_bounds(data, name), name)(data, name, repaired)
    if not read.text.strip():
        raise DocumentError("The document holds no text.", name, "Put the text into the file and try again.")
    return Kept(
        name,
        read.text,
        hashlib.sha256(data).hexdigest(),
        read.repairs,
        read.title,
        path,
        read.file_text,
        tuple(read.pieces),
        dated=read.dated,
    )


def _reader(data: bytes, name: str) -> Reader:
    suffix = Path(name).suffix.lower()
    if suffix not in _NOT_READ:
        suffix = next((kind for beginning, kind in _BEGINNINGS.items() if data.startswith(beginning)), suffix)
    if suffix in _NOT_READ:
        raise DocumentError(f"Files of this kind ({_NOT_READ[suffix]}) cannot be read.", name, _SAVE_AS)
    return _READERS.get(suffix, _plain)


def _plain(data: bytes, name: str, repaired: bool) -> Read:
    text = decode(data, name)
    if not repaired:
        return Read(text, text)
    now, repairs = repair(text)
    return Read(now, text, pieces_of(repairs), repairs=tuple(repairs))


def _markdown(data: bytes, name: str, repaired: bool) -> Read:
    """A source is kept as it is, markup and all, for its anchors; a draft is read as it reads."""
    from campaignkit.documents.markdown import read_markdown

    return _plain(data, name, repaired) if repaired else read_markdown(decode(data, name))


def _page(data: bytes, name: str, _: bool) -> Read:
    from campaignkit.documents.webpage import visible_text

    source = decode(data, name, page=True)
    text, pieces, title = visible_text(source)
    return Read(text, source, pieces, title)


def _mail(data: bytes, name: str, _: bool) -> Read:
    from campaignkit.documents.mail import read_mail

    return read_mail(data, name)


def _word(data: bytes, name: str, _: bool) -> Read:
    from campaignkit.documents.word import read_word

    return read_word(data, name)


def _pdf(data: bytes, name: str, _: bool) -> Read:
    from campaignkit.documents.pdf import read_pdf

    return read_pdf(data, name)


_READERS: dict[str, Reader] = {
    ".txt": _plain,
    ".md": _markdown,
    ".markdown": _markdown,
    ".html": _page,
    ".htm": _page,
    ".xhtml": _page,
    ".eml": _mail,
    ".docx": _word,
    ".pdf": _pdf,
}
SUFFIXES = tuple(_READERS)
"""What is read as a document wherever it lies; any other file only where it is named."""

# How files begin that are not what their suffix says: a Word document that was saved as draft.txt is read all the same.
_BEGINNINGS = {b"%PDF-": ".pdf", b"PK\x03\x04": ".docx", b"{\\rtf": ".rtf", b"\xd0\xcf\x11\xe0": ".doc"}
_NOT_READ = {
    ".doc": "an old .doc, or a .docx with a password",
    **{suffix: suffix for suffix in ".odt .rtf .pages .xlsx .xls .pptx .ppt .epub .msg .png .jpg .jpeg".split()},
}
