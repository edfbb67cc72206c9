"""What a document's own update has replaced: the day that was moved, the silence that was broken, the plan that turned.

An update seldom says what it replaces. It is read off: the update names another day or another number for what the body
tells with the same words; it tells that somebody has done what the body says is not done or planned; it denies what the
body tells, or calls it off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from weakref import WeakKeyDictionary

from campaignkit.checks.calendar_days import MONTHS, Day, day_of, find_days
from campaignkit.checks.dated_events import events_like, head_of, notice_date, notice_head, without
from campaignkit.checks.draft import sentences_of
from campaignkit.checks.event_words import NEGATION, event_words, stem
from campaignkit.checks.library import CALENDAR, Library, Passage
from campaignkit.documents.notices import Notice
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import Span, fold

_CHANGED = re.compile(
    r"\b(?:later|earlier|sooner|longer|now|instead|moved|postpon\w+|delay\w*|extend\w*|reschedul\w+|brought forward|"
    r"pushed (?:back|off)|put (?:back|off)|new (?:date|deadline)|no longer|cancel\w+|until|go on|continue|chang\w+|"
    r"rather than|set for|brought|forward|will (?:take place|be held|begin|start|open|close|run|end|stop))\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"a": 1, "an": 1}
_SHIFT = re.compile(
    rf"\b(?P<count>\d{{1,3}}|{'|'.join(_NUMBER_WORDS)})\s+(?P<unit>day|week|month|year)s?\s+(?P<way>later|earlier|sooner|longer|"
    r"ahead)\b|\b(?:by|for)\s+(?P<count2>\d{1,3}|\w+)\s+(?P<unit2>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_PUT_OFF = re.compile(r"\b(?:postpon|delay|extend|push|put|defer)\w*\b|\bmoved back\b", re.IGNORECASE)
_BROUGHT_FORWARD = re.compile(
    r"\b(?:brought|moved|bring|move)\s+(?:forward|up)\b|\badvanced\b|\bshortened\b", re.IGNORECASE
)
_OLD_DAY = re.compile(
    r"\b(?:instead of|rather than|not|from|originally|previously|initially)(?:\s+(?:on|in|planned|set|scheduled|due|announced|"
    r"for|was)){0,4}\s+\Z",
    re.IGNORECASE,
)
# What was done or said: in an update it breaks a silence, or ends a wait.
_ACTS = {
    **dict.fromkeys(
        "announc stat respond reply answer comment promis pledg commit declar apologis apologiz disclos publish issu "
        "releas word statement response reply announcement explain said say told tell speak".split(),
        "say",
    ),
}
_SAID_IN_UPDATE = re.compile(
    r"\b(?:said|says|announced|announces|stated|responded|replied|answered|promised|pledged|committed|declared|apologi[sz]ed|"
    r"disclosed|published|issued|released|confirmed|agreed|told)\b",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"\b(?:(?:has|have|had)(?:\s+still)?(?:\s+not|\s+never|n['’]t)(?:\s+yet)?\s+(?P<verb>\w+)|(?:has|have)\s+(?P<no>said|announced|offered|made)\s+"
    r"(?:nothing|no\b)|(?:has|have)\s+yet\s+to\s+(?P<yet>\w+)|(?:remains|remained|stays|stayed|is|been|keeps|kept)\s+(?P<mute>silent|quiet|mum)|"
    r"no\s+(?P<noun>word|statement|response|reply|announcement|answer|comment)\s+(?:from|by)|"
    r"refus(?:es|ed)\s+to\s+(?P<refused>say|comment|answer|respond|explain))\b(?!\s+(?:whether|when|how|why|which|who|if|where|what)\b)",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"\b(?:will\s+not|won['’]t|will|(?:is|are)\s+(?:still\s+)?(?:to|set\s+to|due\s+to|expected\s+to|scheduled\s+to|planning\s+to|about\s+to|going\s+to|"
    r"considering|weighing|poised\s+to)|plans?\s+to|intends?\s+to|wants?\s+to|(?:has|have)(?:\s+not|n['’]t)(?:\s+yet)?|(?:has|have)\s+yet\s+to|"
    r"refus(?:es|ed)\s+to|(?=(?:expires|ends|closes|shuts|opens|stops|begins|starts|lapses)\b))\s*(?:still\s+|soon\s+|again\s+)?(?:be\s+)?\b(?P<verb>\w+)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!\bto )(?<!\bbe )\b(?P<verb>\w{3,}ed|"
    + "|".join(
        "began gave held met wrote sent ran chose came struck sued withdrew won lost sold bought shut cut paid left".split()
    )
    + r")\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|would|to)\s+(?P<not>not\s+|no\s+longer\s+|never\s+)?(?:be\s+)?(?P<verb>\w{3,})|\b(?P<wont>won['’]t|wouldn['’]t)\s+(?:be\s+)?(?P<verb2>\w{3,})",
    re.IGNORECASE,
)
_UNDONE = re.compile(
    r"\b(?:withdr[ae]wn?|withdrew|cancel\w*|dropped|abandon\w*|scrapped|revers\w+|rescind\w*|lifted|overturn\w*|shelved|"
    r"call(?:ed|ing)\s+off|back(?:ed|ing)\s+(?:down|away|out)|suspended|paused|halted|struck\s+down|repealed|revoked)\b",
    re.IGNORECASE,
)
_NOW_AT = re.compile(
    r"\b(?:risen|rose|rises|increas\w+|grown|grew|climbed|fallen|fell|dropped|declin\w+|now|revis\w+|stands?\s+at|so\s+far|"
    r"since|total|brought|up\s+to|later)\b",
    re.IGNORECASE,
)
# Who tells an old state with its date, or as past, or asks, tells no new one.
_TOLD_AS_PAST = re.compile(
    r"\b(?:originally|initially|at first|at the time|first (?:said|planned|announced|set|scheduled|gave|named)|previously|"
    r"formerly|earlier|had (?:not|been|planned|said)|was (?:planned|due|set|scheduled|to)|were (?:to|planned|due)|no longer|"
    r"instead of|rather than|than planned|than (?:first )?announced|moved|postponed|until then|used to|once (?:said|planned)|"
    r"wanted to|planned to|meant to|back then|before|again|until (?:now|recently|this))\b|\?",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:please|should|must|ask|urge|call on|demand|let us|we want|if)\b", re.IGNORECASE)
_DATED_SPEECH = re.compile(
    r"\b(?:said|announced|told|wrote|promised|declared|stated|reported|published)\b", re.IGNORECASE
)
_PRESENT = re.compile(r"\b(?:will|is|are|has|have|plans?|\w+s)\b")
_NAME = re.compile(r"\b[A-Z][\w’'-]{2,}")
SHARED_AT_LEAST = 2


@dataclass(frozen=True, eq=False)
class Update:
    """An update of a document, read.

    Attributes:
        sentences: Its sentences without its head.
        since: When it came, as far as it says.
        written: The date of its document.
    """

    passage: Passage
    notice: Notice
    sentences: tuple[str, ...]
    words: frozenset[str]

    @cached_property
    def head(self) -> frozenset[str]:
        """The words at the head of its document."""
        return head_of(self.passage).words

    @cached_property
    def written(self) -> date | None:
        """The date of its document."""
        return head_of(self.passage).written

    @cached_property
    def since(self) -> date | None:
        """When it came, as far as it says."""
        return notice_date(self.notice, self.written)

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The sentences of the rest of the document."""
        text, apart = self.passage.text, [one.span for one in self.passage.notices]
        return tuple(
            text[one.start : one.end]
            for one in sentences_of(text)
            if not any(span.start < one.end and one.start < span.end for span in apart)
        )

    @cached_property
    def body(self) -> tuple[str, ...]:
        """Those that share words with it."""
        return tuple(one for one in self.outside if len(event_words(one) & self.words) >= SHARED_AT_LEAST)


