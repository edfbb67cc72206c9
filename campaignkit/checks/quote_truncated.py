"""quote-truncated: a cut, marked or not, that takes away a negation, a condition or a time limit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.checks.case import Case
from campaignkit.checks.library import Passage
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.unspoken import is_objection
from campaignkit.checks.verdicts import Verdict
from campaignkit.folding import Span, fold
from campaignkit.function_words import AUXILIARIES, MONTHS
from campaignkit.text import Match

_TIME = r"(?:(?:another|a|one|two|three|four|five|six|seven|eight|nine|ten|\d+)\W(?:year|month|week|day|decade)s?)"
# A term of office or a year that bounds a promise: "during this council", "while I am mayor".
_TERM = (
    r"(?:during|in|for|within) (?:this|my|our|its|the (?:life|term|lifetime|rest|remainder) of(?: the| this| my)?) "
    r"(?:(?:school|academic|calendar|fiscal|financial|budget|tax|growing|current|present) )?"
    r"(?:council|parliament|term|time|tenure|mandate|administration|assembly|session|budget|year|season|pilot|lifetime)"
)
# What bounds a promise by what there is for it.
_MEANS = (
    r"within (?:the|our|its|their|existing|available|current) (?:\w+ )?(?:resources|means|budgets?|limits|funds)|"
    r"to the extent|(?:in)?so ?far as|as far as|where (?:possible|practicable|feasible)|if possible|assuming"
)
# What the source goes on with, right after the last quoted word.
GOES_ON = re.compile(
    r"[\s,;:—–-]*(?P<words>until|unless|except|save (?:for|that|where)|with the exception|provided|if|before|"
    r"after|when|while|once|but|though|although|"
    rf"(?:for )?(?:so|as) long as|pending|subject to|{_MEANS}|only|without|not|"
    rf"for (?:at least |about |up to )?{_TIME}|, for|{_TERM})\b",
    re.IGNORECASE,
)
# What takes something away even from a few words of a noun: “published in full”, save for the price.
EXCEPTS = re.compile(
    r",\s*(?P<words>save for|save that|except|with the exception|excluding|other than)\b", re.IGNORECASE
)
# What even dots at the end may not stand for.
HELD_BACK = re.compile(
    r"[\s,;:—–-]*(?P<words>until|unless|except|provided|if|only if|but only|(?:for )?(?:so|as) long as|on condition|"
    rf"pending|subject to|not|{_TERM})\b",
    re.IGNORECASE,
)
# The same further on in the sentence: only what bounds the whole of it.
GOES_ON_LATER = re.compile(
    rf"\b(?P<words>until|unless|except|provided that|only if|for {_TIME})\b|(?P<purpose>, for)\b"
)
# What a marked cut or a bracket may not hide, and what may not stand right before the first quoted word.
NEGATION = re.compile(r"\b(?:not|never|no|nor|neither|cannot|without|hardly|\w+n['’]t)\b", re.IGNORECASE)
HIDDEN = re.compile(
    rf"{NEGATION.pattern}|\b(?:until|unless|except|only|if|provided|however|for {_TIME})\b", re.IGNORECASE
)
_AND_NO = re.compile(r"\b(?:and|or|with) no (?=\w)")  # goes on with another thing, and turns nothing: "and no debts"
# Says a "not" of the quotation once more: "We are not against wind and never have been".
_AND_NEVER = re.compile(r"\b(?:and|or|nor) (?:not|never) (?:ha(?:ve|s|d)|will|would|shall|can|could|did|do)\b")
_CONDITIONS = frozenset("provided if unless until once when pending".split())
_CLOSE = 4  # words after a quotation within which a condition is its own
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*(?=\s+[\"“‘'(\[]?[A-Z0-9]|\s*$)|\n\s*\n")
_BRACKET = re.compile(r"\[[^\[\]]{1,80}\]")
_CUT_AT_END = re.compile(r"(?:…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\])[\s\"”’'.,]*$")
_CLOSING = re.compile(r"[,.?!]?(?:[”\"]|['’](?=\s))")
_RESUMED = re.compile(r"(?<=\s)[“\"‘'](?=\w)")
_CONDITION_FIRST = re.compile(
    r"^\s*(?:but |and )?((?:if|unless|until|provided|as long as|so long as)\b)[^,]*,\s*$", re.I
)
# Where another clause begins, whose condition is its own.
_ANOTHER_CLAUSE = re.compile(r";|,\s+(?:and|but|or)\s+(?:i|he|she|it|they|we|you|the|our|its|their)\b", re.IGNORECASE)
_NEW_CLAUSE = re.compile(r",\s+but\s+(?:i|he|she|it|they|we|you|there|the|this|that|these|those|our|its|their)\b", re.I)
_FIRST_PERSONS = frozenset("i we i'm we're i've we've our my".split())
_PAST = re.compile(
    r"\b(?:\w{2,}ed|took|came|went|gave|made|saw|got|held|met|spent|began|won|lost|ran|led|brought|found|left|heard|sent|"
    r"paid|sold|built|wrote|told|said|knew|felt|grew|fell|rose|kept|stood|sat|thought)\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(
    r"\b(?:will|won['’]t|shall|can|cannot|must|\w+['’]ll|(?:is|are|am) (?:\w+ )?going to|"
    rf"(?:promise|pledge|vow|commit)s?)\b|{NEGATION.pattern}",
    re.IGNORECASE,
)
_SEASON = (
    "spring|summer|autumn|fall|winter|christmas|easter|(?:school |academic |financial |fiscal )?year|month|week|season"
)
_DUE = re.compile(
    rf"[\s,]*(?P<words>(?:in|within|over|inside) (?:only |just |at most |less than )?{_TIME}|for now|"
    rf"for the (?:time being|moment)|at first|at least for|this (?:{_SEASON})|"
    rf"(?:through|by) (?:the )?(?:end of|next|\d{{4}}|{_SEASON}|{'|'.join(MONTHS)}))\b",
    re.IGNORECASE,
)
_SMALL = 3  # letters of the words that tell nothing
_TOLD_FROM = 3  # longer words of what comes after a "but" from which a draft tells it
_BEFORE_VERBS = AUXILIARIES | {"to", "not"}
_BEFORE_AT_MOST = 160  # code points of the sentence that are read before a quotation
FRAGMENT_AT_MOST = 8  # words
_RESUMED_WITHIN = 400  # code points after a quotation in which the draft may quote on
_RESUMED_WITH = 5  # words that tell that it does
_LATER_AT_MOST = 90  # code points of the sentence that are still read on


def find(case: Case) -> Iterator[Hit]:
    """Yield the quotations cut where the sentence goes on with what turns or bounds it."""
    for verdict in case.verdicts:
        if is_objection(case.draft.text, verdict.quotation):
            continue
        if verdict.kind in ("found", "declared") and " " in fold(verdict.quotation.text).strip():
            # Where one source has the words without what follows, the cut was made by that source: still tell.
            hits = [_hit(case, verdict, passage, match) for passage, match in verdict.places]
            found = [hit for hit in hits if hit]
            if found and len(found) == len(hits):
                yield found[0]


def _hit(case: Case, verdict: Verdict, passage: Passage, match: Match) -> Hit | None:
    end = verdict.quotation.outer.end
    resumed = fold(case.draft.text[end : end + _RESUMED_WITHIN])
    for lost, where in _lost(case, verdict, passage, match):
        if where.start >= match.span.end and " ".join(fold(lost).split()[:_RESUMED_WITH]) in resumed:
            continue  # the draft quotes on, after a “she said” of its own
        turned = where.end == match.span.start and NEGATION.search(lost.split()[1] if " " in lost else "")
        start, end = min(match.span.start, where.start), max(match.span.end, where.end)
        return Hit(
            at=verdict.quotation.span,
            message=f"The quotation leaves out words that turn or bound it: {passage.label} has “{lost}”.",
            hint="Quote on, or say in your own words what was left out.",
            severity="error" if turned and _is_within(passage, where.start, match.span) else None,
            evidence=passage.evidence(Span(start, end)),
        )
    return None


def _is_within(passage: Passage, start: int, span: Span) -> bool:
    """Whether the word before the first quoted one is of the same utterance of the source: “not persuaded”."""
    opened = re.search('[“"‘]', passage.text[start : span.start])
    return opened is not None or any(
        one.outer.start <= start and span.end <= one.outer.end and one.kind == "quotation" for one, _ in passage.spoken
    )


def _lost(case: Case, verdict: Verdict, passage: Passage, match: Match) -> Iterator[tuple[str, Span]]:
    text, quoted = passage.text, verdict.quotation.text
    around = f"{_goes_on_with(case, verdict)} {_condition_before(case, verdict)}"
    yield from _lost_behind(around, quoted, text, match.span)
    yield from _lost_before(case, verdict, text, match.span.start)
    for bracket in _inserted(quoted):
        if fold(bracket).strip() not in fold(text[match.span.start : match.span.end]):
            yield text[match.span.start : match.span.end][:120], match.span
    for gap in match.elided:
        hidden = text[gap.start : gap.end]
        told = _AND_NEVER.sub("", hidden) if NEGATION.search(text[match.span.start : gap.start]) else hidden
        if (found := HIDDEN.search(_AND_NO.sub("", told))) and found[0].lower() not in fold(quoted).split():
            yield " ".join(hidden.split()), gap


def _lost_behind(said_after: str, quoted: str, text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield what the source goes on with and neither the quotation nor the draft after it says."""
    after = _rest_of_speech(text, span.end)
    before = re.findall(r"\w+", text[max(0, span.start - 20) : span.start].lower())[-1:]
    for found in _turns(quoted, after, verb=not _BEFORE_VERBS.isdisjoint(before)):
        if found and not _tells(said_after, found[0]) and not _tells_the_rest(said_after, found, after):
            yield _shown(after, found.end()), Span(span.end, span.end + found.end())
            return


