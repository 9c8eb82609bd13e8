"""Machines that fill in forms are turned away; people lose nothing they typed."""

import time
import uuid

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.signing import TimestampSigner
from django.test import RequestFactory
from django.utils import translation

from courses.guards import (
    SIGNER,
    GuardedForm,
    blocked_domain,
    guard_begin,
    validate_domain,
    validate_text,
)
from courses.models import BlockedDomain
from courses.models.abuse import host_of

from .guarding import guard_fields


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def errors(data):
    return GuardedForm(data).non_field_errors()


def test_a_form_opened_a_minute_ago_is_taken():
    fields = guard_fields()
    form = GuardedForm(fields)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["form_id"] == uuid.UUID(fields["form_id"])


def test_a_machine_fills_in_what_must_stay_empty():
    told = errors({**guard_fields(), "website": "https://murah.example"})
    assert told == ["One field must stay empty. Please try again."]


def test_a_machine_answers_at_once():
    told = errors(guard_fields(age=1))
    assert told == ["That was very quick. Please send it once more."]


def test_a_host_may_switch_the_shortest_time_off(settings):
    settings.PRAKERJA_COURSES = {"FORM_MIN_SECONDS": 0}
    assert not errors(guard_fields(age=0))


def test_a_form_of_yesterday_is_too_old():
    [told] = errors(guard_fields(age=13 * 3600))
    assert "was open for a long time" in told


@pytest.mark.parametrize(
    "forged",
    [
        {"started": ""},
        {"started": "form:1abcde:signature"},
        {"started": TimestampSigner(salt="donate.form").sign("form")},
        {"form_id": ""},
        {"form_id": "not-a-uuid"},
    ],
)
def test_a_forged_start_is_not_taken(forged):
    [told] = errors({**guard_fields(), **forged})
    assert "send it once more" in told


def test_no_start_at_all_is_not_taken():
    assert errors({})


def test_one_start_cannot_be_used_for_many_forms():
    stolen = guard_fields()
    assert errors({**stolen, "form_id": str(uuid.uuid4())})


# What the form is drawn with again


def test_a_good_start_survives_an_error_so_that_a_quick_correction_is_taken():
    fields = guard_fields(age=1)
    assert GuardedForm(fields).guard == {
        "form_id": fields["form_id"],
        "started": fields["started"],
    }


def test_an_old_start_is_replaced_so_that_the_second_try_is_taken():
    fields = guard_fields(age=13 * 3600)
    drawn = GuardedForm(fields).guard
    assert drawn["form_id"] != fields["form_id"]
    assert SIGNER.unsign(drawn["started"]) == drawn["form_id"]


def test_each_empty_form_has_a_name_of_its_own():
    assert guard_begin()["form_id"] != guard_begin()["form_id"]
    assert GuardedForm().guard["form_id"] != GuardedForm().guard["form_id"]


def test_a_form_keeps_its_name_while_it_is_drawn():
    form = GuardedForm()
    assert form.guard == form.guard


# Hosts in one spelling


@pytest.mark.parametrize(
    "written",
    [
        "jahat.example",
        "JAHAT.Example.",
        "https://jahat.example/belajar?x=1#y",
        "http://jahat.example:8080/",
        "//jahat.example",
        "jahat.example/belajar",
        "https://baik.example@jahat.example/",
        "https://jahat.example\\@baik.example/",
        "https:\\\\jahat.example",
        "https://j%61hat.example/",
        "https://ｊａｈａｔ．example/",
        "jahat。example",
        "spam@jahat.example",
        "mailto:spam@jahat.example",
        " jahat.example\n",
    ],
)
def test_an_address_leads_to_the_host_a_browser_would_ask(written):
    assert host_of(written) == "jahat.example"


def test_names_in_other_scripts_are_kept_as_they_travel():
    assert host_of("https://BÜCHER.example/") == "xn--bcher-kva.example"


@pytest.mark.parametrize("broken", ["", "https://[::1", "https:///x", "a" * 300])
def test_what_is_no_address_breaks_nothing(broken):
    assert isinstance(host_of(broken), str)


# Blocked domains


@pytest.fixture
def blocked(db):
    return BlockedDomain.objects.create(host="jahat.example")


@pytest.mark.parametrize(
    "address",
    [
        "https://jahat.example/x",
        "https://www.JAHAT.example",
        "a.b.c.jahat.example",
        "spam@mail.jahat.example",
        "https://" + "a." * 110 + "jahat.example/",
    ],
)
def test_a_blocked_host_and_all_below_it_are_found(blocked, address):
    assert blocked_domain(address) == blocked


