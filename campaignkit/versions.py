"""Versions by rule: which of a campaign's versions is for a target, and why not the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaignkit.models.demand import Demand, Standing
from campaignkit.models.target import Target
from campaignkit.models.version import Version, When


@dataclass(frozen=True, slots=True)
class Weighed:
    """A version that was looked at for a target.

    Attributes:
        fits: What of its `when` holds, in words, such as "its standing is unmet".
        lacks: What does not; "" if everything holds.
    """

    version: Version
    fits: tuple[str, ...]
    lacks: str = ""


def weigh(
    versions: Sequence[Version], demand: Demand, target: Target | None, standing: Standing | None
) -> list[Weighed]:
    """Return the versions that were looked at, in their order, up to and with the first that fits.

    Args:
        versions: The campaign's versions.
        demand: What is asked for.
        target: Whom it is put to; without one, only a version fits that asks nothing of a target.
        standing: Where the target stands on the demand.

    Examples:
        >>> from campaignkit.models.target import Company
        >>> demand = Demand(id="d", title="D", ask="do it", practice="p", addressed_to=("company",))
        >>> thanks = Version(id="thanks", when=When(standing="met"), template="letters/company")
        >>> press = Version(id="press", when=When(kind="company"), template="letters/company")
        >>> held = weigh([thanks, press], demand, Company(id="a", kind="company", name="A"), "unmet")
        >>> [(one.version.id, one.lacks) for one in held]
        [('thanks', 'its standing is unmet, not met'), ('press', '')]
    """
    held: list[Weighed] = []
    for version in versions:
        held.append(_weighed(version, demand, target, standing))
        if not held[-1].lacks:
            break
    return held


def chosen(held: Sequence[Weighed]) -> Version | None:
    """Return the version that fits, if one does."""
    return held[-1].version if held and not held[-1].lacks else None


def _weighed(version: Version, demand: Demand, target: Target | None, standing: Standing | None) -> Weighed:
    fits: list[str] = []
    for name, wanted, found in _conditions(version.when, demand, target, standing):
        if not wanted:
            continue
        told = ", ".join(found) or "not known"
        if {one.casefold() for one in wanted}.isdisjoint(one.casefold() for one in found):
            return Weighed(version, tuple(fits), f"its {name} is {told}, not {' or '.join(wanted)}")
        fits.append(f"its {name} is {told}")
    return Weighed(version, tuple(fits))


Condition = tuple[str, Sequence[str], Sequence[str]]  # what is asked about, what is wanted, what is the case


def _conditions(when: When, demand: Demand, target: Target | None, standing: Standing | None) -> list[Condition]:
    return [
        ("demand", when.demand, [demand.id]),
        ("standing", when.standing, _known(standing)),
        ("kind", when.kind, _known(target.kind if target else None)),
        ("chamber", when.chamber, _known(target.chamber if target else None)),
        ("party", when.party, _known(target.party if target else None)),
        ("committee", when.committee, target.committees if target else ()),
    ]


def _known(value: str | None) -> list[str]:
    return [value] if value else []
