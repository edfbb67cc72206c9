"""One letter to each legislator of a list, into a folder.

Run it with: python examples/letters_to_legislators.py letters

The names and addresses are made up. Put in your own; a title such as "Sen." or "Rep." is written out in the salutation.
"""

import sys
from pathlib import Path

import campaignkit as ck

LEGISLATORS = [
    ("sen-rivera", "Sen.", "Ana", "Rivera", "rivera@senate.example"),
    ("rep-osei", "Rep.", "Kwame", "Osei", "osei@house.example"),
    ("rep-lund", "Rep.", "Kim", "Lund", "lund@house.example"),
]

campaign = ck.load("face-recognition-2020")
sender = ck.Sender(name="Alex Example", title="constituent", own_words="I live in your district, and I vote.")
folder = Path(sys.argv[1] if len(sys.argv) > 1 else "letters")

for name, title, given_name, family_name, email_address in LEGISLATORS:
    legislator = ck.Legislator(
        kind="legislator",
        id=name,
        name=f"{given_name} {family_name}",
        title=title,
        given_name=given_name,
        family_name=family_name,
        email_addresses=[email_address],
    )
    letter = ck.compose(campaign, "letter", target=legislator, demand="ban-government-use", sender=sender)
    ck.check(letter, campaign).raise_for_errors()
    print(ck.write(letter, folder / f"{name}.txt"))
