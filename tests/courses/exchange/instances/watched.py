"""The site, and a line in a file about each of its answers: when, what, which marks."""

import gzip
import json
import os
import re
import threading
import time
from pathlib import Path

from prakerja_cms.wsgi import application as site

MARK = re.compile(rb"rhs\d{8}")
ANSWERS = Path(os.environ["VAR_DIR"]) / "answers.ndjson"
ALONE = threading.Lock()


def application(environ, start_response):
    begun = time.monotonic()
    as_bytes = {k: v for k, v in environ.items() if k != "wsgi.file_wrapper"}
    told = {}

    def start(status, headers, *more):
        told.update(status=int(status[:3]), headers=headers)
        return start_response(status, headers, *more)

    answer = site(as_bytes, start)
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    seen = MARK.findall(unpacked(body) + repr(told["headers"]).encode())
    note(
        begun=begun,
        ended=time.monotonic(),
        address=f"{environ['PATH_INFO']}?{environ['QUERY_STRING']}",
        status=told["status"],
        marks=sorted({mark.decode() for mark in seen}),
    )
    return [body]


def unpacked(body):
    return gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body


def note(**line):
    with ALONE, ANSWERS.open("a") as opened:
        opened.write(json.dumps(line) + "\n")
