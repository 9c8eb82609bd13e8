"""What the sandbox remembers, in one JSON file if it is given one."""

import json
import os
import time
from pathlib import Path
from secrets import token_hex
from threading import RLock
from typing import Any


class Store:
    """Objects by id in the order they were made, answers by key, and work to do."""

    def __init__(self, path: Path | None = None):
        self.lock = RLock()
        self.path = path
        self.objects: dict[str, dict] = {}
        self.replies: dict[str, dict] = {}
        self.jobs: list[dict] = []
        if path and path.exists():
            state = json.loads(path.read_text())
            self.objects = state["objects"]
            self.replies = state["replies"]
            self.jobs = state["jobs"]

    def save(self) -> None:
        """Write beside and rename, so that a killed sandbox leaves a whole file."""
        if self.path is None:
            return
        state = {"objects": self.objects, "replies": self.replies, "jobs": self.jobs}
        beside = self.path.with_suffix(".part")
        beside.write_text(json.dumps(state))
        os.replace(beside, self.path)

    def add(self, prefix: str, **fields: Any) -> dict:
        made = {
            "id": f"{prefix}_{token_hex(12)}",
            "created": int(time.time()),
            "livemode": False,
            **fields,
        }
        with self.lock:
            self.objects[made["id"]] = made
            self.save()
        return made

    def change(self, found: dict, **fields: Any) -> dict:
        with self.lock:
            found.update(fields)
            self.save()
        return found

    def get(self, object_id: str | None) -> dict | None:
        return self.objects.get(object_id or "")

    def of_kind(self, kind: str) -> list[dict]:
        """All objects of one kind, newest first as Stripe lists them."""
        with self.lock:
            return [item for item in self.objects.values() if item["object"] == kind][
                ::-1
            ]

    def reply_break(self, key: str, status: int, body: dict) -> None:
        """Like Stripe, go on answering so for this key, though the work was done."""
        with self.lock:
            if key in self.replies:
                self.replies[key] |= {"status": status, "body": body}
                self.save()

    def plan(self, do: str, object_id: str, seconds: float, tries: int = 0) -> None:
        with self.lock:
            self.jobs.append(
                {
                    "due": time.time() + seconds,
                    "do": do,
                    "id": object_id,
                    "tries": tries,
                }
            )
            self.save()

    def take(self, do: str | None = None, *, newest: bool = False) -> dict | None:
        """Take one job out: of kind ``do`` whether due or not, else the next due."""
        with self.lock:
            now = time.time()
            ready = [
                job
                for job in self.jobs
                if (job["do"] == do if do else job["due"] <= now)
            ]
            if not ready:
                return None
            job = (max if newest else min)(ready, key=lambda job: job["due"])
            self.jobs.remove(job)
            self.save()
            return job
