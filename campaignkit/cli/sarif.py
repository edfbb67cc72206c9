"""A report as SARIF 2.1.0, for code scanning and for editors.

No `fixes` are offered, on purpose: which of the words and the claim must change is for a person to say. There is no
`helpUri`, since the rules have no address of their own yet; `help` holds what `campaignkit explain` tells.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from campaignkit import __version__
from campaignkit.checks import Rule, all_rules
from campaignkit.cli.machine import from_here, told
from campaignkit.folding import fold
from campaignkit.models import Finding, Report
from campaignkit.models.finding import StaleWaiver, Waiver

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
TEXTS = (".txt", ".md", ".markdown", ".html", ".htm", ".xhtml", ".json")  # files that are text, and have an encoding
Json = dict[str, Any]


def to_sarif(report: Report, drafts: Sequence[str] = ()) -> str:
    """Return the report as one SARIF log.

    Args:
        drafts: The paths of all drafts that were checked, those without a finding too.
    """
    accepted = [(one.finding, one.waiver) for one in report.waived]
    found: list[tuple[Finding, Waiver | None]] = [*((finding, None) for finding in report.findings), *accepted]
    rules = sorted({finding.rule for finding, _ in found})
    paths = list(dict.fromkeys([*drafts, *(finding.path for finding, _ in found)]))
    prints = _fingerprints([finding for finding, _ in found])
    run = {
        "tool": {"driver": _driver(rules)},
        "invocations": [{"executionSuccessful": True, "toolConfigurationNotifications": _notes(report.stale_waivers)}],
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(path) for path in paths],
        "results": [
            {**_result(finding, rules, paths), "partialFingerprints": {"findingHash/v1": mark}, **_suppressed(waiver)}
            for (finding, waiver), mark in zip(found, prints, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _driver(names: Iterable[str]) -> Json:
    known = all_rules()
    return {
        "name": "campaignkit",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(known[name]) for name in names],
    }


def _rule(rule: Rule) -> Json:
    explained = f"{rule.why}\n\nIt fires on: {rule.fires[0].draft.strip()}" if rule.fires else rule.why
    return {
        "id": rule.name,
        "shortDescription": _message(rule.summary),
        "fullDescription": _message(rule.why),
        "help": _message(f"{explained}\n\nMore: campaignkit explain {rule.name}"),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _message(text: str) -> Json:
    """Return a text as a message; what a viewer would take for a link in it is parted, as a draft may hold any."""
    return {"text": text.replace("](", "] (") or "-"}


def _artifact(path: str) -> Json:
    encoding = {"encoding": "utf-8"} if path in ("", "-") or Path(path).suffix.lower() in TEXTS else {}
    return {"location": {"uri": _uri(path)}, "roles": ["analysisTarget"], **encoding}


def _result(finding: Finding, rules: list[str], paths: list[str]) -> Json:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
        "snippet": {"text": finding.text},
    }
    file = {"uri": _uri(finding.path), "index": paths.index(finding.path)}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": LEVELS[finding.severity],
        "message": _message(told(finding)),
        "locations": [{"physicalLocation": {"artifactLocation": file, "region": region}}],
        "properties": {"evidence": finding.evidence.model_dump() if finding.evidence else None},
    }


def _fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return what stays the same of each finding when lines are moved: its rule and words, and which such it is."""
    seen: Counter[str] = Counter()
    marks = []
    for finding in findings:
        mark = sha256("\0".join([finding.rule, fold(finding.text)]).encode()).hexdigest()[:32]
        seen[finding.path + mark] += 1
        marks.append(f"{mark}:{seen[finding.path + mark]}")
    return marks


def _suppressed(waiver: Waiver | None) -> Mapping[str, list[Json]]:
    if waiver is None:
        return {"suppressions": []}  # the standard wants them for all results of a run, or for none
    why = f"{waiver.because} ({waiver.by}, {waiver.on})"
    return {"suppressions": [{"kind": "external", "status": "accepted", "justification": why, **_location(waiver)}]}


def _location(waiver: Waiver) -> Json:
    file, _, line = waiver.where.rpartition(":")
    if not file or not line.isdigit():
        return {}
    place = {"artifactLocation": {"uri": _uri(file)}, "region": {"startLine": int(line)}}
    return {"location": {"physicalLocation": place}}


def _notes(stale: Iterable[StaleWaiver]) -> list[Json]:
    return [
        {
            "level": "note",
            "message": _message(f"A waiver of {one.waiver.rule} is stale. {one.reason}"),
            **({"locations": [held["location"]]} if (held := _location(one.waiver)) else {}),
        }
        for one in stale
    ]


def _uri(path: str) -> str:
    """Return the address of a file: from here if it lies in this folder, as a repository names it, else in full."""
    if path in ("", "-"):
        return "stdin"
    near = from_here(path)
    return Path(near).as_uri() if Path(near).is_absolute() else quote(near)
