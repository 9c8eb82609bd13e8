"""How this site introduces itself to the sites it reads."""

from importlib.metadata import PackageNotFoundError, version

from django.conf import settings

from ... import conf
from ..client import Client


def client_of(origin, *, allow_private=False, **options):
    """A client with the limits of the settings."""
    return Client(
        origin,
        user_agent=user_agent(),
        allow_private=allow_private,
        seconds=conf.get("MIRROR_TIMEOUT"),
        file_seconds=conf.get("MIRROR_FILE_TIMEOUT"),
        json_megabytes=conf.get("MIRROR_JSON_MEGABYTES"),
        dump_megabytes=conf.get("MIRROR_DUMP_MEGABYTES"),
        media_megabytes=conf.get("MIRROR_MEDIA_MEGABYTES"),
        **options,
    )


def user_agent():
    """Name, version, where this site is, and whom to write to."""
    try:
        name = f"prakerja-cms/{version('prakerja-cms')}"
    except PackageNotFoundError:  # run from its source
        name = "prakerja-cms"
    site = getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    about = [f"+{site}" if site else "", conf.get("MIRROR_CONTACT")]
    told = "; ".join(filter(None, about))
    return f"{name} ({told})" if told else name
