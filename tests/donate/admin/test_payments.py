"""What a treasurer sees of gifts and payment events, and what not."""

import pytest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.users.models import UserProfile

from donate.models import Donation, DonorContact, ProviderEvent
from donate.setup import ensure_accounts, ensure_treasurers
from tests.donate import factories

pytestmark = pytest.mark.django_db

GIFTS, EVENTS = "/admin/cash-book-gifts/", "/admin/cash-book-events/"
LISTS = pytest.mark.parametrize("address", [GIFTS, EVENTS])


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def log_in(client, person):
    UserProfile.objects.create(user=person, preferred_language="en")
    client.force_login(person)


@pytest.fixture
def treasurer(client):
    ensure_accounts()
    person = factories.user()
    person.groups.add(ensure_treasurers())
    log_in(client, person)


@pytest.fixture
def superuser(client):
    log_in(client, factories.user("admin", is_superuser=True, is_staff=True))


def event(number=1, **fields):
    fields = {"type": "charge.updated", "object_id": "ch_1", **fields}
    return ProviderEvent.objects.create(
        provider="stripe", livemode=False, event_id=f"evt_{number}", **fields
    )


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(client, address):
    return len(client.get(address).context["object_list"])


def test_a_gift_is_shown_with_what_hinders_it(client, treasurer):
    gift = factories.donation(state="paid", problem="cs_1 asks Rp1, not Rp50.000")
    page = read(client, GIFTS)
    for text in ("Rp50.000", "received", "card or online", gift.problem, "test"):
        assert text in page
    assert str(gift.public_id) in page


def test_nothing_of_the_donor_is_shown(client, treasurer):
    gift = factories.donation()
    DonorContact.objects.create(
        donation=gift, name="Budi Santoso", email="budi@example.org", message="Salam"
    )
    page = read(client, GIFTS)
    for secret in ("Budi", "budi@", "Salam", gift.token):
        assert secret not in page
    for secret in ("Budi", gift.token):
        assert listed(client, f"{GIFTS}?q={secret}") == 0


def test_a_failed_event_is_shown_with_its_error(client, treasurer):
    event(state="failed", error="APIConnectionError 503", attempts=3)
    page = read(client, EVENTS)
    for text in ("evt_1", "ch_1", "charge.updated", "APIConnectionError 503"):
        assert text in page
    assert "failed, will be tried again" in page


def test_what_a_service_wrote_is_shown_as_text(client, treasurer):
    event(type="<script>alert(1)</script>", error="<b>")
    page = read(client, EVENTS)
    assert "<script>alert" not in page and "&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("stuck=true", 1),
        ("stuck=false", 2),
        ("state=booked", 1),
        ("book=live", 1),
        ("q=paid more than once", 1),
    ],
)
def test_gifts_can_be_filtered_and_searched(client, treasurer, query, count):
    factories.donation(problem="paid more than once")
    factories.donation(state="booked")
    factories.donation(book_id="live")
    assert listed(client, f"{GIFTS}?{query}") == count


def test_a_gift_is_found_by_the_name_the_service_knows_it_by(client, treasurer):
    gift, _other = factories.donation(), factories.donation()
    assert listed(client, f"{GIFTS}?q={gift.public_id}") == 1


@pytest.mark.parametrize(
    ("query", "count"), [("", 2), ("state=failed", 1), ("q=evt_2", 1)]
)
def test_events_can_be_filtered_and_searched(client, treasurer, query, count):
    event(1, state="failed")
    event(2)
    assert listed(client, f"{EVENTS}?{query}") == count


@LISTS
def test_a_list_takes_the_same_queries_however_long(
    client, treasurer, django_assert_max_num_queries, address
):
    client.get(address)
    for number in range(15):
        factories.donation()
        event(number)
    with django_assert_max_num_queries(25):
        client.get(address)


@LISTS
def test_it_is_in_the_treasurers_menu(client, treasurer, address):
    assert address in read(client, "/admin/")


@LISTS
def test_others_see_nothing_of_it(client, address):
    assert "/admin/login/" in client.get(address).url
    person = factories.user("penyunting")
    person.user_permissions.add(*ensure_treasurers().permissions.filter(
        codename="access_admin"
    ))  # fmt: skip
    log_in(client, person)
    assert client.get(address).url == "/admin/"
    assert address not in read(client, "/admin/")


@LISTS
def test_not_even_a_superuser_changes_anything(client, superuser, address):
    gift = factories.donation()
    event()
    page = read(client, address)
    for doing in ("new", f"edit/{gift.pk}", f"delete/{gift.pk}", "multiple/delete"):
        assert f"{address}{doing}/" not in page
        assert client.post(f"{address}{doing}/").status_code == 404
    assert Donation.objects.exists() and ProviderEvent.objects.exists()


@pytest.mark.parametrize("name", ["donations", "events"])
@pytest.mark.parametrize("view", ["add", "edit", "delete", "inspect", "copy"])
def test_there_is_no_address_for_doing_anything(name, view):
    with pytest.raises(NoReverseMatch):
        reverse(f"prakerja_donate_{name}:{view}", args=[1])
