"""The donor wall shows what was allowed and looked at, and betrays nobody's amount."""

from datetime import UTC, datetime

import pytest
from wagtail.models import Site

from donate.donors.wall import wall
from donate.models import DonatePage, Donation
from donate.services import donor_erase
from donate.services.consenting import Wishes, wishes_change
from donate.services.walling import wall_decide

from .. import factories

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 12, 3, 0, tzinfo=UTC)
ALL = {"show_name", "show_amount", "show_message"}


@pytest.fixture(autouse=True)
def live(settings):
    settings.DEBUG = False


@pytest.fixture
def donate_page(db):
    root = Site.objects.get(is_default_site=True).root_page
    page = root.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    page.save_revision().publish()
    return page


def give(name="Sari", consents=ALL, **facts):
    facts.setdefault("message", "Semangat")
    return factories.received(name=name, book_id="live", consents=consents, **facts)


def approve(*gifts):
    author = factories.user(f"m{next(factories.NUMBERS)}")
    ids = [gift.contact.pk for gift in gifts]
    return wall_decide(contact_ids=ids, decision=Donation.Wall.SHOWN, author=author)


def names():
    return {place.name for place in wall().places}


def wall_of(gift):
    return Donation.objects.get(pk=gift.pk).wall


def test_nothing_is_shown_before_somebody_looked(db):
    gift = give()
    assert gift.wall == "waiting"
    assert wall().places == []


def test_what_was_approved_is_shown(db):
    approve(give())
    (place,) = wall().places
    assert (place.name, place.message, str(place.amount)) == (
        "Sari",
        "Semangat",
        "Rp50.000",
    )


@pytest.mark.parametrize("consents", [set(), {"show_amount"}, {"newsletter"}])
def test_who_allows_neither_name_nor_message_is_only_counted(consents):
    assert give(consents=consents).wall == "off"
    assert wall().places == [] and wall().count == 1


def test_a_gift_that_came_without_the_form_is_counted_too():
    give()
    factories.gift(book="live")
    assert wall().count == 2


def test_only_what_was_allowed_is_shown(db):
    approve(give(consents={"show_amount", "show_message"}))
    (place,) = wall().places
    assert place.name == "" and place.message == "Semangat"


def test_an_unpaid_gift_is_not_for_the_wall(db):
    gift = factories.intent(name="Sari", book_id="live", consents=ALL)
    assert gift.wall == "off"


def test_a_gift_of_the_test_book_does_not_stand_among_real_ones(db):
    approve(factories.received(name="Uji", consents=ALL))
    assert wall().places == [] and wall().count == 0


def test_a_withdrawn_consent_disappears_at_once(db):
    gift = give()
    approve(gift)
    wishes_change(donation=gift, wishes=Wishes(name="Sari", message="Semangat"))
    assert wall().places == []


@pytest.mark.django_db(transaction=True)
def test_a_page_that_was_kept_forgets_it_at_once(client, donate_page):
    gift = give()
    approve(gift)
    assert "Sari" in client.get("/donasi/").content.decode()
    assert "Sari" in client.get("/donasi/").content.decode()
    wishes_change(donation=gift, wishes=Wishes(name="Sari"))
    assert "Sari" not in client.get("/donasi/").content.decode()


def test_new_words_wait_again(db):
    gift = give()
    approve(gift)
    wishes = Wishes("Sari", "", "Kata lain", frozenset(ALL))
    wishes_change(donation=gift, wishes=wishes)
    assert wall_of(gift) == "waiting"


def test_taking_a_part_back_leaves_the_rest_on_the_wall(db):
    gift = give()
    approve(gift)
    wishes = Wishes("Sari", "", "Semangat", frozenset({"show_name", "show_amount"}))
    wishes_change(donation=gift, wishes=wishes)
    (place,) = wall().places
    assert place.name == "Sari" and place.message == ""


def test_what_was_hidden_stays_hidden_without_new_words(db):
    gift = give()
    Donation.objects.update(wall="hidden")
    wishes = Wishes("Sari", "", "Semangat", frozenset({"show_name"}))
    wishes_change(donation=gift, wishes=wishes)
    assert wall_of(gift) == "hidden"


def test_who_was_erased_cannot_be_approved_any_more(db):
    gift = give()
    contact = gift.contact.pk
    donor_erase(donation=gift)
    author = factories.user("m")
    shown = Donation.Wall.SHOWN
    assert wall_decide(contact_ids=[contact], decision=shown, author=author) == 0


def test_a_gift_that_went_back_leaves_the_wall(db):
    approve(give())
    Donation.objects.update(refunded_minor=50_000_00)
    assert wall().places == [] and wall().count == 0


# Nobody's amount can be worked out


def test_a_lone_name_without_its_amount_waits(db):
    approve(give(consents={"show_name"}), give("Budi"))
    assert names() == {"Budi"}


def test_among_enough_others_of_its_month_it_stands(db):
    approve(give(consents={"show_name"}))
    factories.received(book_id="live"), factories.received(book_id="live")
    assert names() == {"Sari"}


def test_others_of_another_month_do_not_count(db):
    approve(give(consents={"show_name"}))
    for _gift in range(3):
        factories.received(book_id="live", at=JUNE)
    assert names() == set()


def test_the_order_tells_neither_time_nor_amount(db):
    gifts = [give(f"Nomor {n}", amount_minor=n * 10_000_00) for n in range(1, 9)]
    approve(*gifts)
    shown = [place.name for place in wall().places]
    by_id = sorted(gifts, key=lambda gift: gift.public_id)
    assert shown == [gift.contact.name for gift in by_id]


def test_it_costs_three_queries_however_many_stand_there(django_assert_num_queries):
    approve(*[give(f"N{n}", {"show_name"}) for n in range(5)])
    with django_assert_num_queries(3):
        assert len(wall().places) == 5


def test_names_are_no_markup(client, donate_page):
    approve(give("<script>x</script>"))
    text = client.get("/donasi/").content.decode()
    assert "&lt;script&gt;x" in text and "<script>x" not in text
