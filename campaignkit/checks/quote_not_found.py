"""quote-not-found: a quotation that no source holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.checks.case import Case
from campaignkit.checks.known_speakers import is_known, is_known_body, is_known_person, is_person
from campaignkit.checks.offices import bodies_of
from campaignkit.checks.own_people import is_our_own, is_own_office, is_release, is_sender, lines_of_sender, senders
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.unspoken import (
    in_headline,
    is_answered,
    is_echoed,
    is_handed_over,
    is_lines_to_say,
    is_name_of_thing,
    is_saying,
)
from campaignkit.checks.verdicts import SHORT, Verdict
from campaignkit.folding import fold
from campaignkit.function_words import PRONOUNS
from campaignkit.models.finding import Severity
from campaignkit.people import surname
from campaignkit.quotations import Quotation
from campaignkit.speakers import Speaker

_KIN = "daughter|son|mother|father|grandmother|grandfather|neighbou?r|landlord|child|children|class|pupils?|students?"
_TO_THE_WRITER = re.compile(
    r"\b(?:told|asked|said to|tells?|asks?|says to|answered|shouted at) (?:me|us)\b|\b[Mm]y \w+|"
    rf"\b[Ww]hen I \w+|\bI (?:told|asked|said|say|answered|ask)\b|\bour (?:\w+ )?(?:{_KIN})\b"
)
# Words said where the writer was, which no source need have.
_AT_OUR_PLACE = re.compile(
    r"\b(?:told|at|to|in) our (?:\w+ ){0,2}(?:members?|meetings?|rally|event|vigil|forum|hearing|march|"
    r"assembly|reporter|correspondent|volunteers?|newsletter|group)\b"
    r"|\b(?:e-?mail|letter|reply|call|message) to (?:us|me|our)\b"
    r"|\b(?:told|wrote(?: back)? to|e-?mailed|answered|replied to|got back to) (?:us|me)\b"
    r"|\b(?:we|I) (?:were|was|are|am|have been|had been|keep being) (?:always )?told\b",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"(?:^On [^\n]{4,120}wrote:|^-+ ?(?:Original|Forwarded) [Mm]essage|^From: [^\n]*|\bwrote:)[\s>]*\Z", re.MULTILINE
)
_WE = re.compile(r"\b(?:I|we|us|my|our)\b", re.IGNORECASE)
_SCRIPT = re.compile(
    r"\b(?:call(?:ing|er)?|phone|voicemail|door|sample|canvass(?:ing)?) (?:script|message)", re.IGNORECASE
)
_OF_MINE = re.compile(
    rf"\b(?:[Mm]y|[Oo]ur) (?:[a-z-]+ ){{0,3}}?(?:{_KIN}|friend|colleague|aunt|uncle|cousin|brother|sister|wife|husband|"
    r"partner|niece|nephew|doctor|teacher|co-?worker)s?,? \Z"
)
_SPOKE_WITH = re.compile(
    r"\b(?:I (?:spoke|talked|met|sat|rang|called|visited|interviewed)|"
    r"(?:I|[Ww]e) (?:asked|phoned|e-?mailed|contacted|wrote to|rang|went to see))\b[^\n]{0,160}\Z"
)
_DESCRIBED = re.compile(
    r"(?:\b(?:my|our|the|a|an|her|his|their)\s(?:[\w’'-]+\s){1,4}|['’]s?\s(?:[\w-]+\s){0,3}|,\s)\Z", re.IGNORECASE
)
_WHO = re.compile(r"(?:,\s|\s\(|\sof\s|\sfrom\s|\sat\s)(?![“\"])")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"])")
_HEAD = 300  # code points in which a draft says what it is
_GREETING = re.compile(r"\W*(?:Dear|Hi|Hello|Good (?:morning|afternoon|evening))\b")


_WRITERS = frozenset("i me we us our my".split())  # “Quote me on that: …”, “Our line: …” is nobody's in a source
_OUR_MANY = re.compile(
    r"(?:one of |some of )?(?:our|my) (?!\w*(?:councill?or|senator|minister|mayor|official)s)"
    r"(?:[a-z-]+ ){0,2}[a-z-]+s\Z",
    re.IGNORECASE,
)
_ONE_OF_OURS = re.compile(
    r"\bone of (?:our|my) (?:[a-z-]+ )?(?:volunteers|members|neighbou?rs|supporters|callers|organi[sz]ers|friends|"
    r"colleagues|students|patients|customers|readers|clients|tenants)\b",
    re.IGNORECASE,
)
_OF_YOU = re.compile(
    r"\bof you (?:(?:have|had) )?(?:all )?(?:told|said|wrote|asked|tell|say|write|ask|signed)\b[^.!?\n]{0,60}"
)
TERM = 2  # words up to which marks are there for irony as often as for somebody's words


def find(case: Case) -> Iterator[Hit]:
    """Yield the quotations of which no source holds anything like it, and those typed by hand into a template."""
    for verdict in case.verdicts:
        if verdict.kind != "altered" and _is_typed_by_hand(case, verdict):
            yield Hit(
                at=verdict.quotation.span,
                message="This quotation was typed into the template; nothing traces it to its source.",
                hint="Take it from a statement: {{ quote('statement-id') }}.",
            )
        elif verdict.kind == "absent":
            yield _absent(case, verdict)


def _is_typed_by_hand(case: Case, verdict: Verdict) -> bool:
    """Whether a composed document holds the quotation without a citation. What a person adds is read as any draft."""
    at = verdict.quotation.span
    return case.draft.document is not None and not case.in_own_words(at) and not case.is_cited(at)


def _absent(case: Case, verdict: Verdict) -> Hit:
    where = "in any source" if case.library.complete else "among the recorded statements"
    message = f"This quotation is not {where}."
    hint = "Quote words that a source holds, or take the quotation marks away."
    if not case.library.complete:
        hint = "Check it against the documents themselves: --documents DIR."
    evidence = None
    if verdict.near:
        passage, near = verdict.near
        evidence = passage.evidence(near.span)
        message = f"This quotation is not {where}; what comes nearest in {passage.label} is another sentence."
    severity = _severity(case, verdict)
    return Hit(verdict.quotation.span, message, hint, severity, evidence)


def _severity(case: Case, verdict: Verdict) -> Severity:
    """How much a quotation that no source has says against the draft.

    An error where the draft gives it to somebody whom the sources could have quoted. Information where nobody is
    claimed to have said it to the world: a mail that is answered, a saying, a sign, what a child said to the writer,
    the sender's own spokesperson. Else a warning: somebody should look.
    """
    quotation, text = verdict.quotation, case.draft.text
    if quotation.kind == "block":
        return "info" if _is_a_mail(text, quotation) or is_lines_to_say(text, quotation) else "warning"
    before = text[max(0, quotation.outer.start - 80) : quotation.outer.start]
    after = _SENTENCE_END.split(text[quotation.outer.end : quotation.outer.end + 40].split("\n\n")[0])[0]
    speaker = case.speaker_of(quotation)
    if _is_nobodys(case, quotation, speaker):
        return "info"
    if speaker is None:
        return _severity_of_nobodys(case, quotation, f"{before} {after}")
    return _severity_of_spoken(case, quotation, speaker, f"{before} {after}")


def _is_slogan(quotation: Quotation, speaker: Speaker | None) -> bool:
    """Whether words stand in capitals, as on a sign; not those of a person whom the draft does not write so."""
    spoken = speaker is not None and is_person(speaker.name) and not speaker.name.isupper()
    return quotation.text.isupper() and " " in quotation.text and not spoken


def _severity_of_spoken(case: Case, quotation: Quotation, speaker: Speaker, around: str) -> Severity:
    known = is_known(case.library, speaker)
    if _is_of_the_sender(case, speaker):
        return "info"
    if not known and _speaks_for_senders(case, speaker):
        tied = not speaker.affiliation or fold(speaker.affiliation) in fold(case.draft.text[:_HEAD])
        return "info" if tied else "warning"
    told = case.draft.text[max(0, quotation.outer.start - 200) : quotation.outer.start]
    if speaker.how == "pronoun" and _SPOKE_WITH.search(told):
        return "info"  # whom the writer met is no name of the text
    if speaker.span and not known and _OF_MINE.search(case.draft.text[: speaker.span.start][-40:]):
        return "info"
    if _TO_THE_WRITER.search(around) or _AT_OUR_PLACE.search(around):
        plain = known and " " in speaker.name and speaker.how != "pronoun" and speaker.confidence == "high"
        return "warning" if plain else "info"
    return _severity_of_known(case, quotation, speaker) if known else _severity_of_unknown(case, speaker)


def _is_nobodys(case: Case, quotation: Quotation, speaker: Speaker | None) -> bool:
    """Whether words are a slogan, a saying, a claim that is answered, or a headline of words that are quoted below."""
    text = case.draft.text
    if _is_slogan(quotation, speaker) or is_saying(text, quotation, speaker) or is_answered(text, quotation, speaker):
        return True
    if is_handed_over(text, quotation) or is_name_of_thing(text, quotation):
        return True
    if not in_headline(text, quotation):
        return False
    others = tuple(fold(one.text) for one in case.draft.quotations if one is not quotation)
    return is_echoed(fold(quotation.text), others) or not _is_named_in_sources(case, speaker)


def _is_named_in_sources(case: Case, speaker: Speaker | None) -> bool:
    """Whether a headline names somebody by name: "Parents", "Chief to residents" are of everybody."""
    words = fold(speaker.name).split() if speaker else []
    sure = speaker is not None and speaker.confidence == "high"
    return sure and not case.library.names.isdisjoint(words)


def _severity_of_nobodys(case: Case, quotation: Quotation, around: str) -> Severity:
    start = quotation.outer.start
    spoken_with = _SPOKE_WITH.search(case.draft.text[max(0, start - 200) : start])
    to_us = _TO_THE_WRITER.search(around) or _AT_OUR_PLACE.search(around)
    if (
        spoken_with
        or to_us
        or _ONE_OF_OURS.search(around)
        or _OF_YOU.search(around)
        or _SCRIPT.search(case.draft.text[:_HEAD])
    ):
        return "info"
    words = len(fold(quotation.text).split())
    speaker = case.draft.speakers[case.draft.quotations.index(quotation)]
    if speaker and (
        speaker.name.lower() in _WRITERS
        or is_own_office(speaker.name)
        or _OUR_MANY.match(speaker.name)
        or _is_met(case, quotation, speaker)
    ):
        return "info"
    if _is_of_unknown_body(case, speaker):
        return "info" if is_release(case.draft.text) else "warning"
    if words >= SHORT and _ought_to_be_there(case, speaker):
        return "error" if case.library.complete else "warning"
    return "warning" if words > TERM else "info"


def _ought_to_be_there(case: Case, speaker: Speaker | None) -> bool:
    """Whether words given to nobody by name are to be in a source: those of its letter, its mayor, or the addressee."""
    described = speaker.name.lower() if speaker else ""
    if described.split()[:1] in _ANYBODY:
        return False
    return described == "you" or (described not in PRONOUNS and is_known_body(case.library, described))


_ANYBODY = (["a"], ["an"], ["one"], ["another"], ["some"])


def _is_of_unknown_body(case: Case, speaker: Speaker | None) -> bool:
    """Whether only somebody's office is given, in a body that no source names: "its chair", of the senders."""
    return bool(speaker and speaker.affiliation and not is_known_body(case.library, speaker.affiliation))


