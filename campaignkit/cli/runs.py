"""How `outbox` tells of messages: what a run did, a table of them, and one with all its attempts."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from campaignkit.cli.console import (
    Column,
    headline,
    is_terminal,
    note,
    print_fields,
    print_json,
    print_table,
    say,
    visible,
)
from campaignkit.cli.outgoing import Places, fail, iso, named, plural, short, wait, warn, when

if TYPE_CHECKING:
    from campaignkit.deliver.messages import Attempt, Leased, Outcome, Row, State
    from campaignkit.deliver.outbox import Outbox
    from campaignkit.deliver.runs import Run

TOLD_AT_MOST = 20  # failures that are told one by one
ANSWER_SHOWN = 500  # characters of what a receiver answered
DELIVERY_FAILED, UNUSABLE, INTERRUPTED = 4, 3, 130


def told_run(outbox: Outbox, places: Places, *, send: bool, limit: int | None, endpoint: str | None) -> Run:
    """Run the outbox, with a line that counts in a terminal; when it is stopped, say how far it came."""
    from campaignkit.deliver.runs import Run

    for name in [endpoint] if endpoint else outbox.store.waiting(outbox.clock()):
        warn(outbox.endpoints, name)
    seen = Run(send)

    def watch(message: Leased, outcome: Outcome) -> None:
        seen.count(message, outcome)
        if is_terminal(err=True):
            click.echo(
                f"\r{seen.delivered:,} delivered, {seen.tried - seen.delivered:,} did not arrive ", nl=False, err=True
            )

    try:
        return outbox.run(send=send, limit=limit, endpoint=endpoint, progress=watch)
    except KeyboardInterrupt:
        _end_line(seen)
        seen.judge(network=bool(seen.delivered or seen.failures))
        _tell_failures(outbox, places, seen)
        note(f"Stopped: {plural(seen.delivered)} delivered. To go on: {places.command('outbox run --send')}")
        raise
    finally:
        _end_line(seen)


def _end_line(seen: Run) -> None:
    if seen.tried and is_terminal(err=True):
        click.echo("\r\x1b[K", nl=False, err=True)


def finish(outbox: Outbox, places: Places, done: Run, limit: int | None, *, as_json: bool) -> int:
    """Tell what a run did, and return its exit code."""
    if done.sent:
        _tell_failures(outbox, places, done)
        _tell_taken(places, done)
    _tell_endpoints(places, done)
    if as_json:
        print_json(_run_as_json(done))
    elif done.sent:
        _tell_sent(outbox, places, done)
    else:
        _tell_planned(outbox, places, done, limit)
    if done.interrupted:
        note(f"Stopped. To go on: {places.command('outbox run --send')}")
        return INTERRUPTED
    return DELIVERY_FAILED if done.failures or done.taken or done.stuck else UNUSABLE if done.unusable else 0


def _tell_failures(outbox: Outbox, places: Places, done: Run) -> None:
    for message, outcome in done.failures[:TOLD_AT_MOST]:
        label = outbox.show(message.id)[0].label
        name = f"“{label}” ({named(message.id)})" if label else named(message.id)
        lines = [f"{message.endpoint}: {name} did not arrive. {outcome.note}", f"  {_next(outcome)}"]
        cure = f"When {message.endpoint} is in use again" if message.endpoint in done.disabled else _cure(outcome)
        lines.append(f"  {cure}: {places.command(f'outbox replay {named(message.id)} --send')}")
        fail("\n".join(lines))
    if (more := len(done.failures) - TOLD_AT_MOST) > 0:
        note(f"… and {plural(more)} more: campaignkit outbox list")


def _tell_taken(places: Places, done: Run) -> None:
    """Say what was put aside without being tried: a worker had died with it, or its bytes were changed."""
    told = {"uncertain": "may have arrived: no answer was recorded", "quarantined": "cannot be sent"}
    for state, count in sorted(done.taken.items()):
        look = places.command(f"outbox list --state {state}")
        fail(f"{plural(count)} {told[state]}. Put aside, and not tried again by itself.\n  To look: {look}")


def _next(outcome: Outcome) -> str:
    match outcome.state:
        case "pending" if outcome.due:
            return f"It is tried again from {when(outcome.due)}, by the first run after that."
        case "uncertain":
            return "It may have arrived; it is held, and not tried again by itself. Look at the receiver first."
        case _:
            return "It is not tried again by itself."


def _cure(outcome: Outcome) -> str:
    return "To try now" if outcome.state == "pending" else "To send it all the same"


def _tell_endpoints(places: Places, done: Run) -> None:
    """Say what a person must know after every run."""
    for name, why in sorted(done.disabled.items()):
        tell_disabled(places, name, why, {"pending": done.waiting.get(name, 0), "parked": done.parked[name]})
    for name, problem in sorted(done.unusable.items()):
        fail(f"{problem}\n  {wait(done.waiting.get(name, 0))} for {name}.")
    for name, count in sorted(done.gone.items()):
        done_with = "parked" if done.sent else "would be parked"
        again = places.command(f"outbox replay --failed --endpoint {shlex.quote(name)}")
        lines = [f"No endpoint is named {name!r} any more: {plural(count)} {done_with}."]
        fail("\n".join([*lines, f"  Write it into the endpoints file again, and then: {again}"]))
    for name, until in sorted(done.paused.items()):
        note(f"{name} rests until {when(until)}: it did not answer, or asked us to wait.")


def tell_disabled(places: Places, name: str, why: str, held: Mapping[State, int]) -> None:
    """Say that nothing is sent to an endpoint, what lies there, and what ends it."""
    waiting, parked = held.get("pending", 0), held.get("parked", 0)
    told = [wait(waiting)] if waiting else []
    told += [f"{plural(parked)} {'is' if parked == 1 else 'are'} parked"] if parked else []
    lies = f"\n  {', '.join(told)}." if told else ""
    again = places.command(f"endpoints enable {name}")
    fail(f"{name}: disabled, and nothing is sent there. {why}{lies}\n  When it is in order: {again}")


def _tell_sent(outbox: Outbox, places: Places, done: Run) -> None:
    waiting = sum(done.waiting.values())
    if not done.tried:
        say(f"Nothing was due{_later(outbox, done)}.")
        return
    parts = [f"{done.delivered:,} delivered"]
    parts += [f"{len(done.failures):,} did not arrive"] if done.failures else []
    say(f"{', '.join(parts)}, {waiting:,} waiting.")
    if done.offline:
        _tell_offline(places, sorted({message.endpoint for message, _ in done.unreached}), waiting)
    elif waiting and not done.failures:
        note(f"To go on: {places.command('outbox run --send')} (--no-limit for all that are due)")


def _tell_offline(places: Places, names: list[str], waiting: int) -> None:
    """Say that there seems to be no network; not which host was not found, since it may be a secret."""
    note(f"This computer seems to have no network; {plural(waiting)} waiting, and nothing is lost.")
    tests = ", ".join(places.command(f"endpoints test {name}") for name in names)
    note(f"  Not found: the host of {', '.join(names)}. A misspelt host name looks the same: {tests}")


def _later(outbox: Outbox, done: Run) -> str:
    """Return how many wait, and for what."""
    waiting = sum(done.waiting.values())
    due = outbox.store.next_due() if waiting else None
    told = "" if due is None or due <= outbox.clock() else f", the next of them due at {when(due)}"
    if done.held and done.held_until:
        told += f"; {done.held:,} of them held by a worker, which may have ended, until {when(done.held_until)}"
    return f"; {waiting:,} waiting{told}"


def _tell_planned(outbox: Outbox, places: Places, done: Run, limit: int | None) -> None:
    waiting = sum(done.waiting.values())
    if not done.planned:
        say(f"Nothing is due{_later(outbox, done)}.")
        return
    note(f"Dry run; {plural(len(done.planned))} of {waiting:,} would be sent:")
    columns = [Column("ID", style="bold"), Column("Endpoint"), Column("Bytes", right=True), Column("Message", "cut")]
    print_table(columns, [[short(row.id), row.endpoint, f"{row.size:,}", row.label] for row in done.planned])
    words = "outbox run --send" + (" --no-limit" if limit is None else f" --limit {limit}" if limit > 1 else "")
    note(f"To send: {places.command(words)}")


def _run_as_json(done: Run) -> dict[str, Any]:
    failures = [
        {"message": message.id, "endpoint": message.endpoint, "state": one.state, "status": one.status,
         "note": one.note, "due": iso(one.due)}
        for message, one in done.failures
    ]  # fmt: skip
    return {
        "sent": done.sent,
        "delivered": done.delivered,
        "failures": failures,
        "offline": done.offline,
        "planned": [row_as_json(row) for row in done.planned],
        "waiting": done.waiting,
        "disabled": done.disabled,
        "parked": done.parked,
        "paused": {name: iso(until) for name, until in done.paused.items()},
        "unusable": {name: problem.what for name, problem in done.unusable.items()},
        "gone": done.gone,
        "taken": done.taken,
        "held": done.held,
        "held_until": iso(done.held_until),
    }


def row_as_json(row: Row) -> dict[str, Any]:
    """Return a message as JSON has it."""
    return {
        "id": row.id,
        "endpoint": row.endpoint,
        "state": row.state,
        "label": row.label,
        "sha256": row.sha256,
        "bytes": row.size,
        "dedupe_key": row.dedupe_key,
        "created": iso(row.created),
        "due": iso(_due(row)) if row.state == "pending" else None,
        "attempts": row.attempts,
        "note": row.note,
    }


def _due(row: Row) -> float:
    """Return when a message is due; one that is due before all others has been since it was written down."""
    return max(row.due, row.created)


def print_rows(outbox: Outbox, states: tuple[str, ...], endpoint: str | None, limit: int, *, as_json: bool) -> None:
    """Print messages as a table, or as JSON."""
    wanted: list[State] = list(states)  # type: ignore[arg-type]  # click has seen to it
    rows = outbox.rows(states=wanted, endpoint=endpoint, limit=limit)
    if as_json:
        print_json({"messages": [row_as_json(row) for row in rows]})
        return
    columns = [
        Column("ID", style="bold"), Column("Endpoint"), Column("State"), Column("Tries", right=True),
        Column("Next", "wrap"), Column("Message", "cut"), Column("Last", "wrap"),
    ]  # fmt: skip
    print_table(columns, [_row(row, outbox.clock()) for row in rows])
    counts = {state: sum(held.get(state, 0) for held in outbox.counts().values()) for state in _STATES}
    note(", ".join(f"{count:,} {state}" for state, count in counts.items() if count) or "The outbox is empty.")


_STATES: tuple[State, ...] = ("pending", "leased", "delivered", "uncertain", "parked", "quarantined")


def _row(row: Row, now: float) -> list[str]:
    due = "" if row.state != "pending" else "now" if row.due <= now else when(row.due)
    return [short(row.id), row.endpoint, row.state, str(row.attempts), due, row.label, row.note]


def print_message(outbox: Outbox, wanted: str, *, as_json: bool) -> None:
    """Print a message with every attempt."""
    row, attempts = outbox.show(wanted)
    if as_json:
        print_json({**row_as_json(row), "tries": [_attempt_as_json(one) for one in attempts]})
        return
    headline(row.id)
    held = row_as_json(row)
    shown = {**held, "created": when(row.created), "due": held["due"] and when(_due(row))}
    print_fields((name, f"{value}") for name, value in shown.items() if name != "id" and value not in (None, ""))
    for one in attempts:
        status = f", status {one.status}" if one.status else ""
        say()
        say(f"Attempt {one.number}, {when(one.started)}, {one.seconds:.2f} s{status}: {one.state}")
        say(f"  {one.note}")
        if one.answer:
            say(f"  Answer: {_answer(one)}")


def _answer(attempt: Attempt) -> str:
    text = visible(attempt.answer.decode("utf-8", "replace"))
    cut = text if len(text) <= ANSWER_SHOWN else f"{text[:ANSWER_SHOWN]}…"
    return json.dumps(cut, ensure_ascii=False)


def _attempt_as_json(one: Attempt) -> dict[str, Any]:
    return {
        "number": one.number,
        "started": iso(one.started),
        "seconds": round(one.seconds, 3),
        "state": one.state,
        "status": one.status,
        "note": one.note,
        "answer": one.answer.decode("utf-8", "replace"),
    }
