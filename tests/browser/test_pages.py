"""Every kind of public page, as people meet it."""

import pytest

from .axe import faults

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
    "API docs": "/api/v1/docs/",
}
FIRST_LINK = {
    "course": ("/kursus/bisnis-digital/", "main a[href^='/kursus/bisnis-digital/']"),
    "lesson": ("course", "main a[href^='{path}']"),
    "contributor": ("/kontributor/", "main a[href^='/kontributor/']"),
    "class": ("/jadwal/", "main a[href^='/jadwal/']"),
}


def path_of(visit, name):
    """The address of a page, found as a visitor finds it: by a link."""
    if PAGES[name]:
        return PAGES[name]
    start, selector = FIRST_LINK[name]
    if not start.startswith("/"):
        start = path_of(visit, start)
    visit.page.goto(start)
    hrefs = visit.page.eval_on_selector_all(
        selector.format(path=start), "links => links.map(a => a.getAttribute('href'))"
    )
    return next(href for href in hrefs if href not in (start, start + "#"))


# The page that Swagger UI draws is Swagger's; what it shows is ours.
OUR_OWN = [name for name in PAGES if name != "API docs"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", OUR_OWN)
def test_axe_finds_nothing(visit, name, scheme):
    one = visit(color_scheme=scheme)
    one.page.goto(path_of(one, name))
    assert faults(one.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_form_with_errors(visit, scheme):
    one = visit(color_scheme=scheme)
    one.page.goto("/donasi/")
    one.page.locator("input[name=choice]").last.check()
    one.page.locator("main form [type=submit]").first.click()
    assert one.page.locator("[aria-invalid=true]").count()
    assert faults(one.page) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_stands_beyond_the_edge(visit, name):
    one = visit()
    one.page.goto(path_of(one, name))
    for width in (360, 768, 1440):
        one.page.set_viewport_size({"width": width, "height": 800})
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", ["home", "category", "course", "schedule", "donate"])
def test_text_of_twice_the_size_scrolls_nothing_sideways(visit, name):
    one = visit()
    one.page.goto(path_of(one, name))
    one.page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert one.page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nothing_of_others_and_breaks_no_rule_of_its_policy(visit, name):
    one = visit(viewport={"width": 1280, "height": 800})
    path = path_of(one, name)
    one.errors.clear()
    one.page.goto(path, wait_until="networkidle")
    assert one.foreign == []
    if name != "not found":
        assert one.errors == []
    assert one.context.cookies() == [] or name == "donate"


@pytest.mark.parametrize("name", OUR_OWN)
def test_a_page_has_one_main_heading_and_a_way_past_the_menu(visit, name):
    page = visit(java_script_enabled=False)
    page.page.goto(path_of(page, name))
    assert page.page.locator("h1").count() == 1
    page.page.keyboard.press("Tab")
    focused = page.page.locator(":focus")
    assert focused.get_attribute("href").startswith("#")


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
def test_a_page_stays_within_its_bytes(visit, name):
    one = visit()
    path = path_of(one, name)
    session = one.context.new_cdp_session(one.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes = []
    session.on(
        "Network.loadingFinished",
        lambda event: sizes.append(event["encodedDataLength"]),
    )
    one.page.goto(path, wait_until="networkidle")
    assert 0 < sum(sizes) <= BYTES[name]
