"""Files that go with a mail: read whole, under a name that is only a name, with the type that its suffix says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from campaignkit.errors import InputError
from campaignkit.models.base import slug

TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
"""What a mail carries. Programs and archives are not among it: mail servers throw such mails away."""

BYTES_AT_MOST = 18_000_000  # 25 MB is what the large providers take, and base64 makes four bytes of three


@dataclass(frozen=True, slots=True)
class Attached:
    """A file as it goes into a mail."""

    name: str
    maintype: str
    subtype: str
    data: bytes


def read(paths: Iterable[Path]) -> list[Attached]:
    """Return the files of `paths`, each under a name of its own made of a-z, 0-9 and "-".

    Raises:
        InputError: One cannot be read or is of a kind that no mail carries, or together they are too large.
    """
    files = list(_named(paths))
    if (size := sum(len(file.data) for file in files)) > BYTES_AT_MOST:
        what = f"The attachments come to {size / 1e6:.1f} MB, and a mail carries {BYTES_AT_MOST / 1e6:.0f} MB."
        raise InputError(what, "attachments", "Attach fewer, or link to them.")
    return files


def _named(paths: Iterable[Path]) -> Iterator[Attached]:
    taken: set[str] = set()
    for path in paths:
        maintype, subtype = _type(path).split("/")
        name = _free(slug(path.stem, 60), path.suffix.lower(), taken)
        yield Attached(name, maintype, subtype, _bytes(path))


def _type(path: Path) -> str:
    if (suffix := path.suffix.lower()) not in TYPES:
        raise InputError(
            f"A mail does not carry {suffix or 'nameless'} files.", path.name, f"Known: {', '.join(TYPES)}."
        )
    return TYPES[suffix]


def _free(stem: str, suffix: str, taken: set[str]) -> str:
    name, number = f"{stem}{suffix}", 2
    while name in taken:
        name, number = f"{stem}-{number}{suffix}", number + 1
    taken.add(name)
    return name


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise InputError(f"The attachment cannot be read ({reason}).", path.name, "Look at its name.") from None
