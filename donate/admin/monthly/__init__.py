"""Monthly gifts as the treasurer sees them."""
