"""Every exception that campaignkit raises.

    CampaignKitError                 exit code of the command line
    ├── UsageError (ValueError)      2   the call itself makes no sense
    ├── InputError (ValueError)      3   a file, an id or a text that we cannot go on with
    │   ├── CampaignError            3   a campaign folder; carries every problem found in it
    │   ├── UnknownIdError (LookupError)
    │   ├── DocumentError            3   a document that cannot be read, or is not the one that was recorded
    │   ├── TemplateError            3   a template that is wrong or reaches for what it may not
    │   ├── ExistsError (FileExistsError)
    │   ├── MissingExtraError (ImportError)
    │   ├── DuplicateKeyError        3   a dedupe key is taken by other bytes
    │   └── StorageError (OSError)   3   the outbox cannot be read or written; nothing was half done
    ├── FindingsError                1   `report.raise_for_errors()`
    └── DeliveryError                4   something did not arrive

A message has three parts: the place, what is wrong, what to do. A *finding* in a draft is a value, not an exception.
All arguments go to `super().__init__`, so that an exception survives pickling on its way back from a worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, what, and what to do about it.

    Attributes:
        where: A place a person can open, such as "demands.toml:12"; "" if there is none.
        what: One sentence that names the thing that is wrong.
        hint: What to do; "" if the sentence says it already.
        details: Lines shown indented in between, such as two versions of words one above the other.
    """

    where: str
    what: str
    hint: str = ""
    details: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        below = [*self.details, self.hint] if self.hint else [*self.details]
        return "\n".join([head, *(f"  {line}" for line in below)])


class CampaignKitError(Exception):
    """The base of all. Attributes `what`, `where`, `hint`, `details` are those of `Problem`."""

    exit_code = 3

    def __init__(self, what: str, where: str = "", hint: str = "", details: Sequence[str] = ()) -> None:
        super().__init__(what, where, hint, tuple(details))
        self.what, self.where, self.hint, self.details = what, where, hint, tuple(details)

    def __str__(self) -> str:
        return str(Problem(self.where, self.what, self.hint, self.details))


class UsageError(CampaignKitError, ValueError):
    """The call cannot mean anything: two options that exclude each other, a value of the wrong kind."""

    exit_code = 2


class InputError(CampaignKitError, ValueError):
    """Something handed to us cannot be used as it is."""


class CampaignError(InputError):
    """A campaign folder is not in order. `problems` holds everything that was found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super(CampaignKitError, self).__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


class UnknownIdError(InputError, LookupError):
    """No such id; the nearest one that exists is offered."""


class DocumentError(InputError):
    """A document cannot be read, is empty, or is not the one that was recorded."""


class TemplateError(InputError):
    """A template is wrong, asks for a field that is not there, or for something that no template may touch."""


class ExistsError(InputError, FileExistsError):
    """A file is in the way; nothing was written."""


class MissingExtraError(InputError, ImportError):
    """An optional library is needed; the message holds the line that installs it."""


class DuplicateKeyError(InputError):
    """A message with this dedupe key is in the outbox already, and its bytes are others."""


class StorageError(InputError, OSError):
    """The outbox cannot be read or written: full, locked, read-only, corrupt, or of a newer campaignkit."""


class FindingsError(CampaignKitError):
    """A checked draft has findings at or above the severity that was asked for."""

    exit_code = 1


class DeliveryError(CampaignKitError):
    """A message did not arrive."""

    exit_code = 4


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """Return a hint that offers the nearest of `known`, or names them all when there are few.

    Examples:
        >>> did_you_mean("amazom", ["amazon", "ibm"])
        "Did you mean 'amazon'?"
        >>> did_you_mean("zzz", ["amazon", "ibm"])
        'Known: amazon, ibm.'
        >>> did_you_mean("zzz", [])
        'There is none yet.'
    """
    names = sorted(set(known))
    if near := get_close_matches(wrong, names, n=3, cutoff=0.6):
        return f"Did you mean {' or '.join(repr(name) for name in near)}?"
    if not names:
        return "There is none yet."
    shown = ", ".join(names[:12])
    return f"Known: {shown}{', …' if len(names) > 12 else ''}."


def unknown_id(kind: str, wrong: str, known: Iterable[str], where: str = "") -> UnknownIdError:
    """Return the error for an id that names nothing, with a near miss (`kind` is a noun such as "target")."""
    return UnknownIdError(f"No {kind} is named {wrong!r}.", where, did_you_mean(wrong, known))


def missing_extra(what: str, extra: str, where: str = "") -> MissingExtraError:
    """Return the error for a library that is not installed.

    Args:
        what: What it is needed for, as a sentence.
        extra: The extra of campaignkit that brings it.

    Examples:
        >>> print(missing_extra("Reading a .docx file needs python-docx.", "docx", "letter.docx"))
        letter.docx: Reading a .docx file needs python-docx.
          pip install 'campaignkit[docx]'
    """
    return MissingExtraError(what, where, f"pip install 'campaignkit[{extra}]'")
