"""`campaignkit endpoints`: where messages may go, whether that works, and what was switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import Column, note, print_json, print_table, say
from campaignkit.cli.options import json_option
from campaignkit.cli.outgoing import Places, Verbs, endpoints_option, iso, outbox_option, plural, warn, when

if TYPE_CHECKING:
    from campaignkit.deliver.endpoints import Endpoint, Endpoints
    from campaignkit.deliver.messages import Health
    from campaignkit.deliver.ping import Pinged


@click.group(cls=Verbs)
def command() -> None:
    """Show, test and re-enable the endpoints that endpoints.toml names. No secret is ever shown."""


@command.command("list", short_help="List the endpoints and what is wrong with them.")
@outbox_option
@endpoints_option
@json_option
def listed(outbox: str | None, endpoints: str | None, campaign: str | None, as_json: bool) -> None:
    """List the endpoints, and what is wrong with those that cannot be used.

    Those that are disabled or rest are said to be so if there is an outbox; none is made.
    """
    places = Places(outbox, endpoints, campaign)
    held = places.read()
    warn(held)
    healths = _healths(places, held)
    if as_json:
        print_json({"endpoints": [{**_as_json(name, held), **_health_as_json(healths.get(name))} for name in held]})
        return
    columns = [Column("ID", style="bold"), *map(Column, ("Sink", "Signed", "Ambiguous", "State"))]
    columns[-1] = Column("State", "wrap")
    print_table(columns, [_row(name, held, healths.get(name)) for name in held])


def _healths(places: Places, held: Endpoints) -> dict[str, Health]:
    """Return how each endpoint does; of none if there is no outbox, or it cannot be read, which is said."""
    from campaignkit.errors import CampaignKitError

    try:
        if not places.has_outbox():
            return {}
        with places.open() as opened:
            return {name: opened.health(name) for name in held}
    except CampaignKitError as error:
        note(f"Warning: whether an endpoint is disabled or rests is not known. {error}")
        return {}


def _health_as_json(health: Health | None) -> dict[str, object]:
    return {"disabled": health.disabled, "paused_until": iso(health.paused_until)} if health else {}


def _state(health: Health | None) -> str:
    if health and health.disabled:
        return f"disabled: {health.disabled}"
    return f"rests until {when(health.paused_until)}" if health and health.paused_until else "in order"


def _row(name: str, held: Endpoints, health: Health | None) -> list[str]:
    if problem := held.unusable.get(name):
        return [name, "", "", "", problem.what.partition(": ")[2]]
    one = held[name]
    return [name, one.sink, str(len(one.keys) or "no"), one.ambiguous, _state(health)]


def _as_json(name: str, held: Endpoints) -> dict[str, object]:
    if problem := held.unusable.get(name):
        return {"id": name, "usable": False, "problem": problem.what, "where": problem.where, "hint": problem.hint}
    one: Endpoint = held[name]
    return {
        "id": name,
        "usable": True,
        "sink": one.sink,
        "keys": len(one.keys),
        "headers": sorted(one.headers),
        "ambiguous": one.ambiguous,
        "rate": one.rate,
        "concurrency": one.concurrency,
        "deadline": one.deadline,
        "allow_private": [str(network) for network in one.allow_private],
    }


@command.command(short_help="Send a signed ping to an endpoint.")
@click.argument("endpoint", metavar="ID")
@endpoints_option
def test(endpoint: str, endpoints: str | None, campaign: str | None) -> None:
    """Send a signed ping to an endpoint: no document, no outbox, one try. Exit 4 if it does not arrive."""
    from campaignkit.deliver.ping import ping

    places = Places(None, endpoints, campaign)
    held = places.read()
    one = held[endpoint]
    warn(held, endpoint)
    _tell(ping(one), one, places)


def _tell(pinged: Pinged, endpoint: Endpoint, places: Places) -> None:
    from campaignkit.errors import DeliveryError

    signed = f"signed by {len(endpoint.keys)} key{'s'[: len(endpoint.keys) != 1]}" if endpoint.keys else "not signed"
    if not pinged.delivered:
        hint = f"Try again: {places.command(f'endpoints test {endpoint.id}')}"
        raise DeliveryError(f"The ping did not arrive. {pinged.note}", endpoint.id, hint)
    say(f"{endpoint.id}: {pinged.note} ({pinged.seconds:.2f} s, {signed})")


@command.command(short_help="Use an endpoint again that was disabled.")
@click.argument("endpoint", metavar="ID")
@outbox_option
@endpoints_option
def enable(endpoint: str, outbox: str | None, endpoints: str | None, campaign: str | None) -> None:
    """Use an endpoint again that was disabled, since it answered 410 or did nothing but fail for 120 hours."""
    places = Places(outbox, endpoints, campaign)
    with places.open() as opened:
        if endpoint not in opened.endpoints:
            opened.endpoints[endpoint]  # which raises
        why = opened.enable(endpoint)
        held = opened.counts().get(endpoint, {})
    note(f"{endpoint} is in use again. {why}" if why else f"{endpoint} was in use already; it rests no longer.")
    if parked := held.get("parked", 0):
        again = places.command(f"outbox replay --failed --endpoint {endpoint} --send")
        note(f"To send {plural(parked)} parked: {again}")
    if waiting := held.get("pending", 0):
        note(f"To send {plural(waiting)} waiting: {places.command(f'outbox run --send --endpoint {endpoint}')}")
