"""Have OpenActive's own validator walk through the feed: ``make conformance``.

It is fetched by npm into ``var/conformance`` once, and asks nobody but the site.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers import REPOSITORY, gunicorn

PACKAGE = "@openactive/rpde-validator@3.0.3571"
HOME = REPOSITORY / "var" / "conformance"
WALK = Path(__file__).with_name("walk.js")
COURSES = 170  # with their lessons more than a page of the feed
FEED = "/api/v1/changes/?afterChangeNumber=0&limit=100"


def main():
    npm = shutil.which("npm") or sys.exit("conformance: install Node.js and npm first.")
    install(npm)
    show_its_fault()
    with tempfile.TemporaryDirectory(prefix="prakerja-conformance-") as name:
        environment = prepare(Path(name))
        with gunicorn("tests.bench.wsgi", environment=environment, ready="/bare/") as s:
            found = walk("mended", s.url + FEED)
    failures = [said for said in found["said"] if said["severity"] == "failure"]
    for said in found["said"]:
        print(f"conformance: {said['severity']}: {said['message']}")
    print(f"conformance: {found['pages']} pages, {len(failures)} failures")
    sys.exit(bool(failures) or found["pages"] < 3)


def install(npm):
    if not (HOME / "node_modules").exists():
        HOME.mkdir(parents=True, exist_ok=True)
        run = [npm, "install", "--no-save", "--no-audit", "--no-fund", PACKAGE]
        subprocess.run(run, cwd=HOME, check=True, stdout=subprocess.DEVNULL)


def show_its_fault():
    """It takes every member of a JSON-LD context for text, and falls over an object.

    JSON-LD 1.1 (3.1) allows objects there, and AMB asks for one.
    """
    context = ["https://w3id.org/kim/amb/context.jsonld", {"@language": "id"}]
    said = walk("alone", json.dumps(context))
    if "match is not a function" not in said["error"]:
        sys.exit("conformance: the validator's fault is gone; use it as it is.")
    print("conformance: its rule about modelling falls over JSON-LD; left out below")


def prepare(folder):
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "PYTHONPATH": str(REPOSITORY),
        "LOG_LEVEL": "WARNING",
    }
    for program in (["tests.bench.prepare", str(COURSES)], ["tests.conformance.leave"]):
        run = [sys.executable, "-m", *program]
        subprocess.run(
            run, env=environment, cwd=REPOSITORY, check=True, stdout=subprocess.DEVNULL
        )
    return environment


def walk(how, where):
    run = [shutil.which("node"), str(WALK), how, where]
    node = {**os.environ, "NODE_PATH": str(HOME / "node_modules")}
    done = subprocess.run(run, env=node, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
