"""Material: what one document can draw on, given a demand, a target and a day. Facts are chosen here, not worded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from campaignkit.asks import evidence_date, gap, gaps
from campaignkit.attribution import speaker, stands_alone
from campaignkit.models.base import Model
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment, Demand, Gap
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement
from campaignkit.models.target import Target

GROUNDS_AT_LEAST, GROUNDS_AT_MOST = 2, 4  # a letter is read to the end when its reasons are few


class Choice(Model):
    """Statements that tell different values of one measure, for a template to show side by side."""

    measure: str
    statements: tuple[Statement, ...]


class Background(Model):
    """What a target has committed to about another practice: context, not an answer to the demand."""

    gap: Gap
    commitment: Commitment


class Withdrawn(Model):
    """What a source has itself taken back or brought up to date: `claim` is not to be repeated, `exact` tells so."""

    source: Source
    claim: str
    exact: str
    corrected: bool


@dataclass(frozen=True)
class Material:
    """The facts that a document of this day may tell: nothing that was said, or taken back, only later."""

    campaign: Campaign
    demand: Demand
    target: Target | None
    day: date

    @cached_property
    def gap(self) -> Gap | None:
        """Where the target stands; None without a target."""
        return gap(self.campaign, self.demand, self.target, self.day) if self.target else None

    @cached_property
    def commitment(self) -> Commitment | None:
        """The commitment that was weighed, if there is one."""
        return self.campaign.commitment(self.gap.commitment) if self.gap and self.gap.commitment else None

    @cached_property
    def proof(self) -> tuple[Statement, ...]:
        """The statements that prove where the target stands."""
        return self._known(self.gap.statements) if self.gap else ()

    @cached_property
    def points(self) -> tuple[Statement, ...]:
        """What the demand rests on, strongest first, without the proof and what is only about other targets."""
        used = {one.id for one in self.proof}
        held = [one for one in self._known(self.demand.statements) if one.id not in used and self._concerns(one)]
        return tuple(_by_turns(self.campaign, held))

    @cached_property
    def voices(self) -> tuple[Statement, ...]:
        """The points that are somebody's own words and read as a sentence."""
        return tuple(one for one in self.points if stands_alone(one))

    @cached_property
    def grounds(self) -> tuple[Statement, ...]:
        """The few points for a letter; one of them can be quoted, if any can.

        Where there are hardly any, what more the sources tell of a commitment that was not made fills up the number.
        """
        first = self.points[:GROUNDS_AT_MOST]
        if self.gap and self.gap.standing == "unmet" and len(first) < GROUNDS_AT_LEAST:
            first = (*first, *self.proof[1:])[:GROUNDS_AT_LEAST]
        if self.voices and not any(one in first for one in self.voices):
            return (*first[:-1], self.voices[0])
        return first

    @cached_property
    def voice(self) -> Statement | None:
        """The one of the grounds that is to be told in the speaker's own words."""
        return next((one for one in self.grounds if one in self.voices), None)

    @cached_property
    def headline(self) -> Statement | None:
        """The statement to tell where there is time for one: the strongest that has a figure, else the strongest."""
        held = [one for one in self._known(self.demand.statements) if self._concerns(one)]
        if self.gap and self.gap.standing == "met":
            held = list(self.proof)
        return next((one for one in held if one.figure), next(iter(held), None))

    @cached_property
    def answers(self) -> tuple[Statement, ...]:
        """What is said against the demand; what concerns the target first."""
        against = self._known(one.id for one in self.campaign.statements if self.demand.id in one.opposes)
        return tuple(sorted(against, key=lambda one: not self._concerns(one)))

    @cached_property
    def record(self) -> tuple[Statement, ...]:
        """What the target itself has said or done, as the sources tell it, that bears on the demand or on no other."""
        if self.target is None:
            return ()
        told = set(self.demand.statements) | {one.id for one in self.proof}
        about = (one for one in self.campaign.statements if self.target.id in one.about and one.id not in told)
        bearing = (one.id for one in about if self._names_no_other(one) and self._bears(one) and one.summary)
        return self._known(bearing)

    @cached_property
    def conflicts(self) -> tuple[Choice, ...]:
        """The measures for which the statements of this demand tell different values."""
        measures: dict[str, list[Statement]] = {}
        for one in self._known(one.id for one in self.campaign.statements if one.figure):
            measures.setdefault(_figure(one)[0], []).append(one)
        mine = {one.id for one in self._known(self.demand.statements) if self._concerns(one)}
        return tuple(
            Choice(measure=measure, statements=tuple(sorted(told, key=_figure)))
            for measure, told in measures.items()
            if len(set(map(_figure, told))) > 1 and mine & {one.id for one in told}
        )

    @cached_property
    def background(self) -> tuple[Background, ...]:
        """What the target has committed to about other practices, where it has not about this one."""
        if self.target is None or all(one.id != self.target.id for one in self.campaign.targets):
            return ()
        told = {one.id for one in (*self.proof, *self.grounds)}
        seen: dict[str, Background] = {}
        for other in gaps(self.campaign, target=self.target.id, as_of=self.day):
            if other.commitment and other.demand != self.demand.id and other.standing in ("met", "partly", "lapsed"):
                held = self.campaign.commitment(other.commitment)
                if held.statements[0] not in told:
                    seen.setdefault(held.statements[0], Background(gap=other, commitment=held))
        return tuple(seen.values())

    @cached_property
    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """What the sources of this demand have taken back or brought up to date by that day."""
        used = {self.campaign.statement(one).source for one in self.demand.statements}
        sources = [one for one in self.campaign.sources if one.id in used]
        notices = [(one, note.withdraws, note.exact, note.dated, True) for one in sources for note in one.corrections]
        notices += [(one, note.replaces, note.exact, note.dated, False) for one in sources for note in one.updates]
        return tuple(
            Withdrawn(source=source, claim=claim, exact=exact, corrected=corrected)
            for source, claim, exact, dated, corrected in notices
            if dated is None or dated <= self.day
        )

    def _known(self, wanted: Iterable[str]) -> tuple[Statement, ...]:
        """Return these statements, without those that were made after the date of the document."""
        held = (self.campaign.statement(one) for one in wanted)
        return tuple(one for one in held if (evidence_date(self.campaign, one) or date.min) <= self.day)

    def _concerns(self, statement: Statement) -> bool:
        """Whether a statement may be held up to the target: one company does not answer for another.

        A legislature may be told what concerns another one: a city can do what other cities have done.
        """
        if self.target is None or self.target.kind == "legislature" or self.target.id in statement.about:
            return True
        family = {self.target.parent, *(one.id for one in self.campaign.targets if one.parent == self.target.id)}
        return self._names_no_other(statement) or bool(family & set(statement.about))

    def _names_no_other(self, statement: Statement) -> bool:
        """Whether a statement is about no other target of the same kind."""
        others = (self.campaign.target(one) for one in statement.about if not self.target or one != self.target.id)
        return all(self.target is None or one.kind != self.target.kind for one in others)

    def _bears(self, statement: Statement) -> bool:
        """Whether a statement bears on this demand by its own words, or has been given to no demand at all."""
        given = {*statement.supports, *statement.opposes}
        return not given or (self.demand.id in given and not {"supports", "opposes"} & set(statement.inferred))


def _figure(statement: Statement) -> tuple[str, float]:
    return (statement.figure.measure, statement.figure.value) if statement.figure else ("", 0)


def _by_turns(campaign: Campaign, statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, strongest first, so that the same voice does not speak twice running where it need not."""
    waiting, ordered = list(statements), list[Statement]()
    while waiting:
        last = speaker(campaign, ordered[-1]) if ordered else None
        ordered.append(next((one for one in waiting if speaker(campaign, one) != last), waiting[0]))
        waiting.remove(ordered[-1])
    return ordered
