"""Measure the shipped site: ``make bench`` (``SECONDS=5 COURSES=168 LARGE=10000``).

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

from tests.bench import plain
from tests.servers import REPOSITORY, gunicorn

SECONDS = int(os.environ.get("SECONDS", "5"))
COURSES = int(os.environ.get("COURSES", "168"))
LARGE = int(os.environ.get("LARGE", "10000"))  # 0 leaves the large site out
FEWEST = 189  # requests a second that a page answers as shipped
WORKERS = 2
BARE = "/bare/"


def main():
    wrk = shutil.which("wrk") or sys.exit("bench: install wrk (Debian: wrk) first.")
    results = {}
    with tempfile.TemporaryDirectory(prefix="prakerja-bench-") as name:
        folder = Path(name)
        for courses in filter(None, (COURSES, LARGE)):
            results[courses] = measure_both(wrk, folder / str(courses), courses)
    write(results)
    verdicts = [verdict(courses, found) for courses, found in results.items()]
    sys.exit(any(verdicts))


def verdict(courses, results):
    """Say where we are behind; true when that is so as shipped."""
    for page in behind(results, "uncached"):
        print(f"bench: {courses} courses: uncached behind plain Wagtail: {page}")
    late = behind(results, "as shipped") + [
        page
        for page, found in results["as shipped"].items()
        if found["per_second"] < FEWEST
    ]
    for page in late:
        print(f"bench: {courses} courses: too slow as shipped: {page}")
    return bool(late)


def measure_both(wrk, folder, courses):
    """Plain Wagtail, then our site with its page cache and without."""
    folder.mkdir()
    environment = bench_environment(folder)
    results = {"plain": measure_plain(wrk, folder, courses)}
    paths = prepare(environment, courses)
    for name, cached in (("uncached", "False"), ("as shipped", "True")):
        settings = {**environment, "PAGE_CACHE_ENABLED": cached}
        with gunicorn(
            "tests.bench.wsgi", environment=settings, workers=WORKERS, ready=BARE
        ) as server:
            results[name] = measure(wrk, server.url, paths, name)
    return results


def behind(results, name):
    """Name the pages whose share of the bare view is below that of plain Wagtail."""
    return [
        page
        for page in plain.PATHS.keys() & results[name]
        if results[name][page]["of_bare"] <= results["plain"][page]["of_bare"]
    ]


def measure_plain(wrk, folder, courses):
    """What Wagtail alone reaches in the same set-up and the same quarter of an hour."""
    host = plain.make_host(folder, courses)
    with gunicorn(
        "host.wsgi",
        environment=plain.ENVIRONMENT,
        workers=WORKERS,
        ready=BARE,
        folder=host,
    ) as server:
        return measure(wrk, server.url, plain.PATHS, "plain")


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


def prepare(environment, courses):
    """Fill a database and return the path of each measured page."""
    run = [sys.executable, "-m", "tests.bench.prepare", str(courses)]
    output = subprocess.run(
        run, env=environment, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE
    ).stdout
    return json.loads(output.splitlines()[-1])


def measure(wrk, base, paths, name):
    """Load each page between two loads of the bare view, and compare with their mean.

    The speed of a shared machine drifts by the minute; neighbours in time compare.
    """
    warm(base + BARE)
    bare_before = load(wrk, base + BARE)
    figures = {"bare view": bare_before}
    show(name, "bare view", bare_before)
    for page, path in paths.items():
        size = warm(base + path)
        figures[page] = load(wrk, base + path)
        bare_after = load(wrk, base + BARE)
        bare = (bare_before["per_second"] + bare_after["per_second"]) / 2
        figures[page] |= {
            "bytes": size,
            "of_bare": round(figures[page]["per_second"] / bare, 4),
        }
        show(name, page, figures[page])
        bare_before = bare_after
    return figures


def warm(url):
    for _request in range(WORKERS * 4):
        with urllib.request.urlopen(url) as answer:
            size = len(answer.read())
    return size


def show(name, page, figures):
    print(
        f"{name:10}  {page:11} {figures['per_second']:8.1f} req/s"
        f"  median {figures['median_ms']:7.2f} ms  p95 {figures['p95_ms']:7.2f} ms"
        f"  {figures.get('of_bare', 1):6.3f} of bare  {figures['failed']:.0f} failed",
        flush=True,
    )


def load(wrk, url, *headers):
    script = Path(__file__).with_name("percentiles.lua")
    command = [wrk, "-t1", "-c4", f"-d{SECONDS}s", "-s", str(script), *headers, url]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    line = next(row for row in output.splitlines() if row.startswith("FIGURES"))
    names = ("per_second", "median_ms", "p95_ms", "failed")
    return dict(zip(names, map(float, line.split()[1:]), strict=True))


def write(results):
    target = REPOSITORY / "bench" / "pages.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=2) + "\n")
    print(f"bench: written to {target.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
