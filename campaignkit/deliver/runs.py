"""Run: what a run of the outbox came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaignkit.deliver.local import is_offline
from campaignkit.deliver.messages import Leased, Outcome, Row, State
from campaignkit.errors import Problem


@dataclass
class Run:
    """What a run came to, or with `sent` false, what it would have sent.

    Attributes:
        sent: Whether anything was to be sent at all.
        planned: Of a dry run: the messages that are next, as many as would be sent.
        delivered: How many arrived.
        failures: The messages that did not arrive, with what became of them.
        unreached: Those for which no host or network was found, while nothing else was answered: this computer seems
            to have no network. Beside an answer, they are failures.
        waiting: How many are still due, by endpoint.
        disabled: Endpoints to which nothing is sent any more, and why.
        parked: How many messages of those are parked.
        paused: Endpoints that asked us to wait, and until when (seconds since 1970).
        unusable: Endpoints that have messages and cannot be used, and what is wrong.
        gone: Endpoints that have messages and are in the endpoints file no more; how many.
        taken: How many became uncertain or quarantined without being tried: the worker that had them died, or their
            stored bytes were changed.
        held: How many a worker holds that may still be running, and `held_until` when the first of them is free.
        interrupted: Whether it was stopped before its end.
    """

    sent: bool
    planned: list[Row] = field(default_factory=list)
    delivered: int = 0
    failures: list[tuple[Leased, Outcome]] = field(default_factory=list)
    unreached: list[tuple[Leased, Outcome]] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)
    disabled: dict[str, str] = field(default_factory=dict)
    parked: dict[str, int] = field(default_factory=dict)
    paused: dict[str, float] = field(default_factory=dict)
    unusable: dict[str, Problem] = field(default_factory=dict)
    gone: dict[str, int] = field(default_factory=dict)
    taken: dict[State, int] = field(default_factory=dict)
    held: int = 0
    held_until: float | None = None
    interrupted: bool = False

    def count(self, message: Leased, outcome: Outcome) -> None:
        """Take note of an outcome that was recorded."""
        if outcome.state == "delivered":
            self.delivered += 1
        elif is_offline(outcome):
            self.unreached.append((message, outcome))
        else:
            self.failures.append((message, outcome))

    def judge(self, *, network: bool) -> None:
        """Count what was unreached as failed if there is a network after all."""
        if network:
            self.failures += self.unreached
            self.unreached = []

    @property
    def offline(self) -> int:
        """How many could not be tried, since this computer seems to have no network."""
        return len(self.unreached)

    @property
    def stuck(self) -> bool:
        """Whether messages wait that cannot go before a person does something about their endpoint."""
        return bool(self.gone) or any(self.waiting.get(name) for name in self.disabled)

    @property
    def tried(self) -> int:
        """How many messages were tried."""
        return self.delivered + self.offline + len(self.failures)
