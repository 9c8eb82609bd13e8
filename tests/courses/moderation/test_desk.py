"""The desk: what waits, one course in review, and what follows a decision."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, TaskState

from courses.models import (
    CategoryPage,
    CoursePage,
    CourseReviewTask,
    Licence,
    ReviewDecision,
    SubmissionEvent,
    SubmissionFile,
)
from courses.moderation.versions import newest_revision, version_of

from ..factories import (
    CourseFactory,
    LessonFactory,
    LiveSessionFactory,
    UserFactory,
)
from .conftest import hand_in, handed_in_without_account, member

pytestmark = pytest.mark.django_db

DESK = reverse("prakerja_courses_desk")
WORDS = {"reason": "quality", "note": "Suara di menit 3 hilang."}


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def review_url(page):
    return reverse("prakerja_courses_review", args=[page.pk])


def answers(page, outcome, **changes):
    """What a browser sends from the review's form."""
    return {
        "outcome": outcome,
        "version": version_of(newest_revision(page)),
        "review_id": page.current_workflow_task_state.pk,
        "reason": "",
        "note": "",
        "internal_note": "",
        **changes,
    }


def waiting(category, author, days=0, **facts):
    page = CourseFactory(parent=category, draft=True, owner=author, **facts)
    return wait(hand_in(page, author), days)


def wait(page, days):
    since = timezone.now() - dt.timedelta(days=days)
    states = TaskState.objects.filter(pk=page.current_workflow_task_state.pk)
    states.update(started_at=since)
    return page


def titles(response):
    return [row.page.title for row in response.context["rows"]]


def texts(response):
    return [str(message) for message in response.context["messages"]]


# The queue


def test_the_oldest_comes_first(desk, category, author):
    waiting(category, author, days=2, title="Kedua")
    waiting(category, author, days=9, title="Pertama")
    waiting(category, author, title="Ketiga")
    assert titles(desk.get(DESK)) == ["Pertama", "Kedua", "Ketiga"]


def test_a_row_says_who_since_when_and_what_was_found(desk, category, author):
    waiting(category, author, days=8, rights_holder="")
    (row,) = desk.get(DESK).context["rows"]
    assert (row.category, row.sender) == ("Pengembangan Diri", "Sri")
    assert (row.days, row.is_old, row.errors) == (8, True, 1)
    assert row.warnings


def test_the_findings_are_those_of_the_newest_version(desk, course):
    course.rights_holder = ""
    course.save_revision(clean=False)
    (row,) = desk.get(DESK).context["rows"]
    assert row.errors == 1


def test_a_lesson_waits_beside_the_courses(desk, category, author):
    lesson = LessonFactory(parent=CourseFactory(parent=category), draft=True)
    hand_in(lesson, author)
    assert titles(desk.get(DESK)) == [lesson.title]


def test_what_was_decided_is_gone(desk, course):
    desk.post(review_url(course), answers(course, "approved"))
    assert titles(desk.get(DESK)) == []


def test_an_empty_desk_says_so_kindly(desk):
    assert "Nothing is waiting" in desk.get(DESK).content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("category={other}", ["Lain"]),
        ("waiting=long", ["Lama"]),
        ("sender=without", ["Tanpa akun"]),
        ("sender=account", ["Lama", "Lain"]),
        ("sender=nonsense&category=x", ["Lama", "Lain", "Tanpa akun"]),
    ],
)
def test_the_queue_can_be_narrowed(desk, category, author, query, expected):
    other = CategoryPage.objects.get(slug="bisnis-digital")
    waiting(category, author, days=8, title="Lama")
    waiting(other, author, days=1, title="Lain")
    handed_in_without_account(category, title="Tanpa akun")
    response = desk.get(f"{DESK}?{query.format(other=other.pk)}")
    assert titles(response) == expected


def test_categories_of_another_language_can_be_told_apart(desk, category, course):
    english = Locale.objects.get_or_create(language_code="en")[0]
    category.copy_for_translation(english, copy_parents=True)
    page = desk.get(DESK).content.decode()
    assert ">Pengembangan Diri</option>" in page
    assert ">Pengembangan Diri (English)</option>" in page


def test_nothing_that_fits_is_told(desk, course):
    page = desk.get(f"{DESK}?waiting=long").content.decode()
    assert "Nothing here fits" in page


def test_a_long_queue_is_paged_and_costs_no_more(desk, category, author):
    for number in range(3):
        waiting(category, author, title=f"Kursus menabung nomor {number}")
    few = cost_of(desk, DESK)
    for number in range(3, 25):
        waiting(category, author, title=f"Kursus menabung nomor {number}")
    assert cost_of(desk, DESK) <= few
    assert len(titles(desk.get(DESK))) == 20
    assert len(titles(desk.get(f"{DESK}?p=2"))) == 5


