"""The queue of reports, the panel in the editor and what is done there."""

import datetime as dt
from io import BytesIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Locale, Page

from courses.models import ProblemReport
from courses.reports.takedown import take_offline

from ..factories import CourseFactory, LessonFactory, ProblemReportFactory

pytestmark = pytest.mark.django_db
QUEUE = "/admin/problem-reports/"
PANEL = 'id="problem-reports-section"'
RANKING = "/admin/reports/most-reported/"


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


@pytest.fixture
def moderator(sign_in):
    return sign_in("Moderators")


@pytest.fixture
def course(tree):
    return CourseFactory(title="Kas Warung")


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def inspect(report):
    return f"{QUEUE}{report.pk}/"


def link_to(report):
    return f'href="{inspect(report)}"'


def quick(report, state):
    return f"{QUEUE}{report.pk}/{state}/"


# The queue


def test_the_menu_leads_editors_to_the_queue_and_the_ranking(client, editor):
    menu = text_of(client, "/admin/")
    assert QUEUE in menu
    assert RANKING in menu


def test_the_menu_says_how_many_reports_are_open(client, editor, course):
    assert "Problem reports (" not in text_of(client, "/admin/")
    ProblemReportFactory(page=course)
    ProblemReportFactory(page=course, state="fixed", handled_at=timezone.now())
    assert "Problem reports (1)" in text_of(client, "/admin/")


def test_the_home_lists_open_reports_rights_before_the_oldest(client, editor, course):
    assert PANEL not in text_of(client, "/admin/")
    video, rights, fixed = (
        ProblemReportFactory(page=course, kind="video"),
        ProblemReportFactory(page=course, kind="copyright"),
        ProblemReportFactory(page=course, state="fixed", handled_at=timezone.now()),
    )
    panel = text_of(client, "/admin/").split(PANEL)[1]
    assert "2 reports wait for somebody." in panel
    assert panel.index(link_to(rights)) < panel.index(link_to(video))
    assert link_to(fixed) not in panel


def test_a_contributor_has_no_panel_of_reports(client, sign_in, course):
    sign_in("Kontributor Bisnis Digital")
    ProblemReportFactory(page=course)
    assert PANEL not in text_of(client, "/admin/")


def test_a_contributor_sees_neither_queue_nor_ranking(client, sign_in):
    sign_in("Kontributor Bisnis Digital")
    menu = text_of(client, "/admin/")
    assert QUEUE not in menu
    assert RANKING not in menu
    assert client.get(QUEUE).status_code == 302
    assert client.get(RANKING).status_code == 302


def test_the_queue_tells_page_kind_state_and_age(client, editor, course):
    report = ProblemReportFactory(page=course, place="menit 4")
    ProblemReport.objects.update(reported_at=timezone.now() - dt.timedelta(days=9))
    page = text_of(client, QUEUE)
    for text in ("Kas Warung", "The video does not play", "New", "1 week", "menit 4"):
        assert text in page.replace("\xa0", " ")
    assert inspect(report) in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"open", "settled"}),
        ("?waiting=true", {"open"}),
        ("?waiting=false", {"settled"}),
        ("?state=fixed", {"settled"}),
        ("?kind=link", {"open"}),
        ("?q=kedua", {"settled"}),
    ],
)
def test_the_queue_can_be_filtered(client, editor, course, query, found):
    ProblemReportFactory(page=course, title="open", kind="link")
    ProblemReportFactory(
        page=course,
        title="settled",
        state="fixed",
        handled_at=timezone.now(),
        text="kedua",
    )
    rows = client.get(QUEUE + query).context["object_list"]
    assert {row.title for row in rows} == found


def test_nobody_adds_edits_or_deletes_a_report(client, admin_user, course):
    client.force_login(admin_user)
    report = ProblemReportFactory(page=course)
    for path in ("new/", "add/", f"edit/{report.pk}/", f"delete/{report.pk}/"):
        assert client.get(QUEUE + path).status_code == 404, path


def csv(client, path):
    return b"".join(client.get(f"{path}?export=csv").streaming_content).decode()


