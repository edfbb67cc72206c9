"""Campaign: sources, statements, demands, targets and commitments by id; refuses a reference to nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeVar

from pydantic import Field, model_validator

from campaignkit.errors import did_you_mean, unknown_id
from campaignkit.models.base import Id, Model, Names, Words
from campaignkit.models.demand import Commitment, Demand
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement
from campaignkit.models.target import Target
from campaignkit.models.version import Version


class HasId(Protocol):
    """Anything that has an id."""

    @property
    def id(self) -> str:
        """The id."""
        ...


Named = TypeVar("Named", bound=HasId)


@dataclass(frozen=True, slots=True)
class BadReference:
    """A thing in a campaign that does not hold together: which entry, which key, what and what to do.

    `wanted` is the kind and the id that are referred to, where it is a reference that leads nowhere.
    """

    kind: str
    id: str
    key: str
    what: str
    hint: str = ""
    wanted: tuple[str, str] | None = None


class Campaign(Model):
    """All that a campaign knows, by id.

    Attributes:
        locale: Language and region of what it writes and of its sources that name no language, such as "en-US".
        organisations: Who runs it or is named as making its demands.
    """

    id: Id
    title: Words
    summary: Words | None = None
    locale: Words = "en-US"
    organisations: Names = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    demands: tuple[Demand, ...] = ()
    targets: tuple[Target, ...] = Field(default=())
    commitments: tuple[Commitment, ...] = ()
    versions: tuple[Version, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Campaign:
        held = (self.sources, self.statements, self.demands, self.targets, self.commitments, self.versions)
        if bad := list(bad_references(*held)):
            raise ValueError("; ".join(f"{found.kind} {found.id!r}: {found.what}" for found in bad))
        return self

    @cached_property
    def _positions(self) -> dict[tuple[str, str], int]:
        kinds: dict[str, Sequence[HasId]] = {
            "source": self.sources,
            "statement": self.statements,
            "demand": self.demands,
            "target": self.targets,
            "commitment": self.commitments,
            "version": self.versions,
        }
        return {(kind, entry.id): number for kind, entries in kinds.items() for number, entry in enumerate(entries)}

    def _pick(self, kind: str, entries: tuple[Named, ...], wanted: str) -> Named:
        position = self._positions.get((kind, wanted))
        if position is None:
            raise unknown_id(kind, wanted, (entry.id for entry in entries))
        return entries[position]

    def source(self, wanted: str) -> Source:
        """Return the source with this id; raises UnknownIdError, with a near miss, if there is none."""
        return self._pick("source", self.sources, wanted)

    def statement(self, wanted: str) -> Statement:
        """Return the statement with this id; raises UnknownIdError, with a near miss, if there is none."""
        return self._pick("statement", self.statements, wanted)

    def demand(self, wanted: str) -> Demand:
        """Return the demand with this id; raises UnknownIdError, with a near miss, if there is none."""
        return self._pick("demand", self.demands, wanted)

    def target(self, wanted: str) -> Target:
        """Return the target with this id; raises UnknownIdError, with a near miss, if there is none."""
        return self._pick("target", self.targets, wanted)

    def commitment(self, wanted: str) -> Commitment:
        """Return the commitment with this id; raises UnknownIdError, with a near miss, if there is none."""
        return self._pick("commitment", self.commitments, wanted)

    def version(self, wanted: str) -> Version:
        """Return the version with this id; raises UnknownIdError, with a near miss, if there is none."""
        return self._pick("version", self.versions, wanted)

    def speaker_name(self, statement: Statement) -> str | None:
        """Return who says a statement, by name; None if it is the source's own account."""
        named = self._positions.get(("target", statement.speaker or ""))
        return statement.speaker if named is None else self.targets[named].name


def bad_references(
    sources: Sequence[Source],
    statements: Sequence[Statement],
    demands: Sequence[Demand],
    targets: Sequence[Target],
    commitments: Sequence[Commitment],
    versions: Sequence[Version] = (),
) -> Iterator[BadReference]:
    """Yield everything that does not hold together: ids given twice, references to nothing, circular parents."""
    kinds: dict[str, Sequence[HasId]] = {
        "source": sources,
        "statement": statements,
        "demand": demands,
        "target": targets,
        "commitment": commitments,
        "version": versions,
    }
    for kind, entries in kinds.items():
        for name, count in Counter(entry.id for entry in entries).items():
            if count > 1:
                yield BadReference(kind, name, "id", f"{count} entries have this id.", "Give each its own.")
    known = {kind: {entry.id for entry in entries} for kind, entries in kinds.items()}
    for kind, name, key, refers_to, wanted in _references(statements, demands, targets, commitments, versions):
        if wanted not in known[refers_to]:
            hint = did_you_mean(wanted, known[refers_to])
            what = f"{key} names {wanted!r}, and there is no such {refers_to}."
            yield BadReference(kind, name, key, what, hint, (refers_to, wanted))
    yield from _circles(targets)


Reference = tuple[str, str, str, str, str]  # kind, id and key of who refers; kind and id of what is referred to


def _references(
    statements: Sequence[Statement],
    demands: Sequence[Demand],
    targets: Sequence[Target],
    commitments: Sequence[Commitment],
    versions: Sequence[Version],
) -> Iterator[Reference]:
    for statement in statements:
        yield "statement", statement.id, "source", "source", statement.source
        yield from _each("statement", statement, "about", "target")
        yield from _each("statement", statement, "supports", "demand")
        yield from _each("statement", statement, "opposes", "demand")
    for demand in demands:
        yield from _each("demand", demand, "statements", "statement")
        yield from _each("demand", demand, "targets", "target")
    for target in targets:
        if target.parent:
            yield "target", target.id, "parent", "target", target.parent
    for commitment in commitments:
        yield "commitment", commitment.id, "target", "target", commitment.target
        yield from _each("commitment", commitment, "statements", "statement")
    for version in versions:
        for wanted in version.when.demand:
            yield "version", version.id, "when", "demand", wanted


def _each(kind: str, entry: HasId, key: str, refers_to: str) -> Iterator[Reference]:
    for wanted in getattr(entry, key):
        yield kind, entry.id, key, refers_to, wanted


def _circles(targets: Sequence[Target]) -> Iterator[BadReference]:
    parents = {target.id: target.parent for target in targets}
    for target in targets:
        seen, at = {target.id}, target.parent
        while at is not None and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at == target.id:
            what = "it is, through its parents, its own parent."
            yield BadReference("target", target.id, "parent", what, "Take one of these lines out.")