@dataclass(frozen=True, eq=False)
class Told:
    """A sentence of a draft, and the one before it, for whom "it" means; what several updates ask is worked out once."""

    text: str
    before: str

    @cached_property
    def words(self) -> frozenset[str]:
        """The words by which it tells an event."""
        return event_words(self.text)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that it names."""
        return tuple(find_days(self.text, None))

    @cached_property
    def is_past(self) -> bool:
        """Whether it tells a state as past, or asks."""
        return bool(_TOLD_AS_PAST.search(self.text))

    @cached_property
    def silent(self) -> re.Match[str] | None:
        """Where it says that somebody has not spoken or acted."""
        return _SILENT.search(self.text)

    @cached_property
    def waiting(self) -> tuple[re.Match[str], ...]:
        """Where it says what will be or has not been."""
        return () if _ASKED.search(self.text) else tuple(_WAITING.finditer(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it counts; nothing where it names a day, for which the count may have held."""
        if _ASKED.search(self.text) or any(one.is_whole for one in self.days):
            return ()
        return tuple(
            one for one in find_quantities(self.text) if one.kind in ("count", "money", "percent") and one.unit
        )

    @cached_property
    def stands(self) -> bool:
        """Whether it tells something as standing."""
        undone = _UNDONE.search(self.text) or NEGATION.search(self.text) or _ASKED.search(self.text)
        return not undone and bool(_PRESENT.search(self.text))


