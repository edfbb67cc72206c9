"""What the protocol promises, of both stores: a test for each sentence of its docstrings.

The names of several are those of bugs that well-known systems had (convoy #2747, #1977, #2795; outpost #953, #714).
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from campaignkit.deliver.messages import (
    ANSWER_BYTES_KEPT,
    CLAIMS_AT_MOST,
    STATES,
    Health,
    Leased,
    New,
    Outcome,
    State,
)
from campaignkit.deliver.sql import SqlStore
from campaignkit.deliver.sqlite import SqliteStore
from campaignkit.deliver.store import Store, store_of
from campaignkit.errors import DuplicateKeyError, InputError, StorageError, UnknownIdError, UsageError
from tests.conftest import ROOT
from tests.deliver.conftest import Open

NOW = 1_800_000_000.0
LEASE = 60.0


def message(number: int = 0, **other: object) -> New:
    return replace(New("press", b'{"number": %d}' % number, label=f"letter {number}"), **other)  # type: ignore[arg-type]


def outcome(held: Leased, state: State = "delivered", **other: object) -> Outcome:
    return replace(Outcome(held.id, held.fence, state, NOW, 0.5, "200", 200), **other)  # type: ignore[arg-type]


def delivered(store: Store, number: int = 1) -> list[str]:
    """Ids of messages that were written down and delivered."""
    store.enqueue([message(one) for one in range(number)], NOW)
    return store.settle([outcome(held) for held in store.claim("press", number, LEASE, NOW)], NOW)


# enqueue


def test_what_is_enqueued_is_claimed_with_its_exact_bytes(store: Store) -> None:
    bodies = [b"", b"\x00\xff\xfe", '{"b": 1, "a": "naïve \u2028 \U0001f990"}'.encode(), b"x" * 100_000]
    ids = store.enqueue([New("press", body, content_type="application/x; a=b") for body in bodies], NOW)
    held = store.claim("press", 10, LEASE, NOW)
    assert [one.id for one in held] == ids
    assert [one.body for one in held] == bodies
    assert {one.content_type for one in held} == {"application/x; a=b"}
    assert [store.body(one) for one in ids] == [(body, "application/x; a=b") for body in bodies]


def test_ids_come_in_order_and_nothing_of_none(store: Store) -> None:
    ids = store.enqueue((message(number) for number in range(1200)), NOW)
    assert len(set(ids)) == 1200
    assert [store.row(one).label for one in (ids[0], ids[599], ids[1199])] == ["letter 0", "letter 599", "letter 1199"]
    assert store.enqueue([], NOW) == []


def test_concurrent_writes_are_durable_on_return(store: Store, opened: Open) -> None:
    def written(number: int) -> list[str]:
        return opened().enqueue([message(one, dedupe_key=f"{number}-{one}") for one in range(100)], NOW)

    with ThreadPoolExecutor(4) as threads:
        ids = [one for some in threads.map(written, range(4)) for one in some]
    assert {row.id for row in opened().rows(limit=1000)} == set(ids)
    assert len(set(ids)) == 400


def test_row_24_a_dedupe_key_that_is_there_gives_the_id_of_that_message(store: Store) -> None:
    [first] = store.enqueue([message(1, dedupe_key="k")], NOW)
    again = store.enqueue([message(1, dedupe_key="k", label="another label"), message(2)], NOW + 1)
    assert again[0] == first
    assert store.counts() == {("press", "pending"): 2}
    assert store.row(first).label == "letter 1"


def test_duplicates_in_one_batch_are_one_message(store: Store) -> None:
    ids = store.enqueue([message(1, dedupe_key="k"), message(1), message(1, dedupe_key="k")], NOW)
    assert ids[0] == ids[2] != ids[1]
    assert store.counts() == {("press", "pending"): 2}


def test_a_dedupe_key_is_of_its_endpoint(store: Store) -> None:
    ids = store.enqueue([message(1, dedupe_key="k"), message(2, dedupe_key="k", endpoint="other")], NOW)
    assert ids[0] != ids[1]


@pytest.mark.parametrize("earlier", [True, False], ids=["in an earlier call", "in the same call"])
def test_row_24_a_dedupe_key_with_another_body_is_an_error_and_nothing_is_written(store: Store, earlier: bool) -> None:
    first, clash = message(1, dedupe_key="k"), message(2, dedupe_key="k")
    if earlier:
        store.enqueue([first], NOW)
    with pytest.raises(DuplicateKeyError, match="dedupe key of msg_"):
        store.enqueue([message(3), *([] if earlier else [first]), clash], NOW)
    assert sum(store.counts().values()) == int(earlier)


def test_a_dedupe_key_holds_after_delivery_and_purge(store: Store) -> None:
    [first] = store.enqueue([message(1, dedupe_key="k")], NOW)
    store.settle([outcome(one) for one in store.claim("press", 1, LEASE, NOW)], NOW)
    store.purge(NOW + 1)
    assert store.enqueue([message(1, dedupe_key="k")], NOW + 2) == [first]
    with pytest.raises(DuplicateKeyError):
        store.enqueue([message(2, dedupe_key="k")], NOW + 2)


def test_row_24_the_same_key_at_once_is_one_message(opened: Open) -> None:
    """Not looked up first and written later: four writers of the same keys, each in another order."""
    stores = [opened() for _ in range(4)]
    start = Barrier(4, timeout=30)

    def written(number: int) -> dict[str, str]:
        keys = [f"key {(one * 7 + number * 13) % 50}" for one in range(50)]
        start.wait()
        return dict(zip(keys, stores[number].enqueue([message(0, dedupe_key=key) for key in keys], NOW), strict=True))

    with ThreadPoolExecutor(4) as threads:
        first, *others = threads.map(written, range(4))
    assert all(other == first for other in others)
    assert stores[0].counts() == {("press", "pending"): 50}


@pytest.mark.parametrize("name", ["endpoint", "content_type", "dedupe_key"])
@pytest.mark.parametrize("text", ["a\0b", "half \ud83e of a pair"])
def test_a_text_that_cannot_be_kept_is_refused(store: Store, name: str, text: str) -> None:
    with pytest.raises(InputError, match=name):
        store.enqueue([message(1), message(2, **{name: text})], NOW)
    assert store.counts() == {}


def test_a_label_or_a_note_that_cannot_be_kept_is_mended(store: Store) -> None:
    [one] = store.enqueue([message(1, label="nul \0 and \ud83e")], NOW)
    [held] = store.claim("press", 1, LEASE, NOW)
    store.settle([outcome(held, note="said \0 and \udfff")], NOW)
    assert (store.row(one).label, store.row(one).note) == ("nul � and ?", "said � and ?")


@settings(max_examples=25)  # each makes a file
@given(texts=some.lists(some.text(min_size=1), min_size=1, max_size=4), body=some.binary())
def test_any_text_and_any_bytes_come_back_or_are_refused(
    texts: list[str], body: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("campaignkit.deliver.disks._sync", lambda folder: None)
        store = store_of(tmp_path_factory.mktemp("any") / "outbox")
    new = [New("press", body, label=text, dedupe_key=text) for text in texts]
    try:
        ids = store.enqueue(new, NOW)
    except InputError:
        assert any("\0" in text for text in texts)
    else:
        assert [store.row(one).dedupe_key for one in ids] == texts
        assert {store.body(one)[0] for one in ids} == {body}
    finally:
        store.close()


# claim


def test_a_claim_holds_a_message_and_counts(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    [held] = store.claim("press", 5, LEASE, NOW)
    assert (held.id, held.endpoint, held.attempts, held.until) == (one, "press", 1, NOW + LEASE)
    assert store.row(one).state == "leased"
    assert store.claim("press", 5, LEASE, NOW + LEASE - 1) == []


def test_a_claim_takes_the_oldest_due_first_up_to_the_limit_of_its_endpoint(store: Store) -> None:
    ids = store.enqueue([message(number, due=NOW - number) for number in range(5)], NOW)
    store.enqueue([message(9, endpoint="other", due=NOW - 100)], NOW)
    assert [one.id for one in store.claim("press", 3, LEASE, NOW)] == [ids[4], ids[3], ids[2]]
    assert [one.id for one in store.claim("press", 3, LEASE, NOW)] == [ids[1], ids[0]]
    assert store.claim("press", 0, LEASE, NOW) == []
    assert store.claim("nobody", 3, LEASE, NOW) == []


def test_a_lease_that_ran_out_takes_its_turn_among_those_that_wait(store: Store) -> None:
    [late, early] = store.enqueue([message(1, due=NOW), message(2, due=NOW - 10)], NOW)
    store.claim("press", 1, LEASE, NOW)
    [newest] = store.enqueue([message(3, due=NOW - 5)], NOW)
    claimed = store.claim("press", 3, LEASE, NOW + LEASE)
    assert [one.id for one in claimed] == [early, newest, late]


def test_write_delay_is_not_claimed_early(store: Store) -> None:
    store.enqueue([message(due=NOW + 10)], NOW)
    assert store.claim("press", 1, LEASE, NOW + 9.9) == []
    assert len(store.claim("press", 1, LEASE, NOW + 10)) == 1


def test_more_are_claimed_at_once_than_one_statement_takes(store: Store) -> None:
    ids = store.enqueue([message(number) for number in range(1700)], NOW)
    held = store.claim("press", 5000, LEASE, NOW)
    assert [one.id for one in held] == ids
    assert store.settle([outcome(one) for one in held], NOW) == ids


def test_claims_do_not_overlap(opened: Open) -> None:
    """Four threads, each with a connection of its own, empty a store of 4,000."""
    stores = [opened() for _ in range(4)]
    ids = stores[0].enqueue([message(number) for number in range(4000)], NOW)
    start = Barrier(4, timeout=30)

    def claimed(number: int) -> list[str]:
        start.wait()
        taken: list[str] = []
        while found := stores[number].claim("press", 70, LEASE, NOW):
            taken += [one.id for one in found]
        return taken

    with ThreadPoolExecutor(4) as threads:
        taken = Counter(one for some in threads.map(claimed, range(4)) for one in some)
    assert set(taken.values()) == {1}
    assert taken.keys() == set(ids)


def test_row_26_claims_of_processes_do_not_overlap(store: Store, where: str) -> None:
    ids = store.enqueue([message(number) for number in range(2000)], NOW)
    code = (
        "import sys\nfrom campaignkit.deliver.store import store_of\nstore = store_of(sys.argv[1])\n"
        f"while found := store.claim('press', 50, {LEASE}, {NOW}):\n    print(*(one.id for one in found), flush=True)"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, where], stdout=subprocess.PIPE, text=True, cwd=ROOT)
        for _ in range(3)
    ]
    taken = Counter(" ".join(run.communicate()[0] for run in runs).split())
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert set(taken.values()) == {1}
    assert taken.keys() == set(ids)


def test_row_36_threads_may_share_one_store(store: Store) -> None:
    ids = store.enqueue([message(number) for number in range(400)], NOW)

    def claimed(_: int) -> list[str]:
        return [one.id for _ in range(5) for one in store.claim("press", 20, LEASE, NOW)]

    with ThreadPoolExecutor(4) as threads:
        taken = [one for some in threads.map(claimed, range(4)) for one in some]
    assert sorted(taken) == sorted(ids)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_row_36_a_fork_has_a_connection_of_its_own(store: Store) -> None:
    ids = store.enqueue([message(number) for number in range(20)], NOW)
    before = store.claim("press", 5, LEASE, NOW)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        settled: list[str] = []

        def work() -> None:
            taken = store.claim("press", 5, LEASE, NOW)
            settled.extend(store.settle([outcome(one) for one in taken], NOW))

        carried_over = store._own._held  # type: ignore[attr-defined]
        thread = Thread(target=work, daemon=True)  # not only the thread that forked may go on
        thread.start()
        thread.join(20)
        os._exit(0 if len(settled) == 5 and carried_over is None else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    after = store.claim("press", 20, LEASE, NOW)
    assert len(before) == 5
    assert len(after) == 10
    assert store.counts() == {("press", "delivered"): 5, ("press", "leased"): 15}
    assert {one.id for one in [*before, *after]} < set(ids)


def test_reclaim_stuck_makes_row_claimable(store: Store) -> None:
    store.enqueue([message()], NOW)
    [first] = store.claim("press", 1, LEASE, NOW)
    [second] = store.claim("press", 1, LEASE, NOW + LEASE)
    assert (second.id, second.attempts) == (first.id, 2)
    assert second.fence != first.fence


def test_a_claim_that_ran_out_is_an_attempt_on_record(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    [first] = store.claim("press", 1, LEASE, NOW)
    store.extend([first], LEASE, NOW + 5)
    [second] = store.claim("press", 1, LEASE, NOW + 100)
    store.settle([outcome(second)], NOW + 101)
    ran_out, arrived = store.attempts(one)
    assert (ran_out.number, ran_out.started, ran_out.seconds, ran_out.state) == (1, NOW + 5, 0, "pending")
    assert ran_out.note == "The worker that held it ended; tried again."
    assert (ran_out.status, ran_out.answer) == (None, b"")
    assert (arrived.number, arrived.state) == (2, "delivered")


def test_each_claim_that_ran_out_is_recorded_once_and_only_when_it_is_taken(store: Store) -> None:
    ids = store.enqueue([message(number) for number in range(3)], NOW)
    store.claim("press", 3, LEASE, NOW)
    for number, wanted in enumerate(ids, 1):
        [held] = store.claim("press", 1, LEASE * 10, NOW + LEASE + number)
        assert held.id == wanted
        assert [len(store.attempts(one)) for one in ids] == [1] * number + [0] * (3 - number)


@pytest.mark.parametrize("claims", [1, CLAIMS_AT_MOST])
def test_what_may_have_been_sent_is_held_where_that_is_asked_for(store: Store, claims: int) -> None:
    [one] = store.enqueue([message()], NOW)
    for number in range(claims):
        [held] = store.claim("press", 1, LEASE, NOW + number * LEASE)
    [other] = store.enqueue([message(1)], NOW)
    later = NOW + claims * LEASE
    assert [held.id for held in store.claim("press", 1, LEASE, later, True)] == [other]
    assert store.claim("press", 5, LEASE, later, True) == []
    assert store.row(one).state == "uncertain"
    last = store.attempts(one)[-1]
    assert (last.number, last.started, last.state) == (claims, later - LEASE, "uncertain")
    assert last.note == "The worker that held it ended before an answer was recorded; it may have arrived."
    assert store.row(one).note == last.note
    assert store.settle([outcome(held)], later) == [], "it comes too late"
    assert store.claim("press", 5, LEASE, later + 1) == [], "by whomever it is claimed"


def test_what_was_held_is_sent_again_only_by_hand(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    store.claim("press", 1, LEASE, NOW, True)
    assert store.claim("press", 1, LEASE, NOW + LEASE, True) == []
    assert store.replay([one], NOW + 100) == [one]
    [again] = store.claim("press", 1, LEASE, NOW + 100, True)
    store.settle([outcome(again)], NOW + 101)
    assert [(one.number, one.state) for one in store.attempts(one)] == [(1, "uncertain"), (2, "delivered")]


def test_what_was_given_back_or_is_still_leased_is_not_held(store: Store) -> None:
    [back, kept] = store.enqueue([message(0), message(1)], NOW)
    first, _ = store.claim("press", 2, LEASE, NOW, True)
    store.release([first], NOW)
    [again] = store.claim("press", 2, LEASE, NOW + LEASE - 1, True)
    assert (again.id, store.row(kept).state, store.attempts(back)) == (back, "leased", [])


def test_row_28_a_clock_that_was_put_back_does_not_hold_a_lease_for_ever(store: Store) -> None:
    store.enqueue([message()], NOW)
    store.claim("press", 1, LEASE, NOW)
    assert store.claim("press", 1, LEASE, NOW - LEASE) == []
    assert len(store.claim("press", 1, LEASE, NOW - LEASE - 1)) == 1


def test_it_is_the_length_of_the_lease_that_counts_not_that_of_the_claim(store: Store) -> None:
    store.enqueue([message()], NOW)
    store.claim("press", 1, 3600, NOW)
    assert store.claim("press", 1, 1, NOW) == []


def test_row_33_poison_is_quarantined_and_the_others_go_on(store: Store) -> None:
    [poison] = store.enqueue([message()], NOW)
    for number in range(CLAIMS_AT_MOST):
        [held] = store.claim("press", 1, LEASE, NOW + number * LEASE)
        assert held.attempts == number + 1
    [other] = store.enqueue([message(1)], NOW)
    assert [one.id for one in store.claim("press", 1, LEASE, NOW + CLAIMS_AT_MOST * LEASE)] == [other]
    assert store.row(poison).state == "quarantined"
    assert "5 claims" in store.row(poison).note
    assert [(one.number, one.state) for one in store.attempts(poison)] == [
        *((number, "pending") for number in range(1, CLAIMS_AT_MOST)),
        (CLAIMS_AT_MOST, "quarantined"),
    ]
    assert store.settle([outcome(held)], NOW) == []


def test_an_outcome_ends_the_row_of_claims_without_one(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    for number in range(CLAIMS_AT_MOST - 1):
        store.claim("press", 1, LEASE, NOW + number * LEASE)
    [held] = store.claim("press", 1, LEASE, NOW + 1000)
    store.settle([outcome(held, "pending", due=NOW + 1001)], NOW + 1000)
    for number in range(CLAIMS_AT_MOST):
        assert len(store.claim("press", 1, LEASE, NOW + 2000 + number * LEASE)) == 1
    assert store.row(one).attempts == 2 * CLAIMS_AT_MOST


DAMAGES = {
    "a byte more": "UPDATE campaignkit_bodies SET body = body || ? WHERE seq = 2",
    "gone": "DELETE FROM campaignkit_bodies WHERE length(?) > 0 AND seq = 2",
}


@pytest.mark.parametrize("damage", list(DAMAGES))
def test_a_body_that_was_changed_is_quarantined_and_others_take_its_place(store: Store, damage: str) -> None:
    assert isinstance(store, SqlStore)
    ids = store.enqueue([message(number) for number in range(4)], NOW)
    with store._writing() as cursor:
        cursor.execute(DAMAGES[damage], (b"!",))
    held = store.claim("press", 3, LEASE, NOW)
    assert [one.id for one in held] == [ids[0], ids[2], ids[3]]
    assert store.row(ids[1]).state == "quarantined"
    assert "stored bytes were changed" in store.row(ids[1]).note
    assert [(one.number, one.state) for one in store.attempts(ids[1])] == [(1, "quarantined")]
    assert store.claim("press", 3, LEASE, NOW) == []
    with pytest.raises(StorageError, match=r"stored bytes of msg_.* were changed"):
        store.body(ids[1])
    assert store.replay([ids[1]], NOW) == [ids[1]]
    assert store.claim("press", 3, LEASE, NOW) == [], "also when it is replayed"
    assert [one.number for one in store.attempts(ids[1])] == [1, 2]


@pytest.mark.parametrize("health", [Health("press", paused_until=NOW + 5), Health("press", disabled="it said 410")])
def test_nothing_is_claimed_of_an_endpoint_that_is_paused_or_disabled(store: Store, health: Health) -> None:
    store.enqueue([message(), message(endpoint="other")], NOW)
    store.set_health(health)
    assert store.claim("press", 1, LEASE, NOW) == []
    assert len(store.claim("other", 1, LEASE, NOW)) == 1
    assert len(store.claim("press", 1, LEASE, NOW + 5)) == int(not health.disabled)


def test_a_claim_looks_at_no_more_rows_where_more_wait(tmp_path: Path) -> None:
    """Counted in steps of SQLite's machine, which a busy computer does not change."""
    taken = []
    for number in (300, 12_000):
        store = SqliteStore(tmp_path / f"{number}.sqlite")
        store.enqueue([message(one, endpoint=("press", "other")[one % 2]) for one in range(number)], NOW)
        store.settle([outcome(held) for held in store.claim("press", 20, LEASE, NOW)], NOW)
        steps = count()
        store._own.get().set_progress_handler(lambda: next(steps) and None, 1)  # noqa: B023
        assert len(store.claim("press", 20, LEASE, NOW)) == 20
        assert store.next_due() == NOW
        taken.append(next(steps))
        store.close()
    assert taken[1] < 1.5 * taken[0], taken


