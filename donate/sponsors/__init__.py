"""Advertising: what stands where, how often it was seen, and what was paid for it."""
