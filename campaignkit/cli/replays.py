"""What `outbox replay` says: what is due now, what stays as it was, and which command sends it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from campaignkit.cli.console import note
from campaignkit.cli.outgoing import Places, fail, plural, when
from campaignkit.cli.runs import DELIVERY_FAILED, tell_disabled

if TYPE_CHECKING:
    from campaignkit.deliver.messages import Row
    from campaignkit.deliver.outbox import Outbox


def tell_replayed(outbox: Outbox, places: Places, rows: Sequence[Row], ids: Sequence[str], *, send: bool) -> int:
    """Tell what became of the messages that were to be due, and return the exit code."""
    due = {*ids}
    left = [row for row in rows if row.id not in due]
    barred = _barred(outbox, places, left)
    missed = len(left) - sum(barred.values())
    if due or not barred:
        note(f"{plural(len(due))} due{_when(outbox, rows, due) or ' at once'}.")
    if missed:
        note(f"{plural(missed)} left as before: being sent just now, or here no more.")
    if due and not send:
        _tell_how(outbox, places, sorted({row.endpoint for row in rows if row.id in due}), len(due))
    return DELIVERY_FAILED if barred else 0


def _barred(outbox: Outbox, places: Places, left: Sequence[Row]) -> Counter[str]:
    """Tell of the endpoints that take nothing, and return how many messages that holds back at each."""
    barred = Counter[str]()
    for name, count in sorted(Counter(row.endpoint for row in left).items()):
        if name not in outbox.endpoints:
            fail(f"No endpoint is named {name!r} any more: {plural(count)} left as before.")
        elif why := outbox.health(name).disabled:
            tell_disabled(places, name, why, outbox.counts()[name])
        else:
            continue
        barred[name] = count
    return barred


def _when(outbox: Outbox, rows: Sequence[Row], due: set[str]) -> str:
    """Return why messages are not due at once, if they all go to endpoints that rest; "" if not."""
    names = {row.endpoint for row in rows if row.id in due}
    rests = [until for name in names if (until := outbox.health(name).paused_until)]
    return f" when {' and '.join(sorted(names))} no longer rests" if names and len(rests) == len(names) else ""


def _tell_how(outbox: Outbox, places: Places, names: Sequence[str], count: int) -> None:
    for name in names:
        if until := outbox.health(name).paused_until:
            note(f"{name} rests until {when(until)}. To end that: {places.command(f'endpoints enable {name}')}")
    note(f"To send: {places.command(f'outbox run --send --limit {count}')}")
