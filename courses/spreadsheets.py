"""Exports that stay harmless when a spreadsheet opens them."""

# What a spreadsheet would run instead of showing.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value):
    """Put an apostrophe before anything that a spreadsheet would run."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


# For ``custom_value_preprocess`` of a Wagtail export; XLSX cells are typed as text.
HARMLESS = {str: {"csv": as_text}}
