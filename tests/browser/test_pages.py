"""Every kind of public page, as people meet it."""

import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .conftest import Visit
from .giving import send
from .steps import fits

PAGES = {
    "home": "/",
    "home in English": "/en/",
    "catalogue": "/kursus/",
    "category": "/kursus/bisnis-digital/",
    "course": None,
    "lesson": None,
    "contributors": "/kontributor/",
    "contributor": None,
    "schedule": "/jadwal/",
    "class": None,
    "search": "/cari/",
    "search with results": "/cari/?q=usaha",
    "search without results": "/cari/?q=zzzzz",
    "donate": "/donasi/",
    "transparency": "/donasi/transparansi/",
    "about": "/tentang/",
    "manifesto": "/manifesto/",
    "contact": "/kontak/",
    "not found": "/tidak-ada/",
    "API guide": "/api/v1/docs/",
    "API problems": "/api/v1/docs/problems/",
    "API docs": "/api/v1/docs/try/",
}
FIRST_LINK = {
    "course": ("/kursus/bisnis-digital/", "main a[href^='/kursus/bisnis-digital/']"),
    "lesson": ("course", "main a[href^='{path}']"),
    "contributor": ("/kontributor/", "main a[href^='/kontributor/']"),
    "class": ("/jadwal/", "main a[href^='/jadwal/']"),
}


@pytest.fixture(scope="module")
def paths(browser, site):
    """The address of each page, found as a visitor finds it: by a link."""
    one = Visit(browser, site)
    found = dict(PAGES)
    for name, (start, selector) in FIRST_LINK.items():
        start = found.get(start, start)
        one.page.goto(start)
        links = one.page.locator(selector.format(path=start))
        hrefs = links.evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        found[name] = next(href for href in hrefs if href not in (start, start + "#"))
    one.context.close()
    return found


# The page that Swagger UI draws is Swagger's; what it shows is ours.
OUR_OWN = [name for name in PAGES if name != "API docs"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", OUR_OWN)
def test_axe_finds_nothing(visit, paths, name, scheme):
    one = visit(color_scheme=scheme)
    one.page.goto(paths[name])
    assert faults(one.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_form_with_errors(visit, scheme):
    one = visit(color_scheme=scheme)
    one.page.goto("/donasi/")
    one.page.locator("input[name=choice]").last.check()
    send(one.page)
    expect(one.page.locator("[aria-invalid=true]").first).to_be_visible()
    assert faults(one.page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_beyond_the_edge(visit, paths, name):
    one = visit()
    one.page.goto(paths[name])
    for width in (360, 768, 1440):
        one.page.set_viewport_size({"width": width, "height": 800})
        fits(one.page)


@pytest.mark.parametrize("name", ["home", "category", "course", "schedule", "donate"])
def test_text_of_twice_the_size_scrolls_nothing_sideways(visit, paths, name):
    one = visit()
    one.page.goto(paths[name])
    one.page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(one.page)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nothing_of_others_and_breaks_no_rule_of_its_policy(
    visit, paths, name
):
    one = visit(viewport={"width": 1280, "height": 800})
    one.page.goto(paths[name], wait_until="networkidle")
    assert one.foreign == []
    if name != "not found":
        assert one.errors == []
    assert one.context.cookies() == [] or name == "donate"


@pytest.mark.parametrize("name", OUR_OWN)
def test_a_page_has_one_main_heading_and_a_way_past_the_menu(visit, paths, name):
    page = visit(java_script_enabled=False).page
    page.goto(paths[name])
    expect(page.locator("h1")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", re.compile("^#"))


BYTES = {
    "home": 80_000,
    "catalogue": 60_000,
    "category": 60_000,
    "course": 60_000,
    "lesson": 60_000,
    "search with results": 50_000,
    "transparency": 50_000,
}


@pytest.mark.parametrize("name", BYTES)
def test_a_page_stays_within_its_bytes(visit, paths, name):
    one = visit()
    session = one.context.new_cdp_session(one.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes = []
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )
    one.page.goto(paths[name], wait_until="networkidle")
    assert 0 < sum(sizes) <= BYTES[name]
