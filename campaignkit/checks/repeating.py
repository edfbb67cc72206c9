"""Whether a draft says again what somebody said: by the words that carry meaning, the names, and no denial."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from campaignkit.checks.case import Case
from campaignkit.checks.draft import trimmed
from campaignkit.checks.event_words import NEGATION, STOP_WORDS, key_words, stem
from campaignkit.checks.unquoted import in_sentence_case
from campaignkit.figures import find_quantities
from campaignkit.folding import Span, fold
from campaignkit.function_words import CALENDAR
from campaignkit.people import TITLES

# A sentence with one of these tells of the withdrawal and does not repeat the claim.
TELLS = re.compile(
    r"\b(?:withdr[ae]wn?|withdrew|retract(?:ed|s|ion)|correct(?:ed|s|ion)|taken? back|took back|"
    r"no longer (?:says?|claims?|asserts?)|(?:do(?:es)? not|don['’]t|never|not) (?:claim|say|repeat|assert)|"
    r"mistaken|in error|was wrong|(?:mistakenly|wrongly|incorrectly|falsely|erroneously) (?:said|says|stat|report|"
    r"claim|wr|call|"
    r"told|quot|describ|repeat|gave|put|nam|identif)\w*|(?:said|says|stated|reported|claimed|wrote|"
    r"repeated) (?:wrongly|mistakenly|"
    r"incorrectly|falsely)|is not|was not|untrue|not true|myth|whether|contrary to|apologi[sz]ed|"
    r"isn['’]t|wasn['’]t|are not|previous version|earlier version|original version|asserted that|originally|initially|"
    r"first (?:said|reported|wrote|had)|previously (?:said|reported|stated)|amended|acquitted|cleared of|misreported|"
    r"misstated|misidentified|misquoted|it turns out|turned out)\b",
    re.IGNORECASE,
)
# And where the next sentence says so, or the one before it.
TELLS_BESIDE = re.compile(
    r"\b(?:correct(?:ed|s|ion)|retract(?:ed|s|ion)|withdr[ae]wn?|withdrew|clarif(?:y|ied|ies|ication)|not true|untrue|"
    r"that (?:was|is) (?:wrong|false)|apologi[sz]ed)\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\b(?:nobody|no one)\b", re.IGNORECASE)
_PLAIN_DENIAL = re.compile(
    r"\b(?:is|was|are|were)(?: not|n['’]t)\b(?! (?:true|so|right|correct|the case)\b)", re.IGNORECASE
)
# "It did not." and "It was not fined": what is denied is the claim, if nothing or one of its words follows.
_DENIES_BESIDE = re.compile(
    r"\b(?:it|that|this|they|he|she) (?:had|did|was|were|has|is)(?: not|n['’]t)\b(?:\s+(?P<word>\w+))?", re.IGNORECASE
)
_SO = frozenset("true so right correct case the happen".split())
# What is asked for or supposed is not told: "the mayor should resign".
_SUPPOSED = re.compile(
    r"\b(?:should|must|ought|if|unless|would|could|might|please|let us|demand|call(?:s|ing)? (?:on|for))\b|\?",
    re.IGNORECASE,
)
# A "not" that denies nothing of what is told.
_NO_DENIAL = re.compile(
    r"\b(?:let(?: us|['’]s) not forget|(?:do not|don['’]t|never) forget|not only|not to mention|no wonder|no doubt|"
    r"not least|"
    r"no less|need I (?:not )?remind)\b",
    re.IGNORECASE,
)
# What was not done besides: "…, and nobody was told".
_DENIED_BESIDES = re.compile(
    r",\s+(?:and|while|though|but)\s+(?:nobody|no one|none|neither|never|"
    r"(?:the\s+)?\w+\s+(?:has|have|had|did|does|was|were)(?:\s+(?:not|never)|n['’]t))\b[^,;:—]*\Z",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:—]|\b(?:and|but|while)\b")
_NAMES = re.compile(r"\b[A-Z][\w’'-]+")
_RUN = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:of\s+)?[A-Z][\w’'-]+)*")
_NAME_FIRST = re.compile(
    r"(?!(?:It|He|She|They|This|That|There|We|You|I|Nobody|No|All|One)\b)\w+(?:[^\Ws]|ss)\s+(?:has|had|is|was|will|would|could|can|"
    r"did|does|\w+ed)\b"
)
_POINTS = re.compile(
    r"\b(?:you|your|our|it|its|they|them|their|he|him|she|the (?:company|agency|firm|paper|city|district))\b",
    re.IGNORECASE,
)
# What is no person: of "Franklin Middle School" the last word alone says little, of "Teresa Acuña" it is enough.
_PLACES = frozenset(
    "school hospital street road avenue park river bridge council county city town district college university center "
    "centre company group union association department agency board commission court church hall house line lake "
    "valley "
    "plant mill mine quarry clinic library station airport general bank trust institute act bill committee "
    # Of "Harbour Lines" and "Bolt Systems" the first word says which.
    "lines rail railway railways airways motors systems technologies industries holdings partners brothers sons foods "
    "farms energy power water gas electric solutions services labs laboratories networks media press stores markets "
    "homes housing properties estates investments capital finance insurance logistics shipping transport travel "
    "security health healthcare pharma chemicals steel cement timber textiles fashions games studios records books "
    "foundation society club federation alliance coalition league ministry police fire".split()
)
_LEFT_OUT = frozenset(
    "dr mr mrs ms prof sen rep gov rev number amount total figure price cost".split()
)  # "the number of beds is 40"
# What is said of an institution and of its kind alike: "police" and "police departments".
_KINDS = frozenset(
    stem(word)
    for word in "department agency force company firm group organization organisation authority service office officer "
    "official body".split()
)
# Short for a place or a body: both ways of naming it are one.
_SHORT = {
    "EU": "European Union",
    "UK": "United Kingdom",
    "US": "United States",
    "USA": "United States",
    "UN": "United Nations",
}
_SHORT_FOR = re.compile(r"(?<![\w.-])(?:E\.?U|U\.?K|U\.?S(?:\.?A)?|U\.?N)\b(?!-)\.?")
_PASSIVE = re.compile(r" (?:is|are|was|were|be|been|being) (?:\w+ly )?\w+(?:ed|en|wn) ")
_IT = re.compile(r"^[\W\d]*(?:It|They|He|She|The\s+(?:company|agency|firm|paper|city|district|product|law|plan))\b")
_OF_THESE = re.compile(r"\b[Oo]f (?:these|those|them)\b")
LONG = 5  # words of a wording from which one may be missing
# Words that only say how others belong together: "searches under Operation Lantern" are "Lantern searches".
_RELATIONS = frozenset(
    stem(word)
    for word in "since over under during through throughout between within against about across around upon into onto "
    "toward towards after before while when where because".split()
)
# Without these it is another claim.
LOAD_BEARING = frozenset(
    stem(word)
    for word in "largest only first last all every never year month week day hour twice once daily yearly monthly "
    "annual each per half double any more fewer less least most".split()
)


@dataclass(frozen=True)
class Wording:
    """One way of making a claim.

    Attributes:
        words: Stems of the words that carry meaning, without the names.
        negated: Whether it denies.
        bearing: Those of the words that none may leave out: numbers, "only", and what stands last, where the news is.
    """

    words: frozenset[str]
    negated: bool
    bearing: frozenset[str]


@dataclass(frozen=True)
class Claim:
    """A claim as a draft may repeat it.

    Attributes:
        names: Folded; all must stand in a sentence that repeats it, or a word that points to them.
        lenient: Whether of a long wording one word may be missing.
        phrases: The wordings that a campaign lists, folded: who writes one word for word makes the claim, even if it
            has too few words that carry meaning.
    """

    text: str
    names: frozenset[str]
    wordings: tuple[Wording, ...]
    lenient: bool
    phrases: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How many words and names the shortest wording has: what has few could be said of much."""
        return len(self.names) + min((len(one.words) for one in self.wordings), default=0)


