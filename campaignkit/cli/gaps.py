"""`campaignkit gaps`: demand − commitment, for each target as of a day."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

import click

from campaignkit.cli.options import IsoDate, campaign_option, json_option, open_campaign

if TYPE_CHECKING:
    from campaignkit.models import Campaign, Gap


@click.command()
@campaign_option
@click.option("--target", metavar="ID", help="Only this target.")
@click.option("--demand", metavar="ID", help="Only this demand.")
@click.option("--as-of", type=IsoDate(), metavar="DATE", help="The day for which to tell. Default: today.")
@json_option
def command(campaign: str | None, target: str | None, demand: str | None, as_of: date | None, as_json: bool) -> None:
    """Show where each target stands on each demand as of a day, and why.

    \b
    met             done, with no date and no condition on it
    partly          paused, conditional, or narrower than the demand
    lapsed          its term has run out
    unmet           a source says it is declined, goes on, or was never promised
    no-evidence     the sources are silent
    not-applicable  the demand is not put to this target
    """
    from campaignkit.asks import gaps
    from campaignkit.cli.console import print_json

    held = open_campaign(campaign).campaign
    found = gaps(held, target=target, demand=demand, as_of=as_of)
    if as_json:
        print_json({"gaps": [gap.model_dump(mode="json") for gap in found]})
    else:
        print_gaps(held, found)


def print_gaps(campaign: Campaign, found: list[Gap], *, err: bool = False) -> None:
    """Print gaps as a table; in a terminal those of one target under its name."""
    from campaignkit.cli.console import Column, headline, is_terminal, note, print_table

    if not found:
        note("Nothing to show: no demand of this campaign can be put to such a target.")
        return
    if not is_terminal(err=err):
        columns = [Column(title) for title in ("TARGET", "DEMAND", "STANDING", "GRADE", "REASON")]
        rows = [(gap.target, gap.demand, gap.standing, gap.grade or "-", gap.reason) for gap in found]
        print_table(columns, rows, err=err)
        return
    columns = [Column("standing"), Column("demand", "wrap"), Column("why", "wrap")]
    order = {one.id: number for number, one in enumerate(campaign.targets)}
    for target, group in groupby(sorted(found, key=lambda gap: order[gap.target]), lambda gap: gap.target):
        held = list(group)
        headline(f"\n{campaign.target(target).name} ({target}) as of {held[0].as_of}", err=err)
        print_table(columns, [(gap.standing, gap.demand, gap.reason) for gap in held], err=err)
