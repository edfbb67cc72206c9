"""A report for people: each finding with the place in the draft, the words of the source, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import console, is_terminal, visible

if TYPE_CHECKING:
    from campaignkit.models import Evidence, Finding, Report
    from campaignkit.models.finding import Waived

    Locate = Callable[[Evidence], str]


def print_report(report: Report, drafts: Mapping[str, str], locate: Locate, *, err: bool = False) -> None:
    """Print all findings, those that are waived, and a line that sums up.

    Args:
        drafts: The text of each draft, by the path in its findings.
        locate: Tells whose words an evidence is and where they stand: "EFF, line 12".
    """
    report = _as_read(report, drafts)
    # What cannot underline is served as a pipe is: nothing would show which words are meant.
    if is_terminal(err=err) and (held := console(err=err)).color_system:
        from campaignkit.cli.terminal import print_report as print_coloured

        print_coloured(held, report, drafts, locate)
        return
    lines = [*(_plain(finding, locate) for finding in report.findings), *map(waived_line, report.waived)]
    lines += [""] if report.waived else []
    click.echo("".join(f"{visible(line)}\n" for line in [*lines, summary_line(report, len(drafts))]), nl=False, err=err)


def _as_read(report: Report, drafts: Mapping[str, str]) -> Report:
    """Return the report with the words that a reader of the drafts sees; in a web page they are not its characters."""

    def seen(finding: Finding) -> Finding:
        draft = drafts.get(finding.path)
        return finding.model_copy(update={"text": draft[slice(*finding.at)]}) if draft else finding

    waived = tuple(one.model_copy(update={"finding": seen(one.finding)}) for one in report.waived)
    return report.model_copy(update={"findings": tuple(map(seen, report.findings)), "waived": waived})


def summary_line(report: Report, drafts: int = 1) -> str:
    """Return what was looked at and how it came out, in one line.

    Args:
        drafts: How many drafts were checked; told if there is more than one.

    Examples:
        >>> from campaignkit.models import Report
        >>> summary_line(Report(summary={"quotations": 3, "quotations_found": 2, "quotations_altered": 1, "errors": 1}))
        '3 quotations: 2 found, 1 altered; no figures. 1 error.'
    """
    counts = report.summary
    looked = [_counted(counts, "quotation", ("found", "altered", "not_found"))]
    looked.append(_counted(counts, "figure", ("supported", "not_supported", "own")))
    waived = f"; {counts['waived']} waived" if counts.get("waived") else ""
    return f"{_clean(report, drafts)}{'; '.join(looked)}. {severities(counts) or 'No findings'}{waived}."


def severities(counts: Mapping[str, int]) -> str:
    """Return how many errors, warnings and infos there are: "2 errors, 1 warning"."""
    return ", ".join(many(counts[f"{name}s"], name) for name in ("error", "warning", "info") if counts.get(f"{name}s"))


def _clean(report: Report, drafts: int) -> str:
    if drafts < 2:
        return ""
    clean = drafts - len({finding.path for finding in report.findings})
    return f"{many(drafts, 'draft')}, {clean or 'none'} without findings. "


def _counted(counts: Mapping[str, int], noun: str, outcomes: Iterable[str]) -> str:
    total = counts.get(f"{noun}s", 0)
    if not total:
        return f"no {noun}s"
    told = [f"{count} {name.replace('_', ' ')}" for name in outcomes if (count := counts.get(f"{noun}s_{name}"))]
    return f"{many(total, noun)}: {', '.join(told)}" if told else many(total, noun)


def many(count: int, noun: str) -> str:
    """Return a count with its noun: "1 error", "2 errors"."""
    plain = count == 1 or noun == "info"
    return f"{count} {noun}" if plain else f"{count} {noun}s"


def waived_line(waived: Waived) -> str:
    """Return what was waived, by whom and why, in one line."""
    finding, waiver = waived.finding, waived.waiver
    until = f" until {waiver.until}" if waiver.until else ""
    place = f"{finding.path or '-'}:{finding.line}:{finding.column}"
    return (
        f"Waived: {place} {finding.rule} “{one_line(finding.text)}”, by {one_line(waiver.by)} on {waiver.on}{until}, "
        f"because: {one_line(waiver.because)}"
    )


def one_line(text: str) -> str:
    """Return words on one line, whatever line ends and tabs stand between them."""
    return " ".join(text.split())


def _plain(finding: Finding, locate: Locate) -> str:
    lines = [one_line(str(finding)), *(f"  {name.ljust(7)} {text}" for name, text in _versions(finding, locate))]
    lines += [f"  {one_line(finding.hint)}"] if finding.hint else []
    return "\n".join(lines) + "\n"


def _versions(finding: Finding, locate: Locate) -> Iterator[tuple[str, str]]:
    yield "draft", f"“{one_line(finding.text)}”"
    if finding.evidence:
        yield "source", f"“{one_line(finding.evidence.exact)}” ({locate(finding.evidence)})"
