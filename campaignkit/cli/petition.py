"""`campaignkit petition`: from a text that is opened to signatures that are handed over, and then forgotten."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from campaignkit.cli.console import note, say
from campaignkit.cli.options import IsoDate, campaign_option, documents_option, json_option, once
from campaignkit.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from campaignkit.models import Document

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class _InOrder(click.Group):
    """Lists its commands in the order in which they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.commands)


@click.group(cls=_InOrder)
def command() -> None:
    """Take a petition from its start to its hand-over.

    Signatures are kept in one file, petitions.sqlite, in the campaign's folder: only its owner can read it, and git
    ignores it. What is shown of a signer, here and in what is handed over, is what the signer has agreed to.
    """


def petition_options(decorated: Decorated) -> Decorated:
    """Add -c, --file and --petition: where the signatures are, and of which petition."""
    for option in (
        click.option("--petition", metavar="NAME", help="Which petition. Default: the only one."),
        click.option(
            "--file", type=click.Path(path_type=Path), help="The file of petitions. Default: petitions.sqlite."
        ),
        campaign_option,
    ):
        decorated = option(decorated)
    return decorated


def version_option(decorated: Decorated) -> Decorated:
    """Add --version: of the text."""
    told = "Which version of the text. Default: the one that is being signed."
    return click.option("--version", "number", type=int, metavar="N", help=told)(decorated)


@command.command("open", short_help="Open a text for signatures.")
@click.argument("document", metavar="[PETITION.json]", required=False)
@petition_options
@click.option("--demand", metavar="ID", help="Compose and check the petition for this demand, in place of a file.")
@click.option("--target", metavar="ID", help="Whom it is put to.")
@click.option("--sender", metavar="FILE", help="Who brings it: a TOML file.")
@click.option("--date", "day", type=IsoDate(), metavar="DATE", help="The date it bears. Default: today.")
@click.option("--opened", type=IsoDate(), metavar="DATE", help="Since when it can be signed. Default: today.")
@documents_option
def open_(
    document: str | None,
    campaign: str | None,
    file: Path | None,
    petition: str | None,
    demand: str | None,
    target: str | None,
    sender: str | None,
    day: date | None,
    opened: date | None,
    documents: Path | None,
) -> None:
    """Open a text for signatures: a petition that `campaignkit write petition -o PETITION.json` wrote, or --demand.

    The text is locked by its sha256, and every signature is bound to it. Another text under the same name opens a new
    version; the same text again changes nothing.
    """
    from campaignkit.cli import petition_files, petition_views
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.petitions import find_petition, open_petition

    if (document is None) == (demand is None):
        raise UsageError("Which text? Name a file, or a --demand to compose it for.", "petition open")
    held = _read(document) if document else _composed(campaign, str(demand), target, sender, day, documents)
    path = petition_files.ledger_path(campaign, file)
    with open_ledger(path, create=True) as ledger:
        version, what = open_petition(ledger, held, name=petition, opened=opened or petition_files.today())
        before = find_petition(ledger, version.petition)
    petition_views.print_opening(version, what, before, path)


def _read(document: str) -> Document:
    from campaignkit.cli.options import standard_input
    from campaignkit.render.tree import from_json, read_document

    return from_json(standard_input()) if document == "-" else read_document(document)


def _composed(
    campaign: str | None, demand: str, target: str | None, sender: str | None, day: date | None, documents: Path | None
) -> Document:
    from campaignkit.cli.options import open_campaign
    from campaignkit.cli.senders import read_sender
    from campaignkit.cli.write import refuse_errors
    from campaignkit.composer import compose

    opened = open_campaign(campaign)
    signer = read_sender(sender) if sender else None
    document = compose(
        opened.campaign, "petition", demand=demand, target=target, date=day, sender=signer, folder=opened.folder
    )
    refuse_errors(document, opened, documents)
    return document


