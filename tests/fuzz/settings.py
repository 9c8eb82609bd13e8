"""Production as shipped, over plain HTTP on loopback; each odd thing reaches a view."""

from tests.browser.settings import *  # noqa: F403

PAGE_CACHE_ENABLED = False
LOGGING["loggers"]["django.request"]["level"] = "ERROR"  # noqa: F405
PRAKERJA_COURSES = {**PRAKERJA_COURSES, "LIMIT_API": None, "LIMIT_API_DAY": None}  # noqa: F405
