"""Whether the sources could have quoted a speaker of the draft: they name them, or the body they speak for."""

from __future__ import annotations

import re
from itertools import islice

from campaignkit.checks.library import Library
from campaignkit.folding import fold
from campaignkit.function_words import DETERMINERS, ROLES, SUBORDINATE
from campaignkit.people import TITLES, has_title, is_organisation, same_person, surname
from campaignkit.speakers import Speaker

SMALL = DETERMINERS | SUBORDINATE | {"and", "mr", "ms", "mrs", "dr"}
_LOOKED_AT = 24  # passages in which a surname is looked for


def is_known(library: Library, speaker: Speaker) -> bool:
    """Return whether a source could have the words of a speaker.

    A full name is known where a source has it, or the surname with a title or alone; of another first name it is
    another person. A body is known by its name as a whole. "The mayor" is known where a source has the word.
    """
    if speaker.affiliation and is_known_body(library, speaker.affiliation):
        return True
    return is_known_person(library, speaker.name) if is_person(speaker.name) else is_known_body(library, speaker.name)


def is_person(name: str) -> bool:
    """Return whether a name looks like a person's: "Ann Lee", "Dr Lee", not "Oak Union" nor "the mayor"."""
    words = [word for word in name.split() if word[:1].isupper()]
    small = {word.lower() for word in name.split()} & {"of", "for", "and", "the", "&"}
    return has_title(name) or (len(words) > 1 and not small and not is_organisation(name))


def is_known_person(library: Library, name: str) -> bool:
    """Return whether a source names a person, and not only somebody else of the same surname."""
    last = surname(name)
    if not last or last not in library.names:
        return False
    named = re.compile(rf"(?:([A-Z][\w’'.-]*)[ \u00a0]+)?\b(?i:{re.escape(last)})\b")
    for number in islice(library.corpus.some_holding(f" {last} "), _LOOKED_AT):
        for found in named.finditer(library.passages[number].text):
            first = found[1] or ""
            if not first or first.lower().rstrip(".") in TITLES or same_person(found[0], name) == "same":
                return True
    return "-" in name or "’" in name or "'" in name  # folding parts these: rather known than not


def is_known_body(library: Library, name: str) -> bool:
    """Return whether a source names an organisation, an office, or whoever is called by one word."""
    words = [word for word in fold(name).replace("'s ", " ").split() if word not in SMALL]
    if not words:
        return False
    if len(words) == 1 or any(word in ROLES for word in words):
        return any(word in library.names or word in library.words for word in words)
    whole = fold(re.sub(r"^[Tt]he\s+", "", name))
    return any(True for _ in library.corpus.some_holding(whole)) or words[0] in library.names
