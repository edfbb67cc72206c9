"""The style of an HTML letter, and the hash by which its Content-Security-Policy knows it.

One column of a length that can be read, a serif that every system has, no picture and no script: it should look like
a letter on a screen and like a letter on paper, and still be read where no style is applied at all.
"""

from __future__ import annotations

import base64
import hashlib

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fff; --ink: #1b1b1f; --soft: #5a5a66; --line: #d9d7d0; --accent: #8c1c13; --tint: #faf3ef;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #16171a; --ink: #e9e7e2; --soft: #a9a8a3; --line: #3a3b40; --accent: #ff9d8a; --tint: #241d1c; }
}
* { box-sizing: border-box; }
html { background: var(--paper); -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; padding: clamp(1.5rem, 6vw, 4.5rem) 1.25rem; color: var(--ink);
  font-size: 1.125rem; line-height: 1.6;
  font-family: Charter, "Bitstream Charter", "Iowan Old Style", "Source Serif 4", Georgia, "Liberation Serif", serif;
  font-variant-numeric: oldstyle-nums; hanging-punctuation: first; overflow-wrap: break-word;
}
article { max-width: 36rem; margin: 0 auto; }
p, ul, ol, blockquote, .indented, .lines { margin: 0 0 1.1em; }
p, li { text-wrap: pretty; }

h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-wrap: balance; font-variant-numeric: lining-nums; }
h1 {
  margin: 0 0 1.3em; padding-top: .75em; border-top: 4px solid var(--accent);
  font-size: clamp(1.5rem, 5vw, 1.95rem); letter-spacing: -.012em;
}
h2 { margin: 2em 0 .6em; font-size: 1.3rem; }
h3 { margin: 1.7em 0 .5em; font-size: 1.1rem; }
h4, h5, h6 { margin: 1.5em 0 .4em; font-size: 1rem; font-style: italic; font-weight: 600; }

.lines { line-height: 1.42; white-space: pre-wrap; font-variant-numeric: lining-nums; }
.lines[data-role="signers"] { columns: 2 15rem; column-gap: 2rem; padding: 0; list-style: none; white-space: normal; }
[data-role="signers"] li { padding-left: 1em; text-indent: -1em; break-inside: avoid; }
/* The one thing that is asked for: whoever reads a single sentence of the letter reads this one. */
[data-role="ask"] {
  margin: 1.6em 0; padding: .8em 1.1em; border-left: 4px solid var(--accent); background: var(--tint); font-weight: 600;
}
ul, ol { padding-left: 1.4em; }
li { margin-bottom: .45em; }
li::marker { color: var(--soft); }
li > p:last-child { margin-bottom: .45em; }

/* The marks stand in the text, where copying, searching and a screen reader find them; a second pair would be wrong. */
q::before, q::after { content: none; }
blockquote, .indented { padding-left: 1.3em; }
blockquote { border-left: 2px solid var(--line); }
blockquote > :last-child, .indented > :last-child { margin-bottom: 0; }
hr { width: 30%; margin: 2.2em auto; border: 0; border-top: 1px solid var(--soft); }

a {
  color: inherit; text-decoration-color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: .18em;
}
a:hover { color: var(--accent); }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.mark { color: var(--soft); font-size: .8em; font-variant-numeric: lining-nums; white-space: nowrap; }
.mark a { text-decoration: none; }
.mark a:hover { text-decoration: underline; }
.mark a, .back { padding: .2em 0; }
:target { background: var(--tint); box-shadow: 0 0 0 .25em var(--tint); }

.sources {
  margin-top: 3em; padding-top: 1.2em; border-top: 1px solid var(--line);
  font-size: .86rem; line-height: 1.5; font-variant-numeric: lining-nums;
}
.sources h2 { margin: 0 0 .7em; font-size: 1.05rem; }
.sources ol { margin: 0; padding-left: 1.9em; }
.sources .url { display: block; color: var(--soft); overflow-wrap: anywhere; }
.sources .url a { text-decoration-color: var(--line); }
.back { margin-left: .3em; text-decoration: none; }
.back::before { content: "\\2191"; content: "\\2191" / ""; }

@page { margin: 20mm 25mm; }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #333; --line: #999; --accent: #8c1c13; --tint: #fff; }
  body { padding: 0; font-size: 11pt; line-height: 1.4; }
  p, ul, ol, blockquote, .indented, .lines { margin-bottom: .85em; }
  article { max-width: none; }
  p, li { orphans: 3; widows: 3; }
  h1 { margin-bottom: 1em; font-size: 18pt; }
  h2 { margin-top: 1.3em; font-size: 13pt; }
  [data-role="ask"] { margin: 1.2em 0; }
  h1, h2, h3, h4, h5, h6, hr { break-after: avoid; }
  p + .lines { break-before: avoid; }  /* no signature on a page of its own */
  blockquote, .lines, [data-role="ask"], .sources, .sources li { break-inside: avoid; }
  .lines[data-role="signers"] { break-inside: auto; columns: 2; }
  [data-role="ask"] { padding-top: .2em; padding-bottom: .2em; }
  .sources { margin-top: 1.8em; padding-top: .9em; font-size: 9pt; line-height: 1.35; }
  a { text-decoration: none; }
  a.web::after { content: " <" attr(href) ">"; overflow-wrap: anywhere; }
  .back { display: none; }
}
"""

POLICY = (
    "default-src 'none'; "
    f"style-src 'sha256-{base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)
"""What the page may load: this style and nothing else, from nowhere."""

MAIL_STYLE = """
body { margin: 0; padding: 16px; background: #ffffff; color: #1b1b1f; }
article {
  max-width: 600px; font-family: Georgia, "Times New Roman", serif; font-size: 16px; line-height: 1.55; color: #1b1b1f;
}
p, ul, ol, blockquote { margin: 0 0 16px 0; }
ul, ol { padding-left: 24px; }
li { margin: 0 0 8px 0; }
h2 { margin: 28px 0 10px 0; font-size: 19px; line-height: 1.25; }
h3, h4, h5, h6 { margin: 22px 0 8px 0; font-size: 16px; line-height: 1.3; }
.lines { white-space: pre-wrap; }
p[data-role="ask"] { padding: 10px 16px; border-left: 4px solid #8c1c13; background: #faf3ef; }
blockquote { padding-left: 16px; border-left: 2px solid #d9d7d0; }
.indented { padding-left: 16px; }
.mark { color: #5a5a66; font-size: 13px; white-space: nowrap; }
hr { margin: 28px auto; border: 0; border-top: 1px solid #8a8a94; width: 30%; }
a { color: #8c1c13; }
.sources { margin-top: 32px; padding-top: 12px; border-top: 1px solid #d9d7d0; font-size: 13px; line-height: 1.5; }
.sources h2 { margin: 0 0 8px 0; font-size: 16px; }
"""
"""The same letter in a mail: no variables and nothing that depends on the screen, since mail programs drop both."""
