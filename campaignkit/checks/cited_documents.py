"""Documents that a draft cites by their date: "your report of October 21"."""

from __future__ import annotations

import re

from campaignkit.checks.alike import MANY, SAYS_NOT_WHAT
from campaignkit.checks.case import Case
from campaignkit.checks.dated_events import Event, events_like, own_events
from campaignkit.checks.day import Day
from campaignkit.checks.document_heads import KIND_OF_NOUN
from campaignkit.checks.event_words import event_words, stem

_NOUNS = frozenset(KIND_OF_NOUN)
_CITED_BEFORE = re.compile(
    r"\b(?P<noun>[a-z]+)\b[\"”’]?,?\s+(?:of|dated|from|(?:which|that) (?:was|is) dated|(?:issued|published|"
    r"released|posted|"
    r"sent|adopted|signed)(?:\s+on)?|(?:that|which)\s+(?:[\w’'-]+\s+){1,5}(?:issued|published|released|posted|sent|"
    r"adopted|signed)\s+on)\s+(?:\w+day,?\s+)?\Z"
)
_CITED_AFTER = re.compile(r"\A\s+(?P<noun>[a-z]+)\b")
_DEAR = re.compile(r"^[*_>\s]{0,4}(?:Dear|To:?)\s(?P<whom>[^\n]{2,80})", re.MULTILINE)


def cited_otherwise(case: Case, text: str, day: Day) -> Event | None:
    """Return the document that a sentence cites by another date than its own: "your report of October 21"."""
    found = _CITED_BEFORE.search(text[: day.span.start]) or _CITED_AFTER.match(text[day.span.end :])
    kind = KIND_OF_NOUN.get(stem(found["noun"])) if found else None
    if not found or not kind or not day.is_whole or found["noun"] in MANY:
        return None
    said = event_words(text)
    if re.search(r"\b[Yy]our\b", text) and (dear := _DEAR.search(case.draft.text)):
        said |= event_words(dear["whom"])
    owned = said - _NOUNS - SAYS_NOT_WHAT
    events = [one for one in own_events(case.near, owned) if one.head & owned]
    if any(one.days[0].fits(day) for one in events):
        return None
    named = [one for one in events_like(case.near, said) if one.words & said]
    if any(day.fits(other) for one in named for other in one.days if other.is_whole):
        return None
    scored = [(len(owned & one.head), one) for one in events if kind in one.nouns]
    scored = scored or [(len(owned & one.words), one) for one in named if _cites(one, kind)]
    best = max((score for score, _ in scored), default=0)
    near = [one for score, one in scored if score == best]
    return near[0] if best and len({one.days[0].first for one in near}) == 1 else None


def _cites(event: Event, kind: str) -> bool:
    """Whether a sentence of a source tells nothing by its day but the date of such a document."""
    text = event.evidence.exact if event.evidence else ""
    day = event.days[0]
    found = _CITED_BEFORE.search(text[: day.span.start]) if event.kind == "told" and day.is_whole else None
    return bool(found) and len(event.days) == 1 and KIND_OF_NOUN.get(stem(found["noun"])) == kind if found else False
