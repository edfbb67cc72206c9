"""A talking-point sheet for a meeting: printed, or written to the file that is named.

Run it with: python examples/talking_points.py sheet.md
"""

import sys

import campaignkit as ck

campaign = ck.load("face-recognition-2020")
sheet = ck.compose(campaign, "talking-points", target="microsoft", demand="end-police-sales")
ck.check(sheet, campaign).raise_for_errors()

if len(sys.argv) > 1:
    print(ck.write(sheet, sys.argv[1]))
else:
    print(sheet.text)

print("Stands on:", file=sys.stderr)
for source in sheet.sources:
    print(f"  {source.number}. {source.label}", file=sys.stderr)
