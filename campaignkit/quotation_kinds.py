"""Which words between marks are somebody's words, and which are a term, an irony or the name of a work."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from campaignkit.folding import SENTENCE_AT_MOST, Span
from campaignkit.function_words import AUXILIARIES
from campaignkit.speech_verbs import BASE, SPEECH

Kind = Literal["quotation", "scare", "title", "block", "reply"]

SHORT = 5  # words up to which marks may be there for irony or for a term
_WORK = """
    article post report study book bill act law song film movie documentary series show novel memoir album podcast
    episode op-ed essay paper column exhibit poem painting magazine program sitcom hit classic comedy drama speech talk
    headline editorial story photo image picture mural video track single ballad play musical anthem blog""".split()
_CHANNEL = r"ABC|CBS|NBC|CNN|MSNBC|CNBC|Fox|Fox News|PBS|BBC|HBO|NPR|Netflix|Bravo|Showtime|Comedy Central|ESPN"
_LONGEST_TITLE = 14
_TITLING = frozenset("titled entitled subtitled headlined captioned title headline name".split())
_CALLED_ENDS = frozenset("called dubbed named termed labeled labelled branded a an the".split())
_NAMING_ENDS = _CALLED_ENDS | frozenset(
    """so-called called as nicknamed aka a.k.a. a.k.a for of term terms word words phrase phrases label labels name
    names nickname nicknames acronym acronyms abbreviation abbreviations hashtag hashtags""".split()
)
_SAYING = SPEECH | frozenset("say agree tell claim remark comment statement describe quote cite".split())
_WANTS = re.compile(r"\b(?:wants?|wanted|seeks?|sought)\b[^.!?\n]{0,60}\Z")  # a demand is given to somebody, too
_DEMAND = 4  # words of one at least: a “blanket ban” is a term as often
_BEFORE_VERBS = (AUXILIARIES | {"to", "not", "n't", "never"}) - {"'s", "'d"}
_WORDS = re.compile(r"[\w'’&$%-]+")
_HASHTAG = re.compile(r"[#@]\w+")
_TITLED = re.compile(
    r"\b(?:en|sub)?(?:titled|headlined|captioned)\s*,?:?\s*$|\bunder the (?:title|headline|name)\s*,?\s*$", re.I
)
_OF_A_WORK = re.compile(rf"\b(?:{'|'.join(_WORK)})s?(?:\s+called)?,?\s*$", re.I)
_IN_A_WORK = re.compile(rf"(?:\b(?:{_CHANNEL})(?:['’]s?)?|\b(?:on|in|from|of|host|watching|read|with))\s+(?:the\s+)?$")
_BY = re.compile(r"[,.]?\s*(?:by\s+[A-Z]|is (?:licensed|published|available)|\((?:19|20)\d\d\))")
_SHOWING = frozenset("say says said read reads reading saying that with".split())
_ON_A_SIGN = re.compile(
    r"\b(?:banner|sign|placard|poster|sticker|button|badge|t-shirt|billboard|stencil)s?\b(?: [\w'’]+){0,4}? "
    r"(?:say|says|said|read|reads|reading|saying|with)\s*,?:?\s*$",
    re.I,
)
_EVENT = (
    "drop-in|event|meeting|rally|march|workshop|webinar|evening|night|day|week|fair|festival|supper|concert|walk|ride|"
    "vigil|campaign|petition|project|programme|program|initiative|scheme|tour|series|conference|session|course|"
    "exhibition|leaflet|flyer|guide|toolkit|pledge|award|club|group|party"
)
_NAMES_A_THING = re.compile(rf"[ \u00a0](?:{_EVENT})s?\b")  # "Know Your Notes" drop-in
_OF_AN_EVENT = re.compile(rf"\b(?:{_EVENT}|handbill|flier|booklet|talk|quiz)s?(?:\s+(?:called|named))?,?:?\s*$", re.I)
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_HELD = re.compile(
    rf"[*_]*,?\s(?:(?:takes? place|starts?|begins?|is|will be|happens?|runs?|opens?)\s)?(?:held\s)?"
    rf"(?:(?:on|from|this|every|next|at)\s)*(?:{_DAY}|\d)"
)
# A line that begins with the words alone; a dash before a name and nothing more is a credit.
_LINE_HEAD = re.compile(r"(?:^|\n)[ \t#*_•–-]*\Z")
_HEADS = re.compile(
    r"[*_]*[ \t]*(?:\n(?![ \t]*(?:[—–]|--?)[ \t])|$|[:(]"
    r"|(?:[—–]|--?)[ \t](?![A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)+[ \t]*(?:[,\n(]|$)))"
)
# A question in bold type at the head of its paragraph, which the text answers: **“What does it cost?”** A dollar.
_BOLD_HEAD = re.compile(r"(?:^|\n)[ \t•–-]*(?:\d{1,2}[.)][ \t]*)?(?:\*\*|__)(?:\d{1,2}[.)][ \t]*|Q\d*[:.][ \t]*)?\Z")
_BOLD_END = re.compile(r"[.,:]?(?:\*\*|__)")
_SUBJECT = re.compile(r"(?:^|\n)[ \t*_]*(?:Subject|Re|RE)(?: line)?:[ \t*_]*\Z")  # of a mail
_TERM = re.compile(
    r"\b(?:so[- ]called"
    r"|(?:the|an?|this|that|its|their)\s+(?:\w+\s+)?(?:term|word|phrase|label|name|nickname|acronym|abbreviation|hashtag)s?(?:\s+of)?"
    r"|known(?:\s+\w+)?\s+as|nicknamed|a\.?k\.?a\.?|stands?\s+for|short\s+for|defined\s+as|referred\s+to\s+as"
    r"|(?:is|are|was|were|been|be|or)\s+called)"
    r"\s*,?\s*(?:an?|the)?\s*$",
    re.I,
)
_CALLED = re.compile(r"([\w'’]+)\s+(?:called|dubbed|named|termed|labell?ed|branded)\s*,?\s*(?:an?|the)?\s*$")
_CALLERS = frozenset(
    """he she they it we i you who which that has have had also once later then what recently repeatedly""".split()
)
_SENTENCE = re.compile(r"[.!?]['\"”’)\]]*\s+(?=[A-Z\"“‘(\[])|\n\s*\n")
_ATTRIBUTES = re.compile(
    r"\baccording to\b|\b(?:in|with) the words of\b|\bas\s+[^,.]{2,40}\s+put it\b"
    r"|\bin (?:[^\W\d_]+(?:['’]s?)? ){1,3}words\b",
    re.I,
)


def kind_of(text: str, outer: Span, words: str) -> Kind:
    """Return what the words between the marks at `outer` are.

    Long ones are quotations unless the prose names them as a title. Short ones are quotations only if the same
    sentence holds a verb of speech or another sign that it gives them to someone.

    Examples:
        >>> def kind(text):
        ...     outer = Span(text.index("“"), text.index("”") + 1)
        ...     return kind_of(text, outer, text[outer.start + 1 : outer.end - 1])
        >>> kind("Greer called it a “publicity stunt.”"), kind("Ring, a “smart doorbell” maker, sells it.")
        ('quotation', 'scare')
        >>> kind("Her book “Weapons of Math Destruction” came first.")
        'title'
    """
    before, after = text[max(0, outer.start - 200) : outer.start], text[outer.end : outer.end + 100]
    return (_kind_of if len(words) <= SENTENCE_AT_MOST else _kind_of.__wrapped__)(before, words, after)


@lru_cache(maxsize=2048)
def _kind_of(before: str, words: str, after: str) -> Kind:
    count = len(_WORDS.findall(words))
    last = _last_word(before)
    if last in _TITLING and _TITLED.search(before[-60:]):
        return "title"
    if count > _LONGEST_TITLE:
        return "quotation"
    if last in _SHOWING and _ON_A_SIGN.search(before[-80:]):
        return "title"
    if _is_question_put(before, words, after) or (_SUBJECT.search(before) and _HEADS.match(after)):
        return "title"
    titled = _is_title_case(words)
    if titled and (_OF_A_WORK.search(before[-40:]) or _BY.match(after) or _is_in_a_work(before, words)):
        return "title"
    if titled and _NAMES_A_THING.match(after) and not _is_attributed(before.rstrip(" \t\n*_:"), ""):
        return "title"
    if titled and words.rstrip()[-1:].isalnum() and _is_named_like_an_event(before, after):
        return "title"
    if count > SHORT and not titled:
        return "quotation"
    if (last in _NAMING_ENDS and _TERM.search(before[-60:])) or (last in _CALLED_ENDS and _is_name_given(before[-80:])):
        return "scare"
    if _is_attributed(before, after) or _stands_alone(before, words):
        return "quotation"
    if count >= _DEMAND and _WANTS.search(before[-80:]):
        return "quotation"
    return "title" if titled and count >= 3 else "scare"


def _last_word(before: str) -> str:
    """Return the word right before the mark, in lower case: what the dearer patterns below are asked for by."""
    words = before[-40:].rstrip(" \t\n\u00a0,:").rsplit(None, 1)
    return words[-1].lower() if words else ""


def _is_title_case(words: str) -> bool:
    """Whether all but the small words begin with a capital, as in the name of a work."""
    found = _WORDS.findall(_HASHTAG.sub("", words))
    large = [word for number, word in enumerate(found) if len(word) > 3 or number == 0]
    return len(found) >= 2 and len(large) >= 2 and all(word[0].isupper() or word[0].isdigit() for word in large)


def _is_named_like_an_event(before: str, after: str) -> bool:
    """Whether words in title case head a notice, or stand where the name of an event does: the workshop “…” on Friday.

    Examples:
        >>> _is_named_like_an_event("Come to the workshop ", " in May"), _is_named_like_an_event("She said ", ".")
        (True, False)
    """
    if _LINE_HEAD.search(before) and _HEADS.match(after):
        return True
    return _OF_AN_EVENT.search(before[-40:]) is not None or _HELD.match(after) is not None


def _is_question_put(before: str, words: str, after: str) -> bool:
    """Whether a question in bold heads a paragraph that answers it; one that somebody asks is that person's.

    Examples:
        >>> _is_question_put("**", "Why now?", "** Rents rise."), _is_question_put("**", "Why now?", "** asked Lee.")
        (True, False)
    """
    if words.rstrip()[-1:] != "?" or not (_BOLD_HEAD.search(before) and _BOLD_END.match(after)):
        return False
    return not _is_attributed("", re.split(r"[\n“\"]", after)[0])


def _is_in_a_work(before: str, words: str) -> bool:
    """Whether words in title case stand where the name of a programme or a book does: on CNN's “State of the Union”."""
    return words.rstrip()[-1:] not in "!?" and bool(_IN_A_WORK.search(before[-40:]))


