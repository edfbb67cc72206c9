"""The group of all commands. Each lives in the module of its name, as `command`, and is imported when it is asked for.

The table below is what `campaignkit --help` prints, so that help waits for no model, template or table to load.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

import click

from campaignkit import __version__
from campaignkit.errors import did_you_mean

SECTIONS = {
    "To begin": {
        "demo": "Print a letter from the campaign that ships, with its sources.",
        "init": "Start a campaign of your own in a new folder.",
    },
    "What a campaign knows": {
        "add": "Make a document a source of the campaign.",
        "quote": "Find words in a source and print the entry for them.",
        "new": "Append a demand, a target or a commitment to fill in.",
        "show": "Show sources, statements, demands, targets or templates.",
    },
    "What a campaign writes": {
        "gaps": "Show what each target has left open of each demand.",
        "write": "Write a letter, a petition, talking points or a call script.",
        "cite": "Print what a document cites, for reference managers.",
        "check": "Check a draft against the sources.",
        "explain": "Explain a rule that `check` applies.",
    },
    "What people sign": {
        "petition": "Open a petition, take in signatures, weed, count and hand them over.",
    },
    "What leaves the machine": {
        "outbox": "Write messages down, send them, see what became of each.",
        "endpoints": "Show and test where messages may go.",
    },
}
COMMANDS = {name: summary for section in SECTIONS.values() for name, summary in section.items()}


class Commands(click.Group):
    """A group that imports a command's module when the command is used, and ends every failure in plain words."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, its module now imported; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"campaignkit.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is meant; an unknown name is answered with the nearest one."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise click.UsageError(f"No command is named {args[0]!r}. {did_you_mean(args[0], COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands into the help."""
        widest = max(map(len, COMMANDS))
        for title, rows in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(widest), summary) for name, summary in rows.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader who has left ends it with a code of its own, since 1 stands for findings."""
        from campaignkit.cli.ending import CLOSED_PIPE

        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise click.exceptions.Exit(CLOSED_PIPE) from None

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run the command and leave the process with its exit code; see `campaignkit.cli.ending`."""
        from campaignkit.cli.ending import run

        run(lambda: super(Commands, self).main(args, prog_name, **{**extra, "standalone_mode": False}))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="campaignkit")
def commands() -> None:
    """Letters, petitions and talking points in which every quotation and figure is traced to its source.

    Data goes to standard output, notes to standard error; "-" is standard input. Exit codes: 0 clean, 1 findings,
    2 usage, 3 bad input, 4 delivery failed, 130 interrupted.
    """


def main() -> NoReturn:
    """Run the command line on the arguments of the process."""
    commands.main(prog_name="campaignkit")
