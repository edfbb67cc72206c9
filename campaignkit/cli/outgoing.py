"""What `outbox` and `endpoints` have in common: which outbox, which endpoints, and how a delivery is told."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from campaignkit.cli.console import is_terminal, note, say_on_stderr

if TYPE_CHECKING:
    from campaignkit.deliver.endpoints import Endpoints
    from campaignkit.deliver.outbox import Outbox

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_LACKS = {"endpoints test": "--outbox", "outbox list": "--endpoints", "outbox show": "--endpoints"}  # of our commands
SHORT = 12  # characters of a message's id that tell it from others


class Verbs(click.Group):
    """A group that answers an unknown name with the nearest one, and lists its commands as they were written."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            from campaignkit.errors import did_you_mean

            raise click.UsageError(f"No command is named {args[0]!r}. {did_you_mean(args[0], self.commands)}", ctx)
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of use."""
        return list(self.commands)


@dataclass(frozen=True)
class Places:
    """What was said about where things are; None for the usual places."""

    outbox: str | None
    endpoints: str | None
    campaign: str | None = None

    @property
    def folder(self) -> Path | None:
        """The folder of the campaign, if one was named and it has one."""
        return Path(self.campaign) if self.campaign and Path(self.campaign).is_dir() else None

    def open(self) -> Outbox:
        """Open the outbox; raises as `open_outbox`."""
        from campaignkit.deliver.outbox import open_outbox

        return open_outbox(self.outbox, endpoints=self.endpoints, folder=self.folder)

    def has_outbox(self) -> bool:
        """Return whether there is an outbox: a file that exists, or a URL."""
        from campaignkit.deliver.places import default_outbox

        where = self.outbox or default_outbox(self.folder)
        return "://" in where or Path(where).is_file()

    def read(self) -> Endpoints:
        """Read the endpoints; raises as `load_endpoints`."""
        from campaignkit.deliver.endpoints import find_endpoints, load_endpoints

        return load_endpoints(find_endpoints(self.endpoints, self.folder))

    def command(self, words: str) -> str:
        """Return a command that works on the same outbox and endpoints, to be copied."""
        places = (("--outbox", self.outbox), ("--endpoints", self.endpoints), ("-c", self.campaign))
        lacks = next((option for verb, option in _LACKS.items() if words.startswith(verb)), "")
        known = [(option, value) for option, value in places if value and option != lacks]
        said = "".join(f" {option} {shlex.quote(_without_password(value))}" for option, value in known)
        return f"campaignkit {words}{said}"


def _without_password(where: str) -> str:
    """Return a place as it may be shown: a password in a URL is not."""
    from urllib.parse import urlsplit

    if "://" not in where:
        return where
    try:
        parts = urlsplit(where)
        return where if not (parts.password or "password" in parts.query) else "postgresql://…"
    except ValueError:
        return "postgresql://…"


def outbox_option(command: Decorated) -> Decorated:
    """Add --outbox, handed on as `outbox`."""
    told = (
        "The outbox: a file, or postgresql://…. Also: CAMPAIGNKIT_OUTBOX. Default: outbox.sqlite beside the campaign."
    )
    return click.option("--outbox", metavar="FILE|URL", help=told)(command)


def endpoints_option(command: Decorated) -> Decorated:
    """Add --endpoints and -c, handed on as `endpoints` and `campaign`."""
    told = "Where messages may go. Default: endpoints.toml beside the campaign, else in your folder for settings."
    command = click.option("-c", "--campaign", metavar="DIR", help="The campaign beside which the two are.")(command)
    return click.option("--endpoints", metavar="FILE", help=told)(command)


def warn(endpoints: Endpoints, only: str | None = None) -> None:
    """Say on standard error what a careful person would change, at one endpoint or at all."""
    for problem in endpoints.warnings:
        if only is None or repr(only) in problem.what:
            note(f"Warning: {problem}")


def when(seconds: float) -> str:
    """Return a time as the clock here shows it, to the second."""
    return datetime.fromtimestamp(seconds, UTC).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def iso(seconds: float | None) -> str | None:
    """Return a time for a program, in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def named(identity: str) -> str:
    """Return as much of an id as a person needs to name a message."""
    return identity[:SHORT]


def short(identity: str) -> str:
    """Return an id as a table shows it: cut in a terminal, whole in a pipe."""
    return named(identity) if is_terminal() else identity


def plural(count: int, word: str = "message") -> str:
    """Return a number with its word.

    Examples:
        >>> plural(1), plural(1200)
        ('1 message', '1,200 messages')
    """
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def wait(count: int) -> str:
    """Return that so many messages wait.

    Examples:
        >>> wait(1), wait(2)
        ('1 message waits', '2 messages wait')
    """
    return f"{plural(count)} wait{'s' if count == 1 else ''}"


def fail(text: str) -> None:
    """Say on standard error that something did not arrive."""
    for line in text.split("\n"):
        say_on_stderr(line, **({} if line.startswith("  ") else {"fg": "red", "bold": True}))
