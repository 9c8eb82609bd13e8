"""Whoever asks to be forgotten is: in every table, and in nothing that is booked."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.storage import storages
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from donate.donors.retiring import contacts_retire
from donate.ledger.adding_proofs import proof_add
from donate.ledger.verifying import verify
from donate.letters.sending import letters_send
from donate.models import Donation, DonorContact, EntryNote, Letter, ProviderEvent
from donate.services import donor_erase
from donate.signals import donor_erased
from donate.testing import triggers_lifted

from .. import factories

pytestmark = pytest.mark.django_db
WORDS = ("Sari Wulandari", "sari@example.org", "Semoga berkah", "BCA 8812", "kata sari")


def everywhere():
    """Return every value of every row of every table, as text."""
    return "\n".join(
        str(values)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for values in model._default_manager.values_list()
    )


def told_of(gift):
    """Events and the treasurer's note, as they come with a gift."""
    gift.refs.create(
        provider="stripe", livemode=False, object_id="pi_1", kind="payment"
    )
    for number, state in enumerate(("done", "failed")):
        ProviderEvent.objects.create(
            provider="stripe",
            livemode=False,
            event_id=f"evt_{number}",
            object_id="pi_1",
            state=state,
            error="kata sari@example.org",
        )


@pytest.fixture
def gift(settings, db):
    """Thanked in a letter, and with traces in every place that keeps some."""
    settings.EMAIL_BACKEND = "prakerja_cms.mail.OutboxBackend"
    gift = factories.received(
        name="Sari Wulandari",
        email="sari@example.org",
        message="Semoga berkah",
        consents={"show_name", "show_message", "newsletter"},
        text="TRSF BCA 8812 SARI WULANDARI",
    )
    letters_send()
    told_of(gift)
    return gift


@pytest.fixture
def erase(client, gift):
    def erase(**typed):
        return client.post(f"{gift.get_absolute_url()}hapus/", typed)

    return erase


def test_the_search_finds_what_is_there(gift):
    assert [word for word in WORDS if word not in everywhere()] == []


def test_nothing_personal_is_left_in_any_table(gift, erase):
    assert erase(sure="on").status_code == 303
    rest = everywhere().lower()
    assert [word for word in WORDS if word.lower() in rest] == []


def test_the_books_stay_and_verify(gift, erase):
    before = gift.entries.values_list("hash", "private_digest", "seq").get()
    erase(sure="on")
    assert gift.entries.values_list("hash", "private_digest", "seq").get() == before
    assert verify() == []


def test_it_takes_a_tick(gift, erase):
    answer = erase()
    assert answer.status_code == 422
    assert DonorContact.objects.exists()


def test_erasing_again_changes_nothing(gift, erase, client):
    erase(sure="on"), erase(sure="on")
    page = client.get(erase(sure="on").url).content.decode()
    assert "Kami tidak tahu apa pun tentang Anda" in page


def test_whom_only_the_bank_names_is_erased_as_well(client):
    gift = factories.received(text="TRSF BCA 8812 SARI WULANDARI")
    url = f"{gift.get_absolute_url()}hapus/"
    assert 'name="sure"' in client.get(url).content.decode()
    client.post(url, {"sure": "on"})
    assert "WULANDARI" not in everywhere()


def test_the_private_page_still_shows_the_gift(gift, erase, client):
    erase(sure="on")
    assert "Rp50.000" in client.get(gift.get_absolute_url()).content.decode()


def test_a_letter_that_waits_is_not_sent_any_more(gift):
    Letter.objects.update(state="waiting")
    donor_erase(donation=gift)
    assert not Letter.objects.exists()


def test_what_is_written_to_others_stays(gift, settings):

    EmailMultiAlternatives("Halo", "Untuk Budi", to=["budi@example.org"]).send()
    donor_erase(donation=gift)
    assert "Untuk Budi" in everywhere()


def test_the_proof_document_goes_from_the_disk(
    settings, tmp_path, gift, django_capture_on_commit_callbacks
):
    note = EntryNote.objects.get(entry__donation=gift)
    name = storages["private"].save("donate/proofs/x.pdf", factories.proof())

    with triggers_lifted():
        EntryNote.objects.filter(pk=note.pk).update(proof=name)
    with django_capture_on_commit_callbacks(execute=True):
        donor_erase(donation=gift)
    assert not storages["private"].exists(name)


def test_a_proof_that_was_added_later_goes_too(
    gift, django_capture_on_commit_callbacks
):
    card = factories.gift(donation=gift, public_memo="card_gift")
    added = proof_add(entry=card, file=factories.proof(), author=factories.user("ani"))
    with django_capture_on_commit_callbacks(execute=True):
        donor_erase(donation=gift)
    assert not storages["private"].exists(added.proof.name)


def test_a_note_that_was_computed_stays(gift):
    card = factories.gift(
        donation=gift, public_memo="card_gift", note_text="kurs 16000"
    )
    donor_erase(donation=gift)
    assert EntryNote.objects.get(entry=card).text == "kurs 16000"


def test_others_are_told_first_and_can_hold_it_up(gift):
    def refuse(sender, donation, email, **kwargs):
        assert (donation, email) == (gift, "sari@example.org")
        raise RuntimeError

    donor_erased.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            donor_erase(donation=gift)
    finally:
        donor_erased.disconnect(refuse)
    assert DonorContact.objects.exists()


def test_an_event_that_still_fails_is_kept_without_its_words(gift):
    donor_erase(donation=gift)
    assert list(ProviderEvent.objects.values_list("state", "error")) == [("failed", "")]


# Letting go in time


def age(days):
    Donation.objects.update(paid_at=timezone.now() - timedelta(days=days))


def test_old_contacts_keep_only_what_a_consent_needs(gift):
    age(731)
    gift.contact.consents.filter(purpose="show_message").update(
        withdrawn_at=timezone.now()
    )
    contacts_retire()
    contact = DonorContact.objects.get()
    assert (contact.name, contact.message) == ("Sari Wulandari", "")
    assert contact.email == "sari@example.org"


def test_an_old_contact_without_consents_goes_wholly(db):
    factories.received(name="Sari", email="sari@example.org")
    age(731)
    assert contacts_retire() == 1
    assert not DonorContact.objects.exists()


def test_a_young_one_stays(db):
    factories.received(name="Sari")
    age(729)
    contacts_retire()
    assert DonorContact.objects.get().name == "Sari"


@pytest.mark.parametrize("fact", [{"problem": "twice: x"}, {"dispute": "open"}])
def test_where_somebody_may_have_to_write_it_stays(fact):
    factories.received(name="Sari")
    age(731)
    Donation.objects.update(**fact)
    contacts_retire()
    assert DonorContact.objects.get().name == "Sari"
