"""How much a figure of a draft claims: about the matter, in passing, or about the writer's own life and plans."""

from __future__ import annotations

import re
from typing import Literal

from campaignkit.checks.draft import Draft
from campaignkit.checks.library import Library
from campaignkit.checks.writers_own import AROUND, bounds_of, is_own
from campaignkit.currencies import BY_SIGN
from campaignkit.figures import Quantity, content_words
from campaignkit.folding import fold
from campaignkit.nouns import head_of, is_plural

Weight = Literal["claim", "talk", "light", "own"]

# What is asked for, which no source can give.
_ASKED = re.compile(
    r"\b(?:please|chip in|donat(?:e|ion|ions)|gifts?|match(?:ed)? |goal|pledge|will you|would you"
    r"|raise[sd]? (?:about |over |nearly |almost |more than |at least |some |up to )?(?:[$£€]|money|funds))"
    r"|\b(?:deadline|repl(?:y|ies)|answer|respond)\b",
    re.IGNORECASE,
)
_IN_TIME = re.compile(r"\b(?:within|give \w+)\s(?:the next )?\Z", re.IGNORECASE)
_ACCORDING_TO = re.compile(r"\b[Aa]ccording to (?:the |its |their )?(?P<whom>[^,.;:\n]{2,60})")
# "That is 300 in all, or about 2 percent": what the writer makes of what went before.
_THAT_IS = re.compile(
    r"[\s*•>-]*(?:That|This|Which|It|Together|All told|In all|Put)\b"
    r"(?:\s(?:is|makes|means|comes to|works out)|['’]s|,)",
    re.I,
)
_OR_ABOUT = re.compile(r",?\s(?:or|that is)\s\Z")
# "By that reckoning the ward has saved nine lives": nobody else says so.
_BY_THAT = re.compile(
    r"\b(?:by|on|at) (?:that|this|the same|such) (?:reckoning|logic|arithmetic|maths?|measure|reasoning|rate|pace)\b",
    re.I,
)
# The writer's own reckoning, from figures that may stand far off.
_RECKONS = re.compile(
    r"\b(?:comes? to|works? out (?:at|to)|amounts? to|adds? up to"
    r"|(?:would|could|enough to) (?:pay(?: for)?|buy|hire|feed|fund|house))\s\Z",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\s(?:more|fewer|less|longer|shorter|faster|slower|higher|lower|earlier|later|extra|additional|further|cheaper)\b",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor (?:\w+ )?\Z")
