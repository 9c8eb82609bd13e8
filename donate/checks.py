"""Wrong set-up, told at start instead of in a traceback."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from . import conf
from .ledger import triggers


@register(Tags.database)
def ledger_triggers(app_configs, databases, **kwargs):
    """The database must refuse changes to the books by itself (E001, W001).

    A warning, because ``migrate``, which mends it, does not start under an error.
    """
    return [error for name in databases or () for error in _trigger_errors(name)]


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
