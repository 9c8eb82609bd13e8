"""One demo site, really served, for all browser tests; one page object for each."""

import os
from contextlib import ExitStack
from functools import cache

import pytest

from tests.conftest import begin_migrated
from tests.servers import Process, free_port, gunicorn, run_commands, run_manage

from .lessons import video_lesson_make
from .steps import PATIENCE

# Playwright keeps an event loop in the thread that other tests share.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.nodatabase)


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM")
    if not path:
        pytest.skip("CHROMIUM is not set, so no browser test was run")
    return path


@pytest.fixture(scope="session")
def site(chromium, django_db_setup, tmp_path_factory):
    """The demo in a database of its own, gunicorn and the payment sandbox."""
    folder = tmp_path_factory.mktemp("site")
    port, sandbox_port = free_port(), free_port()
    environment = {
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "VAR_DIR": str(folder),
        "SITE_URL": f"http://127.0.0.1:{port}",
        "PORT": str(port),
        "STRIPE_SECRET_KEY": "sk_test_sandbox",
        "STRIPE_WEBHOOK_SECRET": "whsec_sandbox",
        "STRIPE_API_BASE": f"http://127.0.0.1:{sandbox_port}",
    }
    prepare = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "tests.browser.development",
    }
    serve = {**environment, "DJANGO_SETTINGS_MODULE": "tests.browser.settings"}
    commands = ("migrate", "setup_site", "load_demo", "wagtail_update_index")
    commands += ("reindex_content",)
    begin_migrated(folder / "site.sqlite3")
    run_commands(*commands, environment=prepare)
    run_manage("collectstatic", "--noinput", "--verbosity", "0", environment=serve)
    with ExitStack() as stack:
        stack.enter_context(
            Process(
                *("donate.sandbox", "--port", str(sandbox_port)),
                *("--webhook", f"http://127.0.0.1:{port}/donasi/webhook/stripe/"),
                *("--state", str(folder / "sandbox.json")),
                port=sandbox_port,
            )
        )
        server = stack.enter_context(
            gunicorn("prakerja_cms.wsgi", environment=serve, port=port)
        )
        server.prepare = prepare
        yield server


@pytest.fixture(scope="session")
def video_lesson(site):
    """The address of a lesson whose video can be read."""
    return video_lesson_make(site)


@pytest.fixture(scope="session")
def test_mode_site(site):
    """The same site as ``make run`` shows it: money goes to the test book."""
    with gunicorn("prakerja_cms.wsgi", environment=site.prepare) as server:
        yield server


@pytest.fixture(scope="session")
def browser(chromium):
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


class Visit:
    """A fresh visitor; remembers errors and requests that left the site."""

    def __init__(self, browser, site, **options):
        options = {"viewport": {"width": 360, "height": 780}, "locale": "id", **options}
        options.setdefault("service_workers", "block")  # see test_offline
        self.context = browser.new_context(base_url=site.url, **options)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.page = self.context.new_page()
        self.errors = []
        self.foreign = []
        self.bytes = 0
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self.note_console)
        self.page.on("request", self.note_request)
        self.home = site.url

    def note_console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def note_request(self, request):
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.foreign.append(request.url)


@pytest.fixture
def visit(browser, site):
    """Call with browser options (``color_scheme``, ``java_script_enabled``…)."""
    visits = []

    def start(server=site, **options):
        visits.append(Visit(browser, server, **options))
        return visits[-1]

    yield start
    for one in visits:
        one.context.close()


@pytest.fixture(scope="session")
def session_of(browser):
    """Call with a server and a demo account: what a browser keeps once signed in."""

    @cache
    def session(server, name):
        one = Visit(browser, server)
        one.page.goto("/admin/login/")
        one.page.fill("[name=username]", name)
        one.page.fill("[name=password]", "demo-prakerja")
        one.page.click("button[type=submit]")
        one.page.wait_for_url("**/admin/")
        kept = one.context.storage_state()
        one.context.close()
        return kept

    return session


@pytest.fixture
def signed_in(visit, site, session_of):
    """Call with the name of a demo account (and a server): a browser of theirs."""

    def start(name, server=site, **options):
        kept = session_of(server, name)
        wide = {"width": 1280, "height": 900}
        return visit(server, viewport=wide, storage_state=kept, **options)

    return start
