"""What commands have in common: which campaign, which documents, which day."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from campaignkit.errors import UsageError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from campaignkit.models import Campaign

SHIPPED = "face-recognition-2020"
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class IsoDate(click.ParamType[date]):
    """A day, written as 2020-06-12."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; refuses every other way of writing it, since 06/12 is two days."""
        if isinstance(value, date):
            return value
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
            self.fail(f"{value!r} is not a date. Write year, month and day, such as 2020-06-12.", param, ctx)
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day of the calendar.", param, ctx)


def campaign_option(command: Decorated) -> Decorated:
    """Add -c/--campaign, handed on as `campaign`: for `open_campaign`."""
    told = "A campaign that ships, or the folder of one. Default: the one in this folder, else the one that ships."
    return click.option("-c", "--campaign", metavar="ID|DIR", help=told)(command)


def documents_option(command: Decorated) -> Decorated:
    """Add --documents, handed on as `documents`: a path or None."""
    told = "Folder with the documents, matched by sha256. Also: CAMPAIGNKIT_DOCUMENTS."
    return click.option(
        "--documents", metavar="DIR", type=click.Path(path_type=Path), envvar="CAMPAIGNKIT_DOCUMENTS", help=told
    )(command)


def json_option(command: Decorated) -> Decorated:
    """Add --json, handed on as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def once(_: click.Context, option: click.Parameter, given: tuple[Any, ...]) -> Any:
    """Return what was given for an option (`multiple`, so that a second is seen) that names the one file to write.

    Raises:
        UsageError: It was given more than once.
    """
    if len(given) > 1:
        raise UsageError("Only one file is written.", "/".join(option.opts), "Name one.")
    return given[0] if given else None


def standard_input() -> bytes:
    """Return all of standard input, what "-" stands for: or a byte more than a document may have."""
    from campaignkit.documents.reading import BYTES_AT_MOST

    return sys.stdin.buffer.read(BYTES_AT_MOST + 1)


@dataclass(frozen=True)
class Opened:
    """A campaign and the folder it was read from."""

    campaign: Campaign
    folder: Traversable

    @property
    def own_documents(self) -> Path | None:
        """The campaign's own folder of documents, if it has one."""
        own = self.folder / "documents" if isinstance(self.folder, Path) else None
        return own if own and own.is_dir() else None


def open_campaign(named: str | None) -> Opened:
    """Read the campaign that -c names, else the one in the current folder, else the one that ships (and say so).

    Raises:
        InputError: There is none of this name, or it is not in order.
    """
    from campaignkit.catalog import find_campaign, read_campaign

    folder = find_campaign(named_campaign(named))
    return Opened(read_campaign(folder), folder)


def named_campaign(named: str | None) -> str | Path:
    """Return what `catalog.load` takes; says so when it is the campaign that ships, for want of another."""
    from campaignkit.cli.console import note

    if named:
        folder = Path(named)
        return folder.resolve() if folder.name in ("", "..") else named  # "." has no name to be an id
    if Path("campaign.toml").is_file():
        return Path.cwd()
    note(f"Using the shipped campaign {SHIPPED!r} (no campaign.toml in this folder).")
    return SHIPPED
