"""Payments of the advertising network in the treasurer's admin."""
