"""quote-misattributed: the right words, given to the wrong speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.antecedents import GROUP
from campaignkit.checks.attributions import (
    Author,
    Fit,
    author_of,
    is_named_in,
    is_named_near,
    is_written_to,
)
from campaignkit.checks.case import Case
from campaignkit.checks.imprints import is_published_by, speaks_for_document
from campaignkit.checks.known_speakers import is_person
from campaignkit.checks.library import Passage
from campaignkit.checks.nobodys import is_another
from campaignkit.checks.offices import bodies_of
from campaignkit.checks.passed_on import brings_on_another, is_first_name_of, is_office_of, is_passed_on
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.somebody import Place, behind_handle, is_a_name, is_somebody
from campaignkit.checks.told_otherwise import is_told_otherwise, names_author
from campaignkit.checks.unspoken import is_objection, is_part_of_headline
from campaignkit.checks.verdicts import SHORT, Verdict
from campaignkit.folding import fold
from campaignkit.function_words import DETERMINERS, ROLES
from campaignkit.models.finding import Severity
from campaignkit.people import TITLES, called_by, is_organisation, is_outlet, same_person, surname
from campaignkit.speaker_shapes import TOLD_ONE, clean
from campaignkit.speakers import Speaker
from campaignkit.text import Match

WORDS_AT_LEAST = 2  # a single word is said by many, and a figure by all
_SOMEBODY = re.compile(r"(?:An?|One|Another|Somebody|Someone) ", re.IGNORECASE)
_REPORTING = re.compile(
    r"\b(?:reports?|reported|reporting|quot(?:es?|ed|ing)|cit(?:es?|ed|ing)|carr(?:ies|ied)|print(?:s|ed)|publish(?:es|ed)|"
    r"found|finds|ran|runs|ha(?:s|d) (?:her|him|them|it))\b"
)
_BYLINE = re.compile(r"\W*(?:By|Posted|Published|Updated)\b")
_PERSON = re.compile(
    r"\b(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Rev|Cllr)\.?|[A-Z]\.|[A-Z][\w’'-]*) (?:(?:[A-Z]\.|[A-Z][\w’'-]*) ){0,2}"
    r"[A-Z][\w’-]+"
)
_NEAR = 300  # code points before "she" in which the name for it is looked for
_WAS_TOLD = re.compile(r"\b(?:was|were|is|are|been|being|got) told\b[^.!?“”\"]{0,60}\Z")


def find(case: Case) -> Iterator[Hit]:
    """Yield the quotations that the draft gives to somebody else than their source does."""
    for verdict in case.verdicts:
        places = [(passage, match, author_of(case.library, passage, match)) for passage, match in verdict.places]
        if not places or case.is_cited(verdict.quotation.span):
            continue
        text, quotation = case.draft.text, verdict.quotation
        if is_part_of_headline(text, quotation) or is_objection(text, quotation):
            continue
        named = case.speaker_of(verdict.quotation) or _described(case, verdict)
        claimed = behind_handle(case, named) if named else None
        hit = _claimed(case, verdict, claimed, places) if claimed else _unclaimed(verdict, places)
        if hit:
            yield hit


def _claimed(case: Case, verdict: Verdict, claimed: Speaker, places: list[Place]) -> Hit | None:
    start = claimed.span.end if claimed.span else verdict.quotation.outer.start
    if is_passed_on(case.draft.text[start : verdict.quotation.outer.start]):
        return None
    relayed = [place for place in places if _passed_on(place[2], claimed)]
    few = _words_in(verdict) < WORDS_AT_LEAST
    if len(relayed) == len(places) and not few:
        return _relayed(case, verdict, claimed, relayed[0])
    fits = [_fit(case, claimed, author) for _, _, author in places]
    if "same" in fits or any(is_told_otherwise(case, verdict, claimed, author) for _, _, author in places):
        return None
    if few or not is_somebody(case, claimed, places):
        return None
    if claimed.how == "pronoun" and brings_on_another(_between(case, verdict, claimed)):
        return None
    printed = [place for place in places if place[2].person and _printed(place[2], claimed.name)]
    if len(printed) == len(places):
        return None if names_author(case, verdict, printed[0][2]) else _secondary(case, verdict, claimed, printed[0])
    if "related" in fits:
        return _related(case, verdict, claimed, places[fits.index("related")])
    return _of_author(case, verdict, claimed, places)


def _fit(case: Case, claimed: Speaker, author: Author) -> Fit:
    """Say whether the one named is the author; related, if the draft or a source says they are of the body that is."""
    fit = author.fits(claimed.name)
    if fit != "different" or not author.person or is_person(author.name) or not is_person(claimed.name):
        return fit
    bodies = filter(None, (claimed.affiliation, *bodies_of(claimed.name, case.near.passages)))
    return "related" if any(author.fits(one) == "same" for one in bodies) else fit


def _words_in(verdict: Verdict) -> int:
    """Return how many words are quoted; the figures of “$24.10” are none."""
    return sum(1 for word in fold(verdict.quotation.text).split() if any(map(str.isalpha, word)))


def _of_author(case: Case, verdict: Verdict, claimed: Speaker, places: list[Place]) -> Hit | None:
    """Words whose author the sources name or point to, given to somebody else."""
    passage, match, author = places[0]
    known = case.near.passages
    if all(is_another(claimed.name, one, there, place.span, known) for there, place, one in places):
        return _of_another(case, verdict, claimed, places[0])
    if any(_is_called(case, claimed, one) for _, _, one in places):
        return None
    if any(speaks_for_document(there, one, claimed.name) for there, _, one in places):
        return None
    severity = _severity(case, verdict, claimed, places)
    if severity == "error" and any(one.doubtful for _, _, one in places):
        severity = "warning"
    owned = claimed.name.lower().startswith(("its ", "their "))
    if severity is None or any(not owned and is_office_of(claimed.name, one.name, known) for _, _, one in places):
        return None
    if _is_guess_beside_truth(case, verdict, claimed, author):
        return None
    what = f"These are the words of {author.name}, not of {claimed.name}."
    if author.notice:
        what = f"This is what a page says of itself in {passage.label}, not what {claimed.name} said."
    return _hit(verdict, passage, match, what, severity)


def _is_called(case: Case, claimed: Speaker, author: Author) -> bool:
    """Whether the draft calls the true speaker by a first name, or by an office that was taken for somebody else's."""
    known = case.near.passages
    if is_first_name_of(claimed.name, author.name, (case.draft.text, *(one.text for one in known))):
        return True
    given = clean(case.draft.text[slice(*claimed.span)]) if claimed.span else ""
    if GROUP.fullmatch(given.lower()) and author.spokesperson and _is_told_of(case, claimed, author):
        return True
    if not given.lower().startswith("the ") or given == claimed.name:
        return False
    return is_office_of(given, author.name, known) and not is_office_of(given, claimed.name, known)


