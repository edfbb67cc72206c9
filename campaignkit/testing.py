"""For those who write rules: a rule's own examples, checked.

from campaignkit.testing import check_examples
from my_rules import RULE

def test_the_rule_does_what_its_examples_say():
    check_examples(RULE)
"""

from __future__ import annotations

from campaignkit.checks import check_case
from campaignkit.checks.case import Case
from campaignkit.checks.draft import Draft
from campaignkit.checks.examples import AS_OF, example_library
from campaignkit.checks.rule import Example, Rule
from campaignkit.models.finding import Severity


def check_examples(rule: Rule) -> None:
    """Check a rule against its own examples, with the sources of the made-up town of Oldbridge at hand.

    An info is no finding here, unless it is all that the rule yields.

    Args:
        rule: With at least one example on which it fires and one which it spares.

    Raises:
        AssertionError: It has no examples of one kind, or does otherwise than they say; all of them are told.
    """
    counted: Severity = "info" if rule.severity == "info" else "warning"
    wrong = [f"it has no example that {kind}" for kind, held in _kinds(rule) if not held]
    for kind, examples in _kinds(rule):
        for example in examples:
            report = check_case(Case(Draft(example.draft), example_library(), AS_OF), [rule])
            if bool(report.at_least(counted)) is not (kind == "fires"):
                wrong.append(
                    f"{'does not fire' if kind == 'fires' else 'fires'} on {example.draft!r} ({example.because})"
                )
    if wrong:
        raise AssertionError(f"{rule.name}: " + "; ".join(wrong))


def _kinds(rule: Rule) -> tuple[tuple[str, tuple[Example, ...]], ...]:
    return ("fires", rule.fires), ("spares", rule.spares)
