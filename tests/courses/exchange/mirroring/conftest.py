import pytest
from django.core.management import call_command
from wagtail.models import Site

from courses.exchange.client import Client
from courses.models import CoursePage, MirroredPage
from courses.records import documents
from courses.records.courses import whole_course
from tests.courses.factories import CourseFactory, CreditFactory, LessonFactory

from .origin import Origin


@pytest.fixture
def origin():
    served = Origin()
    yield served
    served.close()


@pytest.fixture
def client_of(origin):
    def make(**options):
        options = {"sleep": lambda seconds: None, "seconds": 5, **options}
        return Client(origin.url, **{"allow_private": True, **options})

    return make


@pytest.fixture
def document(category):
    """A document of the API as another site would tell it: its pages are gone here."""
    Site.objects.update(hostname="asal.example")

    def make(*blocks, lessons=0, **facts):
        if blocks:
            facts["body"] = list(blocks)
        course = CourseFactory(parent=category, **facts)
        course.tags.add("uang")
        course.save()
        CreditFactory(page=course)
        for _number in range(lessons):
            LessonFactory(parent=course)
        return told(course)

    return make


def told(course):
    """The document of a course, which is then deleted."""
    whole = api_document(course)
    CoursePage.objects.get(pk=course.pk).delete()
    return whole


def api_document(course):
    _facts, whole = documents.course(whole_course(CoursePage.objects.get(pk=course.pk)))
    return whole


@pytest.fixture
def mirror(origin, catalogue, capsys):
    """Run the command into the catalogue and return what it says."""

    def run(*options, into="kursus", publish="--publish", **more):
        call_command(
            "mirror_content", origin.url, f"--into={into}", "--allow-private",
            *filter(None, [publish]), *options, **more,
        )  # fmt: skip
        return capsys.readouterr().out

    return run


@pytest.fixture
def here():
    """The page and the row of a document that was taken."""

    def find(document):
        row = MirroredPage.objects.get(uid=document["uid"])
        return row.page and row.page.specific, row

    return find
