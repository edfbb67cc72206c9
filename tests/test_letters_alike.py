"""Letters that are alike: what is told of one without a check is what a check would have told."""

from __future__ import annotations

import pytest

from campaignkit.checks import check, letters_alike
from campaignkit.checks.letters_alike import Alike
from campaignkit.documents import Kept, read_bytes

SOURCE = read_bytes(
    b'The mayor, Dana Whitfield, said: "We will not close the library before the budget is settled." '
    b"The library lends over 4,200 books a month.",
    "courier.txt",
)
DOCUMENTS: dict[str, Kept] = {SOURCE.sha256: SOURCE}
LETTER = """Dear {name},

Mayor Whitfield said, “We will not close the library before the budget is settled.” It lends over 4,200 books a
month, and our 1,200 members use it. {note}

{name}, {town}
"""


def letter(name: str = "Ana Ruiz", town: str = "Oakland", note: str = "Please act.") -> str:
    return LETTER.format(name=name, town=town, note=note)


@pytest.fixture
def letters() -> Alike:
    return Alike(letter(), ["Ana Ruiz", "Oakland", "Please act."], documents=DOCUMENTS)


@pytest.mark.parametrize(
    ("name", "town", "note"),
    [
        ("Li Wei", "Kansas City", "Please act."),
        ("Zoë O’Hara-Smith", "St. Paul", "I rely on it every week."),
        ("May Tran", "Oakland", "Thank you for reading this."),
        ("Ana Ruiz", "Oakland", "Please act."),
    ],
)
def test_a_letter_that_is_alike_is_not_checked_again(
    letters: Alike, monkeypatch: pytest.MonkeyPatch, name: str, town: str, note: str
) -> None:
    other = letter(name, town, note)
    wanted = check(other, documents=DOCUMENTS)
    monkeypatch.setattr(letters_alike, "check", lambda *_, **__: pytest.fail("it was checked again"))
    assert letters.check(other) == wanted
    assert [one.severity for one in wanted.findings] == ["info"]


@pytest.mark.parametrize(
    "other",
    [
        letter(note="The mayor said, “We will close the library.”"),
        letter(note='She said "we will close the library before the budget is settled".'),
        letter(note="It lends over 9,900 books a month."),
        letter(note="It has twenty-eight rooms."),
        letter(note="[YOUR NAME]"),
        letter(name="{{ name }}"),
        letter().replace("will not", "will"),
        letter().replace("4,200", "4,300"),
        letter() + "P.S. It lends over 5,300 books a month.",
        "Hello. " + letter(),
        letter().replace("Mayor Whitfield said", "Ravi Olsen said"),
    ],
)
def test_whatever_else_differs_is_checked(letters: Alike, other: str) -> None:
    assert letters.check(other) == check(other, documents=DOCUMENTS)


def test_a_finding_is_moved_to_its_place_in_the_other_letter() -> None:
    text = "Dear {}, the library lends over 5,300 books a month. Yours, {}"
    letters = Alike(text.format("Ana", "Ana"), ["Ana"], documents=DOCUMENTS)
    other = text.format("Bartholomew", "Bartholomew")
    assert letters.check(other) == check(other, documents=DOCUMENTS)
    assert letters.check(other).errors


def test_values_that_are_in_every_word_or_speak_themselves_change_nothing() -> None:
    for values in (["a"], ["4,200"], [""], []):
        letters = Alike(letter(), values, documents=DOCUMENTS)
        assert letters.check(letter("Li")) == check(letter("Li"), documents=DOCUMENTS)