# settle, extend, release


@pytest.mark.parametrize("state", [state for state in STATES if state not in ("leased", "pending")])
def test_an_outcome_is_recorded_and_the_message_sent_no_more(store: Store, state: State) -> None:
    [one] = store.enqueue([message()], NOW)
    [held] = store.claim("press", 1, LEASE, NOW)
    assert store.settle([outcome(held, state, note="what happened", answer=b"\x00ok", status=None)], NOW) == [one]
    assert (store.row(one).state, store.row(one).note) == (state, "what happened")
    [attempt] = store.attempts(one)
    assert (attempt.number, attempt.started, attempt.seconds, attempt.state) == (1, NOW, 0.5, state)
    assert (attempt.note, attempt.status, attempt.answer) == ("what happened", None, b"\x00ok")
    assert store.claim("press", 1, LEASE, NOW + 10 * LEASE) == []


def test_a_message_to_be_tried_again_is_due_then(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    for number in (1, 2, 3):
        [held] = store.claim("press", 1, LEASE, NOW + 100 * number)
        store.settle([outcome(held, "pending", due=NOW + 100 * number + 50)], NOW)
        assert store.claim("press", 1, LEASE, NOW + 100 * number + 49) == []
    assert [attempt.number for attempt in store.attempts(one)] == [1, 2, 3]
    assert store.row(one).due == NOW + 350


def test_row_27_the_fence_refuses_a_late_ack(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    [late] = store.claim("press", 1, LEASE, NOW)
    [held] = store.claim("press", 1, LEASE, NOW + LEASE)
    assert store.settle([outcome(late, "parked")], NOW + LEASE) == []
    assert store.row(one).state == "leased"
    assert store.settle([outcome(held)], NOW + LEASE) == [one]
    assert store.settle([outcome(held, "parked")], NOW + LEASE) == []
    assert [attempt.state for attempt in store.attempts(one)] == ["pending", "delivered"]


def test_a_lease_that_ran_out_but_was_not_taken_is_still_settled(store: Store) -> None:
    """It arrived, and nobody else has sent it: to forget that would send it twice."""
    [one] = store.enqueue([message()], NOW)
    [held] = store.claim("press", 1, LEASE, NOW)
    assert store.settle([outcome(held)], NOW + 10 * LEASE) == [one]


def test_an_outcome_that_is_refused_does_not_roll_back_its_siblings(store: Store) -> None:
    ids = store.enqueue([message(number) for number in range(3)], NOW)
    [first, late, third] = store.claim("press", 3, LEASE, NOW)
    told = [outcome(first), replace(outcome(late), fence=late.fence - 1), outcome(third), outcome(third, "parked")]
    assert store.settle([*told, replace(outcome(first), message="msg_none")], NOW) == [ids[0], ids[2]]
    assert store.counts() == {("press", "delivered"): 2, ("press", "leased"): 1}
    assert store.settle([], NOW) == []


def test_no_more_of_an_answer_is_kept_than_was_said(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    [held] = store.claim("press", 1, LEASE, NOW)
    store.settle([outcome(held, answer=b"x" * 100_000)], NOW)
    assert len(store.attempts(one)[0].answer) == ANSWER_BYTES_KEPT


def test_leased_is_no_outcome(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    [held] = store.claim("press", 1, LEASE, NOW)
    with pytest.raises(UsageError):
        store.settle([outcome(held, "leased")], NOW)
    with pytest.raises(UsageError):
        store.set_state([one], "leased", "", NOW)


def test_extend_renews_a_lease(store: Store) -> None:
    store.enqueue([message()], NOW)
    held = store.claim("press", 1, LEASE, NOW)
    assert store.extend(held, LEASE, NOW + 50) == [held[0].id]
    assert store.claim("press", 1, LEASE, NOW + 50 + LEASE - 1) == []
    assert len(store.claim("press", 1, LEASE, NOW + 50 + LEASE)) == 1


def test_heartbeat_does_not_renew_a_foreign_claim(store: Store) -> None:
    store.enqueue([message(number) for number in range(2)], NOW)
    mine = store.claim("press", 2, LEASE, NOW)
    [others] = store.claim("press", 1, LEASE, NOW + LEASE)
    assert store.extend(mine, 10 * LEASE, NOW + LEASE) == [one.id for one in mine if one.id != others.id]
    assert store.settle([outcome(others)], NOW + LEASE) == [others.id]


def test_release_gives_back_and_does_not_count(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    for _ in range(2 * CLAIMS_AT_MOST):
        held = store.claim("press", 1, LEASE, NOW)
        store.release(held, NOW)
    assert (store.row(one).state, store.row(one).attempts, store.attempts(one)) == ("pending", 0, [])
    [again] = store.claim("press", 1, LEASE, NOW)
    assert (again.attempts, again.fence > held[0].fence) == (1, True)
    assert len(store.claim("press", 1, LEASE, NOW + LEASE)) == 1, "nor towards the quarantine"


def test_what_another_holds_is_not_released(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    late = store.claim("press", 1, LEASE, NOW)
    store.claim("press", 1, LEASE, NOW + LEASE)
    store.release(late, NOW + LEASE)
    assert (store.row(one).state, store.row(one).attempts) == ("leased", 2)


# what is told


def test_waiting_counts_what_is_due_or_whose_lease_ran_out(store: Store) -> None:
    assert store.waiting(NOW) == {}
    store.enqueue([message(0), message(1), message(2, due=NOW + 9), message(3, endpoint="other")], NOW)
    store.claim("press", 1, LEASE, NOW)
    assert store.waiting(NOW) == {"press": 1, "other": 1}
    assert store.waiting(NOW + LEASE) == {"press": 3, "other": 1}
    assert store.waiting(NOW - 2 * LEASE) == {"press": 1}, "the clock was put back"


def test_what_is_leased_is_told_with_the_time_when_the_first_lease_runs_out(store: Store) -> None:
    assert store.leased(NOW) == {}
    store.enqueue([message(number, endpoint=("press", "other")[number % 2]) for number in range(8)], NOW)
    store.claim("press", 1, LEASE, NOW + 5)
    store.claim("press", 2, LEASE, NOW)
    [other] = store.claim("other", 1, 2 * LEASE, NOW)
    assert store.leased(NOW + 5) == {"press": (3, NOW + LEASE), "other": (1, NOW + 2 * LEASE)}
    assert store.leased(NOW + LEASE) == {"press": (1, NOW + LEASE + 5), "other": (1, NOW + 2 * LEASE)}
    assert store.waiting(NOW + LEASE) == {"press": 3, "other": 3}, "what is leased does not wait, and the other way"
    assert store.leased(NOW - 1000) == {}, "the clock was put back"
    store.settle([outcome(other)], NOW)
    assert store.leased(NOW + LEASE + 5) == {}


def test_next_due_is_the_earliest_of_all_endpoints(store: Store) -> None:
    assert store.next_due() is None
    store.enqueue([message(number, endpoint=f"e{number}", due=NOW + 30 - number) for number in range(5)], NOW)
    assert store.next_due() == NOW + 26
    store.claim("e4", 1, LEASE, NOW + 50)
    assert store.next_due() == NOW + 27


def test_counts_tell_every_endpoint_and_state(store: Store) -> None:
    assert store.counts() == {}
    delivered(store, 2)
    store.enqueue([message(5), message(6, endpoint="other")], NOW)
    assert store.counts() == {("press", "delivered"): 2, ("press", "pending"): 1, ("other", "pending"): 1}


def test_rows_are_newest_first_and_only_those_asked_for(store: Store) -> None:
    old = delivered(store, 2)
    [new, other] = store.enqueue([message(7, dedupe_key="k"), message(8, endpoint="other")], NOW + 10)
    assert [row.id for row in store.rows()] == [other, new, *reversed(old)]
    assert [row.id for row in store.rows(limit=1)] == [other]
    assert [row.id for row in store.rows(endpoint="press", since=NOW + 1)] == [new]
    assert {row.id for row in store.rows(states=["delivered"])} == set(old)
    assert len(store.rows(states=["delivered", "pending"], limit=3)) == 3
    assert store.rows(endpoint="nobody") == store.rows(states=["parked"]) == []


def test_a_row_says_all_but_the_body(store: Store) -> None:
    [one] = store.enqueue([message(7, dedupe_key="k", due=NOW + 5)], NOW)
    row = store.row(one)
    assert (row.id, row.endpoint, row.state, row.label, row.dedupe_key) == (one, "press", "pending", "letter 7", "k")
    assert (row.sha256, row.size) == (sha256(message(7).body).hexdigest(), len(message(7).body))
    assert (row.created, row.due, row.attempts, row.note) == (NOW, NOW + 5, 0, "")


def test_a_message_is_found_by_the_beginning_of_its_id(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    names = iter(["msg_ab1", "msg_ab2", "msg_ab", "msg_b", "msgXab1"])
    monkeypatch.setattr("campaignkit.deliver.intake.new_id", lambda: next(names))
    store.enqueue([message(number) for number in range(5)], NOW)
    assert [store.row(one).id for one in ("msg_ab1", "msg_b", "msgX", "msg_ab")] == [
        "msg_ab1",
        "msg_b",
        "msgXab1",
        "msg_ab",
    ]
    assert store.body("msg_b") == (message(3).body, "application/json")
    assert store.attempts("msg_b") == []
    with pytest.raises(UnknownIdError, match=r"(?s)Several messages begin with 'msg_a'.*msg_ab1\n.*Write more"):
        store.row("msg_a")


@pytest.mark.parametrize("wanted", ["msg_z", "", "%", "_", "msg\0", "msg_\ud83e", "é", "\x7f", "msg_' OR 1=1 --"])
def test_an_id_that_names_nothing(store: Store, wanted: str) -> None:
    store.enqueue([message()], NOW)
    for asked in (store.row, store.body, store.attempts):
        with pytest.raises(UnknownIdError, match="outbox list"):
            asked(wanted)


# by hand


@pytest.mark.parametrize("state", [state for state in STATES if state not in ("leased", "pending")])
def test_replay_sends_the_same_id_and_bytes_again(store: Store, state: State) -> None:
    [one] = store.enqueue([message(4, dedupe_key="k")], NOW)
    [first] = store.claim("press", 1, LEASE, NOW)
    store.settle([outcome(first, state)], NOW)
    assert store.replay([one, one, "msg_none"], NOW + 100) == [one]
    assert (store.row(one).state, store.row(one).due) == ("pending", NOW + 100)
    [second] = store.claim("press", 1, LEASE, NOW + 100)
    assert (second.id, second.body, second.content_type) == (first.id, first.body, first.content_type)
    store.settle([outcome(second)], NOW + 100)
    assert [attempt.number for attempt in store.attempts(one)] == [1, 2]


def test_what_is_leased_is_not_replayed_or_parked(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    store.claim("press", 1, LEASE, NOW)
    assert store.replay([one], NOW) == []
    assert store.set_state([one], "parked", "gone", NOW) == 0
    assert store.replay([], NOW) == []


def test_a_quarantined_message_that_is_replayed_has_all_its_claims_again(store: Store) -> None:
    [one] = store.enqueue([message()], NOW)
    for number in range(CLAIMS_AT_MOST + 1):
        store.claim("press", 1, LEASE, NOW + number * LEASE)
    assert store.replay([one], NOW) == [one]
    for number in range(CLAIMS_AT_MOST):
        assert len(store.claim("press", 1, LEASE, NOW + number * LEASE)) == 1


def test_parking_holds_messages_until_they_are_replayed(store: Store) -> None:
    ids = store.enqueue([message(number) for number in range(600)], NOW)
    assert store.set_state([*ids, "msg_none"], "parked", "its endpoint is gone", NOW) == 600
    assert store.claim("press", 1, LEASE, NOW) == []
    assert (store.waiting(NOW), store.next_due()) == ({}, None)
    assert store.row(ids[5]).note == "its endpoint is gone"
    assert store.replay(ids[:2], NOW + 1) == ids[:2]
    assert len(store.claim("press", 5, LEASE, NOW + 1)) == 2


def test_health_is_kept(store: Store, opened: Open) -> None:
    assert store.health("press") == Health("press")
    for health in (Health("press", NOW + 5, NOW - 5, "it said 410"), Health("press")):
        store.set_health(health)
        assert opened().health("press") == health
    assert store.health("other") == Health("other")


def test_purge_wipes_what_was_delivered_before(store: Store) -> None:
    [old] = delivered(store)
    [young, waits] = store.enqueue([message(1), message(2)], NOW)
    [held] = store.claim("press", 1, LEASE, NOW)
    store.settle([outcome(held, answer=b"thanks")], NOW + 100)
    assert store.purge(NOW + 100) == 1
    assert store.purge(NOW + 100) == 0
    with pytest.raises(UnknownIdError, match="was wiped"):
        store.body(old)
    assert store.body(young)[0] == message(1).body
    assert store.attempts(young)[0].answer == b"thanks"
    assert store.purge(NOW + 101) == 1
    assert store.attempts(young)[0].answer == b""
    assert [store.row(one).state for one in (old, young, waits)] == ["delivered", "delivered", "pending"]
    assert store.row(old).sha256 == sha256(message(0).body).hexdigest()
    assert store.attempts(old)[0].note == "200"


def test_what_was_wiped_cannot_be_sent_again(store: Store) -> None:
    [one] = delivered(store)
    store.purge(NOW + 1)
    assert store.replay([one], NOW + 2) == []
    assert store.set_state([one], "pending", "", NOW + 2) == 0
    assert store.row(one).state == "delivered"


# the whole


def test_close_leaves_leases_as_they_are(store: Store, opened: Open) -> None:
    [one] = store.enqueue([message()], NOW)
    store.claim("press", 1, LEASE, NOW)
    store.close()
    store.close()
    assert opened().row(one).state == "leased"
    with pytest.raises(UsageError, match="closed"):
        store.counts()


def test_opened_again_everything_is_there(store: Store, opened: Open) -> None:
    [one] = delivered(store)
    again = opened()
    assert again.row(one) == store.row(one)
    assert again.attempts(one) == store.attempts(one)


def test_many_that_open_at_once_make_the_tables_once(where: str) -> None:
    start = Barrier(6, timeout=30)

    def written(number: int) -> list[str]:
        start.wait()
        mine = store_of(where)
        ids = mine.enqueue([message(number)], NOW)
        mine.close()
        return ids

    with ThreadPoolExecutor(6) as threads:
        ids = {one for some in threads.map(written, range(6)) for one in some}
    assert len(ids) == 6


def test_an_error_in_the_caller_changes_nothing_and_the_store_goes_on(store: Store) -> None:
    def broken() -> object:
        yield message(1)
        raise RuntimeError("the letter cannot be written")

    with pytest.raises(RuntimeError):
        store.enqueue(broken(), NOW)  # type: ignore[arg-type]
    assert store.counts() == {}
    assert len(store.enqueue([message(1)], NOW)) == 1


@pytest.mark.parametrize(
    "url", ["mysql://user:canary@host/db", "https://canary.example/", Path("postgresql://user:canary@host/db")], ids=str
)
def test_a_url_of_something_else_is_refused_and_not_repeated(url: str | Path) -> None:
    with pytest.raises(InputError) as caught:
        store_of(url)
    assert "canary" not in str(caught.value)


def test_what_is_due_is_told_in_the_order_in_which_it_is_claimed(store: Store) -> None:
    made = [New("press", b"{}", label=f"{number}", due=NOW - due) for number, due in enumerate((1, 3, 3, -5, 2))]
    ids = store.enqueue([*made, New("other", b"{}", due=0.0)], NOW)
    told = [row.id for row in store.due("press", None, NOW)]
    assert told == [ids[number] for number in (1, 2, 4, 0)]
    assert [row.id for row in store.due("press", 2, NOW)] == told[:2]
    assert [one.id for one in store.claim("press", 3, 60, NOW)] == told[:3]
    assert [row.id for row in store.due("press", 5, NOW)] == told[3:]
    assert store.due("nobody", 5, NOW) == []


def test_row_28_a_rest_is_not_kept_to_that_a_wrong_clock_has_set(store: Store) -> None:
    """With a clock that was a year ahead, a pause of some seconds would be one of a year."""
    store.enqueue([message()], NOW)
    store.set_health(Health("press", paused_until=NOW + 86400))
    assert store.claim("press", 1, LEASE, NOW) == []
    store.set_health(Health("press", paused_until=NOW + 365 * 86400))
    assert len(store.claim("press", 1, LEASE, NOW)) == 1


def test_row_26_changes_of_one_endpoint_are_made_in_turn(opened: Open) -> None:
    """Else what one worker knows (410, Retry-After) is lost when another writes what it has read before."""
    stores, ready = [opened() for _ in range(4)], Barrier(4)

    def change(store: Store) -> None:
        ready.wait()
        for _ in range(10):
            store.change_health("press", lambda held: replace(held, disabled=held.disabled + "x"))

    threads = [Thread(target=change, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    before, after = stores[0].change_health("press", lambda held: replace(held, failing_since=NOW))
    assert before == Health("press", disabled="x" * 40)
    assert after == stores[0].health("press") == replace(before, failing_since=NOW)