def _is_told_of(case: Case, claimed: Speaker, author: Author) -> bool:
    """Whether the draft has named the body of a spokesperson before "the company", which was taken for another."""
    before = fold(case.draft.text[: claimed.span.start if claimed.span else 0]).replace("'s ", " ")
    bodies = [one for one in author.beside if one not in author.printers]
    return any(f" {fold(one).strip()} " in before for one in bodies)


def _between(case: Case, verdict: Verdict, claimed: Speaker) -> str:
    """Return what stands between the name for which "she" was put and "she", or the words if these come first."""
    end = min(claimed.span.start if claimed.span else len(case.draft.text), verdict.quotation.outer.start)
    last = claimed.name.split()[-1]
    return case.draft.text[max(0, end - _NEAR) : end].rpartition(last)[2]


def _of_another(case: Case, verdict: Verdict, claimed: Speaker, place: Place) -> Hit | None:
    """Words of somebody whom the source does not name, given to one whom it would have named."""
    passage, match, author = place
    if claimed.confidence == "low" or not is_a_name(case, claimed.name):
        return None
    plain = claimed.how not in ("pronoun", "continued") or _is_plain_pronoun(case, verdict, claimed)
    severity: Severity = "error" if plain else "warning"
    whose = author.name[:1].lower() + author.name[1:]
    return _hit(verdict, passage, match, f"These are the words of {whose}, not of {claimed.name}.", severity)


def _passed_on(author: Author, claimed: Speaker) -> bool:
    """Whether the source has the words from the one named, as somebody else's: “He told me, ‘…’,” said Lee."""
    return bool(author.relayed_by) and same_person(claimed.name, author.relayed_by) == "same"


def _relayed(case: Case, verdict: Verdict, claimed: Speaker, place: Place) -> Hit | None:
    """Words that the one named only passed on; the draft may say so itself."""
    passage, match, author = place
    start = verdict.quotation.outer.start
    lead = case.draft.text[max(0, start - 80) : start]
    told = TOLD_ONE.search(lead)
    if (
        (told and told["whom"].lower() not in {"me", "us"})
        or _WAS_TOLD.search(lead.rstrip("“‘'\" "))
        or names_author(case, verdict, author)
        or is_told_otherwise(case, verdict, claimed, author)
    ):
        return None
    named = surname(author.name) and author.name.split()[0].lower() not in DETERMINERS
    whose = f"{author.name}’s" if named else "somebody else’s"
    what = f"{claimed.name} passed these words on; they are {whose}."
    plain = claimed.confidence == "high" and claimed.how not in ("pronoun", "continued")
    plain = plain or (claimed.how == "pronoun" and _is_plain_pronoun(case, verdict, claimed))
    return _hit(verdict, passage, match, what, "error" if plain else "warning")