@pytest.mark.parametrize(
    "address",
    [
        "https://tidakjahat.example/",
        "https://example/",
        "https://baik.example/?dari=jahat.example",
        "https://jahat.example.baik.example/",
        "",
    ],
)
def test_other_hosts_are_let_through(blocked, address):
    assert blocked_domain(address) is None


def test_many_labels_cost_one_query(blocked, django_assert_num_queries):
    with django_assert_num_queries(1):
        blocked_domain("https://" + "a." * 5000 + "jahat.example/")


def test_a_refused_address_is_told_why(blocked):
    with pytest.raises(ValidationError) as told:
        validate_domain("https://jahat.example/")
    assert told.value.messages == [
        "We do not take addresses at jahat.example, because of earlier misuse. "
        "Use another one, or write to us if this is a mistake."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Lihat https://jahat.example/murah",
        "Lihat www.jahat.example.",
        "Tulis ke (spam@jahat.example), ya!",
        "Murah: JAHAT.example!!!",
        "https://jahat.example/?" + "x" * 400,
    ],
)
def test_text_that_names_a_blocked_host_is_refused(blocked, text):
    with pytest.raises(ValidationError):
        validate_text(text)


def test_other_text_is_let_through(blocked, django_assert_num_queries):
    with django_assert_num_queries(1):
        validate_text("Menit 4.30 salah. Lihat https://baik.example/jahat dan 1.000.")


@pytest.mark.parametrize("text", ["a" * 30_000, "." * 60_000, "a." * 30_000])
def test_no_text_takes_long_to_look_through(blocked, text):
    start = time.process_time()
    validate_text(text)
    assert time.process_time() - start < 0.5


def test_text_that_is_too_long_anyway_is_not_looked_through(
    blocked, django_assert_num_queries
):
    with django_assert_num_queries(0):
        validate_text("jahat.example " * 10_000)


class FreeForm(GuardedForm):
    words = forms.CharField()
    choice = forms.ChoiceField(choices=[("jahat.example", "-")])


def test_a_guarded_form_refuses_a_blocked_host_in_any_text(blocked):
    form = FreeForm(
        {**guard_fields(), "words": "Lihat jahat.example", "choice": "jahat.example"}
    )
    assert form.errors.keys() == {"words"}


# The list in the admin


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Jahat.Example", "jahat.example"),
        ("https://www.jahat.example/daftar?x=1", "www.jahat.example"),
        ("spam@jahat.example", "jahat.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("203.0.113.7", "203.0.113.7"),
    ],
)
def test_what_is_pasted_becomes_the_bare_host(db, typed, kept):
    domain = BlockedDomain(host=typed)
    domain.full_clean()
    assert domain.host == kept


@pytest.mark.parametrize("typed", ["com", "https://", "a b.example", "-.example", "@"])
def test_what_is_no_host_is_refused_in_plain_words(db, typed):
    with pytest.raises(ValidationError) as told:
        BlockedDomain(host=typed).full_clean()
    assert told.value.message_dict["host"] == [
        f"“{typed}” is not the name of a host. Type it like contoh.com, "
        "without the part that follows the slash."
    ]


def test_a_host_is_blocked_once_however_it_is_written(blocked):
    with pytest.raises(ValidationError):
        BlockedDomain(host="https://JAHAT.example/").full_clean()


def test_the_admin_keeps_the_list_under_settings(admin_client, site):
    menu = admin_client.get("/admin/").content.decode()
    assert "/admin/snippets/prakerja_courses/blockeddomain/" in menu


def test_an_administrator_blocks_a_host_by_pasting_an_address(admin_client, site):
    answer = admin_client.post(
        "/admin/snippets/prakerja_courses/blockeddomain/add/",
        {"host": "https://Jahat.example/x", "note": "iklan"},
    )
    assert answer.status_code == 302
    assert BlockedDomain.objects.get().host == "jahat.example"


def test_an_administrator_who_mistypes_is_told_how(admin_client, site):
    answer = admin_client.post(
        "/admin/snippets/prakerja_courses/blockeddomain/add/", {"host": "jahat"}
    )
    assert "bukan nama host" in answer.content.decode()
    assert not BlockedDomain.objects.exists()


def test_the_request_of_a_form_needs_no_more_than_its_fields():
    post = RequestFactory().post("/", guard_fields()).POST
    assert GuardedForm(post).is_valid()
