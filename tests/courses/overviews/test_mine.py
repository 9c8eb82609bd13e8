"""The writer's panel on the admin's home."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses import setup
from courses.models import LessonPage
from courses.overviews.mine import WagtailsList
from tests.courses.factories import CourseFactory, LessonFactory, StandardPageFactory
from tests.courses.moderation.conftest import hand_in, member

pytestmark = pytest.mark.django_db
HOME = reverse("wagtailadmin_home")
NOTE = "Suara di menit 3 hilang."


@pytest.fixture(autouse=True)
def workflow(tree):
    setup.ensure_workflow()


@pytest.fixture
def author(growth):
    return member("ibu_sri", "Kontributor Pengembangan Diri")


@pytest.fixture
def moderator(growth):
    return member("pak_budi", "Moderators")


def draft(category, author, **facts):
    page = CourseFactory(parent=category, draft=True, owner=author, **facts)
    page.save_revision(user=author)
    return page


def decide(client, page, moderator, outcome):
    client.force_login(moderator)
    review = reverse("prakerja_courses_review", args=[page.pk])
    shown = client.get(review).context["form"]
    sent = {name: shown[name].value() for name in ("version", "review_id")}
    words = {"reason": "quality", "note": NOTE, "internal_note": ""}
    client.post(review, {**sent, **words, "outcome": outcome})


def panel(client, user):
    client.force_login(user)
    for each in client.get(HOME).context["panels"]:
        if each.name == "my_courses":
            return each.get_context_data({})
    return None


def titles(works):
    return [work.page.draft_title for work in works]


def html_of(client, user):
    client.force_login(user)
    return client.get(HOME).content.decode()


def test_it_leads_to_the_examples_of_the_only_category(client, author, growth):
    choose = reverse("prakerja_courses_examples", args=[growth.pk])
    html = html_of(client, author)
    assert f'href="{choose}">Write a new course</a>' in html
    assert "You have no draft yet" in html


def test_of_several_categories_each_has_its_button(client, sign_in, tree):
    user = sign_in("Editors")
    categories = panel(client, user)["categories"]
    assert len(categories) == 5
    html = html_of(client, user)
    for category in categories:
        assert reverse("prakerja_courses_examples", args=[category.pk]) in html


def test_drafts_and_what_is_in_review_stand_apart(client, author, growth):
    draft(growth, author, title="Belum selesai")
    hand_in(draft(growth, author, title="Menunggu"), author)
    found = panel(client, author)
    assert titles(found["drafts"]) == ["Belum selesai"]
    assert titles(found["waiting"]) == ["Menunggu"]


def test_a_draft_of_an_example_is_there_and_among_the_recent_edits(
    client, author, growth
):
    client.force_login(author)
    client.post(reverse("prakerja_courses_from_example", args=[growth.pk, "article"]))
    (work,) = panel(client, author)["drafts"]
    panels = {each.name: each for each in client.get(HOME).context["panels"]}
    recent = panels["recent_edits"].get_context_data(
        {"request": client.get(HOME).wsgi_request}
    )
    assert [page.pk for _date, page in recent["last_edits"]] == [work.page.pk]


def test_changes_asked_come_with_the_note(client, author, moderator, growth):
    page = hand_in(draft(growth, author), author)
    decide(client, page, moderator, "changes")
    (work,) = panel(client, author)["asked"]
    assert (work.page.pk, work.note) == (page.pk, NOTE)
    assert NOTE in html_of(client, author)


def test_of_a_hosts_own_task_the_comment_is_shown(client, author, moderator, growth):
    page = hand_in(draft(growth, author), author)
    page.current_workflow_task_state.reject(user=moderator, comment="Kurang contoh.")
    (work,) = panel(client, author)["asked"]
    assert work.note == "Kurang contoh."


def test_a_refused_draft_says_so_and_why(client, author, moderator, growth):
    page = hand_in(draft(growth, author), author)
    decide(client, page, moderator, "refused")
    (work,) = panel(client, author)["drafts"]
    assert work.is_refused
    assert NOTE in html_of(client, author)


def test_an_earlier_note_is_gone_once_it_is_handed_in_again(
    client, author, moderator, growth
):
    page = hand_in(draft(growth, author), author)
    decide(client, page, moderator, "changes")
    page.refresh_from_db()
    page.current_workflow_state.resume(user=author)
    assert len(panel(client, author)["waiting"]) == 1
    assert NOTE not in html_of(client, author)


def test_what_is_public_as_it_stands_and_what_others_write_is_left_out(
    client, author, moderator, growth
):
    CourseFactory(parent=growth, owner=author)
    draft(growth, moderator)
    found = panel(client, author)
    assert not found["drafts"] + found["waiting"] + found["asked"]


def test_a_change_of_a_public_course_is_there(client, author, growth):
    course = CourseFactory(parent=growth, owner=author)
    course.title = "Judul baru"
    course.save_revision(user=author)
    assert titles(panel(client, author)["drafts"]) == [course.title]
    assert "public, with changes that are not" in html_of(client, author)


def test_a_lesson_is_there_beside_the_courses(client, author, growth):
    course = CourseFactory(parent=growth, owner=author)
    lesson = LessonFactory(parent=course, draft=True, owner=author)
    assert titles(panel(client, author)["drafts"]) == [lesson.title]
    assert LessonPage.objects.count() == 1


def test_wagtails_list_of_the_same_reviews_is_left_out(client, author, growth):
    hand_in(draft(growth, author), author)
    client.force_login(author)
    panels = client.get(HOME).context["panels"]
    assert not any(isinstance(each, WagtailsList) for each in panels)


def test_wagtails_list_stays_where_it_has_other_pages(client, sign_in, home, growth):
    user = sign_in("Editors")
    page = StandardPageFactory(parent=home, owner=user)
    page.save_revision()
    growth.get_workflow().start(page, user)
    client.force_login(user)
    names = [each.name for each in client.get(HOME).context["panels"]]
    assert "user_objects_in_workflow_moderation" in names


def test_who_decides_has_the_desk_instead(client, moderator):
    assert panel(client, moderator) is None


def test_more_drafts_cost_no_more_queries(client, author, growth):
    def cost():
        panel(client, author)
        with CaptureQueriesContext(connection) as spent:
            panel(client, author)
        return len(spent)

    draft(growth, author)
    few = cost()
    for number in range(12):
        draft(growth, author, title=f"Kursus nomor {number}")
    assert cost() <= few
    assert panel(client, author)["more"]
