"""The sandbox over HTTP, bound to loopback and to test keys only."""

import json
import logging
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from . import monthly_pages, pages
from .account import Account, Faults
from .api import Reply, call, error
from .chaos import CALM, REFUSED, Chaos, Trouble
from .delivery import Courier, signed
from .store import Store

logger = logging.getLogger(__name__)
KEY, SECRET = "sk_test_sandbox", "whsec_sandbox"
LARGEST_BODY = 100_000


class Sandbox:
    """Start it, point the SDK at ``address``, stop it; a restart keeps the file."""

    def __init__(
        self,
        *,
        port: int = 0,
        webhook: str = "",
        state: Path | None = None,
        key: str = KEY,
        secret: str = SECRET,
    ):
        if not key.startswith("sk_test_"):
            raise ValueError("The sandbox takes test keys only (sk_test_…).")
        self.key, self.secret = key, secret
        self.faults = Faults()
        self.chaos = Chaos(0, CALM)
        self.store = Store(state)
        self.server = LoopbackServer(port, self)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self.account = Account(self.store, self.faults, self.address)
        self.courier = Courier(self.account, webhook, secret)

    def start(self) -> "Sandbox":
        Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        self.courier.start()
        return self

    def stop(self) -> None:
        self.courier.stop()
        self.server.shutdown()
        self.server.server_close()

    # For tests: its own record of what happened, and time that does not pass

    def sessions(self) -> list[dict]:
        return self.store.of_kind("checkout.session")

    def events(self, kind: str) -> list[dict]:
        return [item for item in self.store.of_kind("event") if item["type"] == kind]

    def signed(self, event: dict, **options: Any) -> tuple[bytes, str]:
        return signed(event, self.secret, **options)

    def release_fees(self) -> None:
        while job := self.store.take("settle"):
            self.account.settle(self.store.objects[job["id"]])
        for charge in self.store.of_kind("charge"):
            if charge["paid"]:
                self.account.settle(charge)


class LoopbackServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port: int, sandbox: Sandbox):
        super().__init__(("127.0.0.1", port), Handler)
        self.sandbox = sandbox

    def handle_error(self, request: Any, client_address: Any) -> None:
        logger.info("a caller did not wait for its answer", exc_info=True)


class Handler(BaseHTTPRequestHandler):
    server: LoopbackServer
    protocol_version = "HTTP/1.1"
    # Head and body are two writes; the second would wait for the caller's nod.
    disable_nagle_algorithm = True
    timeout = 30

    def do_GET(self) -> None:
        self.answer("GET")

    def do_POST(self) -> None:
        self.answer("POST")

    def do_DELETE(self) -> None:
        self.answer("DELETE")

    def answer(self, method: str) -> None:
        body = self.read_body()
        if self.host_name() not in ("127.0.0.1", "localhost"):
            return self.send(403, b"loopback only", "text/plain")
        url = urlsplit(self.path)
        if url.path.startswith("/pay/"):
            return self.payment(method, url.path.removeprefix("/pay/"), body)
        if url.path.startswith(("/portal/", "/bulan/")):
            return self.monthly(method, url.path, body)
        time.sleep(self.server.sandbox.faults.slow)
        reply = self.api_reply(
            method, url.path, url.query if method == "GET" else body or url.query
        )
        if reply is None:
            self.close_connection = True
            return None
        return self.send_json(reply)

    def read_body(self) -> str:
        length = int(self.headers.get("Content-Length") or 0)
        return self.rfile.read(min(length, LARGEST_BODY)).decode()

    def host_name(self) -> str:
        """Another name here would be a web page that rebinds its address."""
        return self.headers.get("Host", "").partition(":")[0]

    def api_reply(self, method: str, path: str, encoded: str) -> Reply | None:
        sandbox = self.server.sandbox
        if sandbox.faults.down:
            return error(503, "api_error", "The sandbox is down, as it was told.")
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if given != sandbox.key:
            return error(
                401,
                "invalid_request_error",
                "Live keys are refused here."
                if "_live_" in given
                else "Invalid API Key provided.",
            )
        key = self.headers.get("Idempotency-Key", "")
        return self.through(
            sandbox.chaos.trouble(),
            lambda: call(sandbox.account, method, path, encoded, key),
            key,
        )

    def through(
        self, trouble: Trouble, ask: Callable[[], Reply], key: str
    ) -> Reply | None:
        """Answer as the weather has it; None if the line goes dead."""
        if trouble in REFUSED:
            return error(REFUSED[trouble], "api_error", "Try again later.")
        reply = ask()
        if trouble is Trouble.BROKEN_AFTER:
            broken = error(500, "api_error", "Something went wrong on our end.")
            self.server.sandbox.store.reply_break(key, broken.status, broken.body)
            return broken
        return None if trouble is Trouble.SILENT_AFTER else reply

    def payment(self, method: str, session_id: str, body: str) -> None:
        account = self.server.sandbox.account
        session = account.store.get(session_id)
        if session is None or session["object"] != "checkout.session":
            return self.send(404, pages.frame("Tidak ada", "<h1>Tidak ada</h1>"))
        account.session_close_if_late(session)
        if session["status"] != "open":
            return self.send(200, pages.closed_page(session))
        if method == "GET":
            return self.send(200, pages.payment_page(session))
        return self.choose(account, session, parse_qs(body).get("do", [""])[0])

    def choose(self, account: Account, session: dict, choice: str) -> None:
        if choice in ("pay", "dispute"):
            account.pay(session)
            if choice == "dispute":
                account.dispute_later(session)
            target = session["success_url"]
            return self.redirect(target.replace("{CHECKOUT_SESSION_ID}", session["id"]))
        if choice == "cancel" and session["cancel_url"]:
            return self.redirect(session["cancel_url"])
        if choice == "decline":
            account.decline(session)
        return self.send(200, pages.payment_page(session, declined=choice == "decline"))

    def monthly(self, method: str, path: str, body: str) -> None:
        """The portal of one donor, or the clock for all of them."""
        account = self.server.sandbox.account
        session = account.store.get(path.removeprefix("/portal/"))
        if session is None and path != "/bulan/":
            return self.send(404, pages.frame("Tidak ada", "<h1>Tidak ada</h1>"))
        if method == "POST":
            sent = parse_qs(body)
            choice, found = sent.get("do", [""])[0], sent.get("subscription", [""])[0]
            monthly_pages.choose(account, choice, found)
            return self.redirect(path)
        if session is None:
            return self.send(200, monthly_pages.clock_page(account))
        return self.send(200, monthly_pages.portal_page(account, session))

    def redirect(self, target: str) -> None:
        self.send(303, b"", location=target)

    def send_json(self, reply: Reply) -> None:
        self.send(
            reply.status,
            json.dumps(reply.body).encode(),
            "application/json",
            idempotent_replayed="true" if reply.replayed else "",
        )

    def send(
        self,
        status: int,
        body: str | bytes,
        content_type: str = "text/html; charset=utf-8",
        **headers: str,
    ) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers.items():
            if value:
                self.send_header(name.replace("_", "-").title(), value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        logger.info(format, *args)