def xlsx(client, path):
    answer = client.get(f"{path}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    return [[cell.value for cell in row] for row in sheet.rows], sheet


@pytest.mark.parametrize("path", [QUEUE, RANKING])
def test_an_export_runs_no_formula_and_names_no_contact(client, editor, course, path):
    Page.objects.filter(pk=course.pk).update(title="=HYPERLINK(1)")
    ProblemReportFactory(
        page=course, title="=HYPERLINK(1)", text="@SUM(1)", contact="sari@x.example"
    )
    table = csv(client, path)
    assert "'=HYPERLINK(1)" in table
    assert ",=HYPERLINK" not in table
    assert ",@SUM" not in table
    assert "sari@" not in table
    rows, sheet = xlsx(client, path)
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
    assert "sari@" not in str(rows)


# One report


def test_a_report_shows_all_that_was_said(client, editor, course):
    report = ProblemReportFactory(
        page=course, place="menit 4", text="<b>Gelap</b>", contact="sari@x.example"
    )
    page = text_of(client, inspect(report))
    for text in ("Kas Warung", "menit 4", "&lt;b&gt;Gelap", "sari@x.example"):
        assert text in page
    assert edit(course) in page


@pytest.mark.parametrize(
    ("days", "text"), [(None, "not left"), (1, "not left"), (181, "none, or forgotten")]
)
def test_a_contact_is_called_forgotten_only_once_it_would_be(
    client, editor, course, days, text
):
    settled = days and timezone.now() - dt.timedelta(days=days)
    report = ProblemReportFactory(page=course, handled_at=settled)
    assert text in text_of(client, inspect(report))


def test_a_report_about_a_deleted_page_still_opens(client, editor, course):
    report = ProblemReportFactory(page=course)
    course.delete()
    assert "Kas Warung (deleted)" in text_of(client, inspect(report))


@pytest.mark.parametrize("state", ["fixed", "dismissed", "checking"])
def test_a_report_is_settled_with_a_note(client, editor, course, state):
    report = ProblemReportFactory(page=course)
    answer = client.post(inspect(report), {"state": state, "note": "Sudah cek"})
    report.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, QUEUE)
    assert (report.state, report.internal_note) == (state, "Sudah cek")


def test_an_answer_is_sent_with_the_button(client, editor, course):
    report = ProblemReportFactory(page=course, contact="sari@x.example")
    data = {"state": "fixed", "note": "", "reply": "Terima kasih, sudah beres."}
    page = client.post(inspect(report), data, follow=True).content.decode()
    assert "Your answer is on its way." in page
    assert mail.outbox[0].to == ["sari@x.example"]


def test_without_a_contact_there_is_nothing_to_answer(client, editor, course):
    report = ProblemReportFactory(page=course)
    assert "Answer by e-mail" not in text_of(client, inspect(report))


@pytest.mark.parametrize(
    "data", [{"state": "gone"}, {}, {"state": "fixed", "note": "a" * 4001}]
)
def test_what_makes_no_sense_changes_nothing(client, editor, course, data):
    report = ProblemReportFactory(page=course)
    assert client.post(inspect(report), data).status_code == 200
    report.refresh_from_db()
    assert report.state == "new"


def test_a_settled_report_can_be_opened_again(client, editor, course):
    report = ProblemReportFactory(page=course, state="fixed", handled_at=timezone.now())
    client.post(inspect(report), {"state": "new", "note": ""})
    report.refresh_from_db()
    assert (report.state, report.handled_at) == ("new", None)


# The panel in the page editor


def test_the_editor_of_a_course_lists_what_is_open_there_and_in_its_lessons(
    client, editor, course
):
    lesson = LessonFactory(parent=course, title="Buku kas")
    mine = ProblemReportFactory(page=course, text="Suaranya pelan.")
    below = ProblemReportFactory(page=lesson, kind="link", place="tautan kedua")
    done = ProblemReportFactory(page=course, state="fixed", handled_at=timezone.now())
    page = text_of(client, edit(course))
    for text in ("Suaranya pelan.", "Buku kas", "tautan kedua"):
        assert text in page
    assert quick(mine, "fixed") in page
    assert quick(below, "dismissed") in page
    assert quick(done, "fixed") not in page


def test_without_reports_the_editor_has_no_panel(client, editor, course):
    assert "What learners report" not in text_of(client, edit(course))
    lesson = LessonFactory(parent=course)
    assert "What learners report" not in text_of(client, edit(lesson))


def test_a_new_course_has_no_panel(client, editor, course):
    kind = ("prakerja_courses", "coursepage", course.get_parent().pk)
    page = text_of(client, reverse("wagtailadmin_pages:add", args=kind))
    assert "What learners report" not in page


def test_one_click_settles_a_report_and_leads_back(client, editor, course):
    report = ProblemReportFactory(page=course)
    back = f"http://testserver{edit(course)}"
    answer = client.post(quick(report, "fixed"), {"next": back})
    report.refresh_from_db()
    assert (answer["Location"], report.state) == (back, "fixed")
    assert report.handled_by == editor


def test_a_click_never_leads_to_another_site(client, editor, course):
    report = ProblemReportFactory(page=course)
    answer = client.post(quick(report, "fixed"), {"next": "https://jahat.example/"})
    assert answer["Location"] == "/admin/"


