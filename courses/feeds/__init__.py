"""Atom feeds: what is new, for readers who follow instead of visiting."""
