"""The form, from the amount to the payment page."""

import logging

import pytest
from django.utils.log import AdminEmailHandler

from donate.models import (
    Donation,
    DonorConsent,
    DonorContact,
    JournalEntry,
    PresetAmount,
    RateBucket,
)

from .donor import started


def total(account):
    lines = JournalEntry.objects.get().lines.filter(account__code=account)
    return sum(line.amount_minor for line in lines)


def text(answer):
    return answer.content.decode()


def test_a_gift_of_50000_ends_on_a_thank_you_and_in_the_books(donor):
    donation = donor.give()
    target = donor.pay()
    donor.sandbox.release_fees()
    answer = donor.client.get(target.removeprefix("http://testserver"))
    donation.refresh_from_db()
    assert "pk-thanks" in text(answer)
    assert donation.state == Donation.State.BOOKED
    assert total("income:donations") == -50_000_00
    assert total("expenses:fees") == 3_829_50
    assert total("assets:stripe:idr") == 50_000_00 - 3_829_50


def test_the_payment_service_is_asked_for_exactly_what_was_chosen(donor):
    donation = donor.give(choice="own", own="75rb")
    session = donor.sandbox.sessions()[0]
    assert (session["amount_total"], session["currency"]) == (75_000_00, "idr")
    assert session["client_reference_id"] == str(donation.public_id)
    assert session["locale"] == "id"
    assert session["success_url"].endswith(donation.get_absolute_url())


def test_who_types_nothing_leaves_nothing(donor):
    donor.give()
    assert not DonorContact.objects.exists()


def test_consents_are_off_until_ticked_and_kept_with_their_wording(donor):
    donation = donor.give(name="Budi", email="budi@example.org", show_name="on")
    consent = DonorConsent.objects.get()
    assert (consent.purpose, consent.text_version) == ("show_name", "2026-11/id")
    assert (donation.show_name, donation.show_amount) == (True, False)


