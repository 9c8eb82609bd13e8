"""One fact of many courses at once, from the page explorer."""
