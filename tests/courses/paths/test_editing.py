"""The editor of a path: steps are checked as they are sent, before they are kept."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.test.utils.form_data import streamfield as stream

from courses.models import CoursePage, LearningPathPage

from ..editor import edit_url
from ..factories import CourseFactory
from .factories import REASON, courses, default_index, path_through

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client, admin_user, category):
    client.force_login(admin_user)


def step(course, reason=REASON, **fields):
    return {"course": str(course.pk), "reason": reason, **fields}


def form(*steps, initial=0, **changes):
    fields = {
        "title": "Membuka warung",
        "slug": "membuka-warung",
        "summary": "Di ujung jalur ini Anda menjalankan warung dengan tenang.",
        "audience": "Untuk Anda yang punya ide dan modal kecil.",
        "body": stream([]),
        "steps": inline_formset(list(steps), initial=initial),
        "comments": inline_formset([]),
    }
    return nested_form_data({**fields, **changes})


def add_url():
    kind = ("prakerja_courses", "learningpathpage", default_index().pk)
    return reverse("wagtailadmin_pages:add", args=kind)


def sent(client, *steps, url=None, **changes):
    data = {**form(*steps, **changes), "action-publish": "1"}
    return client.post(url or add_url(), data)


def step_errors(response):
    return " ".join(response.context["form"].formsets["steps"].non_form_errors())


def test_a_path_is_published_with_its_steps_in_order(client):
    first, second = courses("Satu", "Dua")
    sent(client, step(first, reason=""), step(second))
    path = LearningPathPage.objects.live().get()
    assert [one.course for one in path.steps.all()] == [first, second]


def test_a_second_step_without_a_reason_is_refused_where_steps_are(client):
    first, second = courses("Satu", "Dua")
    response = sent(client, step(first, reason=""), step(second, reason=" "))
    assert "Langkah 2, “Dua”: tulis mengapa ini berikutnya." in step_errors(response)
    assert not LearningPathPage.objects.exists()


def test_the_order_on_the_screen_decides_which_step_is_second(client):
    first, second = courses("Satu", "Dua")
    response = sent(client, step(second, reason="", ORDER="2"), step(first, ORDER="1"))
    assert "Langkah 2, “Dua”" in step_errors(response)


def test_a_draft_of_a_course_is_refused(client):
    (first,) = courses("Satu")
    hidden = CourseFactory(title="Draf", draft=True)
    response = sent(client, step(first), step(hidden))
    assert "“Draf” tidak bisa dibuka siapa pun" in step_errors(response)


def test_one_step_is_refused(client):
    (first,) = courses("Satu")
    assert "dua langkah" in step_errors(sent(client, step(first)))


def test_a_draft_of_a_path_is_kept_without_any_step(client):
    client.post(add_url(), form())
    assert LearningPathPage.objects.get().live is False


def test_a_step_taken_away_no_longer_counts(client):
    path = path_through(*courses("Satu", "Dua", "Tiga"))
    kept = [
        step(one.course, id=str(one.pk), reason=REASON, DELETE="")
        for one in path.steps.all()
    ]
    CoursePage.objects.filter(title="Dua").update(live=False)
    kept[1]["DELETE"] = "1"
    response = sent(client, *kept, initial=3, url=edit_url(path), slug=path.slug)
    assert response.status_code == 302
    path = LearningPathPage.objects.get(pk=path.pk)
    assert [one.course.title for one in path.steps.all()] == ["Satu", "Tiga"]


def test_the_panel_leads_to_the_steps(client):
    path = path_through(*courses("Satu", "Dua"))
    CoursePage.objects.filter(title="Dua").update(live=False)
    page = client.get(edit_url(path)).content.decode()
    assert "“Dua” tidak bisa dibuka siapa pun" in page
    assert 'data-w-focus-target-value="#id_steps-FORMS"' in page
    assert 'id="id_steps-FORMS"' in page


def test_related_courses_of_a_course_are_in_its_editor(client):
    (course,) = courses("Satu")
    assert 'name="picked-TOTAL_FORMS"' in client.get(edit_url(course)).content.decode()
