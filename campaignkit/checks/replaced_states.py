"""What a document's own update has replaced: the day that was moved, the silence that was broken, the plan that turned.

An update seldom says what it replaces. It is read off: the update names another day or another number for what the body
tells with the same words; it tells that somebody has done what the body says is not done or planned; it denies what the
body tells, or calls it off.
"""

from __future__ import annotations

import re
from datetime import date

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.changes import PRICING
from campaignkit.checks.day import Day
from campaignkit.checks.ended_states import goes_on, has_parted, is_now_otherwise, tells_old_value
from campaignkit.checks.event_words import NEGATION, event_words, stem
from campaignkit.checks.library import Library
from campaignkit.checks.moved_days import in_year_of, names_old_day, tells_moved_day
from campaignkit.checks.names_shared import is_about
from campaignkit.checks.turned_states import turned_by
from campaignkit.checks.updates import OF_THEN, SHARED_AT_LEAST, UNDONE, Told, Update
from campaignkit.figures import find_quantities
from campaignkit.folding import fold
from campaignkit.function_words import CALENDAR

# Ways of speaking: who is said to be silent has broken the silence with any of them.
_SAYING = frozenset(
    stem(word)
    for word in "announce state respond reply answer comment promise pledge commit declare apologise apologize "
    "disclose publish issue release follow act move "
    "word statement response announcement explain said say told tell speak".split()
)
_SAID_IN_UPDATE = re.compile(
    r"\b(?:said|says|announced|announces|stated|responded|replied|answered|promised|pledged|committed|declared|apologi[sz]ed|"
    r"disclosed|published|issued|released|confirmed|agreed|told)\b",
    re.IGNORECASE,
)
_UTTERS = ("make", "made", "give", "given", "issue", "issued", "offer", "offered")  # any statement
_THAT = re.compile(r"\s+(?:that|this|such|the\s+same|its\s+own)\b")
_FURTHER = re.compile(r"[,;:]\s(?:and|but|while|so|for)\s")
# What a silence is about where nothing is said of it: "has not commented on the report".
_QUIET = frozenset(
    stem(word)
    for word in "report question request inquiry matter letter call email allegation claim charge finding study word "
    "remain stay keep thing anything something nothing everything silent quiet mum silence peep single "
    "statement response reply announcement answer comment suit same likewise kind sort promise pledge commitment "
    "public publicly yet make made offer".split()
)
_IRREGULAR = (
    "began gave held met wrote sent ran chose came struck sued withdrew won lost sold bought shut cut paid left"
)
_DONE = re.compile(
    rf"(?<!\bto )(?<!\bbe )\b(?P<verb>\w{{3,}}ed|{_IRREGULAR.replace(' ', '|')})\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|would|to)\s+(?P<not>not\s+|no\s+longer\s+|never\s+)?(?:be\s+)?(?P<verb>\w{3,})"
    r"|\b(?P<wont>won['’]t|wouldn['’]t)\s+(?:be\s+)?(?P<verb2>\w{3,})",
    re.IGNORECASE,
)
# What was done once more, or in part, leaves something to be done.
_NOT_ALL = re.compile(
    r"\b(?:again|also|plan(?:s|ned)? to|(?:some|half|most|part|many|few|one|two|three|four|five|six|seven|eight|nine|"
    r"ten|\d+) of (?:the|its|their|his|her))\b",
    re.IGNORECASE,
)
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
_OPPOSED: list[tuple[re.Pattern[str], frozenset[str], frozenset[str]]] = [
    (re.compile(done, re.IGNORECASE), frozenset(map(stem, does.split())), frozenset(map(stem, does_not.split())))
    for done, (does, does_not) in _OPPOSITES.items()
]
# "A petition to overturn the rule" has not overturned it; "they voted to overturn it" has.
_TO_BE = re.compile(
    r"(?<!decided )(?<!agreed )(?<!voted )(?<!moved )(?<!chosen )(?<!chose )(?<!forced )(?<!going )(?<!ordered )"
    r"(?<!resolved )(?<!have )(?<!had )\b(?:to|could|may|might|would|should|must)\s+(?:be\s+)?\Z"
)
_STILL = re.compile(r"\b(?:still|continues?|to this day|even now|remains?)\b", re.IGNORECASE)
_ENDED = re.compile(
    rf"{UNDONE.pattern}|\b(?:(?:turn|switch|shut|cut)(?:ed)?\s+off|stopped|ended|ceased|discontinued|terminated|removed|"
    r"disconnected|dismantled|closed)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:now\s+)?\Z")