def cost_of(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as spent:
        client.get(url)
    return len(spent)


def test_the_menu_says_how_many_wait(desk, course):
    page = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "Moderation (1)" in page


def test_a_contributor_has_no_desk(client, course, author):
    client.force_login(author)
    assert client.get(DESK, follow=True).redirect_chain
    assert client.get(review_url(course)).status_code == 302
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert DESK not in home


def test_visitors_are_asked_to_sign_in(client, course):
    assert "login" in client.get(review_url(course)).url


# One course


def test_preview_and_facts_are_of_the_newest_version(desk, course):
    course.summary = "Ringkasan versi terbaru."
    revision = course.save_revision()
    response = desk.get(review_url(course))
    page = response.content.decode()
    preview = reverse(
        "wagtailadmin_pages:revisions_view", args=[course.pk, revision.pk]
    )
    assert f'<iframe src="{preview}"' in page
    assert "Ringkasan versi terbaru." in page
    assert "Yayasan Contoh" in page
    assert desk.get(preview).status_code == 200


def test_findings_are_told_in_words(desk, category, author):
    page = desk.get(review_url(waiting(category, author, rights_holder="")))
    assert [one.code for one in page.context["findings"] if one.is_error] == [
        "no-holder"
    ]


def test_the_live_class_of_a_draft_is_shown(desk, course):
    LiveSessionFactory(course=course, title="Tanya jawab")
    assert "Tanya jawab" in desk.get(review_url(course)).content.decode()


def test_earlier_decisions_are_shown_with_their_internal_note(
    desk, course, author, colleague
):
    ReviewDecision.objects.create(
        page=course,
        title=course.title,
        revision=newest_revision(course),
        outcome="changes",
        decided_by=colleague,
        internal_note="Tanya Rina dulu.",
        **WORDS,
    )
    page = desk.get(review_url(course)).content.decode()
    assert "Tanya Rina dulu." in page
    assert WORDS["note"] in page


def test_a_first_version_is_compared_with_nothing(desk, course):
    assert desk.get(review_url(course)).context["comparison"].before is None


def test_what_changed_since_the_last_decision_is_shown(desk, course, author):
    desk.post(review_url(course), answers(course, "changes", **WORDS))
    course.summary = "Sudah saya perbaiki, silakan dibaca lagi."
    course.save_revision(user=author)
    course.current_workflow_state.resume(user=author)
    comparison = desk.get(review_url(course)).context["comparison"]
    assert [one.label for one in comparison.differences] == ["Ringkasan"]
    assert not comparison.with_public
    assert desk.get(comparison.url).status_code == 200


def test_what_was_empty_is_told_as_empty(desk, course, author):
    desk.post(review_url(course), answers(course, "changes", **WORDS))
    course.duration_minutes, course.needs_internet = None, not course.needs_internet
    course.save_revision(user=author)
    course.current_workflow_state.resume(user=author)
    page = desk.get(review_url(course))
    htmls = [one.html for one in page.context["comparison"].differences]
    assert '<span class="addition">–</span>' in htmls[0] + htmls[1]
    compared = desk.get(page.context["comparison"].url).content.decode()
    assert not re.search(">(None|True|False)<", compared)


def test_a_short_change_stands_open_and_a_long_one_is_folded(desk, course, author):
    desk.post(review_url(course), answers(course, "changes", **WORDS))
    course.summary = "Singkat."
    course.rights_note = "Panjang sekali. " * 100
    course.save_revision(user=author)
    course.current_workflow_state.resume(user=author)
    page = desk.get(review_url(course)).content.decode()
    assert page.count('<details class="desk-difference" open>') == 1
    assert page.count('<details class="desk-difference">') == 1


def test_all_changes_lead_back_to_the_desk(desk, course, author):
    desk.post(review_url(course), answers(course, "changes", **WORDS))
    course.save_revision(user=author)
    course.current_workflow_state.resume(user=author)
    response = desk.get(review_url(course))
    assert "See all changes" in response.content.decode()
    compared = desk.get(response.context["comparison"].url).content.decode()
    assert f'href="{review_url(course)}"' in compared


def test_what_waits_for_nobody_is_compared_without_that_way(desk, course, author):
    desk.post(review_url(course), answers(course, "changes", **WORDS))
    first, second = course.latest_revision, course.save_revision(user=author)
    args = [course.pk, first.pk, second.pk]
    url = reverse("wagtailadmin_pages:revisions_compare", args=args)
    compared = desk.get(url).content.decode()
    assert review_url(course) not in compared


def test_the_keys_are_told_beside_the_buttons(desk, course):
    page = desk.get(review_url(course)).content.decode()
    assert "then <kbd>Enter</kbd>" in page


def test_a_change_of_a_public_course_is_compared_with_it(desk, category, author):
    course = CourseFactory(parent=category, owner=author)
    course.save_revision().publish()
    course.title = "Judul baru"
    hand_in(course, author)
    comparison = desk.get(review_url(course)).context["comparison"]
    assert comparison.with_public
    assert comparison.differences


def test_what_is_not_in_review_leads_back_with_a_word(desk, category):
    course = CourseFactory(parent=category)
    response = desk.get(review_url(course), follow=True)
    assert response.redirect_chain == [(DESK, 302)]
    assert course.title in texts(response)[0]


# Deciding


def test_approving_goes_on_to_the_next(desk, category, author):
    first = waiting(category, author, days=3)
    second = waiting(category, author, days=2)
    response = desk.post(review_url(first), answers(first, "approved"), follow=True)
    assert response.redirect_chain == [(review_url(second), 302)]
    assert "It is public now." in texts(response)[0]
    first.refresh_from_db()
    assert first.live


def test_after_the_last_comes_the_first(desk, category, author):
    first = waiting(category, author, days=3)
    last = waiting(category, author, days=2)
    response = desk.post(review_url(last), answers(last, "changes", **WORDS))
    assert response.url == review_url(first)


def test_the_way_through_the_queue_keeps_the_filter(desk, category, author):
    waiting(category, author, days=1, title="Baru")
    old = waiting(category, author, days=9)
    older = waiting(category, author, days=10)
    query = "?waiting=long"
    response = desk.post(review_url(older) + query, answers(older, "approved"))
    assert response.url == review_url(old) + query


def test_the_last_one_leads_back_to_the_desk(desk, course):
    response = desk.post(review_url(course), answers(course, "refused", **WORDS))
    assert response.url == DESK


@pytest.mark.parametrize("outcome", ["changes", "refused"])
def test_without_reason_and_note_the_form_says_so(desk, course, outcome):
    response = desk.post(review_url(course), answers(course, outcome))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"reason", "note"}
    assert not ReviewDecision.objects.exists()


