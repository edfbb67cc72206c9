"""Printing: data on standard output, notes on standard error; tables for a terminal, plain columns for a pipe."""

from __future__ import annotations

import json
import os
import re
import sys
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

STYLES = {
    "met": "green",
    "partly": "yellow",
    "lapsed": "magenta",
    "unmet": "red",
    "no-evidence": "cyan",
    "not-applicable": "dim",
    "anchored": "green",
    "failed": "red",
    "missing": "red",
    "recorded": "yellow",
    "error": "bold red",
    "warning": "yellow",
    "info": "cyan",
    "delivered": "green",
    "pending": "yellow",
    "leased": "cyan",
    "uncertain": "magenta",
    "parked": "red",
    "quarantined": "red",
}
"""The colour of each standing, state and severity; the word itself always stands beside it."""


def visible(text: str) -> str:
    r"""Return `text` with every character that could steer a terminal replaced, so that a source cannot.

    Examples:
        >>> visible("a\x1b[2Jb")
        'a�[2Jb'
    """
    return _STEERING.sub("\ufffd", text)


def escaped(text: str) -> str:
    r"""Return JSON with the same characters written as JSON escapes them: it means the same, and steers nothing.

    Examples:
        >>> escaped('"a' + chr(0x202E) + 'b"')
        '"a\\u202eb"'
    """
    return _STEERING.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def is_terminal(*, err: bool = False) -> bool:
    """Return whether standard output, or error, is a terminal."""
    return (sys.stderr if err else sys.stdout).isatty()


def console(*, err: bool = False) -> Console:
    """Return a console for standard output, or error, as it is now; colours follow the terminal and NO_COLOR."""
    from rich.console import Console

    return Console(stderr=err, highlight=False, markup=False, emoji=False)


def note(text: str) -> None:
    """Say something to the person, on standard error."""
    say_on_stderr(text, dim=True)


def say_on_stderr(text: str, **style: Any) -> None:
    """Print on standard error; in a terminal wrapped between words, and in a style (that of `click.style`)."""
    if not is_terminal(err=True):
        click.echo(visible(text), err=True)
        return
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    for line in visible(text).split("\n"):
        wrapped = _wrapped(line)
        click.echo(wrapped if plain else click.style(wrapped, **style), err=True)


def _wrapped(line: str) -> str:
    """Wrap a line to the terminal, what follows indented as it is; a command or a path is never cut."""
    indent = " " * (len(line) - len(line.lstrip()))
    width = os.get_terminal_size(sys.stderr.fileno()).columns or 80
    broken = textwrap.wrap(
        line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return "\n".join(broken)


def say(text: str = "") -> None:
    """Print a line of data."""
    click.echo(visible(text))


def print_json(value: Any) -> None:
    """Print one object as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and what becomes of a cell that does not fit the terminal.

    Attributes:
        long: "keep" it whole, "wrap" it, or "cut" it with an ellipsis. In a pipe it is always kept.
    """

    title: str
    long: Literal["keep", "wrap", "cut"] = "keep"
    style: str = ""
    right: bool = False


def print_table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, err: bool = False) -> None:
    """Print a table: ruled and coloured in a terminal, as wide as it; plain columns, nothing cut, in a pipe."""
    cleaned = [[" ".join(visible(cell).split()) for cell in row] for row in rows]
    if is_terminal(err=err):
        console(err=err).print(_table(columns, cleaned))
    else:
        _print_columns(columns, cleaned, err)


def _table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(
            column.title,
            style=column.style or None,
            justify="right" if column.right else "left",
            no_wrap=column.long == "keep",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(styled(cell, cut=column.long == "cut") for cell, column in zip(row, columns, strict=True)))
    return table


def styled(word: str, *, cut: bool = False) -> Text:
    """Return a cell in the colour that its word has, if it has one; `cut` keeps it to one line."""
    from rich.text import Text

    # The text itself must say so: a column that may not wrap would not be narrowed before the ones that are kept.
    return Text(word, STYLES.get(word, ""), no_wrap=cut or None, overflow="ellipsis" if cut else None)


def _print_columns(columns: Sequence[Column], rows: Sequence[Sequence[str]], err: bool) -> None:
    """Print one line a row, two spaces between columns; what stands in the last column is never padded."""
    from rich.cells import cell_len

    lines = [[column.title for column in columns], *rows]
    widths = [max(cell_len(line[number]) for line in lines) for number in range(len(columns))]
    for line in lines:
        gaps = [" " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)]
        cells = (
            gap + cell if column.right else cell + gap for column, cell, gap in zip(columns, line, gaps, strict=True)
        )
        click.echo("  ".join(cells).rstrip(), err=err)


def print_fields(fields: Iterable[tuple[str, str]]) -> None:
    """Print names and values below each other; long values are wrapped in a terminal only."""
    held = [(name, visible(value)) for name, value in fields]
    if not is_terminal():
        widest = max((len(name) for name, _ in held), default=0)
        for name, value in held:
            first, *more = value.split("\n")
            for label, line in [(name, first), *(("", line) for line in more)]:
                click.echo(f"{label.ljust(widest)}  {line}".rstrip())
        return
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in held:
        grid.add_row(name, styled(value))
    console().print(grid)


def print_pair(name: str, beside: Sequence[str], below: str) -> None:
    """Print a name with what is known of it on one line of a terminal, and a text, cut to the width, on the next."""
    from rich.text import Text

    held = console()
    known = [(visible(f"  {word}"), STYLES.get(word, "dim")) for word in beside]
    text = " ".join(visible(below).split())
    for line in (Text.assemble((visible(name), "bold"), *known), Text(f"  {text}")):
        held.print(line, no_wrap=True, overflow="ellipsis")


def columns_of_terminal() -> int:
    """Return how wide the terminal is; without one, wide enough for everything."""
    return console().width if is_terminal() else 10_000


def headline(text: str, *, err: bool = False) -> None:
    """Print a line that stands out in a terminal."""
    if is_terminal(err=err):
        console(err=err).print(visible(text), style="bold")
    else:
        click.echo(visible(text), err=err)


def paragraph(text: str, *, indent: int = 0, style: str = "", after: bool = True) -> None:
    """Print a paragraph of data, wrapped in a terminal, and an empty line after it."""
    if is_terminal():
        from rich.padding import Padding
        from rich.text import Text

        console().print(Padding(Text(visible(text), style), (0, 0, int(after), indent)))
    else:
        body = "\n".join(" " * indent + line for line in visible(text).split("\n"))
        click.echo(body + ("\n" if after else ""))
