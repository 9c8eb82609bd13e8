"""Two hundred events for fifty gifts at once: ``make bench`` (``BENCH_DATABASE_URL``).

Each gift's payment is told of by two events, and each event twice. The payment service
needs 0.3 s for an answer, about as long as the real one. Afterwards the books must be
right and no answer an error, or this fails.
"""

import json
import os
import random
import sys
import tempfile
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median, quantiles

from donate.sandbox import Sandbox
from tests.servers import REPOSITORY, gunicorn

GIFTS, SLOW = 50, 0.3
AT_ONCE = int(os.environ.get("AT_ONCE", "8"))
TELLING = ("charge.succeeded", "checkout.session.completed")
MOST_MS = 50


def main():
    with tempfile.TemporaryDirectory(prefix="prakerja-bench-") as name:
        sandbox = Sandbox().start()
        sandbox.faults.fee_delay, sandbox.faults.duplicate = None, 0
        environment = prepare(Path(name), sandbox)
        deliveries = pay_gifts(sandbox)
        sandbox.faults.slow = SLOW
        with gunicorn("prakerja_cms.wsgi", environment=environment) as server:
            answers = flood(f"{server.url}/donasi/webhook/stripe/", deliveries)
        sandbox.faults.slow = 0
        wrong = wrong_books(sandbox)
        sandbox.stop()
    sys.exit(report(answers, wrong))


def prepare(folder, sandbox):
    """Set this process and the server up for one empty database, and migrate it."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "DATABASE_URL": os.environ.get(
            "BENCH_DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}"
        ),
        "VAR_DIR": str(folder),
        "LOG_LEVEL": "ERROR",
        "STRIPE_SECRET_KEY": sandbox.key,
        "STRIPE_WEBHOOK_SECRET": sandbox.secret,
        "STRIPE_API_BASE": sandbox.address,
    }
    os.environ.update(environment)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    return environment


def pay_gifts(sandbox):
    """Fifty gifts are paid; return what the service has to tell, all of it twice."""
    from donate import gateways
    from donate.money import Money
    from donate.services import Gift, donation_start

    for _ in range(GIFTS):
        gift, gateway = Gift(amount=Money(5_000_000, "IDR")), gateways.get("stripe")
        donation_start(gift=gift, gateway=gateway, absolute="http://localhost{}".format)
    for session in sandbox.sessions():
        sandbox.account.pay(session)
    sandbox.release_fees()
    events = [event for kind in TELLING for event in sandbox.events(kind)] * 2
    random.Random(1).shuffle(events)
    return [sandbox.signed(event) for event in events]


def flood(url, deliveries):
    """Post all of them, some at once; return (status, milliseconds) of each."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(lambda each: post(url, *each), deliveries))


def post(url, body, signature):
    headers = {"Content-Type": "application/json", "Stripe-Signature": signature}
    request = urllib.request.Request(url, body, headers)
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            status = answer.status
    except urllib.error.HTTPError as problem:
        status = problem.code
    return status, (time.perf_counter() - begun) * 1000


def wrong_books(sandbox):
    """Do what a worker and the clock do, then compare with what really moved."""
    from donate.ledger.verifying import verify
    from donate.models import JournalLine
    from donate.reconcile import tick
    from donate.sandbox.truth import movements

    tick()
    booked = sorted(
        JournalLine.objects.filter(account__code="assets:stripe:idr").values_list(
            "amount_minor", flat=True
        )
    )
    moved = sorted(one.net for one in movements(sandbox.store))
    return [str(problem) for problem in verify()] or (
        [] if booked == moved else [f"moved {len(moved)}, booked {len(booked)}"]
    )


def report(answers, wrong):
    times = [milliseconds for _, milliseconds in answers]
    figures = {
        "events": len(answers),
        "errors": sum(status != 200 for status, _ in answers),
        "median_ms": round(median(times), 1),
        "p95_ms": round(quantiles(times, n=20)[-1], 1),
        "wrong": wrong,
    }
    print(f"bench: webhooks: {json.dumps(figures)}")
    target = REPOSITORY / "bench" / "webhooks.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(figures, indent=2) + "\n")
    return bool(figures["errors"] or wrong or figures["median_ms"] > MOST_MS)


if __name__ == "__main__":
    main()
