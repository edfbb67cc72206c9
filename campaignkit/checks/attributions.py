"""Whose words they are: what the campaign recorded, else what the source's own prose says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from campaignkit.checks.library import Library, Passage
from campaignkit.checks.offices import head_of_paragraph, is_officer, offices_of
from campaignkit.folding import Span, fold
from campaignkit.function_words import JOINING, OFFICES, ROLES
from campaignkit.letterheads import is_boilerplate
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement
from campaignkit.people import PAPERS, TITLES, called_by, has_title, same_person, surname
from campaignkit.speaker_shapes import clean
from campaignkit.speakers import Speaker
from campaignkit.text import Match

NEAR = 300  # code points on either side of a quotation in which its speaker is named, in 99.7 % of news articles
_SPOKEN_FOR = re.compile(r"\b(?:spokes(?:man|woman|person|people)|representatives?|officials?)\b", re.IGNORECASE)

_GREETING = re.compile(r"^\W*(?:Dear|To:)\b[^\n]{1,120}", re.MULTILINE)
_HEAD = 2000  # code points of a letter in which it greets
_FIRST_PERSON = re.compile(r"\b(?:I|my|me)\b(?!\.)")
FIRST_PERSON = frozenset("i we my our".split())
_OTHERS = frozenset("he she they".split())
# Ways of naming a speaker that leave no doubt, where they are sure.
PLAIN = frozenset({"continued", "after", "before", "colon", "according", "apposition", "block", "heading"})

Fit = Literal["same", "related", "different"]


@dataclass(frozen=True)
class Author:
    """Whose words stand at a place of a source.

    Attributes:
        names: What the speaker is called; of a source's own account, what the source is called.
        beside: Names that are not the speaker's and not quite wrong: whom the speaker speaks for, who printed it.
        relayed_by: Who passed the words on without having said them.
        title: What the speaker is: "Microsoft’s president" is Brad Smith.
        person: Whether it is a speaker, not the source itself.
        recorded: Whether the campaign says so; what is read from prose is less sure.
        sure: Whether the prose is plain about it.
        plain: Whether the prose names the speaker right beside the words: “…,” said X.
        printers: Who printed or wrote down what the speaker said: the paper, the reporter.
        spokesperson: Whether the speaker speaks for somebody else by office.
        notice: Whether the words are what a page says of itself, a banner or an advertisement.
        bodies: For whom the source says that the speaker speaks.
        doubtful: Whether the words stand in a transcript whose turns cannot be told apart there.
    """

    names: tuple[str, ...]
    beside: tuple[str, ...] = ()
    relayed_by: str = ""
    title: str = ""
    person: bool = True
    recorded: bool = False
    sure: bool = True
    plain: bool = False
    printers: tuple[str, ...] = ()
    spokesperson: bool = False
    notice: bool = False
    doubtful: bool = False
    bodies: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What to call them in a message."""
        return self.names[0]

    def fits(self, claimed: str) -> Fit:
        """Say whether `claimed`, as a draft names the speaker, is this author."""
        found = {_fit(claimed, name) for name in self.names}
        if "same" in found or (self.title and _words(claimed) <= _words(self.title)):
            return "same"
        if self.spokesperson and any(_fit(claimed, name) != "different" for name in self.beside if name):
            return "same"
        if "related" in found or any(_fit(claimed, name) != "different" for name in self.beside):
            return "related"
        return "different"


def _words(text: str) -> set[str]:
    return set(fold(text).replace("'s ", " ").split()) - {"the", "a", "an", "its", "of"}


def _fit(claimed: str, name: str) -> Fit:
    for one, other in ((claimed, name), (name, claimed)):
        if _SPOKEN_FOR.search(one) and fold(other) in fold(one):
            return "same"
        if fold(one).endswith(fold(other)):  # "Director of National Intelligence Richard Grenell"
            return "same"
    return same_person(claimed, name)


def author_of(library: Library, passage: Passage, match: Match) -> Author:
    """Return whose words stand at `match` in `passage`."""
    statement = statement_at(library, passage, match.span)
    speaker = _speaker_at(passage, match.span)
    # A report may hold somebody's words between marks of its own: then the prose knows better.
    if statement and library.campaign and not (statement.kind == "report" and speaker):
        return _recorded(library, passage, statement)
    if speaker or (passage.transcript and passage.transcript.speaker_at(match.span.start)):
        return _in_turn(passage, speaker, match.span.start)
    notice = is_boilerplate(passage.text, match.span.start, match.span.end)
    # A page's notice is its paper's; no reporter wrote it.
    signers = (one for one in passage.signers if not notice or not PAPERS.isdisjoint(one.lower().split()))
    names = (*_called(passage.record, passage.label), *signers)
    if passage.record is None and not notice and (people := _first_persons(passage, match.span)):
        return Author((*people, *names), names)
    return Author(names, person=False, sure=False, notice=notice)


