"""Words between marks that nobody is claimed to have said to the world: sayings, slogans, claims that are answered."""

from __future__ import annotations

import re
from functools import lru_cache

from campaignkit.quotations import Quotation
from campaignkit.speakers import Speaker

__all__ = [
    "in_headline",
    "is_answered",
    "is_echoed",
    "is_handed_over",
    "is_lines_to_say",
    "is_name_of_thing",
    "is_objection",
    "is_part_of_headline",
    "is_saying",
    "is_told_to_say",
]

_SIGN = "sign|banner|placard|poster|headline|t-shirt|sticker"
_CALLED_BY = f"{_SIGN}|petition|campaign|chant|slogan|motto|demand|song|hashtag|pledge|leaflet|flyer"
_BEFORE = re.compile(
    r"\b(?:sayings?|proverbs?|posters?|signs?|banners?|placards?|chant(?:ed|s|ing)?|slogans?|motto|songs?|s[aiu]ng|"
    r"singing|scripts?|screens?|stickers?|t-shirts?|headed|headlines?|headlined|titled|entitled|column|campaign|"
    r"petition|handbook|subject line|recordings?|(?:answering )?machines?|voicemail|automated voice|"
    r"hashtag|myths?|"
    r"(?:sample|suggested|draft) (?:tweet|post|text|message|e-?mail)|"
    r"(?:please )?say|ask (?:you|them)|if (?:they |you are )?ask(?:ed)?(?: why)?|used to say|always sa(?:ys|id)|"
    r"(?:would|will|might|could|may) (?:say|tell (?:you|us|them))|imagine|like to say|"
    r"(?:you|we)(?:['’]ll| will| may| might)? (?:often )?hear|"
    r"[Ii]f [^.!?\n“”\"]{1,60} (?:says?|tells? (?:you|us)|asks?|objects?|argues?|repl(?:y|ies)|answers?|claims?))\b"
    r"[^.!?\n]{0,40}\Z"
    r"|(?:\A|[.!?\n]\W{0,4})(?:tell|ask|remind) (?:him|her|them)[:,] ?\Z"
    r"|\b(?:what do we (?:want|say)|when do we want it)\?\s*\Z"
    r"|\b(?:editorial|leader|article|op-ed|letter|story|report)\b[^.!?\n(]{0,30} \(\Z",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[*_]*\W{0,3}(?:as the saying goes|(?:goes|runs) the (?:saying|proverb|old joke)|"
    rf"(?:said|read|says|reads) (?:a|one|the|my|her|his) (?:{_SIGN}|recording|machine|screen|voicemail|app)\b|"
    r"(?:people|some|others|folks) (?:often |always |like to |sometimes )?(?:say|ask|object|argue)\b|"
    r"the \w+ (?:would|might|will) say|"
    rf"(?:is|was|are|were) (?:\w+ ){{1,4}}(?:{_CALLED_BY})s?\b|"
    r"(?:say|sing|shout|chant|repeat) (?:it|that|this)? ?(?:with|after) me\b)",
    re.IGNORECASE,
)
# What tells the reader to say something in words that are nobody's yet: "Use “…” if you need one line."
_HAND_ON = re.compile(
    r"(?:\A|[.!?:;,\n•*_(—–-]\s*|\b(?:then|or|and|just|please|simply|you can|you could) )"
    r"(?:use|try|write|answer|reply|respond|(?:open|close|begin|start|lead|end|finish|go)(?: back to)? with|"
    r"(?:use |say |try |write )?something like|"
    r"(?:a|one|this|your) (?:line|sentence|answer|reply) (?:like|such as)):?\s*\Z"
    r"|\bif (?:you|they|someone|somebody|anyone|anybody|people)(?:['’](?:re|s)| are| is| do| does)? "
    r"(?:get|gets|hear|hears|asked|pressed|challenged|told|face|push|pushes|insists?|raises?|wonders?)\b"
    r"[^.!?\n]{0,40}\Z",
    re.IGNORECASE,
)
_OBJECTION = re.compile(
    r"\b(?:if|when|whenever) (?:you|they|someone|somebody|anyone|anybody|people|others|opponents|critics)"
    r"(?:['’](?:re|s|ll)| are| is| do| does| may| might| will)? (?:say|says|ask|asks|asked|claim|claims|argue|argues|"
    r"object|objects|get|hear|told|call us|calls us|complain)\b[^.!?\n“”\"]{0,30}\W{0,3}\Z"
    r"|\b(?:they|you|some|people|opponents|critics|others)(?:['’]ll| will| may| might) (?:also |even |often )?"
    r"(?:tell you|say|hear|argue|claim|object|answer|reply)\b(?: that)?\W{0,3}\Z",
    re.IGNORECASE,
)
_TOLD_TO_SAY = re.compile(
    r"(?:\A|[,.;:!?\n•*-]\s*|\b(?:and|then|just|please) )(?:say|ask|tell (?:them|him|her))\W{0,3}\Z", re.IGNORECASE
)
# A heading under which stands what is to be said.
_HEADS_SPEECH = re.compile(
    r"\s*(?:#{1,6}\s|\*\*|__)[^\n]*\b(?:open(?:ing|er)|clos(?:e|ing)|script|lines?|messages?|say|pitch|hook|"
    rf"sound ?bites?|questions?|{_CALLED_BY}s?)\b[^\n]*\Z",
    re.IGNORECASE,
)
# What announces lines that are to be painted, sung or said: "Placards for Saturday:", "Here is what to say:".
_ANNOUNCES = re.compile(
    rf"\b(?:(?:{_CALLED_BY}|script|caption|sample|message|post|tweet)s?|"
    r"(?:what to|you can|you could|please) (?:say|ask|write))\b[^\n]*:[ \t*_]*\Z",
    re.IGNORECASE,
)
# A question under which an answer is ready: "If asked whether we trust them", "**When they ask about the cost**".
_HEADS_ANSWER = re.compile(
    r"[\s#*_]*(?:if|when) (?:you(?:['’]re| are) |they |someone |somebody |anyone |people )?"
    r"(?:asks?|asked|says?|pressed)\b[^\n]*\Z",
    re.IGNORECASE,
)
# Words of the writer's, handed over as such: "You can quote me as follows:", "Please attribute this to us:".
_QUOTE_ME = re.compile(
    r"\b(?:quote|cite) (?:me|us)\b[^.!?\n“\"]{0,50}\Z|\b(?:attributed?|credited?) to (?:me|us)\b[^.!?\n“\"]{0,30}\Z",
    re.IGNORECASE,
)
# What money, a permit or a bid is for is called by a name of its own: "asked for money for “smart lamp upkeep”".
_FOR_A_TERM = re.compile(
    r"\b(?:money|funds?|funding|budget(?:ed)?|grants?|permits?|bids?|contracts?|tenders?|dollars|pounds|euros|"
    r"(?:[mb]illion|thousand)|line|items?|order|licen[cs]es?)\b(?: [a-z-]+){0,3}? (?:for|of|on|called|named)"
    r"(?: (?:an?|the|its|their|new|more))?\W{0,2}\Z",
    re.IGNORECASE,
)
_TERM_AT_MOST = 4  # words
_TELLS_TO_SAY = re.compile(
    r"[\s#*_>\d.)-]*(?:(?:then|first|next|now|and|just|please|finally|you|can|could|to),? ){0,3}"
    r"(?:say|ask|read|write)\b(?: [\w ,’']{0,40})?[*_ ]*:[*_ ]*\Z",
    re.IGNORECASE,
)
_POINT = re.compile(
    r"[ \t]*(?:[-*•>+](?=\s)|\d{1,2}[.)/]|[“\"‘']|$)"
)  # how an item of a list, or a quoted line, begins
_POINT_OR_TEXT = re.compile(r"[-•>(\da-z]")  # how no headline begins
_YOU = frozenset("you your we our i".split())
_LINES_BACK = 12
_SIGNS = r"[-*•>#_ \t\d./:()]"  # of lists, of stress and of numbers
_HEAD = rf"{_SIGNS}{{0,16}}(?:(?:Myth|Claim|Question|Fiction|Q)\b{_SIGNS}{{0,12}})?"
_AT_HEAD = re.compile(rf"(?:^|\n){_HEAD}\Z")
_ANSWER = re.compile(
    r"[.:]?[*_]*[ \t]+(?=[A-Z\d$£€])|:[*_]*[ \t]+(?=\w)|"
    r"[.:]?[*_]*[ \t]*\n[ \t]*[*_]*(?:Fact|Truth|Reality|Answer|A)\b[.:]?"
)
_SET_RIGHT = re.compile(
    r"(?:Also )?(?:No|Not|Nor|Wrong|False|True|Untrue|Yes|Half|Partly|Nonsense|Rubbish|Actually|In fact|Fact|Except|"
    r"Never|Hardly|Up to a point|If only|They (?:do|did|are|were|ca|wo)n['’]t|It (?:is|does|did|was|wo|ca)n['’]t)\b"
)
_LINE_OF_CLAIM = re.compile(
    rf"^{_HEAD}[“\"‘][^“”\"\n]{{3,200}}(?:[”\"’]:[ \t]+\w|"
    r"[.?!][”\"’](?:[*_]*[ \t]+[A-Z\d$£€]|[*_]*[ \t]*\n[ \t]*[*_]*(?:Fact|A)\b))",
    re.MULTILINE,
)
_CLAIMS = 2  # lines of one shape that show that claims are put and answered
_HEADLINES_WITHIN = 5  # lines of a draft in which its headline stands
_HEADLINE = 20  # words


def is_saying(text: str, quotation: Quotation, speaker: Speaker | None) -> bool:
    """Return whether words are a saying, a sign, a song, a script, or what somebody might say.

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "“No ward, no peace” is our slogan. She said, “We close the ward.”"
        >>> [is_saying(text, one, None) for one in find_quotations(text)]
        [True, False]
    """
    start, end = quotation.outer
    before, after = text[max(0, start - 110) : start], text[end : end + 60]
    if _BEFORE.search(before[-80:]) or (" if " in before.lower() and _BEFORE.search(before)) or _AFTER.match(after):
        return True
    if speaker is not None and speaker.confidence == "high" and speaker.name.lower() not in _YOU:
        return False
    if is_objection(text, quotation):
        return True
    announced = _announcement(text, start)
    if _HEADS_ANSWER.match(announced) and _AT_HEAD.search(text[max(0, start - 60) : start]):
        return True
    return (
        _HAND_ON.search(before[-80:]) is not None
        or _ANNOUNCES.search(announced) is not None
        or _HEADS_SPEECH.match(announced) is not None
    )


def is_objection(text: str, quotation: Quotation) -> bool:
    """Return whether words are what somebody may say, and nobody has: if they say “…”, when people ask “…”.

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "If someone says “we wait too long”, nod. If it fails, said Lee, “we wait too long”."
        >>> [is_objection(text, one) for one in find_quotations(text)]
        [True, False]
    """
    return _OBJECTION.search(text[max(0, quotation.outer.start - 80) : quotation.outer.start]) is not None


def is_handed_over(text: str, quotation: Quotation) -> bool:
    """Return whether the writer gives words to be quoted by: You can quote me: “…”.

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "You can quote me as follows: “We wait for no one.” You said, “We wait for the mayor.”"
        >>> [is_handed_over(text, one) for one in find_quotations(text)]
        [True, False]
    """
    return _QUOTE_ME.search(text[max(0, quotation.outer.start - 80) : quotation.outer.start]) is not None


def is_name_of_thing(text: str, quotation: Quotation) -> bool:
    """Return whether a few words say what money or a permit is for, as a budget or a form calls it.

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "They asked for money for “smart lamp upkeep”. They asked for “a better and safer town”."
        >>> [is_name_of_thing(text, one) for one in find_quotations(text)]
        [True, False]
    """
    words = quotation.text.rstrip(",.").split()
    term = len(words) <= _TERM_AT_MOST and words[0].islower() and quotation.text.rstrip()[-1:] not in "!?"
    return term and _FOR_A_TERM.search(text[max(0, quotation.outer.start - 80) : quotation.outer.start]) is not None


def is_lines_to_say(text: str, quotation: Quotation) -> bool:
    """Return whether a block is what the reader is to say: it stands below "Then say:", "Your script:".

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "**Then say:**\\n\\n> I call about the lamps.\\n\\nThe mayor says:\\n\\n> They are mine.\\n"
        >>> [is_lines_to_say(text, one) for one in find_quotations(text)]
        [True, False]
    """
    above = text[max(0, quotation.outer.start - 200) : quotation.outer.start].rstrip("> \n\t").rsplit("\n", 1)[-1]
    return _ANNOUNCES.search(above) is not None or _TELLS_TO_SAY.match(above) is not None


def is_told_to_say(text: str, quotation: Quotation) -> bool:
    """Return whether the reader is told to say words: If they ask why, say “…”; not: she said, “…”."""
    return _TOLD_TO_SAY.search(text[max(0, quotation.outer.start - 40) : quotation.outer.start]) is not None


def _announcement(text: str, start: int) -> str:
    """Return the line that announces the list, or the line, in which a quotation at `start` stands."""
    lines = text[max(0, start - 1500) : start].splitlines()
    if not lines or not _POINT.match(lines[-1]):
        return ""
    return next((line for line in reversed(lines[-_LINES_BACK:-1]) if not _POINT.match(line)), "")


def is_answered(text: str, quotation: Quotation, speaker: Speaker | None) -> bool:
    """Return whether a claim or a question of nobody heads its line, and the line goes on to answer it.

    One question does, one claim that is set right in so many words, and each of several claims.
    """
    guessed = speaker is None or speaker.confidence == "low" or speaker.how == "continued"
    if not guessed or not _AT_HEAD.search(text[max(0, quotation.outer.start - 60) : quotation.outer.start]):
        return False
    answer = _ANSWER.match(text, quotation.outer.end)
    if not answer or (quotation.text.rstrip()[-1:] not in ".?!" and answer[0][0] != ":"):
        return False
    if quotation.text.rstrip().endswith("?") or _SET_RIGHT.match(text, answer.end()) or "\n" in answer[0]:
        return True
    return _claims_in(text) >= _CLAIMS


@lru_cache(maxsize=4)
def _claims_in(text: str) -> int:
    return sum(1 for _ in _LINE_OF_CLAIM.finditer(text))


def in_headline(text: str, quotation: Quotation) -> bool:
    """Return whether words stand in a heading, or in the headline of a draft: a short line of its own without a stop.

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "MAYOR: “NO CUTS” THIS YEAR\\n\\nShe said “no cuts” again."
        >>> [in_headline(text, one) for one in find_quotations(text)]
        [True, False]
    """
    start = text.rfind("\n", 0, quotation.outer.start) + 1
    end = text.find("\n", quotation.outer.end)
    line = text[start : end if end >= 0 else len(text)].strip()
    if line.startswith("#"):
        return True
    alone = end >= 0 and not text[end + 1 :].split("\n", 1)[0].strip()
    early = sum(1 for one in text[:start].split("\n", 60)[:60] if one.strip()) < _HEADLINES_WITHIN
    plain = line.rstrip(" *_”\"’'")[-1:] not in tuple(".,;:!?")
    return alone and early and plain and len(line.split()) <= _HEADLINE and _POINT_OR_TEXT.match(line) is None


def is_part_of_headline(text: str, quotation: Quotation) -> bool:
    """Return whether a headline goes on after words that it takes up: OAK: “A DATE” MUST BE KEPT.

    Examples:
        >>> from campaignkit.quotations import find_quotations
        >>> text = "OAK: “A DATE” MUST BE KEPT\\n\\nOAK: “A DATE”\\n\\nIt is kept."
        >>> [is_part_of_headline(text, one) for one in find_quotations(text)]
        [True, False]
    """
    after = text[quotation.outer.end : quotation.outer.end + 3]
    return after[:1] == " " and after[1:2].isalpha() and in_headline(text, quotation)


def is_echoed(folded: str, others: tuple[str, ...]) -> bool:
    """Return whether another quotation of a draft has the words of its headline: there they are looked at."""
    return any(folded in one for one in others)
