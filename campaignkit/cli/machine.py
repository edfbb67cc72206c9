"""A report for programs: JSON, and the lines that annotate a pull request. SARIF is in `campaignkit.cli.sarif`."""

from __future__ import annotations

import json
import os
from pathlib import Path

from campaignkit.models import Finding, Report

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def to_json(report: Report) -> str:
    """Return the report as one JSON object (docs/checking.md)."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=2)


def to_github(report: Report) -> list[str]:
    """Return a workflow command of GitHub for each finding; each is a line of its own."""
    return [_annotation(finding) for finding in report.findings]


def _annotation(finding: Finding) -> str:
    file = {"file": from_here(finding.path)} if finding.path not in ("", "-") else {}
    place = {"line": finding.line, "endLine": finding.end_line}
    if finding.line == finding.end_line:  # GitHub takes columns within one line only
        place |= {"col": finding.column, "endColumn": finding.end_column}
    properties = ",".join(
        f"{name}={_escaped(str(value), also=':,')}"
        for name, value in ({**file, **place, "title": finding.rule}).items()
    )
    return f"::{LEVELS[finding.severity]} {properties}::{_escaped(told(finding))}"


def told(finding: Finding) -> str:
    """Return what is wrong and what to do, as one text."""
    return " ".join([finding.message, finding.hint]).strip()


def from_here(path: str) -> str:
    """Return a path from the current folder, with slashes, if it lies in it: how a repository names its files."""
    whole, here = Path(os.path.abspath(path)), Path.cwd()  # noqa: PTH100  # a link keeps the name it was given
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else Path(path).as_posix()


def _escaped(text: str, also: str = "") -> str:
    for sign in "%\r\n" + also:  # the percent sign first, as it begins every escape
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
