"""`campaignkit show`: what a campaign knows, as a table, or one entry with all its fields."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from campaignkit.cli.options import Opened, campaign_option, documents_option, json_option, open_campaign

KINDS = ("sources", "statements", "demands", "targets", "commitments", "templates")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("entry", metavar="[ID]", required=False)
@campaign_option
@documents_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, kind: str, entry: str | None, campaign: str | None, documents: Path | None, as_json: bool
) -> None:
    """Show sources, statements, demands, targets, commitments or templates; with ID one of them, with all its fields.

    With --documents every statement is looked for anew in the document of its source. Exit 1 if the words of one are
    not there, or stand in several places; 3 if a document has changed since it was recorded, or is not in the folder
    that --documents names.
    """
    from campaignkit.cli import views

    opened = open_campaign(campaign)
    if kind in ("sources", "statements"):
        ctx.exit(_show_anchored(kind, entry, opened, documents, as_json))
    entries = _entries(opened, kind, entry)
    if as_json:
        views.print_entries_as_json(kind, entries)
    elif entry:
        views.print_entry(opened.campaign, entries[0])
    else:
        views.print_entries(opened.campaign, kind, entries)


def _entries(opened: Opened, kind: str, entry: str | None) -> list[Any]:
    if kind == "templates":
        return _templates(opened, entry)
    if entry:
        return [getattr(opened.campaign, kind.removesuffix("s"))(entry)]
    return list(getattr(opened.campaign, kind))


def _templates(opened: Opened, entry: str | None) -> list[Any]:
    from campaignkit.composer import templates
    from campaignkit.errors import unknown_id

    known = templates(opened.folder)
    found = [one for one in known if entry in (None, one.name, one.name.rpartition("/")[2])]
    if not found:
        raise unknown_id("template", entry or "", (one.name for one in known))
    return found


def _show_anchored(kind: str, entry: str | None, opened: Opened, documents: Path | None, as_json: bool) -> int:
    """Show sources or statements and how they are anchored; return the exit code."""
    from campaignkit.anchoring import anchor, find_documents
    from campaignkit.cli import anchored

    entries = _entries(opened, kind, entry)  # an unknown id is told before any document is read
    own = opened.own_documents
    folders = [folder for folder in (documents, own) if folder]
    results = anchor(opened.campaign, find_documents(opened.campaign, folders) if folders else None)
    if not documents:  # the campaign's own copies need not be complete; a folder that was named must be
        results = [one if one.document else anchored.as_recorded(one) for one in results]
    wanted = {one.id if kind == "sources" else one.source for one in entries}
    results = [one for one in results if one.source.id in wanted]
    anchored.print_anchored(kind, entries, results, one=bool(entry), as_json=as_json, campaign=opened.campaign)
    return anchored.exit_code(results, None if kind == "sources" else {one.id for one in entries}, documents)
