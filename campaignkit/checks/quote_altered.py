"""quote-altered: words between quotation marks that differ from those of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from campaignkit.checks.case import Case
from campaignkit.checks.library import Passage
from campaignkit.checks.reports import Turned, turned_reports, turned_sentences
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.unspoken import in_headline, is_saying, is_told_to_say
from campaignkit.checks.verdicts import Verdict
from campaignkit.folding import fold
from campaignkit.models.finding import Severity
from campaignkit.text import Near

# Which kind of change it is, told in this order: the first whose words are among those changed.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a negation", re.compile(r"\b(?:not|no|never|none|nor|neither|nothing|cannot|without|\w+n't)\b")),
    ("a figure", re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|million)\b")),
    ("a condition", re.compile(r"\b(?:until|unless|if|except|only|provided|while|before|after)\b")),
    ("a modal verb", re.compile(r"\b(?:may|might|can|could|will|would|shall|should|must)\b")),
)

_NAME = re.compile(r"(?<=[\w,;] )[A-Z][\w’'-]+")


def kind_of_change(changes: tuple[tuple[str, str], ...]) -> str:
    """Return what kind of word was changed.

    Examples:
        >>> kind_of_change((("", "not"),)), kind_of_change((("will", "may"),)), kind_of_change((("firm", "company"),))
        ('a negation', 'a modal verb', 'a word')
    """
    touched = " ".join(f"{ours} {theirs}" for ours, theirs in changes)
    return next((name for name, words in KINDS if words.search(touched)), "a word")


def find(case: Case) -> Iterator[Hit]:
    """Yield the quotations whose words are not quite those of the source."""
    for verdict in case.verdicts:
        if verdict.kind == "altered" and verdict.near:
            if not _is_to_be_said(case, verdict):
                yield _altered(verdict)
        elif verdict.kind == "differs" and not _is_in_capitals(case, verdict):
            yield _differs(verdict)
        elif verdict.variant:
            yield _varies(verdict)
    yield from map(_turned, chain(turned_reports(case), turned_sentences(case)))


def _is_to_be_said(case: Case, verdict: Verdict) -> bool:
    """Whether a draft gives words to nobody, but tells its reader to say them: they may take up a source's."""
    speaker = case.speaker_of(verdict.quotation)
    text, quotation = case.draft.text, verdict.quotation
    if speaker is None:
        return is_saying(text, quotation, None)
    return speaker.how == "pronoun" and is_told_to_say(text, quotation)


def _is_in_capitals(case: Case, verdict: Verdict) -> bool:
    """Whether words stand in a headline that is written in capitals throughout."""
    return verdict.quotation.text.isupper() and in_headline(case.draft.text, verdict.quotation)


def _altered(verdict: Verdict) -> Hit:
    assert verdict.near
    passage, near = verdict.near
    if verdict.order:
        return _reordered(verdict, passage, near)
    kind = kind_of_change(near.changes)
    if kind == "a word" and _is_a_name(near.changes, f"{verdict.quotation.text} {passage.text[slice(*near.span)]}"):
        kind = "a name"
    told = "; ".join(_told(ours, theirs) for ours, theirs in near.changes[:4])
    return Hit(
        at=verdict.quotation.span,
        message=f"These are not the words of {passage.label}: {kind} was changed ({told}).",
        hint="Copy the words from the source, or mark a change with [brackets] and a cut with ….",
        evidence=passage.evidence(near.span),
        changes=near.changes,
    )


def _varies(verdict: Verdict) -> Hit:
    """Tell that the words are right by one source, and that another one has it otherwise."""
    assert verdict.variant
    here, match = verdict.places[0]
    other, near = verdict.variant
    ours, theirs = (" ".join(text.split()) for text in (here.text[slice(*match.span)], other.text[slice(*near.span)]))
    return Hit(
        at=verdict.quotation.span,
        message=f"Two sources have it in other words: {here.label} “{ours}”; {other.label} “{theirs}”.",
        hint="Prefer the source nearer to the speaker.",
        severity="info",
        evidence=other.evidence(near.span),
        changes=near.changes,
    )


def _is_a_name(changes: tuple[tuple[str, str], ...], text: str) -> bool:
    """Whether a changed word stands with a capital within a sentence of either text."""
    changed = {word for ours, theirs in changes for word in f"{ours} {theirs}".split()}
    return any(fold(name[0]).strip() in changed for name in _NAME.finditer(text))


def _reordered(verdict: Verdict, passage: Passage, near: Near) -> Hit:
    return Hit(
        at=verdict.quotation.span,
        message=f"{passage.label} has these sentences in another order or place: not as one utterance.",
        hint="Keep their order, mark a cut with …, or quote them one by one.",
        evidence=passage.evidence(near.span),
    )


def _turned(report: Turned) -> Hit:
    kind = kind_of_change(report.changes)
    told = "; ".join(_told(ours, theirs) for ours, theirs in report.changes)
    return Hit(
        at=report.at,
        message=f"This tells {report.told}, turned round: {kind} was changed ({told}).",
        hint=f"It stands there as: {report.exact}",
        evidence=report.evidence,
        changes=report.changes,
    )


def _told(ours: str, theirs: str) -> str:
    if ours and theirs:
        return f"“{ours}” for “{theirs}”"
    return f"“{ours}” added" if ours else f"“{theirs}” left out"


def _differs(verdict: Verdict) -> Hit:
    passage, match = verdict.places[0]
    brackets = "brackets" in match.differences
    severity: Severity = "error" if brackets else "warning"
    what = (
        "the brackets of the source are missing, so an editor’s words read as the speaker’s"
        if brackets
        else f"the words are those of {passage.label}, but not the {' and '.join(match.differences)}"
    )
    return Hit(
        at=verdict.quotation.span,
        message=f"Quoted almost as it stands: {what}.",
        hint="Copy the words, with their signs, from the source.",
        severity=severity,
        evidence=passage.evidence(match.span),
    )


RULE = Rule(
    name="quote-altered",
    severity="error",
    summary="The words differ from the nearest passage beyond what every style guide allows.",
    why=(
        "Quotation marks promise the speaker’s own words. A single word can turn them round: “will not” and “will” are "
        "one word apart. Curly or straight marks, kinds of dash and space, a marked cut, words in [brackets], the case "
        "of the first letter, a comma or full stop at the very end, and number words for digits may differ. "
        "Where only other punctuation or case differs, it is a warning; where two sources have two wordings, it is "
        "information. A sentence that tells, in the campaign’s own "
        "words, what somebody said is held to the same: a “not” or an “until” may not come or go."
    ),
    find=find,
    fires=(
        Example("The mayor said, “We will close the library before the budget is settled.”", "the not was left out"),
        Example("The council called it “the only place in town with free computers.”", "a word was put in"),
        Example("The mayor said, “We may not close the library before the budget is settled.”", "will became may"),
        Example(
            "Mayor Dana Whitfield said that the library would close before the budget was settled.", "a not is gone"
        ),
        Example("The mayor said, “We will not close the library; before the budget is settled.”", "a sign was put in"),
    ),
    spares=(
        Example("The mayor said, “We will not close the library before the budget is settled.”", "word for word"),
        Example('The mayor said, "[W]e will not close the library … settled."', "a marked cut, and a marked letter"),
        Example("The mayor said they would “not close [it] before the budget is settled,” and left.", "in brackets"),
        Example(
            "Mayor Dana Whitfield said that the library would not close before the budget was settled.", "as recorded"
        ),
        Example("We call on the council to keep the library open.", "no quotation"),
    ),
)
