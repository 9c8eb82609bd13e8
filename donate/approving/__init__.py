"""Entries by hand above a set amount: asked for by one person, booked by a second."""
