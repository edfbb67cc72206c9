"""The delivery packet: a PDF with the petition, the counts by place, chosen comments and the names of those who signed.

What a signer has given reaches Typst as data (JSON), and `packet.typ` prints strings. No e-mail address of anybody who
signed is in it: where one stands in a comment, or a telephone number, it is left out, and a mark in brackets says so
(`contacts`).
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

from campaignkit.dates import written
from campaignkit.errors import InputError, missing_extra
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.pdf import read_template
from campaignkit.signatures.contacts import without_contacts
from campaignkit.signatures.counting import NO_PLACE, Tally, places, tally
from campaignkit.signatures.packet_blocks import blocks_of
from campaignkit.signatures.petitions import Version, find_petition
from campaignkit.signatures.signers import Signer, by_name, chosen, signers

PLACES_AT_MOST = 24  # in the chart; the rest are one bar
FONTS = ("Libertinus Serif", "New Computer Modern")
LETTER_PAPER = frozenset("US CA MX CO CL VE PH PR GT CR DO NI SV PA".split())
_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")

WORDS = {
    "en": {
        "petition": "Petition",
        "to": "To",
        "by": "Brought by",
        "bound": "Every signature is bound to the text in this packet, whose sha256 is",
        "sources": "Sources",
        "where": "Where the signatures come from",
        "place": "Place",
        "signatures": "Signatures",
        "signature": "Signature",
        "comments": "In their own words",
        "others": "{} other places",
        "no_place": "Place not given",
        "online": "{} online, {} on paper",
        "earlier": "A further {} signed an earlier wording (version {}); they are not counted here.",
        "unnamed": "And {} more, not shown by name.",
        "paper": "{} of them are signatures on paper, counted by place.",
    },
    "es": {
        "petition": "Petición",
        "to": "A",
        "by": "Presentada por",
        "bound": "Cada firma está unida al texto de este dosier, cuyo sha256 es",
        "sources": "Fuentes",
        "where": "De dónde vienen las firmas",
        "place": "Lugar",
        "signatures": "Firmas",
        "signature": "Firma",
        "comments": "En sus propias palabras",
        "others": "Otros {} lugares",
        "no_place": "Sin lugar",
        "online": "{} en línea, {} en papel",
        "earlier": "Otras {} personas firmaron un texto anterior (versión {}); no se cuentan aquí.",
        "unnamed": "Y {} más, sin mostrar el nombre.",
        "paper": "{} de ellas son firmas en papel, contadas por lugar.",
    },
}
"""What the packet says of its own, by language; English where there is no other."""


@dataclass(frozen=True)
class Packet:
    """A packet that was made.

    Attributes:
        named, unnamed: How many signatures are listed, and how many are not shown by name.
        listed: Whether there is a list of names at all.
        addresses_left_out, numbers_left_out: How many e-mail addresses and telephone numbers were left out of what
            signers wrote.
        flagged: Signatures in it that are flagged and on which nobody has decided.
    """

    data: bytes = field(repr=False)
    version: Version
    total: int
    named: int
    unnamed: int
    listed: bool
    addresses_left_out: int
    numbers_left_out: int
    flagged: int


def make_packet(
    ledger: sqlite3.Connection,
    version: Version,
    *,
    comments: Sequence[int] = (),
    names: bool = True,
    day: date,
) -> Packet:
    """Return the delivery packet of a version, as of `day`; the same ledger and the same day give the same bytes.

    Args:
        ledger: Of `open_ledger`.
        version: The text that is handed over, with those who have signed it and no other.
        comments: Ids of the signatures whose comments are printed, in this order.
        names: Whether those who signed are listed.
        day: The date of the packet.

    Raises:
        InputError: Nobody has signed it; a comment may not be shown; or no font has one of its characters.
        MissingExtraError: typst is not installed.
    """
    counted = tally(ledger, version)
    if not counted.total:
        what = f"Nobody has signed version {version.number} yet."
        raise InputError(what, version.petition, "campaignkit petition import FILE")
    held = list(signers(ledger, version))
    named = by_name(one for one in held if one.named) if names else []
    data = _Data(ledger, counted, day)
    tree = data.tree(chosen(ledger, version, comments), named, len(held) - len(named) if names else 0)
    return Packet(
        data=_set(tree, day, held),
        version=version,
        total=counted.total,
        named=len(named),
        unnamed=len(held) - len(named),
        listed=names,
        addresses_left_out=data.left_out,
        numbers_left_out=data.numbers_left_out,
        flagged=counted.flagged,
    )


class _Data:
    """The packet as `packet.typ` reads it."""

    def __init__(self, ledger: sqlite3.Connection, counted: Tally, day: date) -> None:
        self.ledger, self.counted, self.day = ledger, counted, day
        self.document = counted.version.document
        refuse_unsafe(self.document)
        language, _, region = self.document.language.partition("-")
        self.language, self.region = language, region
        self.words = WORDS.get(language, WORDS["en"])
        self.left_out = self.numbers_left_out = 0

    def tree(self, comments: Sequence[Signer], named: Sequence[Signer], unnamed: int) -> dict[str, Any]:
        document, version = self.document, self.counted.version
        return {
            "words": self.words,
            "fonts": FONTS,
            "language": self.language,
            "region": self.region,
            "letter": self.region in LETTER_PAPER,
            "title": document.title,
            "short-title": document.title if len(document.title) < 80 else f"{document.title[:79].rstrip()}…",
            "target": document.target_name or "",
            "authors": list(document.initiators),
            "date": [self.day.year, self.day.month, self.day.day],
            "day": self.written_day(),
            "sha256": version.sha256,
            "total": f"{self.counted.total:,}",
            "total-word": self.words["signatures" if self.counted.total != 1 else "signature"].lower(),
            "cover": self.cover(),
            "blocks": blocks_of(document),
            "sources": [[entry.number, entry.label, entry.url or ""] for entry in document.sources],
            **self.chart(),
            "comments": [[self.paragraphs(one.comment), self.signed_by(one)] for one in comments],
            "signers": [[self.masked(one.name), self.masked(one.town)] for one in named],
            "unnamed": self.words["unnamed"].format(f"{unnamed:,}") if unnamed else "",
        }

    def written_day(self) -> str:
        return written(self.day) if self.language == "en" else self.day.isoformat()

    def cover(self) -> list[str]:
        counted = self.counted
        lines = [self.words["online"].format(f"{counted.signatures:,}", f"{counted.paper:,}")] if counted.paper else []
        for one in find_petition(self.ledger, counted.version.petition):
            if one.number < counted.version.number and (earlier := tally(self.ledger, one).total):
                lines.append(self.words["earlier"].format(f"{earlier:,}", one.number))
        return lines

    def chart(self) -> dict[str, Any]:
        """Return the places with most signatures, and what is left of them as one row."""
        held = places(self.ledger, self.counted.version)
        shown = [one for one in held if one[0] != NO_PLACE][:PLACES_AT_MOST]
        rest = [one for one in held if one not in shown and one[0] != NO_PLACE]
        rows = [(self.masked(name), count, False) for name, count in shown]
        if rest:
            rows.append((self.words["others"].format(f"{len(rest):,}"), sum(count for _, count in rest), True))
        rows += [(self.words["no_place"], count, True) for name, count in held if name == NO_PLACE]
        paper = self.counted.paper
        return {
            "places": [{"place": name, "count": n, "shown": f"{n:,}", "rest": rest} for name, n, rest in rows],
            "places-note": self.words["paper"].format(f"{paper:,}") if paper else "",
        }

    def paragraphs(self, comment: str) -> list[str]:
        """Return a comment by its paragraphs, e-mail addresses left out."""
        return [" ".join(self.masked(part).split()) for part in re.split(r"\n\s*\n|\n", comment) if part.strip()]

    def signed_by(self, signer: Signer) -> str:
        return ", ".join(filter(None, [self.masked(signer.name), self.masked(signer.town)]))

    def masked(self, text: str) -> str:
        found = without_contacts(text, self.language)
        self.left_out += found.addresses
        self.numbers_left_out += found.numbers
        return found.text


def _set(tree: dict[str, Any], day: date, held: Sequence[Signer]) -> bytes:
    """Return the PDF, with the fonts within Typst alone; with the machine's too only if a name needs them."""
    try:
        return _compiled(tree, day, system_fonts=False)
    except _NoSignError:
        pass
    try:
        return _compiled(tree, day, system_fonts=True)
    except _NoSignError as error:
        named = ", ".join(f"U+{ord(sign):04X}" for sign in error.signs)
        what = f"No font on this machine has a sign for: {named}."
        hint = "Install a font that has it, such as one of the Noto fonts; or leave the list of names out: --no-names."
        raise InputError(what, _whose(error.signs, held), hint) from None


