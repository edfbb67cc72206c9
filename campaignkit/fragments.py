"""Links to the words in a page: `#:~:text=`, which browsers scroll to and highlight.

In the directive a dash, a comma and an ampersand are signs of its own grammar, so those of the words are written as
`%2D`, `%2C` and `%26` (WICG, URL fragment text directives). A browser that does not know it opens the page as ever.
"""

from __future__ import annotations

from urllib.parse import quote

_WHOLE = 80  # characters of a quotation that stand in the link whole; of a longer one, where it begins and ends
_ENDS = 4  # words at either end


def link_to_words(url: str, words: str) -> str:
    """Return the address of a page at these words of it.

    Args:
        url: The page; what it has of a fragment stays.
        words: Words as they read on the page, without markup.

    Examples:
        >>> link_to_words("https://example.org/a", "one-year moratorium, R&D")
        'https://example.org/a#:~:text=one%2Dyear%20moratorium%2C%20R%26D'
        >>> link_to_words("https://example.org/a#top", "We said no")
        'https://example.org/a#top:~:text=We%20said%20no'
        >>> link_to_words("https://example.org/a", " ".join(f"word{n}" for n in range(40)))
        'https://example.org/a#:~:text=word0%20word1%20word2%20word3,word36%20word37%20word38%20word39'
    """
    parts = words.split()
    if not parts or ":~:" in url:
        return url
    whole = " ".join(parts)
    if len(whole) <= _WHOLE or len(parts) <= 2 * _ENDS:
        text = _encoded(whole)
    else:
        text = f"{_encoded(' '.join(parts[:_ENDS]))},{_encoded(' '.join(parts[-_ENDS:]))}"
    return f"{url}{'' if '#' in url else '#'}:~:text={text}"


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
