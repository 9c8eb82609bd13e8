"""Whole sites in processes of their own, each with its own database."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from random import Random

from tests.conftest import begin_migrated
from tests.servers import REPOSITORY, free_port, gunicorn, run_manage

HAND = "tests.courses.exchange.mirroring.hand"


class Instance:
    def __init__(self, folder, name, seed):
        self.path = folder / f"{name}.sqlite3"
        self.port = free_port()
        self.api = f"http://127.0.0.1:{self.port}/api/v1/"
        self.environment = {
            "DATABASE_URL": f"sqlite:///{self.path}",
            "DJANGO_SETTINGS_MODULE": "prakerja_cms.settings.test",
        }
        if not begin_migrated(self.path):
            run_manage("migrate", environment=self.environment)
        self.random = Random(seed)
        self.hand = subprocess.Popen(
            [sys.executable, "-m", HAND, str(seed)],
            cwd=REPOSITORY,
            env={**os.environ, **self.environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.hand.stdin.close()
        self.hand.wait()

    def order(self, name, *arguments):
        self.hand.stdin.write(json.dumps([name, arguments]) + "\n")
        self.hand.stdin.flush()
        line = self.hand.stdout.readline()
        assert line, f"{name} broke; its traceback stands above"
        return json.loads(line)

    def serve(self):
        return gunicorn(
            "prakerja_cms.wsgi", environment=self.environment, workers=1, port=self.port
        )

    def start(self, origin, *options):
        return subprocess.Popen(
            [
                *(sys.executable, "manage.py", "mirror_content", origin.api),
                *("--into=kursus", "--publish", "--allow-private", *options),
            ],
            cwd=REPOSITORY,
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def mirror(self, origin, *options):
        """Run to the end; return exit status and all that was said."""
        process = self.start(origin, *options)
        said, _nothing = process.communicate()
        return process.returncode, said

    def mirror_killed(self, origin):
        """Run and kill it after a few courses, wherever it stands then."""
        before, after = self.taken(), self.random.randrange(1, 5)
        process = self.start(origin)
        while process.poll() is None and len(self.taken() - before) < after:
            time.sleep(0.005)
        time.sleep(self.random.random() / 10)
        process.kill()
        process.communicate()

    def taken(self):
        """Every version of every course that was taken."""
        rows = "SELECT uid, taken_at FROM prakerja_courses_mirroredpage"
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as database:
            return set(database.execute(rows))
