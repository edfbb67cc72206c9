"""Rules of other packages: whatever is installed under the entry point group `campaignkit.rules`.

A package says in its pyproject.toml

    [project.entry-points."campaignkit.rules"]
    exclamation = "my_rules:RULE"

and `RULE` is a `campaignkit.checks.Rule`. A plug-in that cannot be loaded, fails, or points outside the draft ends the
check with an error that names it: a check that silently left out a rule would be worth less than none.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaignkit.checks.rule import Hit, Rule
from campaignkit.errors import InputError
from campaignkit.folding import Span
from campaignkit.models.finding import SEVERITIES

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from campaignkit.checks.case import Case

GROUP = "campaignkit.rules"
OURS = str(Path(__file__).parent.parent)
PYTHONS = str(Path(os.__file__).parent)
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class PlugIn:
    """A rule and where it comes from: "exclamation, of my-rules 1.0"."""

    rule: Rule
    origin: str


def plug_ins(builtin: Mapping[str, Rule]) -> dict[str, PlugIn]:
    """Return the rules that are installed beside those that ship, by name.

    Raises:
        InputError: One cannot be loaded, is no rule, or has the name of another.
    """
    found: dict[str, PlugIn] = {}
    for plug_in in _installed(tuple(sys.path)):
        name = plug_in.rule.name
        if name in builtin:
            raise _refused(plug_in.origin, f"its rule {name!r} has the name of a rule that ships")
        if name in found:
            raise _refused(plug_in.origin, f"its rule {name!r} has the name of one of {found[name].origin}")
        found[name] = plug_in
    return found


@cache
def _installed(path: tuple[str, ...]) -> tuple[PlugIn, ...]:
    """Return the plug-ins found along `path`. To look costs a millisecond; importlib.metadata alone, thirty."""
    if not any(_names_group(folder) for folder in path):
        return ()
    from importlib.metadata import entry_points

    return tuple(_loaded(entry) for entry in entry_points(group=GROUP))


def _names_group(folder: str) -> bool:
    """Whether a package installed in `folder` has entry points of our group."""
    try:
        with os.scandir(folder or os.curdir) as entries:
            return any(
                _holds_group(entry.path) for entry in entries if entry.name.endswith((".dist-info", ".egg-info"))
            )
    except OSError:  # no folder, or one that we may not read
        return False


def _holds_group(folder: str) -> bool:
    try:
        with open(os.path.join(folder, "entry_points.txt"), "rb") as file:  # noqa: PTH118, PTH123  # once a package
            return GROUP.encode() in file.read()
    except OSError:
        return False


def _loaded(entry: EntryPoint) -> PlugIn:
    origin = f"{entry.name}, of {entry.dist.name} {entry.dist.version}" if entry.dist else entry.name
    try:
        rule = entry.load()
    except Exception as error:
        raise _refused(origin, f"it cannot be imported ({_told(error)})") from error
    if not isinstance(rule, Rule):
        raise _refused(origin, f"{entry.value} is no campaignkit.checks.Rule, but of type {type(rule).__name__}")
    if not _NAME.fullmatch(rule.name) or rule.severity not in SEVERITIES:
        raise _refused(origin, "its rule needs a name such as 'too-loud' and a severity: error, warning or info")
    return PlugIn(replace(rule, find=_guarded(rule.find, origin)), origin)


def _guarded(find: Callable[[Case], Iterator[Hit]], origin: str) -> Callable[[Case], Iterator[Hit]]:
    """Return `find` with its faults told as the plug-in's, and its hits looked at before they are believed."""

    def guarded(case: Case) -> Iterator[Hit]:
        try:
            hits = list(find(case))
        except Exception as error:
            raise _refused(origin, f"it failed on {case.draft.name or 'the draft'} ({_told(error)})") from error
        for hit in hits:
            _refuse_wrong(hit, len(case.draft.text), origin)
        yield from hits

    return guarded


def _refuse_wrong(hit: Any, length: int, origin: str) -> None:
    if not isinstance(hit, Hit) or not isinstance(hit.at, Span) or not isinstance(hit.message, str):
        raise _refused(origin, "it yields something else than Hit(Span(start, end), message)")
    if not 0 <= hit.at.start <= hit.at.end <= length:
        raise _refused(origin, f"it points to {hit.at.start}–{hit.at.end}, in a draft of {length} characters")
    if hit.severity not in (None, *SEVERITIES):
        raise _refused(origin, f"it yields the severity {hit.severity!r}, not one of {', '.join(SEVERITIES)}")


def _told(error: Exception) -> str:
    """Return what went wrong and where, without the words of an error that may hold a piece of the draft."""
    from traceback import walk_tb

    if isinstance(error, SyntaxError):
        return f"SyntaxError at {Path(error.filename or '').name}:{error.lineno}"
    words = f": {error}" if isinstance(error, ImportError | AttributeError) else ""
    trail = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    file, line = next((place for place in reversed(trail) if _is_theirs(place[0])), trail[-1])
    return f"{type(error).__name__}{words} at {Path(file).name}:{line}"


def _is_theirs(file: str) -> bool:
    """Whether a file is neither ours nor Python's own, so that a fault in it is the plug-in's."""
    installed = "-packages" in file  # beneath the standard library, where there is no virtual environment
    return not file.startswith(("<", OURS)) and (installed or not file.startswith(PYTHONS))


def _refused(origin: str, what: str) -> InputError:
    package = origin.partition(", of ")[2].split(" ")[0]
    hint = f"Mend it, or take it out: pip uninstall {package}" if package else "Mend it, or take it out."
    return InputError(f"The plug-in {origin}, cannot be used: {what}.", hint=hint)
