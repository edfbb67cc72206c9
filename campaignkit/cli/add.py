"""`campaignkit add`: a document becomes a source of the campaign in this folder."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from campaignkit.cli.console import note, say
from campaignkit.cli.options import IsoDate

if TYPE_CHECKING:
    from campaignkit.documents import Kept
    from campaignkit.documents.notices import Notice
    from campaignkit.models import Campaign, Source

PLACES_SHOWN = 5


@click.command()
@click.argument("document", metavar="FILE|URL")
@click.option("--id", "name", metavar="ID", help="What to call the source. Default: made of the file's name.")
@click.option("--title", help="Default: what the document calls itself, or its first line.")
@click.option("--publisher", help="Who published it.")
@click.option("--author", multiple=True, help="Who wrote it; may be repeated.")
@click.option("--issued", type=IsoDate(), metavar="DATE", help="When it was published.")
@click.option("--url", metavar="URL", help="Where it can be read.")
@click.option("--allow-private", is_flag=True, help="Fetch from this machine or a private network, too.")
@click.option("-c", "--campaign", metavar="DIR", help="Folder of the campaign. Default: this one.")
def command(
    document: str,
    name: str | None,
    title: str | None,
    publisher: str | None,
    author: tuple[str, ...],
    issued: date | None,
    url: str | None,
    allow_private: bool,
    campaign: str | None,
) -> None:
    """Copy a document into the campaign's folder documents, and append an entry for it to sources.toml.

    The file is kept byte for byte. What it says of itself (title, author, date) is taken over; a title that had to be
    guessed is named in `inferred`. Where the document corrects itself, that is proposed in lines of comment: say what
    is withdrawn, then take the "#" away.
    """
    from campaignkit.catalog import read_campaign
    from campaignkit.entries import own_folder

    folder = own_folder(campaign)
    held = read_campaign(folder)
    had = _had(document, folder, allow_private)
    _refuse_twice(held, had)
    given = {"title": title, "publisher": publisher, "author": author, "issued": issued, "url": url}
    source = _source(held, had, name, {key: value for key, value in given.items() if value})
    _keep(folder, had, source)


@dataclass(frozen=True)
class _Had:
    """A document that was read or fetched.

    Attributes:
        file: The name to keep it under; "" for one that takes that of its source.
        suffix: How the file name ends.
        home: Where it is, if it is in the campaign's folder of documents already.
        url: Where it was fetched from; None for a file.
    """

    data: bytes
    kept: Kept
    file: str
    suffix: str
    home: Path | None = None
    url: str | None = None


def _had(document: str, folder: Path, allow_private: bool) -> _Had:
    if document.startswith(("http://", "https://")):
        return _fetched(document, allow_private)
    return _read(Path(document), (folder / "documents").resolve())


def _read(path: Path, documents: Path) -> _Had:
    from campaignkit.documents import read_file
    from campaignkit.documents.folder import SUFFIXES
    from campaignkit.errors import DocumentError

    suffix = path.suffix.lower()
    if suffix not in SUFFIXES and path.is_file():
        what = f"A file that ends in {suffix} cannot be read as a document." if suffix else "The file has no suffix."
        raise DocumentError(what, str(path), "Save its text as .txt, .md or .html and add that.")
    kept = read_file(path)
    home = path.resolve() if path.resolve().is_relative_to(documents) else None
    return _Had(path.read_bytes(), kept, path.name.lstrip("."), suffix, home)


def _fetched(url: str, allow_private: bool) -> _Had:
    from campaignkit.documents import read_bytes
    from campaignkit.documents.fetch import fetch

    page = fetch(url, allow_private=allow_private)
    if page.converted_from:
        note(f"The page was sent as {page.converted_from}; it is kept as UTF-8.")
    return _Had(page.data, read_bytes(page.data, f"page{page.suffix}"), "", page.suffix, url=page.url)


def _refuse_twice(campaign: Campaign, had: _Had) -> None:
    from campaignkit.errors import ExistsError

    if twin := next((one for one in campaign.sources if one.sha256 == had.kept.sha256), None):
        what, hint = (
            f"This document is the source {twin.id!r} already.",
            f"Quote from it: campaignkit quote {twin.id} …",
        )
        raise ExistsError(what, had.file or (had.url or ""), hint)


def _source(campaign: Campaign, had: _Had, name: str | None, given: dict[str, Any]) -> Source:
    """Return the source: what was given, else what the document says of itself."""
    from campaignkit.documents.metadata import find_metadata
    from campaignkit.entries import build, free_id
    from campaignkit.models import Source

    found = find_metadata(had.kept)
    stem = Path(had.file).stem if had.file else ""
    told = {"title": found.title or stem, "publisher": found.publisher, "url": had.url or found.url}
    held: dict[str, Any] = {**told, "author": found.author, "issued": found.issued, **given}
    taken = [one.id for one in campaign.sources]
    chosen = name or free_id(stem or str(held["title"]), taken)
    return build(
        Source,
        id=chosen,
        **held,
        accessed=date.today() if had.url else None,  # noqa: DTZ011  # the day where the person is
        sha256=had.kept.sha256,
        file=had.file or f"{chosen}{had.suffix}",
        repairs=len(had.kept.repairs) or None,
        inferred=tuple(key for key in found.inferred if key not in given),
    )


def _keep(folder: Path, had: _Had, source: Source) -> None:
    """Copy the document, then append the entry; without the entry the copy goes, too."""
    from campaignkit.documents.notices import find_notices
    from campaignkit.entries import append

    notices = find_notices(had.kept.text)
    copied = None if had.home else _copy(folder / "documents" / str(source.file), had.data)
    try:
        text = append(folder, source, _proposals(notices))
    except BaseException:
        if copied:
            copied.unlink(missing_ok=True)
        raise
    say(text.rstrip("\n"))
    _tell(folder, had, source, notices)


def _copy(path: Path, data: bytes) -> Path | None:
    """Return the file that was written; None if it is there already with the same bytes."""
    from campaignkit.entries import put
    from campaignkit.errors import ExistsError

    if path.exists():
        if path.is_file() and path.read_bytes() == data:
            return None
        hint = "Nothing was written. Give your file another name and add it again."
        raise ExistsError("Another document of this name is kept already.", str(path), hint)
    path.parent.mkdir(exist_ok=True)
    put(path, data)
    return path


def _proposals(notices: list[Notice]) -> str:
    return "".join(map(_proposal, notices))


def _proposal(notice: Notice) -> str:
    """Return a notice as a table that is commented out: what it withdraws is for a person to say."""
    from campaignkit.entries import commented, toml

    corrects = notice.kind == "correction"
    told = "corrects itself" if corrects else "tells what has happened since"
    key, todo = ("withdraws", "what it takes back") if corrects else ("replaces", "the state that no longer holds")
    lines = [
        f"[[source.{notice.kind}]]",
        f"exact = {toml(notice.exact)}",
        f"{key} = {toml(notice.claim or f'TODO: {todo}, as one plain sentence')}",
    ]
    lines += [f"dated = {notice.dated}"] if notice.dated else []
    remark = f"\n# The document {told}, it seems. Say {todo}; then take the # away.\n"
    return remark + commented("\n".join(lines))


def _tell(folder: Path, had: _Had, source: Source, notices: list[Notice]) -> None:
    place = had.home or folder / "documents" / str(source.file)
    note(f"Kept as {_near(place)}; the entry {source.id!r} stands in {_near(folder / 'sources.toml')}.")
    if had.kept.repairs:
        note(_repairs(had.kept))
    for key in source.inferred:
        note(f"The {_NAMES[key]} is a guess: {getattr(source, key)}. Mend it there, and take it out of `inferred`.")
    if notices:
        lines = ", ".join(f"line {had.kept.line_and_column(one.span.start)[0]}" for one in notices)
        note(f"The document corrects itself or was brought up to date ({lines}): see the comments below the entry.")
    note(f'Next: campaignkit quote {source.id} "words of the document"')


_NAMES = {"title": "title", "issued": "date"}


def _near(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _repairs(kept: Kept) -> str:
    """Return what was repaired, most frequent first: "19 spots repaired: â€™ → ’ (14; lines 3, 9), …"."""
    from campaignkit.entries import toml

    spots = Counter((spot.was, spot.now) for spot in kept.repairs)
    parts = []
    for (was, now), count in spots.most_common():
        starts = (spot.span.start for spot in kept.repairs if (spot.was, spot.now) == (was, now))
        lines = list(dict.fromkeys(str(kept.file_text.count("\n", 0, start) + 1) for start in starts))
        more = ", …" if len(lines) > PLACES_SHOWN else ""
        named = f"line{'s' if len(lines) > 1 else ''} {', '.join(lines[:PLACES_SHOWN])}{more}"
        parts.append(f"{toml(was)[1:-1]} → {toml(now)[1:-1]} ({count}; {named})")
    total = len(kept.repairs)
    return f"{total} spot{'s' if total > 1 else ''} repaired: {', '.join(parts)}"
