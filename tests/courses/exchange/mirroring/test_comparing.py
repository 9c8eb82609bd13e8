"""Two versions line by line, and what stands here whether or not it is public."""

import random
import time

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.exchange.mirroring.comparing import document_of, facts, lines
from courses.models import CourseCredit, LessonPage
from tests.courses.factories import ContributorFactory, LessonFactory

MANY = 20_000


def of(text):
    code = {"type": "code", "language": "", "code": "\n".join(text)}
    return {"blocks": [code], "lessons": []}


def said(ours, theirs):
    """Signs in front of the lines, as a diff has them."""
    signs = {"": " ", "added": "+", "removed": "-"}
    found = lines(of(ours), of(theirs))
    return [f"{signs[line.change]}{line.text}" for line in found]


@given(st.lists(st.sampled_from("abcx")), st.lists(st.sampled_from("abcy")))
@settings(deadline=None)
def test_every_line_of_both_is_shown_in_its_order(ours, theirs):
    found = said(ours, theirs)
    assert [line[1:] for line in found if line[0] != "+"] == ours
    assert [line[1:] for line in found if line[0] != "-"] == theirs


def test_what_came_into_the_middle_is_all_that_is_new():
    found = said(list("xaxbxc"), list("xaxxdbxc"))
    assert [line for line in found if line[0] != " "] == ["+x", "+d"]


def test_what_was_replaced_comes_before_what_replaces_it():
    assert said(list("abc"), list("aBc")) == [" a", "-b", "+B", " c"]


chance = random.Random(5)
FEW_WORDS = [chance.choice("ab") for _line in range(MANY)]
SOME_WORDS = [str(chance.randrange(100)) for _line in range(MANY)]
OWN_WORDS = [str(number) for number in range(MANY)]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (["a"] * MANY, ["a"] * (MANY - 1)),
        (["a", "b"] * (MANY // 2), ["b", "a"] * (MANY // 2)),
        (FEW_WORDS, FEW_WORDS[::-1]),
        (SOME_WORDS, SOME_WORDS[::-1]),
        (OWN_WORDS, OWN_WORDS[::-1]),
    ],
    ids=["one", "turns", "few", "some", "own"],
)
def test_many_lines_take_moments(ours, theirs):
    begun = time.process_time()
    found = said(ours, theirs)
    assert time.process_time() - begun < 1
    assert [line[1:] for line in found if line[0] != "-"] == theirs


@pytest.fixture
def taken(db, mirror, origin, document):
    """Take a course with two lessons."""

    def take(**options):
        theirs = document(lessons=2)
        origin.put(theirs)
        mirror(**options)
        return theirs

    return take


@pytest.fixture
def compared(mirror, origin, here):
    """Have a version come that has to wait; here and there."""

    def compare(theirs, **options):
        origin.put({**theirs, "summary": "Baru."})
        mirror(**options)
        row = here(theirs)[1]
        assert row.state == "waiting"
        return document_of(row), row.waiting

    return compare


def draft(page, **said):
    newest = page.get_latest_revision_as_object()
    for name, value in said.items():
        setattr(newest, name, value)
    newest.save_revision()


def changes(here, there):
    return [(line.change, line.text) for line in lines(here, there) if line.change]


def own(lesson):
    return f"§ {lesson['title']} · 15 minutes"


OURS = "§ Judul kami · 15 minutes"


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.mark.parametrize("publish", ["--publish", ""])
def test_a_draft_of_a_lesson_is_compared(taken, compared, publish):
    theirs = taken(publish=publish)
    draft(LessonPage.objects.first(), title="Judul kami")
    told = theirs["lessons"][0]
    assert changes(*compared(theirs, publish=publish)) == [
        ("removed", OURS),
        ("added", own(told)),
    ]


def test_a_draft_of_tags_and_credits_is_compared(taken, compared, here):
    theirs = taken()
    page = here(theirs)[0].get_latest_revision_as_object()
    page.tags.set(["kas"])
    page.credits = [CourseCredit(contributor=ContributorFactory(name="Sri"))]
    page.save_revision()
    said = {fact.label: fact.here for fact in facts(*compared(theirs))}
    assert (said["tags"], said["contributors"]) == ("kas", "Sri (author)")


def test_a_credit_that_names_nobody_yet_is_left_out(taken, compared, here):
    theirs = taken()
    draft(here(theirs)[0], credits=[CourseCredit()])
    ours, _there = compared(theirs)
    assert ours["contributors"] == []


@pytest.mark.parametrize("live", [True, False])
def test_lessons_of_our_own_stay_and_are_not_compared(taken, compared, here, live):
    theirs = taken()
    page = here(theirs)[0]
    LessonFactory(parent=page, live=live).save_revision()
    draft(page, title="Judul kami")
    assert changes(*compared(theirs)) == []


def test_a_lesson_taken_offline_here_is_compared(taken, compared, here):
    theirs = taken()
    LessonPage.objects.first().unpublish()
    draft(here(theirs)[0], title="Judul kami")
    assert changes(*compared(theirs)) == []


def test_a_lesson_that_was_deleted_here_is_new(taken, compared):
    theirs = taken()
    LessonPage.objects.first().delete()
    there = theirs["lessons"][0]
    assert ("added", own(there)) in changes(*compared(theirs))


@pytest.fixture
def gone(taken, mirror, origin):
    """A course whose last lesson the source took away for a while."""
    theirs = taken()
    origin.put({**theirs, "lessons": theirs["lessons"][:1]})
    mirror()
    return theirs


def test_a_lesson_that_the_source_brings_back_is_new(gone, compared, here):
    draft(here(gone)[0], title="Judul kami")
    assert ("added", own(gone["lessons"][1])) in changes(*compared(gone))


def test_a_lesson_gone_for_good_is_not_compared(gone, compared, here):
    draft(here(gone)[0], title="Judul kami")
    left = {**gone, "lessons": gone["lessons"][:1]}
    assert changes(*compared(left)) == []


def test_what_was_written_into_a_lesson_that_comes_back_is_compared(gone, compared):
    draft(LessonPage.objects.get(live=False), title="Judul kami")
    assert ("removed", OURS) in changes(*compared(gone))


@pytest.mark.parametrize("cleared", ["licence", "rights_holder"])
def test_a_draft_without_rights_is_compared_whole(taken, compared, here, cleared):
    theirs = taken()
    empty = None if cleared == "licence" else ""
    draft(here(theirs)[0], **{cleared: empty})
    ours, there = compared(theirs)
    said = {fact.label: fact.here for fact in facts(ours, there)}
    assert said[cleared.replace("_", " ")] == "–"
    assert changes(ours, there) == []
