"""The HTML that is written, in a browser, under axe-core: nothing to find. Needs Chromium and the library's script."""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import pytest

from campaignkit.catalog import load
from campaignkit.composer import compose
from campaignkit.models import Document, Sender
from campaignkit.render import render

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_SPEC = find_spec("axe_playwright_python")
AXE = next(Path(_SPEC.origin).parent.rglob("axe.min.js"), None) if _SPEC and _SPEC.origin else None
needs_browser = pytest.mark.skipif(
    not (CHROMIUM and AXE),
    reason="needs Chromium (Debian: chromium) and axe-core (pip install --no-deps axe-playwright-python)",
)
RUN = "axe.run().then(found => { document.body.innerHTML = ''; const out = document.createElement('pre'); \
out.id = 'axe'; out.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(found.violations.map(one => \
[one.id, one.nodes.map(node => node.html)]))))); document.body.append(out); })"


def violations(html: str, folder: Path) -> list[tuple[str, list[str]]]:
    """Return what axe-core finds in a page, as it looks in Chromium; the page's own policy would keep axe out."""
    assert AXE
    assert CHROMIUM
    page = folder / "page.html"
    open_page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
    page.write_text(open_page.replace("</body>", f"<script>{script}</script><script>{RUN}</script></body>"))
    options = ["--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
    if os.geteuid() == 0:
        options.append("--no-sandbox")
    done = subprocess.run(
        [CHROMIUM, *options, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000", "--dump-dom",
         page.as_uri()],
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    found = re.search(r'<pre id="axe">([^<]*)</pre>', done.stdout)
    assert found, done.stderr[-2000:]
    return [(name, nodes) for name, nodes in json.loads(base64.b64decode(found[1]))]


def documents() -> dict[str, Document]:
    """One document of each kind, with all that it can hold."""
    campaign, day = load("face-recognition-2020"), date(2026, 11, 23)
    sender = Sender(name="Ana Ruiz", organisation="Fight for the Town", own_words="I live in Averley.\n\nI ask you.")
    return {
        kind: compose(
            campaign, kind, target="amazon", demand="end-ring-police-partnerships", date=day, sender=sender
        )
        for kind in ("letter", "petition", "talking-points", "call-script")
    }  # fmt: skip


@needs_browser
@pytest.mark.parametrize("kind", ["letter", "petition", "talking-points", "call-script"])
def test_axe_finds_nothing_in_a_page(kind: str, tmp_path: Path) -> None:
    assert violations(render(documents()[kind], ".html").decode(), tmp_path) == []


@needs_browser
def test_axe_finds_what_is_wrong_in_a_page(tmp_path: Path) -> None:
    html = render(documents()["letter"], ".html").decode()
    broken = re.sub(r'<html lang="[^"]*">', "<html>", html).replace("</main>", '<img src="x.png"></main>')
    assert {name for name, _ in violations(broken, tmp_path)} >= {"html-has-lang", "image-alt"}