_NOW_AT = re.compile(
    r"\b(?:risen|rose|rises|increas\w+|grown|grew|climbed|fallen|fell|dropped|declin\w+|now|revis\w+|stands?\s+at|so\s+far|"
    r"since|total|brought|up\s+to|later)\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    r"\b(?:number|total|count|toll|share|amount)s?\s+of\s+(?P<what>[^,;.]{3,60}?)\s+(?:has|have|is|was|rose|fell|now|stands)\b"
)
_POINTS = re.compile(r"\b(?:it|they|he|she)\b", re.IGNORECASE)
# That a plan was adopted stays true when the plan is changed.
_ADOPTED = re.compile(
    r"\b(?:adopted|approved|passed|announced|presented|published|unveiled|agreed\s+(?:on\s+)?|voted\s+(?:for|on)|decided\s+on|drew\s+up|"
    r"made|set\s+out)\s+(?:an?|the|its|their|your|our|his|her)\s+(?:[\w-]+\s+){0,3}?(?:plan|promise|pledge|policy|target|goal|"
    r"timetable|schedule|budget)\b",
    re.IGNORECASE,
)
# Who "has said nothing more" has said something.
_NOTHING_MORE = re.compile(
    r"\b(?:beyond|else|more|further|other|others|besides|except|apart\s+from|but|new|since|permanent\w*|for\s+good)\b",
    re.IGNORECASE,
)
TOPIC = 0.4  # share of what somebody is silent about that the update must speak of
_NAME = re.compile(r"\b[A-Z][\w’'-]{2,}")


def replaced_by(
    update: Update, told: Told, draft_days: tuple[Day, ...], library: Library, as_of: date
) -> tuple[str, ...]:
    """Return the sentences of an update that have replaced what a sentence of a draft tells; none if none has.

    Args:
        draft_days: All days that the draft names: who names the new one knows of it.
        library: Other documents may name the old day.
        as_of: The day for which the draft is to be true.
    """
    if turned := turned_by(update, told, as_of):
        return (turned,)
    if update.is_own:
        return update.sentences if _replaces(update, told, draft_days, library) else ()
    moved = (
        told.days and not told.is_past and names_old_day(update) and tells_moved_day(update, told, draft_days, library)
    )
    return update.sentences if moved else ()


def tells_the_same(update: Update, told: Told) -> bool:
    """Return whether a sentence calls off, with the verb of an update, what the update calls off: that is the news."""
    said = {stem(found[0].lower()) for found in UNDONE.finditer(told.text)}
    return any(
        said & {stem(found[0].lower()) for found in UNDONE.finditer(text)}
        and len(told.words & event_words(text)) >= SHARED_AT_LEAST
        and bool(NEGATION.search(text)) == bool(NEGATION.search(told.text))
        for text in (update.sentences if said else ())
    )


def _replaces(update: Update, told: Told, draft_days: tuple[Day, ...], library: Library) -> bool:
    if told.is_past:
        return False
    if told.days and tells_moved_day(update, told, draft_days, library):
        return True
    if any(
        _silent(update, told, one) for one in told.silent
    ):  # "It has said nothing": of whom, the sentence before says
        return True
    if not told.words & update.words:
        return False
    return (
        bool(told.waiting and _is_over(update, told))
        or bool(told.waiting and _waits(update, told))
        or bool(told.stands and _undone(update, told))
        or bool(update.has_number and told.quantities and (_recounted(update, told) or tells_old_value(update, told)))
        or goes_on(update, told)
        or is_now_otherwise(update, told)
        or has_parted(update, told)
        or bool(told.stands and _lasts(update, told))
    )


