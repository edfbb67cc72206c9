"""`campaignkit outbox`: write documents down for an endpoint, send them, and see what became of each."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import note
from campaignkit.cli.options import IsoDate, json_option
from campaignkit.cli.outgoing import Places, Verbs, endpoints_option, named, outbox_option, plural

if TYPE_CHECKING:
    from campaignkit.models import Document

STATES = ("pending", "leased", "delivered", "uncertain", "parked", "quarantined")


@click.group(cls=Verbs)
def command() -> None:
    """Send letters, petitions and talking points to the endpoints that endpoints.toml names.

    A message is written down before it is sent, and sent until an answer says that it arrived. One that comes twice has
    the same id and the same bytes.
    """


@command.command()
@click.argument("endpoint")
@click.argument("documents", metavar="DOCUMENT.json...", nargs=-1, required=True)
@outbox_option
@endpoints_option
@click.option("--sender", metavar="FILE", help="Who signs, for a sink that records people.")
@click.option("--dedupe-key", metavar="KEY", help="Two messages with one key are one. Default: those of equal bytes.")
def add(
    endpoint: str,
    documents: tuple[str, ...],
    outbox: str | None,
    endpoints: str | None,
    campaign: str | None,
    sender: str | None,
    dedupe_key: str | None,
) -> None:
    """Write documents down for ENDPOINT, all or none. Nothing is sent.

    DOCUMENT.json is what `write -o DOCUMENT.json` made; one whose words were changed since is refused. The ids of the
    messages are printed.
    """
    from campaignkit.cli.runs import tell_disabled
    from campaignkit.cli.senders import read_sender

    places = Places(outbox, endpoints, campaign)
    signer = read_sender(sender) if sender else None
    read = [_document(name) for name in documents]
    with places.open() as opened:
        before = opened.clock()
        ids = opened.enqueue_all(read, endpoint=endpoint, dedupe_key=dedupe_key, sender=signer)
        new = {row.id for row in opened.rows(endpoint=endpoint, since=before, limit=len(ids) + 100)}
        for identity in ids:
            click.echo(identity)
        disabled, held = opened.health(endpoint).disabled, opened.counts().get(endpoint, {})
        there = [opened.show(identity)[0] for identity in dict.fromkeys(ids) if identity not in new]
    for row in there:
        again = places.command(f"outbox replay {named(row.id)} --send")
        note(f"{named(row.id)} was there already ({row.state}); to send it again: {again}")
    if count := len({*ids} & new):
        then = "" if disabled else f" To send: {places.command('outbox run --send')}"
        note(f"{plural(count)} written down for {endpoint}.{then}")
    if disabled:
        tell_disabled(places, endpoint, disabled, held)


def _document(name: str) -> Document:
    from campaignkit.cli.options import standard_input
    from campaignkit.render.tree import from_json, read_document

    return from_json(standard_input()) if name == "-" else read_document(name)


@command.command()
@outbox_option
@endpoints_option
@click.option("--send", is_flag=True, help="Send. Without it, only say what would be sent.")
@click.option("--limit", type=click.IntRange(1), default=1, show_default=True, help="The most messages to try.")
@click.option("--no-limit", is_flag=True, help="Try all that are due.")
@click.option("--endpoint", metavar="ID", help="Only this endpoint.")
@json_option
@click.pass_context
def run(
    ctx: click.Context,
    outbox: str | None,
    endpoints: str | None,
    campaign: str | None,
    send: bool,
    limit: int,
    no_limit: bool,
    endpoint: str | None,
    as_json: bool,
) -> None:
    """Send what is due: with --send. It can be stopped and started again at any time.

    Exit 4 if something did not arrive; it is tried again by a later run, when the line about it says. Without a network
    nothing is lost, and nothing is wrong: exit 0. There is none if no host was found and nothing else was answered.
    """
    from campaignkit.cli.runs import finish, told_run

    places = Places(outbox, endpoints, campaign)
    most = None if no_limit else limit
    with places.open() as opened:
        done = told_run(opened, places, send=send, limit=most, endpoint=endpoint)
        ctx.exit(finish(opened, places, done, most, as_json=as_json))


@command.command("list")
@outbox_option
@click.option("-c", "--campaign", metavar="DIR", help="The campaign beside which the outbox is.")
@click.option("--state", "states", multiple=True, type=click.Choice(STATES), help="Only these; may be repeated.")
@click.option("--endpoint", metavar="ID", help="Only this endpoint.")
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="The newest so many.")
@json_option
def listed(
    outbox: str | None, campaign: str | None, states: tuple[str, ...], endpoint: str | None, limit: int, as_json: bool
) -> None:
    """List messages, newest first, and what became of them."""
    from campaignkit.cli.runs import print_rows

    places = Places(outbox, None, campaign)
    with places.open() as opened:
        print_rows(opened, states, endpoint, limit, as_json=as_json)


@command.command()
@click.argument("message", metavar="ID")
@outbox_option
@click.option("-c", "--campaign", metavar="DIR", help="The campaign beside which the outbox is.")
@click.option("--body", is_flag=True, help="Print the exact bytes of the message, nothing else.")
@json_option
def show(message: str, outbox: str | None, campaign: str | None, body: bool, as_json: bool) -> None:
    """Show a message with every attempt. ID may be cut short, as long as it names one."""
    from campaignkit.cli.runs import print_message

    with Places(outbox, None, campaign).open() as opened:
        if body:
            click.echo(opened.body(message), nl=False)
        else:
            print_message(opened, message, as_json=as_json)


@command.command(short_help="Send messages again: the same id and bytes.")
@click.argument("messages", metavar="[ID]...", nargs=-1)
@outbox_option
@endpoints_option
@click.option("--failed", is_flag=True, help="Those that are uncertain, parked or quarantined.")
@click.option("--since", type=IsoDate(), metavar="DATE", help="Those written down on or after this day.")
@click.option("--endpoint", metavar="ID", help="Of the failed or of those since a day, only those to this endpoint.")
@click.option("--send", is_flag=True, help="Send them now, even if the endpoint rests.")
@click.pass_context
def replay(
    ctx: click.Context,
    messages: tuple[str, ...],
    outbox: str | None,
    endpoints: str | None,
    campaign: str | None,
    failed: bool,
    since: date | None,
    endpoint: str | None,
    send: bool,
) -> None:
    """Make messages due at once, before all others: the same id and the same bytes, whatever became of them.

    With --send they are tried even if their endpoint rests. What goes to an endpoint that is disabled stays as it is:
    exit 4. What was delivered more than a week ago is here no more, and cannot be sent again.
    """
    from campaignkit.cli.replays import tell_replayed
    from campaignkit.cli.runs import finish, told_run

    places = Places(outbox, endpoints, campaign)
    start = datetime(since.year, since.month, since.day).astimezone().timestamp() if since else None
    with places.open() as opened:
        rows = opened.chosen(messages, failed=failed, since=start, endpoint=endpoint)
        ids = opened.make_due(rows, now=send)
        sent = {*ids} if send else set()
        codes = [tell_replayed(opened, places, rows, ids, send=send)]
        for name, count in Counter(row.endpoint for row in rows if row.id in sent).items():
            done = told_run(opened, places, send=True, limit=count, endpoint=name)
            codes.append(finish(opened, places, done, count, as_json=False))
        ctx.exit(max(codes))
