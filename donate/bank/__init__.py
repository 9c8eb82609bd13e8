"""Bank statements: read, imported once, matched, and booked."""