def _silent(update: Update, told: Told, found: re.Match[str]) -> bool:
    """Whether a sentence says that somebody is silent, or has not done, what an update says was said or done."""
    if _NOTHING_MORE.search(told.text, found.start()):
        return False
    subject = told.text[: found.start()]
    spoken = found["verb"] or found["yet"] or found["no"] or found["none"] or found["noun"] or found["refused"]
    spoken = spoken or found["makes"] or "say"
    any_at_all = spoken.lower() in _UTTERS and not _THAT.match(told.text, found.end())
    verb = stem("say" if any_at_all else spoken.lower())
    names = _names(subject) or _names(told.text)
    names = names or (_names(told.before) if _POINTS.search(subject) else set())
    own = {stem(word) for name in names for word in fold(name).split()} or _last_words(subject)
    topic = event_words(_FURTHER.split(told.text[found.start() :])[0]) - own - {verb, "no"} - _QUIET
    return any(
        (own - _common(text) or own) & event_words(text)
        and _speaks(text, verb)
        and len(topic & update.words) >= TOPIC * len(topic)
        for text in update.sentences
    )


def _common(text: str) -> set[str]:
    """Return the stems of what a text has without a capital: "Boats" of "Dorn Boats" is no name alone."""
    return {stem(word) for word in re.findall(r"\b[a-z]\w+", text)}


def _speaks(text: str, verb: str) -> bool:
    """Whether an update tells that somebody has done what a verb says; of one of speech, that somebody has spoken."""
    done = _done(text)
    return verb in done or (verb in _SAYING and bool(done & _SAYING or _SAID_IN_UPDATE.search(text)))


def _last_words(subject: str) -> set[str]:
    """Return the stems of the last words before a verb: of "And so far the police union" those of the union."""
    last = re.split(r"\b(?:the|a|an|our|its|their|and|but)\b|[,;:]", subject, flags=re.IGNORECASE)[-1]
    return set(event_words(last))


def _names(text: str) -> set[str]:
    return {
        name
        for name in _NAME.findall(text)
        if name.lower() not in {*CALENDAR, "the", "but", "and", "this", "still", "yet"}
    }


def _done(text: str) -> set[str]:
    clear = NEGATION.search(text)
    return {stem(found["verb"].lower()) for found in _DONE.finditer(text) if not clear or found.start() < clear.start()}


def _waits(update: Update, told: Told) -> bool:
    """Whether a sentence still awaits what an update tells as done, or plans what it denies."""
    if len(told.words & update.words) < SHARED_AT_LEAST:
        return False
    told_before = any(len(event_words(one) & told.words) >= SHARED_AT_LEAST for one in update.body)
    return any(_is_settled(found, text, told, told_before) for found in told.waiting for text in update.sentences)


def _is_settled(found: re.Match[str], text: str, told: Told, told_before: bool) -> bool:
    """Whether a sentence of an update tells as done what `found` awaits, or denies what it plans.

    Args:
        told_before: Whether the body of the updated text tells of the matter, too.
    """
    words = event_words(text)
    shared = told.words & words
    if len(shared) < SHARED_AT_LEAST or not is_about(text, told.text):
        return False
    verb = stem(found["verb"].lower())
    denied = bool(NEGATION.search(found[0])) or "yet to" in found[0] or "refus" in found[0].lower()
    if told_before and verb in _opposite(text, told.text, denied):
        return True
    if verb in shared and verb in _turned(text, denied) and len(shared) >= 0.5 * min(len(told.words), len(words)):
        return True
    ended = verb in shared and verb in _done(text) and not _NOT_ALL.search(text)
    return told_before and ended and len(shared) > SHARED_AT_LEAST


def _is_over(update: Update, told: Told) -> bool:
    """Whether a sentence awaits what the body announced for a day that had come when the update was written."""
    if update.since is None or not any(one["verb"] for one in told.waiting) or _ADOPTED.search(told.text):
        return False
    come = [one for one in told.days if one.is_whole and in_year_of(one, update.since) <= update.since]
    if not come or _tells_other(update, told):
        return False
    for before in update.body:
        same = any(one.fits(day) for one in find_days(before, update.written) for day in come)
        if same and len(told.words & event_words(before)) > SHARED_AT_LEAST:
            return True
    return False


