"""The demo of the pictures, showing what visitors see where a page is missing."""

from tests.screenshots.settings import *  # noqa: F403

ROOT_URLCONF = "tests.contact_sheet.urls"
