"""A report for programs: JSON, the lines that annotate a pull request, SARIF."""

from __future__ import annotations

import json
from typing import Any

from campaignkit import __version__
from campaignkit.checks import RULES
from campaignkit.models import Finding, Report

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}
SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def to_json(report: Report) -> str:
    """Return the report as one JSON object (docs/findings.md)."""
    return json.dumps(report.to_json(), ensure_ascii=False, indent=2)


def to_github(report: Report) -> str:
    """Return a workflow command of GitHub for each finding, one a line."""
    return "\n".join(_annotation(finding) for finding in report.findings)


def _annotation(finding: Finding) -> str:
    file = {"file": finding.path} if finding.path not in ("", "-") else {}
    place = {"line": finding.line, "endLine": finding.end_line, "col": finding.column, "endColumn": finding.end_column}
    properties = ",".join(
        f"{name}={_escaped(str(value), also=':,')}"
        for name, value in ({**file, **place, "title": finding.rule}).items()
    )
    return f"::{LEVELS[finding.severity]} {properties}::{_escaped(' '.join([finding.message, finding.hint]).strip())}"


def _escaped(text: str, also: str = "") -> str:
    for sign in "%\r\n" + also:  # the percent sign first, as it begins every escape
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def to_sarif(report: Report) -> str:
    """Return the report as SARIF 2.1.0."""
    used = sorted({finding.rule for finding in report.findings})
    driver = {
        "name": "campaignkit",
        "version": __version__,
        "rules": [_sarif_rule(name) for name in used],
    }
    results = [_sarif_result(finding, used.index(finding.rule)) for finding in report.findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _sarif_rule(name: str) -> dict[str, Any]:
    rule = RULES[name]
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.severity]},
    }


def _sarif_result(finding: Finding, rule: int) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "snippet": {"text": finding.text},
    }
    place = {"artifactLocation": {"uri": _uri(finding.path)}, "region": region}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": " ".join([finding.message, finding.hint]).strip()},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    from pathlib import PurePath
    from urllib.parse import quote

    return quote(PurePath(path).as_posix()) if path not in ("", "-") else "stdin"