def _speaks_for_senders(case: Case, speaker: Speaker) -> bool:
    """Whether somebody unknown to the sources speaks in a release: its senders' own, unless of a body that is known."""
    head, body = case.draft.text[:_HEAD], speaker.affiliation
    return is_release(case.draft.text) and (
        not body or fold(body) in fold(head) or not is_known_body(case.library, body)
    )


def _is_met(case: Case, quotation: Quotation, speaker: Speaker) -> bool:
    """Whether "a man" speaks where the writers tell what they saw: "Ninety of us stood there. A man said …"."""
    start, end = quotation.outer
    paragraph = case.draft.unquoted[case.draft.text.rfind("\n\n", 0, start) + 1 : end]
    return speaker.name.lower().split()[:1] in _ANYBODY and _WE.search(paragraph) is not None


def _severity_of_known(case: Case, quotation: Quotation, speaker: Speaker) -> Severity:
    words = len(fold(quotation.text).split())
    if words <= TERM:  # “bold”, “Closed”: irony as often as somebody's word
        return "warning" if words > 1 and speaker.confidence == "high" and " " in speaker.name else "info"
    person = is_person(speaker.name)  # a release may quote its sender's own without saying that they are
    own = is_release(case.draft.text) and person and not is_known_person(case.library, speaker.name)
    guess = own or (speaker.confidence == "low" and speaker.how != "colon")
    return "error" if case.library.complete and not guess else "warning"