def _whose(signs: str, held: Sequence[Signer]) -> str:
    """Return the ids of the first signatures that hold one of the signs."""
    ids = [str(one.id) for one in held if set(signs) & set(one.name + one.town + one.comment)]
    return f"signature {', '.join(ids[:5])}{', …' if len(ids) > 5 else ''}" if ids else "the text of the petition"


class _NoSignError(Exception):
    """No font has some characters."""

    def __init__(self, signs: str) -> None:
        super().__init__(signs)
        self.signs = signs


def _compiled(tree: dict[str, Any], day: date, *, system_fonts: bool) -> bytes:
    compiler = _compiler(system_fonts)
    from typst import TypstError

    try:
        return bytes(
            compiler.compile(
                read_template("campaignkit.signatures", "packet.typ"),
                format="pdf",
                sys_inputs={"packet": json.dumps(tree, ensure_ascii=False)},
                pdf_standards="ua-1",
                timestamp=datetime.combine(day, time(), UTC),
            )
        )
    except TypstError as error:
        told = str(getattr(error, "diagnostic", error))
        missing = dict.fromkeys("".join(_ESCAPED.sub(_unescaped, found) for found in _UNDRAWN.findall(told)))
        if missing:
            raise _NoSignError("".join(missing)) from None
        # What it says may repeat the words at the place, which may be a person's: only its kind is told.
        raise InputError("The packet cannot be set.", "packet.typ", "Tell us: this is a fault of ours.") from None


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


@cache
def _compiler(system_fonts: bool) -> Any:
    try:
        from typst import Compiler
    except ImportError:
        raise missing_extra("Making a packet needs typst.", "pdf") from None
    return Compiler(ignore_system_fonts=not system_fonts)
