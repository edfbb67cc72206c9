"""Plain text for a web form, such as a legislator's contact form, that says the same once the form has cleaned it.

The software that fills such forms in, and many of the forms, keep a few signs of ASCII and delete the rest without a
word: “Velázquez” arrives as "Velzquez", “[Microsoft] should” as "Microsoft should", and "§230" as "230". So what would
be deleted is written out beforehand, and every quotation is looked at as it will arrive: one whose words would change
is refused, with a wording that survives.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from campaignkit.errors import InputError
from campaignkit.languages import language_of
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Divider,
    Document,
    FigureText,
    Heading,
    Inline,
    Lines,
    Link,
    Paragraph,
    Quoted,
    Text,
    inlines_of,
    nest_marks,
)
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.prose import fixed_lines, spaced
from campaignkit.render.setting import PLAIN, Setting

_FOLDED = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("‐‑‒–—―−", "-"))
_DELETED = re.compile(r"[^A-Za-z0-9_ \t\n\r\f\v+,.!?$@:;()#&/\"'-]")

# What any style guide lets a writer change in a quotation, and what only our own words may become.
_IN_A_QUOTATION: dict[str, str | int | None] = {
    "…": "...",
    **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a", " "),
    **dict.fromkeys("\u00ad\u200b", ""),
}
_SIGNS = """
%= percent|£=GBP |€=EUR |¥=JPY |§=section |°= degrees|×=x|•=-|[=(|]=)|¿=|¡=|©=(c)|®=(R)|™=(TM)|ß=ss|æ=ae|Æ=Ae|œ=oe|Œ=Oe
ø=o|Ø=O|ł=l|Ł=L|đ=d|Đ=D|ð=d|þ=th|ı=i
""".strip().replace("\n", "|")
_IN_OUR_WORDS: dict[str, str | int | None] = _IN_A_QUOTATION | {pair[0]: pair[2:] for pair in _SIGNS.split("|")}

_WORD = re.compile(r"[^\W\d_]+")
_ANOTHER_WORD = {"es": frozenset("ñÑ")}
"""Letters of a language that no reader guesses from the letter without its sign: "años" are years, "anos" are not."""


def as_form_keeps(text: str) -> str:
    """Return what is left of a text once a form has cleaned it.

    Curly quotation marks and dashes become straight, "%" becomes " percent", and of all else only letters and digits
    of ASCII, white space of ASCII and these signs stay: - + _ , . ! ? $ @ : ; ( ) # & / " and '.

    Examples:
        >>> as_form_keeps("Rep. Velázquez said “[Microsoft] should” of 34.7% [1]")
        'Rep. Velzquez said "Microsoft should" of 34.7 percent 1'
        >>> as_form_keeps("§230, £1m, ?a=b, regulation\\u00a0before")
        '230, 1m, ?ab, regulationbefore'
    """
    return _DELETED.sub("", text.translate(_FOLDED).replace("%", " percent"))


def render(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document without its title, one line a paragraph, in signs that every form keeps.

    The title has a field of its own in such forms: `subject` returns it. Addresses of web pages that the form would
    break are left out (`broken_addresses`).

    Raises:
        InputError: A quotation would arrive with other words, or there is a character that cannot be written out.
    """
    return f"{message(document)}\n".encode()


def message(document: Document) -> str:
    """Return what `render` returns, as text and without the line break at its end."""
    refuse_unsafe(document)
    _refuse_altered(document)
    _refuse_other_words(document)
    return _whole(written_out(document), document.kind)


def written_out(document: Document) -> str:
    """Return the document without its title, what a form deletes written out where it can be; nothing is refused."""
    blocks, sources = _blocks(document.blocks), _sources(document)
    written = document.model_copy(update={"blocks": blocks, "sources": sources})
    return written.text.removeprefix(document.title).strip("\n").translate(_FOLDED)


def subject(document: Document) -> str:
    """Return the title in signs that every form keeps; raises InputError as `render` does."""
    return _whole(_ours(" ".join(document.title.split())), "subject")


def broken_addresses(document: Document) -> list[str]:
    """Return the addresses of web pages that a form would break, such as one with "=" in it, each once."""
    links = [inline.href for inline in inlines_of(document.blocks) if isinstance(inline, Link)]
    listed = [entry.url for entry in document.sources if entry.url]
    return [url for url in dict.fromkeys([*links, *listed]) if not _survives(url)]


def changed_words(document: Document) -> list[str]:
    """Return the words outside quotations that a form would spell otherwise, and how, each once.

    Examples:
        >>> from datetime import date
        >>> blocks = (Lines(lines=("La oficina está aquí",)),)
        >>> held = {"kind": "letter", "template": "t", "campaign": "c", "title": "T", "date": date(2026, 1, 1)}
        >>> changed_words(Document(**held, blocks=blocks))
        ['“está” as “esta”', '“aquí” as “aqui”']
    """
    return [f"“{word}” as “{_ours(word)}”" for word in _words_of_other_letters(document)]


