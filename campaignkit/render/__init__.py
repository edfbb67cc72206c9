"""Documents as files: one module a format behind one protocol; `write` chooses by the suffix.

A format is one file with a function that takes a `Document` and a `Setting` and returns bytes, and one line in
`RENDERERS`. Its module is imported when it is used, so that nobody waits for a format, or needs a library, that nobody
asked for.
"""

from __future__ import annotations

import os
import secrets
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
}
"""Where the renderer of each suffix is: "module:function"."""

PLANNED = (".eml",)
"""Formats that people ask for and that are not here yet."""


class Renderer(Protocol):
    """What turns a document into the bytes of a file; the same tree in the same setting gives the same bytes."""

    def __call__(self, document: Document, setting: Setting, /) -> bytes: ...


def render(document: Document, suffix: str, setting: Setting = PLAIN) -> bytes:
    """Return the document in the format of `suffix`.

    Args:
        document: What to render.
        suffix: One of `RENDERERS`, such as ".html"; case and the leading dot do not matter.
        setting: How it is set, where the format leaves a choice.

    Raises:
        UsageError: No renderer has that suffix.
        InputError: The document holds what a file of that format cannot carry.
    """
    return _renderer(suffix)(document, setting)


def write(document: Document, path: Path | str, *, force: bool = False, setting: Setting = PLAIN) -> Path:
    """Write the document to a file, whole or not at all; folders on the way are made.

    Args:
        document: What to write.
        path: Where to; its suffix chooses the format.
        force: Replace a file that is already there.
        setting: How it is set, where the format leaves a choice.

    Returns:
        The path written.

    Raises:
        UsageError: No renderer has that suffix. Nothing was written.
        ExistsError: The file is there already. Nothing was written.
        InputError: The document cannot be rendered, or the file cannot be written.
    """
    path = Path(path)
    data = render(document, path.suffix, setting)
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


def _renderer(suffix: str) -> Renderer:
    suffix = f".{suffix.removeprefix('.').lower()}" if suffix else ""
    if suffix not in RENDERERS:
        raise _unknown(suffix)
    module, function = RENDERERS[suffix].split(":")
    return cast(Renderer, getattr(import_module(module), function))


def _unknown(suffix: str) -> UsageError:
    known = f"Use one of {', '.join(RENDERERS)}."
    if suffix in PLANNED:
        return UsageError(f"The format {suffix} is not available yet.", suffix, known)
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
