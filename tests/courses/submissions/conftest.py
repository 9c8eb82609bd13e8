"""A site with categories, groups and a review, and a form filled in for it."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.utils import timezone

from courses import setup
from courses.models import CategoryPage, Submission
from courses.submissions import services
from tests.beginnings import begins_with
from tests.courses.conftest import build_tree
from tests.courses.factories import UserFactory, default_home
from tests.courses.guarding import guard_fields

VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
PATHS = {
    "video": "/kontribusi/video/",
    "article": "/kontribusi/artikel/",
    "live": "/kontribusi/kelas-langsung/",
}


@pytest.fixture
@begins_with(default_home, build_tree, setup.ensure_workflow)
def tree(home):
    return home


@pytest.fixture
def category(tree):
    return CategoryPage.objects.get(slug="bisnis-digital")


@pytest.fixture
def moderator(tree):
    user = UserFactory(username="pak_budi", email="budi@contoh.example")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


@pytest.fixture
def typed(category):
    """Call with a shape (and changes): what a browser sends from its form."""

    def fields(shape="video", **changes):
        common = {
            "title": "Memotret produk dengan HP",
            "category": str(category.uid),
            "summary": "Sesudah ini Anda bisa memotret dagangan sendiri.",
            "text": "Cari cahaya dari jendela.\n\n- Lap lensa\n- Dekatkan",
            "device": "phone",
            "level": "beginner",
            "language": "id",
            "duration_minutes": "",
            "rights": "own",
            "licence": "cc-by-4.0",
            "handover_price": "0",
            "sender_name": "Ibu Sri",
            "organisation": "Koperasi Melati",
            "email": "sri@contoh.example",
        }
        return {**common, **OF_SHAPE[shape](), **guard_fields(), **changes}

    return fields


OF_SHAPE = {
    "video": lambda: {"links": VIDEO},
    "article": dict,
    "live": lambda: {
        "date": (timezone.localdate() + dt.timedelta(days=7)).isoformat(),
        "time": "19:30",
        "timezone": "Asia/Makassar",
        "duration_minutes": "90",
        "platform": "zoom",
        "join_url": "https://zoom.example.com/j/123",
    },
}


@pytest.fixture
def send(client, typed):
    """Send the form of a shape as a stranger; returns the answer."""

    def post(shape="video", **changes):
        return client.post(PATHS[shape], typed(shape, **changes))

    return post


@pytest.fixture
def begun(send):
    """A submission that waits for its sender's confirmation."""

    def start(shape="video", **changes):
        response = send(shape, **changes)
        assert response.status_code == 303, response.context["form"].errors
        return Submission.objects.latest("pk")

    return start


@pytest.fixture
def received(begun):
    """A submission that its sender confirmed: its page waits for a moderator."""

    def start(shape="video", **changes):
        submission = services.submission_confirm(submission=begun(shape, **changes))
        submission.refresh_from_db()
        return submission

    return start


@pytest.fixture
def link_in_mail():
    """The path in the newest letter."""

    def read():
        body = mail.outbox[-1].body
        return next(
            line.removeprefix("http://testserver")
            for line in body.splitlines()
            if line.startswith("http://testserver/kontribusi/")
        )

    return read
