"""A speaker as prose names one, and the shapes of lines that do: a credit, a post, a link, words that are passed on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from campaignkit.folding import Span
from campaignkit.people import PAPERS
from campaignkit.speech_found import How

POSTED_BY = re.compile(r"^[ \t>*]*(?P<name>[A-Z][^:\n]{1,80}?)\s+on\s+[A-Z][^:\n]{0,50}:\s*$", re.MULTILINE)
LARGE = re.compile(r"[^a-z]\S*(?:\s+(?:[^a-z\s]\S*|of|the|for|and|de|van|von))*")  # "Ann Lee wrote" is more than a name
CREDIT = re.compile(
    r"[\s>\"”*_]*(?:&mdash;|[—–\u2015]|--|\n[ \t]*-)\s*[\[*_]*"
    r"(?P<name>[A-Z][^\W\d_]*(?:['’][^\W\d_]+|[.])?"
    r"(?:[ \u00a0]+(?:[A-Z][\w.'’-]*|(?:of|the|for|and|de|van|von)(?=[ \u00a0])))*)"
    r"(?P<office>(?:(?<=['’]s)|(?<=s['’]))(?:[ \u00a0]+[a-z][\w-]*){1,4}(?=[ \t]*(?:[\n,(<|]|$)))?"
)
# "## Ann Lee", "**Ann Lee**" above a quotation.
HEADED = re.compile(r"\s*(?:#{1,6}\s|\*\*|__)[*_ ]*(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3})[*_:# ]*\s*")
# A full name on the line below a quotation: “…”⏎Ann Lee, Oak Union
NAMED_BELOW = re.compile(
    r"[*_ \t]*\n[*_> \t]*(?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3})(?:,[^\n.!?]{1,60})?[*_ \t]*(?:\n|\Z)"
)
IN_A_PAPER = re.compile(
    rf"(?<=\w) in (?P<paper>(?:[Tt]he )?(?:[A-Z]\S* )*(?i:{'|'.join(sorted(PAPERS))}))\Z"
)  # "Lee in the Oak Post: “…”"
# "OAK to the Council: “…”", "Ann Lee on Ring: “…”"; a single word may begin a name: "Right to Housing: “…”"
TO_ANOTHER = re.compile(
    r"(?P<name>[A-Z]{2,6}|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,2}) (?:to|on|about) (?:the )?[A-Z][\w’'. -]*"
)
IS_PAPER = re.compile(rf"\b(?:{'|'.join(sorted(PAPERS))})\b", re.IGNORECASE)
ON_A_PLATFORM = re.compile(
    r"\s+on\s+(?:Twitter|X|Facebook|Instagram|Mastodon|Bluesky|Threads|LinkedIn|YouTube|TikTok)$"
)
SIGNED = re.compile(r"[ \t]*(?:[\n,(#<|@]|$)")
LINKED = re.compile(r"[\s>*+•-]*\[(?P<name>[A-Z][^\]\n]{1,60})\]\(")
TOLD_ONE = re.compile(
    r"\b(?:told|tells|asked|asks|texted|warned|wrote(?: to)?|said to|e-?mailed|messaged|begged|answered|put it to)\s+"
    r"(?P<whom>me|us|him|her|them)\b[^.“”\"\n]{0,24}[“\"‘']?\Z",
    re.IGNORECASE,
)
RELAYS = frozenset(
    """retweeting retweeted retweets reposting reposted reposts sharing shared shares forwarding forwarded quoting
    quoted read reads reading""".split()
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said it, as the prose has it.

    Attributes:
        name: As the prose gives it; "she" and "the company" are replaced by the last fitting name, if there is one;
            "you", "we" and "I" stand as they are.
        span: Where the prose names or points to the speaker, in code points of the text; None if nowhere.
        how: Where it was found, relative to the quotation.
        confidence: "low" for a guess; a rule that accuses wants "high".
        relayed_by: Who passed the words on: the one who retweeted them.
        quoted_in: Who printed them first, or to whom they were said: "Vox", "BuzzFeed News".
        affiliation: For whom the speaker is said to speak, as the prose gives it: "MediaJustice".
        spokesperson: Whether that is the speaker's office.
    """

    name: str
    span: Span | None
    how: How
    confidence: Literal["high", "low"]
    relayed_by: str = ""
    quoted_in: str = ""
    affiliation: str = ""
    spokesperson: bool = False


def clean(name: str) -> str:
    name = ON_A_PLATFORM.sub("", name)
    name = re.sub(r"\s+", " ", name).strip(" [](),*_")
    return re.sub(r"['’]s?$", "", name)
