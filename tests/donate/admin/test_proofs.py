"""The treasurer adds a proof to what is booked."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from donate.health import Scope, rows
from donate.ledger.erasing import note_erase
from donate.models import AddedProof
from tests.donate import factories

from .desk import errors, inspect, read
from .test_recording import without_private_storage  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def cost():
    return factories.cost(100_00)


def place(entry, name="add_proof", *more):
    return reverse(f"prakerja_donate_entries:{name}", args=[entry.pk, *more])


def add(client, entry, **fields):
    fields.setdefault("proof", factories.proof())
    return client.post(place(entry), fields, follow=True)


def test_the_page_of_an_entry_leads_there_and_shows_what_was_added(
    client, treasurer, cost
):
    assert place(cost) in read(client.get(inspect(cost)))
    page = read(add(client, cost, text="Bon <b>"))
    assert "stands beside the entry now" in page
    assert "Bon &lt;b&gt;" in page and "bendahara" in page
    assert "There is no proof document" not in page


def test_it_can_be_opened_and_is_never_shown(client, treasurer, cost):
    add(client, cost)
    answer = client.get(place(cost, "added_proof", AddedProof.objects.get().pk))
    assert b"".join(answer.streaming_content) == factories.PDF
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_proof_of_another_entry_is_not_there(client, treasurer, cost):
    add(client, cost)
    other = factories.cost(200_00)
    address = place(other, "added_proof", AddedProof.objects.get().pk)
    assert client.get(address).status_code == 404


def test_the_cost_leaves_the_list_of_those_without_proof(client, treasurer, cost):
    def unproved():
        return [row for row in rows(Scope("test")) if row.check.name == "proofs"]

    assert unproved()
    add(client, cost)
    assert not unproved()
    assert "yes" in read(client.get("/admin/cash-book/?book=test"))


def test_the_cash_health_leads_to_the_costs_without_proof_alone(
    client, treasurer, cost
):
    proved = factories.cost(200_00, proof=factories.proof())
    [row] = [row for row in rows(Scope("test")) if row.check.name == "proofs"]
    page = read(client.get(row.found.url))
    assert inspect(cost) in page and inspect(proved) not in page


def test_the_entry_has_the_place_to_say_why_there_is_none(
    client, treasurer, cost, settings
):
    settings.DEBUG = True  # the test book
    say = reverse("prakerja_donate_health:seen", args=["proofs", cost.seq])
    assert say in read(client.get(inspect(cost)))
    client.post(say, {"reason": "Bon parkir hilang"})
    assert say not in read(client.get(inspect(cost)))
    assert inspect(cost) not in read(client.get("/admin/cash-book/?proof=missing"))


@pytest.mark.parametrize(
    ("proof", "words"), [("", "required"), (factories.proof(b"<html>"), "not a PDF")]
)
def test_what_is_no_document_is_told(client, treasurer, cost, proof, words):
    answer = client.post(place(cost), {"proof": proof})
    assert words in str(errors(answer)["proof"])
    assert not AddedProof.objects.exists()


def test_nothing_is_added_to_what_was_erased_meanwhile(client, treasurer, cost):
    note_erase(note=cost.note)
    assert "erased for good" in str(errors(add(client, cost))["__all__"])
    assert not AddedProof.objects.exists()


def test_without_a_place_for_documents_nothing_is_taken(
    client,
    treasurer,
    cost,
    without_private_storage,  # noqa: F811
):
    assert place(cost) not in read(client.get(inspect(cost)))
    assert "no private storage" in read(add(client, cost))
    assert not AddedProof.objects.exists()


def test_who_may_only_look_adds_nothing(client, editor, cost):
    editor.user_permissions.add(Permission.objects.get(codename="view_journalentry"))
    assert place(cost) not in read(client.get(inspect(cost)))
    assert add(client, cost).redirect_chain
    assert not AddedProof.objects.exists()
