"""Signatures in: a file is read in one transaction, and each row is told of: added, duplicate, rejected or empty."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from campaignkit.errors import InputError, UsageError
from campaignkit.signatures.intake import PLACE, Signed, SlashedDays, occasion_of, signed_by
from campaignkit.signatures.names import key, same_person
from campaignkit.signatures.petitions import Version, find_petition, find_version
from campaignkit.signatures.rows import Row, Table
from campaignkit.signatures.suspicions import MOST_AT_ONE_ADDRESS, suspicions

ALIKE = 200  # signatures of one mailbox, or of one name, that are compared word by word; the same row comes first


@dataclass
class Intake:
    """What came in. `read` is `added` + `duplicate` + `rejected` + `empty`: always.

    Attributes:
        petition: Its name.
        rejected_rows: Number of the row, and why; never what stands in it.
        flagged: How many of the added have each reason for a look.
        shared: Added signatures whose address another person has given before.
        not_shown, not_contacted: Added signatures whose name is not shown, and whose signer is not written to.
        withdrawn: Duplicates that took back a consent given before, or wish to be shown less.
        versions: Added signatures by version.
        unread_days: Rows whose day cannot be told.
        unseen: Rows out of whose name or comment signs that nobody sees were left.
    """

    petition: str
    read: int = 0
    added: int = 0
    duplicate: int = 0
    empty: int = 0
    rejected_rows: list[tuple[int, str]] = field(default_factory=list)
    flagged: Counter[str] = field(default_factory=Counter)
    flagged_signatures: int = 0
    shared: int = 0
    not_shown: int = 0
    not_contacted: int = 0
    withdrawn: int = 0
    unread_days: int = 0
    unseen: int = 0
    versions: Counter[int] = field(default_factory=Counter)

    @property
    def rejected(self) -> int:
        """How many rows were rejected."""
        return len(self.rejected_rows)


@dataclass(frozen=True)
class Choices:
    """What the person who imports has said.

    Attributes:
        version: The version that was signed; None for the one that was open on the day of the signature, and for a row
            without a day the current one.
        agreed: Where everybody in the file agreed that their name is shown; None if that is not known.
        slashed: How days such as 06/12/2026 are to be read.
        today: The day of the import.
    """

    today: date
    version: int | None = None
    agreed: str | None = None
    slashed: SlashedDays | None = None


def import_signatures(
    ledger: sqlite3.Connection,
    table: Table,
    petition: str | None,
    choices: Choices,
    *,
    progress: Callable[[int], None] = lambda _: None,
) -> Intake:
    """Add the signatures of a file to a petition. The same file again adds nothing.

    Args:
        ledger: Of `open_ledger`, whose transaction this is a part of.
        table: The file.
        petition: Its name; None for the only one.
        choices: What the person who imports has said.
        progress: Called with the number of rows read, after each.

    Raises:
        UsageError: Everybody is said to have agreed, and not where.
        InputError: The version is anonymised: who has signed it can no longer be told from who has not. Or the file
            breaks off in the middle.
    """
    if choices.agreed is not None and not choices.agreed.strip():
        what = "Where did they agree that their names are shown? The place is kept."
        raise UsageError(what, "--agreed", 'Say it, such as --agreed "on the form, above the button"; or leave it out.')
    held = find_petition(ledger, petition)
    current = find_version(ledger, held[0].petition, choices.version)
    _refuse_anonymised(current)
    batch = _begun(ledger, table, current, choices)
    importer = _Importer(ledger, held, current, choices, batch, table, Intake(current.petition))
    for row in table.rows:
        importer.take(row)
        progress(importer.intake.read)
    _ended(ledger, batch, importer.intake)
    return importer.intake


def add_paper(ledger: sqlite3.Connection, version: Version, count: int, *, place: str, note: str, today: date) -> bool:
    """Add a count of signatures on paper; return whether it was new. The same count, place and note is added once.

    Raises:
        UsageError: The count is not above zero.
    """
    if count < 1:
        raise UsageError("A count of signatures on paper is at least 1.", "--paper")
    row = ledger.execute(
        "INSERT OR IGNORE INTO paper (version, count, place, note, counted) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (version.id, count, place, note, today.isoformat()),
    ).fetchone()
    return row is not None


def _refuse_anonymised(version: Version) -> None:
    if version.anonymised:
        what = f"Version {version.number} was anonymised on {version.anonymised}: who has signed it is no longer known."
        hint = "No more signatures can be added to it; counts on paper can. A new text opens a new version."
        raise InputError(what, version.petition, hint)


def _has_addresses(table: Table) -> bool:
    return table.columns is None or "email" in table.columns.fields


def _begun(ledger: sqlite3.Connection, table: Table, version: Version, choices: Choices) -> int:
    row = ledger.execute(
        "INSERT INTO batch (version, imported, sha256, form, agreed) VALUES (?, ?, ?, ?, ?) RETURNING id",
        (version.id, choices.today.isoformat(), table.sha256, table.form, choices.agreed),
    ).fetchone()
    return int(row["id"])


def _ended(ledger: sqlite3.Connection, batch: int, intake: Intake) -> None:
    ledger.execute(
        "UPDATE batch SET read = ?, added = ?, duplicate = ?, rejected = ?, empty = ? WHERE id = ?",
        (intake.read, intake.added, intake.duplicate, intake.rejected, intake.empty, batch),
    )


@dataclass
class _Importer:
    ledger: sqlite3.Connection
    held: list[Version]
    current: Version
    choices: Choices
    batch: int
    table: Table
    intake: Intake

    def take(self, row: Row) -> None:
        self.intake.read += 1
        if not (row.values or row.refused):
            self.intake.empty += 1
            return
        agreed = self.choices.agreed is not None
        signed = row.refused or signed_by(row, slashed=self.choices.slashed, agreed=agreed)
        if isinstance(signed, str):
            self.intake.rejected_rows.append((row.number, signed))
            return
        self.intake.unread_days += signed.unread_day
        self.intake.unseen += signed.unseen
        version = self.version_of(signed)
        if version.anonymised:
            reason = f"it is dated when version {version.number} was signed, which has been anonymised"
            self.intake.rejected_rows.append((row.number, reason))
            return
        alike = self.alike(signed)
        if before := self.row_before(row.number, signed, version) or self.before(signed, version, alike):
            self.intake.duplicate += 1
            self.intake.withdrawn += self.amend(before, signed)
        else:
            self.add(row.number, signed, version, alike)

    def version_of(self, signed: Signed) -> Version:
        """Return the version that was signed: the one told, else the one open on the day, else the current one."""
        if self.choices.version is not None or signed.signed is None:
            return self.current
        day = signed.signed
        return max((one for one in self.held if one.opened <= day), key=_since, default=self.held[0])

    def alike(self, signed: Signed) -> list[sqlite3.Row]:
        """Return the signatures of this petition from the same mailbox; without an address those of the same name."""
        if signed.address_key:
            by, wanted, first, exactly = "address_key", signed.address_key, "name_key = ?", signed.name_key
        else:
            by, wanted, first, exactly = "name_key", signed.name_key, "instr(occasion, ?)", signed.moment
        versions = ",".join(str(one.id) for one in self.held)  # numbers of ours
        found = self.ledger.execute(
            f"SELECT * FROM signature WHERE {by} = ? AND +version IN ({versions})"  # noqa: S608
            f" ORDER BY {first} DESC, id LIMIT {ALIKE}",
            (wanted, exactly),
        )
        return found.fetchall()

    def row_before(self, number: int, signed: Signed, version: Version) -> sqlite3.Row | None:
        """Return the signature that came of this very row when the file was taken in before, however it was read."""
        for known in self.known.get(number, ()):
            one: sqlite3.Row = self.ledger.execute("SELECT * FROM signature WHERE id = ?", (known,)).fetchone()
            if self.same_text(one, signed, version):
                return one
        return None

    @cached_property
    def known(self) -> dict[int, list[int]]:
        """The signatures that came of this very file before, by row."""
        found = self.ledger.execute(
            "SELECT row, signature.id FROM signature JOIN batch ON batch.id = signature.batch"
            " WHERE batch.sha256 = ? AND batch.id <> ? AND row IS NOT NULL"
            " AND signature.version IN (SELECT value FROM json_each(?))",
            (self.table.sha256, self.batch, json.dumps([one.id for one in self.held])),
        )
        known: dict[int, list[int]] = defaultdict(list)
        for row, number in found:
            known[row].append(number)
        return known

    def same_text(self, one: sqlite3.Row, signed: Signed, version: Version) -> bool:
        """Return whether a signature is one of this text, as far as the row can tell."""
        dated = signed.signed is not None or self.choices.version is not None
        return one["version"] == version.id or not dated

    def before(self, signed: Signed, version: Version, alike: Iterable[sqlite3.Row]) -> sqlite3.Row | None:
        """Return the signature that the same person has given before.

        From one address it is the same person if the names can be one person's; without addresses, if name, place and
        moment are the same, where a place that was not given can be any. To have signed an earlier text is not to have
        signed this one: but a row that bears no day
        cannot show that it was signed anew.
        """
        for one in alike:
            if not self.same_text(one, signed, version):
                continue
            if signed.address_key and same_person(one["name_key"], signed.name_key):
                return one
            if not signed.address_key and one["address_key"] is None and _same_occasion(one, signed):
                return one
        return None

    def add(self, row: int, signed: Signed, version: Version, alike: list[sqlite3.Row]) -> None:
        number = self.insert(row, signed, version)
        since = min(one.opened for one in self.held)
        reasons = list(suspicions(signed.name, signed.email, signed.signed, since=since, today=self.choices.today))
        here = [one for one in alike if one["version"] == version.id]
        if signed.address_key:
            self.intake.shared += bool(here)
            reasons += ["shared-address"] if len(here) >= MOST_AT_ONE_ADDRESS else []
            here = self.same_name(signed, version, number)
        elif _has_addresses(self.table):
            reasons.append("no-address")
        reasons += ["same-name-and-place"] if any(_same_place(one, signed) for one in here) else []
        self.ledger.executemany("INSERT INTO flag VALUES (?, ?)", [(number, reason) for reason in reasons])
        self.intake.added += 1
        self.intake.versions[version.number] += 1
        self.intake.flagged.update(reasons)
        self.intake.flagged_signatures += bool(reasons)
        self.intake.not_shown += not signed.publish or signed.display == "anonymous"
        self.intake.not_contacted += not signed.contact or signed.email is None

    def same_name(self, signed: Signed, version: Version, number: int) -> list[sqlite3.Row]:
        """Return signatures without an address that have the same name."""
        return self.ledger.execute(
            "SELECT * FROM signature WHERE name_key = ? AND address_key IS NULL AND +version = ? AND id <> ?",
            (signed.name_key, version.id, number),
        ).fetchall()

    def insert(self, row: int, signed: Signed, version: Version) -> int:
        values = {
            "version": version.id,
            "batch": self.batch,
            "row": row,
            **{part: getattr(signed, part) for part in ("name", "email", "name_key", "address_key", "comment")},
            "occasion": None if signed.address_key else signed.occasion,
            **{part: text or None for part, text in signed.place.items()},
            "signed_on": signed.signed and signed.signed.isoformat(),
            **{part: getattr(signed, part) for part in ("publish", "contact", "display")},
        }
        names = ", ".join(values)
        marks = ", ".join("?" * len(values))
        done = self.ledger.execute(f"INSERT INTO signature ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608
        return int(done.lastrowid or 0)

    def amend(self, before: sqlite3.Row, signed: Signed) -> bool:
        """Let a second signature take back what the first allowed, and answer what it left open; return the former.

        What was refused stays refused: only its signer can say otherwise, and not by a row in a list.
        """
        publish, contact = (_stricter(before[part], getattr(signed, part)) for part in ("publish", "contact"))
        display = max(before["display"], signed.display, key=_SHOWN_LESS.index)
        day = before["signed_on"] or (signed.signed and signed.signed.isoformat())
        after = {"publish": publish, "contact": contact, "display": display, "signed_on": day, **_place(before, signed)}
        if all(before[part] == value for part, value in after.items()):
            return False
        told = ", ".join(f"{part} = ?" for part in after)
        self.ledger.execute(f"UPDATE signature SET {told} WHERE id = ?", (*after.values(), before["id"]))  # noqa: S608
        took_back = [before[part] == 1 and not now for part, now in (("publish", publish), ("contact", contact))]
        return any(took_back) or display != before["display"]


_SHOWN_LESS = ("name", "initials", "anonymous")


def _since(version: Version) -> tuple[date, int]:
    return version.opened, version.number


def _stricter(before: int | None, now: bool | None) -> int | None:
    if before is None or now is None:
        return before if now is None else int(now)
    return int(bool(before) and now)


def _place(before: sqlite3.Row, signed: Signed) -> dict[str, str | None]:
    """Return the place that a second signature tells of one that came without, as its columns."""
    if any(before[part] for part in PLACE) or not any(signed.place.values()):
        return {}
    occasion = before["occasion"] and occasion_of(signed.place, _moment(before))
    return {**{part: text or None for part, text in signed.place.items()}, "occasion": occasion}


def _same_occasion(one: sqlite3.Row, signed: Signed) -> bool:
    """Return whether the moment is the same, and the place, too, as far as both were given.

    Without a moment, a place that was not given shows nothing: such a signature is flagged (`_same_place`).
    """
    if one["occasion"] == signed.occasion:
        return True
    return bool(signed.moment) and _moment(one) == signed.moment and _places_agree(one, signed)


def _moment(one: sqlite3.Row) -> str:
    return str(one["occasion"] or "").removeprefix(occasion_of(one, ""))


def _places_agree(one: sqlite3.Row, signed: Signed) -> bool:
    return all(not one[part] or not signed.place[part] or key(one[part]) == key(signed.place[part]) for part in PLACE)


def _same_place(one: sqlite3.Row, signed: Signed) -> bool:
    """Return whether a signature names the same town or postcode as another, or one of the two no place at all."""
    if not any(signed.place.values()) or not any(one[part] for part in PLACE):
        return True
    return any(one[part] and one[part].casefold() == signed.place[part].casefold() for part in ("town", "postcode"))
