"""From the sender's yes to a course in public, step by step."""

import datetime as dt
from unittest.mock import Mock

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Workflow, WorkflowTask
from wagtail.rich_text import RichText

from courses.models import (
    Contributor,
    CoursePage,
    CourseReviewTask,
    LiveSession,
    ReviewDecision,
    Submission,
)
from courses.moderation import deciding
from courses.moderation.deciding import decide
from courses.moderation.stranded import stranded_pages
from courses.setup import WORKFLOW
from courses.submissions import services
from courses.submissions.accepting import submission_published
from courses.submissions.copies import public_name
from courses.submissions.history import Closed
from courses.submissions.housekeeping import finish_submissions
from courses.submissions.status import status_context
from courses.submissions.uploads import read_upload
from tests.courses.factories import ContributorFactory, licence
from tests.courses.submissions.samples import PDF, named

pytestmark = pytest.mark.django_db


def decided(submission, moderator, outcome="approved", **words):
    page = submission.page
    return decide(
        page=page,
        user=moderator,
        outcome=outcome,
        revision_id=page.latest_revision_id,
        **words,
    )


def asked(submission, moderator):
    words = {"reason": "quality", "note": "Suara videonya pelan."}
    decided(submission, moderator, "changes", **words)
    submission.refresh_from_db()
    return submission


def changed(submission, **changes):
    services.submission_edit(
        submission=submission,
        answers={**submission.answers, **changes},
        name=submission.sender_name,
        organisation=submission.organisation,
    )
    submission.refresh_from_db()
    return submission


def latest(submission):
    page = CoursePage.objects.get(pk=submission.page_id)
    return page.get_latest_revision_as_object()


def scheduled(submission):
    """A moderator sets a time for it, past the desk."""
    page = latest(submission)
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()


def test_a_confirmed_video_waits_as_a_draft_in_its_category(received, category):
    page = received().page
    assert page.is_child_of(category)
    assert not page.live
    assert page.workflow_in_progress
    assert (page.format, page.handover_price) == ("video", 0)
    assert page.licence == licence("cc-by-4.0")
    assert page.rights_holder == "Koperasi Melati"
    assert page.source_url == "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    assert [block.block_type for block in page.body] == ["video", "text"]
    assert "<li>Lap lensa</li>" in str(page.body[1].value)


def test_a_confirmed_class_has_its_time_on_the_chosen_clock(received):
    session = LiveSession.objects.get(course=received("live").page)
    assert session.local_start.hour == 19
    assert session.timezone == "Asia/Makassar"
    assert session.duration_minutes == 90


def test_somebody_elses_video_is_embedded_only(received):
    page = received(rights="embed", licence="", maker="Kelas Budi").page
    assert page.licence == licence("embed-only")
    assert page.rights_holder == "Kelas Budi"


def test_a_permission_stands_in_the_rights_note(received):
    words = "Boleh dipakai, kata Budi, 1 Mei 2026."
    page = received(rights="permission", maker="Budi", permission=words).page
    assert (page.licence, page.rights_note) == (licence("by-permission"), words)


def test_confirming_twice_makes_one_page_and_one_letter(begun):
    submission = begun()
    services.submission_confirm(submission=submission)
    services.submission_confirm(submission=submission)
    assert CoursePage.objects.count() == 1
    assert [m.subject for m in mail.outbox].count(mail.outbox[-1].subject) == 1


def test_opening_is_said_once_for_each_round(received, moderator):
    submission = received()
    services.submission_opened(submission=submission, user=moderator)
    services.submission_opened(submission=submission, user=moderator)
    submission.refresh_from_db()
    assert submission.state == "in_review"
    assert submission.events.filter(kind="opened").count() == 1


def test_asking_for_changes_reaches_the_sender_without_the_internal_note(
    received, moderator
):
    submission = received()
    words = {"reason": "quality", "note": "Suara pelan.", "internal_note": "Curiga."}
    decided(submission, moderator, "changes", **words)
    submission.refresh_from_db()
    assert submission.state == "changes_asked"
    letter = mail.outbox[-1]
    assert letter.to == ["sri@contoh.example"]
    assert "Suara pelan." in letter.body
    assert "Curiga." not in letter.body + letter.alternatives[0].content


def test_a_decision_is_told_once(received, moderator):
    submission = received()
    decision = decided(submission, moderator, "changes", reason="other", note="Apa?")
    letters = len(mail.outbox)
    services.submission_decided(submission=submission, decision=decision)
    assert len(mail.outbox) == letters


