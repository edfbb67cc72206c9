"""Whose document it is by its name and by the line that says who published it; its own people speak for that body."""

from __future__ import annotations

import re

from campaignkit.checks.attributions import Author
from campaignkit.checks.known_speakers import is_person
from campaignkit.checks.library import Passage
from campaignkit.folding import fold
from campaignkit.people import PAPERS

__all__ = ["is_published_by", "speaks_for_document"]

_HEAD = 1200  # code points, with markup, at which a document tells by whom it was published
_IMPRINT = re.compile(
    r"^(?=[^\n]*\b(?i:published|issued|report|statement|review)\b)[^\n]{0,160}\b(?:19|20)\d\d\b", re.MULTILINE
)
_SMALL = frozenset("the a an its of our their s".split())


def speaks_for_document(passage: Passage, author: Author, claimed: str) -> bool:
    """Return whether a document is that of the body which a draft names, and quotes one of its own, of no other body.

    "The auditor found" may be said of a report of the auditor's office, in which "Ann Lee, who led it," says so.
    """
    outsider = any(one not in author.printers for one in author.beside)
    return author.person and not outsider and is_published_by(passage, claimed)


def is_published_by(passage: Passage, claimed: str) -> bool:
    """Return whether a document's name, or the line at its head that says who published it, names a body; no paper."""
    words = _words(claimed)
    if not words or is_person(claimed) or not words.isdisjoint(PAPERS):
        return False
    # What a file's name begins with is whose it is; what follows is what it is about: "post-on-trump.txt".
    name = [word for word in re.split(r"[-_.\s]+", fold(passage.label)) if word.isalpha() and word not in _SMALL]
    return words <= set(name[: len(words)]) or any(
        words <= _words(one) for one in _IMPRINT.findall(passage.text[:_HEAD])
    )


def _words(text: str) -> set[str]:
    return set(fold(text).replace("'s ", " ").split()) - _SMALL
