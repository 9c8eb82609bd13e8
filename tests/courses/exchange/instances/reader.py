"""Somebody who asks one site for anything, all the time, in a thread."""

import json
import threading
import time
import urllib.error
import urllib.request
from random import Random
from urllib.parse import quote

KINDS = ["courses", "lessons", "categories", "contributors", "sessions", "paths"]
PAUSE = 0.03  # seconds, so that others come to their turn


class Reader(threading.Thread):
    def __init__(self, base, seed):
        super().__init__(daemon=True)
        self.base = base
        self.random = Random(seed)
        self.stopped = threading.Event()
        self.seen = {kind: [] for kind in KINDS}
        self.pages = ["/kursus/"]
        self.numbers = [0]

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exception):
        self.stopped.set()
        self.join()

    def run(self):
        ways = [
            self.lists, self.lists, self.one, self.one, self.changes, self.dumps,
            self.card, self.oembed, self.others,
        ]  # fmt: skip
        while not self.stopped.wait(PAUSE):
            self.random.choice(ways)()

    def ask(self, address):
        try:
            with urllib.request.urlopen(self.base + address, timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError as error:
            error.read()
        except OSError:
            time.sleep(PAUSE)  # the site begins or ends
        return b"{}"

    def lists(self):
        kind = self.random.choice(KINDS)
        more = self.random.choice(["", "&fields=*", "&limit=100", "&fields=*&limit=50"])
        if kind == "courses":
            more += self.random.choice(["", "&search=rhs", "&search=kursus"])
        found = json.loads(self.ask(f"/api/v1/{kind}/?{more[1:]}"))
        self.remember(kind, found.get("results", ()))

    def remember(self, kind, things):
        self.seen[kind] = [*self.seen[kind], *(each["uid"] for each in things)][-300:]
        if kind == "courses":
            self.pages = [*self.pages, *(each["url"] for each in things)][-300:]

    def one(self):
        kind = self.random.choice(KINDS)
        if self.seen[kind]:
            self.ask(f"/api/v1/{kind}/{self.random.choice(self.seen[kind])}/")

    def changes(self):
        number = self.random.choice(self.numbers[-20:])
        found = json.loads(self.ask(f"/api/v1/changes/?afterChangeNumber={number}"))
        self.numbers += [each["modified"] for each in found.get("items", ())[-1:]]

    def dumps(self):
        for file in json.loads(self.ask("/api/v1/dumps/")).get("files", ()):
            self.ask(file["url"][file["url"].index("/api/") :])

    def card(self):
        if self.seen["courses"]:
            self.ask(f"/embed/{self.random.choice(self.seen['courses'])}/")

    def oembed(self):
        page = quote(self.random.choice(self.pages), safe="")
        self.ask(f"/oembed/?url={page}")

    def others(self):
        self.ask(
            self.random.choice(
                ["/api/v1/handover.csv", "/api/v1/tags/", "/api/v1/licences/"]
            )
        )
