"""Closing a month: a list that is gone through, one who prepares, one who signs."""