@lru_cache(maxsize=4096)
def claim_of(text: str, wordings: tuple[str, ...] = (), *, lenient: bool = False) -> Claim:
    """Return a claim and its other wordings, ready to be compared."""
    whole = expanded(text)
    names = _names(whole)
    own = frozenset(word for name in names for word in key_words(name))
    forms = [_wording(expanded(one), own | _dropped(whole)) for one in (text, *wordings)]
    least = 1 if len(names) > 1 else 2  # "Acme is banned in Norway" has one word, and two names
    phrases = tuple(fold(one) for one in wordings)
    return Claim(text, names, tuple(one for one in forms if len(one.words) >= least), lenient, phrases)


def expanded(text: str) -> str:
    """Return a text with the short names of places and bodies in full.

    Examples:
        >>> expanded("banned in the E.U. and the US; let us go")
        'banned in the European Union and the United States; let us go'
    """
    return _SHORT_FOR.sub(lambda found: _SHORT[found[0].replace(".", "")], text)


def _wording(text: str, left_out: frozenset[str]) -> Wording:
    words = key_words(text) - left_out - _RELATIONS
    ordered = [word for one in reversed(text.split()) for word in key_words(one) if word in words]
    last = next((word for word in ordered if word not in _KINDS), "")
    bearing = {word for word in words if word in LOAD_BEARING or word[0].isdigit() or word == last}
    return Wording(words, _denies(text), frozenset(bearing))


