"""Words that prose is built with, by what they do next to a speaker. Data, no code; all in lower case."""

from __future__ import annotations

# Those who write and those who are written to; no name of the text stands for them.
FIRST_AND_SECOND = frozenset("i we you my our your".split())
PRONOUNS = frozenset("he she they i we it you one".split())
POSSESSIVES = frozenset("his her their its our my your whose".split())
DETERMINERS = (
    frozenset("the a an this that these those another one some many several both each every other".split())
    | POSSESSIVES
)
AUXILIARIES = frozenset(
    """has have had having is are was were be been being would will shall can could may might must should do does did
    's 'd 've 'll wo ca""".split()
)
BE = frozenset("is are was were be been being".split())
SMALL_WORDS = frozenset(
    """also then later once again even still just now soon too first recently previously repeatedly himself herself
    itself themselves myself yourself yourselves
    ourselves not never n't often always already sometimes ever yesterday today tonight earlier last next
    afterward afterwards simply further twice instead only rather famously flatly on have in late early back out
    quite nevertheless nonetheless meanwhile all both jointly""".split()
)
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()  # in their order, as the months
MONTHS = "january february march april may june july august september october november december".split()
CALENDAR = frozenset(WEEKDAYS + MONTHS)
DAYS = CALENDAR | frozenset(
    "mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
GIVEN_NAMES = frozenset("jan april may june jun august sun".split())  # days and months that people are called by
TIMES = frozenset(
    """week month year morning night afternoon evening weekend day days weeks months years time ago summer spring fall
    winter""".split()
)
CONJUNCTIONS = frozenset("and but or yet so nor plus".split())
SUBORDINATE = frozenset(
    """in on at by for from with of to about after before during since while when as although though if because despite
    without within amid under over through until whether where upon unlike like among against given following per
    despite instead between into besides once whereas unless despite what how why""".split()
)
PREPOSITIONS = SUBORDINATE
RELATIVES = frozenset("who which that".split())
JOINING = frozenset("of the for and de la van von der den du da di del al el bin ben & du on to in".split())
FIRM_JOINTS = frozenset("of the for and & de la van von der den du da di del al el bin ben".split())
ROLES = frozenset(
    """spokesman spokeswoman spokesperson spokespeople director president head chairman chairwoman chair chief leader
    member adviser advisor lawyer attorney manager aide official officials analyst professor strategist candidate
    author founder co-founder editor secretary senator representative governor mayor judge executive officer fellow
    researcher scientist economist historian counsel coordinator organizer activist advocate reporter correspondent
    columnist writer critic critics supporter supporters resident voter voters owner partner commissioner deputy
    delegate ally allies friend brother sister father mother son daughter wife husband veteran student teacher
    consultant pollster rival rivals representative representatives statement letter report memo host co-host anchor
    blogger scholar nurse doctor physician midwife engineer farmer worker driver pastor coach biologist ecologist
    epidemiologist sociologist psychologist auditor inspector commentator pundit widow widower survivor organiser
    councillor trustee treasurer clerk superintendent principal prosecutor detective moderator""".split()
)
OFFICES = frozenset(
    """ceo cto cfo coo president spokesman spokeswoman spokesperson director founder co-founder chairman chairwoman
    manager executive""".split()
)
BEFORE_BASE = frozenset(
    """to would will can could may might must should did does do not n't never 'll also people they we i""".split()
)
# Words that begin a sentence with a capital, ask for something, and are nobody's name.
REQUESTS = frozenset(
    "please thank thanks remember imagine recall consider listen dear ask tell contact email e-mail".split()
)
NO_NAMES = (
    CONJUNCTIONS
    | SUBORDINATE
    | RELATIVES
    | AUXILIARIES
    | (SMALL_WORDS - {"further"})
    | {"there", "here", "yes", "no"}
    | REQUESTS
)
# Determiners that may be a subject by themselves: "Some say".
STANDING_ALONE = frozenset("this that these those another some many several both".split())
OPENERS = frozenset("however meanwhile indeed moreover still instead then yet now there".split())