_READ: WeakKeyDictionary[Passage, tuple[Update, ...]] = WeakKeyDictionary()


def updates_of(passage: Passage) -> tuple[Update, ...]:
    """Return the updates of a document, with what its body tells of the same."""
    if passage not in _READ:
        _READ[passage] = tuple(_read(passage, one) for one in passage.notices if one.kind == "update")
    return _READ[passage]


def _read(passage: Passage, notice: Notice) -> Update:
    told = notice.exact[len(notice_head(notice)) :]
    sentences = tuple(told[one.start : one.end] for one in sentences_of(told))
    return Update(passage, notice, sentences, event_words(told))


def replaces(update: Update, told: Told, draft_days: tuple[Day, ...], library: Library) -> bool:
    """Whether a sentence of a draft tells a state that an update has replaced.

    Args:
        draft_days: All days that the draft names: who names the new one knows of it.
        library: Other documents may name the old day.
    """
    if told.is_past:
        return False
    if told.days and _moved(update, told, draft_days, library):
        return True
    if not told.words & update.words:
        return False
    return (
        bool(told.waiting and _is_over(update, told))
        or bool(told.silent and _silent(update, told))
        or bool(told.waiting and _waits(update, told))
        or bool(told.stands and _undone(update, told))
        or bool(told.quantities and _recounted(update, told))
    )


# A day that was moved.


def _moved(update: Update, told: Told, draft_days: tuple[Day, ...], library: Library) -> bool:
    days = [one for one in told.days if one.is_whole]
    said = event_words(without(told.text, told.days))
    if not days or not said & (update.words | update.head) or _dated_speech(told.text, days, update):
        return False
    for text in update.sentences:
        held = tuple(find_days(text, update.since or update.written))
        new = _new_days(text, held)
        if not new or any(one.fits(day) for one in new for day in draft_days):
            continue
        near = event_words(without(text, held))
        for old, words in (*_old_days(update, text, new, near), *_elsewhere(update, new, near, library)):
            shared = said & (words | near)
            if (
                any(old.fits(day) for day in days)
                and shared
                and len(said & (words | near | update.head)) >= SHARED_AT_LEAST
            ):
                return True
    return False


def _dated_speech(sentence: str, days: list[Day], update: Update) -> bool:
    """Whether a sentence says when the old day was named: "On January 18 the ministry announced …" is true for ever."""
    earlier = [
        one for one in days if update.since and one.month and one.first.replace(year=update.since.year) < update.since
    ]
    return len(days) > 1 and bool(earlier) and bool(_DATED_SPEECH.search(sentence))


def _new_days(text: str, held: tuple[Day, ...]) -> list[Day]:
    """Return the days on which an update sets something: not that on which it was announced, nor the old one."""
    whole = [one for one in held if one.is_whole and not _OLD_DAY.search(text[: one.span.start])]
    set_on = [
        one for one in whole if not re.search(r"\b(?:said|announced|told|wrote)\s+(?:on\s+)?\Z", text[: one.span.start])
    ]
    return set_on if _CHANGED.search(text) or _SHIFT.search(text) else []


