"""Donors in the admin: the wall is decided, the newsletter's readers are exported."""

import csv
import io

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, Site

from donate.donors.newsletter import stop_path
from donate.models import Donation, DonorConsent, Organisation
from tests.donate import factories

from .desk import read

WALL = "/admin/donor-wall/"
READERS = "/admin/newsletter-readers/"


def give(name="Sari", **facts):
    facts.setdefault("consents", {"show_name"})
    return factories.received(name=name, **facts)


def decide(client, do, *gifts):
    chosen = [gift.contact.pk for gift in gifts]
    return client.post(WALL, {"do": do, "donor": chosen}, follow=True)


def states():
    return list(Donation.objects.order_by("pk").values_list("wall", flat=True))


def test_what_came_first_stands_first(client, treasurer):
    give("Ani"), give("Budi")
    text = read(client.get(WALL))
    assert text.index("Ani") < text.index("Budi")


def test_several_are_shown_at_once_and_it_is_in_the_log(client, treasurer):
    gifts = [give("Ani"), give("Budi"), give("Citra")]
    read(decide(client, "show", *gifts[:2]))
    assert states() == ["shown", "shown", "waiting"]
    entries = ModelLogEntry.objects.filter(action="prakerja_donate.wall.show")
    assert [entry.user for entry in entries] == [treasurer, treasurer]


def test_what_is_shown_can_be_hidden_again(client, treasurer):
    gift = give()
    decide(client, "show", gift)
    assert "Sari" in read(client.get(f"{WALL}?wall=shown"))
    decide(client, "hide", gift)
    assert states() == ["hidden"]


def test_without_a_tick_it_says_what_to_do(client, treasurer):
    give()
    assert "Tick at least one of them first." in read(decide(client, "show"))
    assert states() == ["waiting"]


@pytest.mark.parametrize("donor", ["x", "9" * 30, "-1"])
def test_nonsense_changes_nothing(client, treasurer, donor):
    give()
    answer = client.post(WALL, {"do": "show", "donor": donor}, follow=True)
    assert answer.status_code == 200
    assert states() == ["waiting"]


def test_only_what_the_donor_allowed_can_be_read_there(client, treasurer):
    give(email="sari@example.org", message="Rahasia")
    text = read(client.get(WALL))
    assert "Sari" in text
    assert "Rahasia" not in text and "sari@example.org" not in text


@pytest.mark.parametrize("path", [WALL, READERS])
def test_an_editor_without_the_right_sees_nothing(client, editor, path):
    give()
    assert client.get(path).status_code == 302


def test_nobody_edits_or_deletes_there(client, superuser):
    gift = give()
    for part in (f"edit/{gift.contact.pk}/", f"delete/{gift.contact.pk}/", "new/"):
        assert client.get(f"{WALL}{part}").status_code == 404


def test_the_readers_are_exported_with_their_evidence(client, treasurer):
    give(consents={"newsletter"}, email="sari@example.org")
    give("Budi", email="budi@example.org")
    rows = exported(client)
    assert [row["E-mail"] for row in rows] == ["sari@example.org"]
    assert rows[0]["Wording"] == "2026-11/en"
    assert "/donasi/berhenti/" in rows[0]["Link that stops it"]


def exported(client):
    answer = client.get(f"{READERS}?export=csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_name_that_is_a_formula_is_text_in_the_export(client, treasurer):
    give("=HYPERLINK(1)", consents={"newsletter"}, email="sari@example.org")
    assert exported(client)[0]["Name"] == "'=HYPERLINK(1)"


def test_the_key_to_the_private_page_is_nowhere(client, treasurer):
    gift = give(consents={"newsletter"}, email="sari@example.org")
    assert gift.token not in read(client.get(READERS)) + str(exported(client))


def test_the_link_stops_the_newsletter_after_one_press(client, db):
    gift = give(consents={"newsletter", "show_name"}, email="sari@example.org")
    path = stop_path(DonorConsent.objects.get(purpose="newsletter"))
    assert DonorConsent.objects.open().count() == 2
    read(client.get(path))
    assert DonorConsent.objects.open().count() == 2
    assert client.post(path).status_code == 303
    assert [consent.purpose for consent in DonorConsent.objects.open()] == ["show_name"]
    assert gift.contact.consents.count() == 2


@pytest.mark.parametrize("key", ["x", "a:b:c", "%00"])
def test_a_link_that_is_none_of_ours_leads_nowhere(client, db, key):
    assert client.get(f"/donasi/berhenti/{key}/").status_code == 404


def organisation_path():
    site = Site.objects.get(is_default_site=True)
    return reverse(
        "wagtailsettings:edit", args=["prakerja_donate", "organisation", site.pk]
    )


def test_the_organisation_is_a_setting_the_treasurer_fills_in(client, treasurer):
    typed = {"name": "Yayasan Uji", "permit_from": "2026-05-01"}
    client.post(organisation_path(), typed)
    assert Organisation.known().name == "Yayasan Uji"


def test_a_permit_that_ends_before_it_begins_is_refused(client, treasurer):
    typed = {"permit_from": "2026-05-01", "permit_until": "2026-04-01"}
    answer = client.post(organisation_path(), typed)
    assert "The permit would end before it begins." in read(answer)
