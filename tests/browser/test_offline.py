"""Courses kept in the browser, and what is shown without a network."""

import http.server
import threading
import urllib.error
import urllib.request
import zipfile

import pytest
from playwright.sync_api import expect

from .axe import faults

COURSE = "/kursus/bisnis-dan-keuangan/buku-kas-warung/"
WHITE = b"""
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
self.addEventListener("fetch", (event) => event.respondWith(new Response("")));
"""

REPLACED = """() => new Promise((done) => {
  const look = async () => {
    const worker = await navigator.serviceWorker.getRegistration();
    const busy = worker.installing || worker.waiting;
    if ((await caches.keys()).length && !busy) done();
    else setTimeout(look, 100);
  };
  look();
})"""

SHELL = 'caches.keys().then((all) => all.find((name) => name.includes("shell")))'
OUTDATED = f"""async () => {{
  const cache = await caches.open(await {SHELL});
  await cache.put("/offline/", new Response("lama"));
}}"""
RENEWED = """() => new Promise((done) => {
  const look = async () => {
    const kept = await (await caches.match("/offline/")).text();
    if (kept === "lama") setTimeout(look, 100);
    else done(kept);
  };
  look();
})"""


@pytest.fixture
def learner(visit):
    """A visitor whose service worker is at work."""
    one = visit(service_workers="allow")
    one.page.goto(COURSE)
    one.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
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
    assert "Salinan tersimpan" in page.locator(".pk-offline-copy").inner_text()
    page.locator(".pk-lessons a").first.click()
    page.wait_for_url(f"**{COURSE}*/")
    assert page.locator("main h1").inner_text()
    assert page.locator(".pk-offline-copy").count()
    styled = page.evaluate(
        "getComputedStyle(document.querySelector('.pk-header')).padding"
    )
    assert styled != "0px"
    page.goto("/offline/")
    assert page.locator("[data-saved-list] li").count() == 1


def test_a_saved_course_says_its_date_and_size_and_is_found_in_no_other_browser(
    learner, visit
):
    save(learner.page)
    assert "Tersimpan" in learner.page.locator("[data-offline-state]").inner_text()
    other = visit(service_workers="allow")
    other.page.goto(COURSE)
    assert other.page.locator("[data-offline-save]").is_visible()


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
    assert page.locator("h1").inner_text() == "Anda sedang offline"
    page.locator("[data-saved-list] a").click()
    page.wait_for_url(f"**{COURSE}")
    assert page.locator("main h1").inner_text()


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
    assert "belum termuat: 1" in page.locator("[data-offline-state]").inner_text()
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
    page.locator("[data-offline-told]:not(:empty)").wait_for()
    assert "tidak cukup" in page.locator("[data-offline-told]").inner_text()
    assert page.locator("[data-offline-save]").is_visible()
    assert COURSE not in kept(page)


def test_blocked_storage_is_told_and_leaves_the_zip(visit):
    one = visit(service_workers="allow")
    one.page.add_init_script(
        """for (const name of ["open", "keys", "match"])
          CacheStorage.prototype[name] = () =>
            Promise.reject(new DOMException("no", "SecurityError"))"""
    )
    one.page.goto(COURSE)
    one.page.locator("[data-offline-told]:not(:empty)").wait_for()
    assert "ZIP" in one.page.locator("[data-offline-told]").inner_text()
    assert one.page.locator("a[href^='/paket/']").is_visible()


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
    assert "versi yang lebih baru" in state.inner_text()
    page.locator("[data-offline-update]").click()
    expect(state).not_to_contain_text("versi yang lebih baru")


def test_without_a_script_the_zip_remains(visit):
    one = visit(java_script_enabled=False)
    one.page.goto(COURSE)
    assert not one.page.locator("[data-offline]").is_visible()
    assert one.page.locator("a[href^='/paket/']").is_visible()


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
    one.page.wait_for_function("navigator.serviceWorker.controller")
    one.page.goto("/kursus/")
    assert one.page.locator("h1").count() == 0
    proxy.old = False
    one.page.goto("/kursus/")
    one.page.evaluate(REPLACED)  # the browser looks for a new one by itself
    one.page.goto("/kursus/")
    assert one.page.locator("h1").count() == 1


def test_what_the_worker_leaves_alone_is_asked_for_once(visit, proxy):
    proxy.old = False
    one = visit(proxy, service_workers="allow")
    one.page.goto("/")
    one.page.wait_for_function("navigator.serviceWorker.controller")
    one.page.goto("/donasi/")
    one.page.goto("/jadwal/tidak-ada/masuk/")
    assert proxy.asked.count("/donasi/") == 1
    assert proxy.asked.count("/jadwal/tidak-ada/masuk/") == 1


def test_an_editor_keeps_the_offline_page_of_everybody(signed_in):
    page = signed_in("editor", service_workers="allow").page
    page.goto("/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.evaluate(OUTDATED)
    # Under an address that the browser has not seen as a visitor.
    assert "wagtail-userbar" in page.goto("/offline/?baru").text()
    assert "wagtail-userbar" not in page.evaluate(RENEWED)


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
    assert one.page.locator("h1").inner_text()
    one.page.locator("ol a").first.click()
    assert one.page.locator("h1").inner_text()
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert [url for url in one.foreign if not url.startswith("file:")] == []
