"""claim-retracted: a claim that its own source has withdrawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaignkit.checks.case import Case
from campaignkit.checks.draft import trimmed
from campaignkit.checks.library import CALENDAR, Library
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.folding import Span, fold
from campaignkit.models.finding import Evidence
from campaignkit.models.source import Correction, Source, Update

# Small words say nothing of what a claim is about.
STOP_WORDS = frozenset(
    "a among an and are as at be been but by for from has have had he her his i in into is it its of on or our she so "
    "than that the their them there these they this those to us was we were which who will with would you your can "
    "could may might yet word still also one technology software".split()
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
# And where the next sentence says so, or the one before it.
TELLS_BESIDE = re.compile(
    r"\b(?:correct(?:ed|s|ion)|retract(?:ed|s|ion)|withdr[ae]wn?|withdrew|clarif(?:y|ied|ies|ication)|not true|"
    r"(?:it|that|they|he|she) (?:had|did|was|were|has|is) not)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:—]|\b(?:and|but|while)\b")
_NAMES = re.compile(r"\b[A-Z][\w’'-]+")
_POINTS = re.compile(
    r"\b(?:you|your|it|its|they|their|he|she|the (?:company|agency|firm|paper|city|district))\b", re.IGNORECASE
)
LONG = 5  # words of a wording from which one may be missing
LOAD_BEARING = frozenset("largest only first last all every never".split())  # without these it is another claim
# How people say the same of rank and trade, whatever the campaign is about.
SYNONYMS = {
    **dict.fromkeys(("biggest", "leading", "top", "foremost", "greatest", "principal"), "largest"),
    **dict.fromkeys(("seller", "supplier", "provider", "purveyor"), "vendor"),
    **dict.fromkeys(("announcement", "commitment", "pledge"), "announcement"),
}


def find(case: Case) -> Iterator[Hit]:
    """Yield the sentences that repeat what a source's own correction withdrew."""
    for label, claim, wordings, evidence in _withdrawn(case.library):
        for at in repeats(case, [claim, *wordings], claim, lenient=True):
            yield Hit(
                at=at,
                message=f"{label} has withdrawn this: {claim}",
                hint="Take the claim out, or say that it was withdrawn.",
                evidence=evidence,
            )


def _withdrawn(library: Library) -> Iterator[tuple[str, str, tuple[str, ...], Evidence | None]]:
    """Yield what has been withdrawn: what the campaign records, and what a document says of itself."""
    recorded = [
        (source, one) for source in (library.campaign.sources if library.campaign else ()) for one in source.corrections
    ]
    for source, correction in recorded:
        yield source.label, correction.withdraws, correction.wordings, notice(library, source, correction)
    for passage in library.passages:
        if passage.whole and not (passage.record and passage.record.corrections):
            for found in passage.notices:
                for claim in found.claims:
                    yield passage.label, claim, (), passage.evidence(found.span)


def repeats(case: Case, wordings: list[str], claim: str, *, lenient: bool = False) -> Iterator[Span]:
    """Yield the sentences of the draft that say what one of `wordings` says.

    A sentence does if it has the words of a wording that carry meaning (of a long one, if `lenient`, all but one) and
    the names in the claim, or "you" or "it" in their place and no other name.
    """
    names = frozenset(fold(name).strip() for name in _NAMES.findall(claim)) - CALENDAR - STOP_WORDS
    wanted = [(key_words(one) - names, bool(NEGATION.search(one))) for one in wordings]
    spared = [one.quotation.span for one in case.verdicts if one.kind in ("found", "declared")]
    for sentence in case.draft.sentences:
        text = _outside(case.draft.text, sentence, spared)
        around = case.draft.text[max(0, sentence.start - 120) : sentence.end + 160]
        if TELLS.search(text) or TELLS_BESIDE.search(around) or not _speaks_of(case, text, names, wanted):
            continue
        if any(_repeats(part, wanted, lenient) for part in (text, *_CLAUSE.split(text))):
            yield trimmed(case.draft.text, sentence)


def _repeats(text: str, wanted: list[tuple[frozenset[str], bool]], lenient: bool) -> bool:
    said = key_words(text) | {singular(word) for word in fold(text).split()}
    negated = bool(NEGATION.search(text))
    return any(_says(words, said, lenient) and turned == negated for words, turned in wanted if len(words) > 1)


def _says(words: frozenset[str], said: frozenset[str], lenient: bool) -> bool:
    missing = words - said
    return not missing or (lenient and len(words) >= LONG and len(missing) == 1 and not missing & LOAD_BEARING)


def _speaks_of(case: Case, text: str, names: frozenset[str], wanted: list[tuple[frozenset[str], bool]]) -> bool:
    """Whether a sentence has the names of a claim, or speaks of them as "you", "it" or "the company"."""
    folded = fold(text).replace("'s ", " ")
    absent = {name for name in names if f" {name} " not in folded}
    others = {fold(word).strip() for word in _NAMES.findall(text)} & case.library.names - names
    plain = min(len(words) for words, _ in wanted) >= LONG - 1  # few words and no name could be said of anybody
    return not absent or (bool(_POINTS.search(text)) and not others and plain)


def _outside(text: str, sentence: Span, spared: list[Span]) -> str:
    """Return a sentence with the quotations that are found in a source blanked: whoever quotes does not claim."""
    words = text[sentence.start : sentence.end]
    for span in spared:
        low, high = max(span.start, sentence.start) - sentence.start, min(span.end, sentence.end) - sentence.start
        if low < high:
            words = words[:low] + " " * (high - low) + words[high:]
    return words


@lru_cache(maxsize=4096)
def key_words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, in their singular.

    Examples:
        >>> sorted(key_words("Acme was among the largest sellers of scanners."))
        ['acme', 'largest', 'scanner', 'vendor']
    """
    words = (word.removesuffix("'s") for word in fold(text).split())
    bare = (singular(word) for word in words if word not in STOP_WORDS)
    return frozenset(SYNONYMS.get(word, word) for word in bare if not NEGATION.fullmatch(word))


def singular(word: str) -> str:
    """Return a word without the s of its plural, by its shape."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def notice(library: Library, source: Source, told: Correction | Update) -> Evidence | None:
    """Return the source's own notice as evidence, where its document is at hand."""
    for passage in library.passages:
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