def test_a_click_is_a_post_of_a_known_state(client, editor, course):
    report = ProblemReportFactory(page=course)
    assert client.get(quick(report, "fixed")).status_code == 405
    assert client.post(quick(report, "gone")).status_code == 400


def test_an_author_settles_reports_of_their_own_page_without_seeing_who_wrote(
    client, sign_in
):
    author = sign_in("Kontributor Bisnis Digital")
    parent = Page.objects.get(slug="bisnis-digital").specific
    own = CourseFactory(parent=parent, owner=author)
    report = ProblemReportFactory(page=own, text="Gelap.", contact="sari@x.example")
    page = text_of(client, edit(own))
    assert "Gelap." in page
    assert "sari@" not in page
    assert client.get(inspect(report)).status_code == 302
    assert client.post(quick(report, "fixed")).status_code == 302
    report.refresh_from_db()
    assert report.state == "fixed"


def test_an_author_does_not_judge_complaints_about_their_own_page(client, sign_in):
    author = sign_in("Kontributor Bisnis Digital")
    parent = Page.objects.get(slug="bisnis-digital").specific
    own = CourseFactory(parent=parent, owner=author)
    complaint = ProblemReportFactory(page=own, kind="copyright", text="Ini karyaku.")
    assert "Ini karyaku." not in text_of(client, edit(own))
    client.post(quick(complaint, "dismissed"))
    complaint.refresh_from_db()
    assert complaint.state == "new"


def test_an_author_settles_nothing_on_pages_of_others(client, sign_in, course):
    sign_in("Kontributor Bisnis Digital")
    report = ProblemReportFactory(page=course)
    client.post(quick(report, "fixed"))
    report.refresh_from_db()
    assert report.state == "new"


# Taking offline


def takedown(page, report=None):
    url = f"/admin/courses/{page.pk}/take-offline/"
    return f"{url}?report={report.pk}" if report else url


def test_a_report_leads_to_the_takedown_and_the_takedown_tells_what_goes(
    client, moderator, course
):
    LessonFactory(parent=course, title="Buku kas")
    report = ProblemReportFactory(page=course, kind="copyright", text="Ini karyaku.")
    assert takedown(course, report) in text_of(client, inspect(report))
    page = text_of(client, takedown(course, report))
    for text in ("2 pages go offline:", "Buku kas", "Ini karyaku."):
        assert text in page


def test_one_step_takes_the_course_offline_and_leads_back_to_the_report(
    client, moderator, course
):
    report = ProblemReportFactory(page=course, kind="copyright")
    answer = client.post(takedown(course, report), {"reason": "Diminta."}, follow=True)
    report.refresh_from_db()
    assert not Page.objects.get(pk=course.pk).live
    assert report.state == "fixed"
    assert answer.request["PATH_INFO"] == inspect(report)
    assert "1 page is no longer public." in answer.content.decode()
    assert "<dd>Taken offline," in answer.content.decode()


def test_a_report_that_was_fixed_does_not_speak_of_a_takedown(
    client, moderator, course
):
    take_offline(page=course, user=moderator, reason="Lain.")
    report = ProblemReportFactory(page=course, state="fixed")
    assert "Taken offline" not in text_of(client, inspect(report))


def test_without_a_report_the_takedown_shows_its_history(client, moderator, course):
    answer = client.post(takedown(course), {"reason": "Diminta."})
    assert answer.url == f"/admin/pages/{course.pk}/history/"


def test_the_takedown_answers_whoever_complained(
    client, moderator, course, django_capture_on_commit_callbacks
):
    report = ProblemReportFactory(
        page=course, kind="copyright", contact="rina@contoh.example", language="en"
    )
    data = {"reason": "Diminta.", "reply": "Terima kasih sudah memberi tahu."}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(takedown(course, report), data)
    [letter] = mail.outbox
    assert letter.to == ["rina@contoh.example"]
    assert "Terima kasih sudah memberi tahu." in letter.body
    assert "We took the page offline." in letter.body
    assert "fixed" not in letter.body
    assert "Diminta." not in letter.body


def test_without_a_contact_the_takedown_asks_for_no_answer(client, moderator, course):
    report = ProblemReportFactory(page=course, kind="copyright", contact="")
    assert 'name="reply"' not in text_of(client, takedown(course, report))
    assert 'name="reply"' not in text_of(client, takedown(course))


def test_the_takedown_says_what_it_does_with_a_serious_button(
    client, moderator, course
):
    page = text_of(client, takedown(course))
    assert "<span>Take offline: Kas Warung</span>" in page
    assert '<button type="submit" class="button serious ' in page
    assert '<footer class="footer' not in page


