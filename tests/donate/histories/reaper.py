"""A process that is killed at a named point: before or after it writes or asks.

The points are those where the site touches the world: each change of its tables, each
commit, each request to the payment service. They are wrapped in the child; the product
knows nothing of it.
"""

import json
import os
import re
import signal
import warnings
from contextlib import contextmanager
from urllib.parse import urlsplit

import requests
from django.db import connection
from stripe import StripeClient  # noqa: F401  imported before the fork

from donate.gateways.stripe.client import client

CHANGE = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM) "?prakerja_donate_(\w+)')
NAME_OF_ONE = re.compile(r"/[a-z]+(_test)?_\w+$")
INHERITED = []


class Reaper:
    """Kills its own process at the n-th point, after writing the point's name."""

    def __init__(self, pipe, strike):
        self.pipe, self.strike, self.passed = pipe, strike, 0

    def point(self, name):
        self.passed += 1
        if self.passed == self.strike:
            os.write(self.pipe, json.dumps({"killed": name}).encode())
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def around(self, name):
        self.point(f"before {name}")
        yield
        self.point(f"after {name}")

    def query(self, execute, sql, params, many, context):
        found = CHANGE.match(sql)
        if not found:
            return execute(sql, params, many, context)
        with self.around(f"{found[1].split()[0]} {found[2]}"):
            return execute(sql, params, many, context)

    def install(self):
        connection.execute_wrappers.append(self.query)
        connection.commit = self.wrapped(connection.commit, lambda *_: "COMMIT")
        requests.Session.send = self.wrapped(
            requests.Session.send,
            lambda _, request, **__: asked_for(request),
        )

    def wrapped(self, function, name):
        def call(*args, **kwargs):
            with self.around(name(*args, **kwargs)):
                return function(*args, **kwargs)

        return call


def asked_for(request):
    path = urlsplit(request.url).path.removeprefix("/v1/")
    return f"{request.method} {NAME_OF_ONE.sub('', path)}"


class Child:
    """Work in a process forked from this one, on a database of its own."""

    def __init__(self, database, strike=0, prepare=None):
        self.database, self.strike, self.prepare = database, strike, prepare

    def start(self, work, *given):
        self.reader, writer = os.pipe()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # threads only serve
            self.process = os.fork()
        if self.process == 0:
            self.be_the_child(writer, work, given)
        os.close(writer)
        return self

    def be_the_child(self, writer, work, given):
        try:
            settle_in(self.database)
            if self.prepare:
                self.prepare()
            Reaper(writer, self.strike).install()
            message = {"result": work(*given)}
        except BaseException as problem:  # noqa: BLE001  told to the parent
            message = {"failed": repr(problem)}
        finally:
            os.write(writer, json.dumps(message).encode())
            os._exit(0)

    def wait(self):
        """Return what it told: its result, its failure, or where it was killed."""
        with os.fdopen(self.reader, "rb") as pipe:
            told = json.loads(pipe.read() or b'{"failed": "it ended without a word"}')
        os.waitpid(self.process, 0)
        return told


def settle_in(database):
    """Leave what the parent has open to it, and open the child's own."""
    INHERITED.append(connection.connection)
    connection.connection = None
    connection.in_atomic_block = False
    connection.savepoint_ids, connection.atomic_blocks = [], []
    connection.run_on_commit, connection.execute_wrappers = [], []
    connection.settings_dict["NAME"] = database
    client.cache_clear()
