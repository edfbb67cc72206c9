"""A self-contained HTML page: no script, no picture, nothing loaded, and a policy in it that forbids all three.

Every text is escaped. The visible text is `Document.text`, word for word, with the quotation marks in it: `<q>` says
that the words are a quotation and whence, but marks that only a style sheet prints would be lost when somebody copies
a sentence, and with them the quotation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from campaignkit.fragments import link_to_words
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
    LineBreak,
    Lines,
    Link,
    Paragraph,
    Quoted,
    SourceMark,
    Text,
    inlines_of,
    nest_marks,
)
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.prose import fixed_lines, heading_shift, spaced
from campaignkit.render.setting import PLAIN, Setting
from campaignkit.render.stylesheet import MAIL_STYLE, POLICY, STYLE

_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")  # characters that turn the direction of writing


def render(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as an HTML page in UTF-8.

    Quotations are `<q>`, with `cite` where the source's URL is known; quotations and figures carry the id of their
    statement as `data-statement`; footnote marks lead to the entry in the list of sources, and the entry back.

    Raises:
        InputError: The document holds what no page can carry (`refuse_unsafe`).
    """
    refuse_unsafe(document)
    return _PAGE.format(
        language=escape(document.language),
        policy=POLICY,
        title=escape(spaced(document.title).strip()),
        style=STYLE,
        article=_Article(document).html(),
    ).encode()


def mail_body(document: Document) -> str:
    """Return the document without its title as a page for a mail, its style still apart from its elements.

    Nothing in it leads from one place of the page to another: mail programs show it inside a page of their own.
    """
    return _MAIL.format(
        language=escape(document.language), style=MAIL_STYLE, article=_Article(document, mailed=True).html()
    )


_PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{article}
</main>
</body>
</html>
"""


_MAIL = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<style>{style}</style>
</head>
<body>
{article}
</body>
</html>
"""


