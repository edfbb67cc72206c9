"""`python -m campaignkit`, for where the script is not on the path."""

from __future__ import annotations

from campaignkit.cli import main

if __name__ == "__main__":
    main()
