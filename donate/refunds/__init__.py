"""Giving gifts back: at a payment service, or by hand."""
