"""What a sponsor reads under the private link."""

from datetime import date

import pytest

from donate.models import SponsorDay

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot():
    slot = factories.slot()
    for day, views, clicks in ((11, 40, 2), (12, 60, 3)):
        SponsorDay.objects.create(
            slot=slot, day=date(2026, 5, day), views=views, clicks=clicks
        )
    return slot


def test_the_link_opens_without_signing_in_and_shows_days_and_sums(client, slot):
    html = client.get(slot.sponsor.get_absolute_url()).content.decode()
    assert "11 Mei 2026" in html
    assert '<td class="pk-number">100</td><td class="pk-number">5</td>' in html


def test_what_it_brought_comes_first_and_what_it_means_last(client, slot):
    html = client.get(slot.sponsor.get_absolute_url()).content.decode()
    sums = "<dd>100</dd></div>", "<dd>5</dd></div>", "<dd>5,0</dd></div>"
    places = [html.index(text) for text in (*sums, "<table", "pk-fold")]
    assert places == sorted(places)


def test_an_advertisement_nobody_saw_has_no_rate(client):
    html = client.get(factories.slot().sponsor.get_absolute_url()).content.decode()
    assert "<dd>0</dd>" in html
    assert "100 kali" not in html


def test_it_stays_out_of_caches_search_engines_and_other_sites(client, slot):
    response = client.get(slot.sponsor.get_absolute_url())
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_it_tells_nothing_of_contacts_prices_or_other_sponsors(client, slot):
    slot.sponsor.contact = "Bu Sari 0812"
    slot.sponsor.save()
    factories.slot(text="Milik orang lain", sponsor=factories.sponsor("Toko Lain"))
    html = client.get(slot.sponsor.get_absolute_url()).content.decode()
    assert "Bu Sari" not in html
    assert "Milik orang lain" not in html


@pytest.mark.parametrize("token", ["x", "1", "%00", "a" * 500])
def test_a_guessed_link_is_not_found(client, slot, token):
    assert client.get(f"/iklan/laporan/{token}/").status_code == 404
    assert client.get(f"/iklan/laporan/{token}/iklan.csv").status_code == 404


def test_the_csv_has_a_row_for_each_day(client, slot):
    response = client.get(f"{slot.sponsor.get_absolute_url()}iklan.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert response.content.decode().splitlines() == [
        "Iklan,Tempat,Tanggal,Dilihat,Diklik",
        f"{slot.pk},beranda,2026-05-11,40,2",
        f"{slot.pk},beranda,2026-05-12,60,3",
    ]


def test_a_sponsor_without_figures_reads_that_there_are_none(client):
    slot = factories.slot()
    html = client.get(slot.sponsor.get_absolute_url()).content.decode()
    assert "Belum ada yang terhitung" in html


def test_each_link_is_of_its_own_and_long():
    tokens = {factories.sponsor().token for _number in range(3)}
    assert len(tokens) == 3
    assert min(map(len, tokens)) >= 32
