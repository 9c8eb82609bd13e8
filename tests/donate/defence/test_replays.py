"""One drawn form begins one gift."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.models import Donation, FormUse
from donate.reconcile import tick

from ..payments.donor import started


def test_pressing_the_button_twice_is_one_gift_on_one_page(donor):
    form = started()
    first, second = donor.send(started=form), donor.send(started=form)
    assert second.status_code == 303
    assert second.headers["Location"] == first.headers["Location"]
    assert Donation.objects.count() == len(donor.sandbox.sessions()) == 1


def test_a_thousand_sendings_of_one_form_count_towards_no_limit(donor, keys):
    form = started()
    donor.send(started=form)
    keys(LIMIT_ADDRESS=(1, 3600))
    assert {donor.send(started=form).status_code for _ in range(20)} == {303}


def test_one_form_with_other_amounts_begins_nothing_more(donor):
    form = started()
    donor.send(started=form)
    answer = donor.send(started=form, choice="IDR-100000")
    assert answer.status_code == 409
    assert "periksa lalu kirim lagi" in answer.content.decode()
    assert len(donor.sandbox.sessions()) == 1
    assert form not in answer.content.decode()


def test_sent_twice_at_once_the_second_waits_for_the_first(donor):
    form = started()
    donor.send(started=form)
    FormUse.objects.update(target="")
    answer = donor.send(started=form)
    assert answer.status_code == 409
    assert form in answer.content.decode()


def test_a_form_with_a_mistake_stays_the_same_form(donor):
    form = started()
    assert form in donor.send(started=form, choice="own", own="5").content.decode()
    assert donor.send(started=form).status_code == 303


def test_a_form_whose_service_was_down_comes_back_as_another(donor):
    form = started()
    donor.sandbox.faults.down = True
    assert form not in donor.send(started=form).content.decode()


def test_who_was_too_quick_sends_the_same_form_once_more(donor, keys):
    keys(FORM_MIN_SECONDS=2)
    quick = started(age=0)
    answer = donor.send(started=quick)
    assert answer.status_code == 422
    assert quick in answer.content.decode()
    assert donor.send(started=started(age=3)).status_code == 303


@pytest.mark.parametrize("typed", [{"email": "Budi@Example.org"}])
def test_one_address_of_e_mail_has_a_limit_of_its_own(donor, keys, typed):
    keys(LIMIT_EMAIL=(1, 3600))
    assert donor.send(**typed).status_code == 303
    assert donor.send(email="budi@example.org").status_code == 429
    assert donor.send(email="siti@example.org").status_code == 303


def test_sent_forms_are_forgotten_when_they_would_be_too_old(donor):
    donor.send()
    tick()
    assert FormUse.objects.count() == 1
    FormUse.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    tick()
    assert not FormUse.objects.exists()
