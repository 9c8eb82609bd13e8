"""See the site as Lighthouse's phone sees it: ``make lighthouse`` (``RUNS=3``).

Lighthouse is fetched by npm into ``var/lighthouse`` once. It asks nobody but the site.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.browser.conftest import ARGUMENTS
from tests.lighthouse.bounds import BOUNDS, complaints, medians, missed
from tests.lighthouse.site import demo_site
from tests.servers import REPOSITORY

PACKAGE = "lighthouse@12.8.2"
HOME = REPOSITORY / "var" / "lighthouse"
PROGRAM = HOME / "node_modules" / ".bin" / "lighthouse"
# Answers to a search are kept out of search engines, and are meant to be.
SKIPPED = {"search": "is-crawlable"}
RUNS = int(os.environ.get("RUNS", "3"))
TRIES = 4


def main():
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        sys.exit("lighthouse: install Chromium (Debian: chromium) or set CHROMIUM.")
    install()
    with tempfile.TemporaryDirectory(prefix="prakerja-lighthouse-") as name:
        folder = Path(name)
        with demo_site(folder) as (server, paths):
            results = {
                page: measure(chromium, server.url + path, folder, SKIPPED.get(page))
                for page, path in paths.items()
            }
    for page, facts in results.items():
        show(page, facts)
    write(results)
    low = [page for page, facts in results.items() if missed(facts["figures"])]
    sys.exit(f"lighthouse: a bound is missed on {', '.join(low)}" if low else 0)


def install():
    if PROGRAM.exists():
        return
    npm = shutil.which("npm") or sys.exit("lighthouse: install npm (Debian: npm).")
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", "--prefix"]
    HOME.mkdir(parents=True, exist_ok=True)
    subprocess.run([*command, str(HOME), PACKAGE], check=True)


def measure(chromium, url, folder, skipped):
    warm(url)
    reports = [report(chromium, url, folder, skipped) for _run in range(RUNS)]
    return {
        "figures": medians(reports),
        "complaints": sorted({text for each in reports for text in complaints(each)}),
    }


def warm(url):
    """Each worker makes its answer once."""
    for _request in range(8):
        urllib.request.urlopen(url).close()


def report(chromium, url, folder, skipped):
    """One report; Chromium now and then loses the start of a page, so try again."""
    for _attempt in range(TRIES):
        found = try_report(chromium, url, folder, skipped)
        if found and "runtimeError" not in found:
            return found
    sys.exit(f"lighthouse: no report of {url} in {TRIES} tries")


def try_report(chromium, url, folder, skipped):
    target = folder / "report.json"
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as profile:
        flags = ["--headless=new", *ARGUMENTS, f"--user-data-dir={profile}"]
        command = [str(PROGRAM), url, "--quiet", "--no-enable-error-reporting"]
        command += ["--output=json", f"--output-path={target}"]
        command += [f"--chrome-flags={' '.join(flags)}"]
        if skipped:
            command += [f"--skip-audits={skipped}"]
        subprocess.run(
            command, check=False, env={**os.environ, "CHROME_PATH": chromium}
        )
    return json.loads(target.read_text()) if target.exists() else None


def show(page, facts):
    for key, value in facts["figures"].items():
        bound = BOUNDS[key]
        verdict = "" if bound.is_met(value) else "  MISSED"
        print(
            f"{page:9} {bound.name:15} {value:8g}{bound.unit:3}"
            f"  {bound.text()}{verdict}"
        )
    for text in facts["complaints"]:
        print(f"{page:9} {text}")


def write(results):
    target = REPOSITORY / "bench" / "lighthouse.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=2) + "\n")
    print(f"lighthouse: written to {target.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
