"""What others may listen to."""
