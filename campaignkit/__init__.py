"""Advocacy letters, petitions and talking points in which every quotation and figure is traced to its source.

    import campaignkit as ck

    campaign = ck.load("face-recognition-2020")
    letter = ck.compose(campaign, "letter", target="amazon", demand="end-ring-police-partnerships")
    ck.check(letter, campaign).raise_for_errors()
    ck.write(letter, "out/amazon.html")

The public names are imported when they are first used, so that `import campaignkit` costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # that of `typing`, whose import would cost as much as all else here
if TYPE_CHECKING:
    from typing import Any

    from campaignkit.asks import gaps as gaps
    from campaignkit.catalog import load as load
    from campaignkit.checks import check as check
    from campaignkit.composer import compose as compose
    from campaignkit.deliver.outbox import open_outbox as open_outbox
    from campaignkit.errors import CampaignError as CampaignError
    from campaignkit.errors import CampaignKitError as CampaignKitError
    from campaignkit.errors import DeliveryError as DeliveryError
    from campaignkit.errors import DocumentError as DocumentError
    from campaignkit.errors import FindingsError as FindingsError
    from campaignkit.errors import InputError as InputError
    from campaignkit.errors import StorageError as StorageError
    from campaignkit.errors import TemplateError as TemplateError
    from campaignkit.errors import UnknownIdError as UnknownIdError
    from campaignkit.errors import UsageError as UsageError
    from campaignkit.models import Agency as Agency
    from campaignkit.models import Campaign as Campaign
    from campaignkit.models import Company as Company
    from campaignkit.models import Document as Document
    from campaignkit.models import Finding as Finding
    from campaignkit.models import Legislator as Legislator
    from campaignkit.models import Legislature as Legislature
    from campaignkit.models import Report as Report
    from campaignkit.models import Sender as Sender
    from campaignkit.render import write as write
    from campaignkit.text import find_quotation as find_quotation

__version__ = "0.1.0"

_HOMES = {
    "load": "catalog",
    "gaps": "asks",
    "compose": "composer",
    "check": "checks",
    "write": "render",
    "open_outbox": "deliver.outbox",
    "find_quotation": "text",
    **dict.fromkeys(
        "CampaignError CampaignKitError DeliveryError DocumentError FindingsError InputError StorageError "
        "TemplateError UnknownIdError UsageError".split(),
        "errors",
    ),
    **dict.fromkeys("Agency Campaign Company Document Finding Legislator Legislature Report Sender".split(), "models"),
}

__all__ = [
    "Agency",
    "Campaign",
    "CampaignError",
    "CampaignKitError",
    "Company",
    "DeliveryError",
    "Document",
    "DocumentError",
    "Finding",
    "FindingsError",
    "InputError",
    "Legislator",
    "Legislature",
    "Report",
    "Sender",
    "StorageError",
    "TemplateError",
    "UnknownIdError",
    "UsageError",
    "check",
    "compose",
    "find_quotation",
    "gaps",
    "load",
    "open_outbox",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'campaignkit' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"campaignkit.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
