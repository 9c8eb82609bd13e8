"""What was deleted here comes back only if that is asked for."""

import pytest

from courses.models import CategoryPage, CoursePage, LessonPage, MirrorSource
from tests.courses.factories import CategoryFactory

pytestmark = pytest.mark.django_db


def test_what_was_deleted_comes_back_on_demand(mirror, origin, document, here):
    theirs = document(lessons=2)
    origin.put(theirs)
    mirror()
    CoursePage.objects.get().delete()
    assert "1 new" in mirror("--bring-back", "--dry-run")
    mirror("--bring-back")
    page, row = here(theirs)
    assert (page.live, row.state) == (True, "in_step")
    assert LessonPage.objects.child_of(page).live().count() == 2
    assert "nothing new" in mirror()


def test_a_source_goes_on_in_a_new_place(mirror, origin, document, here, catalogue):
    theirs, kept = document(), document()
    for each in (theirs, kept):
        origin.put(each)
    mirror(into="bisnis-digital")
    CategoryFactory(parent=catalogue, slug="wirausaha")
    page, _row = here(kept)
    page.move(catalogue, pos="last-child")
    CategoryPage.objects.get(slug="bisnis-digital").delete()
    assert "1 deleted here" in mirror(into="wirausaha")
    mirror("--bring-back", into="wirausaha")
    assert here(theirs)[0].get_parent().slug == "wirausaha"
    assert MirrorSource.objects.count() == 1
