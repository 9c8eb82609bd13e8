"""The donor's private page tells the truth, and to nobody else."""

import pytest

from donate.models import DonatePage, Donation


def text(answer):
    return answer.content.decode()


def test_the_page_is_private_to_caches_searches_and_other_sites(donor):
    answer = donor.look(donor.give())
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies


def test_a_wrong_address_shows_nothing(donor):
    donor.give()
    assert donor.client.get("/donasi/status/wrong/").status_code == 404
    assert donor.client.post("/donasi/status/wrong/bayar/").status_code == 404


def test_before_paying_it_offers_to_pay(donor):
    donation = donor.give()
    answer = donor.look(donation)
    assert f'action="{donation.get_pay_url()}"' in text(answer)
    assert "pk-thanks" not in text(answer)


def test_coming_back_without_paying_is_told_apart(donor):
    donor.give()
    back = donor.pay("cancel")
    answer = donor.client.get(back.removeprefix("http://testserver"))
    assert answer.context["cancelled"]
    assert "pk-thanks" not in text(answer)


def test_after_paying_it_thanks_with_the_editors_words(donor, page):
    DonatePage.objects.update(thanks="<p>Sampai jumpa di kelas.</p>")
    donation = donor.give()
    donor.pay()
    answer = donor.look(donation)
    assert donation.state == Donation.State.PAID
    assert "Sampai jumpa di kelas." in text(answer)
    assert "<form" not in text(answer).partition("<main")[2].partition("</main")[0]


@pytest.mark.parametrize("state", ["pending", "failed", "expired"])
def test_every_state_has_words_of_its_own(donor, state):
    donation = donor.give()
    unpaid = text(donor.look(donation))
    Donation.objects.update(state=state)
    donor.sandbox.faults.down = True
    assert text(donor.look(donation)).partition("<h1>")[2] not in unpaid


def test_a_gift_in_doubt_asks_for_no_second_payment(donor):
    donation = donor.give()
    donor.pay()
    donor.sandbox.sessions()[0]["amount_total"] = 1
    answer = donor.look(donation)
    assert answer.context["in_doubt"]
    assert donation.get_pay_url() not in text(answer)


def test_if_the_service_is_down_the_page_says_so_and_shows_what_it_knows(donor):
    donation = donor.give()
    donor.sandbox.faults.down = True
    answer = donor.look(donation)
    assert answer.status_code == 200
    assert 'role="alert"' in text(answer)


def test_looking_again_and_again_does_not_ask_the_service_each_time(donor):
    donation = donor.give()
    donor.look(donation)
    asked = donation.checked_at
    for _ in range(25):
        donor.look(donation)
    latest = donation.checked_at
    donor.look(donation)
    assert asked < latest == donation.checked_at


def test_a_booked_gift_is_shown_without_asking(donor):
    donation = donor.give()
    donor.pay()
    donor.sandbox.release_fees()
    donor.look(donation)
    asked = donation.checked_at
    answer = donor.look(donation)
    assert donation.checked_at == asked
    assert "pk-thanks" in text(answer)


# Paying from the private page


def test_an_open_payment_page_is_used_again(donor):
    donation = donor.give()
    answer = donor.client.post(donation.get_pay_url())
    assert answer.status_code == 303
    assert answer.headers["Location"] == donor.sandbox.sessions()[0]["url"]
    assert len(donor.sandbox.sessions()) == 1


def test_after_a_closed_page_a_new_attempt_is_begun(donor):
    donation = donor.give()
    donor.sandbox.sessions()[0]["expires_at"] = 1
    answer = donor.client.post(donation.get_pay_url())
    donation.refresh_from_db()
    assert (donation.attempt, donation.state) == (2, Donation.State.CREATED)
    assert answer.headers["Location"] == donor.sandbox.sessions()[0]["url"]
    donor.pay()
    assert "pk-thanks" in text(donor.look(donation))


def test_a_paid_gift_cannot_be_paid_again(donor):
    donation = donor.give()
    donor.pay()
    answer = donor.client.post(donation.get_pay_url())
    assert answer.headers["Location"] == donation.get_absolute_url()
    assert len(donor.sandbox.sessions()) == 1


def test_if_the_service_is_down_paying_again_says_so(donor):
    donation = donor.give()
    donor.sandbox.faults.down = True
    answer = donor.client.post(donation.get_pay_url())
    assert answer.status_code == 503
    assert 'role="alert"' in text(answer)


def test_paying_again_counts_as_an_attempt(donor, keys):
    donation = donor.give()
    keys(LIMIT_ADDRESS=(1, 3600))
    answer = donor.client.post(donation.get_pay_url())
    assert answer.status_code == 429
    assert "Retry-After" in answer.headers


def test_paying_needs_no_cookie_but_a_post(donor):
    donation = donor.give()
    donor.client.handler.enforce_csrf_checks = True
    assert donor.client.post(donation.get_pay_url()).status_code == 303
    assert donor.client.get(donation.get_pay_url()).status_code == 405