def test_the_form_works_with_presets_names_and_hints_and_sets_no_cache(donor):
    answer = donor.client.get("/donasi/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Rp50.000" in text(answer)
    assert "Satu hari server" in text(answer)


def test_the_policy_of_the_page_lets_the_answer_lead_to_the_payment_page(donor):
    policy = donor.client.get("/donasi/").headers["Content-Security-Policy"]
    assert f"form-action 'self' {donor.sandbox.address}" in policy


CARDS_ONLY = ["donate.gateways.stripe.StripeGateway"]


def test_test_mode_is_said_on_the_form(donor, keys):
    keys(GATEWAYS=CARDS_ONLY)
    assert "pk-banner" in text(donor.client.get("/donasi/"))


def test_beside_a_way_that_is_real_only_the_trial_is_said_to_be_one(donor):
    shown = text(donor.client.get("/donasi/"))
    assert "pk-banner" not in shown
    assert shown.count("Mode uji: tidak ada uang yang berpindah.") == 1


def test_typed_text_stays_when_there_is_a_mistake(donor):
    answer = donor.send(choice="own", own="5", name="Siti", message="Semangat")
    assert answer.status_code == 422
    assert 'value="5"' in text(answer)
    assert 'value="Siti"' in text(answer)
    assert "Semangat</textarea>" in text(answer)


def test_a_mistake_is_the_first_thing_one_hears(donor):
    shown = text(donor.send(choice="own", own="5"))
    assert "<title>Periksa: Donasi" in shown
    assert shown.count('tabindex="-1" autofocus') == 1


def test_without_a_mistake_nothing_takes_the_focus(donor):
    shown = text(donor.client.get("/donasi/"))
    assert "<title>Donasi" in shown and "autofocus" not in shown


def test_a_form_answered_by_a_machine_is_sent_back(donor, keys):
    keys(FORM_MIN_SECONDS=3)
    assert donor.send(started=started(age=0)).status_code == 422
    assert donor.send(started=started(age=4)).status_code == 303


def test_without_a_csrf_token_nothing_is_begun(donor):
    donor.client.handler.enforce_csrf_checks = True
    assert donor.send().status_code == 403
    assert not Donation.objects.exists()


def test_an_amount_in_the_address_chooses_its_suggestion(donor):
    form = donor.client.get("/donasi/?nominal=50000").context["form"]
    assert form["choice"].value() == "IDR-50000"


def test_another_amount_in_the_address_is_typed_beforehand(donor):
    form = donor.client.get("/donasi/?nominal=75rb").context["form"]
    assert (form["choice"].value(), form["own"].value()) == ("own", "75000")


@pytest.fixture
def dollars(page):
    page.preset_amounts.add(PresetAmount(currency="USD", amount=5))
    page.save_revision().publish()


def test_one_currency_is_shown_and_the_other_is_a_link(donor, dollars):
    shown = text(donor.client.get("/donasi/"))
    assert "Rp50.000" in shown and "US$5" not in shown
    assert 'href="/donasi/?valuta=USD#give"' in shown


def test_the_link_leads_to_the_form_in_the_other_currency(donor, dollars):
    shown = text(donor.client.get("/donasi/?valuta=USD"))
    assert "US$5" in shown and "Rp50.000" not in shown
    assert 'href="/donasi/#give"' in shown
    assert '<input type="hidden" name="currency" value="USD"' in shown


def test_with_one_currency_there_is_nothing_to_choose(donor):
    assert "valuta" not in text(donor.client.get("/donasi/"))


def test_a_currency_nobody_offers_is_rupiah(donor, dollars):
    shown = text(donor.client.get("/donasi/?valuta=<b>"))
    assert "Rp50.000" in shown and "<b>" not in shown.partition("<main")[2]


def test_a_gift_in_dollars_is_asked_for_in_dollars(donor, dollars):
    donor.give(choice="own", own="12.50", currency="USD")
    session = donor.sandbox.sessions()[0]
    assert (session["amount_total"], session["currency"]) == (12_50, "usd")


def test_after_a_mistake_the_currency_stays(donor, dollars):
    shown = text(donor.send(choice="own", own="0,5", currency="USD"))
    assert "US$5" in shown and "Rp50.000" not in shown


def test_an_amount_in_the_address_is_in_the_chosen_currency(donor, dollars):
    form = donor.client.get("/donasi/?valuta=USD&nominal=5").context["form"]
    assert form["choice"].value() == "USD-5"


@pytest.mark.parametrize("nominal", ["x", "", "-5", "1e9", "<script>", "9" * 40])
def test_an_amount_in_the_address_that_makes_no_sense_is_ignored(donor, nominal):
    answer = donor.client.get("/donasi/", {"nominal": nominal})
    assert answer.status_code == 200
    assert not answer.context["form"]["choice"].value()


def test_an_editor_sees_the_form_in_the_preview(page, sandbox):
    answer = page.make_preview_request()
    assert answer.status_code == 200
    assert answer.context_data["form"].presets


def test_who_is_asked_often_is_not_slowed_down(donor, django_assert_max_num_queries):
    donor.client.get("/donasi/")
    with django_assert_max_num_queries(20):
        donor.client.get("/donasi/")


# When the payment service fails


def test_if_the_service_is_down_the_form_stays_and_nothing_is_left_half(donor):
    donor.sandbox.faults.down = True
    answer = donor.send(name="Siti", message="Semangat")
    assert answer.status_code == 503
    assert 'value="Siti"' in text(answer)
    assert 'role="alert"' in text(answer)
    assert Donation.objects.get().state == Donation.State.FAILED
    assert not DonorContact.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_failed_request_tells_the_maintainers_nothing_of_the_donor(
    donor, settings, mailoutbox, caplog
):
    settings.ADMINS = [("Pengelola", "pengelola@example.org")]
    handler = AdminEmailHandler()
    handler.setLevel(logging.ERROR)
    logging.getLogger("django.request").addHandler(handler)
    donor.sandbox.faults.down = True
    donor.send(name="Siti Aminah", email="siti@example.org", message="Semangat")
    logging.getLogger("django.request").removeHandler(handler)
    told = mailoutbox[0].body + caplog.text
    assert "/donasi/" in told
    for secret in ("Siti", "siti@", "Semangat"):
        assert secret not in told


def test_if_the_service_cannot_be_reached_at_all_it_is_the_same(donor):
    donor.sandbox.stop()
    assert donor.send().status_code == 503


def test_if_the_service_is_too_slow_the_donor_does_not_wait_for_ever(donor, keys):
    keys(PROVIDER_TIMEOUT=1)
    donor.sandbox.faults.slow = 2
    assert donor.send().status_code == 503


def test_wrong_keys_are_told_as_a_service_that_does_not_answer(donor, keys):
    keys(STRIPE_SECRET_KEY="sk_test_other")
    assert donor.send().status_code == 503


def test_without_a_service_bank_account_and_no_dead_button_are_shown(
    client, keys, page
):
    keys(GATEWAYS=CARDS_ONLY)
    answer = client.get("/donasi/")
    assert "1234567890" in text(answer)
    assert "<form" not in text(answer).partition("<main")[2].partition("</main")[0]
    assert "csrftoken" not in answer.cookies


def test_without_a_service_a_form_sent_from_an_old_page_is_not_taken(
    client, keys, page
):
    keys(GATEWAYS=CARDS_ONLY)
    assert client.post("/donasi/", {"choice": "IDR-50000"}).status_code == 200
    assert not Donation.objects.exists()


# Too many attempts


def test_one_source_cannot_begin_payments_without_end(donor, keys):
    keys(LIMIT_ADDRESS=(3, 3600))
    answers = [donor.send(name="Siti") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [303, 303, 303, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert 'value="Siti"' in text(answers[-1])
    assert Donation.objects.count() == 3


def test_no_address_is_stored_to_count_attempts(donor):
    donor.send()
    assert "127.0.0.1" not in str(list(RateBucket.objects.values_list("key")))
