"""The whole site on your own machine, from one command."""

import os
import signal
import subprocess
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

HOST = "127.0.0.1"


class Command(BaseCommand):
    help = (
        "Prepare the database, load the demo once, start the payment sandbox, one "
        "task worker and the clock, and serve the site on 127.0.0.1:$PORT."
    )
    requires_system_checks = []

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("run_demo is for your own machine: it needs DEBUG.")
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, leave)
        port = os.environ.get("PORT", "8000")
        call_command("migrate", verbosity=0)
        call_command("setup_site")
        call_command("load_demo")
        helpers = [subprocess.Popen(args) for args in side_processes(port)]  # noqa: S603
        try:
            call_command("runserver", f"{HOST}:{port}", use_reloader=False)
        finally:
            for helper in helpers:
                helper.terminate()
            for helper in helpers:
                helper.wait()


def leave(*args):
    """End like Ctrl-C does, so that nothing is left running."""
    raise SystemExit(0)


def side_processes(port):
    """Return the commands that run beside the site."""
    manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
    commands = [
        [*manage, "db_worker", "--queue-name", "*", "--no-reload"],
        [*manage, "tick", "--every", "60"],
    ]
    if base := settings.PRAKERJA_DONATE.get("STRIPE_API_BASE"):
        commands.append(
            [
                sys.executable,
                "-m",
                "donate.sandbox",
                "--port",
                base.rsplit(":", 1)[1],
                "--webhook",
                f"http://{HOST}:{port}/donasi/webhook/stripe/",
                "--state",
                str(settings.VAR_DIR / "sandbox.json"),
            ]
        )
    return commands
