"""Letters to donors: written in the books' transaction, sent after it, never twice."""
