"""The site as ``make run`` shows it, for people who are quick."""

from prakerja_cms.settings.development import *  # noqa: F403

# That machines are turned away is told elsewhere.
PRAKERJA_DONATE |= {"FORM_MIN_SECONDS": 0}  # noqa: F405
