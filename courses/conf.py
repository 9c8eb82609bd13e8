"""Settings of the courses app, read when used from ``PRAKERJA_COURSES``."""

from django.conf import settings

DEFAULTS = {
    # How long before its start a live class lets people in.
    "JOIN_OPENS_MINUTES": 15,
    # What one minute of video costs a learner, at 360 lines.
    "VIDEO_MEGABYTES_PER_MINUTE": 5,
}


def get(name):
    """Return the host's value for ``name`` or the default; KeyError if unknown."""
    return getattr(settings, "PRAKERJA_COURSES", {}).get(name, DEFAULTS[name])
