"""Sponsors and advertisements at the treasurer's screens."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donate.ledger.posting import entry_reverse
from donate.models import JournalEntry, Sponsor, SponsorDay, SponsorPayment, SponsorSlot
from donate.setup import allow_advertising
from donate.sponsors.showing import today
from tests.donate.sponsors import factories

from .desk import NEW, errors, inspect, read, record, typed

pytestmark = pytest.mark.django_db
SLOTS = "/admin/advertisements/"
SPONSORS = "/admin/sponsors/"


def filled(**fields):
    return {
        "sponsor": fields.pop("sponsor", None) or factories.sponsor().pk,
        "text": "Beras murah",
        "link": "https://toko.example/",
        "place": "home",
        "starts_on": today(),
        "ends_on": today() + timedelta(days=30),
        "price": "1.500.000",
        "active": "on",
        **fields,
    }


def look(client, slot):
    return read(client.get(f"{SLOTS}inspect/{slot.pk}/"))


def pay(client, slot, amount="500rb", **options):
    form = typed(purpose="ad_income:sponsor", amount=amount, slot=slot.pk)
    return record(client, form, **options)


def test_an_advertisement_is_kept_with_its_price_in_minor_units(client, treasurer):
    response = client.post(f"{SLOTS}new/", filled())
    slot = SponsorSlot.objects.get()
    assert (slot.price_minor, slot.currency) == (1_500_000_00, "IDR")
    assert response.url == f"{SLOTS}inspect/{slot.pk}/"


def test_the_form_has_wagtails_chooser_of_pictures_and_not_a_list_of_all(
    client, treasurer
):
    factories.picture()
    html = read(client.get(f"{SLOTS}new/"))
    assert '<select name="image"' not in html
    assert "data-chooser-url" in html


def test_an_empty_price_is_free_of_charge(client, treasurer):
    client.post(f"{SLOTS}new/", filled(price=""))
    assert "Free of charge" in look(client, SponsorSlot.objects.get())


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("price", "1,5", "more than one way"),
        ("link", "http://toko.example/", "valid URL"),
        ("link", "javascript:alert(1)", "valid URL"),
        ("ends_on", "2020-01-01", None),
        ("place", "footer", "valid choice"),
        ("text", "", "required"),
        ("text", "x" * 141, "at most 140"),
    ],
)
def test_what_cannot_run_is_said_at_its_field(client, treasurer, field, value, message):
    found = errors(client.post(f"{SLOTS}new/", filled(**{field: value})))
    assert (message or "last day comes before") in str(found)
    assert not SponsorSlot.objects.exists()


def test_a_picture_too_heavy_for_phones_is_refused(client, superuser, settings):
    settings.PRAKERJA_DONATE = {"SPONSOR_IMAGE_BYTES": 2_000}
    image = factories.picture(noise=True)
    found = errors(client.post(f"{SLOTS}new/", filled(image=image.pk)))
    assert "too heavy for small phones" in str(found["image"])


def test_others_in_the_same_place_and_time_are_named(client, treasurer):
    factories.slot(sponsor=factories.sponsor("Warung Bu Sari"))
    response = client.post(f"{SLOTS}new/", filled(), follow=True)
    assert "they take turns: Warung Bu Sari" in read(response)


def test_alone_in_its_place_there_is_no_warning(client, treasurer):
    factories.slot("schedule")
    response = client.post(f"{SLOTS}new/", filled(), follow=True)
    assert "take turns" not in read(response)


def test_the_page_shows_figures_price_and_a_preview(client, treasurer):
    slot = factories.slot(price_minor=900_000_00)
    SponsorDay.objects.create(slot=slot, day=today(), views=12_345, clicks=6)
    html = look(client, slot)
    assert "12,345" in html
    assert "Rp900.000 unpaid" in html
    assert f'src="{SLOTS}{slot.pk}/preview/"' in html


def test_the_preview_looks_like_the_site_and_counts_nothing(client, treasurer):
    slot = factories.slot(begins=5, ends=9)
    html = read(client.get(f"{SLOTS}{slot.pk}/preview/"))
    assert "Beras murah di Toko Maju" in html
    assert f'href="{slot.link}"' in html
    assert "data-sponsor-seen" not in html


def test_income_that_names_its_advertisement_counts_as_its_payment(client, treasurer):
    slot = factories.slot(price_minor=500_000_00)
    response = pay(client, slot)
    entry = JournalEntry.objects.get()
    assert response.status_code == 302
    assert (entry.public_memo, entry.sponsor_payment.slot) == ("sponsor", slot)
    assert "Rp500.000 paid" in look(client, slot)
    assert f"{SLOTS}inspect/{slot.pk}/" in read(client.get(inspect(entry)))


def test_a_part_says_how_much_is_left(client, treasurer):
    slot = factories.slot(price_minor=500_000_00)
    pay(client, slot, "200rb")
    assert "Rp200.000 of Rp500.000 paid" in look(client, slot)


def test_the_second_look_names_the_advertisement(client, treasurer):
    slot = factories.slot()
    form = typed(purpose="ad_income:sponsor", slot=slot.pk)
    assert "Toko Maju · home page" in read(client.post(NEW, form))


def test_the_same_form_sent_twice_pays_once(client, treasurer):
    slot = factories.slot()
    form = typed(purpose="ad_income:sponsor", slot=slot.pk)
    record(client, form)
    record(client, form)
    assert SponsorPayment.objects.count() == 1


def test_other_income_cannot_pay_for_an_advertisement(client, treasurer):
    slot = factories.slot()
    response = client.post(NEW, typed(slot=slot.pk))
    assert "Only income from a sponsor" in str(errors(response)["slot"])


def test_without_advertisements_the_form_does_not_ask(client, treasurer):
    assert "Which advertisement" not in read(client.get(NEW))
    factories.slot()
    assert "Which advertisement" in read(client.get(NEW))
    assert "Which advertisement" not in read(client.get(f"{NEW}?for=cost"))


def test_what_was_undone_is_unpaid_again_and_can_be_recorded_again(client, treasurer):
    slot = factories.slot(price_minor=500_000_00)
    pay(client, slot)
    entry = JournalEntry.objects.get()
    entry_reverse(entry=entry, note_text="salah", author=treasurer)
    assert "Rp500.000 unpaid" in look(client, slot)
    again = client.get(f"/admin/cash-book/{entry.pk}/again/")
    assert f'<option value="{slot.pk}" selected>' in read(again)


def test_the_list_costs_the_same_with_many(client, treasurer):
    counts = []
    for _round in range(3):
        for _number in range(4):
            factories.slot(price_minor=100_00)
        with CaptureQueriesContext(connection) as queries:
            assert "Rp100 unpaid" in read(client.get(SLOTS))
        counts.append(len(queries))
    assert counts[1] == counts[2]


def test_the_sponsors_page_gives_the_private_link(client, treasurer):
    slot = factories.slot()
    html = read(client.get(f"{SPONSORS}inspect/{slot.sponsor.pk}/"))
    assert f"http://testserver{slot.sponsor.get_absolute_url()}" in html


def test_a_new_link_makes_the_old_one_useless(client, treasurer):
    sponsor = factories.sponsor()
    old = sponsor.get_absolute_url()
    client.post(f"{SPONSORS}edit/{sponsor.pk}/", {"name": "Toko Maju", "renew": "on"})
    assert client.get(old).status_code == 404
    assert client.get(Sponsor.objects.get().get_absolute_url()).status_code == 200


def test_nobody_deletes_what_figures_and_payments_hang_on(client, superuser):
    slot = factories.slot()
    client.post(f"{SLOTS}delete/{slot.pk}/")
    client.post(f"{SPONSORS}delete/{slot.sponsor.pk}/")
    assert SponsorSlot.objects.exists()


def test_moderators_look_after_advertisements_and_not_the_books(client, editor):
    group = Group.objects.create(name="Iklan")
    allow_advertising(group)
    editor.groups.add(group)
    assert client.get(SLOTS).status_code == 200
    assert client.get("/admin/cash-book/").status_code == 302


def test_others_see_no_advertising(client, editor):
    slot = factories.slot()
    for url in (SLOTS, SPONSORS, f"{SLOTS}{slot.pk}/preview/", f"{SLOTS}new/"):
        assert client.get(url).status_code == 302
