"""A draft with an outline, made in the category its author may add to."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, PageLogEntry

from courses.examples.outlines import OUTLINES, outline
from courses.models import CoursePage
from courses.quality import Code, check_course, refusal
from tests.courses.factories import CategoryFactory

FORMATS = CoursePage.Format.values


def choose(category):
    return reverse("prakerja_courses_examples", args=[category.pk])


def make(client, category, format="video"):
    return client.post(
        reverse("prakerja_courses_from_example", args=[category.pk, format])
    )


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_gives_a_draft_to_go_on_with(
    signed_in, category, contributor, format
):
    answer = make(signed_in, category, format)
    course = CoursePage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[course.pk])
    assert (course.format, course.live, course.owner) == (format, False, contributor)
    assert course.get_parent() == category.page_ptr
    assert signed_in.get(answer.url).status_code == 200


@pytest.mark.parametrize("format", FORMATS)
def test_a_hint_that_is_left_keeps_a_draft_from_the_public(signed_in, category, format):
    make(signed_in, category, format)
    course = CoursePage.objects.get()
    left = {f.field for f in check_course(course) if f.code == Code.PROMPT_LEFT}
    assert left == {"title", "body"}
    assert {"title", "body"} <= set(refusal(course))


def test_what_the_author_has_to_decide_is_not_decided(signed_in, category):
    make(signed_in, category)
    codes = {finding.code for finding in check_course(CoursePage.objects.get())}
    assert {Code.NO_LEVEL, Code.NO_DEVICE, Code.NO_LICENCE, Code.NO_HOLDER} <= codes


@pytest.mark.parametrize("format", FORMATS)
def test_a_draft_with_its_hints_can_be_looked_at(client, category, admin_user, format):
    client.force_login(admin_user)
    make(client, category, format)
    course = CoursePage.objects.get()
    preview = reverse("wagtailadmin_pages:view_draft", args=[course.pk])
    assert "[✎ " in client.get(preview).content.decode()


def test_two_of_one_format_stand_side_by_side(signed_in, category):
    make(signed_in, category)
    make(signed_in, category)
    assert CoursePage.objects.count() == 2


def test_the_history_shows_who_began_it(signed_in, category, contributor):
    make(signed_in, category)
    entry = PageLogEntry.objects.get(action="wagtail.create", user=contributor)
    assert entry.revision == CoursePage.objects.get().latest_revision


def test_an_english_category_gets_an_english_outline(signed_in, category):
    category.locale = Locale.objects.get_or_create(language_code="en")[0]
    category.save()
    make(signed_in, category, "article")
    assert CoursePage.objects.get().title == "[✎ Title of the article]"


def test_every_language_has_every_format_with_the_same_parts():
    for format in FORMATS:
        kinds = [[kind for kind, _ in OUTLINES[code][format]] for code in OUTLINES]
        assert kinds[0] == kinds[1]
        assert outline(format, "jv") == outline(format, "id")


def test_nobody_begins_a_course_where_they_may_not_add(signed_in, catalogue):
    other = CategoryFactory(parent=catalogue, title="Teknologi")
    assert signed_in.get(choose(other)).status_code == 302
    assert make(signed_in, other).status_code == 302
    assert not CoursePage.objects.exists()


def test_looking_makes_nothing(signed_in, category):
    page = signed_in.get(choose(category)).content.decode()
    for format in FORMATS:
        url = reverse("prakerja_courses_from_example", args=[category.pk, format])
        assert url in page
        assert signed_in.get(url).status_code == 405
    assert not CoursePage.objects.exists()


def test_a_format_nobody_knows_is_not_found(signed_in, category):
    assert make(signed_in, category, "buku").status_code == 404


def test_a_category_offers_it_in_the_explorer(client, admin_user, category, catalogue):
    client.force_login(admin_user)
    for place in (category, catalogue):
        explore = reverse("wagtailadmin_explore", args=[place.pk])
        assert choose(category) in client.get(explore).content.decode()


def test_a_contributor_is_offered_it_as_well(signed_in, category):
    explore = reverse("wagtailadmin_explore", args=[category.pk])
    assert choose(category) in signed_in.get(explore).content.decode()
