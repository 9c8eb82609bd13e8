"""What the treasurer meets first: where the books stand and what waits."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from donate.ledger.verifying import verify_and_record
from donate.models import DonatePage, JournalEntry, ProviderEvent, TransparencyPage
from donate.testing import triggers_lifted
from tests.donate import factories

from .desk import INDEX, NEW, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def start(client):
    return lambda: read(client.get("/admin/"))


def test_this_months_income_and_costs_stand_there(treasurer, start):
    factories.entry(500_00, book="live", occurred_at=timezone.now())
    factories.cost(200_00, book="live", occurred_at=timezone.now())
    page = start()
    assert "Rp500" in page and "Rp200" in page


def test_last_months_do_not(treasurer, start):
    before = timezone.now() - timedelta(days=32)
    factories.entry(777_00, book="live", occurred_at=before)
    page = start()
    assert "Rp777" not in page and "Rp0" in page


def test_the_book_is_named(treasurer, start, settings):
    assert "Live book" in start()
    settings.DEBUG = True
    assert "Test book" in start()


def test_the_buttons_lead_to_the_forms(treasurer, start):
    page = start()
    assert f'href="{NEW}?for=income"' in page and f'href="{NEW}?for=cost"' in page


def test_the_public_page_is_one_click_away(treasurer, start):
    root = Page.get_first_root_node()
    site = root.add_child(instance=Page(title="Situs", slug="situs-uji"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": site}
    )
    donate = site.add_child(instance=DonatePage(title="Donasi", slug="donasi-uji"))
    public = TransparencyPage(title="Transparansi", slug="transparansi")
    donate.add_child(instance=public)
    assert f'href="{public.url}"' in start()
    public.unpublish()
    assert "Transparency page" not in start()


# What needs somebody


def failed_event(attempts=6, number=1, livemode=True):
    return ProviderEvent.objects.create(
        provider="stripe",
        livemode=livemode,
        event_id=f"evt_{number}",
        state="failed",
        attempts=attempts,
    )


def test_where_all_is_well_it_says_so(treasurer, start):
    factories.donation(book_id="live", state="booked")
    failed_event(attempts=5)
    assert "Nothing needs you at the moment." in start()


def test_what_waits_is_counted_and_linked(treasurer, start):
    factories.donation(book_id="live", problem="twice: 2 payments")
    for _ in range(2):
        yesterday = timezone.now() - timedelta(hours=25)
        factories.donation(book_id="live", state="paid", paid_at=yesterday)
    failed_event()
    page = start()
    assert "1 gift needs a person" in page
    assert 'href="/admin/cash-book-gifts/?attention=true&amp;book=live"' in page
    assert "2 gifts arrived more than a day ago and are not booked" in page
    assert 'href="/admin/cash-book-gifts/?state=paid&amp;book=live"' in page
    assert "1 message of a payment service could not be dealt with" in page
    assert 'href="/admin/cash-book-events/?book=live"' in page
    assert "Nothing needs you" not in page


def test_what_waits_in_the_other_book_does_not_count(treasurer, start):
    factories.donation(book_id="test", problem="twice: 2 payments", state="paid")
    failed_event(livemode=False)
    assert "Nothing needs you at the moment." in start()


# When the books were checked


def test_books_never_checked_are_said_to_be_so(treasurer, start):
    factories.entry(book="live")
    assert "The books have not been checked yet." in start()


def test_a_check_that_found_nothing_is_told(treasurer, start):
    factories.entry(book="live")
    verify_and_record()
    assert "1 entry, unchanged since it was booked." in start()


def test_a_check_that_found_something_is_told(treasurer, start):
    factories.entry(book="live")
    with triggers_lifted():
        JournalEntry.objects.update(kind="fee")
        verify_and_record()
    page = start()
    assert "found" in page and "donate_verify" in page


# Who sees it


def test_an_editor_sees_nothing_of_it(editor, start):
    factories.entry(500_00, book="live", occurred_at=timezone.now())
    page = start()
    assert "Rp500" not in page and NEW not in page


def test_who_may_only_look_has_no_buttons(editor, start):
    editor.user_permissions.add(Permission.objects.get(codename="view_journalentry"))
    factories.donation(book_id="live", problem="twice: 2 payments")
    page = start()
    assert INDEX in page and NEW not in page and "cash-book-gifts" not in page


def test_it_takes_few_queries(treasurer, editor, client):
    """Compared with the start page of somebody who sees none of it."""

    def count():
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        return len(queries)

    for _ in range(5):
        factories.entry(book="live")
        factories.donation(book_id="live", state="paid")
    without = count()
    client.force_login(treasurer)
    assert count() <= without + 8