def test_an_edit_goes_back_to_the_moderators(received, moderator):
    submission = changed(asked(received(), moderator), summary="Kini lebih jelas.")
    assert submission.state == "received"
    assert latest(submission).summary == "Kini lebih jelas."
    assert submission.page.workflow_in_progress


def test_an_edit_during_the_review_starts_it_anew(received):
    submission = received()
    before = submission.page.current_workflow_task_state
    changed(submission, summary="Kini lebih jelas.")
    page = CoursePage.objects.get(pk=submission.page_id)
    after = page.current_workflow_task_state
    before.refresh_from_db()
    assert before.status == "cancelled"
    assert after.pk != before.pk
    assert after.revision_id == page.latest_revision_id


def test_an_edit_that_changes_nothing_leaves_the_review_alone(received):
    submission = received()
    before = submission.page.current_workflow_task_state
    changed(submission)
    assert submission.page.current_workflow_task_state == before
    assert not submission.events.filter(kind="changed").exists()


def test_an_editors_corrections_survive_the_senders_edit(received):
    submission = received()
    page = latest(submission)
    page.title = "Memotret Dagangan"
    page.body[0].value["transcript"] = RichText("Halo semua.")
    page.save_revision()
    changed(submission, summary="Kini lebih jelas.", text="Teks baru.")
    page = latest(submission)
    assert page.title == "Memotret Dagangan"
    assert page.summary == "Kini lebih jelas."
    assert "Teks baru." in str(page.body[1].value)
    assert "Halo semua." in str(page.body[0].value["transcript"])


def test_a_new_title_reaches_the_video_and_leaves_its_transcript(received):
    submission = received()
    page = latest(submission)
    page.body[0].value["transcript"] = RichText("Halo semua.")
    page.save_revision()
    changed(submission, title="Judul baru")
    video = latest(submission).body[0].value
    assert video["title"] == "Judul baru"
    assert "Halo semua." in str(video["transcript"])


def test_a_new_link_replaces_its_video_only(received):
    submission = received()
    changed(submission, links=["https://vimeo.com/76979871"])
    kinds = [
        (b.block_type, b.block_type == "video" and b.value["url"])
        for b in latest(submission).body
    ]
    assert kinds == [("text", False), ("video", "https://vimeo.com/76979871")]


def test_a_class_moved_by_its_sender_moves(received):
    submission = received("live")
    day = (timezone.localdate() + dt.timedelta(days=30)).isoformat()
    changed(submission, date=day)
    session = LiveSession.objects.get()
    assert session.local_start.date().isoformat() == day


def test_another_category_takes_the_draft_along(received, category):
    other = category.get_siblings(inclusive=False).first().specific
    submission = changed(received(), category=str(other.uid))
    assert submission.page.is_child_of(other)
    assert latest(submission).url_path.startswith(other.url_path)


def test_an_answer_alone_brings_it_back_too(received, moderator):
    submission = asked(received(), moderator)
    services.submission_answer(submission=submission, text="Sudah saya cek.")
    submission.refresh_from_db()
    assert submission.state == "received"
    assert submission.page.workflow_in_progress


def test_an_answer_during_the_review_is_mailed_to_moderators(received, moderator):
    services.submission_answer(submission=received(), text="Videonya saya ganti.")
    assert mail.outbox[-1].to == [moderator.email]
    assert "Videonya saya ganti." in mail.outbox[-1].body


@pytest.mark.parametrize(
    ("shape", "role"),
    [("video", "presenter"), ("live", "presenter"), ("article", "author")],
)
def test_approval_publishes_and_credits(received, moderator, shape, role):
    submission = received(shape)
    decided(submission, moderator)
    submission.refresh_from_db()
    page = CoursePage.objects.get(pk=submission.page_id)
    (credit,) = page.credits.all()
    assert page.live
    assert submission.state == "accepted"
    assert (credit.role, credit.contributor.name) == (role, "Koperasi Melati")
    assert credit.contributor.kind == Contributor.Kind.ORGANISATION
    assert page.full_url in mail.outbox[-1].body


def test_a_known_contributor_is_credited_instead_of_a_new_one(received, moderator):
    known = ContributorFactory(name="KOPERASI MELATI")
    submission = received()
    decided(submission, moderator)
    assert submission.page.credits.get().contributor == known


def test_a_contributor_is_made_by_acceptance_only(received, moderator):
    submission = received()
    assert not Contributor.objects.exists()
    decided(submission, moderator, "refused", reason="scope", note="Bukan tempatnya.")
    assert not Contributor.objects.exists()