@command.command("import", short_help="Take signatures in from a file, or a count from paper.")
@click.argument("source", metavar="[FILE]", type=click.Path(path_type=Path), required=False)
@petition_options
@click.option("--version", "number", type=int, metavar="N", help="The version they signed. Default: told by the day.")
@click.option("--agreed", metavar="TEXT", help="Where all of them agreed that their names are shown.")
@click.option("--dates", type=click.Choice(["dmy", "mdy"]), help="How days such as 06/12/2026 are to be read.")
@click.option("--column", "told", multiple=True, metavar="FIELD=HEADER", help="What a column holds. May be repeated.")
@click.option("--paper", type=int, metavar="N", help="Add a count of signatures on paper, in place of a file.")
@click.option("--place", default="", help="With --paper: where they were collected.")
@click.option("--note", "remark", default="", help="With --paper: what tells these sheets from others of that place.")
@json_option
def import_(
    source: Path | None,
    campaign: str | None,
    file: Path | None,
    petition: str | None,
    number: int | None,
    agreed: str | None,
    dates: Any,
    told: tuple[str, ...],
    paper: int | None,
    place: str,
    remark: str,
    as_json: bool,
) -> None:
    """Take in signatures from a CSV, XLSX or OSDI JSON file ("-" is standard input), or a count of those on paper.

    All of the file is taken in, or nothing. Every row is added, a duplicate, rejected or empty; the same file again
    adds nothing. Rows that look odd are added and flagged: see `campaignkit petition weed`.

    Who has not agreed that their name is shown is counted, and is shown as "A supporter". Where every row was rejected,
    the exit code is 1.
    """
    from campaignkit.cli import petition_files, petition_views
    from campaignkit.signatures.importing import Choices, add_paper, import_signatures
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.petitions import find_version
    from campaignkit.signatures.reading import read_table

    if (source is None) == (paper is None):
        raise UsageError("What is to be taken in? Name a file, or say --paper N.", "petition import")
    path, today = petition_files.ledger_path(campaign, file), petition_files.today()
    if paper is not None:
        if not place.strip():
            raise UsageError("Where were they collected?", "--place", "Say --place TOWN; --note tells sheets apart.")
        with open_ledger(path) as ledger:
            version = find_version(ledger, petition, number)
            new = add_paper(ledger, version, paper, place=place.strip(), note=remark.strip(), today=today)
        petition_views.print_paper(version, paper, place.strip(), new=new)
        return
    choices = Choices(today=today, version=number, agreed=agreed, slashed=dates)
    from_stdin = str(source) == "-"
    held = petition_files.standard_input_as_file() if from_stdin else nullcontext(Path(source or ""))
    with held as source:
        table = read_table(source, told=_columns(told))
        if not as_json:
            petition_views.print_columns(table, "standard input" if from_stdin else str(source))
        with open_ledger(path) as ledger, petition_files.Progress() as progress:
            intake = import_signatures(ledger, table, petition, choices, progress=progress)
    petition_views.print_intake(intake, table, agreed=agreed is not None, as_json=as_json)
    if intake.rejected and intake.rejected == intake.read - intake.empty:
        click.get_current_context().exit(1)


def _columns(told: tuple[str, ...]) -> dict[str, str]:
    for one in told:
        if "=" not in one:
            raise UsageError(f"{one!r} does not say what a column holds.", "--column", "Write FIELD=HEADER.")
    return {field.strip(): name for field, _, name in (one.partition("=") for one in told)}


@command.command(short_help="List what is flagged, and decide on it by hand.")
@click.argument("ids", type=int, nargs=-1, metavar="[ID]...")
@petition_options
@version_option
@click.option("--restore", is_flag=True, help="Count these again.")
@click.option("--keep", is_flag=True, help="These are in order: they count, and are listed no more.")
@click.option("--reason", default="", help="Why; it is kept.")
@click.option("--decisions", is_flag=True, help="Show what was decided, and why.")
@json_option
def weed(
    ids: tuple[int, ...],
    campaign: str | None,
    file: Path | None,
    petition: str | None,
    number: int | None,
    restore: bool,
    keep: bool,
    reason: str,
    decisions: bool,
    as_json: bool,
) -> None:
    """List the signatures that are flagged, or decide on some by their ids: weed, --restore or --keep, with a --reason.

    Nothing is ever weeded but by hand, and nothing that is weeded is deleted: it is counted and handed over no more.
    """
    from campaignkit.cli import petition_files, petition_views
    from campaignkit.signatures import counting, weeding
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.petitions import find_petition, find_version

    if restore and keep:
        raise UsageError("A signature is restored or kept.", "--restore, --keep", "Leave one of the two out.")
    if (restore or keep or reason) and not ids:
        raise UsageError("Which signatures? Name their ids.", "petition weed")
    with open_ledger(petition_files.ledger_path(campaign, file)) as ledger:
        version = find_version(ledger, petition, number)
        if ids:
            act: weeding.Act = "restore" if restore else "keep" if keep else "weed"
            changed = weeding.decide(ledger, version, act, ids, reason=reason, today=petition_files.today())
        elif decisions:
            petition_views.print_decisions(weeding.decisions(ledger, version), as_json=as_json)
        else:
            others = [counting.tally(ledger, one) for one in find_petition(ledger, petition) if one.id != version.id]
            petition_views.print_suspects(weeding.suspects(ledger, version), others, as_json=as_json)
    if ids:
        told = {"weed": "weeded", "restore": "restored", "keep": "kept"}[act]
        say(f"{petition_views.counted(len(set(ids)), 'signature')} {told}.")
        if act != "keep" and changed < len(set(ids)):
            note(f"{len(set(ids)) - changed} of them were so before; the reason is kept all the same.")


@command.command(short_help="Show how many have signed, by version, place and week.")
@petition_options
@version_option
@json_option
def counts(campaign: str | None, file: Path | None, petition: str | None, number: int | None, as_json: bool) -> None:
    """Show how many have signed: by version, and for one version by place and by week."""
    from campaignkit.cli import petition_files, petition_views
    from campaignkit.signatures import counting
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.petitions import find_petition, find_version

    with open_ledger(petition_files.ledger_path(campaign, file)) as ledger:
        tallies = [counting.tally(ledger, one) for one in find_petition(ledger, petition)]
        version = find_version(ledger, petition, number)
        places, weeks = counting.places(ledger, version), counting.weeks(ledger, version)
    petition_views.print_counts(tallies, version, places, weeks, as_json=as_json)