def _described(case: Case, verdict: Verdict) -> Speaker | None:
    """Whom the draft gives a quotation to without a name: "the mayor"."""
    speaker = case.draft.speakers[case.draft.quotations.index(verdict.quotation)]
    words = speaker.name.lower().split() if speaker else []
    return speaker if words[:1] in (["the"], ["our"], ["its"], ["their"]) and words[-1] in ROLES else None


def _related(case: Case, verdict: Verdict, claimed: Speaker, place: Place) -> Hit | None:
    """Words given to the one for whom their speaker speaks."""
    passage, match, author = place
    if claimed.confidence == "low" or names_author(case, verdict, author):
        return None
    if any(same_person(claimed.name, one) == "same" for one in passage.signers):
        return None  # it had them say so in a release of its own
    if _words_in(verdict) < SHORT and verdict.quotation.text[:1].islower():
        return None  # the few words by which a body's speaker called something are its view, too
    what = f"{passage.label} gives these words to {author.name}, not to {claimed.name} as such."
    return _hit(verdict, passage, match, what, "warning")


def _printed(author: Author, claimed: str) -> bool:
    """Whether the one named only wrote down what the speaker said: the paper, or the reporter; no body of theirs."""
    if any(same_person(claimed, one) != "different" for one in author.bodies):
        return False
    return any(same_person(claimed, name) == "same" and is_outlet(name) for name in author.printers)


def _secondary(case: Case, verdict: Verdict, claimed: Speaker, place: Place) -> Hit | None:
    """Words that a paper quotes, given to the paper itself; that it "reported" them is true."""
    passage, match, author = place
    if _SOMEBODY.match(claimed.name):
        return None  # "a parent at Fernhill" is no paper
    start, end = (claimed.span or verdict.quotation.outer).end, verdict.quotation.outer.start
    told = case.draft.text[start:end] if start <= end else case.draft.text[end : start + 40]
    if claimed.how == "according" or not author.person or _REPORTING.search(told):
        return None
    sure = claimed.confidence == "high" and (author.recorded or author.plain)
    what = f"{claimed.name} only quotes these words; they are {author.name}’s."
    return _hit(verdict, passage, match, what, "error" if sure else "warning")


def _is_guess_beside_truth(case: Case, verdict: Verdict, claimed: Speaker, author: Author) -> bool:
    """Whether nobody can be accused: the source has only "she", or a guess at the draft passes over its own sentence.

    Where the reading of the draft is a guess, and the sentence before the words names their true speaker, the guess
    is wrong and the draft is right.
    """
    last = surname(author.name)
    if not last:
        return author.person and ROLES.isdisjoint(fold(author.name).split())
    sentence = case.draft.sentence_at(verdict.quotation.outer.start)
    guess = claimed.confidence == "low" or claimed.how == "pronoun"
    start = case.draft.sentence_at(max(0, sentence.start - 2)).start if claimed.how == "pronoun" else sentence.start
    before = fold(case.draft.text[start : verdict.quotation.outer.start]).replace("'s ", " ")
    first = [word for word in fold(author.name).split()[:-1] if word not in TITLES][:1]
    first = first if claimed.how == "pronoun" and len(called_by(author.name)) == 1 else []
    return guess and any(f" {one} " in before for one in (last, *first))


def _is_plain_pronoun(case: Case, verdict: Verdict, claimed: Speaker) -> bool:
    """Whether "she" can only be the one person whom its sentence, or the one before, names."""
    if claimed.span is None or claimed.confidence == "low" or len(called_by(claimed.name)) != 1:
        return False
    end = min(claimed.span.start, verdict.quotation.outer.start)
    start = case.draft.sentence_at(end).start
    if surname(claimed.name) not in fold(case.draft.text[start:end]).split():
        start = case.draft.sentence_at(max(0, start - 2)).start
    told = case.draft.text[start:end]
    named = {surname(one[0]) for one in _PERSON.finditer(told) if not is_organisation(one[0]) and not _heads(told, one)}
    return named == {surname(claimed.name)}


