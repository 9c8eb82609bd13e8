"""Courses kept in the browser, and what is shown without a network."""

import http.server
import threading
import urllib.error
import urllib.request
import zipfile
from collections import Counter

import pytest
from playwright.sync_api import expect

from .axe import faults
from .steps import comes_true, fits, follow, is_at, says, wait_for_worker

COURSE = "/kursus/bisnis-dan-keuangan/buku-kas-warung/"
WHITE = b"""
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
self.addEventListener("fetch", (event) => event.respondWith(new Response("")));
"""

REPLACED = """async () => {
  const worker = await navigator.serviceWorker.getRegistration();
  return (await caches.keys()).length && !worker.installing && !worker.waiting;
}"""

SHELL = 'caches.keys().then((all) => all.find((name) => name.includes("shell")))'
OUTDATED = f"""async () => {{
  const cache = await caches.open(await {SHELL});
  await cache.put("/offline/", new Response("lama"));
}}"""
KEPT = """async () => (await caches.match("/offline/")).text()"""
RENEWED = f"""async () => await ({KEPT})() !== "lama" """


@pytest.fixture
def learner(visit):
    """A visitor whose service worker is at work."""
    one = visit(service_workers="allow")
    one.page.goto(COURSE)
    wait_for_worker(one.page)
    return one


def save(page):
    page.goto(COURSE)
    page.locator("[data-offline-save]").click()
    page.locator("[data-offline-saved]").wait_for(state="visible")


def kept(page):
    return page.evaluate(
        """async () => {
          const found = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              found.push(new URL(request.url).pathname);
          return found;
        }"""
    )


def kept_bytes(page):
    return page.evaluate(
        """async () => {
          let sum = 0;
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys())
              sum += (await (await cache.match(request)).blob()).size;
          }
          return sum;
        }"""
    )


def test_a_saved_course_opens_without_a_network(learner):
    page = learner.page
    save(page)
    learner.context.set_offline(True)
    page.goto(COURSE)
    says(page, "Salinan tersimpan", where=".pk-offline-copy")
    follow(page.locator(".pk-lessons a").first)
    is_at(page, f"{COURSE}[^/]+/$")
    expect(page.locator("main h1")).not_to_be_empty()
    expect(page.locator(".pk-offline-copy")).to_be_visible()
    expect(page.locator(".pk-header").first).not_to_have_css("padding", "0px")
    page.goto("/offline/")
    expect(page.locator("[data-saved-list] li")).to_have_count(1)


def test_a_saved_course_says_its_date_and_size_and_is_found_in_no_other_browser(
    learner, visit
):
    save(learner.page)
    says(learner.page, "Tersimpan", where="[data-offline-state]")
    other = visit(service_workers="allow")
    other.page.goto(COURSE)
    expect(other.page.locator("[data-offline-save]")).to_be_visible()


def test_a_deleted_course_is_gone(learner):
    page = learner.page
    save(page)
    page.locator("[data-offline-remove]").click()
    expect(page.locator("[data-offline-save]")).to_be_visible()
    assert COURSE not in kept(page)


def test_all_saved_courses_are_deleted_at_once(learner):
    page = learner.page
    save(page)
    page.goto("/offline/")
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-saved-all-button]").click()
    page.locator("[data-saved-empty]").wait_for(state="visible")
    assert COURSE not in kept(page)


def test_an_address_that_was_not_saved_gives_a_way_on(learner):
    page = learner.page
    save(page)
    learner.context.set_offline(True)
    page.goto("/kursus/")
    expect(page.locator("h1")).to_have_text("Anda sedang offline")
    follow(page.locator("[data-saved-list] a"))
    is_at(page, f"{COURSE}$")
    expect(page.locator("main h1")).not_to_be_empty()


def test_nothing_but_the_way_on_is_kept_unasked(learner):
    page = learner.page
    for path in ("/", "/donasi/", "/jadwal/", "/admin/login/", "/cari/?q=kas", COURSE):
        page.goto(path)
    pages = {path for path in kept(page) if not path.startswith("/static/")}
    assert pages == {"/offline/", "/en/offline/"}
    assert 0 < kept_bytes(page) < 150_000


def test_one_missing_file_is_told_and_loaded_later(learner):
    page = learner.page
    page.goto(COURSE)
    page.evaluate(
        """() => {
          const real = window.fetch;
          window.fetch = (url, ...rest) => String(url).includes("share.")
            ? Promise.reject(new TypeError()) : real(url, ...rest);
          window.restore = () => { window.fetch = real; };
        }"""
    )
    page.locator("[data-offline-save]").click()
    page.locator("[data-offline-saved]").wait_for(state="visible")
    says(page, "belum termuat: 1", where="[data-offline-state]")
    page.evaluate("window.restore()")
    page.locator("[data-offline-update]").click()
    expect(page.locator("[data-offline-state]")).not_to_contain_text("belum")