def test_refusal_says_why(received, moderator):
    submission = received()
    decided(submission, moderator, "refused", reason="scope", note="Bukan tempatnya.")
    submission.refresh_from_db()
    assert submission.state == "refused"
    assert "Bukan tempatnya." in mail.outbox[-1].body


def test_what_nobody_read_stays_a_draft_when_an_earlier_version_is_published(received):
    submission = received(file_1=named("a.pdf", PDF))
    read = submission.page.get_latest_revision()
    changed(submission, summary="Belum dibaca.", text="Juga belum.")
    services.files_keep(submission, [read_upload(named("b.pdf", PDF + b"2"))], [])
    read.publish()
    submission_published(page=submission.page)
    page = CoursePage.objects.get(pk=submission.page_id)
    assert page.live
    assert page.summary != "Belum dibaca."
    assert page.credits.exists()
    assert [block.block_type for block in page.body].count("document") == 1
    assert page.has_unpublished_changes
    assert latest(submission).summary == "Belum dibaca."
    assert latest(submission).credits.exists()


@pytest.mark.parametrize(
    "settle", [scheduled, lambda one: latest(one).save_revision().publish()]
)
def test_what_is_about_to_be_public_takes_no_change(received, settle):
    submission = received()
    settle(submission)
    with pytest.raises(Closed):
        changed(Submission.objects.get(), summary="Belum dibaca.")


@pytest.mark.django_db(transaction=True)
def test_publishing_by_hand_is_a_yes_at_once(received):
    submission = received()
    submission.page.get_latest_revision().publish()
    submission.refresh_from_db()
    page = CoursePage.objects.get(pk=submission.page_id)
    assert submission.state == "accepted"
    assert page.credits.exists()
    assert not page.workflow_in_progress
    assert not page.has_unpublished_changes


def test_with_two_tasks_nothing_is_public_after_the_first(received, moderator):
    second = CourseReviewTask.objects.create(name="Kedua")
    second.groups.set(moderator.groups.all())
    workflow = Workflow.objects.get(name=WORKFLOW)
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
    submission = received(file_1=named("a.pdf", PDF))
    decided(submission, moderator)
    assert not get_document_model().objects.exists()
    assert not Contributor.objects.exists()
    submission.page.refresh_from_db()
    decided(submission, moderator)
    page = CoursePage.objects.get(pk=submission.page_id)
    assert page.live
    assert "document" in [block.block_type for block in page.body]


def test_withdrawing_ends_the_review(received):
    submission = received()
    services.submission_withdraw(submission=submission)
    submission.refresh_from_db()
    assert submission.state == "withdrawn"
    assert not submission.page.workflow_in_progress
    assert mail.outbox[-1].to == ["sri@contoh.example"]


def test_withdrawing_takes_back_a_date_set_by_a_moderator(received):
    submission = received()
    scheduled(submission)
    services.submission_withdraw(submission=Submission.objects.get())
    assert not CoursePage.objects.get(pk=submission.page_id).approved_schedule


def test_what_has_a_date_is_not_reviewed_again(received):
    submission = received()
    scheduled(submission)
    services.submission_advance(submission=Submission.objects.get())
    assert not CoursePage.objects.get(pk=submission.page_id).workflow_in_progress
    assert not stranded_pages().exists()


def test_what_is_taken_back_meanwhile_is_not_reviewed(received):
    stale = received()
    services.submission_withdraw(submission=stale)
    services.submission_advance(submission=stale)
    assert not CoursePage.objects.get(pk=stale.page_id).workflow_in_progress


def test_what_is_refused_meanwhile_is_not_reviewed(received, moderator):
    stale = received()
    decided(stale, moderator, "refused", reason="scope", note="Bukan kursus.")
    services.submission_advance(submission=stale)
    assert not CoursePage.objects.get(pk=stale.page_id).workflow_in_progress


def test_what_was_taken_back_is_published_by_nobody(received):
    submission = received()
    services.submission_withdraw(submission=submission)
    with pytest.raises(ValidationError, match="mengambilnya kembali"):
        latest(submission).save_revision().publish()
    assert not CoursePage.objects.get(pk=submission.page_id).live


def test_a_review_of_what_was_taken_back_writes_nobody(received, moderator):
    submission = received()
    services.submission_withdraw(submission=submission)
    letters = len(mail.outbox)
    page = CoursePage.objects.get(pk=submission.page_id)
    page.get_workflow().start(page, moderator)
    submission = Submission.objects.get()
    decided(submission, moderator, "refused", reason="other", note="Ditarik.")
    submission.refresh_from_db()
    assert (submission.state, len(mail.outbox)) == ("withdrawn", letters)


