import datetime as dt

import pytest
from django.core.files.base import ContentFile

from courses.housekeeping import JOBS
from courses.offline import housekeeping
from courses.offline.housekeeping import packages_forget
from courses.storage import private_storage
from tests.courses.factories import licence

pytestmark = pytest.mark.django_db


def due(course, *, late=0):
    """The minute in which it is a course's turn, or some minutes later."""
    minutes = course.uid.int % housekeeping.MINUTES_A_DAY + late
    return dt.datetime(2030, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)


def pack(client, course):
    assert client.get(f"/paket/{course.uid}.zip").status_code == 200


def kept(course):
    return private_storage().listdir(f"paket/{course.uid}")[1]


def kept_courses():
    return private_storage().listdir("paket")[0]


def test_the_clock_does_it():
    assert packages_forget in JOBS


def test_a_package_as_it_is_now_stays(client, course):
    pack(client, course)
    before = kept(course)
    packages_forget(due(course))
    assert kept(course) == before != []


def test_an_older_one_goes(client, course):
    pack(client, course)
    course.title = "Buku kas warung"
    course.save()
    packages_forget(due(course))
    assert kept(course) == []


@pytest.mark.parametrize("fate", ["deleted", "unpublished", "closed", "switched off"])
def test_one_that_nobody_may_take_any_more_goes(client, course, settings, fate):
    pack(client, course)
    match fate:
        case "deleted":
            course.delete()
        case "unpublished":
            course.unpublish()
        case "closed":
            course.licence = licence("embed-only")
            course.save()
        case "switched off":
            settings.PRAKERJA_COURSES = {"OFFLINE": False}
    packages_forget(due(course))
    assert str(course.uid) not in kept_courses()


def test_each_has_its_minute_of_the_day(client, course):
    pack(client, course)
    course.unpublish()
    packages_forget(due(course, late=1))
    assert str(course.uid) in kept_courses()
    packages_forget(due(course))
    assert str(course.uid) not in kept_courses()


def test_what_is_no_package_is_left_alone(course):
    storage = private_storage()
    storage.save("paket/catatan/a.txt", ContentFile(b"a"))
    packages_forget(due(course))
    assert storage.exists("paket/catatan/a.txt")


def test_an_empty_place_and_none_are_no_trouble(settings):
    packages_forget()
    settings.STORAGES = {k: v for k, v in settings.STORAGES.items() if k != "private"}
    packages_forget()
