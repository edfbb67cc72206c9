"""date-mismatch: the source dates what the draft tells otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from campaignkit.checks.alike import ALIKE, ISSUING, OWN, SAYS_NOT_WHAT, Telling, alike
from campaignkit.checks.bounds import Bound, other_bound
from campaignkit.checks.calendar_days import days_of
from campaignkit.checks.case import Case
from campaignkit.checks.cited_documents import cited_otherwise
from campaignkit.checks.date_clauses import dated_clauses, days_with_clauses
from campaignkit.checks.dated_events import CAPITALS, Event, events_like, events_of, own_events, recorded_events
from campaignkit.checks.day import Day, without
from campaignkit.checks.document_heads import KIND_OF_NOUN, head_of
from campaignkit.checks.event_words import event_words
from campaignkit.checks.frames import Framed
from campaignkit.checks.library import Library
from campaignkit.checks.own_dates import is_citation, is_its_day, is_own_date, own_heading
from campaignkit.checks.remembered import remembered
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.same_deed import Clause, dated_otherwise
from campaignkit.checks.such_weekdays import no_such_weekdays
from campaignkit.checks.told_on import told_otherwise
from campaignkit.checks.unknown_days import unknown_days
from campaignkit.folding import Span, fold
from campaignkit.models.finding import Evidence

CLOSE = 0.15  # how far behind the most alike another telling of the same event may lie
CLEARS = 0.25  # how far, if it names the very day
_NOUNS = frozenset(KIND_OF_NOUN)
_OWN_KINDS = frozenset({"letter", "report", "release", "notice"})
_TELLING = re.compile(
    r"\b(?:report(?:ed|s)?|wrote|writes|published|posted|according|article|story|post|statement|release|letter|note|"
    r"announc\w+|said|says|told|notice|propos\w+|plan(?:s|ned)?|promis\w+|order\w*|warn\w*|call(?:s|ed)|ask(?:s|ed)|decid\w+|"
    r"adopt\w*|issu\w+|demand\w*|declar\w+|resolution|minutes|newsletter|leaflet|memo|e-?mail)\b",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:report(?:ed|s)?|wrote|writes|published|posted|according|article|story|post|told|letter|release|statement|newsletter|note)\b",
    re.I,
)
# What tells that a date was moved, or that years have gone by since: the old date is no mistake there.
_MOVED = re.compile(
    r"\b(?:originally|initially|at first|first (?:said|planned|announced|set|scheduled|gave|named)|previously|formerly|"
    r"postpon\w+|reschedul\w+|moved|put (?:off|back)|pushed back|brought forward|delay(?:ed|s)?|instead of|rather than|"
    r"no longer|than planned|than (?:first )?announced|was to have|were to have|had been (?:planned|due|set|scheduled)|"
    r"was (?:planned|due|set|scheduled)|(?:was|were) (?:meant |supposed )?to (?!have)|"
    r"still (?:meant|planned|wanted|intended) to|"
    r"anniversary|ago|not on|in fact|wrongly|mistaken\w*|incorrect\w*|"
    r"corrected|(?:day|night|week|month|year|morning|evening|weekend|hours?|days|weeks|months|years)\s+(?:before|after|later|earlier)|"
    r"eve of|ahead of)\b",
    re.IGNORECASE,
)
# "On June 9, two days before the others": the day is not that of what lies so many days from it.
_BESIDE = re.compile(
    r"(?<=[\d),]),?\s\w+\s(?:day|week|month|year)s?\s(?:before|after|ahead of)\s[^,;:—]*|"
    r"\s\w+\s(?:day|week|month)s?\s(?:later|earlier|before|after)(?=,\s)"
)
_ANNOUNCING = re.compile(r"\b(?:announc(?:ed|es|ing|ement)|declared|confirmed)\b", re.IGNORECASE)
_AGAIN = re.compile(
    r"\b(?:again|once more|another|this time|since then|(?:second|third|fourth|fifth) time)\b", re.IGNORECASE
)
TOLD_AT_LEAST = 3  # words that a source must tell of a sentence on its own day before that is no error
SOON = 3  # days after which what was to come is over, and who speaks of what is to come means something else


def find(case: Case) -> Iterator[Hit]:
    """Yield the days of sentences that tell what a source tells, where the source has another day."""
    told: list[Span] = []
    spared = case.quoted + case.named
    spared += own_heading(case.draft.text)
    for sentence in case.draft.sentences:
        text = case.draft.text[sentence.start : sentence.end]
        days = days_of(text, case.draft.dated)
        looked_at = [day for day in days if not day.span.moved(sentence.start).within(spared) and not day.last]
        looked_at = [day for day in looked_at if not is_its_day(text, day, case.draft.dated or case.as_of)]
        looked_at = [day for day in looked_at if not is_citation(text, day.span) and not is_own_date(text, day.span)]
        hit = _judge(case, sentence, text, looked_at, days) if looked_at else None
        if hit:
            told.append(hit.at)
            yield hit
    for wrong in no_such_weekdays(case, spared):
        if not wrong.at.touches(told):
            told.append(wrong.at)
            yield wrong
    for other in told_otherwise(case):
        if not other.at.touches(told):
            told.append(other.at)
            yield _changed(case, other.at, other.evidence, other.day)
    framed = (one.hit(case.draft) for one in case.framed if _tells_a_date(case, one))
    for last in (*framed, *unknown_days(case, spared)):
        if not last.at.touches(told):
            told.append(last.at)
            yield last


def _tells_a_date(case: Case, framed: Framed) -> bool:
    """Whether a day between the words of a source is the draft's claim: not of a move, and not in a list of sources."""
    sentence = case.draft.sentence_at(framed.at.start)
    text = case.draft.text[sentence.start : sentence.end]
    inside = framed.at.moved(-sentence.start)
    return framed.kind == "date" and not _MOVED.search(text) and not is_citation(text, inside)


