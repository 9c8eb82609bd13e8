"""Each paid month is one gift in the books, whatever is told of it, and how often."""

from donate.account_walk import walk
from donate.ledger.verifying import verify
from donate.models import Donation, DonorConsent, DonorContact, Letter, ProviderRef
from donate.reconcile import tick
from donate.services import Wishes, settle, wishes_change
from donate.services.monthly_gifts import month_gift


def gifts(promise):
    return promise.gifts.order_by("pk")


def test_a_paid_month_is_a_gift_of_its_own_with_a_receipt(promise, months):
    months.paid()
    first, second = gifts(promise)
    assert second.state == Donation.State.BOOKED
    assert second.amount_minor == first.amount_minor
    assert second.receipt_number != first.receipt_number
    assert second.entries.get().lines.get(
        account__code="income:donations"
    ).amount_minor == -(50_000_00)


def test_its_payment_is_known_by_name_so_that_refunds_find_it(promise, months):
    months.paid()
    kinds = gifts(promise)[1].refs.values_list("kind", flat=True)
    assert sorted(kinds) == ["checkout", "payment", "payment"]


def test_told_twice_it_is_one_gift(promise, months):
    months.passes()
    months.donor.tell("invoice.paid", times=2)
    assert gifts(promise).count() == 2


def test_every_event_of_a_month_in_any_order_leads_to_the_same_gift(promise, months):
    months.passes()
    months.sandbox.release_fees()
    for kind in (
        "charge.updated",
        "invoice.paid",
        "payment_intent.succeeded",
        "customer.subscription.updated",
        "charge.succeeded",
    ):
        months.told(kind)
    assert gifts(promise).count() == 2
    assert gifts(promise)[1].state == Donation.State.BOOKED


def test_the_charge_alone_is_enough_to_know_the_month(promise, months):
    months.passes()
    months.told("charge.succeeded")
    assert gifts(promise)[1].state == Donation.State.PAID


def test_a_fee_that_comes_late_books_the_month_later(promise, months):
    months.passes()
    months.told()
    assert gifts(promise)[1].state == Donation.State.PAID
    months.sandbox.release_fees()
    months.told("charge.updated")
    assert gifts(promise)[1].state == Donation.State.BOOKED


def test_the_first_months_own_events_make_no_second_gift(promise, months):
    for kind in ("invoice.paid", "charge.succeeded", "customer.subscription.created"):
        months.told(kind)
    assert gifts(promise).count() == 1


def test_the_first_months_invoice_alone_books_the_first_gift(promised, donor):
    donor.pay()
    donor.sandbox.release_fees()
    donor.tell("invoice.paid")
    promised.refresh_from_db()
    assert promised.state == Donation.State.BOOKED
    assert promised.subscription.gifts.count() == 1


def test_a_month_nobody_told_of_is_found_by_the_clock(promise, months, due):
    months.passes()
    months.sandbox.release_fees()
    tick(walking=False)
    assert gifts(promise)[1].state == Donation.State.BOOKED


def test_the_account_walk_knows_the_month_by_its_charge(promise, months, gateway):
    months.passes()
    months.sandbox.release_fees()
    found = walk(gateway)
    assert gifts(promise).count() == 2
    assert found.clean
    assert not verify("test")


def test_several_months_at_once_are_told_apart(promise, months, due):
    for _month in range(3):
        months.passes()
    months.sandbox.release_fees()
    tick(walking=False)
    assert gifts(promise).filter(state=Donation.State.BOOKED).count() == 4


def test_a_crash_before_the_payment_is_asked_about_loses_nothing(
    promise, months, gateway
):
    months.passes()
    months.sandbox.release_fees()
    facts = gateway.promise_fetch(promise.object_id)
    left = month_gift(facts.paid[0], gateway)
    assert left.state == Donation.State.CREATED
    assert settle(left).state == Donation.State.BOOKED


def test_a_refunded_month_is_given_back_alone(promise, months):
    months.paid()
    charge = months.sandbox.store.of_kind("charge")[0]
    months.account.refund_create({"charge": charge["id"]})
    months.told("charge.refunded")
    assert [gift.refunded_minor for gift in gifts(promise)] == [0, 50_000_00]


def test_another_sites_subscription_is_not_ours(promise, months):
    months.account.store.change(
        months.subscription, metadata={"monthly": "keanggotaan"}, id="sub_other"
    )
    months.account.store.objects["sub_other"] = months.subscription
    invoice = months.account.invoice_add(months.subscription, "subscription_cycle")
    months.account.invoice_pay(invoice)
    months.told()
    assert gifts(promise).count() == 1
    assert not ProviderRef.objects.filter(object_id=invoice["id"]).exists()


def test_a_promise_paid_on_two_pages_is_charged_once_a_month(promise, months):
    session = dict(months.sandbox.sessions()[0])
    second = months.account.store.add(
        "cs_test",
        **{
            name: value
            for name, value in session.items()
            if name not in ("id", "created")
        },
    )
    months.account.subscribe(second)
    months.account.session_complete(second)
    months.told()
    extra = months.subscription
    assert extra["id"] != promise.object_id
    assert extra["status"] == "canceled"


# Whoever gives


def test_the_donor_is_written_to_each_month(promise, months):
    months.paid()
    letters = Letter.objects.filter(kind=Letter.Kind.THANKS)
    assert letters.count() == 2
    contact = DonorContact.objects.get(donation=gifts(promise)[1])
    assert (contact.name, contact.email) == ("Sari", "sari@example.org")


def test_words_and_consents_stay_with_the_gift_they_were_given_for(promise, months):
    first = gifts(promise)[0]
    wishes = Wishes("Sari", "sari@example.org", "Maju", frozenset({"show_name"}))
    wishes_change(donation=first, wishes=wishes)
    months.paid()
    second = gifts(promise)[1]
    assert not DonorConsent.objects.filter(contact__donation=second).exists()
    assert (second.contact.message, second.wall) == ("", "off")


def test_an_address_changed_on_the_last_gift_holds_from_then_on(promise, months):
    DonorContact.objects.update(email="baru@example.org")
    months.paid()
    assert gifts(promise)[1].contact.email == "baru@example.org"


def test_who_took_their_address_back_is_not_written_to(promise, months):
    DonorContact.objects.all().delete()
    months.paid()
    assert not DonorContact.objects.exists()
