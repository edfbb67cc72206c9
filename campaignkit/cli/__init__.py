"""The command line: one module a verb. `main` is what the script `campaignkit` calls."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["main"]


def main() -> NoReturn:
    """Run the command line on the arguments of the process, or give the answer that was given before."""
    import sys

    from campaignkit.cli.answers import answer_again

    code = answer_again(sys.argv[1:])
    if code is not None:
        sys.exit(code)
    from campaignkit.cli.group import main as run

    run()
