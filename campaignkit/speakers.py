"""Whom the prose gives its quotations to.

Rules on the shape of English news prose, no model: what follows the closing mark, what leads up to the opening one, the
line before a block quote and the credit after it, and the speaker who goes on. Every answer says how it was found and
whether to rely on it; no answer is better than a guess that accuses a writer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from campaignkit.antecedents import PERSON
from campaignkit.clauses import Clause, clause_of, sentence_starts, verbs
from campaignkit.folding import Span
from campaignkit.neighbours import LEAD_AT_MOST, Neighbours
from campaignkit.people import is_organisation, same_person, split_affiliation
from campaignkit.phrases import names_listed
from campaignkit.quotations import Quotation
from campaignkit.speaker_names import Names
from campaignkit.speaker_shapes import (
    CREDIT,
    HEADED,
    IS_PAPER,
    LARGE,
    LINKED,
    NAMED_BELOW,
    POSTED_BY,
    SIGNED,
    TOLD_ONE,
    Speaker,
    clean,
)
from campaignkit.speech_announced import asked_about, joined_subject, only_joins, what_was_said
from campaignkit.speech_found import Found
from campaignkit.speech_rules import (
    closing,
    in_parentheses,
    is_strong,
    leading,
    pointed_back,
    trailing,
)
from campaignkit.subjects import main_subject

__all__ = ["Speaker", "find_speakers", "same_person"]

_HEADING = re.compile(r"\s*(?:#{1,6}\s|(?:\*\*|__)[^\n]{1,80}(?:\*\*|__)\s*(?:\n|\Z))")
_GOES_ON = ",?!—-…"  # signs at the end of a quotation with which its sentence may go on


def find_speakers(text: str, quotations: Sequence[Quotation]) -> list[Speaker | None]:
    """Return for each of `quotations` (those that `find_quotations` gives for `text`) its speaker, or None.

    Terms and titles have no speaker. Of a quotation within another the outer one's words are asked first.

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "Its director, Ada Lund, wrote: “We wait.” “Not long,” she told The Echo."
        >>> [(one.name, one.how, one.quoted_in) for one in find_speakers(text, find_quotations(text)) if one]
        [('Ada Lund', 'apposition', ''), ('Ada Lund', 'pronoun', 'The Echo')]
    """
    finder = _Finder(text, quotations)
    for number in range(len(quotations)):
        finder.decide(number)
    return finder.speakers


class _Finder:
    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        self.around = Neighbours(text, quotations)
        self.names = Names(self.around)
        self.quotations, self.seen, self.parts = quotations, self.around.seen, self.around.parts
        self.speakers: list[Speaker | None] = [None] * len(quotations)
        self.printed: dict[int | None, str] = {}  # block quotes taken from a paper: who printed them
        self.runs: dict[int, tuple[int, list[Span]]] = {}  # block quotes in a row: the first, and the names announced

    def decide(self, number: int) -> None:
        quotation = self.quotations[number]
        if quotation.kind == "block":
            self.speakers[number] = self._of_block(number)
        elif quotation.kind == "quotation":
            speaker = self._of_quotation(number)
            parent = self.around.parents[number]
            if speaker and parent in self.printed and not speaker.quoted_in:
                speaker = replace(speaker, quoted_in=self.printed[parent])
            self.speakers[number] = self._passed_on(number, speaker) if speaker else None

    def _passed_on(self, number: int, speaker: Speaker) -> Speaker:
        """Add who passes words on that were said to them: “He told me, ‘…’,” said Lee."""
        outer, parent = self.quotations[number].outer, self.around.parents[number]
        told = TOLD_ONE.search(self.seen, max(0, outer.start - 80), outer.start)
        teller = self.speakers[parent] if parent is not None else None
        if teller and teller.confidence == "high" and speaker.span and self._is_another(speaker, teller):
            return replace(speaker, name=self.names.at(speaker.span), relayed_by=teller.name)
        if told is None or speaker.relayed_by:
            return speaker
        if told["whom"].lower() in {"me", "us"}:
            relayed_by = teller.name if teller and teller.confidence == "high" else ""
        else:
            relayed_by = self._told_by(number)
        if same_person(speaker.name, relayed_by) == "same":  # "she" in somebody's own words is another one
            speaker = replace(speaker, name=self.names.at(speaker.span) if speaker.span else "")
        return replace(speaker, relayed_by=relayed_by) if relayed_by != speaker.name else speaker

    def _told_by(self, number: int) -> str:
        """Return the subject of the words that lead up to a quotation."""
        lead = self.around.lead(number)
        subject = main_subject(lead, sentence_starts(lead)[-1], len(lead))
        if subject is None:
            return ""
        span = lead.span(subject.first, subject.last)
        given = self.names.at(span)
        return self.names.resolved(span) if given.lower() in PERSON else given

    def _is_another(self, speaker: Speaker, teller: Speaker) -> bool:
        """Whether "he" in somebody's own words was read as the one who speaks them."""
        given = self.seen[slice(*speaker.span)].lower() if speaker.span else ""
        return given in {"he", "she"} and same_person(speaker.name, teller.name) == "same"

    # Rules, in the order in which they are asked

    def _of_quotation(self, number: int) -> Speaker | None:
        lead, tail = self.around.lead(number), self.around.tail(number)
        start = sentence_starts(lead)[-1]
        if lead.words[-1:] == [":"] and (signed := self._signed(number)):
            return signed
        if announced := what_was_said(lead, start):
            return self._speaker(number, announced)
        found = _named_beside(lead, start, tail, self.around.ending(number))
        if found is None:
            return self._of_context(number, lead, start)
        return self._through_paper(number, found, lead, start) or self._speaker(number, found)

    def _through_paper(self, number: int, found: Found, lead: Clause, start: int) -> Speaker | None:
        """Return Oak of “Oak calls it a ‘trick,’ according to the Oak Post”, where the paper was found."""
        paper = self.names.at(found.span)
        if found.how != "according" or not IS_PAPER.search(paper):
            return None
        led = leading(lead, start)
        speaker = self._speaker(number, led) if led else None
        return replace(speaker, quoted_in=speaker.quoted_in or paper) if speaker else None

    def _of_context(self, number: int, lead: Clause, start: int) -> Speaker | None:
        """Return the speaker who goes on, where the prose around the quotation names none."""
        first = self.around.bounds(number)[0]
        if asked := asked_about(lead):
            return self._speaker(number, asked)
        sibling = self.around.sibling_before(number, first.start)
        blank = start >= len(lead) or all(only_joins(lead, at) for at in range(start, len(lead)))
        if sibling is not None and (coming := joined_subject(lead, start)):
            return self._speaker(number, coming)
        if sibling is not None and (blank or start == 0):
            return self._continued(sibling, "high" if blank else "low")
        if not len(lead):
            return self._floating(number)
        if named := in_parentheses(self.around.tail(number)):
            return self._speaker(number, named)
        subject = main_subject(lead, start, len(lead))
        if subject is not None and start < len(lead) and lead.low[subject.first] not in {"it", "they", "you"}:
            return self._speaker(number, Found(lead, subject, "before", sure=False))
        return self._continued(sibling, "low") if sibling is not None else self._sentence_before(number, lead)

    def _sentence_before(self, number: int, lead: Clause) -> Speaker | None:
        starts = sentence_starts(lead)
        if len(starts) < 2:
            return None
        subject = main_subject(lead, starts[-2], len(lead))
        return self._speaker(number, Found(lead, subject, "before", sure=False)) if subject else None

    def _continued(self, earlier: int, confidence: Literal["high", "low"]) -> Speaker | None:
        speaker = self.speakers[earlier]
        if speaker is None:
            return None
        return replace(speaker, how="continued", confidence="low" if speaker.confidence == "low" else confidence)

    def _floating(self, number: int) -> Speaker | None:
        """Return the speaker of a paragraph that is nothing but a quotation."""
        outer = self.quotations[number].outer
        if named := self._of_next(number) or self._credit(outer.end, outer.end + 120):
            return named
        if found := in_parentheses(self.around.tail(number)):
            return self._speaker(number, found)
        if below := NAMED_BELOW.match(self.seen, outer.end):
            return Speaker(below["name"], Span(*below.span("name")), "after", "low")
        part = self.around.paragraph(outer.start)
        parent = self.around.parents[number]
        if parent is not None and self.parts[part].start <= self.quotations[parent].span.start:
            return self._continued(parent, "low")
        announced = self._announced(part - 1)
        if announced is not None:
            return self._speaker(number, announced)
        if part and _HEADING.match(self.seen, self.parts[part - 1].start):
            return self._headed(part - 1)
        earlier = self.around.before[number]
        apart = part - self.around.paragraph(self.quotations[earlier].outer.end - 1) if earlier is not None else 2
        if earlier is not None and apart <= 1:
            return self._continued(earlier, "high")
        return self._told_above(number, part - 1)

    def _told_above(self, number: int, part: int) -> Speaker | None:
        """Return the subject of the last sentence above a quotation: "Ann Lee spoke to this."; a guess."""
        if part < 0:
            return None
        clause = clause_of(
            self.around.prose, max(self.parts[part].start, self.parts[part].end - LEAD_AT_MOST), self.parts[part].end
        )
        starts = [start for start in sentence_starts(clause) if start < len(clause)]
        subject = main_subject(clause, starts[-1], len(clause)) if starts else None
        named = subject is not None and clause.is_name(subject.first) and clause.is_name(subject.last)
        return self._speaker(number, Found(clause, subject, "before", sure=False)) if subject and named else None

    def _of_next(self, number: int) -> Speaker | None:
        """Return who is named after the quotation that follows this one on its line."""
        end, following = self.quotations[number].outer.end, self.around.after[number]
        start = self.quotations[following].outer.start if following is not None else -1
        if following is None or start >= self.around.bounds(number)[1].end or self.seen[end:start].strip():
            return None
        later = self._of_quotation(following)
        return later if later and later.how in {"after", "pronoun", "apposition"} else None

    def _announced(self, part: int) -> Found | None:
        """Return whom a paragraph that ends with a colon announces."""
        clause = self._announcement(part, self.around.prose)
        starts = [start for start in sentence_starts(clause) if start < len(clause)] if clause else []
        return leading(clause, starts[-1]) if clause and starts else None

    def _headed(self, part: int) -> Speaker | None:
        """Return the full name that is all of a heading, or of a line in bold, right above a quotation."""
        heading = HEADED.fullmatch(self.seen[slice(*self.parts[part])]) if part >= 0 else None
        if heading is None or is_organisation(heading["name"]):
            return None
        start = self.parts[part].start
        return Speaker(
            heading["name"], Span(start + heading.start("name"), start + heading.end("name")), "heading", "low"
        )

    def _of_block(self, number: int) -> Speaker | None:
        quotation = self.quotations[number]
        posted = POSTED_BY.search(self.seen, max(0, quotation.span.start - 160), quotation.span.start)
        if posted and LARGE.fullmatch(posted["name"]):
            return Speaker(clean(posted["name"]), Span(*posted.span("name")), "block", "high")
        for end in (quotation.outer.end, quotation.outer.end + 200):
            if credit := self._credit(quotation.span.end, end):
                return replace(credit, how="block")
        part = self.around.paragraph(quotation.outer.start)
        listed = self._listed(number, part)
        if listed is not None:
            return listed
        if link := self._link(part - 1):
            self.printed[number] = clean(link["name"])
            return Speaker(self.printed[number], Span(*link.span("name")), "block", "high")
        found = self._announced(part - 1)
        speaker = self._speaker(number, found) if found else None
        return replace(speaker, how="block") if speaker else None

    def _credit(self, start: int, end: int) -> Speaker | None:
        """Return the name after a dash that follows a quotation: — Ann Lee."""
        credit = CREDIT.match(self.seen, start, min(end, len(self.seen)))
        if credit is None:
            return None
        name, body = split_affiliation(clean(credit["name"]))
        if credit["office"]:  # "— Oak Mills’ director"
            name, body = f"{credit['name']}{credit['office']}", clean(credit["name"])
        return Speaker(name, Span(*credit.span("name")), "after", "high", affiliation=body)

    def _signed(self, number: int) -> Speaker | None:
        """Return the full name that signs a quotation on its line, whoever passes it on: RT @oak: “…” — Ann Lee."""
        end = self.quotations[number].outer.end
        credit = CREDIT.match(self.seen, end, min(end + 80, len(self.seen)))
        alone = credit and " " in credit["name"] and SIGNED.match(self.seen, credit.end())
        return Speaker(clean(credit["name"]), Span(*credit.span("name")), "after", "high") if credit and alone else None

    def _link(self, part: int) -> re.Match[str] | None:
        """Return the link with which a paragraph begins, where that is to the paper whose words follow."""
        if part < 0:
            return None
        link = LINKED.match(self.around.text, *self.parts[part])
        if link is None:
            return None
        clause = clause_of(self.seen, link.end("name"), min(self.parts[part].end, link.end("name") + 1200))
        return link if set(verbs(clause)) & {1, 2} else None

    def _listed(self, number: int, part: int) -> Speaker | None:
        """Return the one of several announced at once ("groups, including A and B, agree:") whose turn it is."""
        before = self.runs.get(number - 1)
        goes_on = before and self.around.paragraph(self.quotations[number - 1].outer.end - 1) == part - 1
        first, announced = before if before and goes_on else (number, self._names_listed(part - 1))
        self.runs[number] = first, announced
        if len(announced) < 2 or not number < first + len(announced) <= len(self.quotations):
            return None
        if any(self.quotations[at].kind != "block" for at in range(first, first + len(announced))):
            return None
        span = announced[number - first]
        return Speaker(self.names.at(span), span, "block", "low")

    def _names_listed(self, part: int) -> list[Span]:
        clause = self._announcement(part, self.seen)
        return [clause.span(one.first, one.last) for one in names_listed(clause)] if clause else []

    def _announcement(self, part: int, text: str) -> Clause | None:
        """Return the words of a paragraph that ends with a colon, as `text` has them."""
        span = self.parts[part] if part >= 0 else Span(0, 0)
        if not self.seen[span.start : span.end].rstrip(" \t*_").endswith(":"):
            return None
        return clause_of(text, max(span.start, span.end - LEAD_AT_MOST), span.end)

    def _speaker(self, number: int, found: Found) -> Speaker | None:
        return self.names.speaker(found, self._spoke_before(number))

    def _spoke_before(self, number: int) -> Speaker | None:
        """Return the person whom the same paragraph has just quoted by name."""
        before = self.around.sibling_before(number, self.around.bounds(number)[0].start)
        speaker = self.speakers[before] if before is not None else None
        if speaker is None or speaker.confidence == "low" or " " not in speaker.name:
            return None
        return speaker if speaker.name[0].isupper() and not is_organisation(speaker.name) else None


def _named_beside(lead: Clause, start: int, tail: Clause, ending: str) -> Found | None:
    """Return whom the words before or after a quotation name; how it ends tells which of them are asked first."""
    found = pointed_back(tail) or (leading(lead, start) if is_strong(lead, start) else None)
    if found is None and ending in _GOES_ON:
        found = trailing(tail)
    if found is None:
        found = leading(lead, start)
    if found is None and ending not in f"{_GOES_ON}.":
        found = trailing(tail)
    if found is None and ending != ".":
        found = closing(tail)
    return found