def _tells_the_rest(said_after: str, found: re.Match[str], after: str) -> bool:
    """Whether the draft goes on to tell, in words of its own, what comes after a "but" or an "if"."""
    rest = [word for word in fold(after[found.end() : found.end() + _LATER_AT_MOST]).split() if len(word) > _SMALL]
    said = fold(said_after).split()
    if not _CONDITIONS.isdisjoint(said[:_CLOSE]) and not set(rest).isdisjoint(said):
        return True  # “on site before autumn”, if the council agrees: another word for the same condition
    return sum(word in said for word in rest) >= _TOLD_FROM


def _turns(quoted: str, after: str, *, verb: bool) -> Iterator[re.Match[str] | None]:
    """Yield what turns or bounds a quotation in the words that come after it in the source."""
    if _CUT_AT_END.search(quoted):
        yield HELD_BACK.match(after[:60])  # the reader is told that it goes on, but not that it is turned round
    elif verb or not (after.startswith(",") and _is_fragment(quoted)):
        turned = GOES_ON.match(after[:60])
        yield None if turned and _is_another_matter(quoted, after) else turned
        yield _due(quoted, after)
        yield GOES_ON_LATER.search(_ANOTHER_CLAUSE.split(after[:_LATER_AT_MOST], maxsplit=1)[0])
    else:
        yield EXCEPTS.match(after[:60])


