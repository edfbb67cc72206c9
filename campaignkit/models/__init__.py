"""The nouns: pydantic models, frozen, that refuse unknown keys. No files, no network."""

from __future__ import annotations

from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment, Demand, Gap
from campaignkit.models.document import Citation, CitedSource, Document
from campaignkit.models.finding import Evidence, Finding, Report
from campaignkit.models.sender import Sender
from campaignkit.models.source import Correction, Source, Update
from campaignkit.models.statement import Figure, Statement
from campaignkit.models.target import Agency, Company, Legislator, Legislature, PostalAddress, Target

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
]
