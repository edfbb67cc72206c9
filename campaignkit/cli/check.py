"""`campaignkit check`: does a draft say what its sources say?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from campaignkit.cli.console import escaped, note, visible
from campaignkit.cli.options import (
    SHIPPED,
    IsoDate,
    Opened,
    campaign_option,
    documents_option,
    open_campaign,
    standard_input,
)
from campaignkit.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from campaignkit.cli import reports
    from campaignkit.documents import Kept
    from campaignkit.models import Document, Evidence, Report

FORMATS = ("text", "json", "sarif", "github")
NOT_FIXED = UsageError(
    "A draft is never changed for its writer.",
    "--fix",
    "The source’s words stand below each finding: copy them, take the claim out, or accept it with --waivers.",
    ["What differs may be a slip, or a claim that no source makes; which of the two, only a person can say."],
)


@click.command()
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True)
@campaign_option
@documents_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--select", multiple=True, metavar="RULE", help="Only this rule. May be repeated.")
@click.option("--skip", multiple=True, metavar="RULE", help="Not this rule. May be repeated.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True, help="When to exit 1."
)
@click.option(
    "--as-of", type=IsoDate(), metavar="DATE", help="The day for which the draft is to be true. Default: its own date."
)
@click.option(
    "--waivers",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Findings that a person accepts. Default: waivers.toml of the campaign, else of this folder.",
)
@click.option("--fix", is_flag=True, help="Refused on purpose: the source's words are offered, never put in silently.")
@click.pass_context
def command(ctx: click.Context, /, fix: bool, **options: Any) -> None:
    """Check drafts against the sources: every quotation, every figure.

    DRAFT is a .txt, .md, .html, .docx or .eml file, a .json file that `write` made, or "-" for standard input; DIR
    holds .txt, .md, .html, .docx, .eml and .pdf files. The campaign is
    that of -c, else the one in this folder, else the one that ships. With --documents alone, the one that ships is
    used only if its documents are in DIR; any other documents are sources by themselves.
    """
    from campaignkit.checks import RULES
    from campaignkit.checks.plugins import plug_ins
    from campaignkit.cli.answers import recorded

    if fix:
        raise NOT_FIXED
    asked = Asked(**options)
    # What a plug-in reads and whether it has changed is not known, so with one nothing is answered from the cache.
    kept = "-" not in asked.drafts and not plug_ins(RULES)
    ctx.exit(recorded(_inputs(asked), lambda: _check(asked)) if kept else _check(asked))


@dataclass(frozen=True)
class Asked:
    """What a check is asked: the arguments and options of the command."""

    drafts: tuple[str, ...]
    campaign: str | None
    documents: Path | None
    form: str
    select: tuple[str, ...]
    skip: tuple[str, ...]
    fail_on: str
    as_of: date | None
    waivers: Path | None


def _inputs(asked: Asked) -> list[str]:
    """Return the paths of everything that a check may read, whether it is there or not."""
    from campaignkit.catalog import TABLES
    from campaignkit.checks.waivers import FILE
    from campaignkit.resources import builtin

    shipped, named = Path(str(builtin("seeds"))), asked.campaign
    folders = [Path(), shipped / SHIPPED, *([Path(named), shipped / named] if named else [])]
    names = [*(f"{table}s.toml" for table in TABLES), "campaign.toml", "documents", FILE]
    inside = [str(folder / name) for folder in folders for name in names]
    return [*asked.drafts, *inside, *(str(path) for path in (asked.documents, asked.waivers) if path)]


def _check(asked: Asked) -> int:
    from campaignkit.checks import check, chosen, merge

    rules = [rule.name for rule in chosen(asked.select, asked.skip)]
    read = _read_all(asked.drafts)
    opened = _campaign(asked.campaign, asked.documents)
    held = _documents(opened, asked.documents, read.values())
    known = opened.campaign if opened else None
    report = merge(
        check(draft, known, documents=held, as_of=asked.as_of, select=asked.select, skip=asked.skip, name=name)
        for name, draft in read.items()
    )
    report = _waived(report, asked, read, opened, rules)
    _print(report, read, opened, held, asked.form)
    return int(bool(report.at_least("warning" if asked.fail_on == "warning" else "error")))


def _read_all(names: Iterable[str]) -> dict[str, Document | Kept]:
    """Return all drafts by their names; if one cannot be read, none is checked, and each that cannot is told."""
    from campaignkit.errors import CampaignKitError, InputError

    read: dict[str, Document | Kept] = {}
    failed: list[str] = []
    for name in dict.fromkeys(names):
        try:
            read[name] = _read(name)
        except CampaignKitError as error:
            failed.append(str(error))
    if failed:
        raise InputError("\n".join(failed))
    return read


def _read(name: str) -> Document | Kept:
    from campaignkit.documents import read_bytes, read_file
    from campaignkit.render.tree import from_json, read_document

    if name == "-":
        data = standard_input()
        # What `write --format json` printed; else it is text.
        is_document = data[:64].lstrip().startswith(b"{") and all(key in data for key in (b'"seal"', b'"citations"'))
        return from_json(data) if is_document else read_bytes(data, "-", repaired=False)
    if name.lower().endswith(".json"):
        return read_document(name)
    return read_file(name, repaired=False)


def _campaign(named: str | None, documents: Path | None) -> Opened | None:
    """Return the campaign to check against; None if the documents speak for themselves."""
    from campaignkit.catalog import load
    from campaignkit.documents import read_folder

    if named or documents is None or Path("campaign.toml").is_file():
        return open_campaign(named)
    sources = frozenset(source.sha256 for source in load(SHIPPED).sources if source.sha256)
    if read_folder(documents, sources):
        return open_campaign(None)
    note("Checking against the documents alone: no campaign in this folder, and none of its documents in that one.")
    return None


def _documents(opened: Opened | None, documents: Path | None, drafts: Iterable[Document | Kept]) -> Mapping[str, Kept]:
    from campaignkit.anchoring import refuse_changed
    from campaignkit.documents import Kept, read_folders, unread_files
    from campaignkit.errors import InputError

    folders = [folder for folder in (documents, opened and opened.own_documents) if folder]
    sources = {source.sha256 for source in opened.campaign.sources} if opened else set()
    # No draft proves itself, or another; unless it is a source.
    own = [one.path for one in drafts if isinstance(one, Kept) and one.path and one.sha256 not in sources]
    held = read_folders(folders, without=own, missing=lambda error: note(str(error)))
    if unread := [str(path) for folder in folders for path in unread_files(folder)]:
        note(f"Not read: {', '.join(unread)}. Save them as .docx, .pdf or .txt to check against them, too.")
    if opened:
        refuse_changed(opened.campaign, folders, held)
    elif not held:
        hint = "Put documents (.txt, .md, .html, .docx, .pdf) into it, or name a campaign with -c."
        raise InputError("There is nothing to check against: no document is in this folder.", str(documents), hint)
    return held


def _waived(
    report: Report,
    asked: Asked,
    read: Mapping[str, Document | Kept],
    opened: Opened | None,
    rules: Sequence[str],
) -> Report:
    """Return the report with what the file of waivers accepts set apart; says so of waivers that are stale."""
    from campaignkit.checks import all_rules
    from campaignkit.checks.waivers import FILE, read_waivers, waive
    from campaignkit.dates import day_or_today

    own = [opened.folder / FILE] if opened and isinstance(opened.folder, Path) else []
    file = asked.waivers or next((path for path in (*own, Path(FILE)) if path.is_file()), None)
    if file is None:
        return report
    texts = {name: draft.text for name, draft in read.items()}
    waived = waive(report, read_waivers(file, all_rules()), texts, rules=rules, today=day_or_today(asked.as_of))
    for stale in waived.stale_waivers:
        note(str(Problem(stale.waiver.where, f"This waiver is stale. {stale.reason}", "Take it out, or renew it.")))
    return waived


def _print(
    report: Report, read: Mapping[str, Document | Kept], opened: Opened | None, held: Mapping[str, Kept], form: str
) -> None:
    from campaignkit.cli import machine, reports

    for told in report.notes:
        note(told)
    if form == "text":
        locate = locator(opened, held)
        _note_library(opened, held)
        reports.print_report(report, {name: draft.text for name, draft in read.items()}, locate)
        return
    if form == "sarif":
        from campaignkit.cli.sarif import to_sarif

        click.echo(escaped(to_sarif(report, list(read))))
    elif form == "json":
        click.echo(escaped(machine.to_json(report)))
    else:
        note(reports.summary_line(report, len(read)))
        click.echo("".join(f"{visible(line)}\n" for line in machine.to_github(report)), nl=False)


def _note_library(opened: Opened | None, held: Mapping[str, Kept]) -> None:
    """Say what the drafts were checked against: whole documents, or what the campaign recorded of them."""
    from campaignkit.cli import reports

    if opened is None:
        note(f"Checked against {reports.many(len(held), 'document')}.")
        return
    sources = opened.campaign.sources
    whole = sum(source.sha256 in held for source in sources)
    if whole == len(sources):
        note(f"Checked against {reports.many(whole, 'document')}: every source of the campaign.")
    elif whole:
        note(f"Checked against {whole} of {len(sources)} sources in full; of the others, what the campaign recorded.")
    else:
        note("Checked against the words that the campaign has recorded; with --documents DIR, against the documents.")


def locator(opened: Opened | None, held: Mapping[str, Kept]) -> reports.Locate:
    """Return what tells whose words an evidence is, and their line where the document is at hand."""
    from campaignkit.checks.library import name_of

    sources = {source.id: source for source in opened.campaign.sources} if opened else {}
    by_name = {name_of(held, digest): digest for digest in held}

    def locate(evidence: Evidence) -> str:
        source = sources.get(evidence.source)
        kept = held.get((source.sha256 or "") if source else by_name.get(evidence.source, ""))
        line = f", line {kept.line_and_column(evidence.start)[0]}" if kept else ""
        return f"{source.label if source else evidence.source}{line}"

    return locate
