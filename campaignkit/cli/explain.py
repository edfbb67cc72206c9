"""`campaignkit explain`: why a rule is, and drafts on which it fires and does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from campaignkit.cli.options import json_option

if TYPE_CHECKING:
    from campaignkit.checks import Example, Rule


@click.command()
@click.argument("rule", required=False)
@json_option
def command(rule: str | None, as_json: bool) -> None:
    """Explain RULE: why it is, drafts on which it fires and on which it does not. Without RULE, list all."""
    from campaignkit.checks import RULES, all_rules
    from campaignkit.cli.console import Column, print_json, print_table
    from campaignkit.errors import UsageError, did_you_mean

    known = RULES if rule in RULES else all_rules()  # a plug-in that is broken keeps nobody from reading about others
    if rule and rule not in known:
        raise UsageError(f"No rule is named {rule!r}.", hint=did_you_mean(rule, known))
    wanted = [known[rule]] if rule else list(known.values())
    if as_json:
        print_json({"rules": [_json(one) for one in wanted]})
    elif rule:
        _print_rule(known[rule])
    else:
        columns = [Column("RULE", style="bold"), Column("SEVERITY"), Column("FIRES WHEN", "wrap")]
        print_table(columns, [(one.name, one.severity, one.summary) for one in wanted])


def _json(rule: Rule) -> dict[str, object]:
    told: dict[str, object] = {"name": rule.name, "severity": rule.severity, "summary": rule.summary, "why": rule.why}
    for name, examples in (("fires", rule.fires), ("spares", rule.spares)):
        told[name] = [{"draft": one.draft, "because": one.because} for one in examples]
    return told


def _print_rule(rule: Rule) -> None:
    from campaignkit.cli.console import headline, paragraph

    headline(f"{rule.name} ({rule.severity})")
    paragraph(rule.summary)
    paragraph(rule.why)
    if origin := _origin(rule):
        paragraph(f"It comes from a plug-in: {origin}.")
    for title, examples in (("It fires on", rule.fires), ("It does not fire on", rule.spares)):
        if examples:
            _print_examples(title, examples)
    paragraph(f"To leave it out of one check: campaignkit check --skip {rule.name} DRAFT")


def _origin(rule: Rule) -> str:
    from campaignkit.checks import RULES
    from campaignkit.checks.plugins import plug_ins

    return "" if rule.name in RULES else plug_ins(RULES)[rule.name].origin


def _print_examples(title: str, examples: tuple[Example, ...]) -> None:
    from campaignkit.cli.console import headline, paragraph

    headline(title)
    for example in examples:
        paragraph(example.draft.strip(), indent=2, after=False)
        paragraph(f"– {example.because}", indent=4, style="dim")