@command.command(short_help="List the comments that may be shown.")
@petition_options
@version_option
@json_option
def comments(campaign: str | None, file: Path | None, petition: str | None, number: int | None, as_json: bool) -> None:
    """List the comments that may be shown, with the ids by which `packet --comments` chooses them."""
    from campaignkit.cli import petition_files, petition_views
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.petitions import find_version
    from campaignkit.signatures.signers import with_comments, without_contact

    with open_ledger(petition_files.ledger_path(campaign, file)) as ledger:
        held = [without_contact(one) for one in with_comments(ledger, find_version(ledger, petition, number))]
    petition_views.print_comments(held, as_json=as_json)


@command.command(short_help="Make the PDF that is handed over.")
@petition_options
@version_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    multiple=True,
    callback=once,
    help="The PDF file to write.",
)
@click.option("--comments", "ids", metavar="FILE", help="Ids of comments to print, one a line; - is standard input.")
@click.option("--no-names", is_flag=True, help="Leave the list of names out.")
@click.option("--date", "day", type=IsoDate(), metavar="DATE", help="The date it bears. Default: today.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def packet(
    campaign: str | None,
    file: Path | None,
    petition: str | None,
    number: int | None,
    output: Path,
    ids: str | None,
    no_names: bool,
    day: date | None,
    force: bool,
) -> None:
    """Make the delivery packet: the petition with its sources, counts by place, comments, and who has signed.

    Of a signer it shows name and town. No e-mail address of a signer is in it.
    """
    from campaignkit.cli import petition_files, petition_views
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.packet import make_packet
    from campaignkit.signatures.petitions import find_version

    petition_files.refuse(output, ".pdf", force=force)
    chosen = petition_files.read_ids(ids) if ids else ()
    note("Setting the packet …")
    with open_ledger(petition_files.ledger_path(campaign, file)) as ledger:
        version = find_version(ledger, petition, number)
        made = make_packet(ledger, version, comments=chosen, names=not no_names, day=day or petition_files.today())
    petition_files.put_private(made.data, output)
    petition_views.print_packet(made, output)


@command.command(short_help="Write the signatures as CSV.")
@petition_options
@version_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    multiple=True,
    callback=once,
    help="The CSV file to write. Default: print.",
)
@click.option("--columns", default="name,town", help="What of each: see below. Default: name,town.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def export(
    campaign: str | None,
    file: Path | None,
    petition: str | None,
    number: int | None,
    output: Path | None,
    columns: str,
    force: bool,
) -> None:
    """Write the signatures as CSV; no cell of it is a formula in a spreadsheet program.

    Columns: name, town, region, postcode, country, signed_on, comment, id, version, email, contact. An e-mail address
    is given only of those who agreed to be written to, a comment only of those whose name may be shown.
    """
    from campaignkit.cli import petition_files
    from campaignkit.signatures import exporting
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.petitions import find_version

    wanted = [column.strip() for column in columns.split(",")]
    for column in wanted:
        if column not in exporting.COLUMNS:
            raise UsageError(f"No column is named {column!r}.", "--columns", did_you_mean(column, exporting.COLUMNS))
    if output:
        petition_files.refuse(output, ".csv", force=force)
    with open_ledger(petition_files.ledger_path(campaign, file)) as ledger:
        made = exporting.export(ledger, find_version(ledger, petition, number), wanted)
    if output:
        petition_files.put_private(made.text.encode("utf-8-sig"), output)
        note(f"Wrote {output}.")
    else:
        click.echo(made.text, nl=False)
    note(f"{made.rows:,} signatures; {made.neutralised:,} cells were kept from being a formula by a ' before them.")


@command.command(short_help="Forget who signed, once a day is past.")
@petition_options
@click.option("--after", type=IsoDate(), required=True, metavar="DATE", help="The last day on which the data are kept.")
@click.option("--yes", is_flag=True, help="Do it. Without it, only what would be done is said.")
def anonymise(campaign: str | None, file: Path | None, petition: str | None, after: date, yes: bool) -> None:
    """Once DATE is past, take names, addresses and comments out of every version, for good; the counts stay.

    On or before DATE it does nothing, so that it can be run every day.
    """
    from campaignkit.cli import petition_files, petition_views
    from campaignkit.signatures import retention
    from campaignkit.signatures.ledger import open_ledger
    from campaignkit.signatures.petitions import find_petition

    path, today = petition_files.ledger_path(campaign, file), petition_files.today()
    due = today > after
    with open_ledger(path) as ledger:
        held = find_petition(ledger, petition)
        act = (
            retention.to_forget
            if not (due and yes)
            else lambda ledger, one: retention.anonymise(ledger, one, today=today)
        )
        forgotten = [act(ledger, one) for one in held]
    if due and yes:
        retention.compact(path)
    petition_views.print_forgotten(forgotten, after, due=due, done=due and yes)
