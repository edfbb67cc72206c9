"""TOML that somebody wrote by hand, read with every slip told as a sentence."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from campaignkit.errors import InputError


def parse(text: str, place: str) -> dict[str, Any]:
    """Return the tables of a text in TOML.

    Args:
        place: The file, as it is to be told in an error.

    Raises:
        InputError: It is no TOML, nests too deep, or has a number with thousands of digits.

    Examples:
        >>> parse('name = "Ada"', "sender.toml")
        {'name': 'Ada'}
    """
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"at line (\d+)", str(error))
        where = f"{place}:{at[1]}" if at else place
        raise InputError("This is not TOML.", where, "Put texts between quotation marks, one key a line.") from None
    except ValueError:  # the one other that is raised: Python reads no number of thousands of digits
        raise InputError("The file has a number of more than 4,000 digits.", place, "Take it out.") from None
