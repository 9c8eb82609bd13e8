"""How this site introduces itself to the sites it reads."""

from importlib.metadata import PackageNotFoundError, version

from django.conf import settings

from ... import conf


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
