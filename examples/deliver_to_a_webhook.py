"""One letter, written down for an endpoint and sent when you say so.

Run it with: python examples/deliver_to_a_webhook.py endpoints.toml press-room --send
Without arguments it goes to a file beside you, so that you can see what would arrive.
"""

import sys
from pathlib import Path

import campaignkit as ck

ENDPOINTS = '[[endpoint]]\nid = "my-file"\nsink = "file"\npath = "received.jsonl"\n'

named = [word for word in sys.argv[1:] if word != "--send"]
if not named:
    Path("my-endpoints.toml").write_text(ENDPOINTS, encoding="utf-8")
endpoints, endpoint = named or ("my-endpoints.toml", "my-file")
send = "--send" in sys.argv or not named

campaign = ck.load("face-recognition-2020")
letter = ck.compose(campaign, "letter", target="amazon", demand="end-ring-police-partnerships")
ck.check(letter, campaign).raise_for_errors()  # nothing that does not pass is written down

with ck.open_outbox("outbox.sqlite", endpoints=endpoints) as outbox:
    message = outbox.enqueue(letter, endpoint=endpoint)  # on the disk when this returns
    done = outbox.run(send=send, limit=1)
    if not send:
        print(f"{len(done.planned)} would be sent to {endpoint}; say --send.")
    for _, outcome in done.failures:
        print(f"It did not arrive. {outcome.note}")
    row, attempts = outbox.show(message)
    print(f"{row.label}: {row.state} after {len(attempts)} attempt(s).")
