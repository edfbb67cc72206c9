"""`campaignkit write`: compose, check, and only then print or write."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import note
from campaignkit.cli.fitting import channel_options, fitted, room_of
from campaignkit.cli.options import IsoDate, Opened, campaign_option, documents_option, open_campaign
from campaignkit.errors import FindingsError, UsageError

if TYPE_CHECKING:
    from campaignkit.models import Document, Sender
    from campaignkit.render.setting import Envelope, Setting

FORMATS = ("txt", "md", "html", "json", "eml", "form", "mailto", "gmail", "outlook")
ENVELOPES = ("us", "din")


@click.command()
@click.argument("template", metavar="TEMPLATE")
@campaign_option
@click.option("--demand", metavar="ID", help="What is asked for.")
@click.option("--target", metavar="ID", help="Whom it is put to; a letter needs one.")
@click.option("--sender", metavar="FILE", help="Who signs: a TOML file with name, organisation, own_words, …")
@click.option("--signers", metavar="FILE", help="Who signs it together (letters/sign-on): a TOML or CSV file.")
@click.option("--date", "day", type=IsoDate(), metavar="DATE", help="The date it bears. Default: today.")
@click.option("--answer-by", type=IsoDate(), metavar="DATE", help="When an answer is due. Default: in three weeks.")
@click.option("--locale", metavar="TAG", help="Its language and region, such as es-US. Default: the campaign's.")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write to a file; its suffix chooses the format. May be repeated. Default: print.",
)
@click.option(
    "--envelope", type=click.Choice(ENVELOPES), help="Whose window the address of a .pdf or .docx shows through."
)
@click.option(
    "--letterhead",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A Word file whose margins, header, footer and styles a .docx takes over.",
)
@click.option("--force", is_flag=True, help="Replace files that are there already.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="What to print. Default: txt.")
@click.option("--explain", is_flag=True, help="Say which version of the campaign was taken, and why.")
@click.option(
    "--attach",
    "attachments",
    multiple=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A file that goes with the mail (.eml). May be repeated.",
)
@channel_options
@click.option("--unchecked", is_flag=True, help="Write it even if it does not pass its own check.")
@documents_option
def command(
    template: str,
    campaign: str | None,
    demand: str | None,
    target: str | None,
    sender: str | None,
    signers: str | None,
    day: date | None,
    answer_by: date | None,
    locale: str | None,
    outputs: tuple[Path, ...],
    envelope: Envelope | None,
    letterhead: Path | None,
    force: bool,
    form: str | None,
    explain: bool,
    attachments: tuple[Path, ...],
    channel: str | None,
    fit: int | None,
    unchecked: bool,
    documents: Path | None,
) -> None:
    """Write a letter, a petition, talking points or a call script.

    TEMPLATE is letter, petition, talking-points or call-script for the one that fits the target, or the name of a
    template, such as letters/follow-up; `campaignkit show templates` lists them.

    What is composed is checked against the sources first; nothing that has an error is printed or written.
    """
    from campaignkit.cli import outputs as files
    from campaignkit.cli.senders import read_sender
    from campaignkit.cli.signers import read_signers
    from campaignkit.composer import compose

    paper = files.setting(outputs, envelope=envelope, letterhead=letterhead, attachments=attachments, form=form)
    room = room_of(channel, fit)
    files.refuse(outputs, force=force, form=form, channel=room)
    opened = open_campaign(campaign)
    signer = read_sender(sender) if sender else None
    setting = _setting(paper, opened, target, signer)
    composed = partial(
        compose,
        opened.campaign,
        template,
        demand=_demand(opened, demand, target),
        target=target,
        date=day,
        sender=signer,
        answer_by=_answer_by(answer_by, day),
        locale=locale,
        signers=read_signers(signers) if signers else (),
        folder=opened.folder,
    )
    document = fitted(composed, room, setting)
    if explain:
        _explain(opened, document, template)
    if unchecked:
        note("Not checked (--unchecked).")
    else:
        refuse_errors(document, opened, documents)
    if signer is None and document.kind != "talking-points":
        note("No --sender: the sender's name and own words are left out.")
    if not signers and document.template.endswith("sign-on"):
        note("No --signers: nobody is named who signs it together.")
    if signer:
        _tell_of_language(signer, document)
    form = form or (room.form if room else "txt")
    if setting.recipient is None and files.is_mail(outputs, form):
        note("No e-mail address is known to send it to: the field stays empty.")
    files.put(document, outputs, force=force, form=form, setting=setting)


def _setting(paper: Setting, opened: Opened, target: str | None, signer: Sender | None) -> Setting:
    """Return how it is set, and from whom and to whom a mail goes: to the first address of the target that is known."""
    from dataclasses import replace

    known = opened.campaign.target(target).email_addresses if target else ()
    sender = signer.email_address if signer else None
    return replace(paper, sender=sender, recipient=known[0] if known else None)


def _tell_of_language(signer: Sender, document: Document) -> None:
    """Say that the sender's own words are in another language than what they stand in."""
    from campaignkit.languages import is_in_another, vocabulary_of

    if said := is_in_another(signer.own_words or "", document.language):
        names = vocabulary_of(said).name, vocabulary_of(document.language).name
        note(f"The sender's own words seem to be in {names[0]}; the {document.kind} is in {names[1]}.")


