"""The command line: one module a verb. `main` is what the script `campaignkit` calls."""

from __future__ import annotations

from campaignkit.cli.group import main

__all__ = ["main"]
