"""Slips in TOML that somebody wrote by hand are told as a sentence, and never as a fault of ours."""

from __future__ import annotations

import pytest

from campaignkit.errors import InputError
from campaignkit.toml_text import parse


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = Ada", "This is not TOML."),
        ("a = " + "[" * 20_000, "This is not TOML."),
        ("a = " + "9" * 5_000, "The file has a number of more than 4,000 digits."),
    ],
    ids=["no marks", "deep", "long number"],
)
def test_a_slip_is_a_sentence(text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        parse(text, "sender.toml")


def test_a_slip_has_its_line() -> None:
    with pytest.raises(InputError) as caught:
        parse('name = "Ada"\ncity = Oldbridge\n', "sender.toml")
    assert "sender.toml:2" in str(caught.value) + str(getattr(caught.value, "place", ""))
