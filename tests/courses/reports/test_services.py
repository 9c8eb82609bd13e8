"""What becomes of a report."""

import datetime as dt
import logging
import uuid

import pytest
from django.core import mail
from django.utils import timezone

from courses.models import ProblemReport
from courses.reports.services import forget_contacts, report_handle, report_receive

from ..factories import CourseFactory, LessonFactory, ProblemReportFactory, UserFactory

pytestmark = pytest.mark.django_db
State = ProblemReport.State


@pytest.fixture
def report(category):
    return ProblemReportFactory(title="Kas Warung", contact="sari@contoh.example")


@pytest.fixture
def editor():
    return UserFactory(username="bu_rina")


def handled(days, **facts):
    at = timezone.now() - dt.timedelta(days=days)
    return ProblemReportFactory(state="fixed", handled_at=at, **facts)


def test_the_same_form_received_again_changes_nothing(category):
    page, form_id = CourseFactory(), uuid.uuid4()
    facts = {"page": page, "form_id": form_id, "language": "id"}
    first = report_receive(kind="video", text="Pertama", **facts)
    again = report_receive(kind="link", text="Kedua", **facts)
    assert (again.pk, again.text) == (first.pk, "Pertama")


def received(kind, page=None, form_id=None, **facts):
    page = page or CourseFactory(title="Kas")
    facts = {"form_id": form_id or uuid.uuid4(), "language": "id", **facts}
    return report_receive(page=page, kind=kind, **facts)


def letters():
    return {address for letter in mail.outbox for address in letter.to}


def test_a_complaint_about_rights_is_told_at_once_to_all_who_may_settle_it(sign_in):
    people = [sign_in("Editors"), sign_in("Moderators")]
    sign_in("Kontributor Bisnis Digital")
    report = received("copyright", contact="sari@contoh.example")
    assert letters() == {person.email for person in people}
    letter = mail.outbox[0]
    assert letter.subject == "Complaint about rights: “Kas”"
    assert f"/admin/problem-reports/{report.pk}/" in letter.body
    assert "sari@" not in letter.body + letter.alternatives[0][0]


def test_who_left_is_told_nothing(sign_in):
    user = sign_in("Editors")
    type(user).objects.update(is_active=False)
    received("copyright")
    assert mail.outbox == []


def test_a_complaint_sent_twice_is_told_once(sign_in):
    sign_in("Editors")
    report = received("copyright")
    received("copyright", page=report.page, form_id=report.form_id)
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("kind", ["video", "content", "link", "other"])
def test_other_reports_wait_in_the_queue(sign_in, kind):
    sign_in("Editors")
    received(kind)
    assert mail.outbox == []


def test_a_report_that_is_fixed_says_when_and_by_whom(report, editor):
    report = report_handle(report=report, user=editor, state=State.FIXED)
    assert report.handled_by == editor
    assert timezone.now() - report.handled_at < dt.timedelta(minutes=1)


def test_a_report_opened_again_is_nobodys(report, editor):
    report_handle(report=report, user=editor, state=State.DISMISSED)
    report = report_handle(report=report, user=editor, state=State.NEW)
    assert (report.handled_at, report.handled_by) == (None, None)


def test_saving_a_note_later_keeps_the_day_of_the_repair(category, editor):
    report = handled(30)
    saved = report_handle(report=report, user=editor, state=State.FIXED, note="Ya")
    assert (saved.handled_at, saved.internal_note) == (report.handled_at, "Ya")


def test_without_a_note_the_old_one_stays(report, editor):
    report_handle(report=report, user=editor, state=State.CHECKING, note="Sudah cek")
    report = report_handle(report=report, user=editor, state=State.FIXED)
    assert report.internal_note == "Sudah cek"


def test_a_reply_goes_to_the_sender_in_their_language(report, editor):
    report.title, report.language = "Kas & Warung", "en"
    report.save()
    words = "Sudah <kami> cek."
    report_handle(report=report, user=editor, state=State.FIXED, reply=words)
    [letter] = mail.outbox
    assert letter.to == ["sari@contoh.example"]
    assert letter.subject == "Your report about “Kas & Warung”"
    assert words in letter.body
    assert "The problem is fixed." in letter.body
    [html] = letter.alternatives
    assert "Sudah &lt;kami&gt; cek." in html[0]


def test_a_reply_before_the_repair_does_not_claim_one(report, editor):
    report.language = "en"
    report.save()
    report_handle(report=report, user=editor, state=State.CHECKING, reply="Sebentar.")
    assert "The problem is fixed." not in mail.outbox[0].body


def test_a_reply_is_kept_in_the_note_without_the_address(report, editor):
    report = report_handle(
        report=report, user=editor, state=State.FIXED, reply="Beres."
    )
    assert "bu_rina" in report.internal_note
    assert "Beres." in report.internal_note
    assert "sari@" not in report.internal_note


def test_without_an_address_no_reply_is_sent(editor, category):
    report = ProblemReportFactory()
    report_handle(report=report, user=editor, state=State.FIXED, reply="Beres.")
    assert mail.outbox == []


def test_a_dead_mail_server_does_not_keep_a_report_open(
    report, editor, settings, caplog, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with django_capture_on_commit_callbacks(execute=True):
        report_handle(report=report, user=editor, state=State.FIXED, reply="Beres.")
    assert "ConnectionRefusedError" in caplog.text
    report.refresh_from_db()
    assert report.state == State.FIXED
    assert "sari@" not in caplog.text


def test_two_lessons_are_below_their_course_and_other_courses_are_not(category):
    course = CourseFactory()
    ours = [
        ProblemReportFactory(page=page)
        for page in (course, LessonFactory(parent=course), LessonFactory(parent=course))
    ]
    ProblemReportFactory()
    assert set(ProblemReport.objects.below(course)) == set(ours)


# Personal data


def test_a_contact_is_forgotten_half_a_year_after_the_report_was_settled(category):
    old, recent = (
        handled(181, contact="a@x.example"),
        handled(179, contact="b@x.example"),
    )
    assert forget_contacts() == 1
    contacts = ProblemReport.objects.values_list("pk", "contact")
    assert dict(contacts) == {old.pk: "", recent.pk: "b@x.example"}


def test_an_open_report_keeps_its_contact(report):
    old = timezone.now() - dt.timedelta(days=900)
    ProblemReport.objects.update(reported_at=old)
    assert forget_contacts() == 0


def test_a_host_may_forget_sooner(category, settings):
    settings.PRAKERJA_COURSES = {"REPORT_CONTACT_DAYS": 30}
    handled(31, contact="a@x.example")
    assert forget_contacts() == 1
    assert forget_contacts() == 0


def test_nothing_about_a_report_is_logged(client, category, caplog):
    from ..guarding import guard_fields

    caplog.set_level(logging.DEBUG)
    course = CourseFactory()
    fields = {**guard_fields(), "kind": "video", "contact": "sari@contoh.example"}
    assert client.post(f"/lapor/{course.uid}/", fields).status_code == 303
    records = [
        record for record in caplog.records if record.name != "django.db.backends"
    ]
    assert "sari@" not in " ".join(record.getMessage() for record in records)


def test_a_report_outlives_its_page(report):
    report.page.delete()
    report.refresh_from_db()
    assert (report.page, report.title) == (None, "Kas Warung")
