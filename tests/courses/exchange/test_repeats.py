"""One address more than once: in a file, in later runs, in runs at the same time."""

import pytest
from taggit.models import Tag

from courses.exchange.candidates import read_candidate
from courses.exchange.importing import CourseImport, course_import
from courses.exchange.pages import CourseMaker
from courses.exchange.tables import Table, read_rows
from courses.models import Contributor, CoursePage, ImportedAddress
from tests.courses.factories import CategoryFactory

from .conftest import row

OTHER = {"url": "https://a.id/kursus", "title": "Kursus lain"}


@pytest.fixture
def course(bring):
    """A course an editor may change, and the row it came from."""
    bring(row())
    return CoursePage.objects.get()


def test_one_address_twice_is_one_course_with_both_topics(bring):
    output = bring(row(topic="Python"), row(topic="Data"), row(topic="PYTHON"))
    assert sorted(CoursePage.objects.get().tags.names()) == ["Data", "Python"]
    assert "3 rows" in output
    assert "1 made, 0 unchanged, 2 merged, 0 conflicting" in output


def test_two_spellings_of_an_address_are_one_course(bring):
    bring(
        row(url="https://youtu.be/KGSfUgaiVNI"),
        row(url="https://www.youtube.com/watch?v=KGSfUgaiVNI&t=2s"),
    )
    assert CoursePage.objects.count() == 1


def test_where_title_or_provider_differ_the_first_row_wins(bring):
    output = bring(row(), row(title="OOP", provider="Erico", topic="Dart"))
    course = CoursePage.objects.get()
    assert (course.title, course.rights_holder) == (
        "Belajar Python Dasar",
        "Kelas Terbuka",
    )
    assert sorted(course.tags.names()) == ["Dart", "Python"]
    assert (
        "Row 3, conflicting: same address as row 2, which wins; here the title is "
        "“OOP”; here the provider is “Erico”\n"
    ) in output


def test_notes_of_later_rows_are_kept(bring):
    bring(row(), row(note="account required"))
    course = CoursePage.objects.get()
    assert course.needs_account
    assert "account required" in course.rights_note


def test_the_first_row_that_can_be_used_is_the_one_that_wins(bring):
    output = bring(row(language="fr"), row(title="Judul kedua"))
    assert CoursePage.objects.get().title == "Judul kedua"
    assert "1 made, 0 unchanged, 0 merged, 0 conflicting, 1 rejected" in output


def test_the_same_file_again_changes_nothing(bring, course):
    before = CoursePage.objects.values().get()
    output = bring(row())
    assert CoursePage.objects.values().get() == before
    assert "0 made, 1 unchanged" in output


def test_a_renamed_course_stays_renamed(bring, course):
    course.title, course.slug = "Judul editor", "judul-editor"
    course.save_revision().publish()
    bring(row())
    assert CoursePage.objects.get().title == "Judul editor"


def test_a_moved_course_stays_where_it_is(bring, course, catalogue):
    course.move(CategoryFactory(parent=catalogue, title="Lain"), pos="last-child")
    bring(row())
    assert CoursePage.objects.get().get_parent().title == "Lain"


def test_a_dropped_tag_stays_dropped(bring, course):
    course.tags.clear()
    course.save()
    bring(row(), row(topic="Topik baru"))
    assert not CoursePage.objects.get().tags.exists()


def test_a_deleted_course_does_not_come_back(bring, course):
    course.delete()
    Contributor.objects.all().delete()
    Tag.objects.all().delete()
    bring(row())
    assert not CoursePage.objects.exists()
    assert not Contributor.objects.exists()
    assert not Tag.objects.exists()


def test_a_changed_source_does_not_bring_a_second_course(bring, course):
    course.source_url = "https://kelasterbuka.id/python"
    course.save_revision().publish()
    bring(row())
    assert CoursePage.objects.get().source_url == "https://kelasterbuka.id/python"


def test_a_copy_of_a_course_is_not_taken_for_it(bring, course):
    copy = course.copy(update_attrs={"slug": "salinan", "title": "Salinan"})
    assert copy.import_key == ""
    bring(row())
    assert CoursePage.objects.count() == 2


def test_the_same_file_into_another_category_brings_nothing(
    run, write_csv, course, catalogue
):
    CategoryFactory(parent=catalogue, title="Lain")
    assert "0 made, 1 unchanged" in run(write_csv(row()), into="lain")


def test_a_run_killed_half_way_is_completed_by_the_next(write_csv, category):
    path = write_csv(row(), row(**OTHER), row(topic="Data"))

    def kill(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        CourseImport(Table.at(path), category).run(kill)
    assert CoursePage.objects.count() == 1
    assert sorted(CoursePage.objects.get().tags.names()) == ["Data", "Python"]
    CourseImport(Table.at(path), category).run()
    assert CoursePage.objects.count() == ImportedAddress.objects.count() == 2


def test_a_row_that_fails_leaves_nothing_behind(write_csv, category, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(CoursePage, "save_revision", fail)
    with pytest.raises(RuntimeError):
        CourseImport(Table.at(write_csv(row())), category).run()
    assert not CoursePage.objects.exists()
    assert not ImportedAddress.objects.exists()
    assert not Contributor.objects.exists()


def test_of_two_runs_at_once_only_the_first_makes_the_course(write_csv, category):
    (only,) = read_rows(write_csv(row()))
    candidate = read_candidate(only, default_language="id")
    makers = [CourseMaker(category), CourseMaker(category)]
    made = [course_import(candidate=candidate, maker=maker) for maker in makers]
    assert made == [True, False]
    assert CoursePage.objects.count() == 1


def test_a_contributor_made_meanwhile_by_another_run_is_used(write_csv, category):
    first, second = read_rows(write_csv(row(), row(**OTHER)))
    makers = [CourseMaker(category), CourseMaker(category)]
    for only, maker in zip((first, second), makers, strict=True):
        candidate = read_candidate(only, default_language="id")
        assert course_import(candidate=candidate, maker=maker)
    assert Contributor.objects.get().credits.count() == 2
