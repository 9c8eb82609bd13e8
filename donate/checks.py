"""Wrong set-up, told at start instead of in a traceback."""

from ipaddress import ip_network
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections, router

from . import conf
from .ledger import triggers
from .models import JournalEntry


@register(Tags.database)
def ledger_triggers(app_configs, databases, **kwargs):
    """The database must refuse changes to the books by itself (E001, W001).

    A warning, because ``migrate``, which mends it, does not start under an error.
    """
    ours = [
        name
        for name in databases or ()
        if router.allow_migrate_model(name, JournalEntry)
    ]
    return [error for name in ours for error in _trigger_errors(name)]


def _trigger_errors(name):
    connection = connections[name]
    if connection.vendor not in triggers.SPELLINGS:
        return [
            Error(
                f"The ledger cannot be guarded on {connection.display_name}.",
                hint="Use SQLite or PostgreSQL for the donate app.",
                id="prakerja_donate.E001",
            )
        ]
    missing = triggers.missing(connection)
    if not missing:
        return []
    names = ", ".join(guard.name for guard in missing)
    return [
        Warning(
            f"The database “{name}” does not guard the ledger: {names}.",
            hint="Run manage.py migrate, which puts the triggers back.",
            id="prakerja_donate.W001",
        )
    ]


@register(Tags.security)
def payment_sandbox(app_configs, **kwargs):
    """The stand-in for the payment service must not meet real donors (E002)."""
    if not conf.get("STRIPE_API_BASE"):
        return []
    if settings.DEBUG and "_live_" not in conf.get("STRIPE_SECRET_KEY"):
        return []
    return [
        Error(
            "STRIPE_API_BASE points away from the payment service on a real site.",
            hint="Leave it empty. The sandbox is for DEBUG and test keys only.",
            id="prakerja_donate.E002",
        )
    ]


@register(Tags.security)
def webhook_secret(app_configs, **kwargs):
    """Without its secret every event is refused, and gifts are booked late (W002)."""
    if not conf.get("STRIPE_SECRET_KEY") or conf.get("STRIPE_WEBHOOK_SECRET"):
        return []
    return [
        Warning(
            "STRIPE_WEBHOOK_SECRET is empty, so all payment events are refused.",
            hint="Copy it from the page of the webhook in Stripe's dashboard.",
            id="prakerja_donate.W002",
        )
    ]


@register(Tags.database)
def requests_in_transactions(app_configs, databases, **kwargs):
    """A gift must be stored before the service is asked, not with it (W003)."""
    return [
        Warning(
            f"ATOMIC_REQUESTS is on for the database “{name}”.",
            hint="A payment page could then exist for a gift that was rolled back.",
            id="prakerja_donate.W003",
        )
        for name in databases or ()
        if connections[name].settings_dict.get("ATOMIC_REQUESTS")
    ]


@register(Tags.files)
def proof_documents(app_configs, **kwargs):
    """Receipts name people: they are kept where the public cannot reach, or not (W004).

    A place below the public media, or the same as it, is refused (E003).
    """
    private = settings.STORAGES.get("private")
    if private is None:
        return [
            Warning(
                "Proof documents cannot be kept: STORAGES has no “private”.",
                hint="Add one that is not served, outside of MEDIA_ROOT.",
                id="prakerja_donate.W004",
            )
        ]
    if private != settings.STORAGES.get("default") and not _is_public(private):
        return []
    return [
        Error(
            "STORAGES[“private”] keeps proof documents among the public media.",
            hint="Give it a place of its own that is not served.",
            id="prakerja_donate.E003",
        )
    ]


def _is_public(storage):
    """Look at the place of files; a storage elsewhere has to be private by itself."""
    location = storage.get("OPTIONS", {}).get("location") or (
        settings.MEDIA_ROOT if "FileSystemStorage" in storage["BACKEND"] else ""
    )
    if not location or not settings.MEDIA_ROOT:
        return False
    return Path(location).resolve().is_relative_to(Path(settings.MEDIA_ROOT).resolve())


@register(Tags.security)
def trusted_proxies(app_configs, **kwargs):
    """A name among the addresses would fail with the first donor (E004)."""
    return [
        Error(
            f"TRUSTED_PROXIES names “{name}”, which is no address or network.",
            hint="Write it like 10.0.0.1 or 10.0.0.0/8; “unix” is a socket.",
            id="prakerja_donate.E004",
        )
        for name in getattr(settings, "TRUSTED_PROXIES", ())
        if name != "unix" and not _is_network(name)
    ]


def _is_network(name):
    try:
        ip_network(name, strict=False)
    except ValueError:
        return False
    return True


@register()
def organisation_editable(app_configs, **kwargs):
    """Receipts need a name, and that is a setting of Wagtail's (W005)."""
    if apps.is_installed("wagtail.contrib.settings"):
        return []
    return [
        Warning(
            "Nobody can fill in the organisation that stands on receipts.",
            hint="Add wagtail.contrib.settings to INSTALLED_APPS.",
            id="prakerja_donate.W005",
        )
    ]
