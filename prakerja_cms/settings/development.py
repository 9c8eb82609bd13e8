"""Your own machine: readable errors, local files, payments in the sandbox."""

from .base import *  # noqa: F403
from .base import PRAKERJA_DONATE, env

DEBUG = True
SECRET_KEY = env("SECRET_KEY", default="insecure-development-key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
PORT = env.int("PORT", default=8000)
WAGTAILADMIN_BASE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}")

if not PRAKERJA_DONATE["STRIPE_SECRET_KEY"]:
    # No Stripe account: donate.sandbox stands in for it, one port further.
    PRAKERJA_DONATE |= {
        "STRIPE_SECRET_KEY": "sk_test_sandbox",
        "STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
        "STRIPE_API_BASE": f"http://127.0.0.1:{PORT + 1}",
    }
