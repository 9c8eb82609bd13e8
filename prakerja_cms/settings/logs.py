"""What is logged, private addresses masked: they are keys of donors and senders."""

from django.utils.log import DEFAULT_LOGGING

MASKED = {"filters": ["personal_links"]}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"personal_links": {"()": "prakerja_cms.logs.MaskPersonalLinks"}},
    "formatters": DEFAULT_LOGGING["formatters"],
    "handlers": {
        "console": {"class": "logging.StreamHandler"},
        "django.server": DEFAULT_LOGGING["handlers"]["django.server"],
    },
    "loggers": {
        "django.request": MASKED,
        "django.security.csrf": MASKED,
        "django.server": DEFAULT_LOGGING["loggers"]["django.server"] | MASKED,
        "post_office": {"handlers": ["console"], "level": "WARNING"},
    },
}
