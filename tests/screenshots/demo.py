"""A demo of its own on a fixed morning, in a new folder, on free ports."""

import datetime as dt
import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from tests.browser.conftest import ARGUMENTS
from tests.servers import free_port, gunicorn, run_manage, run_python

MORNING = "2026-11-23T09:00+07:00"


@contextmanager
def demo_site(settings="tests.screenshots.settings"):
    """Serve it, and leave nothing behind."""
    with tempfile.TemporaryDirectory(prefix="prakerja-pictures-") as folder:
        environment = environment_in(Path(folder), settings)
        prepare(environment)
        with gunicorn("prakerja_cms.wsgi", environment=environment,
                      port=int(environment["PORT"])) as site:  # fmt: skip
            yield site


@contextmanager
def chromium():
    """Start the browser that CHROMIUM or the path names."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path:
        sys.exit("Install Chromium (Debian: chromium) or set CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def environment_in(folder, settings):
    port = str(free_port())
    ahead = dt.datetime.fromisoformat(MORNING) - dt.datetime.now(dt.UTC)
    return {
        "DJANGO_SETTINGS_MODULE": settings,
        "SECONDS_AHEAD": str(ahead.total_seconds()),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "VAR_DIR": str(folder),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": port,
    }


def prepare(environment):
    for command in ("migrate", "setup_site", "load_demo"):
        run_manage(command, "--verbosity", "0", environment=environment)
    run_python("-m", "tests.screenshots.content", environment=environment)
    run_manage("wagtail_update_index", "--verbosity", "0", environment=environment)


def say(line):
    sys.stdout.write(line + "\n")
