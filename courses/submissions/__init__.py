"""Handing in a module without an account, and what becomes of it."""
