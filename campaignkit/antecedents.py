"""For whom "she", "the company" and "the mayor" stand: the last subject before them that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from campaignkit.clauses import CLOSERS, ENDS, Clause, clause_of, sentence_starts
from campaignkit.folding import Span
from campaignkit.function_words import AUXILIARIES, DETERMINERS, ROLES
from campaignkit.number_words import CARDINALS
from campaignkit.people import TITLES, has_title, is_organisation
from campaignkit.phrases import Phrase, phrase_after
from campaignkit.speech_verbs import SPEECH
from campaignkit.subjects import main_subject

__all__ = ["BODY", "GROUP", "antecedent", "is_evident", "named_within"]

_PARAGRAPHS_BACK = 4
_READ_BACK = 500  # code points of a paragraph that are read back
_BODIES = """company firm group organization organisation nonprofit agency union coalition corporation giant retailer
    association foundation charity bank startup start-up office department bureau committee campaign""".split()
_ROLES = """ceo spokesman spokeswoman spokesperson man woman senator congressman congresswoman president candidate
    billionaire businessman governor mayor director chairman chairwoman nominee author activist lawyer""".split()
GROUP = re.compile(rf"(?:the|this|that)\s+(?:\w+\s+)?(?:(?P<body>{'|'.join(_BODIES)})|(?P<role>{'|'.join(_ROLES)}))")
_NO_VERBS = frozenset("this us its as his theirs ours yours perhaps towards besides".split())
BODY = re.compile(rf"(?<=\bfor )the (?:{'|'.join(_BODIES)})\b|(?<=\bof )the (?:{'|'.join(_BODIES)})\b")
_ANYBODYS = frozenset("mr mrs ms mx miss dr prof professor hon".split())
_OFFICIAL = frozenset(
    "member councillor cllr cr mayor sister brother father deputy judge sheriff sen rep gov mla".split()
)
_NOBODY = frozenset("nobody everybody somebody anybody everyone someone anyone people others most".split())
_PAPERS = frozenset("letter statement report memo".split())  # these have words, and are nobody
_OWNER_AT_MOST = 4  # words of "Oak Road Mills'" in "Oak Road Mills' director"
_OFFICE_AT_MOST = 6  # words of "the clinic's only full-time physician"
GREETINGS = frozenset("dear hi hello hey".split())
PERSON = frozenset("he she his her".split())
_OF_WOMEN, _OF_MEN = frozenset("mrs ms miss sister".split()), frozenset("mr brother father".split())
_TITLES_OF_OTHERS = {"he": _OF_WOMEN, "his": _OF_WOMEN, "she": _OF_MEN, "her": _OF_MEN}
_FIRMS = frozenset("company firm corporation giant retailer startup start-up".split())
_COMPANY = re.compile(
    r"\b(?:inc|corp|corporation|company|co|llc|ltd|technolog(?:y|ies)|group|services?|lab|bank)\b", re.I
)
_COUNTS = frozenset(CARDINALS)
_DASHES = frozenset(["—", "–", "--", "-"])
# A line of its own that is no sentence, or is a question: "What do I get for free?"
_HEADING = re.compile(r"\s*(?:#{1,6}\s+)?(?:\*\*)?[A-Z][^\n.!?:;,|]{2,80}(?:(?P<asks>\?)|[\w)’'])(?:\*\*)?\s*")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Rev|Sen|Rep|Gov|Senator|Councillor|Cllr|Cr|Mayor|Sheriff|Commissioner|"
    r"Sister|Brother|Father|Imam|Pastor|Rabbi|Hon|Chief|Officer|Judge|Deputy|Captain|Adv)\b\.?"
    r"(?: [A-Z][\w’'-]*(?<!['’]s)){1,3}"
)
_WHO = re.compile(r"(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'.-]*\w){1,2}), who\b")
_APPOSED = re.compile(r", (?P<name>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*\w){1,2})(?=[,.;:])")  # "the Chief Officer, A. Lee,"
_WITHIN = re.compile(r"(?<=[\w,;] )[A-Z][\w’'.-]*")


def named_within(text: str) -> frozenset[str]:
    """Return the words with a capital that stand within a sentence: names, which may head another sentence."""
    return frozenset(re.sub(r"['’]s$", "", found[0]) for found in _WITHIN.finditer(text))


def is_evident(clause: Clause, phrase: Phrase, named: Callable[[], frozenset[str]]) -> bool:
    """Whether a phrase at the head of a sentence names somebody, and does not just begin it: "Please", "Remember".

    A single word with a capital must stand within a sentence elsewhere in the text, or have a verb after it that no
    request has: "Oak sells".
    """
    first = phrase.first
    heads = first == 0 or clause.words[first - 1] in ENDS or clause.words[first - 1] in CLOSERS
    if not heads or phrase.last > first or not clause.is_name(first):
        return True
    word = clause.words[first]
    following = clause.low[first + 1] if first + 1 < len(clause) else ""
    verb = following in AUXILIARIES | SPEECH | {",", "("} or (
        following.endswith(("ed", "s")) and not following.endswith("ss") and following not in _NO_VERBS
    )
    return verb or any(letter.isupper() for letter in word[1:]) or re.sub(r"['’]s$", "", word) in named()


def antecedent(
    prose: str, parts: Sequence[Span], part: int, span: Span, named: Callable[[], frozenset[str]]
) -> Span | None:
    """Return where the name stands for which a pronoun or "the company" at `span` is most likely put; None if nowhere.

    Args:
        prose: The text, with what is quoted blanked.
        parts: Its paragraphs; `span` stands in the one numbered `part`.
        named: Gives the words that are names by `named_within`; asked for only if need be.
    """
    pronoun = re.sub(r"['’]s?$", "", prose[span.start : span.end].lower())  # "in the governor's words"
    group = GROUP.fullmatch(pronoun)
    for near in range(part, max(-1, part - _PARAGRAPHS_BACK), -1):
        start, end = parts[near].start, min(parts[near].end, span.start)
        if (
            near < part
            and (heading := _HEADING.fullmatch(prose, start, parts[near].end))
            and (group or heading["asks"])
        ):
            return None  # below another heading, "the company" is another one
        if prose.startswith("#", start):
            continue
        clause = clause_of(prose, max(start, end - _READ_BACK), end)
        for begin in reversed(sentence_starts(clause)):
            subject = main_subject(clause, begin, len(clause)) if begin < len(clause) else None
            subject = _behind_greeting(clause, subject) or subject
            if subject is not None and pronoun in PERSON and (office := _office(clause, subject)):
                return office
            if subject is not None and _may_stand_for(clause, subject, begin, pronoun, group, named):
                return clause.span(subject.first, subject.last)
            only = _presented(clause, begin) or _titled(prose, clause, begin, pronoun) or _who(prose, clause, begin)
            if pronoun in PERSON and only:
                return only
            if pronoun in PERSON and subject is not None and _is_plain_word(clause, subject, named):
                return None  # somebody whom no capital tells came between: "Nobody asked. She said"
    return None


def _presented(clause: Clause, begin: int) -> Span | None:
    """Return the name of "There was a doctor, Ann Lee." """
    there = next((at for at in range(begin, min(begin + 3, len(clause))) if clause.low[at] == "there"), None)
    if there is None or clause.low[there + 1 : there + 2] not in (["was"], ["is"]):
        return None
    found = phrase_after(clause, there + 2, len(clause))
    full = found is not None and found.last > found.first and clause.is_name(found.first) and clause.is_name(found.last)
    return clause.span(found.first, found.last) if found and full else None


def _who(prose: str, clause: Clause, begin: int) -> Span | None:
    """Return the one person of whom a sentence goes on to tell: "I like the tone of Tom Bast, who led the march." """
    later = [at for at in clause.starts if at > begin]
    last = min(later[0] if later else len(clause), len(clause)) - 1
    found = list(_WHO.finditer(prose, clause.spans[begin][0], clause.spans[last][1])) if last >= begin else []
    return Span(*found[0].span("name")) if len(found) == 1 and not is_organisation(found[0]["name"]) else None


def _titled(prose: str, clause: Clause, begin: int, pronoun: str) -> Span | None:
    """Return the one person with a title of a sentence whose subject is nobody: "You must love Mr. Renner. He"."""
    later = [at for at in clause.starts if at > begin]
    last = min(later[0] if later else len(clause), len(clause)) - 1
    if last < begin or clause.low[begin] in GREETINGS:
        return None
    end = clause.spans[last][1]
    found = list(_TITLED.finditer(prose, clause.spans[begin][0], end))
    if len(found) != 1:
        return None
    if is_of_other_sex(found[0][0], pronoun):
        return None
    apposed = _APPOSED.match(prose, found[0].end(), end)
    return Span(*(apposed.span("name") if apposed else found[0].span()))


def _may_stand_for(
    clause: Clause,
    subject: Phrase,
    begin: int,
    pronoun: str,
    group: re.Match[str] | None,
    named: Callable[[], frozenset[str]],
) -> bool:
    if not clause.is_name(subject.last) or not is_evident(clause, subject, named):
        return False
    name = " ".join(clause.words[subject.first : subject.last + 1])
    following = next((word for word in clause.words[subject.last + 1 :] if word not in {"*", "_"}), "")
    if _names_nobody(clause, subject, following) or is_of_other_sex(name, pronoun):
        return False
    if pronoun in PERSON:
        heads = following in ENDS and name.isupper()  # "WATER." heads a notice
        if heads or not (_may_be_a_person(name) or _is_called_up(name, following)):
            return False
    if group and group["body"] and _is_no_body(clause, subject, name, group["body"]):
        return False
    if group and group["role"]:
        return group["role"] in clause.low[begin : subject.last + 12] or _may_hold(name, group["role"])
    body = group is not None or pronoun in {"it", "its"}
    return not (body and has_title(name))


def _names_nobody(clause: Clause, subject: Phrase, following: str) -> bool:
    """Whether a subject only looks like the name of somebody of whom the text goes on to tell."""
    return (
        clause.low[subject.first] in GREETINGS
        or following == ":"  # "Chair: We begin." names who takes the word
        or (following in _DASHES and clause.words[subject.first].isupper())  # "SALEM — " tells where
        or clause.low[subject.last] in _NOBODY
        or (following == "," and subject.first == 0 and subject.last + 2 == len(clause))  # "Ann," greets
        or (subject.first == subject.last and clause.low[subject.last] in _COUNTS)  # "Four hospitals."
    )


def _is_no_body(clause: Clause, subject: Phrase, name: str, body: str) -> bool:
    """Whether a name is none of a company, an agency or what else `body` says."""
    return (
        "'s " in name.replace("’", "'")  # "Oak's Ann Lee" is no company
        or clause.low[subject.last] in ROLES | TITLES  # nor is "The county Auditor"
        or clause.low[subject.last + 1 : subject.last + 3] == [",", "who"]
        or (body in _FIRMS and is_organisation(name) and not _COMPANY.search(name))  # "The County" is no company
    )


def _is_plain_word(clause: Clause, subject: Phrase, named: Callable[[], frozenset[str]]) -> bool:
    """Whether a subject has its capital from the sentence or the table that it heads: "Certificates", "Nobody"."""
    number = subject.first
    heads = number == 0 or not clause.is_word(number - 1)
    single = heads and subject.last == number and clause.is_name(number)
    return single and re.sub(r"['’]s$", "", clause.words[number]) not in named()


def _may_hold(name: str, role: str) -> bool:
    """Whether "the senator" may be it: "Sen. Lee", "Ms Lee", and not "Member Lee"."""
    title = name.split()[0].lower().rstrip(".")
    return has_title(name) and (title in _ANYBODYS or title not in _OFFICIAL or title[:3] == role[:3])


def _behind_greeting(clause: Clause, subject: Phrase | None) -> Phrase | None:
    """Return the Ann Lee of "Desmond, Ann Lee wrote back": one word and a comma call on the reader."""
    if subject is None or subject.first != 0 or subject.last != 0 or clause.words[1:2] != [","]:
        return None
    full = clause.is_name(0) and clause.is_name(2) and clause.is_name(3)
    return phrase_after(clause, 2, len(clause)) if full else None


def _office(clause: Clause, subject: Phrase) -> Span | None:
    """Return where a subject says what somebody is: "The agency’s general manager"."""
    owners = clause.low[subject.first : subject.first + _OWNER_AT_MOST]
    owned = (owners[:1] and owners[0] in DETERMINERS - {"a", "an"}) or any(one.endswith(("'s", "s'")) for one in owners)
    heads = list(range(subject.first + 1, min(len(clause), subject.first + _OFFICE_AT_MOST + 1)))
    stop = next((at for at in heads if clause.low[at] in AUXILIARIES or not clause.is_word(at)), len(clause))
    heads = [at for at in heads if at < stop]
    at = next((at for at in heads if clause.low[at] in ROLES - _PAPERS and clause.words[at].islower()), None)
    if at is None or not owned:
        return None
    told = clause.low[at + 1 : at + 2] in (["is"], ["was"], [","])  # "Oak's director, Ann Lee, welcomed it. She said"
    named = phrase_after(clause, at + 2, len(clause)) if told else None
    full = named is not None and named.last > named.first and clause.is_name(named.first) and clause.is_name(named.last)
    return clause.span(named.first, named.last) if named and full else clause.span(subject.first, at)


def is_of_other_sex(name: str, pronoun: str) -> bool:
    """Whether a title says that a pronoun is not put for this name.

    Examples:
        >>> is_of_other_sex("Mr. Lee", "she"), is_of_other_sex("Ms Lee", "she"), is_of_other_sex("Ann Lee", "he")
        (True, False, False)
    """
    title = name.split(" ")[0].lower().rstrip(".")
    return title in _TITLES_OF_OTHERS.get(pronoun, ())


def _is_called_up(name: str, following: str) -> bool:
    """Whether a name in capitals heads what minutes tell of a speaker: "ANN LEE, Oak Trust, said"."""
    speaks = following == "," or following.lower() in SPEECH
    return name.isupper() and 2 <= len(name.split()) <= 3 and speaks and not is_organisation(name.title())


def _may_be_a_person(name: str) -> bool:
    """Whether "she" may be it: not "The County Auditor’s office", "YOUR RECORDS", "Harbour Road Traders"."""
    if has_title(name):
        return True
    words = name.split()
    if len(words) == 2 and words[0] in {"The", "the"} and words[1].lower() in ROLES | TITLES:
        return True
    if len(words) == 2 and words[0].lower() == "our" and words[1].lower() not in ROLES:
        return words[1][0].isupper() and not is_organisation(name)  # "Our Ann"
    office = any(word.lower() in ROLES for word in words[:-1])  # "Council Member Ann Lee"
    if words[0].lower() in DETERMINERS or (is_organisation(name) and not office):
        return False
    several = len(words) > 2 and words[-1].endswith("s") and not any(len(word.strip(".")) == 1 for word in words)
    return not several and not (len(words) > 1 and name.isupper())
