"""claim-superseded: a state that a source's own update, or the end of a commitment, has replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.case import Case
from campaignkit.checks.claim_retracted import notice
from campaignkit.checks.draft import trimmed
from campaignkit.checks.event_words import event_words
from campaignkit.checks.repeating import claim_of, repeats
from campaignkit.checks.replaced_states import replaces
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.updates import Told, Update, updates_of
from campaignkit.dates import written
from campaignkit.folding import Span
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment

TOLD, TOLD_AT_LEAST = 0.5, 4  # share and number of an update's words by which a sentence tells it
_PAUSE = (
    r"(?:moratorium|paus(?:e|ed|es|ing)|suspen(?:d|ds|ded|sion)|halt(?:s|ed)?|"
    r"fr(?:ee|o)z(?:e|es|en|ing)|stopped|lends?)"
)
# What tells a state as that of today: "Acme has paused …", "Acme currently lends …", "Acme’s moratorium remains …".
_PRESENT = (
    rf"(?:\W+\w+){{0,2}}?\W+(?:has|have|is|are|currently|now|still)\b[^.;:]{{0,60}}?\b{_PAUSE}\b",
    rf"(?:['’]s)?(?:\W+[\w-]+){{0,3}}?\W+{_PAUSE}\b[^.;:]{{0,60}}?\b(?:is|remains|stands|continues|applies|holds|protects|keeps)\b",
)
# A sentence with one of these tells a dated fact, or that it is over, or asks for something.
_DATED = re.compile(
    r"\b(?:(?:19|20)\d\d|r[au]ns? out|ended|expired|lapsed|over|was|were|had|until|announced|at the time|ago|since|"
    r"ask(?:s|ed)?|urge[sd]?|call(?:s|ed|ing)? (?:on|for|it)|called|should|must|will|would|if)\b|\?",
    re.IGNORECASE,
)


def find(case: Case) -> Iterator[Hit]:
    """Yield the sentences that tell a past state as the present one."""
    if case.campaign:
        yield from _updated(case, case.campaign)
        yield from _run_out(case, case.campaign)
    yield from _replaced(case)


def _replaced(case: Case) -> Iterator[Hit]:
    """Yield the sentences that tell the state before a document's own update, unless the draft tells the update, "
    "too."""
    text = case.draft.text
    texts = [_without_quotes(text[one.start : one.end]) for one in case.draft.sentences]
    told = [Told(one, before) for one, before in zip(texts, ["", *texts], strict=False)]
    words = frozenset().union(*(one.words for one in told))
    days = tuple(find_days(text, case.draft.dated))
    for update in _updates(case):
        if not words & update.words or (update.since and case.as_of < update.since):
            continue
        for sentence, one in zip(case.draft.sentences, told, strict=True):
            if replaces(update, one, days, case.near) and not any(
                _tells(update, other) for other in texts if other is not one.text
            ):
                yield Hit(
                    at=trimmed(text, sentence),
                    message=f"{update.passage.label} has an update: {' '.join(' '.join(update.sentences).split())}",
                    hint="Tell what has happened since, or give the date for which it held.",
                    evidence=update.passage.evidence(update.notice.span),
                )


def _updates(case: Case) -> Iterator[Update]:
    for passage in case.near.passages:
        if passage.whole and not (passage.record and passage.record.updates):
            yield from updates_of(passage)


def _tells(update: Update, sentence: str) -> bool:
    """Whether a sentence tells what an update tells."""
    said = event_words(sentence)
    return any(
        len(words & said) >= TOLD_AT_LEAST and len(words & said) / len(words) >= TOLD
        for words in map(event_words, update.sentences)
    )


def _without_quotes(text: str) -> str:
    return re.sub(r"[“\"][^”\"]*[”\"]", " ", text)


def _updated(case: Case, campaign: Campaign) -> Iterator[Hit]:
    spared = [one.quotation.span for one in case.verdicts if one.kind in ("found", "declared")]
    for source in campaign.sources:
        for update in source.updates:
            if update.dated and case.as_of < update.dated:
                continue
            for at in repeats(case, claim_of(update.replaces, update.wordings), spared):
                yield Hit(
                    at=at,
                    message=f"{source.label} has an update: this no longer holds. {update.replaces}",
                    hint="Tell what has happened since, or give the date for which it held.",
                    evidence=notice(case.near, source, update),
                )


def _run_out(case: Case, campaign: Campaign) -> Iterator[Hit]:
    over = [one for one in campaign.commitments if one.ends and one.ends < case.as_of and one.status == "paused"]
    told: set[Span] = set()
    for commitment in over:
        for sentence in case.draft.sentences:
            if sentence not in told and _tells_as_present(case, campaign, commitment, sentence):
                told.add(sentence)
                yield _hit(case, campaign, commitment, sentence)


def _tells_as_present(case: Case, campaign: Campaign, commitment: Commitment, sentence: Span) -> bool:
    text = case.draft.text[sentence.start : sentence.end]
    target = campaign.target(commitment.target)
    outside = re.sub(r"[“\"][^”\"]*[”\"]", " ", text)
    names = "|".join(re.escape(name) for name in (target.name, *target.aliases))
    told = any(re.search(rf"\b(?:{names})\b{pattern}", outside) for pattern in _PRESENT)
    return told and not _DATED.search(outside)


def _hit(case: Case, campaign: Campaign, commitment: Commitment, sentence: Span) -> Hit:
    name = campaign.target(commitment.target).name
    assert commitment.ends
    return Hit(
        at=trimmed(case.draft.text, sentence),
        message=f"{name}’s commitment ran until {written(commitment.ends)}; as of {written(case.as_of)} it is over.",
        hint="Tell it in the past tense, with its dates.",
    )


RULE = Rule(
    name="claim-superseded",
    severity="warning",
    summary="The draft repeats a state that a source’s own update, or the end of a commitment, has replaced.",
    why="A pause of one year is not a pause two years later. What was so in the source may no longer be so today.",
    find=find,
    fires=(
        Example("Oldbridge has announced no date for the vote.", "the Courier’s update gives one"),
        Example("Acme Holdings currently lends the building to the town.", "that ran out in May"),
    ),
    spares=(
        Example("Acme Holdings lent the building to the town until May 31, 2021.", "dated, and in the past tense"),
        Example("We ask Acme Holdings to lend the building to the town.", "a request"),
        Example("Oldbridge has announced a date for the vote.", "the update itself"),
    ),
)
