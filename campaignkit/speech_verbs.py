"""The verbs with which prose gives words to someone. Data: a verb missing here is a speaker missed.

`SPEECH` holds the forms that stand after a speaker: "said", "says", "adding".
"""

from __future__ import annotations

_REGULAR = """
    add address admit advise affirm agree allege announce answer argue ask assert assure beg blast boast caution
    challenge charge claim clarify comment complain conclude concede concur confess confirm contend continue counter
    criticize criticise declare decry defend demand denounce deny describe detail dismiss emphasize emphasise
    estimate exclaim explain express fire fume gush hail hint howl insist instruct interject interrupt joke lament
    lecture maintain mention mock mourn muse note object observe opine order pen plead pledge point post praise
    predict proclaim promise propose protest quip rail react recall reason recommend recount refer reflect remark
    remember remind repeat reply report request respond retort reveal roar scoff scream shout sigh signal slam snap
    stress suggest summarize summarise tease testify thank thunder tout tweet retweet urge vent voice vow wail warn
    whisper wonder yell acknowledge accuse apologize apologise declaim implore lash lambast rebut reiterate relate
    restate underline underscore volunteer characterize characterise brand label term chide jab joke quip blog
    e-mail email text sneer growl grumble mutter murmur gripe crow huff sniff snort snarl chuckle sputter chime
    venture cry enthuse intone""".split()

_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "read": "reads read reading",
    "speak": "speaks spoke speaking",
    "begin": "begins began beginning",
    "think": "thinks thought thinking",
    "put": "puts put putting",
    "swear": "swears swore swearing",
    "state": "states stated stating",
    "quote": "quotes quoted quoting",
    "cite": "cites cited citing",
    "call": "calls called calling",
    "dub": "dubs dubbed dubbing",
    "chant": "chants chanted chanting",
    "sing": "sings sang singing",
    "deem": "deems deemed deeming",
    "believe": "believes believed believing",
    "feel": "feels felt",
    "hope": "hopes hoped hoping",
    "welcome": "welcomes welcomed",
    "condemn": "condemns condemned condemning",
    "caption": "captioned",
    "find": "finds found",
    "liken": "likens likened likening",
    "compare": "compares compared comparing",
}


def _forms(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return {f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x")) else f"{verb}s"
    doubled = (
        stem + stem[-1] if verb in {"admit", "quip", "pen", "jab", "concur", "refer", "blog", "snap", "slam"} else stem
    )
    return {third, f"{doubled}ed", f"{doubled}ing"}


SPEECH = frozenset(form for verb in _REGULAR for form in _forms(verb)) | frozenset(
    form for forms in _IRREGULAR.values() for form in forms.split()
)
# The plain form, which counts after "to" and after an auxiliary: "went on to say".
BASE = (frozenset(_REGULAR) | frozenset(_IRREGULAR)) - SPEECH
# Forms that are as often a noun: "in remarks", "the report".
NOUNS = frozenset(
    form for form in SPEECH if form.endswith("s") and form not in {"says", "tells", "writes", "adds", "argues"}
) | {"read"}
# Plain forms that are hardly ever nouns, which count after a plural: "residents say".
PLURAL = frozenset(
    "say write argue warn insist agree tell explain believe think describe add ask complain maintain".split()
)
