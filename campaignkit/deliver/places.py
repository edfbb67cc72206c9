"""Where the endpoints file and the outbox are looked for, when nobody names them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

OUTBOX = "CAMPAIGNKIT_OUTBOX"  # a file, or postgresql://…
ENDPOINTS_FILE, OUTBOX_FILE = "endpoints.toml", "outbox.sqlite"


def config_folder() -> Path:
    """Return the user's folder for settings of ours: the one that click names, too."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "campaignkit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "campaignkit"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "campaignkit"


def data_folder() -> Path:
    """Return the user's folder for data of ours."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "campaignkit"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "campaignkit"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "campaignkit"


def default_outbox(folder: Path | None = None) -> str:
    """Return where the outbox is: what CAMPAIGNKIT_OUTBOX names, else beside the campaign, else in the user's folder.

    Args:
        folder: That of the campaign; None for the folder we are in.
    """
    if named := os.environ.get(OUTBOX):
        return named
    beside = folder or Path()
    return str((beside if (beside / "campaign.toml").is_file() else data_folder()) / OUTBOX_FILE)


def endpoint_files(folder: Path | None = None) -> list[Path]:
    """Return the files that may hold the endpoints, the one that counts first: beside the campaign, then the user's."""
    return [(folder or Path()) / ENDPOINTS_FILE, config_folder() / ENDPOINTS_FILE]