def _judge(case: Case, sentence: Span, text: str, looked_at: list[Day], days: tuple[Day, ...]) -> Hit | None:
    """Return what is wrong with the days of a sentence, if anything is; one that tells of a move is left alone."""
    statements = {statement.id for span, statement in case.quoted_statements if span.within([sentence])}
    if statements:
        known = [one for one in recorded_events(case.near) if one.statement in statements]
        return _conflict(case, sentence, text, looked_at, known)
    text = _BESIDE.sub(lambda found: " " * len(found[0]), text)
    moved = [event_words(found[0]) for found in _MOVED.finditer(text)]
    if not all(moved):
        return None
    for day in looked_at:
        if cited := cited_otherwise(case, text, day):
            return _hit(case, day.span.moved(sentence.start), cited, cited.days[0])
        if bound := other_bound(case.near, text, day):
            return _hit(case, day.span.moved(sentence.start), _event_of(bound), bound.day)
    for clause, held in dated_clauses(text, looked_at):
        told = text[clause.start : clause.end]
        alike = _same_event(case.near, text, told, tuple(held), case.draft.dated, case.as_of)
        # "Put off" tells of a move, unless it is what the source tells, too.
        alike = [one for one in alike if all(words <= one.words for words in moved)]
        if hit := _conflict(case, sentence, text, held, alike):
            return hit
    return next(_other_deeds(case, sentence, text, looked_at, days), None)


def _other_deeds(case: Case, sentence: Span, text: str, looked_at: list[Day], days: tuple[Day, ...]) -> Iterator[Hit]:
    """Yield the days on which a sentence says that something was done, where the sources date the deed otherwise."""
    bare = _without_quotations(case, sentence)
    for at, day in days_with_clauses(text, looked_at):
        if OWN.search(bare[at.start : at.end]):
            continue
        inside = tuple(_moved(one, -at.start) for one in days if one.span.within([at]))
        clause = Clause(text[at.start : at.end], text, inside)
        told = dated_otherwise(case.near, clause, _moved(day, -at.start), case.as_of) if day.is_named else None
        if told and not _is_in_its_notice(told.told.event, day):
            hit = _hit(case, day.span.moved(sentence.start), told.told.event, told.told.day)
            yield replace(hit, severity=told.severity)


def _without_quotations(case: Case, sentence: Span) -> str:
    """Return a sentence without what others say in it: the "we" of a quotation is not the sender's."""
    text = case.draft.text[sentence.start : sentence.end]
    inside = [one.span.moved(-sentence.start) for one in case.draft.quotations if one.span.touches([sentence])]
    for at in inside:
        start, end = max(0, at.start), max(0, at.end)
        text = text[:start] + " " * (min(end, len(text)) - start) + text[end:]
    return text


def _moved(day: Day, by: int) -> Day:
    return replace(day, span=day.span.moved(by))


def _conflict(case: Case, sentence: Span, text: str, days: list[Day], alike: list[Event]) -> Hit | None:
    """Return that the days of a sentence are none of those events'; one that fits clears all, for it tells several."""
    whole = [day for day in days if day.month] or days  # that a year fits clears no day beside it
    if any(_fits(one, day, text) for one in alike for day in whole):
        return None
    day = next((one for one in days if one.month), days[0])
    alike = [told for one in alike if (told := _announcing(one, day, text))]
    event = next((one for one in alike if any(_can_contradict(other, day) for other in one.days)), None)
    if (
        event is None
        or (not day.month and not _same_year_told(event, text, day))
        or _is_new(case, event, day, event_words(text))
        or _is_of_a_document(case, day, text)
        or _is_as_well_told(case, event, day, event_words(without(text, (day,))))
    ):
        return None
    return _hit(case, day.span.moved(sentence.start), event, _nearest_day(event, day))


