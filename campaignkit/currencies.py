"""Money of the world: the signs and letters before a sum, and the words behind it."""

from __future__ import annotations

# By what stands before the number. Where several countries have a dollar, a rupee or a
# shilling, a text means its own: what one source calls A$30 million is $30 million at home.
BY_SIGN = {
    "$": "usd", "US$": "usd", "USD": "usd", "£": "gbp", "GBP": "gbp", "€": "eur", "EUR": "eur", "¥": "jpy",
    "C$": "usd", "CA$": "usd", "A$": "usd", "AU$": "usd", "NZ$": "usd", "S$": "usd", "HK$": "usd",
    "₹": "rupee", "Rs": "rupee", "Rs.": "rupee", "INR": "rupee", "KSh": "shilling", "Ksh": "shilling",
    "KSh.": "shilling", "Ksh.": "shilling", "Kshs": "shilling", "Sh": "shilling", "KES": "shilling", "TSh": "shilling",
    "USh": "shilling", "UGX": "shilling", "TZS": "shilling", "₦": "naira", "NGN": "naira", "₱": "peso", "PHP": "peso",
    "ZAR": "rand", "CHF": "franc", "₩": "won", "₺": "lira", "zł": "zloty", "kr": "krone",
}  # fmt: skip
BY_WORD = {
    "dollar": "usd", "euro": "eur", "pound sterling": "gbp", "pounds sterling": "gbp", "usd": "usd", "yen": "jpy",
    "rupee": "rupee", "shilling": "shilling", "naira": "naira", "peso": "peso", "rand": "rand", "franc": "franc",
    "krone": "krone", "kroner": "krone", "krona": "krone", "kronor": "krone", "zloty": "zloty",
}  # fmt: skip
CURRENCIES = frozenset([*BY_SIGN.values(), *BY_WORD.values()])
_SIGNS = sorted((sign.replace("$", r"\$").replace(".", r"\.") for sign in BY_SIGN), key=len, reverse=True)
SIGN = f"(?:{'|'.join(_SIGNS)})"
"""A pattern for what stands before a sum; letters must not follow letters."""
ONE_CHARACTER = "".join(sign for sign in BY_SIGN if len(sign) == 1)
