"""Courses that work without a network: saved in the browser, or carried as a ZIP."""