def _severity_of_unknown(case: Case, speaker: Speaker) -> Severity:
    """Nobody can be accused for quoting somebody whom no source names: they should look; a first name is anybody's.

    But a draft of a campaign that gives words to a bare name takes its reader to know whose it is.
    """
    if case.campaign is not None and _is_bare(case, speaker):
        return "error" if case.library.complete else "warning"
    return "warning" if " " in speaker.name else "info"


def _is_bare(case: Case, speaker: Speaker) -> bool:
    """Whether a draft names a speaker once and does not say who that is: "Lee said", not "said Lee, who is 71"."""
    text, span = case.draft.text, speaker.span
    if span is None or speaker.confidence == "low" or speaker.affiliation or speaker.how not in ("before", "after"):
        return False
    described = _DESCRIBED.search(text[max(0, span.start - 40) : span.start]) or _WHO.match(
        text[span.end : span.end + 40]
    )
    return not described and fold(text).split().count(surname(speaker.name)) == 1


def _is_a_mail(text: str, quotation: Quotation) -> bool:
    """Whether a block is the mail that the draft answers: after "On May 3 Ann Lee wrote:", or with a greeting."""
    before = text[max(0, quotation.outer.start - 200) : quotation.outer.start]
    return _ANSWERED.search(before) is not None or _GREETING.match(quotation.text) is not None


