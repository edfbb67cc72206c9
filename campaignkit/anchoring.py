"""Anchoring: every statement of a campaign looked for anew in the documents at hand.

A document is matched to its source by sha256 and by nothing else. A file that bears the name of a source's document and
holds other bytes is refused: what has changed must be looked at by a person, not anchored in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from campaignkit.anchors import Anchor, find_anchor, places_of
from campaignkit.documents import Kept, document_files, read_folder
from campaignkit.errors import DocumentError
from campaignkit.folding import Span
from campaignkit.models.campaign import Campaign
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement

State = Literal["anchored", "failed", "recorded", "missing"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement and every place of it in its source's document: one, if all is well.

    Attributes:
        spans: In code points of the document's kept text.
    """

    statement: Statement
    spans: tuple[Span, ...]

    @property
    def anchored(self) -> bool:
        """Whether it stands in exactly one place."""
        return len(self.spans) == 1


@dataclass(frozen=True)
class Anchoring:
    """What anchoring anew has come to, for one source.

    Attributes:
        statements: All statements of the source.
        document: The document they were looked for in; None if it is not at hand.
        placed: Where each was found; empty without a document.
        wanted: Whether documents were looked for at all.
    """

    source: Source
    statements: tuple[Statement, ...]
    document: Kept | None = None
    placed: tuple[Placed, ...] = ()
    wanted: bool = False

    @property
    def anchored(self) -> int:
        """How many statements stand in exactly one place."""
        return sum(one.anchored for one in self.placed)

    @property
    def failed(self) -> tuple[Placed, ...]:
        """The statements whose words are nowhere, or in several places."""
        return tuple(one for one in self.placed if not one.anchored)

    @property
    def state(self) -> State:
        """Whether all are "anchored", some "failed", the document is "missing" from those given, or none were given."""
        if self.document:
            return "failed" if self.failed else "anchored"
        return "missing" if self.wanted else "recorded"


def find_documents(campaign: Campaign, folders: Iterable[Path]) -> dict[str, Kept]:
    """Return the documents of a campaign's sources that are in `folders`, by sha256.

    Raises:
        DocumentError: There is no such folder, a document cannot be read, or as for `refuse_changed`.
    """
    wanted = frozenset(source.sha256 for source in campaign.sources if source.sha256)
    folders = list(folders)
    found: dict[str, Kept] = {}
    for folder in folders:
        found |= read_folder(folder, wanted)
    refuse_changed(campaign, folders, found)
    return found


def refuse_changed(campaign: Campaign, folders: Iterable[Path], found: Mapping[str, Kept]) -> None:
    """Refuse folders in which a source's document is no longer the one that was recorded.

    Args:
        found: The documents that were read from the folders, by sha256.

    Raises:
        DocumentError: A file has the name of a source's document but another sha256, and the recorded document is not
            there under another name either.
    """
    absent = {one.file: one for one in campaign.sources if one.file and one.sha256 and one.sha256 not in found}
    others = {found[one.sha256].path for one in campaign.sources if one.sha256 and one.sha256 in found}
    for folder in folders if absent else ():
        for path in document_files(folder):
            if path.name in absent and path not in others:
                raise _changed(absent[path.name], path)


def _changed(source: Source, path: Path) -> DocumentError:
    from hashlib import sha256

    return DocumentError(
        f"This is not the document that was recorded as source {source.id!r}: it has changed since.",
        str(path),
        "Put the recorded file back, or add this one as a source of its own. No statement was anchored anew.",
        (f"recorded  sha256 {source.sha256}", f"now       sha256 {sha256(path.read_bytes()).hexdigest()}"),
    )


def anchor(campaign: Campaign, documents: Mapping[str, Kept] | None = None) -> list[Anchoring]:
    """Look for every statement in the document of its source.

    Args:
        documents: By sha256; None if none were given, which is not the same as none of them being the right one.

    Returns:
        One result for each source of the campaign, in its order.
    """
    return [_anchored(campaign, source, documents) for source in campaign.sources]


def _anchored(campaign: Campaign, source: Source, documents: Mapping[str, Kept] | None) -> Anchoring:
    statements = tuple(one for one in campaign.statements if one.source == source.id)
    kept = (documents or {}).get(source.sha256 or "")
    placed = tuple(Placed(one, tuple(find_statement(kept.text, one))) for one in statements) if kept else ()
    return Anchoring(source, statements, kept, placed, documents is not None)


def find_statement(text: str, statement: Statement) -> list[Span]:
    """Return where a statement stands in the kept text of its source; one place if all is well.

    Examples:
        >>> told = Statement(id="a", source="s", kind="report", exact="we say no")
        >>> find_statement("Now we say no. Then we say no.", told)
        [Span(start=4, end=13), Span(start=20, end=29)]
    """
    if statement.start is None or statement.end is None:
        framed = (statement.prefix or "") + statement.exact + (statement.suffix or "")
        inset = len(statement.prefix or "")
        found = [Span(at.start + inset, at.start + inset + len(statement.exact)) for at in places_of(text, framed)]
        return found or list(places_of(text, statement.exact))
    recorded = Anchor(statement.exact, statement.prefix or "", statement.suffix or "", statement.start, statement.end)
    return find_anchor(text, recorded)
