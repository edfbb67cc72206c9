"""How messages are written down: what a dedupe key holds back, and the rows that are made of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from campaignkit.deliver.messages import New, new_id
from campaignkit.deliver.tables import Cursor, chunks, clean, is_writable, marks
from campaignkit.errors import DuplicateKeyError, InputError


def refuse_unwritable(message: New) -> None:
    """Raise InputError if a text of it cannot be kept as it is, and must not be changed."""
    for name in ("endpoint", "content_type", "dedupe_key"):
        if not is_writable(getattr(message, name) or ""):
            raise InputError(f"The {name} of a message holds a character that is none (NUL, or half of a pair).")


def known_keys(cursor: Cursor, told: Sequence[tuple[New, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return id and sha256 by endpoint and dedupe key, for those keys that are there."""
    keys: dict[str, list[str]] = {}
    for message, _ in told:
        if message.dedupe_key is not None:
            keys.setdefault(message.endpoint, []).append(message.dedupe_key)
    known: dict[tuple[str, str], tuple[str, str]] = {}
    for endpoint, named in keys.items():
        for some in chunks(named):
            cursor.execute(
                "SELECT dedupe_key, id, sha256 FROM campaignkit_messages"
                f" WHERE endpoint = ? AND dedupe_key IN ({marks(some)})",
                (endpoint, *some),
            )
            known |= {(endpoint, key): (there, digest) for key, there, digest in cursor.fetchall()}
    return known


def sorted_out(
    told: Sequence[tuple[New, str]], known: dict[tuple[str, str], tuple[str, str]]
) -> tuple[list[str], list[tuple[str, str, New]]]:
    """Return the id of each message, and id, sha256 and message of those that are to be written."""
    ids, new = [], []
    for place, (message, digest) in enumerate(told, 1):
        identity = new_id()
        if message.dedupe_key is not None:
            there, its = known.setdefault((message.endpoint, message.dedupe_key), (identity, digest))
            if its != digest:
                raise DuplicateKeyError(
                    f"Message {place} for {message.endpoint!r} has the dedupe key of {there}, but another body.",
                    "",
                    "Give it a key of its own if it is another message; a message that is written down never changes.",
                )
            if there != identity:
                ids.append(there)
                continue
        ids.append(identity)
        new.append((identity, digest, message))
    return ids, new


def insert(cursor: Cursor, first: int, new: Sequence[tuple[str, str, New]], now: float) -> None:
    """Write rows and bodies; `first` is the number of the first message."""
    cursor.executemany(
        "INSERT INTO campaignkit_messages (seq, id, endpoint, state, due, created, dedupe_key, sha256, size,"
        " content_type, label) VALUES (?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?, ?)",
        (
            (seq, identity, one.endpoint, now if one.due is None else one.due, now, *_kept(one, digest))
            for seq, (identity, digest, one) in enumerate(new, first)
        ),
    )
    cursor.executemany(
        "INSERT INTO campaignkit_bodies (seq, body) VALUES (?, ?)",
        ((seq, one.body) for seq, (_, _, one) in enumerate(new, first)),
    )


def _kept(message: New, digest: str) -> tuple[object, ...]:
    return message.dedupe_key, digest, len(message.body), message.content_type, clean(message.label)
