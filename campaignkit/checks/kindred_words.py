"""Words that stand for the same: how a letter and an article call one thing, each by its own word."""

from __future__ import annotations

import re
from functools import lru_cache

from campaignkit.checks.event_words import event_words, stem

# What goes with anything that is done, and says nothing of what it is.
_ANYTHING = frozenset(
    stem(word)
    for word in "mean plan intend want bring take get go come make give put set out off up down away due way thing "
    "everybody anybody everyone anyone somebody nobody need people person place number figure now today no keep stay "
    "remain continue stand still public tell let may under over near follow yet decline refuse present "
    "current moment against".split()
)
LONG = 6  # letters by which longer words are known for kin: "publication" and "publish" need a row, "cyclist" does not
# Each row is one matter of public life in the words for it; the first word stands for all.
_ROWS = """
pay charge cost fee price fare bill
sue lawsuit suit court litigate litigation
publish publication release disclose disclosure publicize
move transfer relocate relocation shift send resettle
house home household dwelling
erase delete remove wipe deletion
keep store hold retain retention
permit permission licence license allow approval permitted
agreement contract deal pact
firm company business operator
doctor physician medic
police officer
post job position vacancy
begin start launch commence commencement
merge merger join amalgamate combine
rise increase raise hike
reduce cut lower decrease reduction
grant issue award
hire recruit
answer reply respond response
inquiry investigation investigate probe enquiry
choose choice pick option
prosecute indict indictment prosecution charge
run operate operation work function
decide decision determine
young teen teenager youth minor
car vehicle
test testing tested check
install put fit installation
employee worker staff
build construct construction
visit visitor
vote ballot
fine penalty
rent tenancy tenant
strike walkout
sail sailing
bus coach
cyclist bicycle bike cycle cycling
closure closing
enforce enforcement
data information
area zone
deadline
pupil student
""".strip().splitlines()


def _kin() -> dict[str, tuple[str, ...]]:
    held: dict[str, tuple[str, ...]] = {}
    for row in _ROWS:
        words = [stem(word) for word in row.split()]
        for word in words:
            held[word] = (*held.get(word, ()), words[0])
    return held


_KIN = _kin()
# Verbs of two words.
_PHRASES = {
    r"ma(?:de|kes?|king) (?:it |them )?public": "publish",
    r"br(?:ing|ings|ought|inging) out": "publish",
    r"walk(?:s|ed|ing)? out": "strike",
    r"put(?:s|ting)? in": "install",
    r"take[sn]? on": "hire",
    r"hand(?:s|ed|ing)? out": "issue",
}
_PHRASE = re.compile("|".join(rf"(\b{one}\b)" for one in _PHRASES), re.IGNORECASE)
_VERBS = list(_PHRASES.values())


@lru_cache(maxsize=16384)
def kindred(text: str) -> frozenset[str]:
    """Return the words by which a text tells an event, each as the word that stands for its kin; no numbers.

    Examples:
        >>> sorted(kindred("Nobody pays to cycle here.") & kindred("Cyclists are charged."))
        ['cyclist', 'pay']
    """
    text = _PHRASE.sub(lambda found: _VERBS[(found.lastindex or 1) - 1], text)
    words = (word for word in event_words(text) - _ANYTHING if not word[0].isdigit())
    return frozenset(kin for word in words for kin in _KIN.get(word) or (word[:LONG],))
