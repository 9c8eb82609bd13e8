"""Who hears of a dead video, and how often."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.users.models import UserProfile

from courses.media.telling import tell_gone
from courses.media.watch import check_due_media
from courses.models import MediaItem, Submission
from courses.setup import ensure_editors

from ..factories import ContributorFactory, CourseFactory, CreditFactory, UserFactory

pytestmark = pytest.mark.django_db
ID = "aaaaaaaaaaa"


@pytest.fixture
def editor(course):
    ensure_editors()
    editor = UserFactory(username="editor")
    editor.groups.add(Group.objects.get(name="Editors"))
    return editor


@pytest.fixture
def gone(make_item):
    return make_item(ID, state="gone", title="Cara membuat roti")


def addresses(mailoutbox):
    return sorted(address for mail in mailoutbox for address in mail.to)


def test_editors_hear_of_it(gone, editor, mailoutbox):
    tell_gone()
    (mail,) = mailoutbox
    assert mail.to == ["editor@contoh.example"]
    assert "Cara membuat roti" in mail.body
    assert "Kursus Video" in mail.body
    assert "/edit/" in mail.body
    assert "Kursus Video" in mail.alternatives[0][0]


def test_the_contributors_account_hears_of_it(gone, course, mailoutbox):
    contributor = ContributorFactory()
    contributor.users.add(UserFactory(username="ani"))
    CreditFactory(page=course, contributor=contributor)
    tell_gone()
    assert addresses(mailoutbox) == ["ani@contoh.example"]
    assert "/edit/" not in mailoutbox[0].body


def test_the_sender_of_a_submission_hears_of_it(gone, course, mailoutbox):
    submit(course, language="en")
    tell_gone()
    (mail,) = mailoutbox
    assert mail.to == ["budi@contoh.example"]
    assert mail.subject.startswith("A video on")
    assert "/edit/" not in mail.body


def submit(course, **facts):
    return Submission.objects.create(
        page=course,
        shape="video",
        title=course.title,
        sender_name="Budi",
        sender_email="budi@contoh.example",
        form_id="6f7b0f5e-6a52-4a0d-9c0e-3f1d9d2c8a11",
        **facts,
    )


def test_an_account_reads_it_in_its_own_language(gone, editor, mailoutbox):
    UserProfile.objects.create(user=editor, preferred_language="en")
    tell_gone()
    assert mailoutbox[0].subject.startswith("A video on")


def test_one_person_gets_one_letter_about_all(gone, editor, make_item, mailoutbox):
    make_item("bbbbbbbbbbb", state="gone", title="Cara membuat donat")
    tell_gone()
    (mail,) = mailoutbox
    assert "roti" in mail.body
    assert "donat" in mail.body


def test_nobody_is_told_twice(gone, editor, mailoutbox, clock):
    tell_gone()
    clock.forward(days=2)
    tell_gone()
    assert len(mailoutbox) == 1


def test_it_is_told_again_after_it_came_back_and_died_again(
    provider, gone, editor, mailoutbox, clock
):
    clock.set(2026, 11, 2)
    tell_gone()
    for answer in ("fine", *["missing"] * 4):
        provider.answers.update({ID: answer, "control-123": "fine"})
        MediaItem.objects.update(next_check_at=timezone.now())
        check_due_media()
        clock.forward(days=1)
    assert len(mailoutbox) == 2


def test_videos_that_die_within_an_hour_are_told_of_together(
    gone, editor, make_item, mailoutbox, clock
):
    clock.set(2026, 11, 2)
    tell_gone()
    make_item("bbbbbbbbbbb", state="gone")
    make_item("ccccccccccc", state="gone")
    clock.forward(minutes=30)
    tell_gone()
    assert len(mailoutbox) == 1
    clock.forward(minutes=31)
    tell_gone()
    assert len(mailoutbox) == 2


def test_a_video_on_drafts_only_is_nobodys_worry(
    category, editor, make_item, mailoutbox
):
    make_item(ID, page=CourseFactory(parent=category, draft=True), state="gone")
    tell_gone()
    assert mailoutbox == []
    assert MediaItem.objects.get(video_id=ID).told_at is None


def test_embedding_off_is_no_death(make_item, editor, mailoutbox):
    make_item(ID, state="no_embedding")
    tell_gone()
    assert mailoutbox == []


def test_an_account_that_is_switched_off_hears_nothing(gone, course, mailoutbox):
    contributor = ContributorFactory()
    contributor.users.add(UserFactory(is_active=False))
    CreditFactory(page=course, contributor=contributor)
    tell_gone()
    assert mailoutbox == []
