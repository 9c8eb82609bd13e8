"""What a treasurer sees of gifts and payment events, and what not."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import NoReverseMatch, reverse

from donate.bank.candidates import short_code
from donate.models import Donation, DonorContact, ProviderEvent
from tests.donate import factories

from .desk import read as page_of

pytestmark = pytest.mark.django_db

GIFTS, EVENTS = "/admin/cash-book-gifts/", "/admin/cash-book-events/"
LISTS = pytest.mark.parametrize("address", [GIFTS, EVENTS])


def event(number=1, **fields):
    fields = {"type": "charge.updated", "object_id": "ch_1", "livemode": False} | fields
    return ProviderEvent.objects.create(
        provider="stripe", event_id=f"evt_{number}", **fields
    )


def read(client, address):
    return page_of(client.get(address))


def listed(client, address):
    return len(client.get(address).context["object_list"])


def test_a_gift_is_shown_with_its_state_and_that_it_needs_somebody(client, treasurer):
    gift = factories.donation(state="paid", problem="amount: cs_1 asks Rp1")
    page = read(client, GIFTS)
    for text in ("Rp50.000", "Received", "card or online", "needs attention", "test"):
        assert text in page
    for technical in ("cs_1", "asks", str(gift.public_id), "True"):
        assert technical not in page
    assert f"{GIFTS}{gift.pk}/" in page


@pytest.mark.parametrize("problem", Donation.Problem)
def test_what_does_not_fit_is_said_in_words(client, treasurer, problem):
    gift = factories.donation(problem=f"{problem}: cs_1 asks Rp1")
    page = read(client, f"{GIFTS}{gift.pk}/")
    assert str(problem.label) in page and "asks Rp1" not in page


def test_a_problem_without_a_name_is_said_in_words_too(client, treasurer):
    gift = factories.donation(problem="KeyError")
    page = read(client, f"{GIFTS}{gift.pk}/")
    assert str(Donation.Problem.UNBOOKED.label) in page and "KeyError" not in page


def test_the_page_of_a_gift_has_what_the_payment_service_calls_it(client, treasurer):
    gift = factories.donation()
    assert str(gift.public_id) in read(client, f"{GIFTS}{gift.pk}/")


def test_nothing_of_the_donor_is_shown(client, treasurer):
    gift = factories.donation()
    DonorContact.objects.create(
        donation=gift, name="Budi Santoso", email="budi@example.org", message="Salam"
    )
    for page in (read(client, GIFTS), read(client, f"{GIFTS}{gift.pk}/")):
        for secret in ("Budi", "budi@", "Salam", gift.token):
            assert secret not in page
    assert listed(client, f"{GIFTS}?q={gift.token}") == 0


def test_an_event_says_what_happened_and_hides_what_machines_call_it(client, treasurer):
    event(state="failed", error="APIConnectionError 503", attempts=6)
    page = read(client, EVENTS)
    for text in ("The fee became known", "Failed, will be tried again", "test"):
        assert text in page
    assert "needs attention" in page
    for technical in ("evt_1", "ch_1", "charge.updated", "503", "Livemode", "False"):
        assert technical not in page


def test_the_page_of_an_event_has_ids_and_reason(client, treasurer):
    told = event(state="failed", error="APIConnectionError 503", attempts=6)
    page = read(client, f"{EVENTS}{told.pk}/")
    for text in ("evt_1", "ch_1", "charge.updated", "APIConnectionError 503"):
        assert text in page
    assert "Ask whoever runs the server" in page


def test_an_event_that_may_still_mend_itself_needs_nobody(client, treasurer):
    told = event(state="failed", attempts=5)
    assert "· needs attention" not in read(client, EVENTS)
    assert "Ask whoever" not in read(client, f"{EVENTS}{told.pk}/")


def test_what_a_service_wrote_is_shown_as_text(client, treasurer):
    told = event(type="<script>alert(1)</script>", error="<b>")
    assert "Something that is not for us" in read(client, EVENTS)
    page = read(client, f"{EVENTS}{told.pk}/")
    assert "<script>alert" not in page and "&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3),
        ("attention=true", 1),
        ("attention=false", 2),
        ("state=booked", 1),
        ("book=live", 1),
        ("q=twice", 1),
    ],
)
def test_gifts_can_be_filtered_and_searched(client, treasurer, query, count):
    factories.donation(problem="twice: 2 payments")
    factories.donation(state="booked")
    factories.donation(book_id="live")
    assert listed(client, f"{GIFTS}?{query}") == count


def test_a_gift_is_found_by_the_name_the_service_knows_it_by(client, treasurer):
    gift, _other = factories.donation(), factories.donation()
    assert listed(client, f"{GIFTS}?q={gift.public_id}") == 1


@pytest.fixture
def asked_about(db):
    """A transfer of Rp50.000 with the code 518, and another gift beside it."""
    factories.donation(amount_minor=75_000_00)
    gift = factories.donation(method="bank_transfer", unique_code=518)
    DonorContact.objects.create(
        donation=gift, name="Siti Rahma", email="siti@example.org"
    )
    return gift


def test_the_list_shows_what_the_bank_will_show(client, treasurer, asked_about):
    page = client.get(GIFTS).content.decode()
    assert "Rp50.518" in page and "Rp50.000" not in page


@pytest.mark.parametrize(
    "words", ["50518", "50.518", "Rp50.000", "siti@EXAMPLE.org", "rahma"]
)
def test_a_gift_is_found_by_what_its_donor_can_tell(
    client, treasurer, asked_about, words
):
    found = client.get(GIFTS, {"q": words}).context["object_list"]
    assert list(found) == [asked_about]


def test_a_gift_is_found_by_its_short_reference(client, treasurer, asked_about):
    found = client.get(GIFTS, {"q": short_code(asked_about.public_id)})
    assert list(found.context["object_list"]) == [asked_about]


def test_who_may_not_see_donors_finds_none_by_name(client, editor, asked_about):
    editor.user_permissions.add(Permission.objects.get(codename="view_donation"))
    assert listed(client, f"{GIFTS}?q=50518") == 1
    assert listed(client, f"{GIFTS}?q=rahma") == 0


def test_the_page_of_a_transfer_has_what_its_donor_knows(
    client, treasurer, asked_about
):
    page = read(client, f"{GIFTS}{asked_about.pk}/")
    assert "Rp50.518" in page and short_code(asked_about.public_id) in page
    assert str(asked_about.public_id) not in page


def test_gifts_go_into_a_spreadsheet_without_their_donors(
    client, treasurer, asked_about
):
    answer = client.get(f"{GIFTS}?export=csv")
    rows = b"".join(answer.streaming_content).decode()
    assert "50518" in rows and str(asked_about.public_id) in rows
    assert "Rahma" not in rows and "siti@" not in rows


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 2),
        ("state=failed", 1),
        ("q=evt_2", 1),
        ("attention=true", 1),
        ("attention=false", 1),
        ("book=live", 1),
        ("book=test", 1),
    ],
)
def test_events_can_be_filtered_and_searched(client, treasurer, query, count):
    event(1, state="failed", attempts=6)
    event(2, livemode=True)
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
def test_others_see_nothing_of_it(client, editor, address):
    rows = {"/admin/cash-book-events/": event(), "gifts": factories.donation()}
    row = rows.get(address, rows["gifts"])
    for page in (address, f"{address}{row.pk}/"):
        assert client.get(page).url == "/admin/"
    assert address not in read(client, "/admin/")


@LISTS
def test_a_stranger_is_sent_to_the_login(client, address):
    assert "/admin/login/" in client.get(address).url


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
@pytest.mark.parametrize("view", ["add", "edit", "delete", "copy"])
def test_there_is_no_address_for_doing_anything(name, view):
    with pytest.raises(NoReverseMatch):
        reverse(f"prakerja_donate_{name}:{view}", args=[1])
