"""Every letter, in both languages, as text and as HTML."""

import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.template.loader import get_template

from courses import setup
from courses.models import ReviewDecision, Submission
from courses.submissions.letters import tell_moderators, tell_sender
from tests.courses.factories import StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db
DECISION = ReviewDecision(outcome="changes", reason="quality", note="Kurang <jelas>.")
FOR_SENDERS = {
    "confirm": {"days": 14, "file_hours": 48},
    "received": {},
    "changes": {"decision": DECISION},
    "refused": {"decision": DECISION},
    "accepted": {"decision": DECISION, "page_url": "http://testserver/kursus/"},
    "withdrawn": {},
    "published": {"page_url": "http://testserver/kursus/"},
    "link": {},
    "reply": {"text": "Kami baca minggu ini."},
    "invitation": {"way_in": "/admin/masuk/"},
}
FOR_MODERATORS = {"problem": {"problem": "workflow"}, "answered": {"text": "Sudah."}}


@pytest.fixture
def submission():
    return Submission.objects.create(
        title="Foto <produk>",
        sender_name="Sri & Budi",
        sender_email="sri@contoh.example",
        form_id=uuid.uuid4(),
    )


def check(letter):
    html = letter.alternatives[0].content
    assert letter.subject
    assert "\n" not in letter.subject
    assert "&" not in letter.body.replace("Sri & Budi", "")
    assert "<produk>" not in html
    for text in (letter.body, html):
        assert "{" not in text.partition("</style>")[2] or text == letter.body
        assert "http://testserver/" in text


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", FOR_SENDERS)
def test_a_letter_to_the_sender(submission, name, language):
    submission.language = language
    tell_sender(submission, name, **FOR_SENDERS[name])
    (letter,) = mail.outbox
    assert letter.to == ["sri@contoh.example"]
    check(letter)
    english = "/en/kontribusi/" in letter.body
    assert english == (language == "en" and name != "invitation")


@pytest.mark.parametrize("name", FOR_MODERATORS)
def test_a_letter_to_moderators(submission, admin_user, name):
    UserFactory(username="tanpa_hak")
    tell_moderators(submission, name, **FOR_MODERATORS[name])
    (letter,) = mail.outbox
    assert letter.to == [admin_user.email]
    assert f"/admin/handed-in/{submission.uid}/" in letter.body
    check(letter)


def test_moderators_of_other_pages_get_no_letter(received, moderator):
    submission = received()
    strangers = Group.objects.create(name="Redaksi berita")
    setup.allow_on_page(strangers, StandardPageFactory(title="Berita"), "publish")
    UserFactory(username="redaksi").groups.add(strangers)
    mail.outbox.clear()
    tell_moderators(submission, "answered", text="Sudah.")
    assert [letter.to for letter in mail.outbox] == [[moderator.email]]


def test_each_letter_there_is_a_template_for_is_tried():
    folder = Path(get_template("prakerja_courses/mail/base.html").origin.name).parent
    names = {path.stem for path in folder.glob("submission_*")}
    tried = {f"submission_{name}" for name in (*FOR_SENDERS, *FOR_MODERATORS)}
    assert names == {*tried, "submission_base"}
