"""Invoices to sponsors: numbered without a gap, never changed, made void."""
