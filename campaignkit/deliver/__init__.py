"""Delivery: a message is written down before it is sent, and sent until an answer says that it arrived.

The promise: at least once from the moment `enqueue` returns; a duplicate carries the same webhook-id and the same
bytes; the order is not promised. docs/delivery.md tells what breaks it, and how each part was tested.

    messages.py    what is written down, and what became of it
    store.py       where it is written down: the protocol that both stores obey
    sqlite.py, postgres.py, and what they share: sql.py, intake.py, leases.py, tables.py, connections.py
    disks.py       where a file may be, and who may read it
    endpoints.py   where to: endpoints.toml, and its secrets
    signing.py     Standard Webhooks: identity, time and signature of a request
    guard.py       no connection to an address that is not public, unless it was allowed
    lines.py       the connections of an endpoint
    wire.py        one request within one deadline
    answers.py     what an answer means, and what it means that there is none
    schedule.py    when a message is tried again
    worker.py      claims, sends and settles: a lane for each endpoint (lanes.py), one desk for all (desk.py)
    quiet.py       no library logs a URL
    sinks/         one file a receiver: what a document looks like there
    runs.py        what a run came to
    outbox.py      `open_outbox`: the store, the endpoints and the worker in one
"""
