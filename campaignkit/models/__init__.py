"""The nouns: pydantic models, frozen, that refuse unknown keys. No files, no network.

Each is built when it is first asked for: a check needs findings, and no legislator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from campaignkit.models.campaign import Campaign as Campaign
    from campaignkit.models.demand import Commitment as Commitment
    from campaignkit.models.demand import Demand as Demand
    from campaignkit.models.demand import Gap as Gap
    from campaignkit.models.document import Citation as Citation
    from campaignkit.models.document import CitedSource as CitedSource
    from campaignkit.models.document import Document as Document
    from campaignkit.models.finding import Evidence as Evidence
    from campaignkit.models.finding import Finding as Finding
    from campaignkit.models.finding import Report as Report
    from campaignkit.models.sender import Sender as Sender
    from campaignkit.models.source import Correction as Correction
    from campaignkit.models.source import Source as Source
    from campaignkit.models.source import Update as Update
    from campaignkit.models.statement import Figure as Figure
    from campaignkit.models.statement import Statement as Statement
    from campaignkit.models.target import Agency as Agency
    from campaignkit.models.target import Company as Company
    from campaignkit.models.target import Legislator as Legislator
    from campaignkit.models.target import Legislature as Legislature
    from campaignkit.models.target import PostalAddress as PostalAddress
    from campaignkit.models.target import Target as Target
    from campaignkit.models.version import Version as Version

_HOMES = {
    "campaign": "Campaign",
    "demand": "Commitment Demand Gap",
    "document": "Citation CitedSource Document",
    "finding": "Evidence Finding Report",
    "sender": "Sender",
    "source": "Correction Source Update",
    "statement": "Figure Statement",
    "target": "Agency Company Legislator Legislature PostalAddress Target",
    "version": "Version",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Agency",
    "Campaign",
    "Citation",
    "CitedSource",
    "Commitment",
    "Company",
    "Correction",
    "Demand",
    "Document",
    "Evidence",
    "Figure",
    "Finding",
    "Gap",
    "Legislator",
    "Legislature",
    "PostalAddress",
    "Report",
    "Sender",
    "Source",
    "Statement",
    "Target",
    "Update",
    "Version",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'campaignkit.models' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"campaignkit.models.{_HOME_OF[name]}"), name)
