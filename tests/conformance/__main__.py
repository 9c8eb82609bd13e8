"""Have others judge the feed and the description of the API: ``make conformance``.

OpenActive's own validator walks through the feed; Redocly's, which has nothing in
common with the one in the tests, reads the OpenAPI document. Both are fetched by npm
into ``var/conformance`` once, and ask nobody but the site.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.servers import REPOSITORY, gunicorn

PACKAGES = {"@openactive/rpde-validator": "3.0.3571", "@redocly/cli": "2.77.0"}
HOME = REPOSITORY / "var" / "conformance"
WALK = Path(__file__).with_name("walk.js")
RULES = Path(__file__).with_name("redocly.yaml")
QUIET = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}
COURSES = 170  # with their lessons more than a page of the feed
FEED = "/api/v1/changes/?afterChangeNumber=0&limit=100"


def main():
    npm = shutil.which("npm") or sys.exit("conformance: install Node.js and npm first.")
    install(npm)
    show_its_fault()
    with tempfile.TemporaryDirectory(prefix="prakerja-conformance-") as name:
        environment = prepare(Path(name))
        with gunicorn("tests.bench.wsgi", environment=environment, ready="/bare/") as s:
            described = lint(f"{s.url}/api/v1/openapi.json")
            found = walk("mended", s.url + FEED)
    wrong = [tell_description(described), tell_feed(found)]
    sys.exit(any(wrong))


def tell_description(problems):
    """Whether anything is wrong with it."""
    for each in problems:
        where = each["location"][0]["pointer"]
        print(f"conformance: {each['ruleId']}: {each['message']} {where}")
    print(f"conformance: OpenAPI document, {len(problems)} problems")
    return bool(problems)


def tell_feed(found):
    """Whether anything is wrong with it, or it was not read to its end."""
    failures = [said for said in found["said"] if said["severity"] == "failure"]
    for said in found["said"]:
        print(f"conformance: {said['severity']}: {said['message']}")
    print(f"conformance: {found['pages']} pages, {len(failures)} failures")
    return bool(failures) or found["pages"] < 3


def install(npm):
    modules = HOME / "node_modules"
    if not all((modules / name).exists() for name in PACKAGES):
        HOME.mkdir(parents=True, exist_ok=True)
        packages = [f"{name}@{version}" for name, version in PACKAGES.items()]
        run = [npm, "install", "--no-save", "--no-audit", "--no-fund", *packages]
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


def lint(address):
    """Problems that Redocly finds, warnings included."""
    program = HOME / "node_modules" / ".bin" / "redocly"
    run = [program, "lint", address, "--config", RULES, "--format", "json"]
    done = subprocess.run(
        run, env={**os.environ, **QUIET}, capture_output=True, text=True
    )
    if not done.stdout:
        sys.exit(f"conformance: Redocly broke: {done.stderr}")
    return json.loads(done.stdout)["problems"]


def walk(how, where):
    run = [shutil.which("node"), str(WALK), how, where]
    node = {**os.environ, "NODE_PATH": str(HOME / "node_modules")}
    done = subprocess.run(run, env=node, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
