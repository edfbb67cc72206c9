"""`campaignkit demo`: the main job on the campaign that ships, with nothing to set up."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from campaignkit.models import Campaign

TARGET = "amazon"
DEMAND = "end-ring-police-partnerships"
NEXT = (
    "gaps --target microsoft --as-of 2020-06-12",
    "write letter --target amazon --demand end-police-sales",
    "init my-campaign",
)


@click.command()
def command() -> None:
    """Print a letter to Amazon about Ring and the police, composed and checked just now, with its sources."""
    from campaignkit.catalog import find_campaign, read_campaign
    from campaignkit.cli.console import note
    from campaignkit.cli.options import SHIPPED, Opened
    from campaignkit.cli.outputs import put
    from campaignkit.cli.write import refuse_errors
    from campaignkit.composer import compose

    folder = find_campaign(SHIPPED)
    opened = Opened(read_campaign(folder), folder)
    document = compose(opened.campaign, "letter", target=TARGET, demand=DEMAND, folder=folder)
    refuse_errors(document, opened, None)
    note(f"Composed from the campaign that ships, {SHIPPED!r}, as of {document.date}:\n")
    put(document, (), force=False, form="txt")
    _where_it_stands(opened.campaign)
    note("\nTo go on:\n")
    note("\n".join(f"  {called()} {line}" for line in NEXT))


def _where_it_stands(campaign: Campaign) -> None:
    from campaignkit.asks import gaps
    from campaignkit.cli.console import Column, note, print_table

    found = gaps(campaign, target=TARGET)
    note(f"\nWhere {campaign.target(TARGET).name} stands on each demand, as the sources show it:\n")
    rows = [(gap.standing, campaign.demand(gap.demand).title) for gap in found]
    print_table([Column("STANDING"), Column("DEMAND", "wrap")], rows, err=True)


def called() -> str:
    """Return how to call campaignkit from here: by name, or by the path where it is not on the path of the shell."""
    if shutil.which("campaignkit"):
        return "campaignkit"
    script = Path(sys.argv[0])
    if script.name.startswith("campaignkit") and script.is_file():
        return os.path.relpath(script)
    return f"{Path(sys.executable).name} -m campaignkit"
