"""JSON: the document as a tree, with its text and its citations, and back without loss.

What can be computed is written as well (text, its sha256, the citations, a seal over the tree), so that a program in
any language can use it, and compared when it is read: a file that was changed by hand, in its words, in who is cited
for them, or in whom it asks for what, is refused. The seal finds a slip of the hand; it keeps out nobody who can reckon
it anew.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from campaignkit.errors import InputError
from campaignkit.models.base import Model
from campaignkit.models.document import Citation, Document
from campaignkit.render.setting import PLAIN, Setting

VERSION = 1


class _Kept(Model):
    """What a file holds."""

    version: Literal[1]
    sha256: str
    seal: str | None = None  # files of before have none
    text: str
    citations: tuple[Citation, ...]
    document: Document


class _Versioned(BaseModel):
    """Just enough of a file to know who can read it."""

    version: Any = None


def to_json(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as JSON in UTF-8.

    The object holds `version` (1), `sha256` (of the text), `seal` (the sha256 of `document`, its keys in order and
    without white space), `text`, `citations` (spans in code points of `text`) and `document`, the tree; fields that are
    not set are left out.
    """
    kept = _Kept(
        version=VERSION,
        sha256=document.sha256,
        seal=_seal(document.model_dump(mode="json", exclude_none=True)),
        text=document.text,
        citations=document.citations,
        document=document,
    )
    return f"{kept.model_dump_json(indent=2, exclude_none=True)}\n".encode()


def _seal(tree: Any) -> str:
    """Return the sha256 of a tree as it stands in the file, whichever version of the models wrote it."""
    return hashlib.sha256(json.dumps(tree, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def from_json(data: bytes, *, name: str = "-") -> Document:
    """Return the document that `to_json` wrote.

    Args:
        data: The bytes of the file.
        name: What to call the file in an error.

    Raises:
        InputError: It is no JSON, another version, has a field too many or one that does not fit, or its words,
            citations or anything else of it are not what was recorded.
    """
    text = _decoded(data, name)
    try:
        if (version := _Versioned.model_validate_json(text).version) != VERSION:
            raise _of_another_version(version, name)
        kept = _Kept.model_validate_json(text)
    except ValidationError as error:
        raise _unfit(error, name) from None
    _refuse_changed(kept, text, name)
    return kept.document


def read_document(path: Path | str) -> Document:
    """Return the document in a .json file.

    Raises:
        InputError: The file cannot be read, or as for `from_json`.
    """
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(
            f"The file cannot be read ({reason}).", str(path), "Look at the name and the folder."
        ) from None
    return from_json(data, name=str(path))


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"The file is not UTF-8: byte {error.start + 1} cannot be read."
        raise InputError(what, name, "Save it as UTF-8, or write the document again.") from None


def _of_another_version(version: object, name: str) -> InputError:
    if isinstance(version, int) and version > VERSION:
        what = f"The file has version {version}; this campaignkit reads version {VERSION}."
        return InputError(what, name, "Read it with the newer campaignkit that wrote it.")
    what = f'The file is not a document: it does not say "version": {VERSION}.'
    return InputError(what, name, "Name a file that campaignkit wrote with the suffix .json.")


def _unfit(error: ValidationError, name: str) -> InputError:
    """Return the first thing that is wrong; the input is not repeated, for it may be a person's data."""
    first = error.errors(include_input=False, include_url=False, include_context=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    what = f"{place}: {first['msg']}{more}" if place else first["msg"]
    hint = "Write the document again, or undo the change to the file."
    return InputError(f"{what.splitlines()[0].rstrip('.')}.", name, hint)


def _refuse_changed(kept: _Kept, text: str, name: str) -> None:
    """Refuse a file whose parts do not agree."""
    document = kept.document
    hint = "Undo the change to the file, or compose the document again."
    if not (kept.text == document.text and kept.sha256 == document.sha256):
        raise InputError("The text is not the one whose sha256 was recorded: it was changed.", name, hint)
    if kept.citations != document.citations:
        raise InputError("The citations are not those of the text: they were changed.", name, hint)
    if kept.seal is not None and kept.seal != _seal(json.loads(text)["document"]):
        raise InputError(
            "The document is not the one that was sealed: something beside its text was changed.", name, hint
        )
