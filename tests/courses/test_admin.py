"""The screens of the courses app in the Wagtail admin."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from courses.models import Contributor, LiveSession, Submission

from .factories import (
    ContributorFactory,
    ContributorLinkFactory,
    CourseFactory,
    LiveSessionFactory,
    ProblemReportFactory,
)

pytestmark = pytest.mark.django_db
SESSIONS = "prakerja_live_sessions"
CONTRIBUTORS = "wagtailsnippets_prakerja_courses_contributor"
LICENCES = "wagtailsnippets_prakerja_courses_licence"


@pytest.mark.parametrize("folder", ["live-classes", "handed-in", "problem-reports"])
def test_lists_turn_into_cards_on_a_phone(client, sign_in, folder):
    LiveSessionFactory()
    Submission.objects.create(
        title="Kiriman", form_id=uuid.uuid4(), confirmed_at=timezone.now()
    )
    ProblemReportFactory()
    sign_in("Moderators")
    html = client.get(f"/admin/{folder}/").content.decode()
    assert "listing--cards" in html
    assert "prakerja_courses/admin/listings.css" in html
    assert "data-label=" in html


def menu_labels(client):
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    return [
        url
        for url in ("/admin/courses/", "/admin/live-classes/", "/contributor/")
        if f'"{url}' in page or f"{url}&quot;" in page or url in page
    ]


def contributor_form(**changes):
    fields = {
        "name": "Sri Wahyuni",
        "slug": "sri-wahyuni",
        "kind": "person",
        "bio": "",
        "logo": "",
        "website": "",
        "listed": "on",
        "links": inline_formset([{"label": "Blog", "url": "https://sri.example/"}]),
    }
    return nested_form_data({**fields, **changes})


def session_form(course, **changes):
    return {
        "course": course.pk,
        "title": "Tanya jawab",
        "starts_at": "2030-03-01 19:30",
        "timezone": "Asia/Jayapura",
        "duration_minutes": "90",
        "platform": "zoom",
        "join_url": "https://zoom.example/j/1",
        "status": "scheduled",
        "note": "",
        "recording_url": "",
        "materials-count": "0",
        **changes,
    }


def test_an_editor_finds_courses_classes_and_contributors_in_the_menu(client, sign_in):
    sign_in("Editors")
    assert len(menu_labels(client)) == 3


def test_a_contributor_finds_courses_and_their_classes_only(client, sign_in):
    sign_in("Kontributor Bisnis Digital")
    assert menu_labels(client) == ["/admin/courses/", "/admin/live-classes/"]


def test_the_menu_opens_the_catalogue_in_the_explorer(client, sign_in):
    sign_in("Editors")
    response = client.get(reverse("prakerja_courses_catalogue"), follow=True)
    assert response.context["parent_page"].slug == "kursus"


def test_the_menu_leads_a_contributor_to_their_category(client, sign_in):
    sign_in("Kontributor Bisnis Digital")
    response = client.get(reverse("prakerja_courses_catalogue"), follow=True)
    assert response.context["parent_page"].slug == "bisnis-digital"


def test_without_a_catalogue_the_menu_opens_the_explorer(client, admin_user, home):
    client.force_login(admin_user)
    response = client.get(reverse("prakerja_courses_catalogue"))
    assert response.url == reverse("wagtailadmin_explore_root")


def test_visitors_are_asked_to_sign_in(client, tree):
    assert "login" in client.get(reverse("prakerja_courses_catalogue")).url


def test_an_editor_adds_a_contributor_with_links_and_accounts(client, sign_in):
    editor = sign_in("Editors")
    data = {**contributor_form(), "users": [str(editor.pk)]}
    client.post(reverse(f"{CONTRIBUTORS}:add"), data)
    contributor = Contributor.objects.get()
    assert [link.label for link in contributor.links.all()] == ["Blog"]
    assert list(contributor.users.all()) == [editor]


def test_contributors_can_be_searched_and_filtered(client, sign_in):
    sign_in("Editors")
    ContributorFactory(name="Sri Wahyuni")
    ContributorFactory(name="Yayasan Tenun", kind="organisation")
    for query in ("?q=tenun", "?kind=organisation"):
        response = client.get(reverse(f"{CONTRIBUTORS}:list") + query)
        found = [contributor.name for contributor in response.context["object_list"]]
        assert found == ["Yayasan Tenun"], query


def test_editing_a_contributor_keeps_their_uid(client, sign_in):
    sign_in("Editors")
    contributor = ContributorFactory()
    ContributorLinkFactory(contributor=contributor)
    url = reverse(f"{CONTRIBUTORS}:edit", args=[contributor.pk])
    client.post(url, contributor_form())
    changed = Contributor.objects.get()
    assert (changed.name, changed.uid) == ("Sri Wahyuni", contributor.uid)


def test_an_editor_deletes_no_contributor(client, sign_in):
    sign_in("Editors")
    contributor = ContributorFactory()
    url = reverse(f"{CONTRIBUTORS}:delete", args=[contributor.pk])
    client.post(url)
    assert Contributor.objects.exists()


@pytest.mark.parametrize(("group", "status"), [("Moderators", 200), ("Editors", 302)])
def test_licences_are_for_moderators(client, sign_in, group, status):
    sign_in(group)
    assert client.get(reverse(f"{LICENCES}:list")).status_code == status


def test_a_contributor_group_manages_no_contributors(client, sign_in):
    sign_in("Kontributor Bisnis Digital")
    assert client.get(reverse(f"{CONTRIBUTORS}:list")).status_code == 302


def test_a_start_is_read_on_the_clock_of_its_zone(client, sign_in):
    sign_in("Editors")
    client.post(reverse(f"{SESSIONS}:add"), session_form(CourseFactory()))
    session = LiveSession.objects.get()
    assert session.starts_at == dt.datetime(2030, 3, 1, 10, 30, tzinfo=dt.UTC)
    assert session.ends_at - session.starts_at == dt.timedelta(minutes=90)


def test_editing_shows_and_keeps_the_announced_time(client, sign_in):
    sign_in("Editors")
    client.post(reverse(f"{SESSIONS}:add"), session_form(CourseFactory()))
    session = LiveSession.objects.get()
    url = reverse(f"{SESSIONS}:edit", args=[session.pk])
    assert "2030-03-01 19:30" in client.get(url).content.decode()
    client.post(url, session_form(session.course, title="Tanya jawab lagi"))
    changed = LiveSession.objects.get()
    assert changed.title == "Tanya jawab lagi"
    assert changed.starts_at == session.starts_at


def test_a_moved_class_needs_a_note(client, sign_in):
    sign_in("Editors")
    form = session_form(CourseFactory(), status="moved")
    response = client.post(reverse(f"{SESSIONS}:add"), form)
    assert "note" in response.context["form"].errors


def test_an_impossible_start_is_told_at_its_field(client, sign_in):
    sign_in("Editors")
    form = session_form(CourseFactory(), starts_at="besok sore")
    response = client.post(reverse(f"{SESSIONS}:add"), form)
    assert "starts_at" in response.context["form"].errors


@pytest.mark.parametrize(("when", "title"), [("coming", "Nanti"), ("past", "Lewat")])
def test_classes_can_be_filtered_by_time(client, sign_in, when, title):
    sign_in("Editors")
    course = CourseFactory()
    LiveSessionFactory(course=course, title="Nanti")
    LiveSessionFactory(course=course, title="Lewat", over=True)
    response = client.get(reverse(f"{SESSIONS}:index") + f"?when={when}")
    assert [s.title for s in response.context["object_list"]] == [title]


def test_the_list_of_classes_tells_the_announced_time(client, sign_in):
    sign_in("Editors", language="id")
    start = dt.datetime(2030, 3, 1, 10, 30, tzinfo=dt.UTC)
    LiveSessionFactory(starts_at=start, timezone="Asia/Jayapura")
    page = client.get(reverse(f"{SESSIONS}:index")).content.decode()
    assert "1 Maret 2030, 19.30 WIT" in page


def test_a_longer_list_of_classes_costs_no_more(client, sign_in):
    sign_in("Editors")
    LiveSessionFactory()
    few = cost_of_list(client)
    for _ in range(8):
        LiveSessionFactory(course=CourseFactory())
    assert cost_of_list(client) == few


def cost_of_list(client):
    url = reverse(f"{SESSIONS}:index")
    client.get(url)
    with CaptureQueriesContext(connection) as spent:
        client.get(url)
    return len(spent)
