"""What editors' screens are put together from."""
