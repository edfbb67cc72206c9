"""Speakers whom a source leaves without a name, and whether somebody named can be meant: mostly not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from campaignkit.checks.attributions import NEAR, Author, is_named_in, is_named_near, names_in_role
from campaignkit.checks.library import Passage
from campaignkit.folding import Span
from campaignkit.people import same_person

_SOMEBODY = re.compile(
    r"(?:an?|one|another|one of (?:them|us|the|our|its|his|her|their)\b.*)\s?(?:[a-z][\w’'-]*\s?)*$", re.I
)
_SMALL = frozenset("another them their from with".split())
_KEPT_BACK = re.compile(
    r"\b(?:anonym\w+|unnamed|(?:did|does|do|would) ?(?:not|n['’]t) (?:want|wish|give|be named)|"
    r"(?:asked|wants?|wanted|preferred) not to (?:be|give)|who gave no name|without giving (?:a|his|her|their) name)\b"
)
_TOLD = re.compile(r"[^.!?\n]{0,60}\btold (?:our|the|my|their|its|a) (?:\w+ )?(?P<role>[a-z-]+)\b")


def is_another(claimed: str, author: Author, passage: Passage, span: Span, known: Sequence[Passage]) -> bool:
    """Return whether words of “a fireman”, “one of them” at `span` cannot be those of somebody named.

    A source brings somebody in without a name whom it has not named before: so it is nobody named before, nor the one
    to whom the words were said. One whom it names only after the words may be the same. Nor can they be whose name is
    held back, where the source, or all it says, names the claimed one.
    """
    if author.recorded or author.spokesperson or not author.person or not _SOMEBODY.fullmatch(author.name):
        return False
    if _holds_that_role(claimed, author, known) or not any(is_named_in(claimed, one) for one in known):
        return False
    around = passage.text[max(0, span.start - NEAR // 2) : span.end + NEAR // 2]
    if _KEPT_BACK.search(around) and not is_named_near(claimed, passage, span):
        return True
    told = _TOLD.match(passage.text, span.end)
    if told and any(same_person(claimed, one) == "same" for one in names_in_role(passage.text, told["role"])):
        return True
    return author.sure and is_named_in(claimed, passage) and _is_named_before_only(claimed, passage, span)


def _holds_that_role(claimed: str, author: Author, known: Sequence[Passage]) -> bool:
    """Whether some source says of the one named what this one says of the speaker: “a driver” may be a driver, Lee."""
    last = re.escape(claimed.split()[-1])
    words = [re.escape(word) for word in author.name.lower().split() if len(word) > 3 and word not in _SMALL]
    near = re.compile(
        rf"\b(?:{'|'.join(words)})\b[^.\n]{{0,60}}\b{last}\b|\b{last}\b[^.\n]{{0,60}}\b(?:{'|'.join(words)})\b", re.I
    )
    return bool(words) and any(near.search(one.text) for one in known)


def _is_named_before_only(claimed: str, passage: Passage, span: Span) -> bool:
    """Whether the source names somebody before the words, and not soon after them."""
    return not is_named_near(claimed, passage, Span(span.end + NEAR, span.end + NEAR)) and _names(
        claimed, passage.text[: span.start]
    )


def _names(claimed: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(claimed.split()[-1])}\b", text) is not None