def _old_days(update: Update, text: str, new: list[Day], near: frozenset[str]) -> Iterator[tuple[Day, frozenset[str]]]:
    """Yield the days that no longer hold, each with the words around it."""
    for day in find_days(text, None):
        if day.is_whole and _OLD_DAY.search(text[: day.span.start]):
            yield day, frozenset()
    if shifted := _shifted(text, new[-1], update):
        yield shifted, frozenset()
    for told in update.body:
        days = tuple(find_days(told, update.written))
        words = event_words(without(told, days))
        if len(words & near) >= SHARED_AT_LEAST:
            yield from (
                (day, words) for day in days if day.is_whole and _is_plan(day, update) and not any(map(day.fits, new))
            )


def _elsewhere(
    update: Update, new: list[Day], near: frozenset[str], library: Library
) -> Iterator[tuple[Day, frozenset[str]]]:
    """Yield the days that older documents name for what an update sets on another."""
    for event in events_like(library, near):
        written = event.beside[0].first if event.beside else None
        older = written and update.since and written <= update.since and event.passage is not update.passage
        if older and not event.in_notice and len(event.words & near) > SHARED_AT_LEAST:
            plans = (day for day in event.days if day.is_whole and written and _in_year_of(day, written) >= written)
            yield from ((day, event.words) for day in plans if not any(map(day.fits, new)))


def _is_plan(day: Day, update: Update) -> bool:
    """Whether a day of the body lay ahead when it was written."""
    if update.written is None:
        return True
    return Day(day.span, day.year or update.written.year, day.month, day.day).first >= update.written


def _shifted(text: str, new: Day, update: Update) -> Day | None:
    """Return the day that "four weeks later than first announced" counts back to."""
    found = _SHIFT.search(text)
    sooner = bool(_BROUGHT_FORWARD.search(text))
    if not found or (found["count2"] and not sooner and not _PUT_OFF.search(text)):
        return None
    count = (found["count"] or found["count2"]).lower()
    number = int(count) if count.isdigit() else _NUMBER_WORDS.get(count, 0)
    later = (found["way"] or ("sooner" if sooner else "later")).lower() in ("later", "longer")
    year = new.year or (update.since or update.written or date(2001, 1, 1)).year
    when = date(year, new.month, min(new.day, 28)) if number else None
    return (
        _back(
            Day(new.span, year, new.month, new.day),
            -number if later else number,
            (found["unit"] or found["unit2"]).lower(),
        )
        if when
        else None
    )


