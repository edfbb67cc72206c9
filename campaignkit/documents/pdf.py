"""The text of a PDF: page after page, words that were divided at the end of a line joined, running heads left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from campaignkit.documents.kept import Read
from campaignkit.errors import DocumentError, missing_extra

if TYPE_CHECKING:
    from pypdf import PdfReader

PAGES_AT_MOST = 5_000
_DIVIDED = re.compile(
    r"(?<![^\W\d_])(?P<before>[^\W\d_]++)(?P<hyphen>[-\u2010\u00ad])[ \t]*\n[ \t]*(?P<after>[^\W\d_]+)"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
# First parts that English writes with a hyphen, and such as it writes as one word with what follows them.
_HYPHENATED = frozenset("self well non ex all cross half quasi ill".split())
_CLOSED = frozenset("any every no some with out over under in up down for to there where here".split())
_OCR = "It may be a scan: have its text recognised (OCR), or save its text as .txt."
_SAVE_TEXT = "Save its text as .txt and try again."


def read_pdf(data: bytes, name: str) -> Read:
    """Return the text of a PDF.

    Raises:
        MissingExtraError: pypdf is not installed.
        DocumentError: It is no PDF, is damaged, needs a password, or holds no text, as a scan does.
    """
    pages = _pages(data, name)
    if not any(page.strip() for page in pages):
        raise DocumentError("The PDF holds no text.", name, _OCR)
    text = join_divided("\n".join(without_running_heads(pages)))
    return Read(text, text)


def _pages(data: bytes, name: str) -> list[str]:
    try:
        import pypdf
    except ImportError:
        raise missing_extra("Reading a .pdf file needs pypdf.", "ingest", name) from None
    try:
        with _in_silence():
            return _texts(pypdf.PdfReader(BytesIO(data)), name)
    except DocumentError:
        raise
    except Exception as error:  # noqa: BLE001  # a damaged PDF fails in a hundred ways, all of which mean the same
        what = f"This is not a PDF, or it is damaged ({type(error).__name__})."
        raise DocumentError(what, name, _SAVE_TEXT) from None


@contextmanager
def _in_silence() -> Iterator[None]:
    """Keep pypdf from telling standard error of each oddity: what can be read, is read, and the rest is an error."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


def _texts(reader: PdfReader, name: str) -> list[str]:
    if reader.is_encrypted and not _opens(reader):
        raise DocumentError("The PDF is protected with a password.", name, "Save a copy without one and try again.")
    if len(reader.pages) > PAGES_AT_MOST:
        raise DocumentError(f"The PDF has more than {PAGES_AT_MOST} pages.", name, "Split it, or save only its text.")
    return [page.extract_text() for page in reader.pages]


def _opens(reader: PdfReader) -> bool:
    """Whether it can be read without a password, as a PDF that is only protected against changes."""
    from pypdf.errors import DependencyError

    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):  # a cipher that pypdf has not by itself
        return False


def without_running_heads(pages: Sequence[str]) -> list[str]:
    """Return the pages without the line at the top or the foot that most of them share but for its number.

    A sentence that goes on over the page would otherwise have "Page 3 of 9" in its midst.
    """
    split = [page.strip("\n").split("\n") for page in pages]
    for edge in (0, -1, 0, -1):
        shared = Counter(_numberless(lines[edge]) for lines in split if lines)
        running = {line for line, count in shared.items() if count >= 3 and count * 2 > len(pages)}
        for lines in split:
            if lines and _numberless(lines[edge]) in running:
                del lines[edge]
    return ["\n".join(lines) for lines in split]


def _numberless(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.lower().split()))


def join_divided(text: str) -> str:
    r"""Return `text` with the words joined that were divided at the end of a line.

    Whether a hyphen there belongs to the word, the document itself tells, if it has the word elsewhere: written in one,
    with the hyphen, or as two. Else the word is joined, since typesetters divide more words than writers hyphenate.

    Examples:
        >>> join_divided("facial recog-\nnition by a well-\nknown firm")
        'facial recognition by a well-known firm'
    """
    if not _DIVIDED.search(text):
        return text
    words = frozenset(word.replace("\u2010", "-").lower() for word in _WORD.findall(_DIVIDED.sub(" ", text)))
    return _DIVIDED.sub(lambda match: _joined(match, words), text)


def _joined(match: re.Match[str], words: frozenset[str]) -> str:
    before, hyphen, after = match["before"], match["hyphen"], match["after"]
    if hyphen == "\u00ad" or not _keeps_hyphen(before, after, words):
        return before + after
    return f"{before}-{after}"


def _keeps_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    low, rest = before.lower(), after.lower()
    if low + rest in words or f"{low}-{rest}" in words:
        return low + rest not in words
    if low in _HYPHENATED or after[0].isupper():
        return True
    return low not in _CLOSED and low in words - {rest} and rest in words and len(low) > 2 and len(rest) > 2
