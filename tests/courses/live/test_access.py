"""Live classes of those who write: of their own drafts, and of nothing else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses import setup
from courses.models import LiveSession
from tests.courses.factories import CourseFactory, LiveSessionFactory, UserFactory
from tests.courses.moderation.conftest import hand_in

pytestmark = pytest.mark.django_db
NAME = "prakerja_live_sessions"
LIST = reverse(f"{NAME}:index")


@pytest.fixture
def writer(sign_in):
    setup.ensure_workflow()
    return sign_in("Kontributor Bisnis Digital")


@pytest.fixture
def draft(writer, sales):
    return CourseFactory(parent=sales, draft=True, owner=writer)


def add(client, course):
    form = {
        "course": course.pk,
        "starts_at": "2030-03-01 19:30",
        "timezone": "Asia/Makassar",
        "duration_minutes": "90",
        "platform": "zoom",
        "status": "scheduled",
        "materials-count": "0",
    }
    return client.post(reverse(f"{NAME}:add"), form)


def screens(session):
    names = ("edit", "delete", "history", "history_results", "usage", "copy")
    return [reverse(f"{NAME}:{name}", args=[session.pk]) for name in names]


def statuses(client, session):
    return {client.get(address).status_code for address in screens(session)}


def listed(client):
    return list(client.get(LIST).context["object_list"])


def test_the_menu_leads_there(client, writer):
    assert LIST in client.get(reverse("wagtailadmin_home")).content.decode()


def test_somebody_who_writes_nothing_has_no_such_menu(client, sign_in, admin_user):
    from django.contrib.auth.models import Group, Permission

    group = Group.objects.create(name="Pembaca")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    sign_in("Pembaca")
    assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()
    assert client.get(LIST).status_code == 302


def test_a_writer_sets_up_the_class_of_their_draft(client, draft):
    assert add(client, draft).status_code == 302
    session = LiveSession.objects.get()
    assert listed(client) == [session]
    assert statuses(client, session) == {200}


def test_a_writer_takes_their_own_class_back(client, draft):
    session = LiveSessionFactory(course=draft)
    client.post(reverse(f"{NAME}:delete", args=[session.pk]))
    assert not LiveSession.objects.exists()


@pytest.fixture(params=["public", "in review", "approved", "of another"])
def course(request, writer, sales):
    """Not theirs to change, for different reasons."""
    match request.param:
        case "public":
            return CourseFactory(parent=sales, owner=writer)
        case "of another":
            return CourseFactory(parent=sales, draft=True, owner=UserFactory())
        case "in review":
            page = CourseFactory(parent=sales, draft=True, owner=writer)
            return hand_in(page, writer)
    page = CourseFactory(parent=sales, draft=True, owner=writer)
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.save_revision().publish()
    return page


def test_no_class_can_be_added_to_any_other_course(client, course):
    response = add(client, course)
    assert response.status_code == 200
    (error,) = response.context["form"].errors["course"]
    assert error.startswith("Pilih draf Anda sendiri")
    assert not LiveSession.objects.exists()


def test_a_class_of_any_other_course_is_out_of_reach(client, course):
    session = LiveSessionFactory(course=course, join_url="https://zoom.example/j/834")
    assert listed(client) == []
    assert statuses(client, session) == {302}
    client.post(reverse(f"{NAME}:delete", args=[session.pk]))
    assert LiveSession.objects.exists()


def test_a_class_cannot_be_moved_to_another_course(client, draft, sales):
    session = LiveSessionFactory(course=draft)
    other = CourseFactory(parent=sales)
    form = {**client.get(screens(session)[0]).context["form"].initial}
    form = {name: value for name, value in form.items() if value is not None}
    response = client.post(
        screens(session)[0], {**form, "materials-count": "0", "course": other.pk}
    )
    assert "course" in response.context["form"].errors


def test_editors_go_on_working_with_all_of_them(client, sign_in, sales):
    sign_in("Editors")
    session = LiveSessionFactory(course=CourseFactory(parent=sales))
    assert listed(client) == [session]
    assert statuses(client, session) == {200}
    assert add(client, CourseFactory(parent=sales)).status_code == 302


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Choose a course"), ("id", "Pilih kursus")]
)
def test_the_course_is_chosen_in_the_readers_language(client, sign_in, language, words):
    sign_in("Editors", language=language)
    page = client.get(reverse("prakerja_live_sessions:add")).content.decode()
    assert words in page
