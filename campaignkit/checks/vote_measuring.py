"""What the library says to a vote of a draft: a figure of two numbers."""

from __future__ import annotations

import re
from dataclasses import replace

from campaignkit.checks.claims import is_denied
from campaignkit.checks.known import Known
from campaignkit.checks.look import Look
from campaignkit.checks.measured import Measured
from campaignkit.checks.votes import Vote, known_votes, nearly_the_vote

_VOTES_OF_OURS = re.compile(r"\b(?:we|our|us|I|my|please|should|must|would|will|could|let)\b", re.IGNORECASE)
VOTE_WORDS = 2  # words in common that tell one vote from another


def measured_vote(vote: Vote, look: Look) -> Measured:
    """Return what the library says to a vote: it is given as a whole or not at all."""
    quantity = replace(vote.numbers[0], span=vote.span)
    known = [(len(words & quantity.clause), other, one) for other, one, words in known_votes(look.library)]
    same = max((entry for entry in known if vote.same_as(entry[1])), key=_first, default=None)
    turned = any(vote.numbers_of(entry[1]) for entry in known) and same is None  # 6 to 3, by which another was lost
    most = max(known, key=_first, default=None)
    if same is None and is_denied(look.draft, quantity):
        return Measured(quantity, "own")  # "it was not seven to two"
    if same and most and same[0] > most[0] - 3:
        return Measured(quantity, "given", same[2])
    may_be = most and (turned or vote.may_be_of_the_body_of(most[1]))
    if most and may_be and most[0] >= (1 if turned else VOTE_WORDS) and look.is_about(most[2].passage):
        return Measured(quantity, "mismatch", most[2], sure=True)
    if same or _VOTES_OF_OURS.search(quantity.sentence):
        return Measured(quantity, "own")
    if near := nearly_the_vote(vote, quantity.clause, look.library):
        return Measured(quantity, "mismatch", near, sure=look.is_about(near.passage))
    of_body = next((one for _, other, one in known if vote.cast_by(other)), None)  # and no vote of theirs
    told = any(word in look.library.words for word in quantity.clause - {"vote", "voted"})
    if not of_body and told and len(known) == 1 and vote.is_as_large_as(known[0][1]):
        of_body = known[0][2]
    if of_body:
        return Measured(quantity, "mismatch", of_body)
    is_told_of = known and told and all(one.value for one in vote.numbers)
    return Measured(quantity, "doubtful" if is_told_of else "own")


def _first(entry: tuple[int, Vote, Known]) -> int:
    return entry[0]
