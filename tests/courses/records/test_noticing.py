"""What is not public now is told by nobody now, however it left."""

import pytest
from wagtail.models import PageViewRestriction

from courses.models import ContentRecord, RecordDue
from courses.records.keeping import keep_all
from courses.records.sweeping import drifted
from tests.courses.factories import (
    CourseFactory,
    CreditFactory,
    LessonFactory,
    default_home,
    text,
)
from tests.courses.trees import translate

from .ways import (
    COURSE_CHANGES,
    COURSE_LEAVES,
    FILE_LEAVES,
    LESSON_LEAVES,
    WORDS_LEAVE,
    publish,
    restrict,
    save,
)

pytestmark = pytest.mark.django_db
SECRET = "Rahasia kas."


def everything_told(client):
    """All that any address of the API says."""
    kinds = ["courses", "lessons", "categories", "contributors", "sessions", "paths"]
    addresses = [f"/api/v1/{kind}/?fields=*" for kind in kinds]
    answers = map(client.get, [*addresses, "/api/v1/changes/", "/api/v1/tags/"])
    return "".join(answer.content.decode() for answer in answers)


@pytest.mark.parametrize("way", COURSE_LEAVES)
class TestACourseThatLeaves:
    def test_is_hidden_before_anybody_has_rendered_it(
        self, client, world, nothing_rendered, way
    ):
        COURSE_LEAVES[way](world)
        said = everything_told(client)
        assert str(world.course.uid) not in said
        assert SECRET not in said
        address = f"/api/v1/courses/{world.course.uid}/"
        assert client.get(address).status_code in (404, 503)

    def test_is_a_tombstone_without_words_for_whoever_follows(self, client, world, way):
        COURSE_LEAVES[way](world)
        keep_all()
        items = client.get("/api/v1/changes/").json()["items"]
        gone = {item["id"]: item for item in items if item["state"] == "deleted"}
        for thing in (world.course, world.lesson, world.session, world.contributor):
            assert set(gone[str(thing.uid)]) == {"state", "kind", "id", "modified"}
        record = ContentRecord.objects.get(pk=world.course.uid)
        assert (record.facts, record.data, record.digest) == ("", "", "")
        assert drifted() == []


@pytest.mark.parametrize("way", LESSON_LEAVES)
class TestALessonThatLeaves:
    def test_takes_its_text_out_of_its_course(
        self, client, world, nothing_rendered, way
    ):
        LESSON_LEAVES[way](world)
        assert SECRET not in everything_told(client)

    def test_leaves_the_course_there(self, world, told, way):
        LESSON_LEAVES[way](world)
        keep_all()
        assert told(world.course)["lessons"] == []
        assert told(world.lesson) is None
        assert drifted() == []


@pytest.mark.parametrize("way", WORDS_LEAVE)
def test_words_that_left_are_told_by_nobody(client, world, nothing_rendered, way, told):
    WORDS_LEAVE[way](world)
    assert "Ambil buku tulis." not in everything_told(client)
    keep_all()
    assert "Ambil buku tulis." not in str(told(world.course))
    assert drifted() == []


@pytest.mark.parametrize("way", FILE_LEAVES)
def test_a_file_that_left_is_pointed_to_by_nobody(
    client, world, nothing_rendered, way, told
):
    address = world.document.url
    assert address in str(told(world.course))
    FILE_LEAVES[way](world)
    assert address not in everything_told(client)
    keep_all()
    assert address not in str(told(world.course))
    assert drifted() == []


@pytest.mark.parametrize("way", COURSE_CHANGES)
def test_what_changes_is_told_anew(world, told, way):
    before, number = told(world.course), number_of(world.course)
    COURSE_CHANGES[way](world)
    assert told(world.course) != before
    assert number_of(world.course) > number
    keep_all()
    assert drifted() == []


def number_of(thing):
    return ContentRecord.objects.get(pk=thing.uid).change


class TestWhatComesBack:
    def test_is_told_again_under_its_identity(self, world, told):
        world.course.unpublish()
        assert told(world.course) is None
        world.course.save_revision().publish()
        assert told(world.course)["title"] == "Catat uang"

    def test_with_its_restriction_gone(self, world, told):
        restrict(world.category)
        assert told(world.course) is None
        PageViewRestriction.objects.all().delete()
        assert told(world.course) and told(world.lesson)

    def test_with_its_category(self, world, told):
        world.category.unpublish()
        assert told(world.course) is None
        world.category.save_revision().publish()
        assert told(world.course)["category"]["uid"] == str(world.category.uid)

    def test_with_a_licence_that_is_known_again(self, world, told):
        save(world.course.licence, state="unknown")
        assert told(world.course) is None
        save(world.course.licence, state="open")
        assert told(world.course)


