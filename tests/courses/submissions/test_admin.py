"""What moderators see of a submission beside the desk, and the invitation."""

import re
from unittest import mock

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from courses import setup
from courses.models import CategoryPage, CoursePage, CourseReviewTask
from courses.submissions import admin, inviting, services
from courses.submissions.history import Closed
from tests.courses.factories import (
    ContributorFactory,
    StandardPageFactory,
    UserFactory,
)
from tests.courses.submissions.samples import PDF, named
from tests.courses.submissions.test_services import decided

pytestmark = pytest.mark.django_db
LIST = "/admin/handed-in/"


def detail(submission, name="prakerja_courses_submission"):
    return reverse(name, args=[submission.uid])


@pytest.fixture
def accepted(received, moderator):
    submission = received()
    decided(submission, moderator)
    submission.refresh_from_db()
    return submission


def test_the_list_shows_what_was_confirmed_only(client, received, begun, moderator):
    received(title="Sudah dikirim")
    begun(title="Belum dikirim", links="youtu.be/dQw4w9WgXcQ")
    client.force_login(moderator)
    html = client.get(LIST).content.decode()
    assert "Sudah dikirim" in html
    assert "Belum dikirim" not in html


def test_the_history_is_told_to_moderators_not_to_the_sender(
    client, received, moderator
):
    submission = received()
    decided(submission, moderator, "changes", reason="rights", note="Izin siapa?")
    client.force_login(moderator)
    html = client.get(detail(submission)).content.decode()
    history = html.split("<h2>")[-1]
    assert "diputuskan (perubahan diminta, hak)" in history
    assert "Izin siapa?" in history
    assert "Anda" not in history


def test_a_draft_has_no_page_in_the_admin(client, begun, moderator):
    client.force_login(moderator)
    assert client.get(detail(begun())).status_code == 404


def test_contributors_do_not_get_in(client, received):
    submission = received()
    user = UserFactory(username="lain")
    user.groups.add(Group.objects.get(name="Kontributor Bisnis Digital"))
    client.force_login(user)
    assert client.get(LIST).status_code == 302
    assert client.get(detail(submission)).status_code == 404


def test_a_submission_is_shown_with_answers_and_files(client, received, moderator):
    submission = received(file_1=named("lembar.pdf", PDF))
    client.force_login(moderator)
    html = client.get(detail(submission)).content.decode()
    for words in ("Lap lensa", "sri@contoh.example", "lembar.pdf"):
        assert words in html
    assert "/invite/" not in html


def test_a_spreadsheet_of_the_list_runs_no_formula(client, received, moderator):
    received(title="=HYPERLINK(1)")
    client.force_login(moderator)
    csv = b"".join(client.get(f"{LIST}?export=csv")).decode()
    assert "\n=HYPERLINK" not in csv
    assert "HYPERLINK(1)" in csv


def test_one_click_invites_the_sender(client, accepted, moderator):
    client.force_login(moderator)
    client.post(detail(accepted, "prakerja_courses_submission_invite"))
    account = get_user_model().objects.get(email="sri@contoh.example")
    page = CoursePage.objects.get(pk=accepted.page_id)
    assert not account.has_usable_password()
    assert [group.name for group in account.groups.all()] == [
        "Kontributor Bisnis Digital"
    ]
    assert page.owner == account
    assert account in page.credits.get().contributor.users.all()
    assert mail.outbox[-1].to == ["sri@contoh.example"]


def test_who_made_a_work_that_stays_elsewhere_is_tied_to_it(received, moderator):
    submission = received(
        "article", rights="own_link", licence="", source="https://tiktok.com/@sri/1"
    )
    decided(submission, moderator)
    submission.refresh_from_db()
    account = services.submission_invite(submission=submission, user=moderator)
    page = CoursePage.objects.get(pk=submission.page_id)
    assert account in page.credits.get().contributor.users.all()