def _in_turn(passage: Passage, speaker: Speaker | None, at: int) -> Author:
    """Return whom the prose names, or who has the word in a transcript; at least one of them is there."""
    turns = passage.transcript
    turn = turns.speaker_at(at) if turns else ""
    doubtful = bool(turns and turn) and not (turns and turns.is_clear_at(at))
    if speaker is None:
        return replace(_of_turn(passage, turn, turns.office_of(turn) if turns else ""), doubtful=doubtful)
    told = _told_in_turn(passage, speaker, turn, turns.start_of(at) if turns else 0)
    return replace(_spoken(passage, told), doubtful=doubtful)


def _of_turn(passage: Passage, turn: str, office: str) -> Author:
    """Return who has the word in a transcript, with the body for which they speak: "ANN LEE, director, Oak Mills:"."""
    parts = re.split(r",\s|\s?[()\[\]]\s?", office)
    offices = [one for one in parts if not (ROLES | OFFICES | TITLES).isdisjoint(one.lower().split())]
    return Author(
        (turn,),
        tuple(one for one in parts if one[:1].isupper() and one not in offices),
        title=" ".join(offices),
        plain=_is_full(turn, passage),
        printers=_called(passage.record, passage.label),
        spokesperson=_SPOKEN_FOR.search(office) is not None,
    )


def _told_in_turn(passage: Passage, speaker: Speaker, turn: str, start: int) -> Speaker:
    """Add who passes words on in their turn of a transcript: "Lee: A man told me, ‘…’ "; "I said" are their own.

    Args:
        start: Where the turn begins; whom "they" was taken to stand for must have been named since.
    """
    if not turn or speaker.relayed_by:
        return speaker
    given = clean(passage.text[slice(*speaker.span)]) if speaker.span else ""
    if given.lower() in FIRST_PERSON:
        return replace(speaker, name=turn, confidence="high")
    own = same_person(speaker.name, turn) == "same"
    if given.lower() in _OTHERS:  # of oneself one says "I": "she" is another
        named = speaker.span and speaker.name.split()[-1] in passage.text[start : speaker.span.start]
        if own or not named:
            return replace(speaker, name=given, relayed_by=turn)
    return speaker if own or speaker.confidence == "low" else replace(speaker, relayed_by=turn)


def _first_persons(passage: Passage, span: Span) -> tuple[str, ...]:
    """Return who signs a text, where it says "I" in its own voice."""
    quoted = any(one.outer.start <= span.start and span.end <= one.outer.end for one, _ in passage.spoken)
    announced = passage.text[max(0, span.start - 60) : span.start].rstrip().endswith(":")  # a quotation without marks
    if quoted or announced or not _FIRST_PERSON.search(passage.text[slice(*span)]):
        return ()
    return tuple(one for one in passage.signers if len(called_by(one)) == 1 and " " in one)


def _spoken(passage: Passage, speaker: Speaker) -> Author:
    """Return the speaker whom the source’s own prose names."""
    sure = speaker.confidence == "high"
    bodies, spokesperson = offices_of(passage, speaker.name)
    if not bodies and not speaker.affiliation and is_officer(passage, speaker.name):
        bodies, spokesperson = tuple(one for one in passage.signers if PAPERS.isdisjoint(one.lower().split())), True
    if not bodies and not speaker.affiliation and has_title(speaker.name):
        bodies = head_of_paragraph(passage, speaker.span.start if speaker.span else 0)
    printers = tuple(filter(None, (speaker.quoted_in, *_called(passage.record, passage.label))))
    return Author(
        (speaker.name,),
        tuple(filter(None, (speaker.affiliation, *bodies, *printers))),
        speaker.relayed_by,
        sure=sure,
        plain=sure and speaker.how in PLAIN and _is_full(speaker.name, passage),
        spokesperson=speaker.spokesperson or spokesperson,
        printers=(*printers, *passage.signers),
        bodies=tuple(filter(None, (speaker.affiliation, *bodies))),
    )


def statement_at(library: Library, passage: Passage, span: Span) -> Statement | None:
    """Return the recorded statement that holds most of `span`."""
    start, end = passage.base + span.start, passage.base + span.end
    shares = [
        (min(end, one.end) - max(start, one.start), one)
        for one in library.statements
        if one.source == passage.source and one.start is not None and one.end is not None
    ]
    best = max(shares, key=lambda pair: (pair[0], pair[1].kind == "quotation", -len(pair[1].exact)), default=None)
    return best[1] if best and best[0] > (end - start) / 2 else None


