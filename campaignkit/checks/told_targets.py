"""The targets of a campaign as a draft names them, and the words by which what they do is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from campaignkit.checks.event_words import event_words, stem
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment

HEADER = 700  # code points of a letter within which it is addressed
_IT = re.compile(r"^\W*(?:It|They|The\s+(?:company|firm|agency|city|council|department))\b")
_PREPOSITION = re.compile(
    r"\b(?:unlike|like|than|besides|after|without|by|from|with|at|in|of|on|for|against|about|before|since)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_WHICH = re.compile(r"(?:['’]s)?,?\s+(?:which|who|that)\b")
_AND = re.compile(r"[\s,&]+(?:and\s+|or\s+)?")
YOU = re.compile(r"\b[Yy]our?\b")
_BOUNDED = ("paused", "conditional", "none")


@dataclass(frozen=True, eq=False)
class Targets:
    """The targets of a campaign as a draft names them."""

    campaign: Campaign
    text: str

    @cached_property
    def names(self) -> dict[str, str]:
        """The id of a target by each of its names."""
        return {name: one.id for one in self.campaign.targets for name in (one.name, *one.aliases)}

    @cached_property
    def _present(self) -> list[str]:
        return [name for name in self.names if name in self.text]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._present, key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    @cached_property
    def addressed(self) -> str:
        """The id of whom a letter is addressed to: the one target named above "Dear" or in its salutation."""
        dear = re.search(r"^[*_>\s]{0,4}(?:Dear|To whom)\b[^\n]*", self.text[:HEADER], re.MULTILINE)
        named = set(self.named(self.text[: dear.end()])) if dear else set()
        return named.pop() if len(named) == 1 else ""

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {}

    def words_of(self, practice: str) -> frozenset[str]:
        """The words by which a practice is known."""
        if practice not in self._words:
            self._words[practice] = practice_words(self.campaign, practice)
        return self._words[practice]

    def kept_words(self, target: str) -> frozenset[str]:
        """The words of the practices that a target has ended, paused or bound to a condition."""
        kept = (one for one in self.campaign.commitments if one.target == target and one.status != "none")
        return event_words(" ".join(one.practice.replace("-", " ") for one in kept))

    @cached_property
    def not_ended(self) -> frozenset[str]:
        """The words of the practices of which a source says that a target has made no commitment."""
        none = (one for one in self.bounded if one.status == "none")
        return frozenset().union(*(event_words(one.practice.replace("-", " ")) for one in none))

    @cached_property
    def bounded(self) -> list[Commitment]:
        """The commitments of the targets that the draft names and that have ended nothing: pauses, conditions, none."""
        named = {self.names[name] for name in self._present}
        named -= {one.target for one in self.campaign.commitments if one.status == "ended"}
        return [one for one in self.campaign.commitments if one.target in named and one.status in _BOUNDED]

    def named(self, text: str) -> list[str]:
        """The ids of the targets that a text names, in order."""
        return [self.names[found[0]] for found in self._pattern.finditer(text)] if self._present else []

    def subjects(self, before: str, previous: str) -> set[str]:
        """Return of whom something is told after `before`: the last named, with those listed beside it; "you"; "it"."""
        found = [one for one in self._pattern.finditer(before) if may_act(before, one)] if self._present else []
        listed = found[-1:]
        while len(listed) < len(found):
            one = found[-len(listed) - 1]
            if not _AND.fullmatch(before[one.end() : listed[0].start()]):
                break
            listed.insert(0, one)
        if listed:
            return {self.names[one[0]] for one in listed}
        if YOU.search(before):
            return {self.addressed}
        return set(self.named(previous)[-1:]) if _IT.match(before) else set()


def may_act(text: str, name: re.Match[str]) -> bool:
    """Whether a name may be the subject of what follows: not "by Amazon", but "about Amazon, which …"."""
    return not _PREPOSITION.search(text[: name.start()]) or bool(_WHICH.match(text[name.end() :]))


def practice_words(campaign: Campaign, practice: str) -> frozenset[str]:
    """Return the words by which a practice is known: those of what is asked about it and of what was said of it."""
    asked = [f"{one.ask} {one.title}" for one in campaign.demands if one.practice == practice]
    ids = {name for one in campaign.commitments if one.practice == practice for name in one.statements}
    said = [one.exact for one in campaign.statements if one.id in ids]
    names = event_words(" ".join(name for one in campaign.targets for name in (one.name, *one.aliases)))
    return event_words(" ".join([*asked, *said, practice.replace("-", " ")])) - _ENDING_WORDS - names


_ENDING_WORDS = frozenset(
    map(
        stem,
        "end stop ban pause permanently good commit moratorium announce give help hope stand call "
        "believe work make take come "
        "get go".split(),
    )
)
