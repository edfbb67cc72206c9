"""Documents as files: one module a format behind one protocol; `write` chooses by the suffix.

A format is one file with a function that takes a `Document` and a `Setting` and returns bytes, and one line in
`RENDERERS`. Its module is imported when it is used, so that nobody waits for a format, or needs a library, that nobody
asked for.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from campaignkit.errors import ExistsError, InputError, UsageError
from campaignkit.models.document import Document
from campaignkit.render.setting import PLAIN, Setting

RENDERERS = {
    ".txt": "campaignkit.render.plain:render",
    ".md": "campaignkit.render.markdown:render",
    ".html": "campaignkit.render.html:render",
    ".json": "campaignkit.render.tree:to_json",
    ".pdf": "campaignkit.render.pdf:render",
    ".docx": "campaignkit.render.word:render",
    ".eml": "campaignkit.render.mail:render",
}
"""Where the renderer of each suffix is: "module:function"."""

PRINTED = {
    ".form": "campaignkit.render.webform:render",
    ".petition": "campaignkit.render.pasted:petition",
    ".post": "campaignkit.render.pasted:post",
    ".mailto": "campaignkit.render.links:mailto",
    ".gmail": "campaignkit.render.links:gmail",
    ".outlook": "campaignkit.render.links:outlook",
}
"""Formats that are printed to be copied, and are no kind of file."""


class Renderer(Protocol):
    """What turns a document into the bytes of a file; the same tree in the same setting gives the same bytes."""

    def __call__(self, document: Document, setting: Setting, /) -> bytes: ...


def render(document: Document, suffix: str, setting: Setting = PLAIN) -> bytes:
    """Return the document in the format of `suffix`.

    Args:
        document: What to render.
        suffix: One of `RENDERERS` or `PRINTED`, such as ".html"; case and the leading dot do not matter.
        setting: How it is set, where the format leaves a choice.

    Raises:
        UsageError: No renderer has that suffix.
        InputError: The document holds what a file of that format cannot carry.
    """
    return _renderer(suffix, RENDERERS | PRINTED)(document, setting)


def write(
    document: Document, path: Path | str, *, force: bool = False, setting: Setting = PLAIN, form: str | None = None
) -> Path:
    """Write the document to a file, whole or not at all; folders on the way are made.

    Args:
        document: What to write.
        path: Where to; its suffix chooses the format.
        force: Replace a file that is already there.
        setting: How it is set, where the format leaves a choice.
        form: The format, one of `RENDERERS` or `PRINTED`, where it is not the suffix that chooses it.

    Returns:
        The path written.

    Raises:
        UsageError: No renderer has that suffix. Nothing was written.
        ExistsError: The file is there already. Nothing was written.
        InputError: The document cannot be rendered, or the file cannot be written.
    """
    path = Path(path)
    data = (_renderer(form, RENDERERS | PRINTED) if form else _renderer(path.suffix, RENDERERS))(document, setting)
    if os.path.lexists(path) and not force:  # a link that leads nowhere is in the way, too
        hint = "Choose another name, or say force to replace it."
        raise ExistsError("There is a file of that name already.", str(path), hint)
    try:
        _put(data, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "Name a file in a folder that you may write to."
        raise InputError(f"The file cannot be written ({reason}).", str(path), hint) from None
    return path


def _renderer(suffix: str, known: Mapping[str, str]) -> Renderer:
    suffix = f".{suffix.removeprefix('.').lower()}" if suffix else ""
    if suffix not in known:
        raise _unknown(suffix)
    module, function = known[suffix].split(":")
    return cast(Renderer, getattr(import_module(module), function))


def _unknown(suffix: str) -> UsageError:
    known = f"Use one of {', '.join(RENDERERS)}."
    if not suffix:
        return UsageError("The file name has no suffix to choose the format by.", "", known)
    return UsageError(f"No format has the suffix {suffix!r}.", suffix, known)


def _put(data: bytes, path: Path) -> None:
    """Write beside, then rename: a reader sees the old file or the new one, and a full disk leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
