"""Version: which template, with which paragraphs, is for whom. Written in the campaign, so that no code chooses."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, StringConstraints, model_validator

from campaignkit.models.base import Id, Ids, Model, Names, Words
from campaignkit.models.demand import Standing
from campaignkit.models.target import TargetKind

ParagraphName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]


def _as_list(value: object) -> object:
    return [value] if isinstance(value, str) else value


class When(Model):
    """What must hold of the target for a version to be its own; what is left out may be anything.

    Each takes one text or several, of which one must fit; party, chamber and committee are compared without case.

    Attributes:
        standing: Where the target stands on the demand, as of the date of the document.
        kind: What the target is.
        demand: Ids of the demands that the version is for.
    """

    standing: Annotated[tuple[Standing, ...], BeforeValidator(_as_list)] = ()
    kind: Annotated[tuple[TargetKind, ...], BeforeValidator(_as_list)] = ()
    chamber: Names = ()
    party: Names = ()
    committee: Names = ()
    demand: Ids = ()


class Version(Model):
    """A version of a letter, a petition or a script; of those whose `when` fits a target, the first is taken.

    Attributes:
        when: What must hold of the target.
        template: The name of a template ("letters/company"); the one that would be taken anyway, if left out.
        paragraphs: Files of the campaign's templates/paragraphs/, each put in where a template has a place for it.
    """

    id: Id
    when: When = When()
    template: Words | None = None
    paragraphs: Annotated[tuple[ParagraphName, ...], BeforeValidator(_as_list)] = ()
    note: Words | None = None

    @model_validator(mode="after")
    def _chooses(self) -> Version:
        if not (self.template or self.paragraphs):
            raise ValueError("a version chooses a template, or paragraphs, or both")
        return self