def _denies(text: str) -> bool:
    return (NEGATION.search(text) or _NO_MORE.search(text)) is not None


def _names(text: str) -> frozenset[str]:
    """Return the names that a sentence that repeats a claim must have: of a person's the last."""
    found: set[str] = set()
    for run in _RUN.finditer(text):
        words = [fold(word).strip().removesuffix("'s") for word in run[0].split() if word != "of"]
        words = [word for word in words if word not in TITLES and word not in CALENDAR and word not in STOP_WORDS]
        if run.start() == 0 and len(run[0].split()) == 1 and not _NAME_FIRST.match(text):
            continue  # the first word of a sentence has a capital anyway
        person = len(words) == 2 and not {*words} & _PLACES
        found |= set(words[-1:] if person else words)
    return frozenset(found)


def _dropped(text: str) -> frozenset[str]:
    """Return the stems of titles before names and of first names: a draft may leave them out."""
    runs = [run[0] for run in _RUN.finditer(text)]
    words = {fold(word).strip() for run in runs for word in run.split()[:-1]} | _LEFT_OUT
    names = _names(text)
    return frozenset(stem for word in words if word not in names for stem in key_words(word))


def repeats(case: Case, claim: Claim, spared: Iterable[Span]) -> Iterator[Span]:
    """Yield the sentences of the draft that make a claim; what stands in `spared` is not read.

    A sentence does if it has the words of a wording that carry meaning (of a long one, if `claim` is lenient, all but
    one) and the names in the claim, or "you" or "it" in their place and no other name.
    """
    if not (claim.wordings or claim.phrases) or not _is_near(case, claim):
        return
    held, before = list(spared), ""
    for sentence in case.draft.sentences:
        previous, before = before, expanded(in_sentence_case(_outside(case.draft.text, sentence, held)))
        text = _OF_THESE.sub(_of_counted(previous), before) if _OF_THESE.search(before) else before
        said, listed = _said(text), _is_listed(text, claim)
        if not listed and not any(_says(one, said, claim.lenient) for one in claim.wordings):
            continue
        around = case.draft.text[max(0, sentence.start - 120) : sentence.end + 160]
        denying = any(one.negated for one in claim.wordings)  # who says that it "was not" says it again
        if (
            TELLS.search(_PLAIN_DENIAL.sub(" ", text) if denying else text)
            or TELLS_BESIDE.search(around)
            or _is_denied_beside(around, said)
        ):
            continue
        clauses = (text, *_CLAUSE.split(text))
        if listed or (any(_repeats(part, claim) for part in clauses) and _speaks_of(case, text, claim, previous)):
            yield trimmed(case.draft.text, sentence)


def _of_counted(previous: str) -> str:
    """Return "of the homes" where the sentence before counts homes: "They plan 84 homes. Of these, 40 will be …"."""
    counted = [one.unit for one in find_quantities(previous) if one.kind == "count" and one.unit]
    return f"of the {counted[-1]}" if counted else "of these"


def _is_listed(text: str, claim: Claim) -> bool:
    """Whether a sentence has a wording that a campaign lists, and what leads up to it neither denies nor supposes."""
    folded = fold(text)
    before = next((folded[: folded.find(one)] for one in claim.phrases if one in folded), None)
    return before is not None and not _denies(before) and not _SUPPOSED.search(before)


# "We do not say that …": whoever writes so makes no claim, and knows what is new.
_DISCLAIMS = re.compile(
    r"\b(?:do(?:es)? not|don['’]t|never|no longer) (?:claim|say|repeat|assert)\b|\bup to date\b", re.IGNORECASE
)


def disclaims(text: str) -> bool:
    """Return whether a sentence says of a claim that it is not made.

    Examples:
        >>> disclaims("We do not say that the mill is shut."), disclaims("They say that the mill is shut.")
        (True, False)
    """
    return _DISCLAIMS.search(text) is not None


