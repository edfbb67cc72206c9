"""From a file to the text that is kept: decoded, its mojibake and entities repaired, the repairs written down."""

from __future__ import annotations

from campaignkit.documents.folder import document_files, read_folder, read_folders, unread_files
from campaignkit.documents.kept import Kept
from campaignkit.documents.reading import read_bytes, read_file
from campaignkit.documents.shelf import Shelf

__all__ = [
    "Kept",
    "Shelf",
    "document_files",
    "read_bytes",
    "read_file",
    "read_folder",
    "read_folders",
    "unread_files",
]
