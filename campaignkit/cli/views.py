"""Demands, targets, commitments and templates as tables, and any entry with all its fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from campaignkit.cli.console import Column, headline, print_fields, print_json, print_table

if TYPE_CHECKING:
    from campaignkit.composer import Template
    from campaignkit.models import Campaign, Commitment, Demand, Target

ID = Column("ID", style="bold")


def print_entries(campaign: Campaign, kind: str, entries: Sequence[Any]) -> None:
    """Print a table of all entries of a kind."""
    columns, row = _TABLES[kind]
    print_table(columns, [row(campaign, entry) for entry in entries])


def print_entries_as_json(kind: str, entries: Sequence[Any]) -> None:
    """Print entries of a kind as one object, under the name of the kind."""
    print_json({kind: [as_json(entry) for entry in entries]})


def as_json(entry: Any) -> dict[str, Any]:
    """Return an entry as JSON would hold it, without the fields that are not set."""
    if isinstance(entry, BaseModel):
        return entry.model_dump(mode="json", exclude_defaults=True)
    return {"name": entry.name, "own": entry.own, **entry.head.model_dump(mode="json", exclude_none=True)}


def print_entry(campaign: Campaign, entry: Any) -> None:
    """Print one entry with all its fields, under the names that its file has for them."""
    headline(getattr(entry, "id", None) or entry.name)
    print_fields([*fields(entry), *_beyond(campaign, entry)])


def fields(entry: Any) -> Iterator[tuple[str, str]]:
    """Yield name and value of each field that is set; tables in it are told as "figure.value"."""
    yield from _flat(as_json(entry), "")


def _flat(table: dict[str, Any], above: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for one in value:
                yield from _flat(one, f"{above}{name.removesuffix('s')}.")
        elif name != "id":
            yield above + name, _told(value)


def _told(value: Any) -> str:
    if isinstance(value, list):
        told = list(map(str, value))
        return ("\n" if any(" " in one for one in told) else ", ").join(told)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(str(value).split())


def _beyond(campaign: Campaign, entry: Any) -> Iterator[tuple[str, str]]:
    """Yield what other entries say about this one."""
    for one in campaign.commitments:
        about = one.target == getattr(entry, "id", "") or one.practice == getattr(entry, "practice", "")
        if about and one is not entry:
            yield "commitment", f"{one.id}: {one.status}"


def _demand_row(campaign: Campaign, demand: Demand) -> Sequence[str]:
    return demand.id, ", ".join(demand.targets or demand.addressed_to), demand.title


def _target_row(campaign: Campaign, target: Target) -> Sequence[str]:
    kind = f"{target.kind}, to be filled in" if target.template else target.kind
    return target.id, kind, target.name


def _commitment_row(campaign: Campaign, commitment: Commitment) -> Sequence[str]:
    days = " – ".join(str(day or "") for day in (commitment.starts, commitment.ends)) if commitment.starts else "-"
    return commitment.id, commitment.target, commitment.status, days.rstrip("– "), commitment.grade


def _template_row(campaign: Campaign, template: Template) -> Sequence[str]:
    addressed = ", ".join(template.head.addressed_to) or "any"
    return template.name, template.head.kind, addressed, template.head.description


_TABLES: dict[str, Any] = {
    "demands": ((ID, Column("PUT TO", "wrap"), Column("TITLE", "wrap")), _demand_row),
    "targets": ((ID, Column("KIND", "wrap"), Column("NAME", "wrap")), _target_row),
    "commitments": (
        (ID, Column("TARGET"), Column("STATUS"), Column("DAYS", "wrap"), Column("PROOF")),
        _commitment_row,
    ),
    "templates": ((ID, Column("KIND"), Column("FOR", "wrap"), Column("WHAT IT IS", "wrap")), _template_row),
}


def sentence(parts: Iterable[str | None]) -> str:
    """Return the parts that are there, with commas between."""
    return ", ".join(part for part in parts if part)