def _is_another_matter(quoted: str, after: str) -> bool:
    """Whether a "but" brings on a clause of its own after words that only tell what happened, and promise nothing.

    “It took two years”, but we are glad; not “We welcome it”, but it must last.
    """
    told = set(fold(quoted).split())
    plain = told.isdisjoint(AUXILIARIES | _FIRST_PERSONS) and not NEGATION.search(quoted)
    return plain and _PAST.search(quoted) is not None and _NEW_CLAUSE.match(after) is not None


def _due(quoted: str, after: str) -> re.Match[str] | None:
    """Return the time for which, or within which, something is promised or denied: “will not go” in a year."""
    last = re.split(r"[.!?;] ", quoted.rstrip(" .!?”\"’'"))[-1]
    return _DUE.match(after[:60]) if _PROMISED.search(last) else None


def _lost_before(case: Case, verdict: Verdict, text: str, start: int) -> Iterator[tuple[str, Span]]:
    """Yield a negation right before the first quoted word, and a condition with which the sentence begins."""
    quotation, draft = verdict.quotation, case.draft.text
    before = re.split(r"[.!?]\s|\n", text[max(0, start - _BEFORE_AT_MOST) : start])[-1]
    said_before = draft[max(0, quotation.outer.start - 80) : quotation.outer.start]
    last_words = " ".join(before.split()[-2:])
    if (
        NEGATION.search(last_words)
        and not before.rstrip().endswith((",", ";", ":"))
        and not NEGATION.search(said_before)
    ):
        yield f"{last_words} {quotation.text[:40]}", Span(max(0, start - len(last_words) - 1), start)
    condition = _CONDITION_FIRST.search(re.split('[“"]', before)[-1])
    said = fold(said_before + " " + draft[quotation.outer.end : quotation.outer.end + 80])
    if condition and f" {fold(condition[1]).split()[0]} " not in said:
        yield f"{condition[0].strip()} {quotation.text[:40]}", Span(start - len(condition[0]), start)


