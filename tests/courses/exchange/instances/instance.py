"""Whole sites in processes of their own, each with its own database and files."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import contextmanager
from random import Random

from tests.conftest import begin_migrated
from tests.servers import REPOSITORY, free_port, gunicorn, run_manage

from . import MIRRORING

PACKAGE = "tests.courses.exchange.instances"


class Hand:
    """A process that does what it is told, one thing after the other."""

    def __init__(self, environment, seed):
        self.process = subprocess.Popen(
            [sys.executable, "-m", f"{PACKAGE}.hand", str(seed)],
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def order(self, name, *arguments):
        self.begin(name, *arguments)
        return self.end()

    def begin(self, name, *arguments):
        self.process.stdin.write(json.dumps([name, arguments]) + "\n")
        self.process.stdin.flush()

    def end(self):
        line = self.process.stdout.readline()
        assert line, "it broke; its traceback stands above"
        return json.loads(line)

    def close(self):
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()


class Instance:
    def __init__(self, folder, seed, port=None):
        self.folder = folder
        self.folder.mkdir(exist_ok=True)
        self.path = folder / "site.sqlite3"
        self.port = port or free_port()
        self.api = f"http://127.0.0.1:{self.port}/api/v1/"
        self.answers = folder / "answers.ndjson"
        self.environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.path}",
            "DJANGO_SETTINGS_MODULE": f"{PACKAGE}.settings",
            "VAR_DIR": str(folder),
        }
        if not self.path.exists() and not begin_migrated(self.path):
            run_manage("migrate", environment=self.environment)
        self.random = Random(seed)
        self.hands = []
        self.editor = self.hand(seed)

    def copy(self, folder, seed):
        """The same site at the same address, in another folder."""
        shutil.copytree(self.folder, folder)
        return Instance(folder, seed, port=self.port)

    def hand(self, seed):
        self.hands.append(Hand(self.environment, seed))
        return self.hands[-1]

    def close(self):
        for hand in self.hands:
            hand.close()

    def order(self, name, *arguments):
        return self.editor.order(name, *arguments)

    def serve(self):
        return gunicorn(
            f"{PACKAGE}.watched",
            environment=self.environment,
            workers=1,
            port=self.port,
        )

    def start(self, origin):
        return subprocess.Popen(
            [sys.executable, "manage.py", "mirror_content", origin.api, *MIRRORING],
            cwd=REPOSITORY,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def mirror(self, origin, *options):
        return self.order("mirror", origin.api, *options)

    @contextmanager
    def mirroring(self, origin):
        """Run beside the block; kill it then, wherever it stands."""
        process = self.start(origin)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    def mirror_killed(self, origin):
        """Run and kill it after a few courses, wherever it stands then."""
        before, after = self.taken(), self.random.randrange(1, 5)
        with self.mirroring(origin) as process:
            while process.poll() is None and len(self.taken() - before) < after:
                time.sleep(0.005)
            time.sleep(self.random.random() / 10)

    def taken(self):
        """Every version of every course that was taken."""
        rows = "SELECT uid, taken_at FROM prakerja_courses_mirroredpage"
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as database:
            return set(database.execute(rows))
