"""One letter a day about what has waited too long."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from courses.models import ReviewReminder
from courses.moderation import reminding
from courses.moderation.reminding import remind_moderators

from ..factories import StandardPageFactory
from .conftest import hand_in
from .test_desk import waiting

pytestmark = pytest.mark.django_db
NINE = dt.time(9)


@pytest.fixture
def clock(monkeypatch):
    """Call with a number of days from today and a time of day."""

    def turn(days=0, time=NINE):
        day = timezone.localtime() + dt.timedelta(days=days)
        now = dt.datetime.combine(day.date(), time, tzinfo=day.tzinfo)
        monkeypatch.setattr(reminding.timezone, "localtime", lambda: now)

    turn()
    return turn


@pytest.fixture
def late(category, author, mailoutbox):
    page = waiting(category, author, days=9, title="Menunggu lama")
    mailoutbox.clear()
    return page


def test_each_moderator_gets_one_list(clock, late, moderator, colleague, mailoutbox):
    remind_moderators()
    assert {mail.to[0] for mail in mailoutbox} == {moderator.email, colleague.email}
    letter = mailoutbox[0]
    assert "Menunggu lama" in letter.body
    assert reverse("prakerja_courses_review", args=[late.pk]) in letter.body
    assert "Menunggu lama" in letter.alternatives[0][0]


def test_once_a_day_is_enough(clock, late, moderator, mailoutbox):
    remind_moderators()
    remind_moderators()
    clock(time=dt.time(20))
    remind_moderators()
    assert len(mailoutbox) == 1


def test_the_next_day_it_is_said_again(clock, late, moderator, mailoutbox):
    remind_moderators()
    clock(days=1)
    remind_moderators()
    assert len(mailoutbox) == 2


def test_nobody_is_written_to_at_night(clock, late, moderator, mailoutbox):
    clock(time=dt.time(3))
    remind_moderators()
    assert mailoutbox == []


def test_what_is_younger_is_no_reason(clock, category, author, moderator, mailoutbox):
    waiting(category, author, days=6)
    mailoutbox.clear()
    remind_moderators()
    assert mailoutbox == []
    assert not ReviewReminder.objects.exists()


def test_a_moderator_who_wants_no_letters_gets_none(clock, late, moderator, mailoutbox):
    moderator.wagtail_userprofile.submitted_notifications = False
    moderator.wagtail_userprofile.save()
    remind_moderators()
    assert mailoutbox == []


def test_without_moderators_an_administrator_is_told(
    clock, late, admin_user, mailoutbox
):
    Group.objects.get(name="Moderators").user_set.clear()
    remind_moderators()
    assert [mail.to for mail in mailoutbox] == [[admin_user.email]]


def test_the_home_of_the_admin_says_who_waits_longest(client, late, moderator):
    client.force_login(moderator)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "1 has waited longer than 7 days." in page
    assert reverse("prakerja_courses_review", args=[late.pk]) in page


def test_the_home_is_kind_when_nothing_waits(client, moderator):
    client.force_login(moderator)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Nothing is waiting. Thank you!" in page


def test_wagtails_own_list_gives_way_when_the_desk_has_all_of_it(
    client, late, category, author, moderator
):
    waiting(category, author, title="Satu lagi")
    client.force_login(moderator)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "awaiting-review" not in page
    assert "2 courses wait for your decision." in page


def test_wagtails_own_list_stays_when_other_pages_wait_too(
    client, home, late, category, author, moderator
):
    hand_in(StandardPageFactory(parent=home, draft=True), author)
    client.force_login(moderator)
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "awaiting-review" in page
