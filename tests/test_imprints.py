"""Whose document it is by its file's name and its imprint, and not whom it is about."""

from __future__ import annotations

import pytest

from campaignkit.checks.imprints import is_published_by
from campaignkit.checks.library import Passage

TEXT = "Nine in ten parcels were late.\n"


@pytest.mark.parametrize(
    ("name", "text", "claimed", "published"),
    [
        ("auditor-report-2025.html", TEXT, "the auditor", True),
        ("sentra-release.txt", TEXT, "Sentra", True),
        ("2025-01-09_sentra-release.txt", TEXT, "Sentra", True),
        ("report.txt", f"Published by the Harlow Ports Board, May 2021\n\n{TEXT}", "Harlow Ports Board", True),
        ("gazette_2016-09-23_dorn-questions-the-fairness-of-moderators.txt", TEXT, "Dorn", False),
        ("report.txt", f"The Harlow Ports Board met in May.\n\n{TEXT}", "Harlow Ports Board", False),
        ("gazette-2016.txt", TEXT, "Gazette", False),
    ],
)
def test_whose_a_document_is(name: str, text: str, claimed: str, published: bool) -> None:
    assert is_published_by(Passage(name, name, text), claimed) is published
