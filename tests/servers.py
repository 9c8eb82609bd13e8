"""Real processes on free loopback ports, for browser tests and measurements."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_manage(*args, environment):
    return run_python("manage.py", *args, environment=environment)


MANY = """
import sys, django
from django.core.management import call_command
django.setup()
for name in sys.argv[1:]:
    call_command(name, verbosity=0)
"""


def run_commands(*names, environment):
    """Several commands of manage.py in one process, which takes seconds to start."""
    return run_python("-c", MANY, *names, environment=environment)


def run_python(*args, environment):
    return subprocess.run(
        [sys.executable, *args],
        cwd=REPOSITORY,
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout


class Process:
    """A server process that is up when the block begins and gone when it ends."""

    def __init__(self, *command, port, ready="/", environment=None, folder=REPOSITORY):
        self.command = command
        self.port = port
        self.folder = folder
        self.url = f"http://127.0.0.1:{port}"
        self.ready = self.url + ready
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(REPOSITORY),
            **(environment or {}),
        }

    def __enter__(self):
        self.process = subprocess.Popen(
            [sys.executable, "-m", *self.command],
            cwd=self.folder,
            env=self.environment,
        )
        self.wait()
        return self

    def wait(self):
        for _attempt in range(300):
            if self.process.poll() is not None:
                raise RuntimeError(f"{self.command} ended at once")
            try:
                urllib.request.urlopen(self.ready, timeout=5).close()
            except urllib.error.HTTPError:
                return  # an error page is an answer
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"{self.command} did not start")

    def __exit__(self, *exception):
        self.process.terminate()
        self.process.wait()


def gunicorn(
    application,
    *,
    environment,
    workers=2,
    port=None,
    ready="/healthz",
    folder=REPOSITORY,
):
    """The application server as docs/how-to/deploy.md runs it."""
    port = port or free_port()
    return Process(
        *("gunicorn", application, "--workers", str(workers), "--threads", "8"),
        *("--bind", f"127.0.0.1:{port}", "--log-level", "warning"),
        port=port,
        ready=ready,
        environment=environment,
        folder=folder,
    )