def _heads(told: str, found: re.Match[str]) -> bool:
    """Whether words with capitals are an office, or go on to one: "Chief Fire" of "the Chief Fire Officer"."""
    if found[0].rsplit(None, 1)[-1].lower() in ROLES | TITLES:
        return True
    following = told[found.end() :].split(None, 1)[:1]
    return bool(following) and told[found.end()] == " " and following[0].strip(",.;:").lower() in ROLES | TITLES


def _severity(case: Case, verdict: Verdict, claimed: Speaker, places: list[Place]) -> Severity | None:
    """An error where both the draft and what is known of the words are plain, and a warning where one of them is not.

    Known is what the campaign recorded, whom the source names beside the words, and that it does not name the
    claimed one anywhere near.
    """
    unclear = claimed.how == "continued" or (claimed.how == "pronoun" and not _is_plain_pronoun(case, verdict, claimed))
    guess = claimed.confidence == "low" or unclear or not is_a_name(case, claimed.name)
    if all(author.notice for _, _, author in places):
        return None if guess else "error"
    if not any(author.person or passage.record for passage, _, author in places):
        return _severity_of_own_account(case, claimed, places, guess=guess)
    if not any(surname(author.name) for _, _, author in places):
        return None if guess or _may_be(case, claimed, places) else "warning"
    named_near = any(is_named_near(claimed.name, passage, match.span) for passage, match, _ in places)
    if guess:
        account = not any(author.person for _, _, author in places)
        return None if account and (named_near or claimed.confidence == "low") else "warning"
    if not named_near or all(
        author.recorded or author.plain or (author.sure and _has_paragraph(passage, match, author, claimed))
        for passage, match, author in places
    ):
        return "error"
    return "warning" if all(author.sure for _, _, author in places) else None


def _has_paragraph(passage: Passage, match: Match, author: Author, claimed: Speaker) -> bool:
    """Whether the paragraph of the words names their speaker, and not the claimed one, who is named in another."""
    part = passage.paragraph_at(match.span.start)
    told = fold(passage.text[part.start : part.end]).replace("'s ", " ")
    theirs = any(f" {fold(one).strip()} " in told for one in called_by(author.name))
    return theirs and not any(f" {fold(one).strip()} " in told for one in called_by(claimed.name))


def _may_be(case: Case, claimed: Speaker, places: list[Place]) -> bool:
    """Whether a speaker whom the source only describes may be the claimed one: some source says "governor Ann Lee"."""
    last = surname(claimed.name)
    roles = {word for _, _, author in places for word in fold(author.name).split() if word in ROLES}
    near = re.compile(rf"\b(?:{'|'.join(map(re.escape, roles))})\b.{{0,60}}\b{re.escape(last)}\b", re.I | re.S)
    return not (roles and last) or any(near.search(passage.text) for passage in case.near.passages)


def _severity_of_own_account(case: Case, claimed: Speaker, places: list[Place], *, guess: bool) -> Severity | None:
    """What a document says in its own voice, given to somebody: wrong if it is not theirs, nor tells of them."""
    if guess or any(is_published_by(passage, claimed.name) for passage, _, _ in places):
        return None
    written_to = all(is_written_to(claimed.name, passage) for passage, _, _ in places)
    near = any(is_named_near(claimed.name, passage, match.span) for passage, match, _ in places)
    heading = " " in claimed.name and all(_is_heading(passage, match) for passage, match, _ in places)
    if near and not written_to and not heading:
        return None
    signed = all(passage.signers for passage, _, _ in places)
    person = len(called_by(claimed.name)) == 1
    if person and heading and not any(claimed.name in passage.signers for passage, _, _ in places):
        return "error"
    if any(is_named_in(claimed.name, passage) for passage, _, _ in places) and not written_to:
        return "warning" if signed and person else None
    known = set(fold(claimed.name).replace("'s ", " ").split()) & case.library.names
    return "error" if signed and known and person else "warning"


def _is_heading(passage: Passage, match: Match) -> bool:
    """Whether the words are a line of their own without a stop or a mark: what an article says above its paragraphs."""
    start, end = passage.text.rfind("\n", 0, match.span.start) + 1, passage.text.find("\n", match.span.end)
    line = passage.text[start : end if end >= 0 else len(passage.text)].strip(" \t#*_")
    if line.count(" ") < 4 or line.rstrip(".") != passage.text[slice(*match.span)].strip().rstrip("."):
        return False
    below = passage.text[end:].lstrip()[:40] if end >= 0 else ""
    return line[-1].isalnum() or _BYLINE.match(below) is not None


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
        "organisation and the source its spokesperson, or the other way round, it is a warning. So it is wherever the "
        "draft or the source is not plain about who speaks. Words that a paper quotes are not the paper’s, those of a "
        "signed letter are not its addressee’s, and a page’s cookie notice is nobody’s."
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
