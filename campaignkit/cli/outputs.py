"""Where `write` puts what it made: to standard output, or into all the files that were named, or into none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from campaignkit.cli.console import note
from campaignkit.errors import ExistsError, UsageError
from campaignkit.models import Document
from campaignkit.render import RENDERERS, render, write
from campaignkit.render.setting import PLAIN, Envelope, Setting


def refuse(paths: Sequence[Path], *, force: bool, form: str | None) -> None:
    """Refuse, before anything is composed, names that cannot be written to.

    Raises:
        UsageError: No format has the suffix of one, one is named twice, or there is a --format as well.
        ExistsError: One is there already, and `force` was not said.
    """
    if paths and form:
        raise UsageError("The suffix of -o chooses the format already.", "--format", "Leave one of the two out.")
    for path in paths:
        if path.suffix.lower() not in RENDERERS:
            hint = f"Use one of {', '.join(RENDERERS)}."
            raise UsageError(f"No format has the suffix {path.suffix!r}.", str(path), hint)
        if os.path.lexists(path) and not force:
            hint = "Choose another name, or replace it with --force."
            raise ExistsError("There is a file of that name already; nothing was written.", str(path), hint)
    if len({path.absolute() for path in paths}) < len(paths):
        raise UsageError("The same file is named twice.", "-o", "Name each once.")


def setting(paths: Sequence[Path], *, envelope: Envelope | None, letterhead: Path | None) -> Setting:
    """Return how the files are to be set.

    Raises:
        UsageError: Something is said that no file of those that were named can show.
    """
    suffixes = {path.suffix.lower() for path in paths}
    if envelope and not suffixes & {".pdf", ".docx"}:
        raise UsageError("Only a .pdf and a .docx go into an envelope.", "--envelope", "Name such a file with -o.")
    if letterhead and ".docx" not in suffixes:
        raise UsageError("Only a .docx takes over a letterhead.", "--letterhead", "Name such a file with -o.")
    return Setting(envelope=envelope, letterhead=letterhead)


def put(document: Document, paths: Sequence[Path], *, force: bool, form: str, setting: Setting = PLAIN) -> None:
    """Print the document, or write it into every one of `paths`; if one fails, all are as they were before."""
    if not paths:
        click.echo(render(document, f".{form}"), nl=False)
        return
    for path in paths:
        render(document, path.suffix, setting)  # what cannot be rendered is told before the first file is written
    before: dict[Path, bytes | None] = {}
    try:
        for path in paths:
            held = path.read_bytes() if path.is_file() else None
            write(document, path, force=force, setting=setting)
            before[path] = held
    except BaseException:
        _restore(before)
        raise
    for path in paths:
        note(f"Wrote {path}.")


def _restore(before: dict[Path, bytes | None]) -> None:
    for path, held in before.items():
        if held is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(held)
