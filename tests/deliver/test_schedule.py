"""When a message is tried again, and what an endpoint's health becomes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from campaignkit.deliver.answers import Answer, Verdict, classify
from campaignkit.deliver.lanes import Pace, health_after, outcome
from campaignkit.deliver.messages import Health
from campaignkit.deliver.schedule import SCHEDULE, delay, http_date, retry_after
from tests.deliver.places import message, place

NOW = 1_800_000_000.0
HOUR = 3600.0


def test_the_schedule_is_that_of_standard_webhooks() -> None:
    waits = [delay(number, chance=lambda: 0.5) for number in range(1, 10)]
    assert waits == [5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]
    assert sum(SCHEDULE) == 75 * HOUR + 35 * 60 + 5
    assert delay(10) is delay(11) is None


@pytest.mark.parametrize("attempts", range(1, 10))
def test_jitter_is_a_fifth_either_way(attempts: int) -> None:
    waits = [delay(attempts) or 0.0 for _ in range(200)]
    assert all(0.8 * SCHEDULE[attempts] <= wait <= 1.2 * SCHEDULE[attempts] for wait in waits)
    assert len(set(waits)) > 100


def test_what_a_person_has_to_repair_is_tried_slowly() -> None:
    waits = [delay(number, slow=True, chance=lambda: 0.5) for number in range(1, 10)]
    assert waits[:4] == [2 * HOUR] * 4
    assert waits[4:] == [5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("0.5", 0.5),
        ("86400", 86400.0),
        ("86401", 86400.0),
        ("999999999999", 86400.0),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60.0),
        ("Friday, 15-Jan-27 08:01:00 GMT", 60.0),
        ("Fri Jan 15 08:01:00 2027", 60.0),
        ("Fri, 15 Jan 2028 08:01:00 GMT", 86400.0),
    ],
)
def test_retry_after(text: str, wait: float) -> None:
    assert retry_after(text, NOW) == wait


JUNK = """-5 +5 nan inf 1e21 0x10 soon 7;8 1,5 ٧ 0. .5""".split()
DATES = ["Fri, 15 Jan 2027 07:59:00 GMT", "Fri, 99 Jan 2027 08:01:00 GMT", "15 Jan", "Fri, 15 Jan 99999 08:01:00 GMT"]


@pytest.mark.parametrize("text", [None, "", "7 s", "7\x00", "." * 99999, "1" * 99999, *JUNK, *DATES])
def test_junk_is_no_retry_after(text: str | None) -> None:
    assert retry_after(text, NOW) is None


def test_a_date_is_measured_by_the_clock_of_who_wrote_it() -> None:
    headers = {"date": "Thu, 01 Jan 2015 00:00:00 GMT", "retry-after": "Thu, 01 Jan 2015 00:02:00 GMT"}
    verdict = classify(Answer(429, headers, b"", True, 2, NOW))
    assert (verdict.pause, verdict.asked) == (120.0, True)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("Fri, 15 Jan 2027 08:42:00 GMT", "; this computer's clock is 42 min behind."),
        ("Fri, 15 Jan 2027 07:50:00 GMT", "; this computer's clock is 10 min ahead."),
        ("Fri, 15 Jan 2027 08:04:00 GMT", "token."),
        ("junk", "token."),
    ],
)
def test_row_28_clock_skew_is_told_where_a_signature_is_refused(date: str, said: str) -> None:
    assert http_date("Fri, 15 Jan 2027 08:00:00 GMT") == NOW
    assert classify(Answer(401, {"date": date}, b"", True, 2, NOW)).note.endswith(said)


RETRY = Verdict("retry", "Answered 500: the receiver has a fault.", 500)


def test_what_an_attempt_comes_to() -> None:
    held, retried, sent = place("https://a.example", ambiguous="hold"), place("https://a.example"), message()
    ambiguous = Verdict("ambiguous", "No answer came within 1 s, so it may have arrived.")
    assert outcome(sent, Verdict("delivered", "Delivered."), retried, NOW, 1.0).state == "delivered"
    assert outcome(sent, Verdict("gone", "Gone."), retried, NOW, 1.0).state == "parked"
    assert outcome(sent, ambiguous, held, NOW, 1.0).state == "uncertain"
    assert outcome(sent, ambiguous, held, NOW, 1.0).due is None
    assert outcome(sent, ambiguous, retried, NOW, 1.0).state == "pending"
    done = outcome(sent, RETRY, held, NOW, 1.0)
    assert done.state == "pending"
    assert 4.0 <= (done.due or 0) - NOW - 1.0 <= 6.0
    assert outcome(sent, replace(RETRY, pause=7.0, asked=True), held, NOW, 1.0).due == NOW + 8.0
    done = outcome(replace(sent, attempts=10), RETRY, held, NOW, 1.0)
    assert (done.state, done.note) == ("parked", "Answered 500: the receiver has a fault; given up after 10 tries.")


def test_an_endpoint_is_disabled_after_120_hours_of_failures_only() -> None:
    health = health_after(Health("a"), RETRY, NOW)
    assert health == Health("a", failing_since=NOW)
    assert health_after(health, RETRY, NOW + 119 * HOUR) == health
    assert health_after(health, RETRY, NOW + 120 * HOUR).disabled == "Nothing but failures for 120 hours."
    assert health_after(health, Verdict("delivered", "Delivered."), NOW + 119 * HOUR) == Health("a")
    offline = Verdict("retry", "The host name could not be resolved.", offline=True)
    assert health_after(health, offline, NOW + 500 * HOUR) == health
    assert health_after(Health("a"), offline, NOW) == Health("a")


def test_a_pause_is_never_made_shorter() -> None:
    health = health_after(Health("a"), replace(RETRY, pause=60.0), NOW)
    assert health_after(health, replace(RETRY, pause=5.0), NOW).paused_until == NOW + 60


def test_410_disables() -> None:
    assert "410" in health_after(Health("a"), Verdict("gone", "Gone."), NOW).disabled


def test_a_rate_is_kept_to() -> None:
    pace = Pace(5.0)
    waits = [pace.wait(100.0) for _ in range(6)]
    assert waits == pytest.approx([0.0, 0.2, 0.4, 0.6, 0.8, 1.0])
    assert pace.wait(200.0) == 0.0
    assert Pace(None).wait(1.0) == Pace(None).wait(1.0) == 0.0


def test_row_28_a_clock_that_was_put_back_leaves_no_rest_and_no_row_of_failures_ahead() -> None:
    ahead = Health("press", paused_until=NOW + 365 * 86400, failing_since=NOW + 365 * 86400)
    assert not ahead.rests(NOW)
    after = health_after(ahead, replace(RETRY, pause=5.0), NOW)
    assert after == Health("press", paused_until=NOW + 5, failing_since=NOW)


def test_no_endpoint_rests_longer_than_a_day() -> None:
    assert health_after(Health("press"), replace(RETRY, pause=1e12), NOW).paused_until == NOW + 86400
