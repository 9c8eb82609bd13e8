"""Run the sandbox until it is interrupted."""

import argparse
import logging
import os
import signal
import sys
from pathlib import Path
from threading import Event

from .server import KEY, SECRET, Sandbox


def main(arguments: list[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    if "_live_" in options.key + os.environ.get("STRIPE_SECRET_KEY", ""):
        print(
            "The sandbox does not start beside a live key. Unset STRIPE_SECRET_KEY or "
            "leave the sandbox out.",
            file=sys.stderr,
        )
        return 1
    logging.basicConfig(level=logging.INFO, format="sandbox: %(message)s")
    sandbox = Sandbox(
        port=options.port,
        webhook=options.webhook,
        state=options.state,
        key=options.key,
        secret=options.signing_secret,
    ).start()
    print(f"Payment sandbox (test mode) on {sandbox.address}", flush=True)
    wait_for_signal()
    sandbox.stop()
    return 0


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(
        prog="python -m donate.sandbox", description=__doc__
    )
    words.add_argument("--port", type=int, default=8420)
    words.add_argument("--webhook", default="", help="where signed events are sent")
    words.add_argument("--state", type=Path, help="file that survives a restart")
    words.add_argument("--key", default=KEY, help="secret key taken, sk_test_…")
    words.add_argument("--signing-secret", default=SECRET, help="signs the events")
    return words


def wait_for_signal() -> None:
    stopped = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    stopped.wait()


if __name__ == "__main__":
    sys.exit(main())
