"""Invoices to sponsors in the admin."""
