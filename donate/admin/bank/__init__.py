"""Bank statements in the treasurer's admin."""
