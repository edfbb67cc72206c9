"""claim-superseded: a state that a source's own update, or the end of a commitment, has replaced."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.checks.calendar_days import days_of
from campaignkit.checks.case import Case
from campaignkit.checks.claim_retracted import notice
from campaignkit.checks.commitments_told import ToldCommitment, may_be_for_good, may_be_told
from campaignkit.checks.day import Day
from campaignkit.checks.draft import trimmed
from campaignkit.checks.event_words import NEGATION, event_words
from campaignkit.checks.later_news import all_news
from campaignkit.checks.library import Passage
from campaignkit.checks.moved_months import tells_moved_month
from campaignkit.checks.older_states import knows, retold_by
from campaignkit.checks.pauses import may_be_in_force, told_as_for_good, told_as_in_force
from campaignkit.checks.repeating import claim_of, disclaims, repeats
from campaignkit.checks.replaced_states import replaced_by, tells_the_same
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.told_targets import Targets
from campaignkit.checks.turned_states import standing
from campaignkit.checks.unquoted import in_its_words, in_sentence_case, unquoted, without_lack
from campaignkit.checks.updates import Told, Update, told_in
from campaignkit.dates import written
from campaignkit.folding import Span
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment
from campaignkit.models.finding import Evidence
from campaignkit.text import Match

TOLD, TOLD_AT_LEAST = 0.5, 4  # share and number of an update's words by which a sentence tells it
FRESH = 366  # days after the newest source within which its silence still speaks


def find(case: Case) -> Iterator[Hit]:
    """Yield the sentences that tell a past state as the present one, each once."""
    told: list[Span] = []
    recorded = (*_updated(case, case.campaign), *_committed(case, case.campaign)) if case.campaign else ()
    for hit in (*recorded, *_replaced(case), *_paused(case)):
        if not hit.at.touches(told):
            told.append(hit.at)
            yield hit


def _replaced(case: Case) -> Iterator[Hit]:
    """Yield the sentences that tell the state before a document's own update, or before what a later one tells as new,
    unless the draft tells the new one, too."""
    known = all_news(case.near)
    if not known:
        return
    quoted = [place for one in case.verdicts for place in one.places]
    text = case.draft.text
    texts = [without_lack(in_its_words(in_sentence_case(text[one.start : one.end]))) for one in case.draft.sentences]
    told = [told_in(one, before) for one, before in zip(texts, ["", *texts], strict=False)]
    days = tuple(day for one in case.draft.sentences for day in days_of(text[one.start : one.end], case.draft.dated))
    for sentence, one in zip(case.draft.sentences, told, strict=True):
        others = [other for other in texts if other is not one.text]
        about = () if disclaims(one.text) else known.about(one)
        heard = (new for new in about if not _is_quoted(new, quoted))
        news = next((new for new in heard if _is_old_news(case, new, one, days, others, texts)), None)
        if news:
            yield _replaced_by(news, trimmed(text, sentence))


def _is_quoted(update: Update, quoted: list[tuple[Passage, Match]]) -> bool:
    """Whether the draft quotes an update word for word: then its writer knows of it."""
    return any(passage is update.passage and match.span.touches([update.at]) for passage, match in quoted)


def _is_old_news(
    case: Case, update: Update, told: Told, days: tuple[Day, ...], others: list[str], texts: list[str]
) -> bool:
    """Whether a sentence tells the state before an update, and no other one tells that of after it."""
    if update.is_own and tells_the_same(update, told):
        return False
    came = update.since or update.written  # not before its document
    if came and case.as_of < came:
        return False
    if tells_moved_month(update, told, texts):
        return True
    new = replaced_by(update, told, days, case.near, case.as_of)
    if new:
        return not any(_tells(new, other, told) for other in others)
    return update.is_own and _retells(update, told, texts)


def _replaced_by(update: Update, at: Span) -> Hit:
    has = "has an update" if update.is_own else "tells of a change"
    return Hit(
        at=at,
        message=f"{update.passage.label} {has}: {' '.join(' '.join(update.sentences).split())}",
        hint="Tell what has happened since, or give the date for which it held.",
        evidence=update.passage.evidence(update.at),
    )


def _retells(update: Update, told: Told, texts: list[str]) -> bool:
    """Whether a sentence retells in other words what an update has replaced, and no sentence tells what is new."""
    for clause in standing(told):
        part = retold_by(update, clause)
        if part and not any(knows(part, other, but=clause.text) for other in texts):
            return True
    return False


def _paused(case: Case) -> Iterator[Hit]:
    """Yield the sentences that tell as an end for good what a source tells as a pause, or as in force a pause that is
    over."""
    text = case.draft.text
    for sentence in case.draft.sentences:
        said = text[sentence.start : sentence.end]
        if may_be_for_good(said) and (pause := told_as_for_good(unquoted(said), case.near)):
            yield Hit(
                at=trimmed(text, sentence),
                message=f"{pause.passage.label} tells of a pause, not of an end for good: “{pause.term}”.",
                hint="Tell for how long it is meant to hold.",
                evidence=pause.passage.evidence(pause.span),
            )
        elif may_be_in_force(said) and (pause := told_as_in_force(unquoted(said), case.near, case.as_of)):
            yield Hit(
                at=trimmed(text, sentence),
                message=f"{pause.passage.label} tells of a pause that is over: “{pause.term}”.",
                hint="Tell it in the past tense, with its dates.",
                evidence=pause.passage.evidence(pause.span),
            )


def _tells(new: tuple[str, ...], sentence: str, told: Told) -> bool:
    """Whether a sentence tells what is new of what `told` tells otherwise: half of its words, and no denial of it."""
    said, denies = event_words(sentence), bool(NEGATION.search(sentence))
    for one in new:
        words = event_words(one)
        matter = words & told.words
        enough = len(words & said) >= max(TOLD_AT_LEAST, TOLD * len(words)) and len(matter & said) >= TOLD * len(matter)
        if enough and bool(NEGATION.search(one)) == denies:
            return True
    return False


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


def _committed(case: Case, campaign: Campaign) -> Iterator[Hit]:
    """Yield the sentences that tell a commitment as more than it is, or as in force when it is over."""
    text, before = case.draft.text, ""
    targets = Targets(campaign, text)
    newest = max((one.issued for one in campaign.sources if one.issued), default=None)
    is_fresh = newest is not None and (case.as_of - newest).days <= FRESH
    kept = [one for one in targets.bounded if one.status != "none" or is_fresh]
    for sentence in case.draft.sentences if kept else ():
        said = unquoted(text[sentence.start : sentence.end])
        told = ToldCommitment(targets, said, before) if may_be_told(targets, said) else None
        hits = (_overtold(case, campaign, one, told, sentence) for one in kept) if told else iter(())
        if hit := next(filter(None, hits), None):
            yield hit
        before = said


def _overtold(
    case: Case, campaign: Campaign, commitment: Commitment, told: ToldCommitment, sentence: Span
) -> Hit | None:
    ends, is_none = commitment.ends, commitment.status == "none"
    if is_none and not told.as_ended(commitment):
        return None
    name = campaign.target(commitment.target).name if is_none or told.may_overtell else ""
    if is_none:
        message = f"A source says that {name} has made no commitment on this."
        hint = "Tell what the commitment covers, and no more."
    elif commitment.status == "paused" and ends and ends < case.as_of and told.as_in_force(commitment):
        message = f"{name}’s commitment ran until {written(ends)}; as of {written(case.as_of)} it is over."
        hint = "Tell it in the past tense, with its dates."
    elif told.as_for_good(commitment):
        until = commitment.condition or (f"until {written(ends)}" if ends else "")
        message = f"{name}’s commitment is not for good: it is {commitment.status}{until and ', '}{until}."
        hint = "Tell it with its end or its condition."
    else:
        return None
    at = trimmed(case.draft.text, sentence)
    return Hit(at=at, message=message, hint=hint, evidence=_proof(case, campaign, commitment))


def _proof(case: Case, campaign: Campaign, commitment: Commitment) -> Evidence | None:
    """Return the first of the statements that prove a commitment whose document is at hand."""
    for statement in map(campaign.statement, commitment.statements):
        for passage in case.library.passages:
            start = passage.text.find(statement.exact) if passage.source == statement.source else -1
            if start >= 0:
                return passage.evidence(Span(start, start + len(statement.exact)))
    return None


RULE = Rule(
    name="claim-superseded",
    severity="warning",
    summary="The draft repeats a state that an update, a later source, or the end of a commitment has replaced.",
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
