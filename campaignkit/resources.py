"""The templates and campaigns that ship, wherever they are installed: in a wheel, in an editable checkout, in a zip."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

_ID = re.compile(r"[a-z0-9-]{1,64}")


def builtin(kind: Literal["templates", "seeds"]) -> Traversable:
    """Return the folder of what ships: inside the installed package, else in the checkout beside it."""
    inside = files("campaignkit") / kind
    return inside if inside.is_dir() else Path(__file__).resolve().parent.parent / kind


def shipped_campaigns() -> dict[str, Traversable]:
    """Return the campaigns that ship, by id."""
    folders = builtin("seeds").iterdir() if builtin("seeds").is_dir() else iter(())
    return {
        folder.name: folder
        for folder in sorted(folders, key=lambda entry: entry.name)
        if _ID.fullmatch(folder.name) and (folder / "campaign.toml").is_file()
    }