class TestWhatStandsAround:
    def test_a_contributor_is_told_while_a_course_of_theirs_is(self, world, told):
        assert told(world.contributor)["name"] == "Sari"
        world.course.unpublish()
        assert told(world.contributor) is None

    def test_a_credit_that_moves_changes_both_courses(self, world, told):
        other = CourseFactory(parent=world.category)
        credit = world.course.credits.get()
        save(credit, page=other)
        assert told(world.course)["contributors"] == []
        assert told(other)["contributors"][0]["name"] == "Sari"

    def test_a_class_that_moves_changes_both_courses(self, world, told):
        other = CourseFactory(parent=world.category)
        save(world.session, course=other)
        assert told(world.course)["sessions"] == []
        assert told(world.session)["course"]["uid"] == str(other.uid)

    def test_a_lesson_that_moves_changes_both_courses(self, world, told):
        other = CourseFactory(parent=world.other)
        world.lesson.move(other, pos="last-child")
        assert told(world.course)["lessons"] == []
        assert told(other)["lessons"][0]["uid"] == str(world.lesson.uid)
        assert told(world.lesson)["course"]["uid"] == str(other.uid)

    def test_a_lesson_that_moves_into_a_closed_course_is_gone(
        self, client, world, nothing_rendered
    ):
        other = CourseFactory(parent=world.other, draft=True)
        world.lesson.move(other, pos="last-child")
        assert SECRET not in everything_told(client)

    def test_a_category_counts_its_courses(self, world, told):
        assert told(world.category)["course_count"] == 1
        world.course.move(world.other, pos="last-child")
        assert told(world.category)["course_count"] == 0
        assert told(world.other)["course_count"] == 2

    def test_a_path_leads_to_public_courses_alone(self, world, told):
        assert steps_of(told(world.path)) == ["Catat uang", "Buka warung"]
        world.course.unpublish()
        assert steps_of(told(world.path)) == ["Buka warung"]

    def test_a_link_to_a_page_that_left_leads_nowhere(self, world, told):
        link = f'<p><a linktype="page" id="{world.course.pk}">sini</a></p>'
        other = CourseFactory(parent=world.other, body=[("text", link)])
        assert "catat-uang" in told(other)["body"]
        world.course.unpublish()
        assert "catat-uang" not in told(other)["body"]
        world.course.save_revision().publish()
        assert "catat-uang" in told(other)["body"]

    def test_a_translation_is_told_beside_its_source(self, world, told):
        for page in (default_home(), world.category.get_parent(), world.category):
            translate(page)
        english = translate(world.course, title="Write down money")
        keep_all()
        found = ContentRecord.objects.get(pk=english.uid)
        source = ContentRecord.objects.get(pk=world.course.uid)
        assert found.locale == "en"
        assert found.translation_key == source.translation_key

    def test_an_alias_is_told_of_nowhere(self, world, told):
        alias = world.course.create_alias(parent=world.other, update_slug="salinan")
        keep_all()
        assert not ContentRecord.objects.filter(pk=alias.uid).exists()


def steps_of(path):
    return [step["course"]["title"] for step in path["steps"]]


class TestWhatIsNobodysBusiness:
    def test_a_draft_of_a_public_course(self, world, told):
        before = number_of(world.course)
        page = type(world.course).objects.get(pk=world.course.pk)
        page.title = "Belum"
        page.save_revision()
        assert told(world.course)["title"] == "Catat uang"
        assert number_of(world.course) == before

    def test_a_new_draft(self, world):
        CourseFactory(parent=world.category, draft=True)
        LessonFactory(parent=world.course, draft=True)
        keep_all()
        assert drifted() == []

    def test_saving_without_a_difference(self, world, told):
        before = number_of(world.course)
        save(world.course)
        assert told(world.course)
        assert number_of(world.course) == before
        assert not RecordDue.objects.exists()


def test_words_of_a_new_lesson_come_with_its_publication(world, told):
    lesson = LessonFactory(parent=world.course, draft=True, body=text("Nanti."))
    assert "Nanti." not in str(told(world.course))
    publish(lesson)
    assert "Nanti." in str(told(world.course))


def test_another_course_is_not_touched(world):
    other = CourseFactory(parent=world.other)
    CreditFactory(page=other)
    keep_all()
    before = number_of(other)
    publish(world.course, title="Lain")
    keep_all()
    assert number_of(other) == before
