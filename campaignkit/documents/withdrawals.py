"""What a correction takes back, as plain sentences: read from its words, for a person or a rule to judge.

Three ways of saying it are read. It tells what was said before ("said that …", "quoted her as saying …", "misidentified
him as …"); it sets right beside wrong ("15, not 14"); or it denies ("The mayor did not vote for it").
"""

from __future__ import annotations

import re

_WORK = (
    r"(?:version|story|article|post|report|headline|caption|piece|column|page|release|newsletter|statement|item|text|"
    r"thread|posting|tweet|podcast|broadcast|poster|flyer|website|summary|chart|table|graphic|map|we|editorial|obituary|review|profile|leaflet|notice)"
)
_WRONGLY = r"(?:incorrectly|wrongly|mistakenly|erroneously|falsely|inaccurately|in\s+error|by\s+mistake)"
# "When I first posted this I wrote that"; not "I asked the mayor, who said that".
_ME = (
    r"I(?=(?:\s+(?:had|have|first|also|originally|earlier|previously|wrongly|mistakenly)){0,2}\s+"
    r"(?:said|stated|claimed|reported|suggested|wrote|asserted|implied|"
    r"told\s+(?:you|readers|listeners|viewers|people))\b)"
)
_SAY = (
    r"(?:told\s+(?:you|readers|listeners|viewers|members|everyone|people|neighbou?rs)|said|stated|asserted|reported|claimed|"
    r"suggested|wrote|implied|indicated|gave\s+the\s+impression)"
)
_ENDS = (
    r"(?=\s*(?:\.(?:\s|$|[\"”’')\]])|;|\n\s*\n|$)|,?\s+(?:when|but|while|whereas)\s+(?:in\s+fact|it|they|he|she|the)\b"
    r"|,\s+and\s+(?:because|to\s|that\s+an|an\s+earlier|also\b|it\s+was\b))"
)
# What ends no sentence.
_STOP = r"(?:[^.;\n]|(?<=Dr)\.|(?<=Mr)\.|(?<=Ms)\.|(?<=Mrs)\.|(?<=Sen)\.|(?<=Rep)\.|(?<=St)\.|(?<=\b[A-Z])\.)"
_SAID = re.compile(
    rf"\b(?P<subject>{_WORK}|{_WRONGLY}|{_ME}|it\s+(?:was|also|had|originally|first))\b(?:(?!\.\s)[^\n]){{0,90}}?\b{_SAY}(?:,?\s+{_WRONGLY},?|\s+here|\s+above)?"
    rf"(?P<that>\s+that)?\s+(?P<claim>(?!on\b|to\b|in\s+error)[^\n]{{8,300}}?){_ENDS}",
    re.IGNORECASE,
)
_AND_THAT = re.compile(r",?\s+and\s+that\s+", re.IGNORECASE)
_QUOTED = re.compile(
    rf"\b(?:mis)?quot(?:ed|ing)\s+(?P<who>(?:(?!\sas\s){_STOP}){{2,60}}?)\s+(?:as\s+)?(?:saying|calling)(?:\s+that)?\s+"
    rf"(?P<claim>[^\n]{{3,300}}?){_ENDS}"
    rf"|\battributed\s+(?:the\s+\w+\s+|a\s+\w+\s+)?(?P<words>[“‘\"'][^\n]{{3,200}}?[”’\"'])\s+to\s+(?P<whose>[A-Z][^.;,\n]{{2,50}})",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b(?:misidentified|misdescribed|mischaracteri[sz]ed|{_WRONGLY}\s+(?:identified|described|referred\s+to|listed|named|labell?ed)|"
    rf"(?:identified|described|referred\s+to|listed|named|labell?ed)(?=[^.\n]{{3,90}}\s{_WRONGLY})|"
    r"(?:version\b[^.\n]{0,60}?|\bwe\s+)(?:identified|described|referred\s+to))\s+"
    rf"(?P<who>(?:(?!\sas\s){_STOP}){{2,60}}?)(?:\s+{_WRONGLY})?\s+as\s+(?P<what>{_STOP}{{3,90}}?)(?=[.;]|,?\s+(?:but|when)\b|,\s+and\s+|\s+{_WRONGLY}|$)",
    re.IGNORECASE,
)
# "We gave the price of a ticket as £4", "Dr. Amin was described as a surgeon in this article".
_GIVEN = re.compile(
    rf"\b(?:gave|put|reported|listed)\s+(?P<who>(?:the|his|her|its|their|[A-Z])(?:(?!\sas\s){_STOP}){{2,80}}?)(?:\s+{_WRONGLY})?\s+as\s+"
    r"(?P<what>(?:[^.;,\n]|[.,](?=\d)){1,60})"
    r"|(?P<whom>[A-Z][^.;:,\n]{2,60}(?:(?<=\bDr)\.[^.;:,\n]{2,60})?)\s+(?:was|were)\s+(?:\w+ly\s+)?(?:described|identified|listed|named)\s+"
    rf"(?:\w+ly\s+)?as\s+(?P<as>[^.;,\n]{{3,60}}?)\s+(?:in|on|by)\s+(?:this|the|our|an?|last|yesterday)\b[^.;\n]{{0,30}}?\b{_WORK}\b"
)
_OWN_WORK = re.compile(
    r"version|\bwe\b|\bI\b|story|article|report|post|leaflet|newsletter|headline|flyer|poster|thread|caption|column|"
    r"editorial|podcast|broadcast",
    re.IGNORECASE,
)
_REMOVED = re.compile(
    r"\b(?:remov\w+|withdr[ae]w\w*|retract\w*|delet\w+|correct\w*|tak\w+\s+(?:out|back|down))\b[^.\n]{0,60}?\b"
    r"(?:claim|statement|assertion|suggestion|reference|line|allegation|implication|sentence|passage)s?"
    r"(?:\s+(?:saying|stating|suggesting|claiming))?\s+(?:that\s+|to\s+(?=\w+\s+\w+\s+(?:having|being)\b))(?P<claim>[^\n]{8,300}?)"
    + _ENDS,
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"(?P<before>[^.;:\n][^;\n]{1,200}?)(?:,\s+not|,?\s+(?:and\s+not|rather\s+than|instead\s+of))\s+(?P<wrong>[^,;:\n]"
    r"(?:[^.,;:\n]|(?<=\d)[.,:](?=\d)|(?<=Mr)\.|(?<=Dr)\.|(?<=Ms)\.|(?<=Sen)\.|(?<=Rep)\.|(?<=\b[A-Z])\.){1,60}?)"
    r"(?P<after>,\s+(?!as\b|when\b|which\b)[^.;\n]{3,120})?"
    r"(?=\s*(?:[;(\n]|,(?!\d)|(?<!Sen)(?<!Mr)(?<!Dr)(?<!Ms)(?<!Rep)(?<!\b[A-Z])\.(?!\d)|$))"
)
_AS_SAID = re.compile(
    r"\s*\(?,?\s*\bas\s+(?:was\s+|we\s+|an?\s+|the\s+|it\s+|originally|previously|first|stated|reported).*",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    r"\b\d+(?:\s+to\s+|[-–])\d+\b|[$£€]?\d[\d,.]*\d(?:\s?%)?|[$£€]?\d(?:\s?%)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|"
    r"fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)\b",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday)\b(?:\s+\d{1,2}\b)?|\b\d{1,2}\s+(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b"
)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*\s+(?:of\s+(?:the\s+)?|and\s+)?)*[A-Z][\w’'-]+")
_NUMBER_OF = re.compile(
    r"\b(?:misstated|misreported|wrong|incorrect|inaccurate|overstated|understated|error\s+in)\b\s*(?:about\s+)?(?:for\s+)?"
    r"(?:the\s+)?(?P<what>(?:number|name|age|date|year|title|amount|cost|price|size|length|total|location|day|time|share|"
    r"percentage|population|value|figure|spelling)s?\s+(?:of|for|on\s+which|at\s+which|when)\s+[^.;:,\n]{3,100})",
    re.IGNORECASE,
)
_EMPTY_NOUN = re.compile(
    r"^(?:number|name|age|date|year|title|amount|cost|price|size|length|total|location|day|time|share|percentage|population|"
    r"value|figure|spelling)s?\s+(?:of|for|on\s+which|at\s+which|when)\s+",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?P<aux>was|were|is|are|has|have|had|did|does|do|will|would|can|could)(?:\s+(?:not|never)\b|n['’]t\b)"
    r"(?P<been>\s+(?:yet|ever|in\s+fact|actually)\b)?",
    re.IGNORECASE,
)
_AS_WE_SAID = re.compile(r";|,\s+as\s+(?:I|we|was|the|an?|originally|previously|stated|reported|first)\b")
_CONTRARY = re.compile(r"^Contrary\s+to\s+[^,]{3,80},\s+", re.IGNORECASE)
_NO_DENIAL = re.compile(
    r"\b(?:respond|comment|say\s+so|immediately|reply|answer|return)\w*\b|\bregret|\bapologi", re.IGNORECASE
)
_SENTENCE = re.compile(
    r"(?<!\bMr\.)(?<!\bDr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bSt\.)(?<!\b[A-Z]\.)(?<=[.!?])[\"”’')\]]*\s+|\n\s*\n"
)
_WITHOUT_SUBJECT = re.compile(
    r"(?:There|It|They|He|She|That|This|The\s+(?:correct\s+)?(?:number|figure|date|year|total))\b"
)
_HEAD = re.compile(r"^[^:\n—–]{0,60}(?::|\s?[—–])[*_]{0,3}\s+")
_PRONOUN = re.compile(r"^(?P<word>he|she|it|they|this|these)\b", re.IGNORECASE)
_SUBJECT = re.compile(r"\b(?:[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)")
_THING = re.compile(r"\b[Tt]he\s+(\w+)")
_NO_THING = re.compile(
    rf"(?:{_WORK}|number|date|year|day|time|name|age|title|amount|cost|price|size|length|total|location|error|correct|wrong|"
    r"earlier|previous|original|first|last|spelling|value|figure)s?$",
    re.IGNORECASE,
)
_NO_SUBJECT = frozenset(
    "The A An It He She They This These We Correction Clarification Editor Note Because In On An Earlier Previous "
    "Original "
    "After Due Update Retraction Erratum January February March April May June July August September October November "
    "December Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)


def withdrawn_claims(notice: str) -> tuple[str, ...]:
    """Return what a correction says was said before, each as a sentence.

    Examples:
        >>> withdrawn_claims("Correction: An earlier version said that the river rose in May. It rose in June.")
        ('The river rose in May.',)
        >>> withdrawn_claims("Correction: We misidentified Ann Lee as the mayor. She is the clerk.")
        ('Ann Lee is the mayor.',)
    """
    found: list[tuple[int, str]] = []
    for match in _SAID.finditer(notice):
        if not match["that"] and not _OWN_WORK.search(match[0][:60]):
            continue
        found += [(match.start("claim"), part) for part in _AND_THAT.split(match["claim"])]
    for match in _QUOTED.finditer(notice):
        who, said = match["who"] or match["whose"], match["claim"] or match["words"]
        found.append((match.start(), f"{who} said that {said}"))
    found += [(match.start(), f"{match['who']} is {match['what']}") for match in _CALLED.finditer(notice)]
    for match in _GIVEN.finditer(_HEAD.sub("", notice)):
        found.append((0, f"{match['who'] or match['whom']} is {match['what'] or match['as']}"))
    found += [(match.start(), match["claim"]) for match in _REMOVED.finditer(notice)]
    said = [_with_subject(claim, notice[:at]) for at, claim in sorted(found, key=lambda one: one[0])]
    return tuple(dict.fromkeys(_sentence(claim) for claim in said if claim.strip()))


def contrasted_claims(notice: str) -> tuple[str, ...]:
    """Return what a correction sets beside what is right, with the wrong in the place of the right.

    Examples:
        >>> contrasted_claims("Correction: The viaduct was inspected in 2019, not 2017.")
        ('The viaduct was inspected in 2017.',)
        >>> contrasted_claims("Correction: We misstated the number of beds. It is 40, not 60.")
        ('60 beds.',)
    """
    body = _HEAD.sub("", notice)
    found, earlier = [], ""
    for sentence in filter(None, _SENTENCE.split(body)):
        match = _CONTRAST.search(sentence)
        claim = _contrasted(match) if match else ""
        bare = match["before"].rpartition(": ")[2].strip() if match else ""
        about = _NUMBER_OF.search(earlier + sentence)
        if match and claim and about and _WITHOUT_SUBJECT.match(bare[:1].upper() + bare[1:]):
            thing, rest = _EMPTY_NOUN.sub("", about["what"]), _WITHOUT_SUBJECT.sub("", claim).strip()
            alone = len(rest.split()) <= 2 or bare.startswith(("There", "The "))
            claim = f"{_bare(match['wrong'])} {thing}" if alone else f"{thing} {rest}"
        if claim:
            found.append(_with_subject(claim, earlier))
        earlier += sentence + " "
    return tuple(dict.fromkeys(_sentence(claim) for claim in found))


def denied_claims(notice: str) -> tuple[str, ...]:
    """Return what a correction denies, as if it were so.

    Examples:
        >>> denied_claims("Correction: Councilor Bo Ray did not vote to raise the rent.")
        ('Councilor Bo Ray did vote to raise the rent.',)
    """
    body = _HEAD.sub("", notice)
    found, earlier = [], ""
    for sentence in filter(None, _SENTENCE.split(body)):
        match = _DENIES.search(sentence)
        if match and not _NO_DENIAL.search(sentence):
            claim = sentence[: match.start()] + match["aux"] + _AS_WE_SAID.split(sentence[match.end() :])[0]
            claim = _CONTRARY.sub("", claim)
            found.append(_with_subject(claim, earlier))
        earlier += sentence + " "
    return tuple(dict.fromkeys(_sentence(claim) for claim in found))


def _sentence(claim: str) -> str:
    claim = re.sub(r"\s+", " ", claim).strip().rstrip(".,;")
    return f"{claim[0].upper()}{claim[1:]}." if claim else ""


def _with_subject(claim: str, earlier: str) -> str:
    """Return a claim with the last name before it in the place of "she", where there is one."""
    pronoun = _PRONOUN.match(claim.strip())
    names = [name for name in _SUBJECT.findall(_HEAD.sub("", earlier)) if name.split()[0] not in _NO_SUBJECT]
    things = [] if names else [thing for thing in _THING.findall(earlier) if not _NO_THING.match(thing)]
    subject = names[-1] if names else f"the {things[-1]}" if things else ""
    return f"{subject}{claim.strip()[pronoun.end() :]}" if pronoun and subject else claim


def _bare(wrong: str) -> str:
    return re.sub(r"^(?:in|on|at|by|from|to|of|for)\s+", "", _AS_SAID.sub("", wrong).strip())


def _contrasted(match: re.Match[str]) -> str:
    """Return the sentence of a contrast with the wrong in the place of what it stands beside."""
    before, wrong, after = match["before"].rpartition(": ")[2].strip(), _bare(match["wrong"]), match["after"] or ""
    for pattern in (_DATES, _NUMBER, _NAME):
        amiss = pattern.search(wrong)
        if not amiss:
            continue
        right = list(pattern.finditer(before))
        if right:
            last = right[-1]
            tail = before[last.end() :] if pattern is not _NAME else ""
            return f"{before[: last.start()]}{amiss[0] if pattern is not _NAME else wrong}{tail}{after.lstrip(',')}"
    words = before.split()
    count = len(wrong.split())
    return " ".join([*words[: max(0, len(words) - count)], wrong]) + after.lstrip(",")
