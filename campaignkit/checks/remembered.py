"""What was lately asked of a library: a draft that is written on asks the same of all sentences but the one in work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from campaignkit.checks.library import Library

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

ANSWERS_AT_MOST = 1024  # of one function and one library
LENGTH_AT_MOST = 2000  # code points of a text whose answer is kept


def remembered(function: Callable[[Library, str, *Ts], T]) -> Callable[[Library, str, *Ts], T]:
    """Keep what a function answers, with the library it was asked of: it goes with the library.

    The answer must depend on nothing but the library and the arguments, and nobody may change it afterwards.
    """

    @wraps(function)
    def asked(library: Library, text: str, *others: *Ts) -> T:
        if len(text) > LENGTH_AT_MOST:
            return function(library, text, *others)
        held = library.answers.setdefault(asked, {})
        key = (text, *others)
        kept: tuple[T] | None = held.get(key)
        if kept is None:
            if len(held) >= ANSWERS_AT_MOST:
                held.clear()
            kept = held[key] = (function(library, text, *others),)
        return kept[0]

    return asked