def _is_denied_beside(around: str, said: frozenset[str]) -> bool:
    found = (one["word"] for one in _DENIES_BESIDE.finditer(around))
    return any(not word or word.lower() in _SO or stem(word.lower()) in said for word in found)


def _is_near(case: Case, claim: Claim) -> bool:
    """Whether the draft as a whole has the words: a quick look that spares the sentences."""
    text = case.draft.text
    said = _said_in(tuple(text[one.start : one.end] for one in case.draft.sentences))
    listed = bool(claim.phrases) and any(one in fold(text) for one in claim.phrases)
    return listed or any(_says(one, said, claim.lenient) for one in claim.wordings)


@lru_cache(maxsize=4)
def _said_in(sentences: tuple[str, ...]) -> frozenset[str]:
    """Return the words of a whole draft: each of its claims is looked for among them."""
    return frozenset().union(*(_said(expanded(one)) for one in sentences))


@lru_cache(maxsize=4096)
def _said(text: str) -> frozenset[str]:
    return key_words(text) | frozenset(fold(text).split())


def _repeats(text: str, claim: Claim) -> bool:
    text = _NO_DENIAL.sub(" ", _DENIED_BESIDES.sub("", text))
    said, negated = _said(text), _denies(text)
    if _SUPPOSED.search(text) and not _SUPPOSED.search(claim.text):
        return False
    return any(_says(one, said, claim.lenient) and one.negated == negated for one in claim.wordings)


def _says(wording: Wording, said: frozenset[str], lenient: bool) -> bool:
    missing = wording.words - said
    if not missing:
        return True
    return lenient and len(wording.words) >= LONG and len(missing) == 1 and not missing & wording.bearing


def _speaks_of(case: Case, text: str, claim: Claim, previous: str) -> bool:
    """Whether a sentence has the names of a claim, or speaks of them as "you", "it" or "the company"."""
    folded = fold(text).replace("'s ", " ")
    if any(f" {no} {name} " in folded for name in claim.names for no in ("not", "nor", "neither", "than")):
        return False  # "Bolt, not Acme, was fined"
    if all(f" {name} " in folded for name in claim.names):
        return _in_order(text, claim)
    if _IT.match(text) and (named := _names_in(previous) & case.near.names):
        return claim.names <= named | _names_in(text)
    if _points_back(folded, text, claim, previous):
        return True
    plain = min(len(one.words) for one in claim.wordings) >= LONG - 1  # few words, no name: could be said of anybody
    if not plain or not _POINTS.search(text):
        return False
    if claim.names and claim.names <= _names_in(previous) | _names_in(text):
        return True  # "Acme's own history tells. The council fined the company in May."
    return not (_names_in(text) - claim.names - _names_in(claim.text)) & case.near.names


def _points_back(folded: str, text: str, claim: Claim, previous: str) -> bool:
    """Whether a sentence has one of the names, and "it" for another, which the sentence before has."""
    missing = [name for name in claim.names if f" {name} " not in folded]
    before = fold(previous).replace("'s ", " ")
    return (
        len(missing) < len(claim.names) and bool(_POINTS.search(text)) and all(f" {one} " in before for one in missing)
    )


def _names_in(text: str) -> set[str]:
    return {fold(word).strip().removesuffix("'s") for word in _NAMES.findall(text)}


def _in_order(text: str, claim: Claim) -> bool:
    """Whether a claim of one word is told in one clause, its names in its order: "Acme sued Bolt"."""
    if any(len(one.words) > 1 for one in claim.wordings):
        return True
    parts = (f" {fold(part)} ".replace("'s ", " ") for part in _CLAUSE.split(text))
    return any(_tells_of(part, claim) for part in parts if all(f" {name} " in part for name in claim.names))


def _tells_of(folded: str, claim: Claim) -> bool:
    theirs = f" {fold(expanded(claim.text))} ".replace("'s ", " ")
    ordered = sorted(claim.names, key=lambda name: theirs.find(f" {name} "))
    places = [folded.find(f" {name} ") for name in ordered]
    turned = bool(_PASSIVE.search(theirs)) != bool(_PASSIVE.search(folded))  # "Bolt was sued by Acme"
    return places[0] == (max(places) if turned else min(places))


def _outside(text: str, sentence: Span, spared: list[Span]) -> str:
    """Return a sentence with what is spared blanked."""
    words = text[sentence.start : sentence.end]
    for span in spared:
        low, high = max(span.start, sentence.start) - sentence.start, min(span.end, sentence.end) - sentence.start
        if low < high:
            words = words[:low] + " " * (high - low) + words[high:]
    return words
