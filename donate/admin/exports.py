"""The entries as CSV and XLSX, harmless when a spreadsheet opens them."""

from ..ledger.statements import cash_change

# What a spreadsheet would run instead of showing.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value):
    """Put an apostrophe before anything that a spreadsheet would run."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


def amount(entry):
    """The change of cash in whole units; a number wherever there is one currency."""
    changes = cash_change(entry)
    if len(changes) == 1:
        return changes[0].major
    return ", ".join(f"{money.major} {money.currency}" for money in changes)


def currency(entry):
    return ", ".join(money.currency for money in cash_change(entry))


def corrects(entry):
    return entry.reverses.seq if entry.reverses else ""
