"""A donor's way through the form and the payment page, whatever is given."""

import re

from tests.servers import run_manage

from .steps import follow, is_at, wait_for

PAY = re.compile("^Bayar Rp")


def begin(page):
    """Open the form and choose Rp50.000."""
    page.goto("/donasi/")
    page.locator("input[name=choice]").nth(1).check()


def send(page):
    follow(page.locator("#give [type=submit]"))


def pay(page, button=PAY):
    """Press a button of the payment page, which leads back to the page of the gift."""
    follow(page.get_by_role("button", name=button))
    is_at(page, "/donasi/status/")


def settle(server):
    """Let the clock of the site look; fees come late, as at Stripe."""
    run_manage("donate_reconcile", environment=server.environment)


def wait_until_told(page, text, server):
    """The page of a gift says so, now or after the payment service was asked again."""

    def look_again():
        settle(server)
        page.reload()

    wait_for(lambda: text in page.inner_text("main"), look_again)
