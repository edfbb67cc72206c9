"""What is wrong with a value, in the words of a person who writes TOML; pydantic's are those of a programmer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from campaignkit.errors import did_you_mean

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
    "too_short": "a list with at least one entry",
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
    if error["type"] == "union_tag_not_found":
        return "the key 'kind' is missing"
    if error["type"] == "union_tag_invalid":
        return f"kind: {error['ctx']['tag']!r} is no kind of target"
    said = error["msg"].removeprefix("Value error, ").rstrip(".")
    return said.replace("Input should", "it must", 1)


def way_out(error: ErrorDetails, told: str) -> str:
    """Return what to do about a value: the nearest of those that are allowed, if only some are.

    Args:
        told: The key, as a person is told of it: "email_addresses.0".

    Examples:
        >>> allowed = {"expected": "'ended', 'paused' or 'none'"}
        >>> way_out({"type": "literal_error", "loc": ("a",), "msg": "", "input": "pausd", "ctx": allowed}, "status")
        "Did you mean 'paused'?"
        >>> way_out({"type": "string_type", "loc": ("a",), "msg": "", "input": 7}, "title")
        'Mend what stands behind title.'
    """
    context = error.get("ctx", {})
    allowed = re.findall(r"'([^']+)'", str(context.get("expected_tags") or context.get("expected") or ""))
    if error["type"] == "union_tag_not_found":
        return "Add a line: kind = …"
    if allowed:
        return did_you_mean(str(context.get("tag") or error.get("input", "")), allowed)
    return f"Mend what stands behind {told}." if told else "Mend the entry."
