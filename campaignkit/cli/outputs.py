"""Where `write` puts what it made: to standard output, or into all the files that were named, or into none."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import note
from campaignkit.errors import ExistsError, UsageError
from campaignkit.models import Document
from campaignkit.render import RENDERERS, render, write
from campaignkit.render.setting import PLAIN, Envelope, Setting

if TYPE_CHECKING:
    from campaignkit.channels import Channel

_NAMED = 10  # words that are named; the others are counted
_MAILS = frozenset({"eml", "mailto", "gmail", "outlook"})


def refuse(paths: Sequence[Path], *, force: bool, form: str | None, channel: Channel | None = None) -> None:
    """Refuse, before anything is composed, names that cannot be written to.

    Raises:
        UsageError: No format has the suffix of one, one is a folder, one is named twice, there is a --format as well,
            or the channel is a text of its own, which only a .txt holds.
        ExistsError: One is there already, and `force` was not said.
    """
    if paths and form:
        raise UsageError("The suffix of -o chooses the format already.", "--format", "Leave one of the two out.")
    for path in paths:
        if path.suffix.lower() not in RENDERERS:
            hint = f"Use one of {', '.join(RENDERERS)}."
            raise UsageError(f"No format has the suffix {path.suffix!r}.", str(path), hint)
        if path.is_dir():
            raise UsageError(
                "This is a folder; nothing was written.", str(path), f"Name a file in it: {path / 'letter.pdf'}."
            )
        if channel and channel.form != "txt" and path.suffix.lower() != ".txt":
            hint = "Leave --channel and --fit out, or write a .txt, which holds what was measured."
            raise UsageError(f"What is made for the channel {channel.name!r} goes into a .txt only.", str(path), hint)
        if os.path.lexists(path) and not force:
            hint = "Choose another name, or replace it with --force."
            raise ExistsError("There is a file of that name already; nothing was written.", str(path), hint)
    if len({path.absolute() for path in paths}) < len(paths):
        raise UsageError("The same file is named twice.", "-o", "Name each once.")


def setting(
    paths: Sequence[Path],
    *,
    envelope: Envelope | None,
    letterhead: Path | None,
    attachments: tuple[Path, ...] = (),
    form: str | None = None,
) -> Setting:
    """Return how the files are to be set.

    Raises:
        UsageError: Something is said that no file of those that were named can show.
    """
    suffixes = {path.suffix.lower() for path in paths}
    if envelope and not suffixes & {".pdf", ".docx"}:
        raise UsageError("Only a .pdf and a .docx go into an envelope.", "--envelope", "Name such a file with -o.")
    if letterhead and ".docx" not in suffixes:
        raise UsageError("Only a .docx takes over a letterhead.", "--letterhead", "Name such a file with -o.")
    if attachments and ".eml" not in suffixes and (paths or form != "eml"):
        raise UsageError("Only an .eml carries files.", "--attach", "Name such a file with -o.")
    return Setting(envelope=envelope, letterhead=letterhead, attachments=attachments)


def is_mail(paths: Sequence[Path], form: str) -> bool:
    """Return whether what is made is sent as a mail: a file of one, or a link that opens one."""
    return any(path.suffix.lower() == ".eml" for path in paths) or (not paths and form in _MAILS)


def put(document: Document, paths: Sequence[Path], *, force: bool, form: str, setting: Setting = PLAIN) -> None:
    """Print the document, or write it into every one of `paths`; if one fails, all are as they were before."""
    if form == "form":
        _tell_of_form(document)
    if not paths:
        click.echo(render(document, f".{form}", setting), nl=False)
        return
    for path in paths:
        if not _waits(path, paths, setting):
            render(document, _format(path, form), setting)  # what cannot be is told before the first file is written
    before: dict[Path, bytes | None] = {}
    try:
        for path in sorted(paths, key=lambda path: _waits(path, paths, setting)):
            held = path.read_bytes() if path.is_file() else None
            write(document, path, force=force, setting=setting, form=_format(path, form))
            before[path] = held
    except BaseException:
        _restore(before)
        raise
    for path in paths:
        note(f"Wrote {path}.")


def _format(path: Path, form: str) -> str:
    """Return the format of a file: that of its suffix, but a .txt holds the text of the channel."""
    return f".{form}" if path.suffix.lower() == ".txt" else path.suffix


def _waits(path: Path, paths: Sequence[Path], setting: Setting) -> bool:
    """Return whether a file is a mail that carries one of the others, and so is written after them."""
    made = {one.absolute() for one in paths}
    return path.suffix.lower() == ".eml" and any(one.absolute() in made for one in setting.attachments)


def _tell_of_form(document: Document) -> None:
    """Say what goes into another field of the form, and what cannot go into it at all."""
    from campaignkit.render.webform import broken_addresses, changed_words, subject

    note(f"Subject: {subject(document)}")
    for url in broken_addresses(document):
        note(f"Left out, since the form would break it: {url}")
    if words := changed_words(document):
        more = f", and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
        note(f"Spelt in letters of ASCII, since some forms delete others: {', '.join(words[:_NAMED])}{more}.")


def _restore(before: dict[Path, bytes | None]) -> None:
    for path, held in before.items():
        if held is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(held)
