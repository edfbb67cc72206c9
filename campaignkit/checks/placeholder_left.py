"""placeholder-left: something that was to be filled in and was not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.checks.case import Case
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.folding import Span

_NAMES = (
    r"(?:your|my|our|the|their)?\s*"
    r"(?:(?:full|first|last|organi[sz]ation|company|representative|senator|councill?or|member|legislator|official|"
    r"recipient|sender|reporter|mayor|minister|street|home|job|office)(?:['’]?s)? ){0,3}"
    r"(?:name|names|address|city|town|state|zip(?: code)?|postcode|date|e-?mail|phone(?: number)?|title|"
    r"organi[sz]ation|signature|recipient|company|senator|representative|district|amount|number|figure|source|citation|link|url|quote)"
)
PLACEHOLDERS = re.compile(
    rf"\[(?:insert|add|enter|fill in|todo|tbd|your|name of)\b[^\[\]\n]{{0,80}}\]"
    rf"|\[\s*{_NAMES}(?:\s+here)?\s*\]"
    r"|\[[A-Z][A-Z0-9' ’/&,._-]{2,60}\]"
    r"|\{\{[^{}\n]{0,200}\}\}|\{%[^{}\n]{0,200}%\}"
    rf"|<\s*(?:insert|your|name of|{_NAMES})\b(?:[ _-][\w’' -]{{0,60}})?>"
    r"(?<!<title>)(?<!<source>)(?<!<link>)(?<!<address>)"
    r"|(?-i:<[A-Z][A-Z0-9'’_-]*(?:[ _-][A-Z0-9'’-]+){1,6}>)"
    r"|\((?:insert|enter|add)\b[^()\n]{0,60}\bhere\)"
    r"|\(your (?:full |first |last )?(?:name|address|zip(?: code)?|postcode|"
    r"phone(?: number)?|e-?mail|signature|(?:city|town|title|organi[sz]ation)(?= here))(?: here)?\)"
    r"|\bDear\b[^\n_.,:]{0,40}_{3,}"
    r"|(?-i:\bX{2,4}(?:,XXX)*(?=\s?(?:%|percent\b|per\scent\b))|[$£€]X{1,4}(?:,XXX)*\b|\bXX/XX(?:/(?:X{2,4}|\d{2,4}))?\b)"
    r"|<<\s*[A-Za-z][^<>\n]{0,60}>>|%%?[A-Z][A-Z_]{2,40}%%?|\$\{[A-Za-z_.]{1,60}\}|\*\|[A-Z_:]{2,40}\|\*"
    r"|\b(?:TODO|FIXME|TBD|TKTK|XXX+)\b"
    r"|\b[Ll]orem ipsum\b",
    re.IGNORECASE,
)
# Each has one of them.
_SIGNS = ("[", "{", "<", "(", "%", "*|", "todo", "fixme", "tbd", "tktk", "xx", "lorem ipsum", "___", "$x", "£x", "€x")
ACRONYM = 8  # characters of a bracketed word, brackets included, up to which it may be an acronym
# These are placeholders in capitals only; the pattern above ignores case for the rest.
_CAPITALS = re.compile(r"\[[^\[\]]*\]|%|TODO|FIXME|TBD|TKTK|XXX")
# What a page puts in brackets for its readers to press, and remarks on a speech.
_LABEL = re.compile(
    r"\[(?:TWEET|WATCH|CLICK|SHARE|LISTEN|DOWNLOAD|VIEW|SIGN UP|REGISTER|DONATE|SUBSCRIBE|READ (?:MORE|THE|IT)|"
    r"REDACTED|EMPHASIS|APPLAUSE|LAUGHTER|CROSSTALK|INAUDIBLE|UNINTELLIGIBLE|TRANSLATION|EDITOR)\b"
)
_KNOWN = re.compile(
    rf"\[(?:insert|add|enter|fill in|todo|tbd|your|name of)\b|\[\s*{_NAMES}(?:\s+here)?\s*\]", re.IGNORECASE
)


def find(case: Case) -> Iterator[Hit]:
    """Yield what looks like a gap in a form."""
    low = case.draft.text.lower()
    may_be = any(sign in low for sign in _SIGNS)  # a look at the letters spares the search
    for found in PLACEHOLDERS.finditer(case.draft.text) if may_be else ():
        at = Span(*found.span())
        linked = case.draft.text.startswith("(", at.end)
        if found[0].lower() == "todo" and case.draft.language != "en":
            continue  # in Spanish and Portuguese it is a word
        if _is_placeholder(found[0]) and not linked and not at.within(_verified(case)):
            yield Hit(
                at=at,
                message=f"This was to be filled in: {found[0][:60]}",
                hint="Fill it in, or take the sentence out.",
            )


def _is_placeholder(words: str) -> bool:
    if _KNOWN.match(words) or not _CAPITALS.match(words):
        return True
    if _LABEL.match(words):
        return False
    # One short word in capitals is a name more often than a gap: “[ACLU] members”.
    return words == words.upper() and (len(words.split()) > 1 or len(words) > ACRONYM or "[" not in words)


def _verified(case: Case) -> list[Span]:
    return [one.quotation.span for one in case.verdicts if one.kind in ("found", "declared")]


RULE = Rule(
    name="placeholder-left",
    severity="error",
    summary="A gap that was to be filled in is still there: [YOUR NAME], {{ name }}, TODO, lorem ipsum.",
    why="A letter that begins “Dear [REPRESENTATIVE NAME]” tells its reader that nobody has read it.",
    find=find,
    fires=(
        Example("Dear [REPRESENTATIVE NAME]: please keep the library open.", "a name in brackets"),
        Example("Dear {{ target.name }}: please keep the library open.", "a template that was not filled in"),
        Example("We ask for an answer by [date].", "a date in brackets"),
        Example("Dear [Senator’s Last Name], please keep the library open.", "somebody’s name in brackets"),
        Example("TODO: say why. Please keep the library open.", "a note to oneself"),
        Example("I live in <YOUR CITY> and use the library.", "capitals in angle brackets"),
        Example("Dear <first name>: please keep the library open.", "a name in angle brackets"),
        Example("Sincerely, (your name here)", "a name in parentheses"),
        Example("Dear Councillor ________, please keep the library open.", "a line to fill in"),
        Example("XX% of the readers are children.", "a figure to fill in"),
        Example("Lorem ipsum dolor sit amet.", "a filler"),
    ),
    spares=(
        Example("The mayor said they would “not close [it] before the budget is settled.”", "an editor’s bracket"),
        Example("“[W]e will not close the library before the budget is settled.”", "the case of a letter"),
        Example("The figures [sic] are theirs; see note [1].", "a remark and a footnote"),
        Example("See what the [ACLU](https://example.org) and “[NASA] scientists” say.", "a link, and a name"),
        Example(
            "<video controls>Write to <desk@example.org> or <https://example.org/YOUR-NAME>.</video>", "tags, addresses"
        ),
        Example("It is 41 books a day (your figure). Signature: ________", "a remark, and a line for a pen"),
        Example("Our to-do list is long, and the date is near.", "words in prose"),
    ),
)