def _same_year_told(event: Event, text: str, day: Day) -> bool:
    """Whether a year alone can be wrong: the numbers beside it are the source's, too."""
    numbers = {word for word in event_words(without(text, (day,))) if word[0].isdigit()}
    return event.kind == "told" and numbers <= event.words


def _is_new(case: Case, event: Event, day: Day, said: frozenset[str]) -> bool:
    """Whether a day is that of an update; where a document itself is meant, any day in it."""
    own = event.passage if event.kind == "own" else None
    near = (one for one in events_like(case.near, said) if one.in_notice and len(one.words & said) >= 2)
    inside = (one for one in (events_of(event.passage) if event.passage else ()) if own or one.in_notice)
    told = (*near, *(one for one in inside if one.words & said))
    return any(day.fits(new) for one in told for new in one.days if new.is_whole)


def _is_in_its_notice(event: Event, day: Day) -> bool:
    """Whether the notice that tells an event has the draft's day, too: "was to begin on May 1; it is put off until"."""
    beside = events_of(event.passage) if event.passage and event.in_notice else ()
    return any(one.in_notice and day.fits(new) for one in beside for new in one.days if new.is_whole)


def _is_of_a_document(case: Case, day: Day, text: str) -> bool:
    """Whether a sentence tells what somebody told or wrote with the date of a letter or a report of theirs."""
    found = _TELLING.search(text) if day.is_whole else None
    whose = event_words(" ".join(CAPITALS.findall(without(text, (day,))[: found.start()]))) - _NOUNS if found else None
    if not whose:
        return False
    own = (
        one for one in own_events(case.near, whose, len(whose)) if one.nouns & _OWN_KINDS and "article" not in one.nouns
    )
    return any(one.days[0].fits(day) and whose <= one.head for one in own)


def _is_as_well_told(case: Case, event: Event, day: Day, said: frozenset[str]) -> bool:
    """Whether a source tells on the draft's own day as much of what a sentence tells as the event does."""
    # A month is told of a stretch in it, too, and says little: three words clear it.
    loose = day.is_month_alone
    enough = TOLD_AT_LEAST if loose else max(TOLD_AT_LEAST, len(said & (event.words | event.head)))
    near = (one for one in events_like(case.near, said) if _is_told_on(one, day, loose))
    return any(len(said & one.words) >= enough for one in near)


def _is_told_on(event: Event, day: Day, loose: bool) -> bool:
    return any(day.fits(one) for one in event.days if one.is_whole or (loose and one.month))


def _is_another(event: Event, days: Sequence[Day], text: str, as_of: date) -> bool:
    """Whether an event cannot be what a sentence tells: it is over, and the sentence tells of what is to come, or of
    something that has come again."""
    written = event.beside[0].first if event.beside and event.beside[0].year else None
    told = max(_in(one, written or as_of) for one in event.days)
    when = _in(days[0], told)
    if not when or not told:
        return False
    was_over = written is not None and told <= written
    if when > as_of and told <= as_of:
        return was_over or (as_of - told).days > SOON
    return was_over and written is not None and when > written and bool(_AGAIN.search(text))


def _in(day: Day, near: date) -> date:
    return (
        day.first
        if day.year
        else day.first.replace(year=near.year)
        if day.is_whole and (day.month, day.day) != (2, 29)
        else date.min
    )


def _announcing(event: Event, day: Day, text: str) -> Event | None:
    """Return an event as it can contradict the day of an announcement.

    The day from which or up to which something holds is not that on which it was announced: this is the date of the
    document, where whoever announces wrote it; an article does not tell.
    """
    bound = event.kind == "told" and all(one.role != "on" for one in event.days)
    if not bound or day.role != "on" or not _ANNOUNCING.search(text):
        return event
    nouns = head_of(event.passage).nouns if event.passage else frozenset()
    told = event.beside[:1] if nouns & _OWN_KINDS and "article" not in nouns else ()
    return replace(event, days=told) if told else None


def _can_contradict(held: Day, day: Day) -> bool:
    """Whether a source's day can prove another one wrong: a year alone only another year alone, a month without its
    year only another month, a stretch none."""
    if day.role == "limit" and held.role == "on":
        return False  # what was to be "by June 30" or "through June 30" may have been done before
    if held.is_month_alone or day.is_month_alone:
        return held.last is None and not held.day and not day.day and bool(held.month and day.month)
    return held.last is None and bool(held.month) == bool(day.month)


def _fits(event: Event, day: Day, text: str) -> bool:
    """Whether a day fits an event: its own, or, where the sentence tells of the telling, that of the telling."""
    telling = _REPORTING if _names_its_day(event) else _TELLING
    told = event.beside if telling.search(text) or fold(event.label).strip() in fold(text) else ()
    held = [one for one in (*event.days, *told) if one.month or one.last or not day.month]
    return any(one.fits(day) or _is_its_weekday(one, day, text) for one in held)


