"""What the page editor asks, refuses and lets pass."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, rich_text
from wagtail.test.utils.form_data import streamfield as stream

from courses.models import CoursePage

from ..editor import add_url, course_form, edit_url
from ..factories import CourseFactory, LessonFactory
from .courses import figure, forget_licence, video

pytestmark = pytest.mark.django_db
CHOSEN = ["format", "level", "device"]


@pytest.fixture(autouse=True)
def editor(client, admin_user):
    client.force_login(admin_user)


def sent(client, page, action="publish", **changes):
    """Send the editor's form; an answer with a context was refused."""
    data = {**course_form(**changes), f"action-{action}": "1"}
    return client.post(edit_url(page), data)


def errors(response):
    return response.context["form"].errors if response.status_code == 200 else {}


def image_block(image, **described):
    value = {"image": str(image.pk), "alt_text": "", "decorative": "", **described}
    return ("image", {"image": value, "caption": ""})


@pytest.mark.parametrize("name", CHOSEN)
def test_a_new_course_has_nothing_chosen_for_its_author(client, category, name):
    form = client.get(add_url(category)).context["form"]
    assert form[name].value() == ""
    assert form.fields[name].choices[0][0] == ""
    assert "selected" in str(form[name]).split("</option>")[0]


def test_what_was_chosen_stays_chosen(client, course):
    form = client.get(edit_url(course)).context["form"]
    assert [form[name].value() for name in CHOSEN] == ["article", "beginner", "phone"]


def test_a_draft_is_saved_with_nothing_chosen(client, category):
    nothing = dict.fromkeys(CHOSEN, "")
    client.post(add_url(category), course_form(**nothing))
    saved = CoursePage.objects.get()
    assert [getattr(saved, name) for name in CHOSEN] == ["", "", ""]


def test_publishing_asks_for_each_choice_at_its_field(client, category):
    nothing = dict.fromkeys(CHOSEN, "")
    data = {**course_form(**nothing), "action-publish": "1"}
    found = errors(client.post(add_url(category), data))
    assert set(found) == set(CHOSEN)
    assert "HP" in found["device"][0] or "phone" in found["device"][0]


def test_a_draft_that_lacks_its_facts_can_be_previewed(client, category):
    draft = CourseFactory(draft=True, format="", level="", device="")
    url = reverse("wagtailadmin_pages:view_draft", args=[draft.pk])
    assert client.get(url).status_code == 200


def test_a_typo_is_corrected_although_the_licence_became_unknown(client, course):
    forget_licence()
    assert errors(sent(client, course, title="Tanpa salah ketik")) == {}
    assert CoursePage.objects.get(pk=course.pk).title == "Tanpa salah ketik"


def test_a_typo_is_corrected_although_the_holder_is_missing(client, course):
    CoursePage.objects.filter(pk=course.pk).update(rights_holder="")
    sent(client, course, title="Tanpa salah ketik", rights_holder="")
    assert CoursePage.objects.get(pk=course.pk).title == "Tanpa salah ketik"


def test_a_new_error_is_told_at_its_field(client, course):
    found = errors(sent(client, course, rights_holder=""))
    assert list(found) == ["rights_holder"]


def test_an_image_from_before_does_not_keep_a_typo(client, course, image):
    old = CoursePage(body=[figure(image)]).body
    CoursePage.objects.filter(pk=course.pk).update(body=old)
    body = stream([image_block(image), ("text", rich_text("<p>Betul.</p>"))])
    assert errors(sent(client, course, body=body)) == {}
    assert len(CoursePage.objects.get(pk=course.pk).body) == 2


def test_a_new_image_without_description_is_told_in_its_block(client, course, image):
    found = errors(sent(client, course, body=stream([image_block(image)])))
    (error,) = found["body"].as_data()
    assert "image" in error.as_json_data()["blockErrors"][0]["blockErrors"]


def test_an_image_does_not_hide_what_else_is_wrong(client, course, image):
    broken = ("video", {"url": "https://example.org/", "title": "", "transcript": ""})
    broken[1].update(minutes="", transcript=rich_text(""))
    broken[1].update({"tracks-count": 0})
    body = stream([image_block(image), broken])
    found = errors(sent(client, course, body=body))
    (error,) = found["body"].as_data()
    assert set(error.as_json_data()["blockErrors"]) == {0, 1}


def expired(course, minutes=5):
    """A course whose time has passed; the editor sends it to the minute."""
    past = timezone.now() - dt.timedelta(minutes=minutes)
    course.expire_at = past
    course.save_revision()
    course.unpublish(set_expired=True)
    return timezone.localtime(past).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize("action", ["save", "publish"])
def test_an_expired_course_is_saved_again(client, course, action):
    moment = expired(course)
    answer = sent(client, course, action, title="Kembali", expire_at=moment)
    assert errors(answer) == {}
    latest = CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object()
    assert (latest.title, latest.expire_at) == ("Kembali", None)


def test_another_moment_in_the_past_is_still_refused(client, course):
    expired(course)
    answer = sent(client, course, "save", expire_at="2020-01-01 08:00")
    assert list(errors(answer)) == ["expire_at"]


def lesson_form(body):
    fields = {
        "title": "Pelajaran",
        "slug": "pelajaran",
        "summary": "",
        "duration_minutes": "",
        "body": body,
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    return nested_form_data(fields)


def test_a_lesson_with_a_nameless_image_is_not_published(client, course, image):
    lesson = LessonFactory(parent=course, draft=True)
    data = lesson_form(stream([image_block(image)]))
    answer = client.post(edit_url(lesson), {**data, "action-publish": "1"})
    assert list(errors(answer)) == ["body"]


def panel(client, page):
    return client.get(edit_url(page)).content.decode()


def test_the_editor_shows_what_to_mend_errors_first(client, category):
    draft = CourseFactory(draft=True, rights_holder="")
    shown = panel(client, draft)
    assert 0 < shown.index('href="#id_rights_holder"') < shown.index('href="#id_cover"')
    assert 'target-value="#id_rights_holder"' in shown


def test_the_editor_is_calm_when_there_is_nothing_to_mend(client, course):
    shown = panel(client, course)
    assert (
        'data-controller="w-focus" data-action="w-focus#focus:prevent" data-w-f'
        not in shown
    )


def test_what_is_wrong_in_a_lesson_leads_there(client, course):
    lesson = LessonFactory(parent=course, title="Menimbang", body=[video("")])
    shown = panel(client, course)
    assert f'<a href="{edit_url(lesson)}">' in shown
    assert "“Menimbang”" in shown
    assert 'href="#id_body"' in panel(client, lesson)


def test_a_new_course_is_not_scolded(client, category):
    assert 'href="#id_cover"' not in panel_of_new(client, category)


def panel_of_new(client, category):
    return client.get(add_url(category)).content.decode()


def test_a_licence_taken_away_is_asked_for_in_our_words(client, category):
    draft = CourseFactory(draft=True)
    (words,) = errors(sent(client, draft, licence=""))["licence"]
    assert "Pilih lisensi" in words
