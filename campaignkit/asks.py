"""Gaps: demand − commitment, as of a date. The ask of a letter is what is left.

A source that reports an absence is evidence; that we have found nothing is not. What happened after the newest source
is unknown, and is never told as if it were known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from campaignkit.dates import day_or_today, written
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment, Demand, Gap, Standing
from campaignkit.models.statement import Statement
from campaignkit.models.target import Target


def gaps(
    campaign: Campaign, *, target: str | None = None, demand: str | None = None, as_of: date | None = None
) -> list[Gap]:
    """Return the gap for each demand and each target it can be put to.

    Args:
        target, demand: Ids; only these. If both are given, the one gap is returned even if it is not applicable.
        as_of: The day for which to tell; today if left out.

    Raises:
        UnknownIdError: There is no such target or demand.

    Examples:
        >>> from campaignkit.catalog import load
        >>> campaign = load("face-recognition-2020")
        >>> [gap] = gaps(campaign, target="amazon", demand="end-police-sales", as_of=date(2021, 6, 11))
        >>> gap.standing
        'lapsed'
    """
    day = day_or_today(as_of)
    targets = [campaign.target(target)] if target else [one for one in campaign.targets if not one.template]
    demands = [campaign.demand(demand)] if demand else campaign.demands
    found = [gap(campaign, wanted, whom, day) for wanted in demands for whom in targets]
    asked = bool(target and demand)
    return [one for one in found if asked or one.standing != "not-applicable"]


def gap(campaign: Campaign, demand: Demand, target: Target, as_of: date) -> Gap:
    """Return what is left of `demand` for `target` as of a day."""
    if not applies(campaign, demand, target):
        whom = " or ".join(demand.targets or demand.addressed_to)
        reason = f"This demand is put to {whom}, not to {target.name}."
        return Gap(demand=demand.id, target=target.id, as_of=as_of, standing="not-applicable", reason=reason)
    dated = [
        (day, commitment)
        for commitment in campaign.commitments
        if commitment.practice == demand.practice and commitment.target == target.id
        if (day := _known_on(campaign, commitment)) <= as_of
    ]
    if not dated:
        reason = f"As of {written(as_of)}, no source here records a commitment by {target.name} about this."
        return Gap(
            demand=demand.id, target=target.id, as_of=as_of, standing="no-evidence", reason=reason, left=demand.ask
        )
    commitment = max(dated, key=lambda pair: pair[0])[1]
    standing, reason = _weigh(campaign, demand, target, commitment, as_of)
    return Gap(
        demand=demand.id,
        target=target.id,
        as_of=as_of,
        standing=standing,
        reason=reason,
        left=None if standing == "met" else demand.ask,
        commitment=commitment.id,
        statements=commitment.statements,
        grade=commitment.grade,
        evidence_until=max(filter(None, _dates(campaign, commitment.statements)), default=None),
    )


def applies(campaign: Campaign, demand: Demand, target: Target) -> bool:
    """Return whether `demand` can be put to `target`."""
    if target.kind not in demand.addressed_to:
        return False
    return not demand.targets or bool(_family(campaign, target) & set(demand.targets))


def _family(campaign: Campaign, target: Target) -> set[str]:
    """The target and those it belongs to: a demand that is put to Amazon can be put to Ring."""
    found = {target.id}
    while target.parent:
        target = campaign.target(target.parent)
        found.add(target.id)
    return found


def _weigh(
    campaign: Campaign, demand: Demand, target: Target, commitment: Commitment, as_of: date
) -> tuple[Standing, str]:
    name, on = target.name, f"On {written(commitment.starts)}, " if commitment.starts else ""
    told = _told(campaign, commitment)
    if commitment.ends and as_of > commitment.ends:
        made = f" of {written(commitment.starts)}," if commitment.starts else ""
        return "lapsed", f"{name}’s commitment{made} ran until {written(commitment.ends)}; that day has passed."
    match commitment.status:
        case "none" | "declined":
            return "unmet", told or f"A source says that {name} has made no such commitment."
        case "paused":
            until = f" until {written(commitment.ends)}" if commitment.ends else ""
            return "partly", f"{on}{name} announced a pause{until}; a pause is not an end."
        case "conditional":
            held = f" {commitment.condition}" if commitment.condition else ""
            return "partly", f"{on}{name} made a commitment that holds only on a condition:{held or ' one it set'}."
        case _ if commitment.scope and commitment.scope != demand.scope:
            return "partly", f"{on}{name} made a commitment, but a narrower one: {commitment.scope}."
        case _:
            return "met", told or f"{on}{name} made this commitment."


def _told(campaign: Campaign, commitment: Commitment) -> str | None:
    summaries = (campaign.statement(wanted).summary for wanted in commitment.statements)
    return next(filter(None, summaries), None)


def _known_on(campaign: Campaign, commitment: Commitment) -> date:
    """The day from which the commitment is known: its own first day, else that of its evidence."""
    return commitment.starts or min(filter(None, _dates(campaign, commitment.statements)), default=date.min)


def _dates(campaign: Campaign, statements: Iterable[str]) -> Iterator[date | None]:
    for wanted in statements:
        yield evidence_date(campaign, campaign.statement(wanted))


def evidence_date(campaign: Campaign, statement: Statement) -> date | None:
    """Return when a statement was made, or else its source issued; None if neither is known."""
    return statement.said_on or campaign.source(statement.source).issued
