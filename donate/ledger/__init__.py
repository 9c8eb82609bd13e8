"""The books: posting, hashing, verifying and reading them."""
