"""What people do and see in a browser; each ends when the page has come to it.

A look made once (``count()``, ``inner_text()``, ``url``) meets a page that is still
empty wherever the machine is slow, so ``tests/test_looks.py`` refuses it.
"""

import re
import time
from contextlib import contextmanager

from playwright.sync_api import expect

FITS = "width => innerWidth === width && document.documentElement.scrollWidth <= width"
PATIENCE = 120  # seconds; what is fast costs nothing of it


@contextmanager
def next_page(page):
    """Whatever is done within leads to another page, which is whole at the end.

    A click ends, and the address changes, while that page is still empty; an address
    also changes without another page.
    """
    page.wait_for_load_state("load")
    with page.expect_event("load"):
        yield


def follow(locator):
    """Press what leads to another page."""
    with next_page(locator.page):
        locator.click()


def says(page, *texts, where="main"):
    """These texts can be read on the page."""
    for text in texts:
        expect(page.locator(where)).to_contain_text(text, use_inner_text=True)


def is_at(page, address):
    """``address`` is a pattern; what it ends with is said by ``$``."""
    expect(page).to_have_url(re.compile(address))


def fits(page):
    """Nothing stands beyond the edge, so nothing scrolls sideways."""
    page.wait_for_load_state("load")
    comes_true(page, FITS, page.viewport_size["width"])


def comes_true(page, script, argument=None):
    """``page.wait_for_function`` would need ``unsafe-eval``."""
    wait_for(lambda: page.evaluate(script, argument))


def wait_for_worker(page):
    """Until the service worker answers for this page."""
    comes_true(page, "navigator.serviceWorker.controller !== null")


def wait_for(condition, meanwhile=lambda: None):
    """Look again and again, where nothing tells of a change by itself."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not come"
        meanwhile()
        time.sleep(0.1)
