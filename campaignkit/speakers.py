"""Whom the prose gives its quotations to.

Rules on the shape of English news prose, no model: what follows the closing mark, what leads up to the opening one, the
line before a block quote and the credit after it, and the speaker who goes on. Every answer says how it was found and
whether to rely on it; no answer is better than a guess that accuses a writer.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from campaignkit.antecedents import BODY, GROUP, PERSON, antecedent, is_evident, named_within
from campaignkit.clauses import Clause, clause_of, sentence_starts, verbs, without_stars
from campaignkit.folding import Span
from campaignkit.function_words import FIRST_AND_SECOND, POSSESSIVES, PRONOUNS
from campaignkit.neighbours import neighbours, without_quoted
from campaignkit.people import is_organisation, same_person, split_affiliation
from campaignkit.phrases import affiliated, names_listed, office_before
from campaignkit.quotations import Quotation, seen_and_parted
from campaignkit.speaker_shapes import (
    CREDIT,
    IN_A_PAPER,
    IS_PAPER,
    LARGE,
    LINKED,
    POSTED_BY,
    RELAYS,
    SIGNED,
    TOLD_ONE,
    Speaker,
    clean,
)
from campaignkit.speech_hearers import is_spokesperson, told_to
from campaignkit.speech_rules import (
    Found,
    closing,
    in_parentheses,
    is_strong,
    leading,
    only_joins,
    pointed_back,
    trailing,
)
from campaignkit.subjects import main_subject

__all__ = ["Speaker", "find_speakers", "same_person"]

_LEAD_AT_MOST = 400  # code points before a quotation that are read
_TAIL_AT_MOST = 220  # and after it


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
        self.text, self.quotations = text, quotations
        self.seen, self.parts = seen_and_parted(text)
        self.part_starts = [part.start for part in self.parts]
        self.speakers: list[Speaker | None] = [None] * len(quotations)
        self.printed: dict[int | None, str] = {}  # block quotes taken from a paper: who printed them
        self.runs: dict[int, tuple[int, list[Span]]] = {}  # block quotes in a row: the first, and the names announced
        self.before, self.after, self.parents = neighbours(quotations)
        self.prose = without_quoted(self.seen, quotations)
        self._named: frozenset[str] | None = None

    def named(self) -> frozenset[str]:
        """Return the words that are names, since they stand with a capital within a sentence."""
        if self._named is None:
            self._named = named_within(self.seen)
        return self._named

    def decide(self, number: int) -> None:
        quotation = self.quotations[number]
        if quotation.kind == "block":
            self.speakers[number] = self._of_block(number)
        elif quotation.kind == "quotation":
            speaker = self._of_quotation(number)
            parent = self.parents[number]
            if speaker and parent in self.printed and not speaker.quoted_in:
                speaker = replace(speaker, quoted_in=self.printed[parent])
            self.speakers[number] = self._passed_on(number, speaker) if speaker else None

    def _passed_on(self, number: int, speaker: Speaker) -> Speaker:
        """Add who passes words on that were said to them: “He told me, ‘…’,” said Lee."""
        outer, parent = self.quotations[number].outer, self.parents[number]
        told = TOLD_ONE.search(self.seen, max(0, outer.start - 80), outer.start)
        teller = self.speakers[parent] if parent is not None else None
        if teller and teller.confidence == "high" and speaker.span and self._is_another(speaker, teller):
            return replace(speaker, name=clean(self.seen[slice(*speaker.span)]), relayed_by=teller.name)
        if told is None or speaker.relayed_by:
            return speaker
        if told["whom"].lower() in {"me", "us"}:
            relayed_by = teller.name if teller and teller.confidence == "high" else ""
        else:
            lead = self.lead(number)
            subject = main_subject(lead, sentence_starts(lead)[-1], len(lead))
            span = lead.span(subject.first, subject.last) if subject else None
            given = clean(self.seen[slice(*span)]) if span else ""
            relayed_by = (self._resolved(span) if span and given.lower() in PERSON else given) if span else ""
        if same_person(speaker.name, relayed_by) == "same":  # "she" in somebody's own words is another one
            speaker = replace(speaker, name=clean(self.seen[slice(*speaker.span)]) if speaker.span else "")
        return replace(speaker, relayed_by=relayed_by) if relayed_by != speaker.name else speaker

    def _is_another(self, speaker: Speaker, teller: Speaker) -> bool:
        """Whether "he" in somebody's own words was read as the one who speaks them."""
        given = self.seen[slice(*speaker.span)].lower() if speaker.span else ""
        return given in {"he", "she"} and same_person(speaker.name, teller.name) == "same"

    # Where a quotation stands

    def paragraph(self, offset: int) -> int:
        return max(0, bisect_right(self.part_starts, offset) - 1)

    def bounds(self, number: int) -> tuple[Span, Span]:
        """Return the paragraphs with which a quotation begins and ends, cut to the quotation it stands in."""
        quotation = self.quotations[number]
        first, last = (
            self.parts[self.paragraph(quotation.outer.start)],
            self.parts[self.paragraph(quotation.outer.end - 1)],
        )
        parent = self.parents[number]
        if parent is not None:
            around = self.quotations[parent].span
            first = Span(max(first.start, around.start), min(first.end, around.end))
            last = Span(max(last.start, around.start), min(last.end, around.end))
        return first, last

    def sibling_before(self, number: int, start: int) -> int | None:
        """Return the quotation before this one in the same paragraph, which begins at `start`."""
        before = self.before[number]
        return before if before is not None and self.quotations[before].outer.end > start else None

    def lead(self, number: int) -> Clause:
        quotation = self.quotations[number]
        start = self.bounds(number)[0].start
        sibling = self.sibling_before(number, start)
        if sibling is not None:
            start = max(start, self.quotations[sibling].outer.end)
        lead = clause_of(self.seen, max(start, quotation.outer.start - _LEAD_AT_MOST), quotation.outer.start)
        return without_stars(lead)

    def tail(self, number: int) -> Clause:
        quotation = self.quotations[number]
        end = min(self.bounds(number)[1].end, quotation.outer.end + _TAIL_AT_MOST)
        following = self.after[number]
        if following is not None:
            end = min(end, self.quotations[following].outer.start)
        return clause_of(self.seen, quotation.outer.end, end)

    # Rules, in the order in which they are asked

    def _of_quotation(self, number: int) -> Speaker | None:
        lead, tail = self.lead(number), self.tail(number)
        start = sentence_starts(lead)[-1]
        ending = self._ending(number)
        if lead.words[-1:] == [":"] and (signed := self._signed(number)):
            return signed
        found = pointed_back(tail) or (leading(lead, start) if is_strong(lead, start) else None)
        if found is None and ending in ",?!—-…":
            found = trailing(tail)
        if found is None:
            found = leading(lead, start)
        if found is None and ending not in ",?!—-….":
            found = trailing(tail)
        if found is None and ending != ".":
            found = closing(tail)
        if found is not None and found.how == "according" and (led := leading(lead, start)):
            paper = clean(self.seen[slice(*found.span)])
            speaker = self._speaker(number, led) if IS_PAPER.search(paper) else None
            if speaker is not None:  # Oak calls it a “trick,” according to the Oak Post
                return replace(speaker, quoted_in=speaker.quoted_in or paper)
        if found is not None:
            return self._speaker(number, found)
        return self._of_context(number, lead, start)

    def _ending(self, number: int) -> str:
        """Return the sign with which a quotation ends, whether inside its marks or right after them."""
        quotation = self.quotations[number]
        inside = self.seen[quotation.span.start : quotation.span.end].rstrip(" \u00a0’'\"”")[-1:]
        after = self.seen[quotation.outer.end : quotation.outer.end + 1]
        if inside in ",?!—-…":
            return inside
        return after if after in ",.;" and inside != "." else inside

    def _of_context(self, number: int, lead: Clause, start: int) -> Speaker | None:
        """Return the speaker who goes on, where the prose around the quotation names none."""
        first = self.bounds(number)[0]
        sibling = self.sibling_before(number, first.start)
        blank = start >= len(lead) or all(only_joins(lead, at) for at in range(start, len(lead)))
        if sibling is not None and (blank or start == 0):
            return self._continued(sibling, "high" if blank else "low")
        if not len(lead):
            return self._floating(number)
        if named := in_parentheses(self.tail(number)):
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
        following = self.after[number]
        last = self.bounds(number)[1]
        if following is not None and self.quotations[following].outer.start < last.end:
            between = self.seen[self.quotations[number].outer.end : self.quotations[following].outer.start]
            if not between.strip():
                later = self._of_quotation(following)
                if later is not None and later.how in {"after", "pronoun", "apposition"}:
                    return later
        if credit := self._credit(self.quotations[number].outer.end, self.quotations[number].outer.end + 120):
            return credit
        part = self.paragraph(self.quotations[number].outer.start)
        parent = self.parents[number]
        if parent is not None and self.parts[part].start <= self.quotations[parent].span.start:
            return self._continued(parent, "low")
        announced = self._announced(part - 1)
        if announced is not None:
            return self._speaker(number, announced)
        earlier = self.before[number]
        if earlier is None:
            return None
        apart = part - self.paragraph(self.quotations[earlier].outer.end - 1)
        return self._continued(earlier, "high" if apart <= 1 else "low") if apart <= 3 else None

    def _announced(self, part: int) -> Found | None:
        """Return whom a paragraph that ends with a colon announces."""
        if part < 0:
            return None
        if not self._is_announcement(part):
            return None
        span = self.parts[part]
        clause = clause_of(self.prose, max(span.start, span.end - _LEAD_AT_MOST), span.end)
        starts = [start for start in sentence_starts(clause) if start < len(clause)]
        return leading(clause, starts[-1]) if starts else None

    def _of_block(self, number: int) -> Speaker | None:
        quotation = self.quotations[number]
        posted = POSTED_BY.search(self.seen, max(0, quotation.span.start - 160), quotation.span.start)
        if posted and LARGE.fullmatch(posted["name"]):
            return Speaker(clean(posted["name"]), Span(*posted.span("name")), "block", "high")
        for end in (quotation.outer.end, quotation.outer.end + 200):
            if credit := self._credit(quotation.span.end, end):
                return replace(credit, how="block")
        part = self.paragraph(quotation.outer.start)
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
        return Speaker(clean(credit["name"]), Span(*credit.span("name")), "after", "high") if credit else None

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
        link = LINKED.match(self.text, *self.parts[part])
        if link is None:
            return None
        clause = clause_of(self.seen, link.end("name"), min(self.parts[part].end, link.end("name") + 1200))
        return link if set(verbs(clause)) & {1, 2} else None

    def _listed(self, number: int, part: int) -> Speaker | None:
        """Return the one of several announced at once ("groups, including A and B, agree:") whose turn it is."""
        if number and number - 1 in self.runs and self.paragraph(self.quotations[number - 1].outer.end - 1) == part - 1:
            first, announced = self.runs[number - 1]
        else:
            first, announced = number, self._names_listed(part - 1)
        self.runs[number] = first, announced
        if len(announced) < 2 or not number < first + len(announced) <= len(self.quotations):
            return None
        if any(self.quotations[at].kind != "block" for at in range(first, first + len(announced))):
            return None
        span = announced[number - first]
        return Speaker(clean(self.seen[span.start : span.end]), span, "block", "low")

    def _names_listed(self, part: int) -> list[Span]:
        if part < 0 or not self._is_announcement(part):
            return []
        clause = clause_of(
            self.seen, max(self.parts[part].start, self.parts[part].end - _LEAD_AT_MOST), self.parts[part].end
        )
        return [clause.span(one.first, one.last) for one in names_listed(clause)]

    def _is_announcement(self, part: int) -> bool:
        span = self.parts[part]
        return self.seen[span.start : span.end].rstrip(" \t*_").endswith(":")

    # From a phrase to a name

    def _speaker(self, number: int, found: Found) -> Speaker | None:
        if found.how == "before" and not is_evident(found.clause, found.phrase, self.named):
            return None
        span = found.span
        given = clean(self.seen[span.start : span.end])
        low = given.lower()
        pronoun = low in PRONOUNS or low in POSSESSIVES
        stands = GROUP.fullmatch(low) or (pronoun and low not in FIRST_AND_SECOND)
        resolved = self._resolved(span, number) if stands else ""
        name, organisation = split_affiliation(resolved or given)
        printed = IN_A_PAPER.search(name)
        name = name[: printed.start()] if printed else name
        return Speaker(
            name,
            span,
            "pronoun" if pronoun else found.how,
            "high" if found.sure and (resolved or not pronoun) else "low",
            relayed_by=self._relayed_by(found),
            quoted_in=told_to(found) or (printed["paper"] if printed else ""),
            affiliation=self._affiliation(found) or organisation,
            spokesperson=is_spokesperson(found),
        )

    def _affiliation(self, found: Found) -> str:
        """Return for whom the speaker is said to speak: "a spokesperson for X", "Ann Lee, director of X"."""
        clause, phrase = found.clause, found.phrase
        for first, last in filter(None, (phrase.beside, (phrase.first, phrase.last))):
            if clause.low[first] in {"its", "their"}:
                return self._resolved(clause.span(first, first))
            if body := BODY.search(self.seen, *clause.span(first, last)):
                return self._resolved(Span(*body.span()))
            if (name := affiliated(clause, first, last)) is not None:
                span = clause.span(name.first, name.last)
                return clean(self.seen[span.start : span.end])
        before = office_before(clause, phrase.first)
        name = affiliated(clause, before, phrase.last) if before is not None else None
        return clean(self.seen[slice(*clause.span(name.first, name.last))]) if name else ""

    def _relayed_by(self, found: Found) -> str:
        """Return who passed the words on: the X of "X retweeted a post from Y that said"."""
        clause, first = found.clause, found.phrase.first
        if not found.start < first or not any(word in RELAYS for word in clause.low[found.start : first]):
            return ""
        if not {"from", "by"} & set(clause.low[max(found.start, first - 4) : first]):
            return ""
        subject = main_subject(clause, found.start, first)
        span = clause.span(subject.first, subject.last) if subject else None
        name = clean(self.seen[span.start : span.end]) if span else ""
        return (self._resolved(span) or name) if span and name.lower() in PRONOUNS else name

    def _resolved(self, span: Span, number: int | None = None) -> str:
        """Return the name that a pronoun or "the company" at `span` most likely stands for; "" if none is near.

        "She" who goes on after a quotation is who spoke it, if nobody came between.
        """
        named = antecedent(self.prose, self.parts, self.paragraph(span.start), span, self.named)
        spoke = self._spoke_before(number) if number is not None and self.seen[slice(*span)].lower() in PERSON else None
        if spoke is not None and spoke.span is not None and (named is None or named.end <= spoke.span.start):
            return spoke.name
        return clean(self.prose[slice(*named)]) if named else ""

    def _spoke_before(self, number: int) -> Speaker | None:
        """Return the person whom the same paragraph has just quoted by name."""
        before = self.sibling_before(number, self.bounds(number)[0].start)
        speaker = self.speakers[before] if before is not None else None
        named = speaker is not None and speaker.confidence == "high" and " " in speaker.name
        return (
            speaker if speaker and named and speaker.name[0].isupper() and not is_organisation(speaker.name) else None
        )
