"""`campaignkit cite`: the sources and the statements of a document that was written, for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import note
from campaignkit.cli.options import campaign_option, open_campaign, standard_input

if TYPE_CHECKING:
    from campaignkit.models import Document

FORMATS = ("csl", "bibtex", "ris", "jsonld", "links")


@click.command()
@click.argument("document", metavar="DOCUMENT")
@campaign_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="csl", help="What to print. Default: csl.")
def command(document: str, campaign: str | None, form: str) -> None:
    """Print what a document cites, for reference managers and annotation tools.

    DOCUMENT is a .json file that `campaignkit write` wrote, or "-" for standard input.

    csl (CSL-JSON), bibtex and ris list its sources. jsonld tells as W3C Web Annotations which words of it stand for
    which words of a source. links leads to the words of each quotation, where the source's URL is known.
    """
    from campaignkit import citations

    read = _read(document)
    told = citations.FORMATS[form](read, open_campaign(campaign or _shipped(read)).campaign)
    if not told:
        note(_nothing(read, form))
    click.echo(told, nl=False)


def _nothing(document: Document, form: str) -> str:
    """Say why there is nothing to print."""
    if form != "links" or not document.sources:
        return f"The {document.kind} cites no source."
    return (
        "No source has a url."
        if not any(one.url for one in document.sources)
        else "No source that is quoted has a url."
    )


def _read(name: str) -> Document:
    from campaignkit.render.tree import from_json, read_document

    return from_json(standard_input()) if name == "-" else read_document(name)


def _shipped(document: Document) -> str | None:
    """Return the campaign that the document names, unless there is one in this folder."""
    from campaignkit.resources import shipped_campaigns

    here = Path("campaign.toml").is_file()
    return document.campaign if not here and document.campaign in shipped_campaigns() else None
