"""A report for a terminal: the words underlined, what was changed in colour, wrapped to a width that reads well."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from campaignkit.cli.console import STYLES, visible
from campaignkit.cli.reports import severities, summary_line, waived_line
from campaignkit.folding import Span, fold
from campaignkit.models import Evidence, Finding, Report

AROUND = 60  # code points of the draft shown on either side of what a finding is about
WIDEST = 100  # columns; a longer line is hard to read
LONG = 400  # code points of words that are shown whole; of longer ones, the ends and what was changed
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
Locate = Callable[[Evidence], str]


def print_report(console: Console, report: Report, drafts: Mapping[str, str], locate: Locate) -> None:
    """Print all findings, a header above those of each draft if there are several, and a line that sums up."""
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        held = list(findings)
        if len(drafts) > 1:
            _print_header(console, path, held)
        for finding in held:
            _print_finding(console, finding, drafts.get(path, finding.text), locate)
    for waived in report.waived:
        _print(console, Text(_shown(waived_line(waived)), "dim"))
    if report.waived:
        console.print()
    _print(console, _summary(report, len(drafts)))


def _print_header(console: Console, path: str, findings: list[Finding]) -> None:
    counts = severities(Counter(f"{finding.severity}s" for finding in findings))
    rule = "─" * max(3, _width(console) - cell_len(visible(path)) - len(counts) - 7)
    console.print(Text.assemble(("── ", "dim"), (visible(path), "bold"), (f"  {counts} {rule}", "dim")), soft_wrap=True)
    console.print()


def _print_finding(console: Console, finding: Finding, draft: str, locate: Locate) -> None:
    place = f"{visible(finding.path or '-')}:{finding.line}:{finding.column}"
    severity = (finding.severity, STYLES[finding.severity])
    console.print(Text.assemble((place, "bold"), "  ", severity, "  ", finding.rule), soft_wrap=True)
    _print(console, Text(_shown(finding.message)), indent=2)
    _print(console, _excerpt(finding, draft), indent=12, label="    draft   ")
    if finding.evidence:
        _print(console, _evidence(finding, finding.evidence, locate), indent=12, label="    source  ")
    if finding.hint:
        _print(console, Text(_shown(finding.hint)), indent=4, label="  → ")
    console.print()


def _width(console: Console) -> int:
    return min(console.width, WIDEST)


def _print(console: Console, text: Text, *, indent: int = 0, label: str = "") -> None:
    """Print a text wrapped between words, and no blanks at the end of a line; `label` stands before the first."""
    lines = text.wrap(console, max(20, _width(console) - indent), overflow="fold")
    for number, line in enumerate(lines):
        line.rstrip()
        console.print(Text.assemble(" " * indent if number else (label or " " * indent, "dim"), line), soft_wrap=True)


def _summary(report: Report, drafts: int) -> Text:
    text = Text(summary_line(report, drafts))
    text.highlight_regex(r"\d+ errors?\b", STYLES["error"])
    text.highlight_regex(r"\d+ warnings?\b", STYLES["warning"])
    text.highlight_regex(r"No findings\b", "green")
    return text


def _shown(text: str) -> str:
    """Return words on one line, a space at either end kept, and nothing in them that could steer a terminal."""
    return visible(re.sub(r"\s+", " ", text))


def _excerpt(finding: Finding, draft: str) -> Text:
    """Return the draft's words around the finding, those it is about underlined, those that were changed in red."""
    before, after = _surroundings(draft, finding.at)
    words, changed = Text(_shown(finding.text), "underline"), []
    if finding.changes and finding.evidence:
        changed = differences(words.plain, _shown(finding.evidence.exact))[0]
    return Text.assemble(_shown(before), _marked(words, changed, "bold red"), _shown(after))


def _surroundings(draft: str, at: Span) -> tuple[str, str]:
    """Return up to AROUND code points before and after `at`, in the same paragraph, cut between words."""
    before = _PARAGRAPH.split(draft[max(0, at.start - AROUND) : at.start])[-1]
    after = _PARAGRAPH.split(draft[at.end : at.end + AROUND])[0]
    if at.start - len(before) > 0 and len(before) == AROUND:
        before = "…" + re.sub(r"^\S*\s", "", before)
    if len(after) == AROUND and at.end + AROUND < len(draft):
        after = re.sub(r"\s\S*$", "", after) + "…"
    return before, after


def _evidence(finding: Finding, evidence: Evidence, locate: Locate) -> Text:
    words = Text(_shown(evidence.exact))
    changed = differences(_shown(finding.text), words.plain)[1] if finding.changes else []
    return Text.assemble("“", _marked(words, changed, "bold green"), "” ", (f"({_shown(locate(evidence))})", "dim"))


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


def _marked(text: Text, spans: Iterable[Span], style: str) -> Text:
    """Return `text` with `spans` in a style; of a long one, its ends and what stands around them."""
    held = list(spans)
    for span in held:
        text.stylize(style, span.start, span.end)
    if len(text) <= LONG:
        return text
    ends = [Span(0, AROUND), Span(len(text) - AROUND, len(text))]
    windows = [_in_whole_words(text.plain, span.start - AROUND, span.end + AROUND) for span in [*ends, *held]]
    return Text(" … ").join(text[start:end] for start, end in _joined(windows))


def _in_whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of `text`, made longer by up to AROUND code points so that it cuts no word."""
    start, end = max(0, start), min(len(text), end)
    first = text.rfind(" ", max(0, start - AROUND), start) + 1 if start else 0
    last = text.find(" ", end, end + AROUND)
    return (first or start), (last if last >= 0 else end)


def _joined(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return stretches in their order, those that touch made one."""
    held: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if held and start <= held[-1][1] + 1:
            held[-1] = (held[-1][0], max(end, held[-1][1]))
        else:
            held.append((start, end))
    return held
