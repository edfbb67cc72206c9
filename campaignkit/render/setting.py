"""What a renderer is told beside the document: choices of the person who prints or sends it, none of them words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Envelope = Literal["us", "din"]


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set; a renderer reads what concerns its format and leaves the rest.

    Attributes:
        envelope: Whose window envelope the address shows through: "us" (No. 10, Letter) or "din" (DIN 5008 B, A4).
            None: "us" where the document's language is that of a country that uses Letter paper, else "din".
        letterhead: A Word file of the user's own that a .docx is built on: its margins, header, footer and styles.
        sender, recipient: E-mail addresses of a draft mail (.eml); without them its fields stay empty.
        attachments: Files that go with a mail.
    """

    envelope: Envelope | None = None
    letterhead: Path | None = None
    sender: str | None = None
    recipient: str | None = None
    attachments: tuple[Path, ...] = ()


PLAIN = Setting()
