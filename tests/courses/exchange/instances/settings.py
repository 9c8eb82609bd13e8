"""A site in processes of its own: its files lie in its folder, a worker comes by."""

from prakerja_cms.settings.test import *  # noqa: F403

MEDIA_ROOT = VAR_DIR / "media"  # noqa: F405
STORAGES["private"]["OPTIONS"]["location"] = str(VAR_DIR / "private")  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
PRAKERJA_COURSES = {**PRAKERJA_COURSES, "LIMIT_API": None, "LIMIT_API_DAY": None}  # noqa: F405
