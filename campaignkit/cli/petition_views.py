"""What `campaignkit petition` prints. Rows are named by number and signatures by id, never by a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from campaignkit.cli.console import Column, note, print_json, print_table, say
from campaignkit.signatures.counting import Tally
from campaignkit.signatures.importing import Intake
from campaignkit.signatures.packet import Packet
from campaignkit.signatures.petitions import Opening, Version
from campaignkit.signatures.retention import Forgotten
from campaignkit.signatures.rows import Table
from campaignkit.signatures.signers import Signer
from campaignkit.signatures.suspicions import REASONS
from campaignkit.signatures.weeding import Decision, Suspect

ROWS_TOLD = 12  # of those rejected for one reason
PLACES_TOLD = 20


def counted(number: int, one: str, several: str | None = None) -> str:
    """Return a number with its noun.

    Examples:
        >>> counted(1, "row"), counted(1200, "row"), counted(2, "is", "are")
        ('1 row', '1,200 rows', '2 are')
    """
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"


def print_opening(version: Version, what: Opening, held: Sequence[Version], path: Path) -> None:
    """Say what has become of a text that was opened."""
    named = f"{version.petition}, version {version.number}, sha256 {version.sha256}"
    match what:
        case "opened":
            say(f"Opened {named}.")
            note(f"Signatures are kept in {path.name}: only you can read it, and git ignores it.")
        case "same":
            say(f"Open already, the same text: {named}.")
        case "back":
            say(f"Back to an earlier text: {named}.")
        case "new-version":
            before = held[-2]
            say(f"Opened {named}.")
            note(f"The text is not that of version {before.number}: whoever signed that has not signed this.")
            for sign, line in _changes(before, version):
                note(f"  {sign} {line}")


def _changes(before: Version, after: Version) -> list[tuple[str, str]]:
    from difflib import ndiff

    lines = ndiff(before.document.text.split("\n"), after.document.text.split("\n"))
    return [(line[0], line[2:]) for line in lines if line[0] in "+-" and line[2:].strip()]


def print_columns(table: Table, name: str) -> None:
    """Say on standard error what each column was read as."""
    if table.columns:
        told = [f"{field.replace('_', ' ')} from {held!r}" for field, held in table.columns.names.items()]
        note(f"{name} is {table.form}: {', '.join(told)}.")
        if table.columns.unread:
            named = ", ".join(map(repr, table.columns.unread))
            note(f"Not read: {named}. If one holds what is wanted, say so with --column, such as --column town=HEADER.")
    for line in table.notes:
        note(line)


def print_paper(version: Version, count: int, place: str, *, new: bool) -> None:
    """Say what has become of a count on paper."""
    if new:
        say(f"Added {count:,} on paper from {place} to {version.petition}, version {version.number}.")
    else:
        say(f"Nothing added: {count:,} from {place} with this note are there already; others need another --note.")


def print_intake(intake: Intake, table: Table, *, agreed: bool, as_json: bool) -> None:
    """Print what came in."""
    if as_json:
        print_json(
            {
                "form": table.form,
                "sha256": table.sha256,
                "columns": dict(table.columns.names) if table.columns else None,
                # `asdict` would count the counts of a Counter
                **{name: value for name, value in vars(intake).items() if name != "rejected_rows"},
                "rejected": intake.rejected,
                "rejected_rows": [{"row": row, "reason": reason} for row, reason in intake.rejected_rows],
            }
        )
        return
    rows = [(name, f"{getattr(intake, name):,}") for name in ("read", "added", "duplicate", "rejected", "empty")]
    print_table([Column("ROWS"), Column("", right=True)], rows)
    for line in [*_of_added(intake, agreed=agreed), *_of_rejected(intake)]:
        note(line)


def _of_added(intake: Intake, *, agreed: bool) -> list[str]:
    lines = []
    if intake.versions:
        told = ", ".join(f"{count:,} signed version {number}" for number, count in sorted(intake.versions.items()))
        lines.append(f"Of those added, {told} of {intake.petition}.")
    if intake.flagged_signatures:
        many = counted(intake.flagged_signatures, "signature is", "signatures are")
        lines.append(f"{many} flagged, and counted until you decide:")
        lines += [f"  {count:,}  {REASONS[reason]} ({reason})" for reason, count in intake.flagged.most_common()]
    if intake.shared:
        many = counted(intake.shared, "signature shares", "signatures share")
        lines.append(f"{many} an address with somebody of another name; both count.")
    if intake.not_shown:
        hint = "" if agreed else " (not asked is not agreed; see --agreed)"
        many = counted(intake.not_shown, "signer is", "signers are")
        lines.append(f"{many} counted and not shown by name{hint}.")
    if intake.not_contacted:
        lines.append(f"{counted(intake.not_contacted, 'signer has', 'signers have')} not agreed to be written to.")
    if intake.withdrawn:
        lines.append(f"{counted(intake.withdrawn, 'duplicate')} took a consent back, which holds from now on.")
    if intake.unseen:
        many = counted(intake.unseen, "row", "rows")
        lines.append(f"Signs that nobody sees were left out of the name or the comment of {many}.")
    if intake.unread_days:
        lines.append(
            f"{counted(intake.unread_days, 'row has', 'rows have')} a day that cannot be told: say --dates dmy or mdy."
        )
    return lines


def _of_rejected(intake: Intake) -> list[str]:
    by_reason: dict[str, list[int]] = defaultdict(list)
    for row, reason in intake.rejected_rows:
        by_reason[reason].append(row)
    lines = []
    for reason, rows in sorted(by_reason.items(), key=lambda one: -len(one[1])):
        more = f" and {len(rows) - ROWS_TOLD:,} more" if len(rows) > ROWS_TOLD else ""
        named = ", ".join(map(str, rows[:ROWS_TOLD]))
        lines.append(f"Rejected, {reason}: row{'s' if len(rows) > 1 else ''} {named}{more}.")
    return lines


def print_suspects(held: Sequence[Suspect], others: Sequence[Tally], *, as_json: bool) -> None:
    """Print the signatures that are to be judged, and say which other versions have some."""
    if as_json:
        print_json({"flagged": [asdict(one) for one in held]})
        return
    for other in others:
        if other.flagged:
            many = counted(other.flagged, "signature is", "signatures are")
            note(f"{many} to be judged of version {other.version.number}, too: --version {other.version.number}.")
    if not held:
        note("Nothing to judge: no signature is flagged, or you have decided on all of them.")
        return
    columns = [
        Column("ID", right=True),
        Column("WHY"),
        Column("NAME", "wrap"),
        Column("TOWN", "wrap"),
        Column("ADDRESS AT"),
    ]
    rows = []
    for one in held:
        address = f"{one.domain} ({one.at_address})" if one.domain else "-"
        rows.append((str(one.id), ", ".join(one.reasons), one.name, one.town or "-", address))
    print_table(columns, rows)
    note('Decide: campaignkit petition weed ID … --reason "…", with --keep if it is in order.')


def print_decisions(held: Sequence[Decision], *, as_json: bool) -> None:
    """Print what was decided."""
    if as_json:
        print_json({"decisions": [asdict(one) for one in held]})
        return
    columns = [Column("DAY"), Column("ID", right=True), Column("DECISION"), Column("REASON", "wrap")]
    print_table(columns, [(one.decided, str(one.signature), one.act, one.reason or "-") for one in held])


def print_counts(
    tallies: Sequence[Tally],
    version: Version,
    places: Sequence[tuple[str, int]],
    weeks: Sequence[tuple[date, int]],
    *,
    as_json: bool,
) -> None:
    """Print counts by version, and those of one version by place and week."""
    if as_json:
        print_json(
            {
                "petition": version.petition,
                "versions": [_tally_as_json(one) for one in tallies],
                "version": version.number,
                "places": [{"place": place, "count": count} for place, count in places],
                "weeks": [{"week_of": monday.isoformat(), "count": count} for monday, count in weeks],
            }
        )
        return
    right = [Column(title, right=True) for title in ("SIGNATURES", "PAPER", "TOTAL", "FLAGGED", "WEEDED")]
    columns = [Column("VERSION", right=True), Column("OPENED"), Column("SHA256"), *right]
    print_table(columns, [_tally_row(one) for one in tallies])
    _print_two("PLACE", [(place, f"{count:,}") for place, count in places])
    _print_two("WEEK OF", [(monday.isoformat(), f"{count:,}") for monday, count in weeks])


def _print_two(title: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        say()
        print_table([Column(title), Column("SIGNATURES", right=True)], rows[:PLACES_TOLD] if title == "PLACE" else rows)
        if title == "PLACE" and len(rows) > PLACES_TOLD:
            note(f"And {len(rows) - PLACES_TOLD:,} more places: --json has all.")


def _tally_as_json(one: Tally) -> dict[str, object]:
    version = one.version
    return {
        "version": version.number,
        "sha256": version.sha256,
        "opened": version.opened.isoformat(),
        "current": version.current,
        "anonymised": version.anonymised.isoformat() if version.anonymised else None,
        "signatures": one.signatures,
        "paper": one.paper,
        "total": one.total,
        "flagged": one.flagged,
        "weeded": one.weeded,
    }


def _tally_row(one: Tally) -> Sequence[str]:
    numbers = (one.signatures, one.paper, one.total, one.flagged, one.weeded)
    version = f"{one.version.number}{'*' if one.version.current else ' '}"
    return version, one.version.opened.isoformat(), one.version.sha256[:12], *(f"{number:,}" for number in numbers)


def print_comments(held: Sequence[Signer], *, as_json: bool) -> None:
    """Print comments with the ids of their signatures."""
    if as_json:
        print_json(
            {"comments": [{"id": one.id, "name": one.name, "town": one.town, "comment": one.comment} for one in held]}
        )
    elif held:
        columns = [Column("ID", right=True), Column("SIGNED"), Column("COMMENT", "wrap")]
        rows = [(str(one.id), ", ".join(filter(None, [one.name, one.town])), one.comment) for one in held]
        print_table(columns, rows)
    else:
        note("There are no comments that may be shown.")


def print_packet(made: Packet, path: Path) -> None:
    """Say what is in a packet, and what the person should look at before it is handed over."""
    note(f"Wrote {path}: {counted(made.total, 'signature')} of version {made.version.number}, {made.named:,} by name.")
    if made.unnamed:
        note(_why_unnamed(made))
    left_out = [
        counted(number, one, several)
        for number, one, several in (
            (made.addresses_left_out, "e-mail address", "e-mail addresses"),
            (made.numbers_left_out, "telephone number", "telephone numbers"),
        )
        if number
    ]
    if left_out:
        note(f"{' and '.join(left_out)} left out of what signers wrote.")
    if made.flagged:
        note(
            f"{counted(made.flagged, 'is', 'are')} flagged, and you have not decided on them: campaignkit petition weed"
        )


def _why_unnamed(made: Packet) -> str:
    many = f"{counted(made.unnamed, 'is', 'are')} counted and not named"
    if made.version.anonymised:
        return f"{many}: the names were taken out of this version on {made.version.anonymised}."
    if not made.listed:
        return f"{many}: you said --no-names."
    return f"{many}: not agreed to be, not asked, or wishing to stay unnamed."


def print_forgotten(forgotten: Sequence[Forgotten], after: date, *, due: bool, done: bool) -> None:
    """Say what was, or would be, taken out."""
    total = sum(one.signatures for one in forgotten)
    comments = sum(one.comments for one in forgotten)
    what = f"names, addresses and other data of {counted(total, 'signature')}, with {counted(comments, 'comment')}"
    if done:
        say(f"Taken out for good: {what}. The counts are as they were.")
        note("Copies of the file, exports and packets are not in it: delete those yourself.")
    elif due:
        say(f"Would be taken out for good: {what}. Say --yes to do it.")
    else:
        say(f"Nothing is due: the data are kept until {after}, and after it {what} are taken out.")
