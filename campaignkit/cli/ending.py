"""How a command ends: its exit code, and for a failure three plain lines on standard error, never a traceback."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TextIO

import click

from campaignkit.errors import CampaignKitError, InputError

INTERRUPTED = 130
CLOSED_PIPE = 141  # what a shell reports for a program that writes to a reader who has left
DEBUG = "CAMPAIGNKIT_DEBUG"


def run(command: Callable[[], Any]) -> NoReturn:
    """Call `command`, say on standard error what went wrong, if anything did, and leave with the exit code."""
    _speak_utf_8()
    if os.environ.get(DEBUG):
        code = command()
        sys.exit(code if isinstance(code, int) else 0)
    sys.exit(_ended(command))


def _ended(command: Callable[[], Any]) -> int:
    try:
        code = command()
        sys.stdout.flush()
    except CampaignKitError as error:
        return _failed(str(error), error.exit_code)
    except click.Abort:
        return _failed("Interrupted.", INTERRUPTED)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except OSError as error:
        return _storage_failed(error)
    except Exception as error:  # noqa: BLE001  # whoever meets a fault of ours gets a sentence, not a traceback
        return _failed(_fault(error), InputError.exit_code)
    return code if isinstance(code, int) else 0


def _storage_failed(error: OSError) -> int:
    _let_go(sys.stdout)
    if error.errno == errno.EPIPE:
        return CLOSED_PIPE
    place = f"{error.filename}: " if error.filename else ""
    reason = error.strerror or type(error).__name__
    return _failed(f"{place}Reading or writing failed ({reason}).", InputError.exit_code)


def _fault(error: Exception) -> str:
    """Tell of a fault without its message, which may hold a person's data."""
    return (
        f"campaignkit failed ({type(error).__name__}); this is a fault of ours, not of your input.\n"
        f"  Run the command again with {DEBUG}=1 to see where, and tell us."
    )


def _failed(message: str, code: int) -> int:
    from campaignkit.cli.console import say_on_stderr  # here, so that help need not wait for it

    with contextlib.suppress(OSError):
        for line in _nearer(message).split("\n"):
            head = not line.startswith("  ")  # one for each problem; what belongs to it is indented
            say_on_stderr(line, **({"fg": "red", "bold": True} if head else {}))
    return code


def _nearer(message: str) -> str:
    """Return the message with files in the current folder named from there."""
    try:
        return message.replace(f"{Path.cwd()}{os.sep}", "")
    except OSError:  # the folder we stand in has been removed
        return message


def _speak_utf_8() -> None:
    """Make what is piped UTF-8 everywhere, as files are; what a terminal cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")  # type: ignore[union-attr]


def _let_go(stream: TextIO) -> None:
    """Send what is still unwritten to nowhere, so that the interpreter does not trip over it on its way out."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
