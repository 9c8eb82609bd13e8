"""A learner reports a problem, without an account and without JavaScript."""

import pytest
from wagtail.models import PageViewRestriction

from courses.models import BlockedDomain, ProblemReport

from ..factories import CourseFactory, LessonFactory
from ..guarding import guard_fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Kas Warung")


def path(page, prefix=""):
    return f"{prefix}/lapor/{page.uid}/"


def filled(**changes):
    return {**guard_fields(), "kind": "video", **changes}


def send(client, page, **changes):
    return client.post(path(page), filled(**changes))


# The form


def test_the_form_says_what_it_is_about(client, course):
    answer = client.get(path(course))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Kas Warung" in text
    assert f'href="{course.url}"' in text


def test_a_lesson_is_reported_by_itself(client, course):
    lesson = LessonFactory(parent=course, title="Buku kas")
    assert "Buku kas" in client.get(path(lesson)).content.decode()


def test_the_kind_can_be_chosen_by_the_link_that_leads_here(client, course):
    text = client.get(path(course) + "?jenis=link").content.decode()
    assert 'value="link" id="id_kind_3" checked' in text.replace("required ", "")


def test_a_kind_that_does_not_exist_chooses_nothing(client, course):
    assert "checked" not in client.get(path(course) + "?jenis=x").content.decode()


def test_the_form_is_kept_by_nobody_and_found_by_no_search_engine(client, course):
    answer = client.get(path(course))
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


def test_the_form_speaks_the_language_of_its_address(client, course):
    text = client.get(path(course, "/en")).content.decode()
    assert "Send the report" in text
    assert f'href="/en{course.url}"' in text


@pytest.mark.parametrize("method", ["get", "post"])
def test_what_is_not_public_cannot_be_reported(client, category, method):
    draft = CourseFactory(parent=category, draft=True)
    assert getattr(client, method)(path(draft)).status_code == 404


def test_a_lesson_of_an_unpublished_course_cannot_be_reported(client, course):
    lesson = LessonFactory(parent=course)
    course.unpublish()
    assert client.get(path(lesson)).status_code == 404


def test_a_page_behind_a_restriction_cannot_be_reported(client, course):
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert client.get(path(course)).status_code == 404


def test_the_form_takes_nothing_but_get_and_post(client, course):
    assert client.put(path(course)).status_code == 405


# Sending it


def test_a_report_is_kept_and_thanked_for(client, course):
    answer = send(
        client,
        course,
        kind="content",
        place="menit 4",
        text="Rumusnya terbalik.",
        contact="sari@contoh.example",
    )
    report = ProblemReport.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/lapor/{course.uid}/terima-kasih/",
    )
    assert (report.page_id, report.title, report.kind) == (
        course.pk,
        "Kas Warung",
        "content",
    )
    assert (report.place, report.text) == ("menit 4", "Rumusnya terbalik.")
    assert (report.contact, report.language) == ("sari@contoh.example", "id")
    assert (report.state, report.handled_at) == ("new", None)


def test_the_thanks_say_what_happens_next_and_lead_back(client, course):
    text = client.get(send(client, course)["Location"]).content.decode()
    assert f'href="{course.url}"' in text


def test_the_thanks_stay_when_the_course_goes_offline(client, course):
    thanks = send(client, course)["Location"]
    course.unpublish()
    answer = client.get(thanks)
    assert answer.status_code == 200
    assert "Kas Warung" not in answer.content.decode()


def test_the_language_of_the_form_is_the_language_of_the_answer(client, course):
    client.post(path(course, "/en"), filled())
    assert ProblemReport.objects.get().language == "en"


def test_a_form_sent_twice_is_one_report(client, course):
    fields = filled(text="Gelap.")
    first = client.post(path(course), fields)
    second = client.post(path(course), fields)
    assert (first.status_code, second.status_code) == (303, 303)
    assert ProblemReport.objects.count() == 1


def test_a_report_about_an_alias_reaches_the_page_it_shows(client, course):
    alias = course.create_alias(update_slug="kas-lagi")
    send(client, alias)
    assert ProblemReport.objects.get().page_id == course.pk


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("😀 تعذر التشغيل ‮gnorw‬", "ثانية"),
        ("=HYPERLINK(1)", "<script>alert(1)</script>"),
        ("a" * 4000, "b" * 200),
    ],
)
def test_odd_text_is_kept_as_it_is(client, course, text, place):
    send(client, course, text=text, place=place)
    report = ProblemReport.objects.get()
    assert (report.text, report.place) == (text, place)


