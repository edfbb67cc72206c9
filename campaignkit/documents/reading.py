"""One document, read: which reader for which suffix, what is refused, and the way back to the file's own characters."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from campaignkit.documents.repair import Repair, repair
from campaignkit.documents.webpage import visible_text
from campaignkit.errors import DocumentError
from campaignkit.folding import Span

BYTES_AT_MOST = 64 * 1024 * 1024
Pieces = list[tuple[int, int]]  # (place in the new text, place in the old one), where a run of equal characters begins


@dataclass(frozen=True)
class Kept:
    """A document as it is kept: the text that anchors point into, and where it came from.

    Attributes:
        name: What to call it in a message: the path as given, or "-".
        text: The kept text. For .txt and .md the file as it is, repaired; for .html what a reader sees.
        sha256: Of the file's bytes, in hexadecimal.
        repairs: Every spot where mojibake or an entity was repaired, in code points of the text before.
        title: What an HTML page calls itself; "" otherwise.
        path: The file, if it is one.
    """

    name: str
    text: str
    sha256: str
    repairs: tuple[Repair, ...] = ()
    title: str = ""
    path: Path | None = None
    file_text: str = field(default="", repr=False)
    pieces: tuple[tuple[int, int], ...] = field(default=((0, 0),), repr=False)

    def origin(self, offset: int) -> int:
        """Return the place in the decoded file of code point `offset` of the kept text."""
        number = bisect_right(self.pieces, (offset, len(self.file_text) + 1)) - 1
        new, old = self.pieces[max(0, number)]
        return old + offset - new

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return line and column in the file, both from 1, columns in code points."""
        place = self.origin(offset)
        return self.file_text.count("\n", 0, place) + 1, place - self.file_text.rfind("\n", 0, place)


def read_file(path: Path | str, *, repaired: bool = True) -> Kept:
    """Read a document from a file.

    Args:
        path: A .txt, .md or .html file; any other suffix is read as text.
        repaired: Whether mojibake and entities are repaired. True for a source, False for a draft.

    Raises:
        DocumentError: The file is missing, a folder, over 64 MiB, empty, binary, or not UTF-8.
    """
    path = Path(path)
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_AT_MOST + 1)  # not by its size first: a pipe and a device tell none
    except FileNotFoundError:
        raise DocumentError("There is no such file.", str(path), "Look at the name and the folder.") from None
    except IsADirectoryError:
        raise DocumentError("This is a folder, not a file.", str(path), "Name a file in it.") from None
    except OSError as error:
        raise DocumentError(f"The file cannot be read ({error.strerror}).", str(path)) from None
    except ValueError:  # a NUL in the name
        raise DocumentError("This is no name of a file.", repr(str(path))) from None
    if len(data) > BYTES_AT_MOST:
        raise DocumentError("The file is larger than 64 MiB.", str(path), "Split it, or save only its text.")
    return read_bytes(data, str(path), path=path, repaired=repaired)


def read_bytes(data: bytes, name: str, *, path: Path | None = None, repaired: bool = True) -> Kept:
    """Read a document from bytes; `name` says what it is called and, by its suffix, how it is read.

    Examples:
        >>> read_bytes(b"IBM&rsquo;s letter", "a.txt").text
        'IBM’s letter'

    Raises:
        DocumentError: As for `read_file`.
    """
    suffix = Path(name).suffix.lower()
    if suffix in _NOT_READ or data.startswith((b"%PDF-", b"PK\x03\x04", b"{\\rtf")):
        raise DocumentError(
            f"Files of this kind ({suffix or 'a PDF or Office file'}) cannot be read yet.",
            name,
            "Save the text as .txt, .md or .html and try again.",
        )
    file_text = _decoded(data, name)
    reader = _READERS.get(suffix, _as_it_is)
    text, pieces, title = reader(file_text)
    repairs: list[Repair] = []
    if repaired and reader is _as_it_is:
        text, repairs = repair(text)
        pieces = _pieces_of(repairs)
    if not text.strip():
        raise DocumentError("The document holds no text.", name, "Save the page's text into the file and try again.")
    digest = hashlib.sha256(data).hexdigest()
    return Kept(name, text, digest, tuple(repairs), title, path, file_text, tuple(pieces))


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode().removeprefix("\ufeff")  # "utf-8-sig" would count bytes from behind the mark
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"The file is not UTF-8: byte {error.start + 1} cannot be read.",
            name,
            "Save it as UTF-8 (in most editors: Save as, Encoding) and try again.",
        ) from None
    if "\0" in text:
        raise DocumentError("The file is not text.", name, "Save the document as .txt, .md or .html.")
    return text


def _as_it_is(text: str) -> tuple[str, Pieces, str]:
    return text, [(0, 0)], ""


def _pieces_of(repairs: list[Repair]) -> Pieces:
    pieces, shift = [(0, 0)], 0
    for spot in repairs:
        shift += len(spot.now) - len(spot.was)
        pieces.append((spot.span.end + shift, spot.span.end))
    return pieces


_NOT_READ = set(".pdf .docx .doc .odt .rtf .xlsx .pptx .epub .eml .msg .png .jpg .jpeg".split())
_READERS: dict[str, Callable[[str], tuple[str, Pieces, str]]] = {
    ".html": visible_text,
    ".htm": visible_text,
    ".xhtml": visible_text,
}


def span_in_file(kept: Kept, span: Span) -> Span:
    """Return the characters of the decoded file that `span` of the kept text came from."""
    return Span(kept.origin(span.start), kept.origin(max(span.start, span.end - 1)) + (span.end > span.start))
