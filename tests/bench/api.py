"""Measure the API beside Wagtail's: ``make bench-api`` (``SECONDS=5 COURSES=10000``).

Same pages, same server, same run, page cache off. Ratios are what can be compared.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from tests.bench.__main__ import bench_environment, load, warm
from tests.servers import REPOSITORY, gunicorn

COURSES = int(os.environ.get("COURSES", "10000"))
WORKERS = 2
AIMS = {"list of 20 whole courses": 20, "one course": 10, "whole sync": 50}
PAGE, LITTLE = 100, 200  # courses of a page; bytes of one without any
ROUNDS = 3  # of each, one side after the other; the median counts
WAGTAIL = "/wagtail/v2/pages/?type=prakerja_courses.CoursePage&fields=*"


def main():
    wrk = shutil.which("wrk") or sys.exit("bench-api: install wrk (Debian: wrk) first.")
    with tempfile.TemporaryDirectory(prefix="prakerja-bench-") as name:
        environment = {
            **bench_environment(Path(name)),
            "PAGE_CACHE_ENABLED": "False",
            "BENCH_API": "1",
            "VAR_DIR": name,
        }
        course = prepare(environment)
        with gunicorn(
            "tests.bench.wsgi", environment=environment, workers=WORKERS, ready="/bare/"
        ) as server:
            results = measure(wrk, server.url, course)
        results["publishing one course"] = publishing(environment)
    write(results)
    missed = [name for name, aim in AIMS.items() if results[name]["ratio"] < aim]
    for name in missed:
        print(f"bench-api: {name}: aimed at {AIMS[name]} times Wagtail's speed")
    sys.exit(bool(missed))


def prepare(environment):
    run = [sys.executable, "-m", "tests.bench.prepare", str(COURSES)]
    done = subprocess.run(
        run, env=environment, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE
    )
    *_said, page, paths = done.stdout.splitlines()
    return json.loads(paths) | {"page": int(page)}


def measure(wrk, base, course):
    page = course["page"]
    pairs = {
        "list of 20 whole courses": (
            f"{base}/api/v1/courses/?limit=20&fields=*",
            f"{base}{WAGTAIL}&limit=20",
        ),
        "one course": (
            f"{base}{course['API detail']}",
            f"{base}/wagtail/v2/pages/{page}/?fields=*",
        ),
    }
    results = {}
    for name, (ours, theirs) in pairs.items():
        results[name] = compared(name, asking(wrk, ours), asking(wrk, theirs))
        again = f"{name}, unchanged (304)"
        results[again] = compared(
            again, asking(wrk, ours, known=True), asking(wrk, theirs, known=True)
        )
    results["whole sync"] = compared(
        "whole sync", lambda: sync(base), lambda: sync_wagtail(base)
    )
    return results


def asking(wrk, url, *, known=False):
    """Requests per second; with ``known`` of who has the answer already."""
    warm(url)
    etag = urllib.request.urlopen(url).headers["ETag"]
    headers = ["-H", f"If-None-Match: {etag}"] if known else []
    return lambda: load(wrk, url, *headers)["per_second"]


def sync(base):
    """Things per second as a mirror begins: the dump, checked, and the feed after it.

    On both sides until all of it is here, packed out; what it says is not read yet.
    """
    return per_second(begin(f"{base}/api/v1/"))


def begin(base):
    dump = read(f"{base}dumps/")
    for file in dump["files"]:
        with urllib.request.urlopen(file["url"]) as answer:
            data = answer.read()
        if hashlib.sha256(data).hexdigest() != file["sha256"]:
            sys.exit("bench-api: a file of the dump is not what its list says")
        yield gzip.decompress(data).count(b"\n")
    left = read(f"{base}changes/?afterChangeNumber={dump['change']}")
    yield len(left["items"])


def sync_wagtail(base):
    return per_second(pages_of_wagtail(f"{base}{WAGTAIL}&limit={PAGE}"))


def pages_of_wagtail(address):
    seen = 0
    while True:
        with urllib.request.urlopen(f"{address}&offset={seen}") as answer:
            data = answer.read()
        yield min(PAGE, COURSES - seen)
        seen += PAGE
        if seen >= COURSES or len(data) < LITTLE:
            return


def read(address):
    with urllib.request.urlopen(address) as answer:
        return json.load(answer)


def per_second(counts):
    start = time.perf_counter()
    total = sum(counts)
    return total / (time.perf_counter() - start)


def compared(name, measure_ours, measure_theirs):
    """The medians of some rounds: how connections fall to workers is luck."""
    rounds = [(measure_ours(), measure_theirs()) for _round in range(ROUNDS)]
    ours, theirs = map(median, zip(*rounds, strict=True))
    ratio = round(ours / theirs, 1)
    print(
        f"{name:36} {ours:9.1f} /s   Wagtail {theirs:9.1f} /s   {ratio:6.1f} times",
        flush=True,
    )
    return {"per_second": ours, "wagtail_per_second": theirs, "ratio": ratio}


def publishing(environment):
    """Milliseconds of publishing one course, with records and without; medians."""
    run = [sys.executable, "-m", "tests.bench.publishing"]
    done = subprocess.run(
        run, env=environment, cwd=REPOSITORY, check=True, stdout=subprocess.PIPE
    )
    found = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{'publishing one course':36} {found['with']:9.1f} ms  without records "
        f"{found['without']:.1f} ms",
        flush=True,
    )
    return found


def write(results):
    target = REPOSITORY / "bench" / "api.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(results, indent=2) + "\n")
    print(f"bench-api: written to {target.relative_to(REPOSITORY)}")


if __name__ == "__main__":
    main()