def _back(day: Day, number: int, unit: str) -> Day | None:
    if unit in ("day", "week"):
        return day_of(day.first + timedelta(number * (7 if unit == "week" else 1)))
    months = day.year * 12 + day.month - 1 + number * (12 if unit == "year" else 1)
    return Day(Span(0, 0), months // 12, months % 12 + 1, day.day)


# A silence that was broken.


def _silent(update: Update, told: Told) -> bool:
    found, sentence, before = told.silent, told.text, told.before
    assert found
    verb = stem((found["verb"] or found["yet"] or found["no"] or found["noun"] or found["refused"] or "say").lower())
    subject = sentence[: found.start()]
    names = _names(sentence) or (
        _names(before) if re.search(r"\b(?:it|they|he|she)\b", subject, re.IGNORECASE) else set()
    )
    own = {stem(word) for name in names for word in fold(name).split()} or _last_words(subject)
    for text in update.sentences:
        done = {_ACTS.get(one, one) for one in _done(text)} | ({"say"} if _SAID_IN_UPDATE.search(text) else set())
        words = event_words(text)
        topic = event_words(sentence[found.start() :]) - own - {verb} - _QUIET
        known = own & words
        if _ACTS.get(verb, verb) in done | ({"say"} & done) or (verb == "say" and "say" in done):
            if known and (not topic or len(topic & (words | update.words)) >= 0.4 * len(topic)):
                return True
    return False


def _last_words(subject: str) -> set[str]:
    """Return the stems of the last words before a verb: of "And so far the police union" those of the union."""
    last = re.split(r"\b(?:the|a|an|our|its|their|and|but)\b|[,;:]", subject, flags=re.IGNORECASE)[-1]
    return set(event_words(last))


_QUIET = frozenset(
    stem(word)
    for word in "report question request inquiry matter letter call email allegation claim charge finding study word thing silent quiet mum statement response reply announcement answer comment public publicly yet make made offer".split()
)


def _names(text: str) -> set[str]:
    return {
        name
        for name in _NAME.findall(text)
        if name.lower() not in {*MONTHS, "the", "but", "and", "this", "still", "yet"}
    }


def _done(text: str) -> set[str]:
    clear = NEGATION.search(text)
    return {stem(found["verb"].lower()) for found in _DONE.finditer(text) if not clear or found.start() < clear.start()}


# A plan that was carried out, or turned.


def _waits(update: Update, told: Told) -> bool:
    """Whether a sentence still awaits what an update tells as done, or plans what it denies."""
    said, sentence = told.words, told.text
    if len(said & update.words) < SHARED_AT_LEAST:
        return False
    told_before = any(len(event_words(one) & said) >= SHARED_AT_LEAST for one in update.body)
    for found in told.waiting:
        verb = stem(found["verb"].lower())
        denied = bool(NEGATION.search(found[0])) or "yet to" in found[0] or "refus" in found[0].lower()
        for text in update.sentences:
            shared = said & event_words(text)
            if len(shared) < SHARED_AT_LEAST or not _is_about(text, sentence):
                continue
            if told_before and verb in _opposite(text, sentence, denied):
                return True
            if (
                verb in shared
                and verb in _turned(text, denied)
                and len(shared) >= 0.5 * min(len(said), len(event_words(text)))
            ):
                return True
            ended = verb in shared and verb in _done(text) and not _SAME_AGAIN.search(text)
            if told_before and ended and len(shared) > SHARED_AT_LEAST:
                return True
    return False


def _is_over(update: Update, told: Told) -> bool:
    """Whether a sentence awaits what the body announced for a day that had come when the update was written."""
    if update.since is None or not any(one["verb"] for one in told.waiting):
        return False
    come = [one for one in told.days if one.is_whole and _in_year_of(one, update.since) <= update.since]
    if not come or _tells_other(update, told):
        return False
    for before in update.body:
        same = any(one.fits(day) for one in find_days(before, update.written) for day in come)
        if same and len(told.words & event_words(before)) > SHARED_AT_LEAST:
            return True
    return False


def _in_year_of(day: Day, when: date) -> date:
    return Day(day.span, day.year or when.year, day.month, day.day).first


def _tells_other(update: Update, told: Told) -> bool:
    """Whether an update has nothing to do with who or what a sentence is about."""
    return len(told.words & update.words) < SHARED_AT_LEAST


def _turned(text: str, denied: bool) -> set[str]:
    """Return the verbs of which an update says that they will be, where a draft denies it, or that they will not be."""
    found = ((one["verb"] or one["verb2"], bool(one["not"] or one["wont"])) for one in _WILL.finditer(text))
    return {stem(verb.lower()) for verb, refused in found if refused != denied}


# What an update does, and what it makes untrue of the same thing: that it will do the one, or will not do the other.
_OPPOSITES = {
    r"\b(?:stays?|remains?|keeps?|kept|be kept|left)\s+(?:\w+\s+){0,4}?open\b|\breopen": (
        "close shut end",
        "open reopen",
    ),
    r"\b(?:extend|renew|prolong)": ("expire lapse end run stop", "renew extend continue"),
    r"\b(?:approv|pass|adopt)(?:ed|es)\b": ("reject", "approve pass adopt vote"),
    r"\b(?:reject|vot\w+ down|turn\w+ down|defeat|block|veto)(?:ed|s|es)?\b": ("approve pass adopt get receive", ""),
    r"\b(?:cancel\w*|dropp|withdr\w+|abandon|scrapp|shelv)(?:ed)?\b": (
        "go start begin proceed continue build open",
        "",
    ),
    r"\b(?:reinstat|rehir)(?:ed|es)\b": ("dismiss fire cut suspend", "reinstate rehire take hire"),
    r"\b(?:clos|shut)(?:ed|s|es)?\b": ("open reopen", "close shut"),
}
_OPPOSED = [
    (re.compile(done, re.IGNORECASE), *(frozenset(map(stem, words.split())) for words in undone))
    for done, undone in _OPPOSITES.items()
]


_WHO_SAYS = re.compile(
    r"^[^.]{0,80}?\b(?:announced|said|says|confirmed|stated|decided|told\s+\S+)\b(?:\s+(?:on\s+)?[A-Z]\w+day)?(?:\s+that)?\s"
)
_RUN = re.compile(
    r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*|^(?:[A-Z][\w’'-]+\s+){1,3}[A-Z][\w’'-]+|^[A-Z][\w’'-]+(?=\s+(?:has|will|said|says|is|was)\b)"
)


def _is_about(text: str, sentence: str) -> bool:
    """Whether a sentence has one of the names of an update's, whole; of one that has no name nothing is asked."""
    names = [fold(run).strip().removeprefix("the ") for run in _RUN.findall(_WHO_SAYS.sub("", text))]
    names = [name for name in names if not set(name.split()) <= CALENDAR]
    said = {stem(word) for word in fold(sentence).split()}
    return not names or any({stem(word) for word in name.split()} <= said for name in names)


def _opposite(text: str, sentence: str, denied: bool) -> frozenset[str]:
    """Return the verbs that an update makes untrue, of what will be or, if `denied`, of what will not be."""
    found = ((done.search(text), does, does_not) for done, does, does_not in _OPPOSED)
    clear = [
        (does_not if denied else does)
        for hit, does, does_not in found
        if hit and hit[0] not in sentence and not NEGATION.search(text[max(0, hit.start() - 30) : hit.start()])
    ]
    return frozenset[str]().union(*clear)


_SAME_AGAIN = re.compile(r"\b(?:again|also|plan(?:s|ned)? to)\b", re.IGNORECASE)


def _tells(told: str, said: frozenset[str]) -> bool:
    words = event_words(told)
    return len(words & said) > SHARED_AT_LEAST


def _undone(update: Update, told: Told) -> bool:
    """Whether a sentence tells as standing what an update calls off."""
    said = told.words
    if len(said & update.words) < SHARED_AT_LEAST:
        return False
    for text in update.sentences:
        found = _UNDONE.search(text)
        thing = _called_off(text, found) if found and not NEGATION.search(text[: found.start()]) else frozenset()
        close = len(thing & said) >= max(SHARED_AT_LEAST, 0.6 * len(thing))
        if thing & said and any(_tells(one, said) for one in update.body) and (close or _told_alike(update, said)):
            return True
    return False


def _told_alike(update: Update, said: frozenset[str]) -> bool:
    """Whether the body tells almost the same as a sentence does."""
    return any(len(event_words(one) & said) > max(3, 0.6 * len(said)) for one in update.body)


def _called_off(text: str, found: re.Match[str]) -> frozenset[str]:
    """Return the words of what is called off: after the verb, or before it in "the move has been called off"."""
    if _PASSIVE.search(text[: found.start()]):
        clause = re.split(r"[,;:]|\bthat\b", text[: found.start()])[-1]
        return event_words(clause)
    after = re.split(r"[,;:.]|\b(?:after|because|following|until|in|on|at)\b", text[found.end() :])[0]
    return event_words(" ".join(after.split()[:9]))


_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:now\s+)?\Z")


# A number that has grown.


def _recounted(update: Update, told: Told) -> bool:
    for text in update.sentences:
        new = [one for one in find_quantities(text) if one.kind != "date"] if _NOW_AT.search(text) else []
        for before in update.outside if new else ():
            if not re.search(r"\d", before) or len(told.words & event_words(before)) < SHARED_AT_LEAST:
                continue
            old = {(one.value, one.unit) for one in find_quantities(before)}
            for one in told.quantities:
                others = {
                    other.value
                    for other in new
                    if other.unit == one.unit or (not other.unit and _counts(text, one.unit))
                }
                if others and one.value not in others and (one.value, one.unit) in old:
                    return True
    return False


_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|toll|share|amount)s?\s+of\s+(?P<what>[^,;.]{3,60}?)\s+(?:has|have|is|was|rose|fell|now|stands)\b"
)


def _counts(text: str, unit: str) -> bool:
    """Whether an update gives "the number of jobs" without naming them beside the number."""
    found = _NUMBER_OF.search(text)
    return bool(event_words(unit) & event_words(found["what"])) if found else False
