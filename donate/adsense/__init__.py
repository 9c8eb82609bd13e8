"""Payments of the advertising network: read, booked once, and seen to arrive."""
