"""Cells of a table that no spreadsheet runs as a program."""

# What a spreadsheet would run instead of showing.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value: str) -> str:
    """Put an apostrophe before anything that a spreadsheet would run."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value
