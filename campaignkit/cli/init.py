"""`campaignkit init`: a folder with a sample campaign that passes its own check, to be made into one's own."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from campaignkit.cli.console import note, say

WRITE = "campaignkit write letter --demand restore-saturday-opening --target averley-council"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--force", is_flag=True, help="Write into a folder that is not empty; files of the same name are replaced."
)
def command(folder: Path, force: bool) -> None:
    """Start a campaign of your own: copy a small sample campaign into DIR, to look at, try and change.

    DIR is made, or is empty. Nothing that is there is ever overwritten, unless --force is given.
    """
    from campaignkit.resources import builtin

    _refuse_what_is_there(folder, force)
    files = list(_files(builtin("templates") / "campaign"))
    _write(folder, files)
    note(f"{len(files)} files in {folder}. README.md says what each is, and how to make the campaign your own.")
    say(f"cd {_quoted(folder)}\n{WRITE}" if folder.resolve() != Path.cwd() else WRITE)


def _refuse_what_is_there(folder: Path, force: bool) -> None:
    from campaignkit.errors import ExistsError

    if folder.is_dir():
        there = min(folder.iterdir(), default=None)
        if there is None or force:
            return
        what = "The folder is not empty; nothing was written."
        raise ExistsError(what, str(there), "Name a new or an empty folder, or say --force.")
    if os.path.lexists(folder):
        raise ExistsError("This is a file, not a folder; nothing was written.", str(folder), "Name a new folder.")


def _files(folder: Traversable, inside: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield each file of a folder that ships, as its path in there and its bytes."""
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _files(entry, f"{inside}{entry.name}/")
        else:
            yield f"{inside}{entry.name}", entry.read_bytes()


def _write(folder: Path, files: list[tuple[str, bytes]]) -> None:
    """Write all files or none: into a folder beside first, which is then put in place."""
    from campaignkit.errors import InputError

    folder = folder.absolute()
    beside = (folder if folder.is_dir() else folder.parent) / f".{secrets.token_hex(8)}.part"
    try:
        for name, data in files:
            (beside / name).parent.mkdir(parents=True, exist_ok=True)
            (beside / name).write_bytes(data)
        _put_in_place(beside, folder, [name for name, _ in files])
    except OSError as error:
        what = f"The campaign cannot be written there ({error.strerror or type(error).__name__})."
        raise InputError(what, str(folder), "Name a folder that you may write to.") from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _put_in_place(beside: Path, folder: Path, names: list[str]) -> None:
    if not folder.exists():
        beside.rename(folder)
        return
    for name in names:  # a folder that is there may be the one we stand in, and must stay the same folder
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (beside / name).replace(folder / name)


def _quoted(folder: Path) -> str:
    import shlex

    return shlex.quote(str(folder))
