"""What a reader of an HTML page sees, with the way back to the file.

All visible text is kept, menus and banners too: an extractor that guesses what is "the article" loses one quotation
in seventy (research on 181 pages), and a quotation that cannot be found is worse than a banner that nobody quotes.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from campaignkit.documents.kept import REFERENCE, is_note_mark

_HIDDEN = {"script", "style", "template", "noscript", "svg", "head", "iframe", "object", "select", "textarea"}
_BREAKS = set(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption figure footer form h1 h2"
    " h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul".split()
)
_PARAGRAPHS = {"p", "blockquote", "li", "h1", "h2", "h3", "h4"}
_IN_HEAD = set("head title meta link base script style noscript template".split())
_NOTHING = "\ufdd0"  # a code point that stands for no character
_CREDITS = {"cite", "footer"}
_DASHED = re.compile(r"(?:<[^<>]{0,200}>|\s)*(?:—|–|-|&[mn]dash;|&#8212;)")
_DEEPEST = 100  # elements that hide their text, one in the other


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.out: list[str] = []
        self.pieces: list[tuple[int, int]] = [(0, 0)]
        self.length = 0
        self.hidden: list[str] = []
        self.title: list[str] = []
        self.in_title = False
        self.raised = False
        self.quoted = 0  # block quotes that we stand in
        self._line_starts = [0, *(newline.end() for newline in re.finditer("\n", source))]

    def read(self) -> None:
        """Read the whole page.

        The parser is shown no "&": it loses the one in "AT&T" and gives up at a bare "&#". Nor is it shown a "<" that
        nothing closes: each costs it a walk to the end of the page. Text is taken from the page itself, which is as
        long and has everything at the same place.
        """
        page = self.source.replace("&", _NOTHING)
        closed = page.rfind(">") + 1
        self.feed(page[:closed] + page[closed:].replace("<", _NOTHING))
        self.close()

    def place(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column

    def put(self, text: str, place: int) -> None:
        if text:
            self.pieces.append((self.length, place))
            self.out.append(text)
            self.length += len(text)

    def break_line(self, breaks: str) -> None:
        """Begin a line: within a block quote with ">", as plain text has it, so that it is known as one."""
        self.put(breaks.replace("\n", "\n>") + " " if self.quoted else breaks, self.place())

    def begin_credit(self) -> None:
        """Set a dash before the name at the end of a block quote, unless it has one: the name is none of its words."""
        at_start = "".join(self.out[-6:]).endswith(("\n", "> "))
        if at_start and not _DASHED.match(self.source, self.place()):
            self.put("— ", self.place())

    def put_text(self, written: str, place: int) -> None:
        at = 0
        for reference in REFERENCE.finditer(written):
            sign = unescape(reference[0])
            if sign != reference[0]:
                self.put(written[at : reference.start()], place + at)
                self.put(sign, place + reference.start())
                at = reference.end()
        self.put(written[at:], place + at)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.in_title = tag == "title" and "svg" not in self.hidden
        if tag not in _IN_HEAD:
            self.leave_head()
        if tag in _HIDDEN:
            self.hidden += [tag] if len(self.hidden) < _DEEPEST else []
        elif tag in _BREAKS and not self.hidden:
            self.quoted += tag == "blockquote"
            self.break_line("\n\n" if tag in _PARAGRAPHS else "\n")
        elif tag == "q" and not self.hidden:
            self.put("“", self.place())  # a browser sets the marks that the page leaves out
        if tag in _CREDITS and self.quoted and not self.hidden:
            self.begin_credit()
        self.raised = self.raised or tag == "sup"

    def leave_head(self) -> None:
        """The end tag of the head may be left out: the first thing that cannot be in it ends it."""
        if self.hidden == ["head"]:
            self.hidden.clear()

    def handle_endtag(self, tag: str) -> None:
        self.in_title = self.in_title and tag != "title"
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass
        elif tag in _BREAKS and not self.hidden:
            self.quoted = max(0, self.quoted - (tag == "blockquote"))
            self.break_line("\n\n" if tag == "blockquote" else "\n")
        elif tag == "q" and not self.hidden:
            self.put("”", self.place())
        self.raised = self.raised and tag != "sup"

    def handle_data(self, data: str) -> None:
        place = self.place()
        written = self.source[place : place + len(data)]
        if self.in_title:
            self.title.append(unescape(written))
            return
        if not written.isspace():
            self.leave_head()
        if not (self.hidden or (self.raised and is_note_mark(written, "".join(self.out[-1:])))):
            self.put_text(written, place)


def visible_text(source: str) -> tuple[str, list[tuple[int, int]], str]:
    """Return the visible text of an HTML page, its pieces (place in the text, place in the source), and its title.

    Examples:
        >>> text, pieces, title = visible_text("<title>A</title><p>We say <b>no</b> &amp; mean it.")
        >>> text.strip(), title
        ('We say no & mean it.', 'A')
    """
    reader = _Reader(source)
    reader.read()
    return "".join(reader.out), reader.pieces, " ".join("".join(reader.title).split())
