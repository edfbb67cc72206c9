"""Demand, commitment, and the gap between the two: what is left to ask."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from campaignkit.models.base import Date, Id, Ids, Model, Names, Words
from campaignkit.models.target import TargetKind
from campaignkit.models.translation import DemandTranslation, LanguageTag

Permanence = Literal["permanent", "until-condition", "once"]
Status = Literal["ended", "paused", "conditional", "declined", "none"]
Grade = Literal["own-words", "reported", "absence"]
Standing = Literal["met", "partly", "unmet", "lapsed", "no-evidence", "not-applicable"]


class Demand(Model):
    """What is asked for.

    Attributes:
        ask: An imperative that reads on after "We ask you to".
        practice: What it is about; a commitment with the same practice answers it.
        outcome: What will be the case when it is met.
        scope: How far it reaches; a commitment that names another scope is narrower.
        permanence: "permanent", "until-condition" (a moratorium), or "once" (a single act).
        addressed_to: Kinds of target it can be put to.
        targets: The only targets it can be put to, when it is not all of those kinds.
        made_by: Who makes it; "campaign" where nobody in the documents does.
        statements: What it rests on, strongest first.
        translations: By language; a document in that language needs one.
    """

    id: Id
    title: Words
    ask: Words
    practice: Id
    outcome: Words | None = None
    scope: Words | None = None
    permanence: Permanence | None = None
    addressed_to: tuple[TargetKind, ...] = Field(min_length=1)
    targets: Ids = ()
    made_by: Names = ()
    statements: Ids = ()
    note: Words | None = None
    translations: dict[LanguageTag, DemandTranslation] = Field(default_factory=dict)


class Commitment(Model):
    """What a target has said it will do about a practice.

    Attributes:
        status: "ended", "paused", "conditional", "declined", or "none": a source says that there is no commitment.
        scope: How far it reaches; left out when it is as wide as the demand.
        starts, ends: First and last day on which it holds.
        condition: What has to happen before it ends.
        grade: How it is proved: by the target's own words, by a report, or by a report of absence.
    """

    id: Id
    target: Id
    practice: Id
    status: Status
    scope: Words | None = None
    starts: Date | None = None
    ends: Date | None = None
    condition: Words | None = None
    grade: Grade
    statements: tuple[Id, ...] = Field(min_length=1)
    inferred: Names = ()
    note: Words | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Commitment:
        if self.starts and self.ends and self.ends < self.starts:
            raise ValueError(f"it ends on {self.ends}, before it starts on {self.starts}")
        return self


class Gap(Model):
    """Demand − commitment, for one target as of one date.

    Attributes:
        left: What is still to be asked for, an imperative; None if nothing is.
        reason: Why, in one plain sentence.
        commitment: The commitment that was weighed; None if there is none.
        statements: What proves it.
        grade: How it is proved; None if there is nothing to prove.
        evidence_until: The date of the newest source that bears on it; what came after is not known.
    """

    demand: Id
    target: Id
    as_of: Date
    standing: Standing
    reason: Words
    left: Words | None = None
    commitment: Id | None = None
    statements: Ids = ()
    grade: Grade | None = None
    evidence_until: Date | None = None
