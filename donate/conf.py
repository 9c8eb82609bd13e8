"""Settings of the donate app, read when used from ``PRAKERJA_DONATE``."""

from typing import Any

from django.conf import settings

DEFAULTS: dict[str, Any] = {
    # Payment services, tried in this order; one without its keys is left out.
    "GATEWAYS": [
        "donate.gateways.stripe.StripeGateway",
        "donate.gateways.transfer.TransferGateway",
        "donate.gateways.qris.QrisGateway",
    ],
    "STRIPE_SECRET_KEY": "",
    "STRIPE_WEBHOOK_SECRET": "",
    # Another address of the API: the sandbox on this machine, never a live one.
    "STRIPE_API_BASE": "",
    # Seconds to wait for the service, and how often to try again.
    "PROVIDER_TIMEOUT": 15,
    "PROVIDER_RETRIES": 2,
    # The donor waits for this one while looking at an empty screen.
    "RETURN_TIMEOUT": 4,
    "WEBHOOK_MAX_BYTES": 256 * 1024,
    # Smallest gift, in whole units: fees would eat less.
    "MINIMUM": {"IDR": 10_000, "USD": 1},
    # Offer gifts that come back every month, where a way to pay can do it.
    "MONTHLY": True,
    # Minutes a payment page stays open.
    "SESSION_MINUTES": 60,
    # Days a donor has to transfer, and for which late money is waited for after that.
    "TRANSFER_DAYS": 3,
    "TRANSFER_HELD_DAYS": 14,
    # Largest payment by QRIS that banks let through, in rupiah.
    "QRIS_LARGEST": 10_000_000,
    # A form answered faster than this was filled in by a machine (0: never mind);
    # one older than this is sent back.
    "FORM_MIN_SECONDS": 2,
    "FORM_MAX_SECONDS": 12 * 3600,
    # Attempts to pay: (how many, in how many seconds).
    "LIMIT_ADDRESS": (20, 3600),
    "LIMIT_NETWORK": (100, 3600),
    "LIMIT_ALL": (1000, 3600),
    # Of an amount's unique codes that are still free, how many one network may hold.
    "LIMIT_CODES_PERCENT": 10,
    # A gift is given out in the files of a closed month only among those of so many
    # people that nothing public tells apart.
    "CROWD": 5,
    # Costs of these accounts are given out one by one; those of others, which may be
    # somebody's pay, by month. They hold for months closed later.
    "OPEN_COSTS": [
        "expenses:hosting",
        "expenses:outreach",
        "expenses:office",
    ],
    # Above how many whole units a second person approves what is entered by hand;
    # 0: never. Closing a month takes two persons whatever stands here.
    "FOUR_EYES_ABOVE": {"IDR": 0, "USD": 0},
    "LIMIT_EMAIL": (10, 3600),
    # Card payments rest when, within so many minutes, at least so many cards were
    # refused and they are such a share of all that were tried …
    "BREAKER_MINUTES": 10,
    "BREAKER_DECLINES": 10,
    "BREAKER_DECLINED_PERCENT": 60,
    "BREAKER_PAUSE_MINUTES": 30,
    # … or so many payment pages stay unpaid; each paid one allows some more.
    "BREAKER_UNPAID": 30,
    "BREAKER_TRUST": 5,
    # Which wording of the consents the form shows.
    "CONSENT_VERSION": "2026-11",
    # Days after which name and address of a gift that never came are erased.
    "UNPAID_CONTACT_DAYS": 30,
    # Days after which a bank's file is deleted, and the text of a decided movement.
    "BANK_FILE_DAYS": 90,
    "BANK_TEXT_DAYS": 365,
    # The same for gifts that arrived, as far as the donor allows nothing that needs
    # them: receipts are asked for in the year after, and cards are disputed for 18
    # months.
    "PAID_CONTACT_DAYS": 730,
    # The donor wall: how many places at most, and how many gifts of a month must hide
    # their amount before the name of one of them stands there.
    "WALL_SIZE": 60,
    "WALL_CROWD": 3,
    # Advertisements: how often one source counts, (how many, in how many seconds);
    # many phones share one address.
    "SPONSOR_VIEWS_ADDRESS": (60, 3600),
    "SPONSOR_VIEWS_NETWORK": (600, 3600),
    "SPONSOR_CLICKS_ADDRESS": (5, 3600),
    "SPONSOR_CLICKS_NETWORK": (50, 3600),
    # Seconds that counted views wait in the process before they are written.
    "SPONSOR_FLUSH_SECONDS": 10,
    # Largest picture of an advertisement as it is sent.
    "SPONSOR_IMAGE_BYTES": 20 * 1024,
}


def get(name: str) -> Any:
    """Return the host's value for ``name`` or the default; KeyError if unknown."""
    return getattr(settings, "PRAKERJA_DONATE", {}).get(name, DEFAULTS[name])