def test_refusing_takes_back_a_date_set_by_a_moderator(received, moderator):
    submission = received()
    scheduled(submission)
    page = CoursePage.objects.get(pk=submission.page_id)
    page.get_workflow().start(page, moderator)
    submission = Submission.objects.get()
    decided(submission, moderator, "refused", reason="scope", note="Bukan kursus.")
    assert not CoursePage.objects.get(pk=submission.page_id).approved_schedule


@pytest.mark.django_db(transaction=True)
def test_publishing_what_was_refused_accepts_it_after_all(received, moderator):
    submission = received()
    decided(submission, moderator, "refused", reason="scope", note="Bukan kursus.")
    latest(submission).save_revision().publish()
    submission.refresh_from_db()
    assert submission.state == "accepted"
    assert CoursePage.objects.get(pk=submission.page_id).credits.exists()
    assert "diterima" in mail.outbox[-1].subject


@pytest.mark.django_db(transaction=True)
def test_a_date_is_a_yes_and_its_coming_is_told(received):
    submission = received()
    scheduled(submission)
    finish_submissions()
    submission.refresh_from_db()
    assert submission.state == "accepted"
    assert "http" not in mail.outbox[-1].body.split("Terima kasih")[0]
    assert "terbit pada" in str(status_context(submission)["state_text"])
    page = latest(submission)
    page.go_live_at = None
    page.save_revision().publish()
    assert "sudah terbit" in mail.outbox[-1].subject
    assert page.full_url in mail.outbox[-1].body
    letters = len(mail.outbox)
    latest(submission).save_revision().publish()
    assert len(mail.outbox) == letters


def test_the_status_of_a_course_taken_offline_does_not_call_it_public(
    received, moderator
):
    submission = received()
    decided(submission, moderator)
    CoursePage.objects.get(pk=submission.page_id).unpublish()
    submission = Submission.objects.get()
    assert "tidak terbit" in str(status_context(submission)["state_text"])


def test_saving_without_a_change_goes_back_to_who_asked_for_one(received, moderator):
    submission = changed(asked(received(), moderator))
    assert submission.state == "received"
    assert submission.page.workflow_in_progress


def test_an_acceptance_that_fails_leaves_nothing_in_public_storage(
    received, moderator, monkeypatch
):
    submission = received(file_1=named("gagal.pdf", PDF))
    monkeypatch.setattr(deciding, "tell", Mock(side_effect=OSError))
    with pytest.raises(OSError), transaction.atomic():
        decided(submission, moderator)
    names = default_storage.listdir("documents")[1]
    assert not [name for name in names if name.startswith("gagal")]


def test_what_a_dead_acceptance_left_is_replaced(received, moderator):
    submission = received(file_1=named("sisa.pdf", PDF))
    name = stray_copy(submission)
    decided(submission, moderator)
    assert get_document_model().objects.get(title="sisa.pdf").file.name == name


def stray_copy(submission):
    """What a process leaves that dies over an acceptance."""
    name = f"documents/{public_name(submission.files.get())}"
    return default_storage.save(name, ContentFile(PDF))


def test_forgotten_files_do_not_hinder_a_late_yes(received, moderator):
    submission = received(file_1=named("a.pdf", PDF))
    submission.files.update(file="")
    decided(submission, moderator)
    assert CoursePage.objects.get(pk=submission.page_id).live


def test_a_sender_with_one_name_is_a_person(received, moderator):
    submission = received(sender_name="Slamet", organisation="")
    decided(submission, moderator)
    assert Contributor.objects.get().kind == Contributor.Kind.PERSON


def test_the_maker_of_somebody_elses_video_is_not_listed(received, moderator):
    submission = received(rights="embed", licence="", maker="Rick")
    decided(submission, moderator)
    assert not Contributor.objects.get(name="Rick").listed


@pytest.mark.parametrize("outcome", ["approved", "refused"])
def test_what_is_decided_cannot_be_changed(received, moderator, outcome):
    submission = received()
    words = {} if outcome == "approved" else {"reason": "scope", "note": "Tidak."}
    decided(submission, moderator, outcome, **words)
    with pytest.raises(Closed):
        changed(Submission.objects.get(), summary="Lain")
    with pytest.raises(Closed):
        services.submission_withdraw(submission=submission)
    assert ReviewDecision.objects.count() == 1
