"""claim-retracted: a claim that its own source has withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.checks.case import Case
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.repeating import Claim, claim_of, repeats
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.verdicts import Verdict
from campaignkit.folding import Span, fold
from campaignkit.models.finding import Evidence
from campaignkit.models.source import Correction, Source, Update

WEIGHT = 3  # words and names of a claim that is read from a notice; below, it could be said of anything
FEW = 20  # documents that one has gathered for one matter
_NAMES = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]{3,}")


def find(case: Case) -> Iterator[Hit]:
    """Yield the sentences that repeat what a source's own correction withdrew."""
    spared = [one.quotation.span for one in case.verdicts if _stands(one)]
    for label, claim, evidence in _withdrawn(case):
        for at in repeats(case, claim, spared):
            yield Hit(
                at=at,
                message=f"{label} has withdrawn this: {claim.text}",
                hint="Take the claim out, or say that it was withdrawn.",
                evidence=evidence,
            )


def _stands(verdict: Verdict) -> bool:
    """Whether a quotation is found, and in no correction: whoever quotes what stands does not claim."""
    if verdict.kind not in ("found", "declared"):
        return False
    return not any(
        one.kind == "correction" and match.span.within([one.span])
        for passage, match in verdict.places
        for one in passage.notices
    )


def _withdrawn(case: Case) -> Iterator[tuple[str, Claim, Evidence | None]]:
    """Yield what has been withdrawn: what the campaign records, and what a document says of itself."""
    library = case.near
    for source in library.campaign.sources if library.campaign else ():
        for told in source.corrections:
            claim = claim_of(told.withdraws, told.wordings, lenient=True)
            yield source.label, claim, notice(library, source, told)
    for passage in library.passages:
        if passage.whole and not (passage.record and passage.record.corrections):
            yield from _told_by(case, passage)


def _told_by(case: Case, passage: Passage) -> Iterator[tuple[str, Claim, Evidence | None]]:
    for found in passage.notices:
        claims = [claim_of(one, lenient=True) for one in found.claims]
        claims += [claim_of(one) for one in found.contrasts]
        for claim in claims:
            if claim.weight >= WEIGHT and (claim.names or claim.weight > WEIGHT or _is_of_it(case, passage)):
                yield passage.label, claim, passage.evidence(found.span)


def _is_of_it(case: Case, passage: Passage) -> bool:
    """Whether a draft has a name that a document has: a claim of few words and no name is else of something else."""
    said = fold(case.draft.text)
    return len(case.near.passages) <= FEW or any(
        f" {fold(name).strip()} " in said for name in set(_NAMES.findall(passage.text))
    )


def notice(library: Library, source: Source, told: Correction | Update) -> Evidence | None:
    """Return the source's own notice as evidence, where its document is at hand."""
    for passage in library.passages:
        start = passage.text.find(told.exact) if passage.source == source.id else -1
        if start >= 0:
            return passage.evidence(Span(start, start + len(told.exact)))
    return None


RULE = Rule(
    name="claim-retracted",
    severity="error",
    summary="The draft repeats what a source’s own correction withdrew.",
    why="A claim that its own source has taken back is worse than none: its reader will find the correction first.",
    find=find,
    fires=(
        Example("Acme was the largest owner of buildings in Oldbridge.", "the Courier withdrew it"),
        Example("Acme is the biggest owner of buildings in Oldbridge, and it should act.", "in other words"),
    ),
    spares=(
        Example("Acme is not the largest owner of buildings in Oldbridge.", "it denies it"),
        Example("Acme owns the building in Oldbridge.", "that was never withdrawn"),
        Example(
            "The Courier has withdrawn that Acme was the largest owner of buildings in Oldbridge.", "it tells of it"
        ),
    ),
)
