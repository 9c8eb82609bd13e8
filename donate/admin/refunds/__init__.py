"""Refunds in the treasurer's admin."""
