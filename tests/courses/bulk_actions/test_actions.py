"""Each action: what it shows, changes, leaves alone and writes down."""

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from courses.models import CoursePage
from tests.courses.factories import (
    CategoryFactory,
    CourseFactory,
    StandardPageFactory,
    licence,
)

TODAY = timezone.localdate()
ACTIONS = ["course_category", "course_tags", "course_licence", "course_verified"]


def fresh(course):
    return CoursePage.objects.get(pk=course.pk)


def text(answer):
    return answer.content.decode()


@pytest.fixture
def live(category):
    """A public course with a revision, as editors leave one."""
    course = CourseFactory(parent=category, title="Kas warung")
    course.save_revision().publish()
    return fresh(course)


@pytest.fixture
def draft(category):
    course = CourseFactory(parent=category, title="Rancangan", draft=True)
    course.save_revision()
    return fresh(course)


@pytest.mark.parametrize("action", ACTIONS)
def test_looking_says_what_will_happen_and_changes_nothing(act, live, draft, action):
    before = list(CoursePage.objects.order_by("pk").values())
    page = text(act(action, [live, draft]))
    assert "2 courses can be changed" in page
    assert ("(public at once)" in page) != (action == "course_category")
    assert "(stays a draft)" in page
    assert list(CoursePage.objects.order_by("pk").values()) == before


def test_a_licence_is_set_and_public_courses_stay_public(act, live, draft, moderator):
    answer = act(
        "course_licence", [live, draft], {"licence": licence("cc-by-sa-4.0").pk}
    )
    assert "1 course is changed, and public so." in text(answer)
    assert "1 course is changed as a draft." in text(answer)
    public, hidden = fresh(live), fresh(draft)
    assert public.licence.code == "cc-by-sa-4.0"
    assert (public.live, public.has_unpublished_changes) == (True, False)
    assert public.revisions.count() == 2
    assert not hidden.live
    assert hidden.get_latest_revision_as_object().licence.code == "cc-by-sa-4.0"
    actions = PageLogEntry.objects.filter(page=live.pk, user=moderator)
    assert {entry.action for entry in actions} == {"wagtail.edit", "wagtail.publish"}


def test_changes_that_wait_are_not_published_along(act, live):
    live.title = "Belum selesai"
    live.save_revision()
    page = text(act("course_verified", [live]))
    assert "saved as a draft: it has changes that are not public yet" in page
    act("course_verified", [live], {"verified_on": TODAY})
    course = fresh(live)
    assert (course.title, course.verified_on) == ("Kas warung", None)
    version = course.get_latest_revision_as_object()
    assert (version.title, version.verified_on) == ("Belum selesai", TODAY)


def test_without_the_right_to_publish_it_becomes_a_draft(act, live, editor):
    act("course_verified", [live], {"verified_on": TODAY}, user=editor)
    course = fresh(live)
    assert (course.live, course.verified_on) == (True, None)
    assert course.get_latest_revision_as_object().verified_on == TODAY


def test_a_page_one_may_not_edit_is_named_and_left_alone(
    act, live, category, contributor
):
    own = CourseFactory(parent=category, title="Punya saya", draft=True)
    CoursePage.objects.filter(pk=own.pk).update(owner=contributor)
    page = text(act("course_verified", [live, own], user=contributor))
    assert "1 course can be changed" in page
    assert "Kas warung: You may not edit it." in page
    act("course_verified", [live, own], {"verified_on": TODAY}, user=contributor)
    assert fresh(live).latest_revision == live.latest_revision
    assert fresh(own).get_latest_revision_as_object().verified_on == TODAY


def test_drafts_of_others_are_not_even_named(act, draft, live, contributor):
    page = text(act("course_verified", [draft, live], user=contributor))
    assert "Rancangan" not in page
    assert act("course_verified", [draft], user=contributor).status_code == 404


def test_other_pages_and_aliases_and_locked_ones_are_named(act, live, category, home):
    other = StandardPageFactory(parent=home, title="Tentang")
    alias = live.create_alias(update_slug="alias")
    locked = CourseFactory(parent=category, title="Terkunci", locked=True)
    page = text(act("course_verified", [other, alias, locked]))
    assert "Tentang: It is not a course." in page
    assert "It is an alias. Change the course it shows." in page
    assert "Terkunci: It is locked." in page
    assert "<form" not in page.split("Terkunci")[1]