def _demand(opened: Opened, demand: str | None, target: str | None) -> str:
    """Return the demand; without one, say which there are for the target."""
    from campaignkit.asks import applies
    from campaignkit.errors import did_you_mean

    if demand:
        return demand
    held = opened.campaign
    whom = held.target(target) if target else None
    known = [one.id for one in held.demands if whom is None or applies(held, one, whom)]
    hint = f"Name one with --demand. {did_you_mean('', known)}"
    raise UsageError("What is asked for? A demand is needed.", hint=hint)


def _explain(opened: Opened, document: Document, template: str) -> None:
    """Say which versions were looked at, and what was taken."""
    from campaignkit.composer import FOLDERS, weighed

    held, demand = opened.campaign, opened.campaign.demand(document.demand or "")
    target = held.target(document.target) if document.target else None
    for one in weighed(held, template, demand, target, document.date, opened.folder, document.language):
        why = one.lacks or "; ".join(one.fits) or "it asks for nothing"
        note(f"Version {one.version.id!r} {'does not fit' if one.lacks else 'fits'}: {why}.")
    if document.version:
        more = ", ".join(held.version(document.version).paragraphs)
        note(f"Taken: {document.template}{f' with {more}' if more else ''}, by version {document.version!r}.")
    elif template in FOLDERS:
        versions = "no version fits" if held.versions else "the campaign has no versions"
        note(f"Taken: {document.template}, since it is written for this target; {versions}.")
    else:
        note(f"Taken: {document.template}, since it was asked for by name; versions are not looked at then.")


def _answer_by(answer_by: date | None, day: date | None) -> date | None:
    if answer_by and answer_by <= (day or date.today()):  # noqa: DTZ011  # the day where the letter is written
        raise UsageError(f"The answer would be due on {answer_by}, not after the date of the letter.", "--answer-by")
    return answer_by


def refuse_errors(document: Document, opened: Opened, documents: Path | None) -> None:
    """Check what was composed; say what was found on standard error.

    Raises:
        FindingsError: It has errors.
    """
    from campaignkit.anchoring import find_documents
    from campaignkit.checks import check
    from campaignkit.cli.check import locator
    from campaignkit.cli.reports import print_report, summary_line

    folders = [folder for folder in (documents, opened.own_documents) if folder]
    held = find_documents(opened.campaign, folders)
    report = check(document, opened.campaign, documents=held, name=document.kind)
    if report.at_least("warning"):
        print_report(report, {document.kind: document.text}, locator(opened, held), err=True)
    else:
        note(f"Checked: {summary_line(report)}")
    for told in report.notes:
        note(told)
    if not report.ok:
        rules = sorted({finding.rule for finding in report.errors})
        hint = f"campaignkit explain {rules[0]} tells why. To write it all the same: --unchecked."
        raise FindingsError(f"Nothing was written: the {document.kind} does not pass its own check.", hint=hint)
