"""Your own machine: readable errors, local files, payments in the sandbox."""

from .base import *  # noqa: F403
from .base import POST_OFFICE, PRAKERJA_DONATE, VAR_DIR, env

DEBUG = True
VAR_DIR.mkdir(parents=True, exist_ok=True)  # SQLite makes its file, not the folder
SECRET_KEY = env("SECRET_KEY", default="insecure-development-key")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
PORT = env.int("PORT", default=8000)
WAGTAILADMIN_BASE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}")

if not env("EMAIL_URL", default=""):
    POST_OFFICE["BACKENDS"]["default"] = (
        "django.core.mail.backends.filebased.EmailBackend"
    )
    EMAIL_FILE_PATH = VAR_DIR / "mail"

# Low enough that trying things out meets the second person.
PRAKERJA_DONATE["FOUR_EYES_ABOVE"] = {
    "IDR": env.int("FOUR_EYES_ABOVE", default=5_000_000)
}

if not PRAKERJA_DONATE["STRIPE_SECRET_KEY"]:
    # No Stripe account: donate.sandbox stands in for it, one port further.
    PRAKERJA_DONATE |= {
        "STRIPE_SECRET_KEY": "sk_test_sandbox",
        "STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
        "STRIPE_API_BASE": f"http://127.0.0.1:{PORT + 1}",
    }
