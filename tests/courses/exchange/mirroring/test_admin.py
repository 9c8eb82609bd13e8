"""What editors see of courses from elsewhere, and what they decide."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.users.models import UserProfile

from courses.exchange.mirroring.comparing import Line, lines, passages
from courses.models import MirrorSource
from courses.setup import CONTRIBUTORS

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = get_user_model().objects.create_superuser("kepala", "k@contoh.example", "x")
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


@pytest.fixture
def waiting(mirror, origin, document, here):
    """A course edited here whose source has a newer version."""
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    page.title = "Judul kami"
    page.save_revision().publish()
    newer = {**theirs, "title": "Judul baru", "blocks": [*theirs["blocks"], QUOTE]}
    origin.put(newer)
    mirror()
    return newer


QUOTE = {"type": "quote", "text": "Baris baru.", "speaker": "", "source_url": None}


def address(row):
    return reverse("prakerja_courses_mirrored", args=[row.pk])


def test_the_editor_says_where_a_course_comes_from(admin, waiting, here):
    page, row = here(waiting)
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert waiting["url"] in answer.text
    assert address(row) in answer.text
    lesson = page.get_children().get()
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    assert address(row) in answer.text


def test_the_editor_says_what_is_public_once_it_is_published(
    admin, mirror, origin, document, here
):
    theirs = document()
    origin.put(theirs)
    mirror(publish="")
    here(theirs)[0].get_latest_revision().publish()
    origin.put({**theirs, "title": "Judul baru"})
    mirror(publish="")
    page, _row = here(theirs)
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert "is public once you publish it" in answer.text


def test_the_home_of_the_admin_names_versions_that_wait(admin, waiting, here):
    page, row = here(waiting)
    home = admin.get(reverse("wagtailadmin_home")).text
    assert "1 course that was edited here has a new version" in home
    assert page.title in home
    assert address(row) in home


def test_whose_pages_do_not_wait_reads_nothing_of_it(sign_in, client, waiting, tree):
    sign_in(f"{CONTRIBUTORS} Bisnis Digital")
    assert "Judul kami" not in client.get(reverse("wagtailadmin_home")).text


def test_what_had_to_leave_is_not_called_not_taken(admin, mirror, origin, document):
    taken, left = document(), document()
    origin.put(taken)
    mirror()
    for each in (taken, left):
        each["licence"] = {**each["licence"], "code": "by-permission"}
        origin.put(each)
    mirror()
    listing = admin.get(reverse("prakerja_mirrored_pages:index")).text
    assert (listing.count("no longer permitted"), listing.count("not taken") > 0) == (
        1,
        True,
    )


def test_a_page_of_our_own_has_no_such_panel(admin, category):
    answer = admin.get(reverse("wagtailadmin_pages:edit", args=[category.pk]))
    assert "mirrored-courses" not in answer.content.decode().split("<main")[1]


def test_the_versions_stand_beside_each_other(admin, waiting, here):
    answer = admin.get(address(here(waiting)[1]))
    for text in ("Judul kami", "Judul baru", "<ins><b>New:</b> Baris baru.</ins>"):
        assert text in answer.text


def test_the_comparison_has_a_name_and_a_way_back(admin, waiting, here):
    text = admin.get(address(here(waiting)[1])).text
    assert "<title>" in text and "New version at the source: Judul kami" in text
    assert (
        f'href="{reverse("prakerja_mirrored_pages:index")}"' in text.split("<main")[1]
    )


def test_facts_are_told_in_the_words_of_the_form(admin, waiting, origin, mirror, here):
    needs = {**waiting["needs"], "device": "computer", "internet": False}
    origin.put({**waiting, "needs": needs})
    mirror()
    text = admin.get(address(here(waiting)[1])).text
    for fact in (">a phone is enough<", ">laptop or computer<", ">No<"):
        assert fact in text


def test_a_version_that_says_the_same_says_so(admin, waiting, origin, mirror, here):
    blocks = [block for block in waiting["blocks"] if block != QUOTE]
    origin.put({**waiting, "blocks": blocks})
    mirror()
    assert "Both say the same." in admin.get(address(here(waiting)[1])).text


def test_a_draft_without_a_licence_is_compared(admin, waiting, here):
    page, row = here(waiting)
    page.licence = None
    page.save_revision()
    assert "Judul kami" in admin.get(address(row)).text


def test_a_lesson_that_takes_longer_is_a_difference():
    lesson = {"title": "Kas", "summary": "", "blocks": [], "duration_minutes": 15}
    longer = {**lesson, "duration_minutes": 90}
    found = lines(*({"blocks": [], "lessons": [each]} for each in (lesson, longer)))
    assert [line.text for line in found] == [
        "§ Kas · 15 minutes",
        "§ Kas · 1 hour 30 minutes",
    ]


def test_what_both_say_at_length_is_folded():
    same = [Line(f"baris {number}") for number in range(9)]
    found = passages([Line("§ Pelajaran"), Line("lama", "removed"), *same])
    assert [(len(each.lines), each.is_folded) for each in found] == [
        (2, False), (1, False), (7, True), (1, False),
    ]  # fmt: skip


def test_the_new_version_can_be_taken(admin, waiting, here):
    page, row = here(waiting)
    admin.post(address(row), {"version": row.waiting_digest, "take": "1"})
    page, row = here(waiting)
    assert (page.title, page.live) == ("Judul baru", True)
    assert row.state == "in_step"
    assert row.waiting is None


def test_ones_own_version_can_be_kept(admin, waiting, here, mirror):
    _page, row = here(waiting)
    admin.post(address(row), {"version": row.waiting_digest, "keep": "1"})
    mirror()
    page, row = here(waiting)
    assert page.title == "Judul kami"
    assert row.state == "changed_here"
    assert row.waiting is None


def test_nobody_decides_on_a_version_they_did_not_read(admin, waiting, here):
    _page, row = here(waiting)
    admin.post(address(row), {"version": "another", "take": "1"})
    assert here(waiting)[1].state == "waiting"


def test_only_who_may_edit_the_page_decides(sign_in, client, waiting, here, tree):
    sign_in(f"{CONTRIBUTORS} Bisnis Digital")
    row = here(waiting)[1]
    answer = client.post(address(row), {"version": row.waiting_digest, "take": "1"})
    assert answer.status_code in (302, 403)
    assert here(waiting)[1].state == "waiting"


def test_what_is_published_here_counts_as_changed(mirror, origin, document, here):
    theirs = document()
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    page.summary = "Kami tulis sendiri apa yang bisa dilakukan sesudah kursus ini."
    page.save_revision().publish()
    assert here(theirs)[1].state == "changed_here"


def test_the_lists_name_sources_and_courses(admin, waiting, origin, here):
    answer = admin.get(reverse("prakerja_mirror_sources:index"))
    assert origin.url in answer.text
    source = MirrorSource.objects.get()
    url = f"{reverse('prakerja_mirrored_pages:index')}?source={source.pk}"
    link = address(here(waiting)[1])
    assert link in admin.get(url).text
    assert link not in admin.get(f"{url}&state=gone").text


def test_what_waits_comes_first_under_its_name_here(
    admin, waiting, origin, document, mirror
):
    origin.put(document(title="Akuntansi"))
    mirror()
    text = admin.get(reverse("prakerja_mirrored_pages:index")).text
    assert text.index("Judul kami") < text.index("Akuntansi")
    assert "Judul baru" not in text


def test_an_empty_list_says_how_to_begin(admin, tree):
    for name in ("prakerja_mirrored_pages", "prakerja_mirror_sources"):
        assert "mirror_content" in admin.get(reverse(f"{name}:index")).text


def test_a_site_that_never_takes_courses_over_has_no_menu_for_it(admin, tree, mirror):
    lists = reverse("prakerja_mirrored_pages:index"), "Sources of courses"
    home = reverse("wagtailadmin_home")
    assert not any(each in admin.get(home).text for each in lists)
    mirror()
    assert all(each in admin.get(home).text for each in lists)
