"""Production as shipped, over plain HTTP on loopback, on a database of its own."""

import os

os.environ.setdefault("SECRET_KEY", "Jq2n5v8yBxCeFhJmNqRtUwXzAbDfGjKnPrSuVxYa3d6g9k")
os.environ["SECRET_KEY"] += "only-for-measuring"
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "False")

from prakerja_cms.settings.production import *  # noqa: F403

WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
# One machine asks more in a second than a person in a day.
PRAKERJA_COURSES = {**PRAKERJA_COURSES, "LIMIT_API": None, "LIMIT_API_DAY": None}  # noqa: F405

if os.environ.get("BENCH_API"):
    INSTALLED_APPS = [*INSTALLED_APPS, "wagtail.api.v2"]  # noqa: F405
    ROOT_URLCONF = "tests.bench.urls"
    WAGTAILAPI_LIMIT_MAX = 100