def _tells_other(update: Update, told: Told) -> bool:
    """Whether an update has nothing to do with who or what a sentence is about."""
    return len(told.words & update.words) < SHARED_AT_LEAST


def _turned(text: str, denied: bool) -> set[str]:
    """Return the verbs of which an update says that they will be, where a draft denies it, or that they will not be."""
    found = ((one["verb"] or one["verb2"], bool(one["not"] or one["wont"])) for one in _WILL.finditer(text))
    return {stem(verb.lower()) for verb, refused in found if refused != denied}


def _opposite(text: str, sentence: str, denied: bool) -> frozenset[str]:
    """Return the verbs that an update makes untrue, of what will be or, if `denied`, of what will not be."""
    clear: set[str] = set()
    for done, does, does_not in _OPPOSED:
        hit = done.search(text)
        if hit and hit[0] not in sentence and not NEGATION.search(text[max(0, hit.start() - 30) : hit.start()]):
            clear |= does_not if denied else does
    return frozenset(clear)


def _tells(told: str, said: frozenset[str]) -> bool:
    words = event_words(told)
    return len(words & said) > SHARED_AT_LEAST


def _undone(update: Update, told: Told) -> bool:
    """Whether a sentence tells as standing what an update calls off."""
    said = told.words
    if len(said & update.words) < SHARED_AT_LEAST:
        return False
    for text in update.sentences:
        found = next((one for one in UNDONE.finditer(text) if not _TO_BE.search(text[: one.start()])), None)
        thing = _called_off(text, found) if found and not NEGATION.search(text[: found.start()]) else frozenset()
        close = len(thing & said) >= max(SHARED_AT_LEAST, 0.6 * len(thing))
        told_before = any(_tells(one, said) for one in (*update.body, *_told_of_then(update)))
        if thing & said and told_before and (close or _told_alike(update, said)):
            return True
    return False


def _told_of_then(update: Update) -> list[str]:
    """Return the sentences in which an update says what was so: "When this was published, 40 were open"."""
    return [one for one in update.sentences if OF_THEN.search(one)]


def _lasts(update: Update, told: Told) -> bool:
    """Whether a sentence says that something still is, of which an update says that it has ended."""
    if not _STILL.search(told.text):
        return False
    for text in update.sentences:
        found = next((one for one in _ENDED.finditer(text) if not _TO_BE.search(text[: one.start()])), None)
        thing = _called_off(text, found) if found and not NEGATION.search(text[: found.start()]) else frozenset()
        close = bool(thing) and len(thing & told.words) >= 0.6 * len(thing)
        if close and len(told.words & event_words(text)) >= SHARED_AT_LEAST:
            return True
    return False


def _told_alike(update: Update, said: frozenset[str]) -> bool:
    """Whether the body tells almost the same as a sentence does."""
    return any(len(event_words(one) & said) > max(3, 0.6 * len(said)) for one in update.body)


def _called_off(text: str, found: re.Match[str]) -> frozenset[str]:
    """Return the words of what is called off: after the verb, or before it in "the move has been called off"."""
    if _PASSIVE.search(text[: found.start()]):
        before = text[: found.start()]
        clause = re.split(r"[,;:]|\bthat\b", before)[-1]
        return event_words(clause) or event_words(before.rpartition(" that ")[2])
    after = re.split(r"[,;:.]|\b(?:after|because|following|until|in|on|at)\b", text[found.end() :])[0]
    return event_words(" ".join(after.split()[:9]))


def _recounted(update: Update, told: Told) -> bool:
    for text in update.sentences:
        told_there = any(not word[0].isdigit() and word not in PRICING for word in told.words & event_words(text))
        now_at = told_there and _NOW_AT.search(text)
        new = [one for one in find_quantities(text) if one.kind != "date"] if now_at else []
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


def _counts(text: str, unit: str) -> bool:
    """Whether an update gives "the number of jobs" without naming them beside the number."""
    found = _NUMBER_OF.search(text)
    return bool(event_words(unit) & event_words(found["what"])) if found else False