def _is_name_given(before: str) -> bool:
    """Whether "called" names a thing ("a study called …") and does not give words to a person ("Greer called …")."""
    match = _CALLED.search(before)
    return match is not None and match[1].islower() and match[1] not in _CALLERS and not match[1].endswith("s")


def _is_attributed(before: str, after: str) -> bool:
    ends = [match.end() for match in _SENTENCE.finditer(before)]
    clause = before[ends[-1] if ends else 0 :]
    boundary = _SENTENCE.search(after)
    rest = after[: boundary.start() if boundary else len(after)].split("“")[0]
    told = [word.lower() for word in _WORDS.findall(f"{clause} {rest}")]
    words = set(told)
    if not words.isdisjoint(_SAYING) or before.rstrip(" \t\n*_")[-1:] == ":":
        return True
    if any(verb in BASE and before_it in _BEFORE_VERBS for before_it, verb in pairwise(told)):
        return True  # "is right to call it"
    return not words.isdisjoint({"according", "words", "put"}) and bool(_ATTRIBUTES.search(f"{clause} {rest}"))


def _stands_alone(before: str, words: str) -> bool:
    """Whether the words are a sentence of their own: “We won.” after a full stop or at the beginning of a line."""
    return (
        words[:1].isupper()
        and words.rstrip()[-1:] in ".!?,"
        and before.rstrip(' \t"“*>')[-1:] in ("", "\n", ".", "!", "?", ":")
    )
