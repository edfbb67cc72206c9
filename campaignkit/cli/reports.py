"""A report for people: each finding with the place in the draft, the words of the source, and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import STYLES, console, is_terminal, visible
from campaignkit.folding import Span, fold
from campaignkit.models import Evidence, Finding, Report

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

AROUND = 60  # code points of the draft shown on either side of what a finding is about
Locate = Callable[[Evidence], str]


def print_report(report: Report, drafts: Mapping[str, str], locate: Locate, *, err: bool = False) -> None:
    """Print all findings and a line that sums up.

    Args:
        drafts: The text of each draft, by the path in its findings.
        locate: Tells whose words an evidence is and where they stand: "EFF, line 12".
    """
    for finding in report.findings:
        finding = _as_read(finding, drafts)
        if is_terminal(err=err):
            _print_coloured(finding, drafts.get(finding.path, finding.text), locate, err)
        else:
            _print_plain(finding, locate, err)
    click.echo(summary_line(report), err=err)


def _as_read(finding: Finding, drafts: Mapping[str, str]) -> Finding:
    """Return the finding with the words that a reader of the draft sees, which in a web page are not its characters."""
    draft = drafts.get(finding.path)
    return finding.model_copy(update={"text": draft[slice(*finding.at)]}) if draft else finding


def summary_line(report: Report) -> str:
    """Return what was looked at and how it came out, in one line.

    Examples:
        >>> summary_line(Report(summary={"quotations": 3, "quotations_found": 2, "quotations_altered": 1, "errors": 1}))
        '3 quotations: 2 found, 1 altered; no figures. 1 error.'
    """
    counts = report.summary
    parts = [_counted(counts, "quotation", ("found", "altered", "not_found"))]
    parts.append(_counted(counts, "figure", ("supported", "not_supported", "own")))
    found = [many(counts[f"{name}s"], name) for name in ("error", "warning", "info") if counts.get(f"{name}s")]
    return f"{'; '.join(parts)}. {', '.join(found) or 'No findings'}."


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


def _print_plain(finding: Finding, locate: Locate, err: bool) -> None:
    lines = [str(finding), *(f"  {name.ljust(7)} {text}" for name, text in _versions(finding, locate))]
    lines += [f"  {finding.hint}"] if finding.hint else []
    click.echo(visible("\n".join(lines)) + "\n", err=err)


def _versions(finding: Finding, locate: Locate) -> Iterator[tuple[str, str]]:
    yield "draft", f"“{_one_line(finding.text)}”"
    if finding.evidence:
        yield "source", f"“{_one_line(finding.evidence.exact)}” ({locate(finding.evidence)})"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _print_coloured(finding: Finding, draft: str, locate: Locate, err: bool) -> None:
    from rich.padding import Padding
    from rich.text import Text

    place = f"{visible(finding.path or '-')}:{finding.line}:{finding.column}"
    severity = (finding.severity, STYLES[finding.severity])
    held = console(err=err)
    held.print(Text.assemble((place, "bold"), "  ", severity, "  ", finding.rule), soft_wrap=True)
    held.print(Padding(Text(visible(finding.message)), (0, 0, 0, 2)))
    held.print(Padding(_both_versions(finding, draft, locate), (0, 0, 0, 4)))
    if finding.hint:
        held.print(Padding(Text(visible(finding.hint), "italic"), (0, 0, 0, 2)))
    held.print()


def _both_versions(finding: Finding, draft: str, locate: Locate) -> Table:
    """Return the words of the draft above those of the source."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row("draft", _excerpt(finding, draft))
    if finding.evidence:
        grid.add_row("source", _evidence(finding, finding.evidence, locate))
    return grid


def _excerpt(finding: Finding, draft: str) -> Text:
    """Return the draft's words around the finding, those it is about underlined, those that were changed in red."""
    from rich.text import Text

    at = finding.at
    before, after = _surroundings(draft, at)
    words = Text(_shown(finding.text), "underline")
    if finding.changes and finding.evidence:
        _mark(words, differences(words.plain, _shown(finding.evidence.exact))[0], "bold red")
    return Text.assemble(_shown(before), words, _shown(after))


def _surroundings(draft: str, at: Span) -> tuple[str, str]:
    """Return up to AROUND code points before and after `at`, in the same paragraph, cut between words."""
    before = draft[max(0, at.start - AROUND) : at.start].rpartition("\n\n")[2]
    after = draft[at.end : at.end + AROUND].partition("\n\n")[0]
    if at.start - len(before) > 0 and len(before) == AROUND:
        before = f"…{before.partition(' ')[2]}"
    if len(after) == AROUND and at.end + AROUND < len(draft):
        after = f"{after.rpartition(' ')[0]}…"
    return before, after


def _shown(text: str) -> str:
    return visible(re.sub(r"\s+", " ", text))


def _evidence(finding: Finding, evidence: Evidence, locate: Locate) -> Text:
    from rich.text import Text

    words = Text(_shown(evidence.exact))
    if finding.changes:
        _mark(words, differences(_shown(finding.text), words.plain)[1], "bold green")
    return Text.assemble("“", words, "” ", (f"({visible(locate(evidence))})", "dim"))


_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


def differences(ours: str, theirs: str) -> tuple[list[Span], list[Span]]:
    """Return the words of `ours` that are not in `theirs`, and the other way round, each where it stands.

    Examples:
        >>> differences("we will end the ferry", "We will not end a ferry")
        ([Span(start=12, end=15)], [Span(start=8, end=11), Span(start=16, end=17)])
    """
    words = [list(_WORD.finditer(text)) for text in (ours, theirs)]
    mine, other = ([fold(word[0]).strip() for word in held] for held in words)
    spans: tuple[list[Span], list[Span]] = ([], [])
    for kind, *places in SequenceMatcher(None, mine, other, autojunk=False).get_opcodes():
        for side, (start, end) in enumerate((places[:2], places[2:])):
            if kind != "equal" and start < end:
                spans[side].append(Span(words[side][start].start(), words[side][end - 1].end()))
    return spans


def _mark(text: Text, spans: Iterable[Span], style: str) -> None:
    for span in spans:
        text.stylize(style, span.start, span.end)
