"""From bytes to characters: what encoding a text is in, and what is said where it is in none that we can be sure of.

A wrong guess turns quotation marks into other signs, and a draft without quotation marks is a draft in which nothing
is found: so nothing is guessed. UTF-8 is read, UTF-16 and UTF-32 where their mark stands at the beginning (Windows
writes it), and in a web page the encoding that the page itself declares.
"""

from __future__ import annotations

import codecs
import re

from campaignkit.errors import DocumentError

_MARKS = (  # that of UTF-16 is the beginning of that of UTF-32
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta\b[^<>]{0,200}?\bcharset|\?xml\b[^<>]{0,200}?\bencoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I
)
_HEAD = 4096  # bytes in which a page declares its encoding
_LATIN = re.compile(r"(?:us-?)?ascii|(?:iso-?)?8859-?1|latin-?1")
_SAVE_UTF_8 = "Save it as UTF-8 (in most editors: Save as, Encoding) and try again."


def decode(data: bytes, name: str, *, page: bool = False) -> str:
    """Return the text of a file.

    Args:
        page: Whether it is HTML, which may declare its encoding.

    Raises:
        DocumentError: It is no text, or in an encoding that it does not tell.
    """
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")
    if not encoding and b"\0" in data:
        hint = "Save the document as .txt, .md or .html, in UTF-8."
        raise DocumentError("The file is not text.", name, hint)
    text = _decoded(data, name, encoding or "utf-8", _declared(data) if page and not encoding else "")
    if "\0" in text:
        raise DocumentError("The file is not text.", name, "Save the document as .txt, .md or .html, in UTF-8.")
    return text.removeprefix("\ufeff")  # "utf-8-sig" would count bytes from behind the mark


def _decoded(data: bytes, name: str, encoding: str, declared: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if declared:
            return decode_as(data, declared, name)
        raise _undecodable(data, name, encoding, error.start) from None


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data, 0, _HEAD)
    return found[1].decode("ascii", "replace") if found else ""


def decode_as(data: bytes, encoding: str, name: str) -> str:
    """Return the text of bytes that say which encoding they are in.

    What is called ISO 8859-1 is read as Windows-1252, as browsers do: it is the same but for the quotation marks.

    Raises:
        DocumentError: The encoding is not known, or the bytes are not in it.
    """
    known = "cp1252" if _LATIN.fullmatch(encoding.lower()) else encoding
    try:
        return data.decode(known)
    except (LookupError, UnicodeError):
        what = f"The text says that it is in the encoding {encoding[:40]!r}, and cannot be read in it."
        raise DocumentError(what, name, _SAVE_UTF_8) from None


def _undecodable(data: bytes, name: str, encoding: str, at: int) -> DocumentError:
    if encoding != "utf-8":
        return DocumentError(
            f"The file begins like {encoding.upper()} but is not in it: byte {at + 1}.", name, _SAVE_UTF_8
        )
    looks = "; it looks like Windows-1252 (ANSI)" if _looks_latin(data) else ""
    return DocumentError(f"The file is not UTF-8: byte {at + 1} cannot be read{looks}.", name, _SAVE_UTF_8)


def _looks_latin(data: bytes) -> bool:
    """Return whether a text is words in one of the encodings of Windows: it decodes, and is mostly letters."""
    try:
        text = data[:100_000].decode("cp1252")
    except UnicodeDecodeError:
        return False
    return sum(sign.isascii() and sign.isprintable() for sign in text) > len(text) * 0.5
