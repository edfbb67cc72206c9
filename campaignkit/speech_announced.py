"""Sentences that announce a quotation: "Here is what X had to say:", "What does X say?", "The response from X?"."""

from __future__ import annotations

from campaignkit.clauses import Clause, sentence_starts
from campaignkit.phrases import Phrase, phrase_after, phrase_before
from campaignkit.speech_found import Found

__all__ = ["asked_about", "joined_subject", "only_joins", "what_was_said"]

_BASE = frozenset("say think tell reply answer write promise".split())
_SAID = _BASE | frozenset("says said told wrote writes replied answered promised".split())
_ASKING = frozenset("does did do".split())
_REPLIES = frozenset("response reply answer verdict view message word reaction excuse explanation".split())
_TO_SAY = frozenset("had has have to".split())
_JOINS = frozenset("and but or that then also a an the".split())
_WHAT = frozenset(["what"])
_HEAD = 5  # words of a sentence in which its "what" stands
_NAME = 14  # words from it to the verb: "what Ann Lee, the chair of the Oak Union, had to say"


def asked_about(lead: Clause) -> Found | None:
    """Return the X of "What does X say?", "And what did X tell us?", if that is all that leads up to a quotation."""
    starts = sentence_starts(lead)
    if len(starts) < 2 or starts[-1] < len(lead) or lead.words[-1:] != ["?"]:
        return None
    if replied := _replied(lead, starts[-2]):
        return Found(lead, replied, "before", start=starts[-2])
    named = _named_after(lead, starts[-2], _ASKING, _BASE)
    return Found(lead, named, "before", start=starts[-2]) if named else None


def joined_subject(lead: Clause, start: int) -> Found | None:
    """Return the X of “…,” said Ann Lee, “and X saw in it “…” ”, who comes up after another has spoken; a guess."""
    at = next((at for at in range(start, len(lead)) if lead.is_word(at)), len(lead))
    if lead.low[at : at + 1] not in (["and"], ["but"], ["while"], ["whereas"]):
        return None
    phrase = phrase_after(lead, at + 1, len(lead))
    if phrase is None or not lead.is_name(phrase.last) or phrase.last + 1 >= len(lead):
        return None
    return Found(lead, phrase, "before", sure=False, start=start) if lead.words[phrase.last + 1].islower() else None


def _replied(lead: Clause, start: int) -> Phrase | None:
    """Return the X of "The response from X?"."""
    phrase = phrase_before(lead, len(lead) - 2, start)
    if phrase is None or phrase.first - 2 < start or lead.low[phrase.first - 1] not in {"from", "of"}:
        return None
    return phrase if lead.low[phrase.first - 2] in _REPLIES else None


def what_was_said(lead: Clause, start: int) -> Found | None:
    """Return the X of "Here is what X had to say:", "This is what X told us in May:"."""
    if lead.words[-1:] not in ([":"], [","]):
        return None
    named = _named_after(lead, start, _WHAT, _SAID)
    return Found(lead, named, "colon", start=start) if named else None


def _named_after(lead: Clause, start: int, words: frozenset[str], verbs: frozenset[str]) -> Phrase | None:
    """Return who is named between the "what" of a sentence, or the "does" behind it, and a verb of saying."""
    what = next((at for at in range(start, min(start + _HEAD, len(lead))) if lead.low[at] == "what"), None)
    if what is None:
        return None
    at = what + 1 if lead.low[what + 1 : what + 2] and lead.low[what + 1] in _ASKING else what
    said = next((to for to in range(at + 2, min(at + _NAME, len(lead))) if lead.low[to] in verbs), None)
    if said is None or lead.low[at] not in words:
        return None
    named = phrase_after(lead, at + 1, said)
    rest = lead.low[named.last + 1 : said] if named else []
    return named if not rest or rest[0] == "," or _TO_SAY.issuperset(rest) else None


def only_joins(lead: Clause, at: int) -> bool:
    """Whether a word between two quotations only joins them: “…,” but that “…”."""
    return not lead.is_word(at) or lead.low[at] in _JOINS
