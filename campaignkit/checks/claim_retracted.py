"""claim-retracted: a claim that its own source has withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaignkit.checks.case import Case
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.folding import Span, fold
from campaignkit.models.finding import Evidence
from campaignkit.models.source import Correction, Source, Update

# Small words say nothing of what a claim is about.
STOP_WORDS = frozenset(
    "a among an and are as at be been but by for from has have had he her his i in into is it its of on or our she so "
    "than that the their them there these they this those to us was we were which who will with would you your "
    "still also one".split()
)
# A sentence with one of these tells of the withdrawal and does not repeat the claim.
TELLS = re.compile(
    r"\b(?:withdr[ae]wn?|withdrew|retract(?:ed|s|ion)|correct(?:ed|s|ion)|taken? back|took back|"
    r"no longer (?:says?|claims?|asserts?)|(?:do(?:es)? not|don['’]t|never|not) (?:claim|say|repeat|assert)|"
    r"mistaken(?:ly)?|wrongly|in error|was wrong|is not|was not|"
    r"isn['’]t|wasn['’]t|are not|previous version|earlier version|asserted that)\b",
    re.IGNORECASE,
)
# A sentence that denies does not repeat one that does not, whatever words the two share.
NEGATION = re.compile(
    r"\b(?:no|not|never|nothing|none|nor|neither|cannot|without|stop(?:s|ped)?|\w+n['’]t)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"")
# How people say the same of rank and trade, whatever the campaign is about.
SYNONYMS = {
    **dict.fromkeys(("biggest", "leading", "top", "foremost", "greatest", "principal"), "largest"),
    **dict.fromkeys(("seller", "supplier", "provider", "purveyor"), "vendor"),
    **dict.fromkeys(("announcement", "commitment", "pledge"), "announcement"),
}


def find(case: Case) -> Iterator[Hit]:
    """Yield the sentences that repeat what a source's own correction withdrew."""
    for source in case.campaign.sources if case.campaign else ():
        for correction in source.corrections:
            for at in repeats(case, [correction.withdraws, *correction.wordings], correction.withdraws):
                yield Hit(
                    at=at,
                    message=f"{source.label} has withdrawn this: {correction.withdraws}",
                    hint="Take the claim out, or say that it was withdrawn.",
                    evidence=notice(case, source, correction),
                )


def repeats(case: Case, wordings: list[str], claim: str) -> Iterator[Span]:
    """Yield the sentences of the draft that say what one of `wordings` says.

    A sentence does if it has nearly all the words of a wording that carry meaning, and the names in the claim.
    """
    names = {fold(name).strip() for name in re.findall(r"\b[A-Z][a-z]+(?:[A-Z][a-z]+)?\b", claim)}
    wanted = [(key_words(one) | {name for name in names if name}, bool(NEGATION.search(one))) for one in wordings]
    for sentence in case.draft.sentences:
        text = _QUOTED.sub(" ", case.draft.text[sentence.start : sentence.end])
        said, negated = key_words(text), bool(NEGATION.search(text))
        if TELLS.search(text) or sentence.within(case.quoted):
            continue
        if any(words <= said and turned == negated for words, turned in wanted if len(words) > 2):
            yield _trimmed(case.draft.text, sentence)


@lru_cache(maxsize=4096)
def key_words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, in their singular.

    Examples:
        >>> sorted(key_words("Acme was among the largest sellers of scanners."))
        ['acme', 'largest', 'scanner', 'vendor']
    """
    words = (word.removesuffix("'s") for word in fold(text).split())
    singular = (_singular(word) for word in words if word not in STOP_WORDS)
    return frozenset(SYNONYMS.get(word, word) for word in singular)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def notice(case: Case, source: Source, told: Correction | Update) -> Evidence | None:
    """Return the source's own notice as evidence, where its document is at hand."""
    for passage in case.library.passages:
        start = passage.text.find(told.exact) if passage.source == source.id else -1
        if start >= 0:
            return passage.evidence(Span(start, start + len(told.exact)))
    return None


RULE = Rule(
    name="claim-retracted",
    severity="error",
    summary="The draft repeats what a source’s own correction withdrew.",
    why="A claim that its own source has taken back is worse than none: its reader will find the correction first.",
    find=find,
    fires=(
        Example("Acme was the largest owner of buildings in Oldbridge.", "the Courier withdrew it"),
        Example("Acme is the biggest owner of buildings in Oldbridge, and it should act.", "in other words"),
    ),
    spares=(
        Example("Acme is not the largest owner of buildings in Oldbridge.", "it denies it"),
        Example("Acme owns the building in Oldbridge.", "that was never withdrawn"),
        Example(
            "The Courier has withdrawn that Acme was the largest owner of buildings in Oldbridge.", "it tells of it"
        ),
    ),
)
