"""Cash health, approvals and the close of a month, in the treasurer's admin."""