class _Article:
    """One walk over a document; it remembers which sources have been mentioned, to lead back to them."""

    def __init__(self, document: Document, *, mailed: bool = False) -> None:
        self.document, self.mailed = document, mailed
        self.shift = heading_shift(document)
        self.urls = {entry.source: entry.url for entry in document.sources if entry.url}
        self.listed = {entry.number for entry in document.sources}
        self.mentions: Counter[int] = Counter()

    def html(self) -> str:
        parts = [f'<article class="{self.document.kind}">']
        parts += [] if self.mailed else [f"<h1>{_words(self.document.title)}</h1>"]
        parts += self.blocks(self.document.blocks)
        if self.document.sources:
            named = ("", "") if self.mailed else (' aria-labelledby="sources"', ' id="sources"')
            heading = escape(self.document.vocabulary.sources)
            parts += [f'<section class="sources"{named[0]}>', f"<h2{named[1]}>{heading}</h2>", "<ol>"]
            parts += [self.source(entry) for entry in self.document.sources]
            parts += ["</ol>", "</section>"]
        return "\n".join([*parts, "</article>"])

    def blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(inlines=inlines, role=role):
                yield f"<p{_role(role)}>{self.inlines(inlines)}</p>"
            case Heading(level=level, inlines=inlines):
                tag = f"h{min(6, level + self.shift)}"
                yield f"<{tag}>{self.inlines(inlines)}</{tag}>"
            case Bullets(items=items, ordered=ordered):
                tag = "ol" if ordered else "ul"
                yield from (f"<{tag}>", *map(self.item, items), f"</{tag}>")
            case BlockQuote(blocks=blocks):
                yield from (self.quote_tag(blocks), *self.blocks(blocks), _closing(blocks))
            case Lines(role="signers"):
                named = (f"<li>{_words(line)}</li>" for line in fixed_lines(block))
                yield from ('<ul class="lines" data-role="signers">', *named, "</ul>")
            case Lines(role=role):
                yield f'<p class="lines"{_role(role)}>{"<br>".join(map(_words, fixed_lines(block)))}</p>'
            case Divider():
                yield "<hr>"

    def item(self, blocks: Sequence[Block]) -> str:
        """Return an item of a list; a paragraph alone in it needs no tags of its own."""
        match blocks:
            case [Paragraph(inlines=inlines, role="")]:
                return f"<li>{self.inlines(inlines)}</li>"
            case _:
                return "\n".join(["<li>", *self.blocks(blocks), "</li>"])

    def quote_tag(self, blocks: Sequence[Block]) -> str:
        """Return the tag that opens a passage set apart: a quotation if it begins with one, else just an indent."""
        if quoted := _first_quotation(blocks):
            return f"<blockquote{self.cite(quoted.source)}>"
        return '<div class="indented">'

    def inlines(self, inlines: Sequence[Inline]) -> str:
        parts: list[str] = []
        for inline in inlines:
            html = self.inline(inline)
            if isinstance(inline, SourceMark) and parts and parts[-1].endswith(" "):
                # Within the mark, where no line may break, the space keeps it with the word that it belongs to.
                parts[-1], html = parts[-1][:-1], html.replace(">", "> ", 1)
            parts.append(html)
        return "".join(parts)

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text=text, strong=strong, emphasis=emphasis):
                return _styled(_words(spaced(text)), strong, emphasis)
            case Quoted(text=text, statement=statement, source=source, language=language):
                marked = f"“{_words(spaced(nest_marks(text)))}”"
                held = f'data-statement="{escape(statement)}"{_lang(language)}>{marked}'
                # Mail programs drop the style that keeps <q> from putting marks of its own.
                return f"<span {held}</span>" if self.mailed else f"<q{self.cite(source)} {held}</q>"
            case FigureText(text=text, statement=statement):
                return f'<span class="figure" data-statement="{escape(statement)}">{_words(spaced(text))}</span>'
            case SourceMark(numbers=numbers):
                return self.mark(numbers)
            case Link(text=text, href=href):
                shown = "" if text == href else ' class="web"'  # on paper, its address is printed behind it
                return f'<a{shown} href="{escape(href)}">{_words(spaced(text))}</a>'
            case LineBreak():
                return "<br>"

    def mark(self, numbers: tuple[int, ...]) -> str:
        """Return a footnote mark whose whole words are the link, or each number if there are several."""
        words = self.document.vocabulary
        if len(numbers) == 1:
            return f'<span class="mark">{self.reference(numbers[0], words.mark(numbers))}</span>'
        links = ", ".join(self.reference(number, str(number)) for number in numbers)
        return f'<span class="mark">{words.source_mark[1].format(links)}</span>'

    def reference(self, number: int, text: str) -> str:
        if self.mailed or number not in self.listed:
            return text
        self.mentions[number] += 1
        nth = self.mentions[number]
        return f'<a href="#source-{number}" id="ref-{number}{f"-{nth}" if nth > 1 else ""}">{text}</a>'

    def cite(self, source: str) -> str:
        return f' cite="{escape(self.urls[source])}"' if source in self.urls else ""

    def words(self, entry: CitedSource) -> str:
        """Return the address of a source at the first words that are quoted of it."""
        quoted = (one for one in inlines_of(self.document.blocks) if isinstance(one, Quoted))
        first = next((one.text for one in quoted if one.source == entry.source), "")
        return link_to_words(entry.url or "", first)

    def source(self, entry: CitedSource) -> str:
        number = entry.number
        href = escape(self.words(entry))
        url = f' <span class="url"><a href="{href}">{escape(entry.url)}</a></span>' if entry.url else ""
        told = escape(self.document.vocabulary.back_to_source.format(number))
        back = f' <a class="back" href="#ref-{number}" aria-label="{told}"></a>'
        label = _words(spaced(entry.label))
        place = "" if self.mailed else f' id="source-{number}"'
        return f'<li{place} value="{number}">{label}{back if self.mentions[number] else ""}{url}</li>'


def _words(text: str) -> str:
    """Return text escaped, and shut in if it turns the direction of writing, so that it cannot turn what follows."""
    return f"<bdi>{escape(text)}</bdi>" if _TURNS.search(text) else escape(text)


def _styled(html: str, strong: bool, emphasis: bool) -> str:
    html = f"<em>{html}</em>" if emphasis else html
    return f"<strong>{html}</strong>" if strong else html


def _lang(language: str | None) -> str:
    return f' lang="{escape(language)}"' if language else ""


def _role(role: str) -> str:
    return f' data-role="{escape(role)}"' if role else ""


def _first_quotation(blocks: Sequence[Block]) -> Quoted | None:
    """Return the quotation that the blocks begin with, if they do."""
    match blocks:
        case [Paragraph(inlines=[Quoted() as quoted, *_]), *_]:
            return quoted
        case _:
            return None


def _closing(blocks: Sequence[Block]) -> str:
    return "</blockquote>" if _first_quotation(blocks) else "</div>"
