"""The treasurer's screens in the Wagtail admin."""
