"""`campaignkit new`: an entry to fill in, appended to the right file; the campaign still loads.

A demand or a target can stand with "TODO" in it: a letter that used it would not pass the check. A commitment or a
statement says what somebody did, so one that nobody has filled in yet must not count; it is appended as a comment.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import note, say

if TYPE_CHECKING:
    from campaignkit.models import Campaign

KINDS = ("demand", "target", "commitment", "statement")
SHOWN = 5  # ids that are named in a comment


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("name", metavar="ID")
@click.option("-c", "--campaign", metavar="DIR", help="Folder of the campaign. Default: this one.")
def command(kind: str, name: str, campaign: str | None) -> None:
    """Append a demand, a target, a commitment or a statement to fill in to its file.

    A demand or a target stands with TODO where something is to be said. A commitment or a statement stands in lines of
    comment: fill them in, then take the "#" away. For a statement, `campaignkit quote` is quicker.
    """
    from campaignkit.catalog import read_campaign
    from campaignkit.entries import append_text, own_folder

    folder = own_folder(campaign)
    held = read_campaign(folder)
    _refuse_id(name)
    path = folder / f"{kind}s.toml"
    _refuse_twice(path.read_text(encoding="utf-8-sig") if path.is_file() else "", kind, name, str(path))
    text = _MAKERS[kind](name, held)
    append_text(folder, kind, name, text)
    say(text.rstrip("\n"))
    note(f"Appended to {path.name}: fill it in there." + (_QUICKER if kind == "statement" else ""))


_QUICKER = ' Quicker: campaignkit quote SOURCE "words" --append'


def _refuse_id(name: str) -> None:
    import re

    from campaignkit.errors import InputError

    if not re.fullmatch(r"[a-z0-9-]{1,64}", name):
        raise InputError(f"{name!r} is not an id.", hint="An id is 1 to 64 of a-z, 0-9 and -.")


def _refuse_twice(text: str, kind: str, name: str, where: str) -> None:
    """Refuse an id that waits in the file as a comment; one that counts is refused where the entry is appended."""
    from campaignkit.errors import ExistsError

    if f'#id = "{name}"' in text.splitlines():
        raise ExistsError(f"A {kind} named {name!r} waits to be filled in already.", where, "Fill that one in.")


def _demand(name: str, campaign: Campaign) -> str:
    return (
        f'[[demand]]\nid = "{name}"\ntitle = "TODO: a short title"\n'
        "# An imperative that reads on after “We ask you to”, as in: restore Saturday opening at the library\n"
        'ask = "TODO: what is to be done"\n'
        "# What it is about. A commitment with the same practice answers it.\n"
        f'practice = "{name}"\n'
        "# What will be the case when it is met, and for how long: permanent, until-condition (a pause) or once.\n"
        '#outcome = ""\n#permanence = "permanent"\n'
        "# One or more of: company, legislator, legislature, agency; and the only targets, if it is not all of those.\n"
        'addressed_to = ["company"]\n'
        f"# Known targets: {_listed(one.id for one in campaign.targets)}\n#targets = []\n"
        "# Who makes it in the documents; campaign, if they raise the point and it is you who ask.\n"
        '#made_by = ["campaign"]\n'
        f"# What it rests on, strongest first. Known statements: {_listed(one.id for one in campaign.statements)}\n"
        "#statements = []\n"
    )


def _target(name: str, _: Campaign) -> str:
    return (
        f'[[target]]\nid = "{name}"\n'
        "# company, legislator, legislature (a parliament or a council) or agency\n"
        'kind = "company"\nname = "TODO: the name in full"\n'
        "# Other names by which documents call it.\n#aliases = []\n"
        "# Of a person in office; a salutation is made of title and family name, and never guesses a gender.\n"
        '#title = "Sen."\n#given_name = ""\n#family_name = ""\n#chamber = ""\n'
        '#jurisdiction = ""\n#term_end = 2028-12-31\n'
        '#postal_addresses = ["1 High Street\\nTown"]\n#email_addresses = ["office@example.org"]\n'
    )


def _commitment(name: str, campaign: Campaign) -> str:
    from campaignkit.entries import commented

    lines = [
        "# What a target has said it will do. Fill it in, then take the # away where no space follows it.",
        *commented(f'[[commitment]]\nid = "{name}"').splitlines(),
        f"# Known targets: {_listed(one.id for one in campaign.targets)}",
        '#target = ""',
        f"# Known practices: {_listed(dict.fromkeys(one.practice for one in campaign.demands))}",
        '#practice = ""',
        "# ended, paused, conditional, declined, or none: a source says that there is no commitment",
        '#status = ""',
        "# How it is proved: own-words (of the target), reported, or absence (somebody reports that there is none)",
        '#grade = ""',
        f"# What proves it. Known statements: {_listed(one.id for one in campaign.statements)}",
        "#statements = []",
        "# If they are stated: first and last day, how far it reaches where that is less than the demand, a condition.",
        *commented('starts = 2026-01-31\nends = 2026-12-31\nscope = ""\ncondition = ""').splitlines(),
    ]
    return "\n".join(lines) + "\n"


def _statement(name: str, campaign: Campaign) -> str:
    lines = [
        "# Words of a source. Fill it in, then take the # away where no space follows it.",
        "#[[statement]]",
        f'#id = "{name}"',
        f"# Known sources: {_listed(one.id for one in campaign.sources)}",
        '#source = ""',
        "# quotation (the speaker's own words) or report (the source's account)",
        '#kind = ""',
        "# Word for word as the document has it, in one piece.",
        '#exact = ""',
        "# Who says it, a name or the id of a target; and when, if that is stated.",
        '#speaker = ""',
        "#said_on = 2026-01-31",
        "# In one plain sentence that these words carry, for use in a letter.",
        '#summary = ""',
    ]
    return "\n".join(lines) + "\n"


_MAKERS = {"demand": _demand, "target": _target, "commitment": _commitment, "statement": _statement}


def _listed(ids: Iterable[str]) -> str:
    known = list(ids)
    return (", ".join(known[:SHOWN]) + (", …" if len(known) > SHOWN else "")) or "none yet"
