"""What the library says to one figure of a draft, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from campaignkit.checks.known import Known
from campaignkit.figures import Quantity

Kind = Literal["given", "implied", "bounded", "mismatch", "unsupported", "doubtful", "own"]


@dataclass(frozen=True)
class Measured:
    """What the library says to one figure of a draft.

    Attributes:
        known: The figure of a source that says so.
        alike: All figures of sources that have this number of this thing.
        sure: Whether no reckoning can lead to it, as none leads to a vote.
        guessed: Whether the words tell it by little.
    """

    quantity: Quantity
    kind: Kind
    known: Known | None = None
    alike: tuple[Known, ...] = ()
    sure: bool = False
    guessed: bool = False
