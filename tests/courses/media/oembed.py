"""A provider on loopback that answers in every way a real one might, or should not."""

import contextlib
import gzip
import io
import json
import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from PIL import Image

from courses.media.providers import recognise

DRIP_SECONDS = 0.05
BOMB = gzip.compress(b" " * 30_000_000)
WAYS = {}


def way(function):
    """Register a way to answer under the function's name."""
    WAYS[function.__name__] = function
    return function


def picture(width=480, height=360, kind="JPEG"):
    drawn = io.BytesIO()
    Image.new("RGB", (width, height), "#26418f").save(drawn, kind)
    return drawn.getvalue()


class Provider(ThreadingHTTPServer):
    """``answers`` says by video id what happens; without a word it plays."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {}
        self.taken_whole = False
        self.otherwise = "fine"
        self.pictures = {}
        self.asked = []
        self.asked_at = []
        self.referers = []
        self.busy = 0
        self.busiest = 0
        self.lock = threading.Lock()
        self.over = threading.Event()

    @property
    def netloc(self):
        return f"127.0.0.1:{self.server_port}"

    @property
    def url(self):
        return f"http://{self.netloc}"

    def times_asked(self, video_id):
        return Counter(self.asked)[video_id]

    def handle_error(self, request, client_address):
        """A client that hangs up is what some tests are about."""

    @contextlib.contextmanager
    def counted(self):
        with self.lock:
            self.busy += 1
            self.busiest = max(self.busiest, self.busy)
        try:
            yield
        finally:
            with self.lock:
                self.busy -= 1


@contextlib.contextmanager
def running():
    provider = Provider()
    thread = threading.Thread(target=provider.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.over.set()
        provider.shutdown()
        provider.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        with self.server.counted():
            address = urlsplit(self.path)
            if address.path.startswith("/posters/"):
                self.send_picture(address.path.removeprefix("/posters/"))
                return
            query = parse_qs(address.query)
            if "way" in query:
                WAYS[query["way"][0]](self)
                return
            self.video = recognise(query["url"][0])
            self.server.asked.append(self.video.id)
            self.server.asked_at.append(time.monotonic())
            self.server.referers.append(self.headers.get("Referer", ""))
            name = self.server.answers.get(self.video.id, self.server.otherwise)
            WAYS[name](self)

    def send_picture(self, name):
        status, body = self.server.pictures.get(name, (404, b""))
        self.answer(status, body, "image/jpeg")

    def answer(self, status, body=b"", content_type="application/json", **headers):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def oembed(self, **facts):
        video = getattr(self, "video", None)
        told = {
            "type": "video",
            "title": f"Judul {video.id}" if video else "Judul",
            "thumbnail_url": f"{self.server.url}/posters/{video and video.id}.jpg",
            **facts,
        }
        self.answer(200, json.dumps(told).encode())

    def redirect(self, location):
        self.answer(302, Location=location)

    def log_message(self, *args):
        """Stay quiet."""


@way
def fine(handler):
    handler.oembed()


@way
def embedding_off(handler):
    handler.answer(401, b"Unauthorized", "text/plain")


@way
def other_sites_only(handler):
    handler.oembed(domain_status_code=403)


@way
def private(handler):
    handler.answer(403, b"Forbidden", "text/plain")


@way
def missing(handler):
    handler.answer(404, b"Not Found", "text/plain")


@way
def removed(handler):
    handler.answer(400, b"Bad Request", "text/plain")


@way
def broken(handler):
    handler.answer(500, b"Oops", "text/plain")


@way
def bad_gateway(handler):
    handler.answer(502)


@way
def busy(handler):
    handler.answer(429, Retry_After="7200")


@way
def unavailable(handler):
    handler.answer(503, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")


@way
def forbidden_as_text(handler):
    handler.answer(200, b"Forbidden", "text/plain")


@way
def web_page(handler):
    handler.answer(200, b"<!doctype html><title>Masuk</title>", "text/html")


@way
def empty(handler):
    handler.answer(200)


@way
def other_json(handler):
    handler.answer(200, b'["video"]')


@way
def deep_json(handler):
    handler.answer(200, b"[" * 60_000)


@way
def not_unicode(handler):
    handler.answer(200, b'{"type": "video", "title": "\xff\xfe"}')


@way
def odd_title(handler):
    handler.answer(
        200, b'{"type": "video", "title": "Ha\\u0000lo \\ud800\\u202e\\n dunia"}'
    )


@way
def cut_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"type": "video"')


@way
def endless(handler):
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.over.is_set():
        handler.wfile.write(b" " * 65_536)


@way
def bomb(handler):
    handler.answer(200, BOMB, Content_Encoding="gzip")


@way
def silent(handler):
    handler.server.over.wait(30)


@way
def slow_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(handler)


@way
def slow_body(handler):
    handler.send_response(200)
    handler.end_headers()
    drip(handler)


def drip(handler):
    while not handler.server.over.wait(DRIP_SECONDS):
        handler.wfile.write(b"x")
        handler.wfile.flush()


@way
def hangs_up(handler):
    handler.connection.close()


@way
def gibberish(handler):
    handler.wfile.write(b"\x00\x01\x02 not HTTP at all\r\n\r\n")


@way
def moved(handler):
    handler.redirect("/oembed?way=fine")


@way
def moved_in_circles(handler):
    handler.redirect("/oembed?way=moved_in_circles")


@way
def moved_to_another_host(handler):
    handler.redirect("http://localhost:9/oembed")


@way
def moved_to_a_file(handler):
    handler.redirect("file:///etc/passwd")


@way
def moved_with_a_body_without_end(handler):
    """A thousand times what is read of any answer."""
    handler.send_response(302)
    handler.send_header("Location", "http://localhost:9/oembed")
    handler.end_headers()
    try:
        for _piece in range(4000):
            handler.wfile.write(b" " * 65536)
    except OSError:
        handler.close_connection = True
    else:
        handler.server.taken_whole = True


@way
def moved_nowhere(handler):
    handler.redirect("http://[")