def test_the_invitation_leads_to_a_password_and_into_the_admin(
    client, accepted, moderator
):
    account = services.submission_invite(submission=accepted, user=moderator)
    way_in = re.search(r"http://testserver(/admin/\S+)", mail.outbox[-1].body)[1]
    form = client.get(way_in, follow=True)
    new = {"new_password1": "Kucing-Lari-7", "new_password2": "Kucing-Lari-7"}
    client.post(form.redirect_chain[-1][0], new)
    assert client.login(username=account.get_username(), password="Kucing-Lari-7")
    assert client.get("/admin/").status_code == 200


def test_inviting_twice_makes_one_account(accepted, moderator):
    for _time in (1, 2):
        services.submission_invite(submission=accepted, user=moderator)
    assert get_user_model().objects.filter(email="sri@contoh.example").count() == 1


def test_an_account_that_is_there_is_used(accepted, moderator):
    known = UserFactory(username="sri", email="SRI@contoh.example")
    assert services.submission_invite(submission=accepted, user=moderator) == known
    letter = mail.outbox[-1]
    assert letter.to == ["SRI@contoh.example"]
    for text in (letter.body, letter.alternatives[0].content):
        assert "http://testserver/admin/login/" in text
        assert "password_reset" not in text


def test_an_account_of_a_look_alike_address_is_not_used(accepted, moderator):
    """Some databases find “ı” where “i” was asked for."""
    other = UserFactory(username="srı", email="srı@contoh.example")
    everybody = get_user_model().objects.all()
    manager = get_user_model().objects
    with mock.patch.object(manager, "filter", return_value=everybody):
        account = inviting.account_of(accepted)
    assert account != other
    assert account.email == "sri@contoh.example"


def test_a_name_that_was_there_is_not_given_to_the_account(received, moderator):
    known = ContributorFactory(name="Koperasi Melati")
    submission = received()
    decided(submission, moderator)
    account = services.submission_invite(submission=submission, user=moderator)
    assert submission.page.credits.get().contributor == known
    assert not known.users.exists()
    assert not account.contributors.exists()


def test_moderators_read_who_will_be_credited(client, received, moderator):
    submission = received()
    client.force_login(moderator)
    desk = reverse("prakerja_courses_review", args=[submission.page_id])
    assert client.get(desk).context["contributor"] is None
    ContributorFactory(name="KOPERASI MELATI")
    assert "KOPERASI MELATI" in client.get(desk).content.decode()


def test_only_the_makers_own_name_is_tied_to_the_account(received, moderator):
    submission = received(rights="embed", maker="Kelas Budi")
    decided(submission, moderator)
    account = services.submission_invite(submission=submission, user=moderator)
    assert not account.contributors.exists()


def test_nobody_is_invited_before_the_acceptance(client, received, moderator):
    submission = received()
    with pytest.raises(Closed):
        services.submission_invite(submission=submission, user=moderator)
    client.force_login(moderator)
    response = client.post(detail(submission, "prakerja_courses_submission_invite"))
    assert response.status_code in (302, 403)
    assert not get_user_model().objects.filter(email="sri@contoh.example").exists()


def test_an_invitation_is_not_sent_by_a_link(client, accepted, moderator):
    client.force_login(moderator)
    url = detail(accepted, "prakerja_courses_submission_invite")
    assert client.get(url).status_code == 405


# Whose matter it is


def publisher_of(page, name="redaksi"):
    """Somebody who may publish this page and what lies below it, nothing else."""
    group = Group.objects.create(name=name)
    setup.allow_in_admin(group)
    setup.allow_on_page(group, page, "publish")
    user = UserFactory(username=name, email=f"{name}@contoh.example")
    user.groups.add(group)
    return user


def addresses(submission):
    """Every address of these screens, as registered."""
    viewset = admin.SubmissionViewSet()
    for pattern in viewset.get_urlpatterns():
        yield reverse(f"{viewset.name}:{pattern.name}")
    for pattern in admin.urlpatterns:
        yield reverse(pattern.name, args=[submission.uid])


