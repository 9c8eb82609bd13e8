"""The test settings, pointed at a provider on loopback by the environment."""

import json
import os

from prakerja_cms.settings.test import *  # noqa: F403

PRAKERJA_COURSES = json.loads(os.environ["PRAKERJA_COURSES"])
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
