"""Measure the shipped site: ``make bench`` (``SECONDS=5``, ``COURSES=168``).

Two gunicorn workers and the load generator share one machine, so ratios to the
bare view are what can be compared, never absolute figures.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from tests.servers import REPOSITORY, gunicorn

SECONDS = int(os.environ.get("SECONDS", "5"))
COURSES = int(os.environ.get("COURSES", "168"))
WORKERS = 2
# What plain Wagtail reaches in the same set-up, as a share of the bare view.
PLAIN_WAGTAIL = {"course": 0.049, "category": 0.024, "API list": 0.014}


def main():
    wrk = shutil.which("wrk") or sys.exit("bench: install wrk (Debian: wrk) first.")
    results = {}
    with tempfile.TemporaryDirectory(prefix="prakerja-bench-") as folder:
        environment = bench_environment(Path(folder))
        paths = prepare(environment)
        for name, cached in (("uncached", "False"), ("as shipped", "True")):
            settings = {**environment, "PAGE_CACHE_ENABLED": cached}
            with gunicorn(
                "tests.bench.wsgi",
                environment=settings,
                workers=WORKERS,
                ready="/bare/",
            ) as server:
                results[name] = measure(wrk, server.url, paths, name)
    write(results)
    behind = [
        name
        for name, share in PLAIN_WAGTAIL.items()
        if results["uncached"][name]["of_bare"] <= share
    ]
    sys.exit(f"bench: behind plain Wagtail: {', '.join(behind)}" if behind else 0)


def bench_environment(folder):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": os.environ.get(
            "BENCH_DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}"
        ),
        "PYTHONPATH": str(REPOSITORY),
        "LOG_LEVEL": "WARNING",
    }


def prepare(environment):
    """Fill a database and return the path of each measured page."""
    run = [sys.executable, "-m", "tests.bench.prepare", str(COURSES)]
    output = subprocess.run(
        run, env=environment, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE
    ).stdout
    return json.loads(output.splitlines()[-1])


def measure(wrk, base, paths, name):
    figures = {}
    for page, path in {"bare view": "/bare/", **paths}.items():
        for _warm in range(WORKERS * 4):
            with urllib.request.urlopen(base + path) as answer:
                size = len(answer.read())
        rate, median, p95, failed = load(wrk, base + path)
        bare = figures["bare view"]["per_second"] if figures else rate
        figures[page] = {
            "per_second": rate,
            "median_ms": median,
            "p95_ms": p95,
            "failed": failed,
            "bytes": size,
            "of_bare": round(rate / bare, 4),
        }
        print(
            f"{name:10}  {page:12} {rate:9.1f} req/s  median {median:7.2f} ms  "
            f"p95 {p95:7.2f} ms  {rate / bare:6.3f} of bare  {failed} failed",
            flush=True,
        )
    return figures


def load(wrk, url):
    script = Path(__file__).with_name("percentiles.lua")
    command = [wrk, "-t1", "-c4", f"-d{SECONDS}s", "-s", str(script), url]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    line = next(row for row in output.splitlines() if row.startswith("FIGURES"))
    rate, median, p95, failed = line.split()[1:]
    return float(rate), float(median), float(p95), int(failed)


def write(results):
    target = REPOSITORY / "bench" / "pages.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=2) + "\n")
    print(f"bench: written to {target.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
