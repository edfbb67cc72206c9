"""From the phrase that points to a speaker to a name: whom "she" stands for, for whom they speak, who passed it on."""

from __future__ import annotations

from campaignkit.antecedents import BODY, GROUP, PERSON, antecedent, is_evident, named_within
from campaignkit.folding import Span
from campaignkit.function_words import FIRST_AND_SECOND, POSSESSIVES, PRONOUNS
from campaignkit.neighbours import Neighbours
from campaignkit.number_words import CARDINALS
from campaignkit.people import split_affiliation
from campaignkit.phrases import affiliated, office_before
from campaignkit.speaker_shapes import IN_A_PAPER, RELAYS, TO_ANOTHER, Speaker, clean
from campaignkit.speech_found import Found
from campaignkit.speech_hearers import is_spokesperson, told_to
from campaignkit.subjects import main_subject

__all__ = ["Names"]


class Names:
    """The names in a text, read at the places where its prose points to a speaker."""

    def __init__(self, around: Neighbours) -> None:
        self.around = around
        self._named: frozenset[str] | None = None

    def at(self, span: Span) -> str:
        """Return the name that stands at a place."""
        return clean(self.around.seen[span.start : span.end])

    def speaker(self, found: Found, spoke: Speaker | None) -> Speaker | None:
        """Return whom a phrase names, with what it says of them; None where it may be no name.

        Args:
            spoke: Whom the same paragraph has just quoted by name.
        """
        if found.how == "before" and not is_evident(found.clause, found.phrase, self._named_within):
            return None
        span = found.span
        given = self.at(span)
        low = given.lower()
        if given.isdigit() or low in CARDINALS:
            return None  # the number of a point; "Two estimates are out there"
        pronoun = low in PRONOUNS or low in POSSESSIVES
        stands = GROUP.fullmatch(low) or (pronoun and low not in FIRST_AND_SECOND)
        resolved = self.resolved(span, spoke) if stands else ""
        name, organisation = split_affiliation(resolved or given)
        printed = IN_A_PAPER.search(name)
        name = name[: printed.start()] if printed else name
        if found.how == "colon" and (addressed := TO_ANOTHER.fullmatch(name)):
            name = addressed["name"]
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

    def resolved(self, span: Span, spoke: Speaker | None = None) -> str:
        """Return the name that a pronoun or "the company" at `span` most likely stands for; "" if none is near.

        "She" who goes on after a quotation is who `spoke` it, if nobody came between.
        """
        around = self.around
        named = antecedent(around.prose, around.parts, around.paragraph(span.start), span, self._named_within)
        person = around.seen[span.start : span.end].lower() in PERSON
        if spoke and spoke.span and person and (named is None or named.end <= spoke.span.start):
            return spoke.name
        return clean(around.prose[slice(*named)]) if named else ""

    def _affiliation(self, found: Found) -> str:
        """Return for whom the speaker is said to speak: "a spokesperson for X", "Ann Lee, director of X"."""
        clause, phrase = found.clause, found.phrase
        for first, last in filter(None, (phrase.beside, (phrase.first, phrase.last))):
            if clause.low[first] in {"its", "their"}:
                return self.resolved(clause.span(first, first))
            if body := BODY.search(self.around.seen, *clause.span(first, last)):
                return self.resolved(Span(*body.span()))
            if (name := affiliated(clause, first, last)) is not None:
                return self.at(clause.span(name.first, name.last))
        before = office_before(clause, phrase.first)
        name = affiliated(clause, before, phrase.last) if before is not None else None
        return self.at(clause.span(name.first, name.last)) if name else ""

    def _relayed_by(self, found: Found) -> str:
        """Return who passed the words on: the X of "X retweeted a post from Y that said"."""
        clause, first = found.clause, found.phrase.first
        if not found.start < first or not any(word in RELAYS for word in clause.low[found.start : first]):
            return ""
        if not {"from", "by"} & set(clause.low[max(found.start, first - 4) : first]):
            return ""
        subject = main_subject(clause, found.start, first)
        span = clause.span(subject.first, subject.last) if subject else None
        name = self.at(span) if span else ""
        return (self.resolved(span) or name) if span and name.lower() in PRONOUNS else name

    def _named_within(self) -> frozenset[str]:
        """Return the words that are names, since they stand with a capital within a sentence."""
        if self._named is None:
            self._named = named_within(self.around.seen)
        return self._named