def test_a_full_device_is_told_and_keeps_nothing(learner):
    page = learner.page
    page.goto(COURSE)
    page.evaluate(
        """() => { Cache.prototype.put = () =>
          Promise.reject(new DOMException("full", "QuotaExceededError")) }"""
    )
    page.locator("[data-offline-save]").click()
    says(page, "tidak cukup", where="[data-offline-told]")
    expect(page.locator("[data-offline-save]")).to_be_visible()
    assert COURSE not in kept(page)


def test_blocked_storage_is_told_and_leaves_the_zip(visit):
    one = visit(service_workers="allow")
    one.page.add_init_script(
        """for (const name of ["open", "keys", "match"])
          CacheStorage.prototype[name] = () =>
            Promise.reject(new DOMException("no", "SecurityError"))"""
    )
    one.page.goto(COURSE)
    says(one.page, "ZIP", where="[data-offline-told]")
    expect(one.page.locator("a[href^='/paket/']")).to_be_visible()


def test_a_newer_version_is_offered(learner):
    page = learner.page
    save(page)
    page.goto("/")
    page.evaluate(
        """async () => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            const found = await cache.match("/-/saved.json");
            if (!found) continue;
            const record = { ...(await found.json()), version: "older" };
            await cache.put("/-/saved.json", Response.json(record));
          }
        }"""
    )
    page.goto(COURSE)
    state = page.locator("[data-offline-state]")
    expect(state).to_contain_text("versi yang lebih baru")
    page.locator("[data-offline-update]").click()
    expect(state).not_to_contain_text("versi yang lebih baru")


def test_without_a_script_the_zip_remains(visit):
    one = visit(java_script_enabled=False)
    one.page.goto(COURSE)
    expect(one.page.locator("[data-offline]")).to_be_hidden()
    expect(one.page.locator("a[href^='/paket/']")).to_be_visible()


@pytest.fixture
def proxy(site):
    """The site behind a proxy that for a while serves a worker with white pages."""

    class Proxy(http.server.BaseHTTPRequestHandler):
        old = True
        asked = []

        def do_GET(self):
            Proxy.asked.append(self.path)
            if self.path == "/sw.js" and Proxy.old:
                return self.answer(200, {"Content-Type": "text/javascript"}, WHITE)
            try:
                with urllib.request.urlopen(site.url + self.path) as answer:
                    self.answer(answer.status, answer.headers, answer.read())
            except urllib.error.HTTPError as error:
                self.answer(error.code, error.headers, error.read())

        def answer(self, status, headers, body):
            self.send_response(status)
            for name in ("Content-Type", "Cache-Control"):
                if headers.get(name):
                    self.send_header(name, headers[name])
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            """Be quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Proxy.url = f"http://127.0.0.1:{server.server_port}"
    yield Proxy
    server.shutdown()
    server.server_close()


def test_an_old_worker_that_shows_white_pages_is_gone_at_the_next_visit(visit, proxy):
    one = visit(proxy, service_workers="allow")
    one.page.goto("/")
    wait_for_worker(one.page)
    one.page.goto("/kursus/")
    expect(one.page.locator("h1")).to_have_count(0)
    proxy.old = False
    one.page.goto("/kursus/")
    comes_true(one.page, REPLACED)  # the browser looks for a new one by itself
    one.page.goto("/kursus/")
    expect(one.page.locator("h1")).to_have_count(1)


def test_what_the_worker_leaves_alone_is_asked_for_once(visit, proxy):
    proxy.old = False
    one = visit(proxy, service_workers="allow")
    one.page.goto("/")
    wait_for_worker(one.page)
    one.page.goto("/donasi/")
    one.page.goto("/jadwal/tidak-ada/masuk/")
    asked = Counter(proxy.asked)
    assert (asked["/donasi/"], asked["/jadwal/tidak-ada/masuk/"]) == (1, 1)


def test_an_editor_keeps_the_offline_page_of_everybody(signed_in):
    page = signed_in("editor", service_workers="allow").page
    page.goto("/")
    wait_for_worker(page)
    page.evaluate(OUTDATED)
    # Under an address that the browser has not seen as a visitor.
    assert "wagtail-userbar" in page.goto("/offline/?baru").text()
    comes_true(page, RENEWED)
    assert "wagtail-userbar" not in page.evaluate(KEPT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_about_a_saved_course(visit, scheme):
    one = visit(service_workers="allow", color_scheme=scheme)
    save(one.page)
    assert faults(one.page) == []
    one.page.goto("/offline/")
    one.page.locator("[data-saved-list] li").wait_for()
    assert faults(one.page) == []


def test_a_zip_opens_from_a_stick(visit, tmp_path):
    one = visit(java_script_enabled=False)
    one.page.goto(COURSE)
    with one.page.expect_download() as download:
        one.page.locator("a[href^='/paket/']").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path)
    one.page.goto((tmp_path / "index.html").as_uri())
    expect(one.page.locator("h1")).not_to_be_empty()
    follow(one.page.locator("ol a").first)
    expect(one.page.locator("h1")).not_to_be_empty()
    fits(one.page)
    assert [url for url in one.foreign if not url.startswith("file:")] == []
