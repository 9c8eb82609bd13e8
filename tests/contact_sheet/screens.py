"""The treasurer's screens in the order of their sheet: whose, where, and what is done.

A path of None stands for an address that ``treasurer`` makes.
"""

from tests.screenshots.people import PASSWORD

from .bankfile import WHOLE
from .sheet import HEIGHT

# Width and theme of each shot of a screen.
LOOKS = ((1280, "light"), (1280, "dark"), (360, "light"))
TREASURER, APPROVER = "bendahara", "penyetuju"


def fill_in(page):
    """A cost as it is typed, and then the second look."""
    page.select_option("#id_purpose", "expenses:hosting")
    page.fill("#id_day", "2026-11-21")
    page.fill("#id_amount", "780.000")
    page.fill("#id_text", "Server November, PT Awan Contoh")
    go_on(page)


def upload(page):
    file = {"name": "mutasi.csv", "mimeType": "text/csv", "buffer": WHOLE}
    page.set_input_files("[name=file]", file)
    go_on(page)


def go_on(page):
    page.keyboard.press("Escape")  # a calendar may be open
    with page.expect_navigation(wait_until="networkidle"):
        page.locator("main form footer button[type=submit]").first.click()


SCREENS = {
    "Start": (TREASURER, "/admin/", None),
    "Cash health": (TREASURER, "/admin/cash-book-health/", None),
    "Cash book": (TREASURER, "/admin/cash-book/", None),
    "Record a cost": (TREASURER, "/admin/cash-book/new/?for=cost", None),
    "Second look": (TREASURER, "/admin/cash-book/new/?for=cost", fill_in),
    "Entry": (TREASURER, None, None),
    "Entries to approve": (APPROVER, "/admin/cash-book-approvals/", None),
    "To approve": (APPROVER, None, None),
    "Bank statements": (TREASURER, "/admin/cash-book-bank/", None),
    "Bank movement": (TREASURER, None, None),
    "Statement before it is imported": (
        TREASURER,
        "/admin/cash-book-bank-files/new/",
        upload,
    ),
    "Gift with a refund": (TREASURER, None, None),
    "Refund": (TREASURER, None, None),
    "Advertising network": (TREASURER, "/admin/advertising-network/", None),
    "Import of payments": (TREASURER, "/admin/advertising-network/new/", None),
    "Invoice on paper": (TREASURER, None, None),
    "Months": (TREASURER, "/admin/cash-book-months/", None),
    "Month to close": (TREASURER, "/admin/cash-book-months/2026/10/", None),
    "Month to sign": (APPROVER, None, None),
    "Statement on paper": (APPROVER, None, None),
}


class Desks:
    """One browser window for each person and look."""

    def __init__(self, browser, url, width, theme):
        self.context = {
            "base_url": url,
            "viewport": {"width": width, "height": HEIGHT},
            "locale": "id",
            "color_scheme": theme,
            "reduced_motion": "reduce",
        }
        self.browser, self.pages = browser, {}

    def of(self, name):
        if name not in self.pages:
            self.pages[name] = self.signed_in(name)
        return self.pages[name]

    def signed_in(self, name):
        page = self.browser.new_context(**self.context).new_page()
        page.goto("/admin/login/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")
        return page

    def close(self):
        for page in self.pages.values():
            page.context.close()


def screen(desks, name, addresses):
    """Open a screen and do what there is to be done; return its window."""
    who, path, act = SCREENS[name]
    page = desks.of(who)
    page.goto(path or addresses[name], wait_until="networkidle")
    if act is not None:
        act(page)
    return page