_WHEN = re.compile(r"[\s-]+(?:ago|earlier|later|before|after|from now|hence)\b")
_HOUR = re.compile(r"\s(?:at night|in the (?:morning|afternoon|evening)|o['’]clock)\b")
_OLD = re.compile(r"[\s-]old\b", re.IGNORECASE)
_AGED = re.compile(
    r"\b(?:aged?|(?:people|persons|those|anyone|everyone|everybody|adults|residents|women|men|children|patients|seniors)"
    r"(?:\swho\sare)?)\s\Z",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:can(?:not|['’]t) find|could(?: not|n['’]t) find|no source|nobody says|myth|made[- ]up|contrary to"
    r"|(?:is|are|was|were|be|that['’]s|it['’]s)(?: simply| just| plainly| quite)? (?:not true|not right|not so|untrue"
    r"|false|wrong|incorrect|mistaken)|(?:isn|aren|wasn|weren)['’]t (?:true|right|so|correct))\b",
    re.IGNORECASE,
)
# What stands before a number that the draft gives as somebody's mistake: "not 1,500 but …", "the paper first wrote 38".
_TOLD_AS_WRONG = re.compile(
    r"(?:\b(?:not|never|rather than|instead of)|n['’]t)\s(?:the\s|a\s)?\Z"
    r"|\b(?:first|originally|initially|earlier|wrongly|mistakenly|incorrectly|falsely|erroneously)\s(?:had\s)?"
    r"(?:wrote|written|said|reported|gave|given|put|stated|printed|told|claimed|published|counted)\b"
    r"|\b(?:early|earlier|first|previous|original|older) (?:versions?|drafts?|editions?|prints?|printings?)\b"
    r"|\b(?:misprint|typo|misreported|misstated|miscounted|in error|by mistake|corrected)\b",
    re.IGNORECASE,
)
# How an organisation tells of itself, in the third person: "The coalition, founded in 2016, has 19 member groups".
_REPRESENTS = re.compile(
    r"\b(?:coalition|alliance|federation|network|campaign|union|association|society|league|guild|forum)\b[^.;:]{0,60}?"
    r"\s(?:has|have|represents?|representing|unites?|brings together|speaks? for|counts)\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
# What people do for a campaign, or to reach it, which no source need know.
_GATHERED = re.compile(
    r"\b(?:came|come|stood|stand|march(?:ed|es)?|sign(?:s|ed|ing)?|gather(?:ed)?|attend(?:ed)?|met|meet|join(?:ed|s)?|rall(?:y|ied)"
    r"|turned (?:out|up)|wrote|written|write|answered|petition|represents?|organi[sz]ed"
    r"|volunteer(?:ed|s)?|pledged|invite[sd]?|packed|filled)\b",
    re.IGNORECASE,
)
# Who is said to have paid or got a sum: "The district has also paid $45,000".
_PAID = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[A-Z])[\s]?([\w’'-]+)\s(?:(?:has|have|had|also|already|now|even|then|since|\w+ly)\s){0,3}"
    r"(?:paid|pays|spent|spends|cost|costs|charged|charges|received|receives|earned|earns|owes|owed|lost|gave|made)\s"
    r"(?:it\s|us\s|them\s)?\Z"
)
_RUN = re.compile(r"\b[A-Z][\w’'-]+(?:\s(?:(?:of|for|the|and|on)\s){0,2}[A-Z][\w’'-]+)*")
_LITTLE_WORDS = frozenset(["of", "for", "the", "and", "on"])
_MONEY = frozenset(sign.lower().strip(".") for sign in BY_SIGN)
_BETWEEN = re.compile(r"\d|[.!?;]\s")
_PART_OF_A_CODE = re.compile(
    r"[-–/:#.]\Z|\b(?:no|nos|number|line|room|rooms|zone|zones|page|pp?|ticket|docket|row|seat|door|gate|table|bus|route"
    r"|speaker|box|channel)\.?\s\Z",
    re.IGNORECASE,
)
# Whoever counts those to whom this was done makes a claim, however few they are.
_HARM = re.compile(
    r"\b(?:died|die|dead|deaths?|dying|killed|drowned|injured|hurt|wounded|sickened|hospitalized|hospitalised|poisoned"
    r"|arrested|jailed|deported|evicted|fired|laid off|lay off|lost their|suspended|expelled|convicted|fined"
    r"|(?:took|taken|taking) (?:their|his|her)(?: own)? li(?:fe|ves)|suicides?|(?:to|in) hospital"
    r"|overdosed|collapsed|burned"
    r"|assaulted|abused|homeless|starved"
    r"|out of work|redundan\w+|(?:lose|losing|loses) (?:their|his|her))\b",
    re.IGNORECASE,
)
SMALL = 12  # counts up to this are how people talk: "two reasons", "1 pub"
LARGE = 1000
MATTER = 4  # words of a sentence, all known to the sources, by which a sum is of their matter
OF_MATTER = 3  # the same of people
LARGE_SUM = 100_000
STRONG = frozenset(["usd", "eur", "gbp", "franc"])
WEAKER = 10  # a hundred thousand shillings or rupees are what a small house or a car costs
BARE_FROM = 100  # a number without a unit is looked at from here on; below it counts nothing that one could look up
# What an organisation counts of itself, in the third person too.
HEADCOUNTS = frozenset(
    "member affiliate chapter branch committee supporter signature volunteer household subscriber town office name "
    "letter call donor neighbor "
    "neighbour people person resident guest".split()
)
# What anybody may know of a firm: "which has 415 employees".
STAFF = frozenset("employee worker staff engineer branch office store shop customer".split())
_HAS = re.compile(r"\b(?:has|have|with|employs?|employing)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
PASSING = frozenset(
    "vote time day week month year hour minute thing reason way step question point answer part".split()
)
CROWDS = frozenset("people person member supporter signature resident neighbour neighbor".split())
# What is measured at home and on the way, not looked up.
MEASURES = frozenset(
    "inch foot yard mile metre meter kilometre kilometer pound ounce kilo gram amp watt volt degree cup word line page "
    "minute second hour point step block copy slide chair bag box bottle".split()
)


def weigh(draft: Draft, quantity: Quantity, library: Library) -> Weight:
    """Return how much a figure that no source gives claims.

    "claim": it is told of somebody or something that the sources name, or is a share or a large number. "talk": it
    counts something of which the sources may speak. "light": so small or everyday that nobody would look it up. "own":
    the writer's own life, organisation, request, or a number that counts nothing (a code, a score, a mark).
    """
    if is_own(draft, quantity) or _is_code(draft, quantity) or _is_a_year(quantity, library):
        return "own"
    if _RECKONS.search(draft.text[max(0, quantity.span.start - 30) : quantity.span.start]):
        return "own"
    if _BY_THAT.search(_sentence(draft, quantity)):
        return "own"
    before = draft.text[max(0, quantity.span.start - 12) : quantity.span.start]
    if quantity.qualifier and _OR_ABOUT.search(before) and _THAT_IS.match(_sentence(draft, quantity)):
        return "own"
    if _is_asked(draft, quantity):
        return "light"
    return _weigh(draft, quantity, library)


def _weigh(draft: Draft, quantity: Quantity, library: Library) -> Weight:
    named = _names_one_of(draft, quantity, library)
    if quantity.kind == "count":
        return _weigh_count(draft, quantity, library, named=named)
    if quantity.kind == "duration" and is_age(quantity):
        return "light"
    if quantity.kind == "duration" and quantity.value >= LARGE and not quantity.unit.startswith("year"):
        return "claim" if named else _talk_of(quantity, library, LARGE - 1)  # "5,400 hours of video"
    if quantity.kind == "duration":
        return "talk" if named and _is_compound(draft, quantity) else "light"
    if quantity.kind == "money":
        return _weigh_sum(quantity, library, named=named)
    return "light" if quantity.denominator.isdigit() else "claim"  # "two thirds" is how people talk


def _weigh_count(draft: Draft, quantity: Quantity, library: Library, *, named: bool) -> Weight:
    head = head_of(quantity.unit)
    harm = quantity.value > 1 and bool(_HARM.search(_sentence(draft, quantity)))
    if not head:
        return "talk" if named and (harm or quantity.value >= BARE_FROM) else "light"
    if _REPRESENTS.search(draft.text[max(0, quantity.span.start - 90) : quantity.span.start]):
        return "light"
    if head in MEASURES or _is_everyday(draft, quantity) or (_is_compound(draft, quantity) and not named):
        return "light"
    if harm:
        return "claim" if named else "talk"
    if head in STAFF and _HAS.search(draft.text[max(0, quantity.span.start - 30) : quantity.span.start]):
        return "talk"
    if quantity.value > SMALL and _is_laid_at_a_door(draft, quantity, library):
        return "claim"
    if head in HEADCOUNTS and not (named and quantity.value >= LARGE):
        return _talk_of_a_crowd(draft, quantity, library)
    if head in HEADCOUNTS:
        return "talk"
    if named and quantity.value <= SMALL:
        return "light" if head in PASSING else "talk"
    if (
        named
        or (quantity.value > SMALL and _is_thing_of(draft, quantity, library))
        or (quantity.value >= LARGE and head not in CROWDS)
    ):
        return "claim"
    return _talk_of(quantity, library, SMALL)


def _is_laid_at_a_door(draft: Draft, quantity: Quantity, library: Library) -> bool:
    """Whether the sentence says that somebody of whom the sources speak gives the figure: they can be asked for it."""
    told = _ACCORDING_TO.search(_sentence(draft, quantity))
    return told is not None and any(word in library.words for word in content_words(told["whom"]))


def _talk_of_a_crowd(draft: Draft, quantity: Quantity, library: Library) -> Weight:
    """A count of people or of an organisation's own is talk of the matter if most around it is, and nobody gathered."""
    around = quantity.context - set(quantity.unit.split())
    known = len(around & library.words)
    if quantity.previous_word in ("their", "its", "our", "my"):
        return "light"  # "a survey of their 57 members"
    of_matter = quantity.value > SMALL and known >= OF_MATTER and 2 * known >= len(around)
    return "talk" if of_matter and not _is_of_a_campaign(draft, quantity) else "light"


def _is_of_a_campaign(draft: Draft, quantity: Quantity) -> bool:
    """Whether people gathered or wrote: what is done for a campaign, or to reach it, no source need know."""
    at = quantity.span
    near = draft.text[max(0, at.start - 60) : at.end + 60]
    return bool(_GATHERED.search(near) or _HAS.search(draft.text[max(0, at.start - 30) : at.start]))


def _is_thing_of(draft: Draft, quantity: Quantity, library: Library) -> bool:
    """Whether a count is of what the sources speak of in the same two words or more: "42 police departments"."""
    unit = fold(draft.text[quantity.number.end : quantity.span.end])
    return unit.count(" ") > 2 and any(True for _ in library.corpus.some_holding(unit))


def _is_everyday(draft: Draft, quantity: Quantity) -> bool:
    """Whether a count is how people talk: "a thousand excuses", "two reasons", "1 pub"."""
    written = draft.text[quantity.number.start : quantity.number.end]
    small_in_words = written.isalpha() and quantity.value <= SMALL
    unit = draft.text[quantity.number.end : quantity.span.end].split()
    if unit and not any(map(is_plural, unit)):  # "28 present"
        return True
    return small_in_words or quantity.value <= 1 or written.lower().startswith(("a ", "an "))


def _sentence(draft: Draft, quantity: Quantity) -> str:
    sentence = bounds_of(draft, quantity)
    return draft.text[sentence.start : sentence.end]


def _weigh_sum(quantity: Quantity, library: Library, *, named: bool) -> Weight:
    around = quantity.context - set(quantity.unit.split())
    times = 1 if quantity.unit in STRONG else WEAKER
    of_matter = quantity.value >= WEAKER * LARGE_SUM * times or any(word in library.words for word in around)
    if (quantity.value >= LARGE_SUM * times and of_matter) or (named and quantity.value >= LARGE * times):
        return "claim"
    if named:
        return "talk" if quantity.value >= BARE_FROM else "light"
    if quantity.value >= LARGE and _is_paid(quantity, library):
        return "talk"
    if quantity.value >= LARGE and len(around & library.words) >= max(MATTER, len(around) / 2):
        return "claim"  # most of its sentence is of what the sources speak
    return _talk_of(quantity, library, LARGE)


def _is_paid(quantity: Quantity, library: Library) -> bool:
    """Whether a sum is said to be paid or got by what the sources speak of: "the district has paid"."""
    told = _PAID.search(quantity.text[max(0, quantity.span.start - 80) : quantity.span.start])
    return told is not None and any(word in library.words for word in content_words(told[1]))


def _talk_of(quantity: Quantity, library: Library, least: int) -> Weight:
    """A figure from `least` on is talk of the matter if the sources know a word that stands beside it."""
    around = quantity.context - set(quantity.unit.split())
    known = len(around & library.words)
    return "talk" if quantity.value > least and known and 3 * known >= len(around) else "light"


def is_denied(draft: Draft, quantity: Quantity) -> bool:
    """Return whether the draft names a figure to deny it, or as one that somebody got wrong."""
    sentence = draft.sentence_at(quantity.span.start)
    following = draft.sentence_at(min(sentence.end + 1, len(draft.text) - 1))
    if _TOLD_AS_WRONG.search(draft.text, max(sentence.start, quantity.span.start - AROUND), quantity.span.start):
        return True
    new = draft.text.find("\n\n", quantity.span.end)  # another paragraph denies what stands in it
    end = max(sentence.end, following.end)
    return bool(_DENIED.search(draft.text, quantity.span.end, end if new < 0 else min(end, new)))


def is_told_as_wrong(quantity: Quantity) -> bool:
    """Return whether a source gives a figure as one that it got wrong: "an earlier version said that it was 15"."""
    before = quantity.text[max(0, quantity.span.start - AROUND // 8) : quantity.span.start]
    ends = [match.end() for match in _TOLD_AS_WRONG.finditer(before)]
    return bool(ends) and not _BETWEEN.search(before, ends[-1])


def is_age(quantity: Quantity) -> bool:
    """Return whether a length of time is somebody's age, which is no length of time of anything else."""
    text, at = quantity.text, quantity.span
    if quantity.kind == "duration":
        return bool(_OLD.match(text, at.end) or _OLD.fullmatch(text, at.end - 4, at.end))
    return bool(quantity.qualifier) and not quantity.unit and bool(_AGED.search(text[max(0, at.start - 30) : at.start]))


def tells_when(quantity: Quantity) -> bool:
    """Return whether a figure only says when, or of what age: "six years ago" is a date, "people over 65" no count."""
    hour = not quantity.unit and _HOUR.match(quantity.text, quantity.span.end)
    if quantity.kind == "count" and (is_age(quantity) or hour):
        return True
    if quantity.kind != "duration":
        return False
    lasts = _FOR.search(quantity.text, max(0, quantity.span.start - 20), quantity.span.start)
    return bool(_WHEN.match(quantity.text, quantity.span.end)) and not lasts  # "kept for seven years after release"


def tells_a_difference(quantity: Quantity) -> bool:
    """Return whether a figure tells how much more or less there is of something: "8 minutes shorter"."""
    text, ends = quantity.text, (quantity.span.end, quantity.number.end)
    return any(_MORE.match(text, end) for end in ends)


def is_told_of_somebody(draft: Draft, quantity: Quantity, library: Library) -> bool:
    """Return whether a figure follows, in its sentence, the name of somebody whom the sources name, too."""
    return _names_one(draft.text[bounds_of(draft, quantity).start : quantity.span.start], library)


def _names_one_of(draft: Draft, quantity: Quantity, library: Library) -> bool:
    """Whether the sentence of a figure names somebody whom the sources name, too."""
    return _names_one(_sentence(draft, quantity), library)


def _names_one(text: str, library: Library) -> bool:
    """Whether a text names somebody whom the sources name, too.

    Of a long name most words must be known: "Eastside Tenants Against Surveillance" is not named by "surveillance".
    """
    runs = (fold(run).replace("'s ", " ").split() for run in _RUN.findall(text))
    return any(_is_known(set(words) - _LITTLE_WORDS - _MONEY, library) for words in runs)


def _is_known(name: set[str], library: Library) -> bool:
    known = len(name & library.names)
    return 2 * known > len(name) if len(name) > 2 else known > 0


def _is_asked(draft: Draft, quantity: Quantity) -> bool:
    """Whether a sum, a share or a time is asked for, set as a goal or as a limit."""
    large = quantity.kind == "money" and quantity.value >= LARGE_SUM
    if quantity.kind == "count" or large or _is_compound(draft, quantity):
        return False
    at = quantity.span.start
    limit = quantity.kind == "duration" and bool(_IN_TIME.search(draft.text[max(0, at - 24) : at]))
    return limit or bool(_ASKED.search(_sentence(draft, quantity)))


def _is_compound(draft: Draft, quantity: Quantity) -> bool:
    """Whether the number is the first half of a word: "a three-year moratorium" is told of something."""
    return draft.text.startswith("-", quantity.number.end)


def _is_a_year(quantity: Quantity, library: Library) -> bool:
    """Whether a count is a year that stands before a plural: "2021 earnings"."""
    return is_like_a_year(quantity) and str(quantity.value) in library.words


def is_like_a_year(quantity: Quantity) -> bool:
    """Return whether a count could be the number of a year."""
    year = 1900 <= quantity.value < 2100 and "," not in quantity.text[quantity.number.start : quantity.number.end]
    return year and not quantity.qualifier


def _is_code(draft: Draft, quantity: Quantity) -> bool:
    """Whether the number is part of a code, a score, or an address whose street we do not know."""
    number = draft.text[quantity.number.start : quantity.number.end]
    before = draft.text[max(0, quantity.number.start - 10) : quantity.number.start]
    after = draft.text[quantity.number.end : quantity.number.end + 12]
    if quantity.kind in ("money", "percent"):
        return False
    if _PART_OF_A_CODE.search(before) or re.match(r"[-–/]\d|\s?(?:to|for|against)\s\d|[-–]to\b", after):
        return True
    if re.search(r"\d\s(?:to|for|against),?\s\Z", before) or (number.startswith("0") and len(number) > 1):
        return True
    return bool(re.search(r"(?:,\s|\n\s*|^)\Z", before) and re.match(r"\s[A-Z][a-z]+\s[A-Z]", after))