def test_what_would_not_be_fit_for_the_public_is_named_before_the_others_change(
    act, live, category
):
    sourced = CourseFactory(
        parent=category, title="Bersumber", source_url="https://a.id/"
    )
    facts = {"licence": licence("link-only").pk}
    answer = act("course_licence", [live, sourced], facts)
    assert "Kas warung: " in text(answer)
    assert "Send it again to change the others." in text(answer)
    assert fresh(sourced).licence.code == "cc-by-4.0"
    act("course_licence", [live, sourced], {**facts, "seen": str(live.pk)})
    assert fresh(sourced).licence.code == "link-only"
    assert fresh(live).licence.code == "cc-by-4.0"


def test_what_is_so_already_gets_no_revision(act, live):
    answer = act("course_licence", [live], {"licence": live.licence.pk})
    assert "1 course was so already." in text(answer)
    assert fresh(live).revisions.count() == 1


def test_tags_are_added_and_removed_whatever_their_capitals(act, live):
    live.tags.add("Python", "lama")
    live.save_revision().publish()
    act("course_tags", [live], {"add": "python, Baru, baru", "remove": "LAMA, tak ada"})
    assert sorted(fresh(live).tags.names()) == ["Python", "baru"]


def test_a_tag_known_in_other_capitals_is_used(act, live, category):
    other = CourseFactory(parent=category, title="Lain")
    other.tags.add("Keuangan")
    other.save()
    act("course_tags", [live], {"add": "keuangan", "remove": ""})
    assert list(fresh(live).tags.names()) == ["Keuangan"]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"add": "", "remove": ""}, "Name at least one tag to add or to remove."),
        ({"add": "a, b", "remove": "B"}, "“b” stands in both fields."),
    ],
)
def test_tags_that_make_no_sense_are_refused(act, live, facts, reason):
    assert reason in text(act("course_tags", [live], facts))


def test_a_day_to_come_is_no_verification(act, live):
    tomorrow = TODAY + dt.timedelta(days=1)
    answer = act("course_verified", [live], {"verified_on": tomorrow})
    assert "This day is still to come." in text(answer)
    assert fresh(live).verified_on is None


def test_courses_move_to_another_category(act, live, draft, catalogue, moderator):
    other = CategoryFactory(parent=catalogue, title="Teknologi")
    act("course_category", [live, draft], {"category": other.pk})
    for course in (fresh(live), fresh(draft)):
        assert course.get_parent().pk == other.pk
        assert course.url_path.startswith(other.url_path)
    assert fresh(live).live
    moves = PageLogEntry.objects.filter(action="wagtail.move", user=moderator)
    assert moves.count() == 2


def test_a_clash_of_addresses_is_named_before_the_others_move(
    act, live, draft, catalogue
):
    other = CategoryFactory(parent=catalogue, title="Teknologi")
    CourseFactory(parent=other, title="Lain", slug=live.slug)
    answer = act("course_category", [live, draft], {"category": other.pk})
    assert f"has a page with the same address: “{live.slug}”." in text(answer)
    assert fresh(draft).get_parent().pk != other.pk
    facts = {"category": other.pk, "seen": str(live.pk)}
    act("course_category", [live, draft], facts)
    assert fresh(draft).get_parent().pk == other.pk
    assert fresh(live).get_parent().pk != other.pk


def test_only_categories_where_one_may_add_are_offered(
    act, live, draft, catalogue, contributor, category
):
    CategoryFactory(parent=catalogue, title="Teknologi")
    CoursePage.objects.filter(pk=draft.pk).update(owner=contributor)
    form = act("course_category", [draft], user=contributor).context["form"]
    assert list(form.fields["category"].queryset) == [category]


def test_a_course_that_is_there_already_stays(act, live, category):
    answer = act("course_category", [live], {"category": category.pk})
    assert "It is there already." in text(answer)
    facts = {"category": category.pk, "seen": str(live.pk)}
    assert "Nothing was changed." in text(act("course_category", [live], facts))


def test_all_pages_of_a_listing_can_be_meant(client, moderator, live, draft, category):
    client.force_login(moderator)
    url = (
        "/admin/bulk/wagtailcore/page/course_verified/"
        f"?id=all&childOf={category.pk}&next=/admin/"
    )
    client.post(url, {"verified_on": TODAY})
    assert fresh(live).verified_on == TODAY
    assert fresh(draft).get_latest_revision_as_object().verified_on == TODAY


def test_an_id_that_is_none_is_not_found(client, moderator, live):
    client.force_login(moderator)
    url = "/admin/bulk/wagtailcore/page/course_verified/?id=x"
    assert client.get(url).status_code == 404


def test_the_explorer_offers_them(client, moderator, live, category):
    client.force_login(moderator)
    page = client.get(f"/admin/pages/{category.pk}/").content.decode()
    for action in ACTIONS:
        assert f"/admin/bulk/wagtailcore/page/{action}/" in page