def test_who_publishes_elsewhere_finds_no_door(client, accepted):
    client.force_login(publisher_of(StandardPageFactory(title="Berita")))
    opened = list(addresses(accepted))
    assert len(opened) >= 4
    for url in opened:
        for answer in (client.get(f"{url}?export=csv"), client.post(url)):
            assert answer.status_code in (302, 404, 405)
    assert "/handed-in/" not in client.get("/admin/").content.decode()
    assert not get_user_model().objects.filter(email="sri@contoh.example").exists()


def test_a_category_of_its_own_sees_nothing_of_the_others(client, received, accepted):
    other = CategoryPage.objects.get(slug="pengembangan-diri")
    received("article", title="Bicara di depan umum", category=str(other.uid))
    client.force_login(publisher_of(other))
    for query in ("", "?export=csv"):
        answer = client.get(LIST + query)
        text = b"".join(answer).decode()
        assert "Bicara di depan umum" in text
        assert accepted.title not in text
    assert client.get(detail(accepted)).status_code == 404
    invite = detail(accepted, "prakerja_courses_submission_invite")
    assert client.post(invite).status_code == 404


def test_who_publishes_elsewhere_invites_nobody_by_the_service_either(accepted):
    stranger = publisher_of(StandardPageFactory(title="Berita"))
    with pytest.raises(PermissionDenied):
        services.submission_invite(submission=accepted, user=stranger)


def test_who_reviews_the_category_sees_it_without_the_right_to_publish(
    client, accepted
):
    reviewers = Group.objects.create(name="Penilai")
    setup.allow_in_admin(reviewers)
    CourseReviewTask.objects.get().groups.add(reviewers)
    user = UserFactory(username="penilai")
    user.groups.add(reviewers)
    client.force_login(user)
    assert accepted.title in client.get(LIST).content.decode()
    assert client.get(detail(accepted)).status_code == 200


def test_without_a_page_the_chosen_category_decides(client, received):
    submission = received()
    submission.page.delete()
    category = CategoryPage.objects.get(slug="bisnis-digital")
    other = CategoryPage.objects.get(slug="pengembangan-diri")
    for place, status in ((category, 200), (other, 404)):
        client.force_login(publisher_of(place, name=place.slug))
        assert client.get(detail(submission)).status_code == status


def test_what_belongs_nowhere_any_more_is_for_the_whole_catalogues_moderators(
    client, received, moderator
):
    submission = received()
    submission.page.delete()
    CategoryPage.objects.get(slug="bisnis-digital").delete()
    other = CategoryPage.objects.get(slug="pengembangan-diri")
    for user, status in ((moderator, 200), (publisher_of(other), 404)):
        client.force_login(user)
        assert client.get(detail(submission)).status_code == status


def test_a_moderator_writes_to_the_sender_without_deciding(client, received, moderator):
    submission = received()
    client.force_login(moderator)
    url = detail(submission, "prakerja_courses_submission_write")
    client.post(url, {"text": "Terima kasih, kami baca minggu ini."})
    submission.refresh_from_db()
    assert submission.state == "received"
    assert "kami baca minggu ini" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["sri@contoh.example"]


def test_a_message_too_long_stays_typed(client, received, moderator):
    client.force_login(moderator)
    url = detail(received(), "prakerja_courses_submission_write")
    response = client.post(url, {"text": "panjang " * 600})
    assert response.status_code == 422
    assert "panjang panjang" in response.content.decode()


def test_contributors_write_to_no_sender(client, received):
    submission = received()
    letters = len(mail.outbox)
    user = UserFactory(username="lain")
    user.groups.add(Group.objects.get(name="Kontributor Bisnis Digital"))
    client.force_login(user)
    client.post(detail(submission, "prakerja_courses_submission_write"), {"text": "x"})
    assert len(mail.outbox) == letters
