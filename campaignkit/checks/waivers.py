"""Waivers: findings that a person accepts, kept in a file with their name, the day and the reason.

A waiver is for one finding: the rule, the words it is about, and, if it says so, the draft. It never counts silently:
what it waives is listed in every report, and so is a waiver that nothing needs any more.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path, PurePath
from textwrap import shorten

from campaignkit.errors import CampaignError, InputError, Problem, did_you_mean
from campaignkit.folding import fold
from campaignkit.models.finding import SEVERITIES, Finding, Report, StaleWaiver, Waived, Waiver

FILE = "waivers.toml"
TOLD = 60  # characters of a finding's words, where a note names several


def read_waivers(path: Path, rules: Collection[str]) -> tuple[Waiver, ...]:
    """Read a file of [[waiver]] tables.

    Args:
        rules: The names of all rules; a waiver of any other is refused.

    Raises:
        InputError: There is no such file.
        CampaignError: It is not in order; `problems` holds everything that is wrong, with file and line.
    """
    from campaignkit.catalog import read_entries

    if not path.exists() or path.is_dir():
        kind = "This is a folder, not a file of waivers." if path.is_dir() else "There is no such file."
        raise InputError(kind, str(path), "Look at the name and the folder.")
    problems: list[Problem] = []
    entries = read_entries(path, str(path), "waiver", Waiver, problems)
    for entry in entries:
        if entry.value and entry.value.rule not in rules:
            what = f"a waiver: no rule is named {entry.value.rule!r}."
            problems.append(Problem(entry.spot("rule"), what, did_you_mean(entry.value.rule, rules)))
    if problems:
        raise CampaignError(problems)
    return tuple(entry.value.model_copy(update={"where": entry.spot("")}) for entry in entries)


def waive(
    report: Report,
    waivers: Iterable[Waiver],
    drafts: Mapping[str, str],
    *,
    rules: Collection[str],
    today: date,
) -> Report:
    """Return a report in which the findings that `waivers` accept are waived, and no longer among the findings.

    Args:
        drafts: The text of each draft that was checked, by the path in its findings.
        rules: The names of the rules that were run; a waiver of another one is left alone.
        today: A waiver whose `until` is before it has run out.
    """
    held = tuple(waivers)
    if not held:
        return report
    valid = [one for one in held if one.until is None or one.until >= today]
    matched = [
        (finding, next((one for one in valid if _waives(one, finding, drafts)), None)) for finding in report.findings
    ]
    waived = tuple(Waived(finding=finding, waiver=waiver) for finding, waiver in matched if waiver)
    left = tuple(finding for finding, waiver in matched if not waiver)
    stale = tuple(_stale(held, report, drafts, rules, today))
    severities = Counter(one.severity for one in left)
    counts = {f"{severity}s": severities[severity] for severity in SEVERITIES}
    summary = {**report.summary, **counts, "waived": len(waived), "stale_waivers": len(stale)}
    return Report(findings=left, summary=summary, waived=waived, stale_waivers=stale)


def _waives(waiver: Waiver, finding: Finding, drafts: Mapping[str, str]) -> bool:
    if waiver.rule != finding.rule or not _is_of(waiver, finding.path):
        return False
    # As the file has them, or as a reader sees them: a web page may write “Ben &amp; Sons” for “Ben & Sons”.
    read = drafts.get(finding.path, "")[slice(*finding.at)]
    return _plain(waiver.text) in (_plain(finding.text), _plain(read))


def _is_of(waiver: Waiver, path: str) -> bool:
    """Whether `path` names, or ends with, the draft that the waiver is for."""
    if waiver.draft is None:
        return True
    wanted = PurePath(waiver.draft.replace("\\", "/")).parts
    # Not resolved: a link keeps the name under which it was checked.
    held = PurePath(os.path.abspath(path)).parts if path not in ("", "-") else (path,)  # noqa: PTH100
    return held[-len(wanted) :] == wanted


def _plain(text: str) -> str:
    """Return words as they are compared; signs that are no words ("{{ }}") as they are."""
    folded = fold(text)
    return folded if folded.strip() else " ".join(text.split())


def _stale(
    waivers: tuple[Waiver, ...], report: Report, drafts: Mapping[str, str], rules: Collection[str], today: date
) -> Iterator[StaleWaiver]:
    folded: dict[str, str] = {}
    for waiver in waivers:
        if waiver.until and waiver.until < today:
            yield StaleWaiver(waiver=waiver, reason=f"It ran out on {waiver.until}.")
        elif waiver.rule in rules and not any(_waives(waiver, finding, drafts) for finding in report.findings):
            # One that names no draft belongs to whatever draft holds its words; elsewhere they may still be needed.
            whose = [path for path in drafts if _is_of(waiver, path)]
            for path in whose if waiver.draft is None else ():
                folded.setdefault(path, fold(drafts[path]))
            if any(waiver.draft or _plain(waiver.text) in folded[path] for path in whose):
                yield StaleWaiver(waiver=waiver, reason=_why(waiver, report))


def _why(waiver: Waiver, report: Report) -> str:
    """Tell why a waiver waives nothing; where its rule found something else there, what that is."""
    mine = (one for one in report.findings if waiver.rule == one.rule and _is_of(waiver, one.path))
    others = list(dict.fromkeys(f"“{shorten(one.text, TOLD, placeholder='…')}”" for one in mine))
    if not others:
        return "There is no such finding any more."
    return f"There is no such finding; {waiver.rule} is about {', '.join(others[:3])}{', …' if others[3:] else ''}."
