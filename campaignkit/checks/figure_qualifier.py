"""figure-qualifier: "over", "at least", "allegedly" lost, added or turned."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.checks.case import Case
from campaignkit.checks.rule import Example, Hit, Rule


def find(case: Case) -> Iterator[Hit]:
    """Yield the figures with the value of a source and another bound or hedge."""
    for measured in case.measured:
        if measured.kind == "bounded" and measured.known:
            quantity, known = measured.quantity, measured.known
            said = case.draft.text[quantity.span.start : quantity.span.end]
            told = known.words
            yield Hit(
                at=quantity.span,
                message=f"{known.passage.label} says “{told}”, not “{said}”.",
                hint="Keep the words that bound the number.",
                evidence=known.evidence,
                changes=((said, told),),
            )


RULE = Rule(
    name="figure-qualifier",
    severity="warning",
    summary="“Over”, “at least” or “allegedly” was lost, added or turned.",
    why="“Over 4,200” and “4,200” are two claims; “allegedly” is the source keeping its distance, and so should you.",
    find=find,
    fires=(
        Example("The library lends 4,200 books a month.", "the source says over"),
        Example("The library lends under 4,200 books a month.", "turned round"),
        Example("The library lends exactly 4,200 books a month.", "made exact"),
    ),
    spares=(
        Example("The library lends over 4,200 books a month.", "as the source has it"),
        Example("The library lends more than 4,200 books a month.", "the same in other words"),
        Example("The library lends over 4,000 books a month.", "implied"),
    ),
)
