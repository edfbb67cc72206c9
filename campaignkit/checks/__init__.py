"""The checker: does a draft say what its sources say? One rule a file; `check` runs them and sorts what they find."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from campaignkit.checks.case import Case
from campaignkit.checks.draft import Draft
from campaignkit.checks.library import Library, library_of
from campaignkit.checks.measured import Kind
from campaignkit.checks.other_languages import AS_EVER, Reading, counts, find_in, note
from campaignkit.checks.plugins import plug_ins
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.checks.waivers import read_waivers, waive
from campaignkit.dates import day_or_today
from campaignkit.documents import Kept, read_file, read_folder
from campaignkit.errors import UsageError, did_you_mean
from campaignkit.models.finding import SEVERITIES, Finding, Report

if TYPE_CHECKING:
    from campaignkit.models.campaign import Campaign
    from campaignkit.models.document import Document
    from campaignkit.models.finding import Waiver

_MODULES = (
    "quote_altered",
    "quote_not_found",
    "quote_misattributed",
    "quote_truncated",
    "figure_mismatch",
    "figure_unsupported",
    "figure_qualifier",
    "figure_conflict",
    "date_mismatch",
    "claim_retracted",
    "claim_superseded",
    "placeholder_left",
)
RULES: dict[str, Rule] = {
    rule.name: rule for rule in (import_module(f"campaignkit.checks.{name}").RULE for name in _MODULES)
}

NOT_SUPPORTED: tuple[Kind, ...] = ("unsupported", "doubtful", "mismatch", "bounded")  # kinds of figures
# What a sentence that stands in a source cannot be wrong in, whatever its reading comes to.
OF_A_SENTENCE = frozenset(("figure-mismatch", "figure-unsupported", "figure-qualifier", "date-mismatch"))
REMEMBERED_AT_MOST = 200_000  # code points of a draft whose report is remembered
REPORTS_AT_MOST = 64
_LATELY: OrderedDict[tuple[object, ...], Report] = OrderedDict()

__all__ = ["RULES", "Case", "Example", "Hit", "Rule", "all_rules", "check", "check_case", "chosen", "merge"]


def all_rules() -> dict[str, Rule]:
    """Return the rules that ship and those of plug-ins, by name; raises InputError if a plug-in cannot be used."""
    return {**RULES, **{name: one.rule for name, one in plug_ins(RULES).items()}}


def check(
    draft: Document | str | Path | Kept,
    campaign: Campaign | None = None,
    *,
    documents: str | Path | Mapping[str, Kept] | None = None,
    as_of: date | None = None,
    select: Iterable[str] = (),
    skip: Iterable[str] = (),
    name: str = "",
    waivers: str | Path | Iterable[Waiver] = (),
) -> Report:
    """Check a draft against what its sources say.

    Args:
        draft: A composed document, a text, a Path to a file, or a document that has been read.
        campaign: Knows speakers, figures, commitments and corrections.
        documents: A folder of documents, or documents by their sha256. Those of the campaign's sources stand for
            what is recorded of them; any others are sources by themselves. A draft that lies in the folder is none.
        as_of: The day for which the draft is to be true; the draft's own date if left out, else today.
        select, skip: Names of rules: only these; all but these.
        name: What to call the draft in findings, where it is a text.
        waivers: Findings that a person accepts: a file of [[waiver]] tables, or the waivers.

    Returns:
        The findings in the order of their places, and how much was looked at.

    Raises:
        UsageError: The draft is a text that names an existing file, there is nothing to check against, or a rule is
            not known.
        DocumentError: The draft or a document cannot be read.
        MissingExtraError: The draft is a .docx or .pdf, and what reads them is not installed.
        InputError: The file of waivers is not in order, or a plug-in cannot be used.

    Examples:
        >>> from campaignkit.catalog import load
        >>> report = check("The ACLU’s test matched 38 members of Congress.", load("face-recognition-2020"))
        >>> [finding.rule for finding in report.errors]
        ['figure-mismatch']
    """
    if isinstance(draft, Path):
        draft = read_file(draft, repaired=False)
    held = documents if isinstance(documents, Mapping) else _held(documents, draft, campaign)
    if campaign is None and not held:
        raise UsageError(
            "There is nothing to check the draft against.", hint="Give a campaign, or a folder of documents."
        )
    read, rules = _draft(draft, name), chosen(select, skip)
    report = _checked(read, library_of(campaign, held), as_of, rules)
    accepted = read_waivers(Path(waivers), all_rules()) if isinstance(waivers, str | Path) else tuple(waivers)
    ran = [rule.name for rule in rules]
    return waive(report, accepted, {read.name: read.text}, rules=ran, today=day_or_today(as_of))


def _checked(draft: Draft, library: Library, as_of: date | None, rules: list[Rule]) -> Report:
    """Check a draft, or tell again what was found in it lately: an editor asks at every pause."""
    asked = (
        draft.text,
        draft.name,
        draft.kept and draft.kept.sha256,
        library,
        as_of,
        day_or_today(None),
        *map(id, rules),
    )
    if draft.document is not None or len(draft.text) > REMEMBERED_AT_MOST:
        return check_case(Case(draft, library, day_or_today(as_of or draft.dated)), rules)
    report = _LATELY.pop(asked, None)
    if report is None:
        report = check_case(Case(draft, library, day_or_today(as_of or draft.dated)), rules)
    _LATELY[asked] = report
    while len(_LATELY) > REPORTS_AT_MOST:
        _LATELY.popitem(last=False)
    return report.model_copy(update={"summary": dict(report.summary)})


def check_case(case: Case, rules: Iterable[Rule] = tuple(RULES.values())) -> Report:
    """Run `rules` on a case."""
    if case.draft.language != "en":
        return _in_another_language(case, list(rules))
    hits = [(rule, hit) for rule in rules for hit in rule.find(case)]
    findings = [_finding(case.draft, rule, hit) for rule, hit in hits if not _is_as_in_a_source(case, rule, hit)]
    findings.sort(key=lambda one: (one.at, SEVERITIES.index(one.severity), one.rule))
    return Report(findings=tuple(findings), summary=_summary(case, findings))


def _in_another_language(case: Case, rules: list[Rule]) -> Report:
    """Check a draft in another language than English; rules of plug-ins run as they are."""
    reading = Reading.of(case)
    own = [rule for rule in rules if rule.name in AS_EVER or rule.name not in RULES]
    hits = [(rule, hit) for rule in own for hit in rule.find(case)]
    found = [hit.at for _, hit in hits]
    cited = [(rule, hit) for rule in rules for hit in find_in(rule.name, reading)]
    hits += [(rule, hit) for rule, hit in cited if not hit.at.touches(found)]
    findings = [_finding(case.draft, rule, hit) for rule, hit in hits]
    findings.sort(key=lambda one: (one.at, SEVERITIES.index(one.severity), one.rule))
    summary = {**_summary(case, findings), **counts(reading, [one.rule for one in findings])}
    told = note(case.draft, reading, [rule.name for rule in rules])
    return Report(findings=tuple(findings), summary=summary, notes=(told,))


def _is_as_in_a_source(case: Case, rule: Rule, hit: Hit) -> bool:
    """Whether a figure or a day is told in a sentence that a source has word for word."""
    return rule.name in OF_A_SENTENCE and case.is_copied(hit.at)


def merge(reports: Iterable[Report]) -> Report:
    """Return one report of several, their counts added up."""
    held = list(reports)
    summary: Counter[str] = Counter()
    for report in held:
        summary.update(report.summary)
    return Report(
        findings=tuple(one for report in held for one in report.findings),
        summary=dict(summary),
        waived=tuple(one for report in held for one in report.waived),
        stale_waivers=tuple(one for report in held for one in report.stale_waivers),
        notes=tuple(dict.fromkeys(one for report in held for one in report.notes)),
    )


def _held(folder: str | Path | None, draft: object, campaign: Campaign | None) -> Mapping[str, Kept]:
    """Return the documents of a folder; without the draft that lies in it, unless it is a source."""
    if folder is None:
        return {}
    sources = {source.sha256 for source in campaign.sources} if campaign else set()
    own = draft.path if isinstance(draft, Kept) and draft.sha256 not in sources else None
    return read_folder(folder, without=[own] if own else [])


def _draft(draft: Document | str | Kept, name: str) -> Draft:
    if isinstance(draft, Kept):
        return Draft(draft.text, name or draft.name, kept=draft)
    if not isinstance(draft, str):
        return Draft(draft.text, name, document=draft)
    if len(draft) < 1000 and "\n" not in draft and _is_file(draft):
        raise UsageError(f"{draft!r} is the name of a file, not a draft.", hint="Pass Path(…) to check the file.")
    return Draft(draft, name)


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def chosen(select: Iterable[str], skip: Iterable[str]) -> list[Rule]:
    """Return all rules, or those of `select`, without those of `skip`; raises UsageError for a name that none has."""
    wanted, unwanted, known = set(select), set(skip), all_rules()
    for name in sorted(wanted | unwanted):
        if name not in known:
            raise UsageError(f"No rule is named {name!r}.", hint=did_you_mean(name, known))
    return [rule for name, rule in known.items() if (not wanted or name in wanted) and name not in unwanted]


def _finding(draft: Draft, rule: Rule, hit: Hit) -> Finding:
    line, column = draft.line_and_column(hit.at.start)
    end_line, end_column = draft.end_line_and_column(hit.at)
    return Finding(
        rule=rule.name,
        severity=hit.severity or rule.severity,
        at=hit.at,
        path=draft.name,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        text=draft.written(hit.at),
        message=" ".join(hit.message.split()),  # it may hold words that stand on two lines
        hint=hit.hint,
        evidence=hit.evidence,
        changes=hit.changes,
    )


def _summary(case: Case, findings: list[Finding]) -> dict[str, int]:
    verdicts = Counter(one.kind for one in case.verdicts)
    figures = Counter(one.kind for one in case.measured) if case.draft.language == "en" else Counter[Kind]()
    severities = Counter(one.severity for one in findings)
    return {
        "quotations": len(case.verdicts),
        "quotations_found": verdicts["found"] + verdicts["declared"],
        "quotations_altered": verdicts["altered"] + verdicts["differs"],
        "quotations_not_found": verdicts["absent"],
        "figures": figures.total(),
        "figures_supported": figures["given"] + figures["implied"],
        "figures_not_supported": sum(map(figures.__getitem__, NOT_SUPPORTED)),
        "figures_own": figures["own"],
        "errors": severities["error"],
        "warnings": severities["warning"],
        "infos": severities["info"],
        "waived": 0,
        "stale_waivers": 0,
    }
