"""Amounts as banks write them; strict, because a comma decides over thousands."""

import re

from ..money import LARGEST_MINOR, Money

# What a bank may write before an amount.
CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
WORD = re.compile(r"\s*([A-Za-z]+)\.?$")


def amount_pattern(mark: str) -> re.Pattern[str]:
    group = re.escape("," if mark == "." else ".")
    return re.compile(
        rf"(?P<whole>[0-9]{{1,3}}(?:{group}[0-9]{{3}})+|[0-9]*)"
        rf"(?:{re.escape(mark)}(?P<fraction>[0-9]{{1,2}}))?",
        re.ASCII,
    )


PATTERNS = {mark: amount_pattern(mark) for mark in ".,"}


def split_word(text: str) -> tuple[str, str]:
    """Take the ``CR`` off ``1,000.00 CR``; "" where there is none."""
    found = WORD.search(text)
    if not found or not any(sign.isdigit() for sign in text):
        return text, ""
    return text[: found.start()], found[1]


def read_amount(text: str, mark: str, currency: str) -> int:
    """Return minor units, below zero for ``-1``, ``1-``, ``(1)``; else ValueError.

    ``mark`` stands before the hundredths; the other of point and comma only where
    it parts thousands.
    """
    text = CURRENCY.sub("", text.strip().replace("\N{MINUS SIGN}", "-"))
    negative, text = split_sign(text)
    found = PATTERNS[mark].fullmatch(CURRENCY.sub("", text))
    if not found or not (found["whole"] or found["fraction"]):
        raise ValueError(text)
    whole = re.sub("[.,]", "", found["whole"]) or "0"
    minor = Money.of(f"{whole}.{found['fraction'] or '0'}", currency).amount_minor
    if minor > LARGEST_MINOR:
        raise ValueError(text)
    return -minor if negative else minor


def split_sign(text: str) -> tuple[bool, str]:
    if text.startswith("(") and text.endswith(")"):
        return True, text[1:-1].strip()
    negative = text.startswith("-") or text.endswith("-")
    if text.startswith(("-", "+")):
        return negative, text[1:].strip()
    return negative, text.removesuffix("-").removesuffix("+").strip()