def test_typed_words_survive_an_error(desk, course):
    sent = answers(course, "changes", note="Sudah bagus, tetapi")
    page = desk.post(review_url(course), sent).content.decode()
    assert "Sudah bagus, tetapi" in page


def test_a_version_changed_meanwhile_is_shown_and_asked_about_again(
    desk, course, colleague
):
    sent = answers(course, "approved", note="Bagus sekali.")
    newest = course.save_revision(user=colleague)
    response = desk.post(review_url(course), sent)
    assert response.status_code == 409
    assert response.context["form"]["version"].value() == version_of(newest)
    assert "Bagus sekali." in response.content.decode()
    assert not CoursePage.objects.get().live
    again = {**sent, "version": version_of(newest)}
    desk.post(review_url(course), again)
    assert CoursePage.objects.get().live


def test_a_new_round_meanwhile_is_asked_about_again(desk, course, author):
    sent = answers(course, "approved")
    course.current_workflow_state.cancel(user=author)
    hand_in(course, author)
    assert desk.post(review_url(course), sent).status_code == 409
    assert not CoursePage.objects.get().live


def test_an_error_of_the_course_is_a_message(desk, course):
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    response = desk.post(review_url(course), answers(course, "approved"))
    assert response.status_code == 409
    assert response.context["form"].problems
    assert not CoursePage.objects.get().live


def test_clicking_twice_is_one_decision(desk, course):
    sent = answers(course, "approved")
    desk.post(review_url(course), sent)
    response = desk.post(review_url(course), sent, follow=True)
    assert response.redirect_chain == [(DESK, 302)]
    assert ReviewDecision.objects.count() == 1


def test_a_moderator_removed_while_reading_is_told(desk, course, moderator):
    sent = answers(course, "approved")
    moderator.groups.set([Group.objects.get(name="Editors")])
    response = desk.post(review_url(course), sent, follow=True)
    assert "does not belong to the moderators" in texts(response)[0]
    assert not CoursePage.objects.get().live


@pytest.mark.parametrize(
    "nonsense",
    [
        {"version": ""},
        {"version": "x"},
        {"version": "7@gestern"},
        {"outcome": "destroyed"},
        {"review_id": "x"},
    ],
)
def test_nonsense_decides_nothing(desk, course, nonsense):
    sent = {**answers(course, "approved"), **nonsense}
    response = desk.post(review_url(course), sent)
    assert response.status_code in (409, 422)
    assert not ReviewDecision.objects.exists()


