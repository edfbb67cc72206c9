"""Finding: something that is wrong with a draft, as a value. Report: all of them, and how much was looked at.

A waiver is a person's word that one finding stands as it is: who says so, since when, and why.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from campaignkit.errors import FindingsError
from campaignkit.folding import Span
from campaignkit.models.base import Date, Model, Words

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class Evidence(Model):
    """The words of a source: `exact` at `start` to `end`, in code points of its kept text."""

    source: str
    start: int
    end: int
    exact: str


class Finding(Model):
    """Something that is wrong with a draft.

    Attributes:
        rule: Name of the rule, as `campaignkit explain` takes it.
        at: The place in the draft's text, in code points.
        path: The draft's file as it was named; "-" for standard input, "" for a text.
        line, column, end_line, end_column: The place in the file, from 1, in code points; the end exclusive.
        text: The draft's own characters at the place.
        evidence: The words of the source, if there are any.
        changes: (words of the draft, words of the source) where the two differ.
    """

    rule: str
    severity: Severity
    at: Span = Field(exclude=True)
    path: str = ""
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    text: str
    message: str
    hint: str = ""
    evidence: Evidence | None = None
    changes: tuple[tuple[str, str], ...] = Field(default=(), exclude=True)

    def __str__(self) -> str:
        return f"{self.path or '-'}:{self.line}:{self.column}: {self.severity} {self.rule}: {self.message}"


class Waiver(Model):
    """A person's word that a finding stands as it is.

    Attributes:
        rule: The rule that found it.
        text: The words that it is about, as the finding shows them; marks, white space and capitals do not matter.
        by, on, because: Who accepts it, since when, and why.
        draft: The end of the draft's path ("amazon.txt", "letters/amazon.txt"); any draft if left out.
        until: The last day on which it counts, if it does not count for good.
        where: The file and line it was read from, such as "waivers.toml:3".
    """

    rule: Words
    text: Words
    by: Words
    on: Date
    because: Words
    draft: Words | None = None
    until: Date | None = None
    where: str = ""

    @field_validator("draft")
    @classmethod
    def _no_way_up(cls, draft: str | None) -> str | None:
        if draft and ".." in draft.replace("\\", "/").split("/"):
            raise ValueError("name the draft by the end of its path, without '..'")
        return draft

    @model_validator(mode="after")
    def _in_order(self) -> Waiver:
        if self.until and self.until < self.on:
            raise ValueError(f"'until' ({self.until}) is before 'on' ({self.on})")
        return self


class Waived(Model):
    """A finding that does not count, and the waiver that says so."""

    finding: Finding
    waiver: Waiver


class StaleWaiver(Model):
    """A waiver that waives nothing (any more), and why."""

    waiver: Waiver
    reason: str


class Report(Model):
    """What a check found.

    Attributes:
        findings: In the order of the drafts and of their places in them; those that are waived are not among them.
        summary: How much was looked at, and how it came out: counts by name.
        waived: The findings that a waiver accepts.
        stale_waivers: The waivers that have run out, or that nothing needs any more.
        notes: What was not looked at, and why.
    """

    findings: tuple[Finding, ...] = ()
    summary: dict[str, int] = Field(default_factory=dict)
    waived: tuple[Waived, ...] = ()
    stale_waivers: tuple[StaleWaiver, ...] = ()
    notes: tuple[str, ...] = ()

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings as severe as `severity`, or more."""
        wanted = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(finding for finding in self.findings if finding.severity in wanted)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that are errors."""
        return self.at_least("error")

    @property
    def ok(self) -> bool:
        """Whether there is no error."""
        return not self.errors

    def raise_for_errors(self, fail_on: Severity = "error") -> Report:
        """Return the report itself, or raise `FindingsError` if a finding is as severe as `fail_on`."""
        if found := self.at_least(fail_on):
            shown = [str(finding) for finding in found[:10]]
            more = [f"… and {len(found) - 10} more."] if len(found) > 10 else []
            counted = "1 finding" if len(found) == 1 else f"{len(found)} findings"
            raise FindingsError(f"The draft has {counted}.", details=[*shown, *more])
        return self

    def to_json(self) -> dict[str, Any]:
        """Return the object that `check --format json` prints."""
        return {"version": 1, **self.model_dump(mode="json")}

    def __str__(self) -> str:
        return "\n".join(str(finding) for finding in self.findings) or "No findings."
