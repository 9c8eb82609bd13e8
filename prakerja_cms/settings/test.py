"""The test run: fast hashes, tasks at once, mail in memory."""

import os
import tempfile

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

DEBUG = False
SECRET_KEY = "test-only"
ALLOWED_HOSTS = ["*"]
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    # Nobody needs what a test wrote after a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "; PRAGMA synchronous = OFF"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "tests.indexing.Backend"}}
TEST_FILES = tempfile.TemporaryDirectory(prefix="prakerja-test-")  # gone at exit
MEDIA_ROOT = os.path.join(TEST_FILES.name, "media")
STATIC_ROOT = os.path.join(TEST_FILES.name, "static")  # none that is collected and old
STORAGES["private"]["OPTIONS"]["location"] = os.path.join(TEST_FILES.name, "private")
WHITENOISE_AUTOREFRESH = True
WAGTAILADMIN_BASE_URL = "http://testserver"
