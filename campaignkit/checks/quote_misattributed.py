"""quote-misattributed: the right words, given to the wrong speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.checks.attributions import Author, author_of, is_named_near
from campaignkit.checks.case import Case
from campaignkit.checks.library import Passage
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.verdicts import SHORT, Verdict
from campaignkit.folding import fold
from campaignkit.models.finding import Severity
from campaignkit.people import surname
from campaignkit.speakers import Speaker
from campaignkit.text import Match

_CREDIT = re.compile(r"\s*(?:[—–\u2015(\[]|--?\s|\n)")
_DENIED = re.compile(r"\b(?:not|never|n['’]t|no longer)\s(?:the\s)?\Z", re.IGNORECASE)

Place = tuple[Passage, Match, Author]


def find(case: Case) -> Iterator[Hit]:
    """Yield the quotations that the draft gives to somebody else than their source does."""
    for verdict in case.verdicts:
        places = [(passage, match, author_of(case.library, passage, match)) for passage, match in verdict.places]
        if not places or case.is_cited(verdict.quotation.span):
            continue
        claimed = case.speaker_of(verdict.quotation)
        hit = _claimed(case, verdict, claimed, places) if claimed else _unclaimed(verdict, places)
        if hit:
            yield hit


def _claimed(case: Case, verdict: Verdict, claimed: Speaker, places: list[Place]) -> Hit | None:
    fits = [author.fits(claimed.name) for _, _, author in places]
    if "same" in fits or any(_is_told_otherwise(case, verdict, claimed, author) for _, _, author in places):
        return None
    passage, match, author = places[fits.index("related") if "related" in fits else 0]
    if "related" in fits:
        if _names(case, verdict, author):
            return None
        what = f"{passage.label} gives these words to {author.name}, not to {claimed.name} as such."
        return _hit(verdict, passage, match, what, "warning")
    severity = _severity(case, claimed, places)
    if severity is None or _is_guess_beside_truth(case, verdict, claimed, author):
        return None
    what = f"These are the words of {author.name}, not of {claimed.name}."
    if author.relayed_by and author.relayed_by in claimed.name:
        what = f"{claimed.name} passed these words on; they are {author.name}’s."
    return _hit(verdict, passage, match, what, severity)


def _is_told_otherwise(case: Case, verdict: Verdict, claimed: Speaker, author: Author) -> bool:
    """Whether the draft denies that the one named said it, or names the true speaker closer to the words."""
    quotation, text = verdict.quotation, case.draft.text
    if claimed.span and _DENIED.search(text[max(0, claimed.span.start - 14) : claimed.span.start]):
        return True
    between = text[claimed.span.end : quotation.outer.start] if claimed.span else ""
    credit = re.sub(r"<[^<>]*>", " ", text[quotation.outer.end : quotation.outer.end + 90])
    if quotation.text.rstrip()[-1:] in ".!?" and not _CREDIT.match(credit):
        credit = ""  # another sentence, which may give the next words to the true speaker of these
    near = (fold(between), fold(credit)[: len(author.name) + 12])
    names = [f" {fold(name).strip()} " for name in author.names if author.person]
    return any(name in where.replace("'s ", " ") for name in names for where in near)


def _names(case: Case, verdict: Verdict, author: Author) -> bool:
    """Whether the draft names the speaker beside the one it gives the words to: "Greer, BuzzFeed News reported"."""
    sentence = case.draft.sentence_at(verdict.quotation.outer.start)
    around = fold(case.draft.text[sentence.start : verdict.quotation.outer.end + 120]).replace("'s ", " ")
    return any(f" {fold(name).strip()} " in around for name in author.names)


def _is_guess_beside_truth(case: Case, verdict: Verdict, claimed: Speaker, author: Author) -> bool:
    """Whether nobody can be accused: the source has only "she", or a guess at the draft passes over its own sentence.

    Where the reading of the draft is a guess, and the sentence before the words names their true speaker, the guess
    is wrong and the draft is right.
    """
    last = surname(author.name)
    if not last:
        return author.person
    sentence = case.draft.sentence_at(verdict.quotation.outer.start)
    before = fold(case.draft.text[sentence.start : verdict.quotation.outer.start]).replace("'s ", " ")
    return claimed.confidence == "low" and f" {last} " in before


def _severity(case: Case, claimed: Speaker, places: list[Place]) -> Severity | None:
    """An error where the campaign knows the speaker, or the source does not name the claimed one anywhere near."""
    if not any(author.person or passage.record for passage, _, author in places):
        return None  # a document's own account, and nobody has said whose document it is
    if claimed.confidence == "low" or claimed.how in ("pronoun", "continued") or not _is_a_name(case, claimed.name):
        return "warning"
    if all(author.recorded for _, _, author in places):
        return "error"
    if not any(is_named_near(claimed.name, passage, match.span) for passage, match, _ in places):
        return "error"
    return "warning" if all(author.sure for _, _, author in places) else None


def _is_a_name(case: Case, name: str) -> bool:
    """Whether it names somebody: a name that the sources know, or one of several words with capitals."""
    words = name.removeprefix("the ").removeprefix("The ").split()
    known = {part for word in words for part in fold(word).replace("'s ", " ").split()} & case.library.names
    capitals = [word for word in words if word[:1].isupper()]
    return bool(words) and words[-1][:1].isupper() and "’s" not in words[0] and (bool(known) or len(capitals) > 1)


def _unclaimed(verdict: Verdict, places: list[Place]) -> Hit | None:
    """Words that two people said, and the draft does not tell whose they are here."""
    sure = [place for place in places if place[2].sure]
    others = [place for place in sure if sure[0][2].fits(place[2].name) == "different"]
    if not others or len(fold(verdict.quotation.text).split()) < SHORT:
        return None
    passage, match, author = sure[0]
    what = f"Both {author.name} and {others[0][2].name} said these words; the draft does not say whose they are here."
    return _hit(verdict, passage, match, what, "warning")


def _hit(verdict: Verdict, passage: Passage, match: Match, what: str, severity: Severity | None) -> Hit:
    return Hit(
        at=verdict.quotation.span,
        message=what,
        hint="Name the speaker whom the source names.",
        severity=severity,
        evidence=passage.evidence(match.span),
    )


RULE = Rule(
    name="quote-misattributed",
    severity="error",
    summary="The words are there, but they are another speaker’s.",
    why=(
        "Words in the wrong mouth are worse than wrong words: the person named will say so. Where the draft names the "
        "organisation and the source its spokesperson, or the other way round, it is a warning."
    ),
    find=find,
    fires=(
        Example("Ravi Olsen said, “We will not close the library before the budget is settled.”", "the mayor said it"),
        Example("“It is the quietest room in town,” said Dana Whitfield.", "a reader said it"),
        Example(
            "Ravi Olsen said, “It is the quietest room in town.” Ruth Amsel owns the house.", "she is named too late"
        ),
        Example("Acme Holdings, said Ruth Amsel, “will lend the building to the town until next summer.”", "Olsen did"),
    ),
    spares=(
        Example("Mayor Whitfield said, “We will not close the library before the budget is settled.”", "she did"),
        Example("“It is the quietest room in town,” said Ms. Amsel, a reader.", "she did"),
        Example("“We will not close the library before the budget is settled.”", "nobody is named"),
        Example(
            "Dana Whitfield said, “We will not close the library before the budget is settled.” And Olsen expects that "
            "it “will lend the building to the town until next summer.”",
            "the one who is named right before them said the second words",
        ),
        Example("It was not Ravi Olsen who said, “It is the quietest room in town.”", "it is denied"),
        Example("Olsen passed on Ruth Amsel’s words: “It is the quietest room in town.”", "the speaker is named"),
        Example("Mayor: you said, “We will not close the library before the budget is settled.”", "you are written to"),
    ),
)