def _names_its_day(event: Event) -> bool:
    """Whether a sentence names the day of what it tells: then that of its document is the day of the report only."""
    return event.kind == "told" and not event.in_notice and any(one.is_whole and one.role == "on" for one in event.days)


def _is_its_weekday(known: Day, day: Day, text: str) -> bool:
    """Whether a draft's bare weekday is that of a source's day: of which week it is, the draft does not say."""
    named = text[day.span.start : day.span.end].split()[-1:]
    return bool(named) and known.is_whole and known.year > 0 and f"{known.first:%A}" == named[0]


def _nearest_day(event: Event, day: Day) -> Day:
    whole = [one for one in event.days if _can_contradict(one, day)]
    return next((one for one in whole if one.month == day.month), whole[0])


@remembered
def _same_event(
    library: Library, text: str, clause: str, days: tuple[Day, ...], written: date | None, as_of: date
) -> list[Event]:
    """The events that a clause of `text` tells, the most alike first, and those near them that fit its days."""
    bare = without(clause, days_of(clause, written))
    said, capitals = event_words(bare), event_words(" ".join(CAPITALS.findall(bare)))
    dated, whole = any(day.is_named and day.month for day in days), any(day.day for day in days)
    telling = Telling(text, said, capitals, dated, whole)
    known = (*recorded_events(library), *events_like(library, said), *_issued(library, said, text))
    scored = [(score, one) for one in known if (score := alike(one, telling))]
    scored = [(score, one) for score, one in scored if not _is_another(one, days, text, as_of)]
    scored.sort(key=lambda pair: -pair[0])
    if not scored:
        return []
    best = scored[0][0]
    near = [one for score, one in scored if score >= max(ALIKE, best - (CLEARS if _names_day(one, days) else CLOSE))]
    if not any(day.day for day in days):
        return near
    return [one for one in near if any(day.day for day in one.days)] or near  # "in June" clears no June 17


def _names_day(event: Event, days: Sequence[Day]) -> bool:
    return any(one.is_whole and day.is_whole and one.fits(day) for one in event.days for day in days)


def _issued(library: Library, said: frozenset[str], text: str) -> Iterator[Event]:
    """Yield the documents of whose issuing a sentence may tell."""
    if any(word in KIND_OF_NOUN for word in said) or ISSUING.search(text):
        yield from own_events(library, said - SAYS_NOT_WHAT, 2)


def _event_of(bound: Bound) -> Event:
    """Return a bound as an event."""
    evidence = bound.passage.evidence(bound.span)
    return Event("told", bound.words, (bound.day,), (), evidence, bound.passage.label, passage=bound.passage)


def _hit(case: Case, at: Span, event: Event, day: Day) -> Hit:
    hit = _changed(case, at, event.evidence, day)
    return replace(hit, severity="warning") if _stands_before(case.draft.text[slice(*at)], event) else hit


def _stands_before(said: str, event: Event) -> bool:
    """Whether the source names the draft's day a few lines before, or after: then it may be of the same matter."""
    if event.passage is None or event.evidence is None:
        return False
    text, at = event.passage.text, event.evidence
    around = text[max(0, at.start - BESIDE) : at.start] + text[at.end : at.end + BESIDE]
    return re.search(rf"(?<!\w){re.escape(said)}(?!\w)", around) is not None


def _changed(case: Case, at: Span, evidence: Evidence | None, day: Day) -> Hit:
    said = case.draft.text[at.start : at.end]
    return Hit(
        at=at,
        message=f"The source dates this {day}, not {said}.",
        hint="Take the date from the source.",
        evidence=evidence,
        changes=((said, str(day)),),
    )


BESIDE = 320  # code points on either side of an event within which another day may be of the same matter

RULE = Rule(
    name="date-mismatch",
    severity="error",
    summary="The source dates the event otherwise.",
    why="A wrong date lets the other side say that none of it happened.",
    find=find,
    fires=(
        Example(
            "On May 5, 2021, Mayor Whitfield said, “We will not close the library before the budget is settled.”",
            "it was on the Monday before, May 3",
        ),
        Example(
            "On June 1, 2021, Mayor Dana Whitfield said the library will not close before the budget is settled.",
            "May 3",
        ),
    ),
    spares=(
        Example(
            "On May 3, 2021, Mayor Whitfield said, “We will not close the library before the budget is settled.”",
            "the day on which she said it",
        ),
        Example("May 9, 2021. Dear Mayor: please keep the library open.", "the date of the letter"),
        Example("We ask for an answer by June 30, 2021.", "a day to come"),
    ),
)
