"""Take the pictures of README and guide anew: ``make screenshots``.

Everything runs in a new folder, on a new database and on free ports, and leaves
nothing behind but the pictures that changed.
"""

import datetime as dt
import os
import shutil
import sys
import tempfile
from pathlib import Path

from tests.browser.conftest import ARGUMENTS
from tests.screenshots.home import picture_of_home
from tests.screenshots.people import People
from tests.screenshots.pictures import keep
from tests.screenshots.scenes import SCENES
from tests.servers import REPOSITORY, free_port, gunicorn, run_manage, run_python

MORNING = "2026-11-23T09:00+07:00"
IMAGES = REPOSITORY / "docs" / "images"


def main():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("screenshots: install Chromium (Debian: chromium) or set CHROMIUM.")
    with tempfile.TemporaryDirectory(prefix="prakerja-pictures-") as folder:
        environment = environment_in(Path(folder))
        prepare(environment)
        with gunicorn("prakerja_cms.wsgi", environment=environment,
                      port=int(environment["PORT"])) as site:  # fmt: skip
            take_all(chromium, site)


def environment_in(folder):
    port = str(free_port())
    ahead = dt.datetime.fromisoformat(MORNING) - dt.datetime.now(dt.UTC)
    return {
        "DJANGO_SETTINGS_MODULE": "tests.screenshots.settings",
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


def take_all(chromium, site):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        people = People(browser, site.url)
        say(keep(picture_of_home(people), IMAGES / "home.png"))
        for name, scene in SCENES.items():
            say(keep(scene(people), IMAGES / "guide" / f"{name}.png"))
        browser.close()


def say(line):
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
