"""Imports through the admin: looked at first, made by a task, taken back if need be."""
