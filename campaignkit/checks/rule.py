"""What a rule is: a name, a severity, why it is there, examples that must fire and that must not, and a function."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaignkit.folding import Span
from campaignkit.models.finding import Evidence, Severity

if TYPE_CHECKING:
    from campaignkit.checks.case import Case


@dataclass(frozen=True, slots=True)
class Example:
    """A draft, and why a rule fires on it or spares it. It is checked against `checks.examples`."""

    draft: str
    because: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in a draft at which a rule fires, before it is given its line and column.

    Attributes:
        at: In code points of the draft's text.
        severity: None for that of the rule.
    """

    at: Span
    message: str
    hint: str = ""
    severity: Severity | None = None
    evidence: Evidence | None = None
    changes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the checker.

    Attributes:
        summary: When it fires, in one line.
        why: Why it is there, for a person whose draft it has stopped.
        find: Yields the places at which it fires.
        fires, spares: Examples on which it must fire and must not.
    """

    name: str
    severity: Severity
    summary: str
    why: str
    find: Callable[[Case], Iterator[Hit]]
    fires: tuple[Example, ...]
    spares: tuple[Example, ...]
