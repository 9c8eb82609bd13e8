"""One decision ends a review, or nothing changes at all."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone
from wagtail.models import Page, WorkflowState

from courses.models import CoursePage, LessonPage, Licence, ReviewDecision
from courses.moderation.deciding import decide
from courses.moderation.errors import (
    NotInReview,
    NotReady,
    NotYourTurn,
    ReasonMissing,
    VersionChanged,
)
from courses.moderation.versions import newest_revision, version_of

from ..factories import CourseFactory, LessonFactory, UserFactory, text
from .conftest import hand_in

pytestmark = pytest.mark.django_db

WORDS = {"reason": "quality", "note": "Suara di menit 3 hilang."}


def settle(page, user, outcome="approved", **changes):
    read = changes.pop("revision_id", None) or newest_revision(page).pk
    return decide(page=page, user=user, outcome=outcome, revision_id=read, **changes)


def state_of(page):
    return page.workflow_states.order_by("pk").last().status


def test_approving_publishes(course, moderator):
    decision = settle(course, moderator)
    course.refresh_from_db()
    assert course.live
    assert (decision.outcome, decision.decided_by) == ("approved", moderator)


def test_asking_for_changes_gives_the_draft_back(course, moderator):
    settle(course, moderator, "changes", **WORDS)
    course.refresh_from_db()
    assert not course.live
    assert state_of(course) == WorkflowState.STATUS_NEEDS_CHANGES


def test_refusing_ends_the_review_and_keeps_the_draft(course, moderator):
    settle(course, moderator, "refused", **WORDS)
    course.refresh_from_db()
    assert not course.live
    assert state_of(course) == WorkflowState.STATUS_CANCELLED


def test_refusing_leaves_the_public_version_alone(category, author, moderator):
    course = CourseFactory(parent=category, owner=author, summary="Seperti dulu.")
    course.summary = "Ingin diganti."
    hand_in(course, author)
    settle(course, moderator, "refused", **WORDS)
    public = CoursePage.objects.get()
    assert public.live
    assert public.summary == "Seperti dulu."


@pytest.mark.parametrize("outcome", ["changes", "refused"])
@pytest.mark.parametrize(
    "words", [{}, {"reason": "quality"}, {"note": "Kurang."}, {**WORDS, "note": "  "}]
)
def test_turning_somebody_away_needs_reason_and_note(course, moderator, outcome, words):
    with pytest.raises(ReasonMissing):
        settle(course, moderator, outcome, **words)
    assert course.workflow_in_progress
    assert not ReviewDecision.objects.exists()


def test_a_version_that_nobody_read_is_not_approved(course, moderator):
    read = newest_revision(course).pk
    course.save_revision()
    with pytest.raises(VersionChanged):
        settle(course, moderator, revision_id=read)
    assert not CoursePage.objects.get().live


def test_autosave_into_the_version_that_was_read_is_noticed(
    course, moderator, colleague
):
    read = version_of(course.save_revision(user=colleague))
    course.save_revision(user=colleague, overwrite_revision=course.latest_revision)
    with pytest.raises(VersionChanged):
        settle(course, moderator, version=read)


def test_a_decision_taken_twice_is_one(course, moderator):
    first = settle(course, moderator)
    assert settle(course, moderator, revision_id=first.revision_id) == first
    assert ReviewDecision.objects.count() == 1


def test_the_slower_of_two_moderators_is_told(course, moderator, colleague):
    settle(course, moderator, "changes", **WORDS)
    with pytest.raises(NotInReview):
        settle(course, colleague)
    assert not CoursePage.objects.get().live


def test_a_moderator_removed_while_reading_decides_nothing(course, moderator):
    revision = newest_revision(course).pk
    course.current_workflow_task.get_actions(course, moderator)  # as opening it does
    moderator.groups.remove(Group.objects.get(name="Moderators"))
    with pytest.raises(NotYourTurn):
        settle(course, moderator, revision_id=revision)
    assert course.workflow_in_progress


def test_a_disabled_account_decides_nothing(course, moderator):
    type(moderator).objects.filter(pk=moderator.pk).update(is_active=False)
    with pytest.raises(NotYourTurn):
        settle(course, moderator)


def test_the_author_does_not_approve_their_own_course(course, author):
    with pytest.raises(NotYourTurn):
        settle(course, author)


def test_an_error_of_the_course_stops_the_approval(course, moderator):
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    with pytest.raises(NotReady) as refusal:
        settle(course, moderator)
    assert "Hanya tautan" in refusal.value.messages[0]
    assert course.workflow_in_progress
    assert not ReviewDecision.objects.exists()


def test_a_page_deleted_meanwhile_is_told(course, moderator):
    revision = newest_revision(course).pk
    Page.objects.get(pk=course.pk).delete()
    with pytest.raises(NotInReview):
        settle(course, moderator, revision_id=revision)


def test_the_category_deleted_meanwhile_is_told(course, category, moderator):
    revision = newest_revision(course).pk
    category.delete()
    with pytest.raises(NotInReview):
        settle(course, moderator, revision_id=revision)


def test_an_approved_schedule_waits_for_its_time(course, moderator):
    course.go_live_at = timezone.now() + timezone.timedelta(days=2)
    course.save_revision()
    settle(course, moderator)
    scheduled = CoursePage.objects.get()
    assert not scheduled.live
    assert scheduled.approved_schedule


def test_a_lesson_is_decided_about_like_its_course(category, author, moderator):
    course = CourseFactory(parent=category)
    lesson = hand_in(LessonFactory(parent=course, draft=True, owner=author), author)
    decision = settle(lesson, moderator)
    assert LessonPage.objects.get().live
    assert decision.page == course


def test_the_history_tells_the_author_why_and_not_what_is_internal(course, moderator):
    settle(course, moderator, "changes", **WORDS, internal_note="Sudah tiga kali.")
    state = course.workflow_states.last().current_task_state
    assert WORDS["note"] in state.comment
    assert "tiga kali" not in state.comment


# Letters


def test_the_author_reads_reason_and_note(course, moderator):
    settle(course, moderator, "changes", **WORDS, internal_note="Sudah tiga kali.")
    (letter,) = mail.outbox
    assert letter.to == ["ibu_sri@contoh.example"]
    html = letter.alternatives[0][0]
    for content in (letter.body, html):
        assert WORDS["note"] in content
        assert "tiga kali" not in content
        assert f"/admin/pages/{course.pk}/edit/" in content
    assert letter.subject == f"“{course.title}” needs a change before it becomes public"


def test_an_approval_brings_the_address(course, moderator):
    settle(course, moderator, note="Terima kasih & salam.")
    (letter,) = mail.outbox
    assert CoursePage.objects.get().full_url in letter.body
    assert "Terima kasih & salam." in letter.body


def test_a_refusal_is_told_once(course, moderator):
    settle(course, moderator, "refused", **WORDS)
    (letter,) = mail.outbox
    assert WORDS["note"] in letter.body


def test_letters_are_in_the_language_of_the_author(course, moderator, author):
    author.wagtail_userprofile.preferred_language = "id"
    author.wagtail_userprofile.save()
    settle(course, moderator, "refused", **WORDS)
    assert '<html lang="id">' in mail.outbox[0].alternatives[0][0]


def test_who_wants_no_letters_gets_none(course, moderator, author):
    author.wagtail_userprofile.rejected_notifications = False
    author.wagtail_userprofile.save()
    settle(course, moderator, "changes", **WORDS)
    assert mail.outbox == []


def test_an_editor_who_hands_in_for_somebody_is_told_too(category, author, moderator):
    editor = UserFactory(username="editor")
    course = CourseFactory(parent=category, draft=True, owner=author)
    hand_in(course, editor)
    mail.outbox.clear()
    settle(course, moderator)
    told = {letter.to[0] for letter in mail.outbox}
    assert told == {author.email, editor.email}


def test_a_title_is_not_read_as_html(course, moderator):
    course.title = "Ibu <b>& Anak"
    course.save_revision()
    settle(course, moderator, "refused", **WORDS)
    assert "Ibu <b>& Anak" in mail.outbox[0].subject
    assert "Ibu &lt;b&gt;&amp; Anak" in mail.outbox[0].alternatives[0][0]


def test_the_body_that_was_read_is_the_body_that_is_public(course, moderator):
    course.body = text("Versi yang dibaca.")
    course.save_revision()
    settle(course, moderator)
    assert "Versi yang dibaca." in str(CoursePage.objects.get().body)
