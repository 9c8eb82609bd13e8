"""Free courses and open books for NGOs, on Wagtail."""

__version__ = "0.1.0"
