"""The shipped site over plain HTTP on loopback, with the payment sandbox."""

import os

os.environ.setdefault(
    "SECRET_KEY", "kunci-untuk-uji-peramban-yang-cukup-panjang-dan-acak"
)
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "False")

from prakerja_cms.settings.production import *  # noqa: F403

# People here are quick; that machines are turned away is told elsewhere.
PRAKERJA_COURSES = {**PRAKERJA_COURSES, "FORM_MIN_SECONDS": 0}  # noqa: F405
PRAKERJA_DONATE = {**PRAKERJA_DONATE, "FORM_MIN_SECONDS": 0}  # noqa: F405
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
CSRF_TRUSTED_ORIGINS = []
# No worker runs beside the browser: what is approved is found at once.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Wagtail's answer to a button may overtake its saving of the first draft; then the
# same page is made twice and the second is refused. Who presses here is quick.
WAGTAIL_AUTOSAVE_INTERVAL = 0
