"""What every reader of a file yields: rows by their number, or why a row cannot be read."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from campaignkit.errors import InputError
from campaignkit.signatures.columns import Columns

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
NAME_AT_MOST, COMMENT_AT_MOST, OTHER_AT_MOST = 200, 10_000, 320  # characters


@dataclass(frozen=True)
class Row:
    """A row of a file.

    Attributes:
        number: As a spreadsheet counts: the header is row 1. In a JSON file the first signature is 1.
        values: Cells by field, trimmed, empty ones left out. Never shown.
        refused: Why the row cannot be taken; "" if it can.
    """

    number: int
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    refused: str = ""


@dataclass(frozen=True)
class Table:
    """A file as rows, read while they are asked for.

    Attributes:
        form: "CSV", "XLSX" or "OSDI".
        sha256: Of the bytes of the file.
        columns: What its columns hold; None for a form whose fields are fixed.
        notes: What the person should know of how it is read.
    """

    form: str
    sha256: str
    rows: Iterator[Row]
    columns: Columns | None = None
    notes: tuple[str, ...] = ()


def refusal(cells: Mapping[str, str]) -> str:
    """Return why the cells of a row cannot be taken, without repeating one; "" if they can.

    Examples:
        >>> refusal({"name": "Ana" + chr(0)})
        'the name holds a control character'
        >>> refusal({"name": "Ana Ruiz", "comment": "For my street.\\nAnd yours."})
        ''
    """
    for name, value in cells.items():
        told = name.replace("_", " ")
        if "\n" in value and name != "comment":
            return f"the {told} holds a line break; a quotation mark may be missing before it"
        if found := _NO_TEXT.search(value):
            lost = found[0] >= "\ud800"
            return f"the {told} holds {'a character that was lost before' if lost else 'a control character'}"
        most = {**dict.fromkeys(("name", "given_name", "family_name"), NAME_AT_MOST), "comment": COMMENT_AT_MOST}.get(
            name, OTHER_AT_MOST
        )
        if len(value) > most:
            return f"the {told} has more than {most:,} characters"
    return ""


def sha256_of(path: Path) -> str:
    """Return the sha256 of a file, read a piece at a time.

    Raises:
        InputError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        what = f"The file cannot be read ({error.strerror or type(error).__name__})."
        raise InputError(what, str(path), "Look at the name and the folder.") from None