@pytest.fixture
def out_of_turn(client, course):
    """Somebody who decides about other pages, in another task's group."""
    group = Group.objects.create(name="Pembaca kedua")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    task = CourseReviewTask.objects.create(name="Baca lagi")
    task.groups.add(group)
    user = UserFactory(username="pembaca")
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.mark.parametrize("changes", [None, {}, {"version": "x"}, {"note": "x" * 5000}])
def test_out_of_turn_nothing_of_the_review_is_shown(out_of_turn, course, changes):
    sent = {} if changes is None else {**answers(course, "approved"), **changes}
    response = out_of_turn.post(review_url(course), sent)
    assert response.status_code == 404
    assert not ReviewDecision.objects.exists()


def test_an_empty_form_in_turn_is_asked_for_again(desk, course):
    assert desk.post(review_url(course), {}).status_code == 422


def test_nonsense_after_the_decision_leads_back(desk, course):
    sent = answers(course, "approved")
    desk.post(review_url(course), sent)
    response = desk.post(review_url(course), {**sent, "outcome": ""}, follow=True)
    assert response.redirect_chain == [(DESK, 302)]
    assert "does not wait for you" in texts(response)[-1]


# From people without an account


@pytest.fixture
def submission(category):
    return handed_in_without_account(category, title="Membuat tempe")


@pytest.fixture
def upload(submission):
    return SubmissionFile.objects.create(
        submission=submission,
        kind="document",
        file=ContentFile(b"<script>alert(1)</script>", "resep.pdf"),
        name="resep.pdf",
        content_type="application/pdf",
        size=25,
        sha256="0" * 64,
    )


@pytest.fixture
def reviewer():
    """Decides about courses and publishes none of their own accord."""
    group = Group.objects.create(name="Peninjau")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    CourseReviewTask.objects.get().groups.add(group)
    return member("ibu_tuti", "Peninjau")


@pytest.mark.parametrize("way", ["head", "prefetch"])
def test_fetching_ahead_is_not_reading(desk, submission, way):
    if way == "head":
        desk.head(review_url(submission.page))
    else:
        desk.get(review_url(submission.page), headers={"Sec-Purpose": "prefetch"})
    submission.refresh_from_db()
    assert submission.state == "received"


def test_reading_is_told_to_the_sender(desk, submission, moderator):
    desk.get(review_url(submission.page))
    submission.refresh_from_db()
    assert submission.state == "in_review"


def test_the_answers_of_the_sender_are_shown(desk, submission):
    SubmissionEvent.objects.create(
        submission=submission, kind="answered", text="Gambar itu buatan saya."
    )
    page = desk.get(review_url(submission.page)).content.decode()
    assert "Gambar itu buatan saya." in page
    assert submission.sender_email in page


def test_an_upload_is_a_download_and_runs_nowhere(desk, submission, upload):
    address = reverse("prakerja_courses_upload", args=[upload.uid])
    assert address in desk.get(review_url(submission.page)).content.decode()
    response = desk.get(address)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_upload_is_for_those_who_may_decide(client, author, upload):
    address = reverse("prakerja_courses_upload", args=[upload.uid])
    assert "login" in client.get(address).url
    client.force_login(author)
    assert client.get(address).status_code == 404


def test_who_reviews_without_publishing_opens_an_upload(client, reviewer, upload):
    client.force_login(reviewer)
    address = reverse("prakerja_courses_upload", args=[upload.uid])
    assert client.get(address).status_code == 200


def test_a_forgotten_file_is_no_error(desk, upload):
    SubmissionFile.objects.update(file="")
    address = reverse("prakerja_courses_upload", args=[upload.uid])
    assert desk.get(address).status_code == 404


def test_a_lost_file_is_no_error(desk, upload):
    upload.file.delete(save=False)
    SubmissionFile.objects.update(file="submissions/tidak-ada.pdf")
    address = reverse("prakerja_courses_upload", args=[upload.uid])
    assert desk.get(address).status_code == 404


def test_asking_for_changes_reaches_the_sender(desk, submission, mailoutbox):
    sent = answers(submission.page, "changes", **WORDS, internal_note="Rahasia dapur.")
    desk.post(review_url(submission.page), sent)
    submission.refresh_from_db()
    assert submission.state == "changes_asked"
    (letter,) = [mail for mail in mailoutbox if submission.sender_email in mail.to]
    assert WORDS["note"] in letter.body
    assert "Rahasia dapur." not in letter.body


def test_approving_takes_files_and_credit_into_the_course(desk, submission, upload):
    desk.post(review_url(submission.page), answers(submission.page, "approved"))
    course = CoursePage.objects.get()
    submission.refresh_from_db()
    upload.refresh_from_db()
    assert course.live
    assert submission.state == "accepted"
    assert upload.document is not None
    assert [credit.contributor.name for credit in course.credits.all()] == ["Bu Tutik"]


def test_an_error_keeps_the_files_private(desk, submission, upload):
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    desk.post(review_url(submission.page), answers(submission.page, "approved"))
    upload.refresh_from_db()
    assert upload.document is None
    assert not CoursePage.objects.get().live