def surviving(words: str) -> str:
    """Return a quotation so broken that its quoted parts survive; what does not stands outside the marks.

    Examples:
        >>> surviving("We urge [Microsoft] to follow Rep. Velázquez now")
        '"We urge" (Microsoft) "to follow Rep." Velazquez "now"'
    """
    parts = []
    for kept, group in groupby(_quotable(words).split(), key=_survives):
        run = " ".join(group)
        parts.append(f'"{run.translate(_FOLDED)}"' if kept else _DELETED.sub("", _ours(run)) or "(...)")
    return " ".join(parts)


def _refuse_altered(document: Document) -> None:
    """Refuse quotations that would arrive with other words than they have."""
    quoted = [one.text for one in inlines_of(document.blocks) if isinstance(one, Quoted)]
    altered = [text for text in dict.fromkeys(map(nest_marks, quoted)) if not _survives(_quotable(text))]
    if altered:
        details = [line for text in altered for line in _told(text)]
        what = (
            "A web form would change the words of a quotation." if len(altered) == 1 else "A web form would change the"
        )
        what = what if len(altered) == 1 else f"{what} words of {len(altered)} quotations."
        hint = "Quote only the words that survive: quote(statement, words) in the template takes a part of them."
        raise InputError(what, document.kind, hint, details)


def _refuse_other_words(document: Document) -> None:
    """Refuse words of our own that would be other words of their language without the signs of their letters."""
    telling = _ANOTHER_WORD.get(language_of(document.language), frozenset())
    if words := [word for word in _words_of_other_letters(document) if not telling.isdisjoint(word)]:
        shown = ", ".join(f"“{word}” into “{_ours(word)}”" for word in words[:8])
        more = f", and {len(words) - 8} more" if len(words) > 8 else ""
        hint = "If the form takes these letters, as most do, paste the plain text: --format txt."
        raise InputError(f"A web form may turn {shown}{more}.", document.kind, hint)


def _words_of_other_letters(document: Document) -> list[str]:
    """Return the words outside quotations that hold a letter beyond ASCII, in the order of the text, each once."""
    blank = [(one.start, one.end) for one in document.citations if one.kind == "quotation"]
    text = unicodedata.normalize("NFC", _without(document.text, blank))
    return [word for word in dict.fromkeys(_WORD.findall(text)) if not word.isascii()]


def _without(text: str, places: Sequence[tuple[int, int]]) -> str:
    kept, at = [], 0
    for start, end in places:
        kept.append(text[at:start])
        at = end
    return "".join([*kept, text[at:]])


def _told(text: str) -> Iterator[str]:
    yield f"quoted    “{text}”"
    yield f'arrives   "{as_form_keeps(text)}"'
    yield f"survives  {surviving(text)}"


def _survives(text: str) -> bool:
    return as_form_keeps(text) == text.translate(_FOLDED)


def _quotable(text: str) -> str:
    return spaced(text).translate(str.maketrans(_IN_A_QUOTATION))


def _ours(text: str) -> str:
    """Return our own words with what a form deletes written out; accents are dropped, not the letters under them."""
    written = text.translate(str.maketrans(_IN_OUR_WORDS)).translate(_FOLDED)
    apart = unicodedata.normalize("NFD", written)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _whole(text: str, where: str) -> str:
    """Return the text; raises InputError if a form would still delete something of it."""
    if lost := list(dict.fromkeys(_DELETED.findall(text))):
        shown = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in lost[:8])
        raise InputError(f"A web form would delete {shown}.", where, "Write it in other words, with letters of ASCII.")
    return text


def _blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(map(_block, blocks))


def _block(block: Block) -> Block:
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            return block.model_copy(update={"inlines": tuple(map(_inline, inlines))})
        case Bullets(items=items):
            return block.model_copy(update={"items": tuple(map(_blocks, items))})
        case BlockQuote(blocks=inner):
            return block.model_copy(update={"blocks": _blocks(inner)})
        case Lines():
            return block.model_copy(update={"lines": tuple(map(_ours, fixed_lines(block)))})
        case Divider():
            return Paragraph(inlines=(Text(text="- - -"),))


def _inline(inline: Inline) -> Inline:
    match inline:
        case Quoted(text=text):
            return inline.model_copy(update={"text": _quotable(text)})
        case Text(text=text) | FigureText(text=text):
            return inline.model_copy(update={"text": _ours(spaced(text))})
        case Link(text=text, href=href):
            named = "" if text == href else _ours(spaced(text))
            address = href if _survives(href) else ""
            return Text(text=f"{named} ({address})" if named and address else named or address)
        case _:
            return inline


def _sources(document: Document) -> tuple[CitedSource, ...]:
    return tuple(
        entry.model_copy(
            update={
                "label": _ours(spaced(entry.label)),
                "url": entry.url if entry.url and _survives(entry.url) else None,
            }
        )
        for entry in document.sources
    )
