"""One letter to a company, checked against its sources, as a page that prints well.

Run it with: python examples/letter_to_a_company.py letter.html
"""

import sys

import campaignkit as ck

campaign = ck.load("face-recognition-2020")

for gap in ck.gaps(campaign, target="amazon"):
    print(f"{gap.standing:12} {gap.demand}")

sender = ck.Sender(
    name="Alex Example",
    organisation="Neighbors for Privacy",
    email_address="alex@neighbors.example",
    own_words="I walk past three doorbell cameras on my way to work.\n\nI was never asked.",
)
letter = ck.compose(campaign, "letter", target="amazon", demand="end-ring-police-partnerships", sender=sender)

report = ck.check(letter, campaign)  # every quotation and figure is looked up again
report.raise_for_errors()

path = ck.write(letter, sys.argv[1] if len(sys.argv) > 1 else "letter.html")
print(f"Wrote {path}: {len(letter.citations)} quotations and figures from {len(letter.sources)} sources.")
