"""A loopback site that answers as it is told to, lies included."""

import gzip
import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

JSON = "application/json"


class Origin:
    """A feed of documents, and whatever else stands in ``answers`` by its path.

    An answer is ``(status, headers, body)``, or a function of the handler.
    """

    def __init__(self):
        self.things = {}
        self.number = 100
        self.answers = {}
        self.requests = []
        self.headers = []
        self.most = 500
        self.horizon = 0
        self.held_from = None  # changes that are being worked on
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(self))
        self.host = f"http://127.0.0.1:{self.server.server_port}"
        self.url = f"{self.host}/api/v1/"
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}
        )
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def put(self, document):
        """Publish a document, or a new version of it."""
        text = json.dumps(document)
        self.note(
            document["uid"],
            state="updated",
            digest=hashlib.sha256(text.encode()).hexdigest(),
            data=json.loads(text),
        )

    def delete(self, document):
        self.note(document["uid"], state="deleted")

    def note(self, uid, **facts):
        self.number += 1
        item = {"kind": "course", "id": uid, "modified": self.number, **facts}
        self.things[uid] = item

    @property
    def items(self):
        return sorted(self.things.values(), key=lambda item: item["modified"])

    def feed(self, handler, query):
        after = int(query.get("afterChangeNumber", ["0"])[0])
        if 0 < after < self.horizon:
            return 410, {"Content-Type": "application/problem+json"}, b"{}"
        items = [item for item in self.items if item["modified"] > after][: self.most]
        if self.held_from is not None:
            items = [item for item in items if item["modified"] < self.held_from]
        end = items[-1]["modified"] if items else after
        address = f"{self.url}changes/?afterChangeNumber={end}&kind=course"
        etag = f'W/"{self.number}"'
        if handler.headers.get("If-None-Match") == etag:
            return 304, {"ETag": etag}, b""
        page = {"next": address, "items": items}
        return as_json(page, ETag=etag) if self.held_from is None else as_json(page)

    def courses(self, query):
        """The list, of which nobody reads more than whether anything is in it."""
        found = [item["data"] for item in self.items if item["state"] == "updated"]
        told = {
            "category": lambda data: [
                data["category"]["slug"],
                data["category"]["uid"],
            ],
            "licence": lambda data: [data["licence"]["code"]],
            "language": lambda data: [data["language"]],
        }
        for name, [value] in query.items():
            found = [data for data in found if value.casefold() in told[name](data)]
        return as_json({"results": found, "next": None})

    def course(self, uid):
        found = self.things.get(uid, {}).get("data")
        return found and as_json(found)

    def make_dump(self, *, body=None, items=None, **changed):
        """Offer everything there is as a dump; ``changed`` are lies about its file."""
        items = items or [each for each in self.items if each["state"] == "updated"]
        body = body or packed(items)
        file = {
            "url": f"{self.host}/dump.ndjson.gz",
            "sha256": hashlib.sha256(body).hexdigest(),
            "size": len(body),
            "count": len(items),
            **changed,
        }
        self.serve("/dump.ndjson.gz", body, "application/gzip")
        manifest = {"change": self.number, "created": "", "files": [file]}
        self.answers["/api/v1/dumps/"] = as_json(manifest)

    def serve(self, path, body, kind):
        self.answers[path] = 200, {"Content-Type": kind}, body
        return f"{self.host}{path}"


def packed(items):
    return gzip.compress(b"".join(json.dumps(item).encode() + b"\n" for item in items))


def as_json(data, status=200, **headers):
    return status, {"Content-Type": JSON, **headers}, json.dumps(data).encode()


def handler_of(origin):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            origin.requests.append(self.path)
            origin.headers.append(dict(self.headers))
            parts = urlsplit(self.path)
            answer = origin.answers.get(parts.path)
            if answer is None and parts.path == "/api/v1/changes/":
                answer = origin.feed(self, parse_qs(parts.query))
            if answer is None and parts.path == "/api/v1/courses/":
                answer = origin.courses(parse_qs(parts.query))
            if answer is None and parts.path.startswith("/api/v1/courses/"):
                answer = origin.course(parts.path.split("/")[-2])
            if callable(answer):
                answer = answer(self)
            if answer is not None:
                self.send(*answer)
            elif parts.path not in origin.answers:
                self.send(404, {"Content-Type": "text/html"}, b"<h1>404</h1>")

        def send(self, status, headers, body):
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    return Handler
