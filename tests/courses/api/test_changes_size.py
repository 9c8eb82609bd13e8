"""A page of the feed ends where its items have become many megabytes."""

import pytest

from courses.api import changes
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def five(category):
    """A category, which is short, and five courses of some 1,500 bytes and more."""
    return [CourseFactory(parent=category, title=f"Kursus {n}") for n in range(5)]


def pages(get, **query):
    """How many items each page has, and the numbers that were told."""
    after, sizes, numbers = 0, [], []
    while items := get("changes/", afterChangeNumber=after, **query)["items"]:
        sizes.append(len(items))
        numbers += [item["modified"] for item in items]
        after = numbers[-1]
    return sizes, numbers


def test_pages_end_early_and_nothing_is_skipped(client, get, five, monkeypatch):
    _sizes, all_numbers = pages(get)
    length = len(client.get(f"/api/v1/courses/{five[0].uid}/").content)
    monkeypatch.setattr(changes, "MOST_BYTES", int(2.5 * length))
    sizes, numbers = pages(get, kind="course")
    assert sizes == [2, 2, 1]
    assert set(numbers) <= set(all_numbers) and len(numbers) == 5


def test_next_goes_on_behind_the_last_that_was_told(client, five, monkeypatch):
    monkeypatch.setattr(changes, "MOST_BYTES", 1)
    page = client.get("/api/v1/changes/?afterChangeNumber=0").json()
    [item] = page["items"]
    assert f"afterChangeNumber={item['modified']}" in page["next"]


def test_what_is_longer_than_a_page_comes_alone(get, five, monkeypatch):
    monkeypatch.setattr(changes, "MOST_BYTES", 1)
    assert pages(get)[0] == [1] * 6
