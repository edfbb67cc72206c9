"""What a document cites, for the programs of others: its sources and, as Web Annotations, the words of its statements.

A document knows a line for each source and no more; author, title and the place of the words are in the campaign. So
these are no renderers, which see the document alone.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from campaignkit.errors import InputError
from campaignkit.fragments import link_to_words
from campaignkit.models.campaign import Campaign
from campaignkit.models.document import Citation, Document, Quoted, inlines_of
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement

_TEX = {sign: f"\\{sign}" for sign in "#$%&_"} | {
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    "{": "\\textbraceleft{}",  # BibTeX counts a brace though a backslash stands before it
    "}": "\\textbraceright{}",
}
_TEX_SIGN = re.compile(r"[\\#$%&_{}~^]")


def csl(document: Document, campaign: Campaign) -> str:
    """Return the sources of a document as CSL-JSON, which Zotero, pandoc and citeproc read."""
    return _json([_csl(source) for source in cited_sources(document, campaign)])


def bibtex(document: Document, campaign: Campaign) -> str:
    """Return the sources of a document as BibTeX; nothing in a title is read as a command of TeX."""
    return "\n".join(map(_bibtex, cited_sources(document, campaign)))


def ris(document: Document, campaign: Campaign) -> str:
    """Return the sources of a document as RIS, which EndNote, Mendeley and Zotero read."""
    return "".join(map(_ris, cited_sources(document, campaign)))


def web_annotations(document: Document, campaign: Campaign) -> str:
    """Return the statements of a document as W3C Web Annotations in JSON-LD.

    Each links words of the document (by their place in its text, which the sha256 in its name fixes) to words of a
    source: exact, prefix and suffix, and start and end in the kept text of the file whose sha256 is given.
    """
    items = list(_annotations(document, campaign))
    first = {"type": "AnnotationPage", "startIndex": 0, "items": items}
    return _json(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": f"urn:sha256:{document.sha256}#annotations",
            "type": "AnnotationCollection",
            "label": document.title,
            "total": len(items),
            "first": first,
        }
    )


def links(document: Document, campaign: Campaign) -> str:
    """Return a link to the words of each quotation whose source has a URL, a line each: number, link, words."""
    numbers = {entry.source: entry.number for entry in document.sources}
    lines = []
    for inline in inlines_of(document.blocks):
        source = campaign.source(inline.source) if isinstance(inline, Quoted) else None
        if isinstance(inline, Quoted) and source and source.url:
            number = numbers.get(source.id, "")
            lines.append(f"{number}\t{link_to_words(source.url, inline.text)}\t{' '.join(inline.text.split())}\n")
    return "".join(dict.fromkeys(lines))


FORMATS: dict[str, Callable[[Document, Campaign], str]] = {
    "csl": csl,
    "bibtex": bibtex,
    "ris": ris,
    "jsonld": web_annotations,
    "links": links,
}
"""The formats of `campaignkit cite`."""


def cited_sources(document: Document, campaign: Campaign) -> list[Source]:
    """Return the sources in the document's list, as the campaign records them, in the order of the list.

    Raises:
        InputError: The document is of another campaign.
        UnknownIdError: The campaign has lost a source since.
    """
    if document.campaign != campaign.id:
        what = f"The document is of campaign {document.campaign!r}, and this is {campaign.id!r}."
        raise InputError(what, document.kind, "Name its campaign: -c.")
    return [campaign.source(entry.source) for entry in document.sources]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _given(**fields: Any) -> dict[str, Any]:
    """Return the fields that have a value, "_" in their names as "-"."""
    return {name.rstrip("_").replace("_", "-"): value for name, value in fields.items() if value}


def _csl(source: Source) -> dict[str, Any]:
    return _given(
        id=source.id,
        type="webpage" if source.url else "document",
        title=source.title,
        author=[{"literal": name} for name in source.author],
        container_title=source.container_title,
        publisher=source.publisher,
        issued=_csl_date(source.issued, circa="issued" in source.inferred),
        accessed=_csl_date(source.accessed),
        URL=source.url,
        language=source.language,
    )


def _csl_date(day: date | None, *, circa: bool = False) -> dict[str, Any] | None:
    if day is None:
        return None
    return {"date-parts": [[day.year, day.month, day.day]], **({"circa": True} if circa else {})}


def _bibtex(source: Source) -> str:
    """Return an entry; what is in two pairs of braces keeps its capitals, and a name in a pair is not taken apart."""
    fields = _given(
        title=_tex(source.title),
        author=" and ".join(map(_tex, source.author)),
        howpublished=_tex(source.container_title),
        publisher=_tex(source.publisher),
        year=str(source.issued.year) if source.issued else "",
        date=str(source.issued or ""),
        urldate=str(source.accessed or ""),
        url=_address(source.url or ""),
        note="The date is inferred." if source.issued and "issued" in source.inferred else "",
        language=_tex(source.language),
    )
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{source.id},\n{rows}\n}}\n"


def _tex(text: str | None) -> str:
    """Return a text in braces, with nothing in it that TeX reads as a command."""
    return f"{{{_TEX_SIGN.sub(lambda sign: _TEX[sign[0]], _line(text))}}}" if text else ""


def _address(url: str) -> str:
    """Return a URL in which nothing ends a field or begins a comment."""
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _ris(source: Source) -> str:
    rows = [("TY", "ELEC" if source.url else "GEN"), ("ID", source.id), ("TI", source.title)]
    rows += [("AU", name) for name in source.author]
    rows += [("T2", source.container_title or ""), ("PB", source.publisher or "")]
    rows += [("PY", str(source.issued.year)), ("DA", f"{source.issued:%Y/%m/%d}")] if source.issued else []
    rows += [("Y2", f"{source.accessed:%Y/%m/%d}")] if source.accessed else []
    rows += [("UR", source.url or ""), ("LA", source.language or "")]
    return "".join(f"{tag}  - {_line(value)}\r\n" for tag, value in rows if value) + "ER  - \r\n\r\n"


def _line(text: str) -> str:
    """Return a text in one line, so that no line of it can be taken for a field."""
    return " ".join(text.split())


def _annotations(document: Document, campaign: Campaign) -> Iterator[dict[str, Any]]:
    cited_sources(document, campaign)  # refuses a document of another campaign
    placed = {citation.statement for citation in document.citations}
    for citation in document.citations:
        yield _annotation(document, campaign, campaign.statement(citation.statement), citation)
    for entry in document.sources:
        for statement in entry.statements:
            if statement not in placed:
                yield _annotation(document, campaign, campaign.statement(statement), None)


def _annotation(document: Document, campaign: Campaign, held: Statement, said: Citation | None) -> dict[str, Any]:
    place = f"{document.sha256}/{held.id}/{said.start if said else ''}"
    return _given(
        id=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, place)}",
        type="Annotation",
        motivation="linking" if said else "highlighting",
        body=_in_document(document, said) if said else None,
        target=_in_source(campaign.source(held.source), held),
    )


def _in_document(document: Document, said: Citation) -> dict[str, Any]:
    return {
        "type": "SpecificResource",
        "source": f"urn:sha256:{document.sha256}",
        "selector": [_quote(said.text, None, None), _position(said.start, said.end)],
    }


def _in_source(source: Source, held: Statement) -> dict[str, Any]:
    selectors = [_quote(held.exact, held.prefix, held.suffix)]
    if held.start is not None and held.end is not None:
        selectors.append(_position(held.start, held.end))
    kept = f"urn:sha256:{source.sha256}" if source.sha256 else None
    page = _given(
        id=source.url or kept or f"_:{source.id}",
        type="Text",
        label=source.title,
        language=source.language,
        canonical=kept if source.url else None,
    )
    return {"type": "SpecificResource", "source": page, "selector": selectors}


def _quote(exact: str, prefix: str | None, suffix: str | None) -> dict[str, Any]:
    return _given(type="TextQuoteSelector", exact=exact, prefix=prefix, suffix=suffix)


def _position(start: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": start, "end": end}