def _is_of_the_sender(case: Case, speaker: Speaker) -> bool:
    """Whether the speaker is of the senders of the draft: named among its contacts, at its foot, in its letterhead.

    A letter may begin with the name of those to whom it goes: whom the sources know sends only a release.
    """
    text, last = case.draft.text, surname(speaker.name)
    if last and any(last.lower() in line for line in lines_of_sender(text)):
        return True
    release = is_release(text) or "\n###" in text[-_HEAD:]
    bodies = tuple(one for one in senders(text) if release or not is_known_body(case.library, one))
    if is_our_own(text, speaker, bodies):
        return True
    if is_person(speaker.name) and any(is_sender(body, one) for body in _bodies_of(case, speaker) for one in bodies):
        return True  # a source says that they are of the body whose release it is
    if speaker.span and text.startswith(bodies, speaker.span.start):
        return True  # of "Keep Our Pond’s treasurer" no more than "Keep" may have been read as a name
    if is_person(speaker.name) and is_known_person(case.library, speaker.name):
        return False  # of one whom the sources name the draft must say that it is their own
    own = speaker.affiliation or ("" if is_known(case.library, speaker) else speaker.name)
    return any(is_sender(own, one) for one in bodies) if own else False


def _bodies_of(case: Case, speaker: Speaker) -> Iterator[str]:
    return bodies_of(speaker.name, case.library.mentioning(speaker.name))


RULE = Rule(
    name="quote-not-found",
    severity="error",
    summary="No source holds anything like the quotation.",
    why=(
        "A quotation that nobody said is the quickest way to lose a reader’s trust, and a language model makes one up "
        "in passing. With a campaign but without its documents, only the recorded statements can be looked at, and "
        "the finding is a warning. So it is where nobody whom a source names is said to have spoken. Sayings, slogans, "
        "scripts, claims that are put to be answered, headlines of words that are quoted below, mails that are "
        "answered, the sender’s own people and words said to the writer are information."
    ),
    find=find,
    fires=(
        Example("The mayor said, “Nobody in this town reads books any more, and nobody will.”", "she never said so"),
        Example("“Libraries are a luxury we can no longer afford,” the council wrote.", "it is in no source"),
    ),
    spares=(
        Example("The mayor said, “We will not close the library before the budget is settled.”", "word for word"),
        Example("Our petition, “Keep the Reading Room Open,” goes to the council.", "the name of a petition"),
        Example("This so-called “modernisation” helps nobody.", "scare quotes give nobody’s words"),
    ),
)