def _is_fragment(quoted: str) -> bool:
    """Whether the words are a few of a noun, without a verb that could promise or claim something."""
    words = fold(quoted).split()
    return len(words) <= FRAGMENT_AT_MOST and quoted[:1].islower() and AUXILIARIES.isdisjoint(words)


def _shown(after: str, end: int) -> str:
    """Return what was left out, to a little beyond the word that turns it, cut between words and at a closing mark."""
    told = re.split('[”"]', after[: end + 40])[0]
    whole = told if len(told) < end + 40 else told.rpartition(" ")[0]
    return " ".join(whole.split()).strip(" ,;")


def _inserted(quoted: str) -> Iterator[str]:
    """Yield the brackets by which the writer puts a negation into somebody's mouth: "We do [not] sell"."""
    yield from (found[0] for found in _BRACKET.finditer(quoted) if NEGATION.search(found[0]))


def _rest_of_speech(text: str, end: int) -> str:
    """Return the rest of the sentence; after a closing mark only what the speaker goes on with: ,” she said, “if …"""
    rest = text[end : end + 400]
    stop = _SENTENCE_END.search(rest)
    rest = rest[: stop.start()] if stop else rest
    closing = _CLOSING.match(rest)
    if not closing:
        return rest
    resumed = _RESUMED.search(rest, closing.end()) if "," in closing[0] else None
    return rest[resumed.end() :] if resumed else ""


def _goes_on_with(case: Case, verdict: Verdict) -> str:
    """Return what the draft says after the quotation in the same sentence."""
    text, quotation = case.draft.text, verdict.quotation
    said = text[quotation.outer.end : quotation.outer.end + 160]
    if quotation.text.rstrip()[-1:] in ".!?" and said[:1] not in ",;":
        return ""
    stop = _SENTENCE_END.search(said)
    return said[: stop.start()] if stop else said


def _condition_before(case: Case, verdict: Verdict) -> str:
    """Return the word of condition with which the draft begins the sentence: "Provided that it is paid, she said"."""
    start = verdict.quotation.outer.start
    words = fold(case.draft.text[case.draft.sentence_at(start).start : start]).split()[:2]
    return " ".join(word for word in words if word in _CONDITIONS)


def _tells(said: str, words: str) -> bool:
    """Whether the draft goes on, outside the marks, with the same word; of “in a year” the last one tells."""
    found = fold(words).split()
    return bool(found) and found[-1 if _DUE.match(words) else 0] in fold(said[:120]).split()


RULE = Rule(
    name="quote-truncated",
    severity="warning",
    summary="The quotation is cut where the sentence goes on with a negation, a condition or a time limit.",
    why=(
        "Every word can be right and the reader still be misled: a promise that holds “until the budget is settled” is "
        "another promise without its end. The same goes for what a marked cut or a bracket hides."
    ),
    find=find,
    fires=(
        Example("The mayor said, “We will not close the library.”", "she went on: before the budget is settled"),
        Example("The company said it “will lend the building to the town”.", "it went on: until next summer"),
        Example(
            "The mayor said, “We will not close the library.” I was there the day before.", "the next sentence is mine"
        ),
        Example("The mayor said, “We will … close the library before the budget is settled.”", "the cut hides a not"),
        Example("Amsel said, “It is [not] the quietest room in town.”", "the bracket puts a not into her mouth"),
        Example("The company said, “We will mend the roof …”", "dots hide an if"),
        Example("The company said, “we will sell the house.”", "the sentence begins with an unless"),
    ),
    spares=(
        Example("The mayor said, “We will not close [the building] before the budget is settled.”", "a plain bracket"),
        Example("The mayor said, “We will not close the library before the budget is settled.”", "quoted to the end"),
        Example("The company “will lend the building to the town” until next summer.", "the draft says it itself"),
        Example("Unless the town pays, the company said, “we will sell the house.”", "the draft says it itself"),
        Example("The company said, “We will mend the roof if the town pays its share.”", "quoted to the end"),
        Example("If the town pays its share, the company said, “we will mend the roof.”", "the draft begins with it"),
        Example("It asks for “a fair share of the rent,” and no more.", "a few words of a noun promise nothing"),
        Example("The mayor said, “We will not close the library …”", "the reader is told that it goes on"),
        Example("“It is the quietest room in town,” said Amsel.", "what follows are the source’s own words, not hers"),
    ),
)
