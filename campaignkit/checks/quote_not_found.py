"""quote-not-found: a quotation that no source holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaignkit.checks.case import Case
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.verdicts import SHORT, Verdict
from campaignkit.folding import fold
from campaignkit.models.finding import Severity
from campaignkit.people import surname

_SAYING = re.compile(
    r"\b(?:saying|sayings|proverb|poster|signs?|banner|placard|chant(?:ed|s|ing)?|slogan|motto|song|script|screen|"
    r"headed|headlines?|headlined|titled|entitled|column|campaign|petition|say|ask you|if they ask(?: why)?)\b"
    r"[^.\n]{0,24}\Z",
    re.IGNORECASE,
)
_TO_THE_WRITER = re.compile(
    r"\b(?:told|asked|said to|tells|asks|says to|answered) (?:me|us)\b|\b[Mm]y \w+|"
    r"\bI (?:told|asked|said|say|answered|ask)\b"
)


NAME_LINE = 6  # words at most of a line that signs
_CONTACT = re.compile(
    r"^\W*(?:press |media )?(?:contacts?|from|signed|spokes\w+)\b[^\n]{0,160}", re.IGNORECASE | re.MULTILINE
)


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
    severity: Severity = "error" if case.library.complete and _is_anothers(case, verdict) else "warning"
    return Hit(verdict.quotation.span, message, hint, severity, evidence)


def _is_anothers(case: Case, verdict: Verdict) -> bool:
    """Whether the draft gives the words to somebody whom the sources could have quoted.

    A block set off without marks, a saying, a slogan, what a child or a landlord said to the writer: somebody should
    look at these, no more.
    """
    quotation = verdict.quotation
    before = case.draft.text[max(0, quotation.outer.start - 60) : quotation.outer.start]
    after = case.draft.text[quotation.outer.end : quotation.outer.end + 40]
    if quotation.kind == "block" or _SAYING.search(before) or _TO_THE_WRITER.search(f"{before} {after}"):
        return False
    speaker = case.speaker_of(quotation)
    if speaker is None:
        return len(fold(quotation.text).split()) >= SHORT
    if _is_of_the_sender(case.draft.text, speaker.name):
        return False
    words = fold(speaker.name).replace("'s ", " ").split()
    # Of one name that no source knows ("said Frida"), only a campaign's draft is taken at its word.
    known = any(word in case.library.names or word in case.library.words for word in words)
    return len(words) > 1 or known or case.campaign is not None


def _is_of_the_sender(text: str, name: str) -> bool:
    """Whether the name stands where a draft names its sender: in a line of contacts, or at its foot."""
    last = surname(name)
    return bool(last) and any(last.lower() in line for line in _lines_of_sender(text))


@lru_cache(maxsize=8)
def _lines_of_sender(text: str) -> tuple[str, ...]:
    foot = [line for line in text.rstrip().splitlines()[-5:] if len(line.split()) <= NAME_LINE]
    return tuple(line.lower() for line in (*_CONTACT.findall(text), *foot))


RULE = Rule(
    name="quote-not-found",
    severity="error",
    summary="No source holds anything like the quotation.",
    why=(
        "A quotation that nobody said is the quickest way to lose a reader’s trust, and a language model makes one up "
        "in passing. With a campaign but without its documents, only the recorded statements can be looked at, and "
        "the finding is a warning."
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
