"""A contributor of one category who brings lists in through the admin."""

import csv
import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.users.models import UserProfile

from courses.exchange.runs.states import State, run_begin
from courses.exchange.runs.uploads import run_upload
from courses.models import ImportRun
from courses.setup import allow_in_admin, allow_on_page
from tests.courses.factories import UserFactory

from ..conftest import row

HEADER = ("judul", "alamat", "penyedia", "topik", "bahasa", "catatan")
FACTS = ("title", "url", "provider", "topic", "language", "note")
COLUMNS = dict(zip(FACTS, HEADER, strict=True))


def speaks_english(user):
    """Tasks report in the language of whoever sent them."""
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def contributor(category):
    user = speaks_english(UserFactory(username="kontributor"))
    group = Group.objects.create(name="Kontributor Bisnis Digital")
    allow_in_admin(group)
    allow_on_page(group, category, "add")
    user.groups.add(group)
    return user


@pytest.fixture
def admin(db):
    return speaks_english(UserFactory(username="admin", is_superuser=True))


@pytest.fixture
def signed_in(client, contributor):
    client.force_login(contributor)
    return client


def list_file(*rows, name="daftar.csv"):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADER)
    writer.writerows([[row[fact] for fact in FACTS] for row in rows])
    return SimpleUploadedFile(name, text.getvalue().encode())


def two_rows():
    return [
        row(title="Satu", url="https://a.id/1"),
        row(title="Dua", url="https://a.id/2"),
    ]


@pytest.fixture
def step(django_capture_on_commit_callbacks):
    """Bring a run to its next state and let its task do the work."""

    def step(run, state, user=None):
        with django_capture_on_commit_callbacks(execute=True):
            run_begin(run=run, state=state, user=user or run.started_by)
        run.refresh_from_db()
        return run

    return step


@pytest.fixture
def upload(contributor, category):
    def upload(*rows):
        run = run_upload(file=list_file(*(rows or two_rows())), user=contributor)
        ImportRun.objects.filter(pk=run.pk).update(category=category)
        run.refresh_from_db()
        return run

    return upload


@pytest.fixture
def checked(upload, step):
    return lambda *rows: step(upload(*rows), State.CHECKING)


@pytest.fixture
def imported(checked, step):
    return lambda *rows: step(checked(*rows), State.RUNNING)
