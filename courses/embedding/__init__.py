"""Courses on other people's sites: a card in a frame, and how it is found (oEmbed)."""
