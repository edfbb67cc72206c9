"""Errors: place, what is wrong, what to do; each survives the way back from a worker process."""

from __future__ import annotations

import pickle
import pkgutil
from collections.abc import Iterator
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import campaignkit
from campaignkit import errors
from campaignkit.errors import CampaignError, CampaignKitError, Problem, did_you_mean, unknown_id

PROBLEMS = (Problem("demands.toml:12", "This is wrong.", "Do that.", ("one", "two")), Problem("", "So is this."))
ARGUMENTS = [
    ("What is wrong.",),
    ("What is wrong.", "letter.md:3"),
    ("What is wrong.", "letter.md:3", "Do that."),
    ("What is wrong.", "letter.md:3", "Do that.", ("quoted “a”", "nearest “b”")),
    ("What is wrong.", "", "", ()),
]


def all_errors() -> list[type[CampaignKitError]]:
    """Every class of error there is, in whatever module it was made."""
    for module in pkgutil.walk_packages(campaignkit.__path__, "campaignkit."):
        if not module.name.endswith("__main__"):
            import_module(module.name)  # extras are imported in functions, so this needs none
    return sorted({CampaignKitError, *_below(CampaignKitError)}, key=lambda cls: cls.__qualname__)


def _below(cls: type[CampaignKitError]) -> Iterator[type[CampaignKitError]]:
    for child in cls.__subclasses__():
        yield child
        yield from _below(child)


@pytest.mark.parametrize("cls", [cls for cls in all_errors() if cls is not CampaignError])
@pytest.mark.parametrize("arguments", ARGUMENTS, ids=len)
def test_an_error_survives_pickling(cls: type[CampaignKitError], arguments: tuple[str, ...]) -> None:
    error = cls(*arguments)
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is cls
    assert str(back) == str(error)
    assert str(error).startswith(f"{arguments[1]}: What" if len(arguments) > 1 and arguments[1] else "What")
    names = ("what", "where", "hint", "details", "exit_code")
    assert [getattr(back, name) for name in names] == [getattr(error, name) for name in names]


def test_an_error_with_all_its_problems_survives_pickling() -> None:
    error = CampaignError(iter(PROBLEMS))
    back = pickle.loads(pickle.dumps(error))
    assert (type(back), back.problems, str(back)) == (CampaignError, PROBLEMS, str(error))
    assert str(error) == "demands.toml:12: This is wrong.\n  one\n  two\n  Do that.\nSo is this."


@pytest.mark.parametrize("cls", all_errors())
def test_an_error_is_of_the_project_and_says_when_it_is_raised(cls: type[CampaignKitError]) -> None:
    assert cls.__doc__, cls
    assert cls.exit_code in (1, 2, 3, 4)
    assert cls.__module__ == errors.__name__, "errors.py holds every exception"


def test_the_tree_at_the_top_of_the_file_names_every_error() -> None:
    assert errors.__doc__ is not None
    for cls in all_errors():
        assert cls.__name__ in errors.__doc__, cls


@pytest.mark.parametrize(
    ("cls", "builtin", "code"),
    [
        (errors.UsageError, ValueError, 2),
        (errors.InputError, ValueError, 3),
        (errors.CampaignError, ValueError, 3),
        (errors.UnknownIdError, LookupError, 3),
        (errors.DocumentError, ValueError, 3),
        (errors.TemplateError, ValueError, 3),
        (errors.ExistsError, FileExistsError, 3),
        (errors.MissingExtraError, ImportError, 3),
        (errors.FindingsError, Exception, 1),
        (errors.DeliveryError, Exception, 4),
    ],
)
def test_an_error_is_also_the_builtin_it_is_like(
    cls: type[CampaignKitError], builtin: type[Exception], code: int
) -> None:
    assert issubclass(cls, builtin)
    assert cls.exit_code == code


@pytest.mark.parametrize(
    ("wrong", "known", "hint"),
    [
        ("amazom", ["amazon", "ibm"], "Did you mean 'amazon'?"),
        ("Amazon", ["amazon", "ibm"], "Did you mean 'amazon'?"),
        ("zzz", ["ibm", "amazon"], "Known: amazon, ibm."),
        ("zzz", [], "There is none yet."),
        ("", ["amazon"], "Known: amazon."),
        ("zzz", [f"id-{n:02}" for n in range(13)], f"Known: {', '.join(f'id-{n:02}' for n in range(12))}, …."),
        ("demand-x", ["demand-a", "demand-b"], "Did you mean 'demand-b' or 'demand-a'?"),
    ],
)
def test_near_misses(wrong: str, known: list[str], hint: str) -> None:
    assert did_you_mean(wrong, known) == hint


def test_an_unknown_id_is_an_error_of_three_lines_at_most() -> None:
    error = unknown_id("target", "amazom", ["amazon"], "campaign.toml:3")
    assert str(error) == "campaign.toml:3: No target is named 'amazom'.\n  Did you mean 'amazon'?"


@given(st.text(), st.text(), st.text(), st.lists(st.text()))
def test_a_problem_tells_all_it_knows(where: str, what: str, hint: str, details: list[str]) -> None:
    told = str(Problem(where, what, hint, tuple(details)))
    assert all(part in told for part in (where, what, hint, *details))
