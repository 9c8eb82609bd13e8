"""What editors look through to keep the catalogue in order."""