# Errors


def refused(client, page, field, **changes):
    answer = send(client, page, **changes)
    assert answer.status_code == 422
    assert not ProblemReport.objects.exists()
    return answer.context["form"].errors[field]


def test_a_kind_has_to_be_chosen(client, course):
    assert refused(client, course, "kind", kind="")


@pytest.mark.parametrize("kind", ["content", "copyright", "other"])
def test_what_nobody_could_find_needs_a_word(client, course, kind):
    assert refused(client, course, "text", kind=kind)


def test_whoever_complains_about_rights_can_be_answered(client, course):
    complaint = {"kind": "copyright", "text": "Ini karya saya."}
    assert refused(client, course, "contact", **complaint)
    answer = send(client, course, **complaint, contact="sari@contoh.example")
    assert answer.status_code == 303


def test_what_may_stay_empty_says_so(client, course):
    form = client.get(path(course, "/en")).content.decode()
    assert form.count("(optional)") == 3


def test_a_broken_link_has_to_be_named_somewhere(client, course):
    assert refused(client, course, "place", kind="link")
    assert send(client, course, kind="link", text="yang ketiga").status_code == 303


@pytest.mark.parametrize(
    ("field", "words"),
    [("text", "Lihat penipu.com"), ("place", "www.penipu.com")],
)
def test_a_blocked_domain_is_refused_in_any_text(client, course, field, words):
    BlockedDomain.objects.create(host="penipu.com")
    (told,) = refused(client, course, field, **{field: words})
    assert "penipu.com" in told


def test_a_contact_has_to_be_an_address(client, course):
    assert refused(client, course, "contact", contact="sari")


def test_a_blocked_address_is_refused(client, course):
    BlockedDomain.objects.create(host="jahat.example")
    assert refused(client, course, "contact", contact="x@mail.jahat.example")


def test_a_report_that_is_too_long_is_refused(client, course):
    assert refused(client, course, "text", text="a" * 4001)


def test_what_was_typed_survives_every_error(client, course):
    typed = {"place": "menit <4>", "text": "Suaranya hilang.", "contact": "sari"}
    answer = send(client, course, kind="content", **typed)
    page = answer.content.decode()
    for text in ("menit &lt;4&gt;", "Suaranya hilang.", 'value="sari"', "checked"):
        assert text in page
    assert "no-store" in answer["Cache-Control"]


def test_an_error_is_named_above_and_beside_its_field(client, course):
    page = send(client, course, contact="sari").content.decode()
    assert 'href="#id_contact"' in page
    assert 'id="id_contact_error"' in page
    assert "aria-invalid" in page


def test_after_an_error_the_same_form_can_be_sent_at_once(client, course):
    fields = filled(contact="sari")
    drawn = client.post(path(course), fields).context["form"].guard
    again = {**fields, **drawn, "contact": "sari@contoh.example"}
    assert client.post(path(course), again).status_code == 303


# Misuse


@pytest.mark.parametrize("age", [0, 13 * 3600])
def test_a_form_sent_too_early_or_too_late_gets_no_report_in(client, course, age):
    assert send(client, course, **guard_fields(age=age)).status_code == 422
    assert not ProblemReport.objects.exists()


@pytest.mark.parametrize(
    "forged", [{"website": "https://murah.example"}, {"started": "forged"}]
)
def test_a_machine_gets_no_report_in(client, course, forged):
    assert send(client, course, **forged).status_code == 422
    assert not ProblemReport.objects.exists()


def test_who_sends_too_often_is_told_when_to_come_back(client, course, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_ADDRESS": (2, 3600)}
    for _ in range(2):
        assert send(client, course).status_code == 303
    answer = send(client, course, text="Tulisan saya.")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "Tulisan saya." in answer.content.decode()
    assert ProblemReport.objects.count() == 2


def test_the_form_is_safe_against_other_sites(course):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path(course), filled()).status_code == 403


def test_a_mail_about_a_fault_leaves_out_what_was_typed(client, course):
    answer = send(client, course, contact="sari")
    assert answer.wsgi_request.sensitive_post_parameters == "__ALL__"