def test_a_takedown_needs_a_reason(client, moderator, course):
    page = client.post(takedown(course), {"reason": " "}).content.decode()
    assert "Say why, for whoever asks later." in page
    assert Page.objects.get(pk=course.pk).live


def test_the_page_menu_offers_it_to_those_who_may_publish(client, sign_in, course):
    sign_in("Moderators")
    assert takedown(course) in text_of(client, edit(course))
    sign_in("Editors")
    assert takedown(course) not in text_of(client, edit(course))


def test_who_may_not_publish_is_turned_away(client, editor, course):
    assert client.post(takedown(course), {"reason": "x"}).status_code == 302
    assert Page.objects.get(pk=course.pk).live


def test_a_report_about_another_course_is_not_settled(client, moderator, course):
    other = ProblemReportFactory()
    client.post(takedown(course, other), {"reason": "Diminta."})
    other.refresh_from_db()
    assert other.state == "new"


@pytest.fixture
def translation(course):
    english, _created = Locale.objects.get_or_create(language_code="en")
    for page in course.get_ancestors().filter(depth__gt=1):
        page.specific.copy_for_translation(english)
    copy = course.copy_for_translation(english)
    copy.title = "Cash of a Stall"
    copy.save_revision().publish()
    return copy


def test_translations_are_named_and_ticked_to_go_too(
    client, moderator, course, translation
):
    answer = client.get(takedown(course))
    assert "Cash of a Stall (English)" in answer.content.decode()
    assert answer.context["form"]["with_translations"].value()


@pytest.mark.parametrize("tick", [{"with_translations": "on"}, {}])
def test_the_tick_takes_translations_offline(
    client, moderator, course, translation, tick
):
    client.post(takedown(course), {"reason": "Diminta.", **tick})
    translation.refresh_from_db()
    assert translation.live == (not tick)


def test_translations_that_one_may_not_publish_are_named_because_they_stay(
    client, sign_in, course, translation
):
    group = Group.objects.create(name="Penerbit")
    right = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=course, permission=right)
    user = sign_in("Editors")
    user.groups.add(group)
    page = text_of(client, takedown(course))
    assert "These translations stay public" in page
    assert 'name="with_translations"' not in page
    take_offline(page=course, user=user, reason="x", with_translations=True)
    translation.refresh_from_db()
    assert translation.live


def test_without_translations_none_are_asked_about(client, moderator, course):
    assert "ranslations" not in text_of(client, takedown(course))


def test_the_editor_of_a_course_taken_offline_says_why(client, moderator, course):
    take_offline(page=course, user=moderator, reason="Diminta pemilik.")
    assert "Diminta pemilik." in text_of(client, edit(course))


def test_publishing_it_again_works_and_reminds_of_the_reason(client, moderator, course):
    from ..test_moderation import course_form

    take_offline(page=course, user=moderator, reason="Diminta pemilik.")
    data = {**course_form(slug=course.slug), "action-publish": "1"}
    page = client.post(edit(course), data, follow=True).content.decode()
    assert Page.objects.get(pk=course.pk).live
    assert "had been taken offline: Diminta pemilik." in page
    assert "Publish it only when" not in text_of(client, edit(course))


# Most reported


def test_the_ranking_counts_by_kind_and_state(client, editor, course):
    other = CourseFactory(title="Toko Daring")
    ProblemReportFactory(page=other, kind="link")
    for kind in ("video", "video", "copyright"):
        ProblemReportFactory(page=course, kind=kind)
    ProblemReportFactory(page=course, state="fixed", handled_at=timezone.now())
    first, second = client.get(RANKING).context["object_list"]
    assert first["now"] == "Kas Warung"
    counts = {
        name: first[name] for name in ("all", "open", "fixed", "video", "copyright")
    }
    assert counts == {"all": 4, "open": 3, "fixed": 1, "video": 3, "copyright": 1}
    assert (second["now"], second["all"]) == ("Toko Daring", 1)


def test_the_ranking_can_be_narrowed(client, editor, course):
    ProblemReportFactory(page=course, kind="link")
    ProblemReportFactory(kind="video")
    [row] = client.get(f"{RANKING}?kind=link").context["object_list"]
    assert row["page"] == course.pk


def test_the_ranking_names_each_deleted_page(client, editor, course):
    other = CourseFactory(title="Toko Daring")
    for page in (course, other):
        ProblemReportFactory(page=page)
        page.delete()
    page = text_of(client, RANKING)
    assert "Kas Warung" in page
    assert "Toko Daring" in page


def test_the_ranking_costs_the_same_for_many_pages(
    client, editor, course, django_assert_max_num_queries
):
    for _ in range(20):
        ProblemReportFactory()
    client.get(RANKING)
    with django_assert_max_num_queries(30):
        client.get(RANKING)