def _is_full(name: str, passage: Passage) -> bool:
    """Whether a name is one for sure: of several words with capitals, or the last of such a one in the same source.

    "Republican", "Likewise" and "The paradox of Nancy" head sentences too.
    """
    words = re.sub(r"^[Tt]he\s+", "", name).split()
    large = [word for word in words if word[0].isupper()]
    if len(large) < len([word for word in words if word not in JOINING]) or "'s " in name.replace("’", "'"):
        return False
    if len(large) > 1:
        return large[0] == words[0]
    return bool(large) and re.search(rf"\b[A-Z][\w.’'-]*\s{re.escape(large[0])}\b", passage.text) is not None


def _recorded(library: Library, passage: Passage, statement: Statement) -> Author:
    assert library.campaign
    name = library.campaign.speaker_name(statement)
    printed = statement.quoted_in
    if name is None:
        names = (
            (*printed, *_called(passage.record, passage.label)) if printed else _called(passage.record, passage.label)
        )
        return Author(tuple(names), person=False, recorded=True)
    target = next((one for one in library.campaign.targets if name in (one.name, *one.aliases)), None)
    others = (target.name, *target.aliases) if target else ()
    beside = [*printed, *_called(passage.record, passage.label), *_spoken_for(statement)]
    beside += [one.name for one in library.campaign.targets if fold(one.name) in fold(statement.speaker_title or "")]
    title = statement.speaker_title or ""
    printers = (*printed, *_called(passage.record, passage.label))
    return Author((name, *others), tuple(beside), statement.relayed_by or "", title, recorded=True, printers=printers)


def _spoken_for(statement: Statement) -> Iterator[str]:
    """Yield the organisations in a speaker's title: "deputy director of Fight for the Future"."""
    for part in re.split(r"\b(?:of|for|at|with)\b(?! the Future)|,", statement.speaker_title or ""):
        if part.strip()[:1].isupper():
            yield part.strip()


def _called(record: Source | None, label: str) -> tuple[str, ...]:
    """What a source is called: its publisher, in full and in short, its authors, its title."""
    if record is None:
        return (label,)
    publisher = record.publisher or ""
    short = re.findall(r"\(([^()]+)\)", publisher)
    plain = re.sub(r"\s*\([^()]*\)", "", publisher)
    # A title names whom a source is about; it stands for the source only where nothing else does.
    named = tuple(dict.fromkeys(filter(None, [plain, *short, *record.author])))
    return named or (label,)


def _speaker_at(passage: Passage, span: Span) -> Speaker | None:
    """The speaker of the innermost quotation of the source that holds `span`."""
    holding = [
        (quotation.depth, speaker)
        for quotation, speaker in passage.spoken
        if speaker and quotation.outer.start <= span.start and span.end <= quotation.outer.end
    ]
    return max(holding, key=lambda pair: pair[0])[1] if holding else None


def is_named_near(claimed: str, passage: Passage, span: Span) -> bool:
    """Return whether the source names `claimed` near `span`."""
    return _holds(passage.text[max(0, span.start - NEAR) : span.end + NEAR], claimed)


def is_named_in(claimed: str, passage: Passage) -> bool:
    """Return whether the source, or its name, names `claimed` anywhere."""
    words = passage.folded.words
    named = any(f" {key} " in words or f" {key}'s " in words for key in _keys(claimed))
    return named or _holds(re.sub(r"[-_.]", " ", passage.label), claimed)


def is_of_unnamed_body(author: Author, text: str) -> bool:
    """Return whether the speaker is of a body that a draft does not name: "its chair" there is another's."""
    bodies = [one for one in author.beside if one[:1].isupper() and one not in author.printers]
    folded = fold(text)
    return bool(bodies and surname(author.name)) and not any(
        f" {key} " in folded
        for one in (*bodies, author.name)
        for key in (*_keys(one), " ".join(fold(one).split()[-2:]))
    )


def is_written_to(claimed: str, passage: Passage) -> bool:
    """Return whether a letter greets `claimed`: its words are not theirs."""
    return any(_holds(line[0], claimed) for line in _GREETING.finditer(passage.text[:_HEAD]))


def names_in_role(text: str, role: str) -> set[str]:
    """Return whom a text names beside a role: the "Ann Lee" of "Mayor Ann Lee" and of "Ann Lee, the mayor"."""
    name = r"([A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)+)"
    before = re.compile(rf"\b(?i:{role})\b(?: (?:of|for) [\w ]{{1,30}}?)?,? {name}")
    after = re.compile(rf"{name},? (?:who is |is )?(?:the|its|their|a|our) (?:[\w’'-]+ ){{0,3}}?(?i:{role})\b")
    return {found[1] for pattern in (before, after) for found in pattern.finditer(text)}


def _holds(text: str, name: str) -> bool:
    words = fold(text).replace("'s ", " ")
    return any(f" {key} " in words for key in _keys(name))


def _keys(name: str) -> list[str]:
    return list(filter(None, (fold(one).strip() for one in called_by(name) or (name,))))
