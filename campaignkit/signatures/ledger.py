"""The ledger: one SQLite file that holds the texts of petitions, who signed them, and what was decided about it.

It is made with mode 0600, is named in the folder's .gitignore, and what is deleted from it is overwritten with zeros.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from campaignkit.errors import InputError

NAME = "petitions.sqlite"
SCHEMA_VERSION = 1
_KNOWN_AS = 0x434B5054  # "CKPT": a SQLite file of another program is not taken for ours
_WAIT = 5.0  # seconds, for another command that is writing

_SCHEMA = """
CREATE TABLE petition (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    current INTEGER                 -- the version that is being signed
);
CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    petition INTEGER NOT NULL REFERENCES petition,
    number INTEGER NOT NULL,        -- from 1, within the petition
    sha256 TEXT NOT NULL,           -- of the text; a signature is bound to it
    opened TEXT NOT NULL,           -- the first day on which this text could be signed
    document TEXT NOT NULL,         -- as a .json file holds it
    anonymised TEXT,                -- the day on which names, addresses and comments were taken out
    UNIQUE (petition, number),
    UNIQUE (petition, sha256)
);
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version,
    imported TEXT NOT NULL,
    sha256 TEXT NOT NULL,           -- of the file
    form TEXT NOT NULL,
    agreed TEXT,                    -- where its signers agreed that their names are shown
    read INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL DEFAULT 0,
    duplicate INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,
    empty INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE signature (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version,
    batch INTEGER NOT NULL REFERENCES batch,
    row INTEGER,                    -- of the file; the header is row 1
    name TEXT, email TEXT,          -- as they were given
    name_key TEXT, address_key TEXT, occasion TEXT,   -- what a second signature of the same person is known by
    town TEXT, region TEXT, postcode TEXT, country TEXT,
    comment TEXT,
    signed_on TEXT,
    publish INTEGER, contact INTEGER,   -- 1 agreed, 0 refused, NULL not asked
    display TEXT NOT NULL DEFAULT 'name' CHECK (display IN ('name', 'initials', 'anonymous')),
    state TEXT NOT NULL DEFAULT 'counted' CHECK (state IN ('counted', 'weeded')),
    judged INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX signature_address ON signature (address_key) WHERE address_key IS NOT NULL;
CREATE INDEX signature_name ON signature (name_key) WHERE name_key IS NOT NULL;
CREATE INDEX signature_version ON signature (version, state);
CREATE TABLE flag (
    signature INTEGER NOT NULL REFERENCES signature,
    reason TEXT NOT NULL,
    PRIMARY KEY (signature, reason)
) WITHOUT ROWID;
CREATE TABLE decision (
    id INTEGER PRIMARY KEY,
    signature INTEGER NOT NULL REFERENCES signature,
    act TEXT NOT NULL CHECK (act IN ('weed', 'restore', 'keep')),
    reason TEXT,
    decided TEXT NOT NULL
);
CREATE TABLE paper (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL REFERENCES version,
    count INTEGER NOT NULL CHECK (count > 0),
    place TEXT NOT NULL,
    note TEXT NOT NULL,
    counted TEXT NOT NULL,
    UNIQUE (version, count, place, note)
);
"""


@contextmanager
def open_ledger(path: Path, *, create: bool = False) -> Iterator[sqlite3.Connection]:
    """Open a ledger; what is done inside is one transaction, kept at the end or undone by an exception.

    Args:
        path: The file.
        create: Make it if it is not there, and name it in the .gitignore of its folder.

    Raises:
        InputError: It is not there, is no ledger, was written by a newer campaignkit, or is in use.
    """
    path = path.absolute()
    if create and not path.exists():
        _make(path)
    if not path.is_file():
        hint = "Open a petition first: campaignkit petition open PETITION.json"
        raise InputError("There are no petitions here.", str(path), hint)
    _for_the_owner_only(path)
    with contextlib.closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
        try:
            _prepare(connection, path)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise _unusable(error, path) from None


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in ("secure_delete = ON", "foreign_keys = ON", "temp_store = MEMORY", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    [known_as], [version] = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")
    )
    if known_as != _KNOWN_AS:
        what = "This is not a file of petitions; nothing was changed."
        raise InputError(what, str(path), f"Name the file {NAME} of your campaign.")
    if version > SCHEMA_VERSION:
        what = f"The file has version {version}; this campaignkit knows version {SCHEMA_VERSION}."
        raise InputError(what, str(path), "Use the newer campaignkit that wrote it.")


def _make(path: Path) -> None:
    """Make the file, which nobody else can read from its first moment, or leave nothing behind."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            marked = f"PRAGMA application_id = {_KNOWN_AS}; PRAGMA user_version = {SCHEMA_VERSION};"
            connection.executescript(f"BEGIN; {_SCHEMA} {marked} COMMIT;")
        _keep_out_of_git(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _keep_out_of_git(path: Path) -> None:
    """Name the file, and what SQLite writes beside it, in the .gitignore of its folder."""
    ignored, entry = path.parent / ".gitignore", f"/{path.name}*"
    held = ignored.read_text(encoding="utf-8") if ignored.exists() else ""
    if entry not in held.splitlines():
        above = "\n" if held and not held.endswith("\n") else ""
        with ignored.open("a", encoding="utf-8") as file:
            file.write(f"{above}# Who signed a petition.\n{entry}\n")


def _for_the_owner_only(path: Path) -> None:
    """Take from everybody else what they could do with the file."""
    if (mode := path.stat().st_mode & 0o777) & 0o077:
        path.chmod(mode & 0o700)


def _unusable(error: sqlite3.Error, path: Path) -> InputError:
    """Tell of a failure of SQLite without its message, which can hold a value."""
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        hint = "Wait until the other command has ended, and run this one again."
        return InputError("Another command is using the file; nothing was changed.", str(path), hint)
    if name == "SQLITE_NOTADB":
        return InputError("This is not a file of petitions.", str(path), f"Name the file {NAME} of your campaign.")
    what = f"The file of petitions cannot be used ({name}); nothing was changed."
    return InputError(what, str(path), "Look at the disk and at the file, or go back to a copy of it.")
