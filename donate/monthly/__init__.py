"""Giving every month, as donors meet it: on the form and on a private page."""
