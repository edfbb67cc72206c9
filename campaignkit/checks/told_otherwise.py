"""Whether a draft that seems to give words to one speaker says itself, beside them, that they are another's."""

from __future__ import annotations

import re

from campaignkit.checks.attributions import Author
from campaignkit.checks.case import Case
from campaignkit.checks.verdicts import Verdict
from campaignkit.folding import fold
from campaignkit.quotations import Quotation
from campaignkit.speakers import Speaker

__all__ = ["is_told_otherwise", "names_author"]

_CREDIT = re.compile(r"[^\S\n]*(?:[—–\u2015(\[]|--?\s)|\s*[—–\u2015]")
_BELOW = re.compile(r"[*_ \t]*\n+[ \t>*_]*(?![-•+\d])(?P<line>[^\n]{2,60})(?:\n|\Z)")
_DENIED = re.compile(r"\b(?:not|never|n['’]t|no longer|neither|nor)\s(?:the\s)?\Z", re.IGNORECASE)


def is_told_otherwise(case: Case, verdict: Verdict, claimed: Speaker, author: Author) -> bool:
    """Whether the draft denies that the one named said it, or names the true speaker closer to the words."""
    quotation, text = verdict.quotation, case.draft.text
    if claimed.span and _DENIED.search(text[max(0, claimed.span.start - 14) : claimed.span.start]):
        return True
    between = text[claimed.span.end : quotation.outer.start] if claimed.span else ""
    credit = re.sub(r"<[^<>]*>", " ", text[quotation.outer.end : quotation.outer.end + 90])
    if quotation.text.rstrip()[-1:] in ".!?" and not (_CREDIT.match(credit) or _is_signed_below(text, quotation)):
        credit = ""  # another sentence, which may give the next words to the true speaker of these
    near = (fold(between), fold(credit)[: len(author.name) + 12])
    names = [f" {fold(name).strip()} " for name in author.names if author.person]
    return any(name in where.replace("'s ", " ") for name in names for where in near)


def _is_signed_below(text: str, quotation: Quotation) -> bool:
    """Whether the line below is short as a name is, no item of a list and no sentence; a block's may say it all."""
    if quotation.kind == "block":
        return True
    below = _BELOW.match(text, quotation.outer.end)
    return below is not None and below["line"].rstrip()[-1:] not in ".!?:"


def names_author(case: Case, verdict: Verdict, author: Author) -> bool:
    """Whether the draft names the speaker beside the one it gives the words to: "Greer, BuzzFeed News reported"."""
    sentence = case.draft.sentence_at(verdict.quotation.outer.start)
    around = fold(case.draft.text[sentence.start : verdict.quotation.outer.end + 120]).replace("'s ", " ")
    return any(f" {fold(name).strip()} " in around for name in author.names)
