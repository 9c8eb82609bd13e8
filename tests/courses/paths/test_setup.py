"""What a new site has of learning paths."""

import pytest

from courses.models import LearningPathIndexPage
from courses.paths.setup import ensure_paths

pytestmark = pytest.mark.django_db


def test_a_new_site_has_an_empty_list_of_paths(client, home):
    assert ensure_paths(home).url == "/jalur-belajar/"
    assert client.get("/jalur-belajar/").status_code == 200


def test_a_list_that_editors_renamed_is_not_made_again(home):
    index = ensure_paths(home)
    index.slug = index.title = "rute"
    index.save_revision().publish()
    ensure_paths(home)
    assert LearningPathIndexPage.objects.get().slug == "rute"
