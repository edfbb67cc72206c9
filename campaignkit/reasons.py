"""What is wrong with a value, in the words of a person who writes TOML; pydantic's are those of a programmer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_WANTED = {
    "string_type": 'a text between quotation marks, such as "Ana Ruiz"',
    "string_too_short": "a text that is not empty",
    "tuple_type": 'a list, such as ["one", "two"]',
    "list_type": 'a list, such as ["one", "two"]',
    "model_type": "a table, with a name and a value on each line",
    "model_attributes_type": "a table, with a name and a value on each line",
    "dict_type": "a table, with a name and a value on each line",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "date_type": "a day, such as 2026-11-23",
    "date_parsing": "a day, such as 2026-11-23",
    "date_from_datetime_parsing": "a day, such as 2026-11-23",
    "date_from_datetime_inexact": "a day without the time, such as 2026-11-23",
}


def reason(error: ErrorDetails) -> str:
    """Return what is wrong with a value, without a stop at the end and without the value.

    Examples:
        >>> reason({"type": "string_type", "loc": ("a",), "msg": "Input should be a valid string", "input": 7})
        'it must be a text between quotation marks, such as "Ana Ruiz"'
        >>> reason({"type": "value_error", "loc": (), "msg": "Value error, it ends before it begins", "input": 7})
        'it ends before it begins'
    """
    if wanted := _WANTED.get(error["type"]):
        return f"it must be {wanted}"
    said = error["msg"].removeprefix("Value error, ").rstrip(".")
    return said.replace("Input should", "it must", 1)
