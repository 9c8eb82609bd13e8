"""What editors see of the videos, and what nobody can do to them."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse
from django_tasks import default_task_backend

from courses.models import MediaItem
from courses.setup import ensure_contributor_groups, ensure_editors

from ..factories import CourseFactory, StandardPageFactory, UserFactory

pytestmark = pytest.mark.django_db
INDEX = "/admin/videos/"


def member(client, group):
    user = UserFactory()
    user.groups.add(Group.objects.get(name__startswith=group))
    client.force_login(user)
    return user


@pytest.fixture
def editor(client, course):
    ensure_editors()
    return member(client, "Editors")


@pytest.fixture
def contributor(client, course):
    ensure_contributor_groups()
    return member(client, "Kontributor")


def inspect(item):
    return reverse("prakerja_media:inspect", args=[item.pk])


def check(item):
    return reverse("prakerja_media:check", args=[item.pk])


def test_the_list_shows_what_fails_first(client, editor, make_item):
    make_item("aaaaaaaaaaa", title="Baik", state="fine")
    make_item("bbbbbbbbbbb", title="Buruk", state="fine", failed_days=3)
    page = client.get(INDEX).content.decode()
    assert page.index("Buruk") < page.index("Baik")


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 3), ("state=gone", 1), ("provider=vimeo", 1), ("q=roti", 1)],
)
def test_the_list_can_be_filtered_and_searched(client, editor, make_item, query, count):
    make_item("aaaaaaaaaaa", title="Cara membuat roti")
    make_item("bbbbbbbbbbb", state="gone")
    make_item("1234567", provider="vimeo")
    response = client.get(f"{INDEX}?{query}")
    assert len(response.context["object_list"]) == count


def test_a_video_nobody_shows_is_not_listed(client, editor):
    MediaItem.objects.create(provider="youtube", kind="video", video_id="aaaaaaaaaaa")
    assert len(client.get(INDEX).context["object_list"]) == 0


def test_the_list_takes_the_same_queries_however_long(
    client, editor, make_item, django_assert_max_num_queries
):
    client.get(INDEX)
    for number in range(15):
        make_item(f"v{number:010}")
    with django_assert_max_num_queries(25):
        client.get(INDEX)


def test_a_video_shows_its_pages_and_its_history(client, editor, make_item):
    item = make_item(failed_days=2)
    item.checks.create(at="2026-11-02T03:00Z", outcome="gone", detail="404")
    page = client.get(inspect(item)).content.decode()
    for text in ("Kursus Video", "404", "https://www.youtube.com/watch?v=aaaaaaaaaaa"):
        assert text in page


def test_pages_one_may_not_change_are_counted_not_named(client, contributor, make_item):
    from wagtail.models import GroupPagePermission

    group = contributor.groups.get()
    own = CourseFactory(title="Milik sendiri")
    GroupPagePermission.objects.create(group=group, page=own, permission_type="change")
    item = make_item()
    item.uses.create(page=own)
    page = client.get(inspect(item)).content.decode()
    assert "Milik sendiri" in page
    assert "Kursus Video" not in page


@pytest.fixture
def queue(settings):
    """Tasks that wait for a worker, as in production."""
    dummy = "django_tasks.backends.dummy.DummyBackend"
    settings.TASKS = {"default": {"BACKEND": dummy}}
    return default_task_backend.results


def ask(client, item, commits):
    with commits(execute=True):
        return client.post(check(item), follow=True)


def test_the_request_asks_no_provider_but_a_task_does(
    client, editor, provider, make_item, queue, django_capture_on_commit_callbacks
):
    item = make_item(next_check_at=None)
    answer = ask(client, item, django_capture_on_commit_callbacks)
    assert provider.asked == []
    assert "Buka halaman ini lagi" in answer.content.decode()
    assert MediaItem.objects.due().get() == item
    [waiting] = queue
    waiting.task.func(*waiting.args)
    assert provider.asked == ["aaaaaaaaaaa"]
    assert MediaItem.objects.get().state == "fine"


def test_a_task_that_comes_after_the_clock_asks_nothing(
    client, editor, provider, make_item, queue, django_capture_on_commit_callbacks
):
    item = make_item()
    for _time in (1, 2):
        ask(client, item, django_capture_on_commit_callbacks)
    for waiting in queue:
        waiting.task.func(*waiting.args)
    assert provider.asked == ["aaaaaaaaaaa"]


def test_a_check_counts_nothing_while_the_provider_is_ill(
    client, editor, provider, make_item, django_capture_on_commit_callbacks
):
    provider.otherwise = "missing"
    item = make_item(state="fine")
    ask(client, item, django_capture_on_commit_callbacks)
    assert "not counted" in client.get(inspect(item)).content.decode()
    assert MediaItem.objects.get().failed_days == 0


def test_who_may_change_none_of_its_pages_only_looks(
    client, contributor, provider, make_item, django_capture_on_commit_callbacks
):
    from wagtail.models import GroupPagePermission

    elsewhere = StandardPageFactory(title="Berita")
    GroupPagePermission.objects.create(
        group=contributor.groups.get(), page=elsewhere, permission_type="change"
    )
    item = make_item()
    assert check(item) not in client.get(inspect(item)).content.decode()
    ask(client, item, django_capture_on_commit_callbacks)
    assert provider.asked == []


def test_looking_at_a_page_never_asks_anybody(client, editor, provider, make_item):
    item = make_item()
    assert client.get(check(item)).status_code == 405
    client.get(inspect(item))
    assert provider.asked == []


def test_a_contributor_sees_none_of_it(client, contributor, provider, make_item):
    item = make_item()
    for url in (INDEX, inspect(item)):
        assert client.get(url).status_code == 302
    client.post(check(item))
    assert provider.asked == []


@pytest.mark.parametrize("name", ["add", "edit", "delete", "copy"])
def test_nothing_can_be_written_by_hand(name):
    with pytest.raises(NoReverseMatch):
        reverse(f"prakerja_media:{name}", args=[] if name == "add" else [1])


def test_the_csv_runs_no_formula(client, editor, make_item):
    make_item(title='=HYPERLINK("http://jahat.example")')
    response = client.get(f"{INDEX}?export=csv")
    text = b"".join(response.streaming_content).decode()
    _head, row = csv.reader(io.StringIO(text))
    assert row[0] == '\'=HYPERLINK("http://jahat.example")'
    assert row[1] == "https://www.youtube.com/watch?v=aaaaaaaaaaa"


def test_the_xlsx_runs_no_formula(client, editor, make_item):
    make_item(title="=1+1")
    content = client.get(f"{INDEX}?export=xlsx").getvalue()
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet["A2"].data_type == "s"
