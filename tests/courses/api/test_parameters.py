import pytest

from courses.models import ContentRecord
from tests.courses.factories import CourseFactory, licence

pytestmark = pytest.mark.django_db


def said(problem, parameter):
    return [e["detail"] for e in problem["errors"] if e["parameter"] == parameter]


def test_an_unknown_parameter_is_refused_by_name(get, category):
    problem = get("courses/", status=400, colour="laut")
    assert problem["status"] == 400
    assert said(problem, "colour") == [
        "There is no such parameter here. Known are: access, category, contributor, "
        "cursor, duration, fields, format, handover, language, level, licence, limit, "
        "needs, reusable_for, search, tag, updated_since."
    ]


def test_every_wrong_parameter_is_told_at_once(get, category):
    problem = get("courses/", status=400, limit="0", level="guru", page="2")
    assert {e["parameter"] for e in problem["errors"]} == {"limit", "level", "page"}


@pytest.mark.parametrize(
    "limit",
    [
        "null",
        "",
        "0",
        "-1",
        "101",
        "1000",
        "1000000000",
        "2.0",
        "1e1",
        " 5",
        "+5",
        "\uff15",
        "9" * 3000,
    ],
)
def test_a_limit_is_a_plain_number_up_to_a_hundred(get, category, limit):
    assert said(get("courses/", status=400, limit=limit), "limit") == [
        "Give a whole number from 1 to 100."
    ]


@pytest.mark.parametrize(
    ("limit", "code"),
    [("-1", "min-value"), ("1000000000", "max-value"), ("1e1", "invalid")],
)
def test_what_is_wrong_with_a_number_has_a_code(get, category, limit, code):
    [error] = get("courses/", status=400, limit=limit)["errors"]
    assert error["code"] == code


@pytest.mark.parametrize("limit", ["1", "100"])
def test_one_and_a_hundred_are_limits(get, category, limit):
    assert get("courses/", limit=limit)["total"] == 0


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "é",
        "!!!!",
        "YTE=x",
        "YTE==",
        "Y",
        "bzEw",
        "YTEx" * 60,
        "YTk5OTk5OTk5OTk5OTk5OTk5OTk5",
    ],
)
def test_a_cursor_that_was_not_made_here_is_refused(get, category, cursor):
    assert said(get("courses/", status=400, cursor=cursor), "cursor")


@pytest.mark.parametrize(
    "moment",
    [
        "",
        "yesterday",
        "2026-11-20",
        "2026-11-20T00:00:00",
        "2026-13-20T00:00:00Z",
        "0001-01-01T00:00:00+23:00",
        "1763596800",
    ],
)
def test_a_moment_needs_date_time_and_offset(get, category, moment):
    problem = get("courses/", status=400, updated_since=moment)
    assert said(problem, "updated_since") == [
        "Write date, time and offset, for example 2026-11-21T00:00:00Z. In an "
        "address the plus sign is written %2B."
    ]


@pytest.mark.parametrize(
    ("path", "name", "known"),
    [
        ("courses/", "level", "beginner, intermediate, advanced"),
        ("courses/", "reusable_for", "mirror, adapt, commercial"),
        ("courses/", "handover", "any, 0, 1"),
        ("sessions/", "status", "scheduled, moved, cancelled"),
        ("contributors/", "kind", "person, organisation"),
        ("changes/", "kind", ", ".join(ContentRecord.Kind.values)),
    ],
)
def test_a_choice_that_there_is_not_is_answered_with_those_there_are(
    get, category, path, name, known
):
    assert said(get(f"{path}?{name}=lain", status=400), name) == [
        f"“lain” is not a valid choice. Known are: {known}."
    ]


@pytest.mark.parametrize("name", ["category", "tag", "search"])
def test_an_empty_or_broken_text_is_refused(get, category, name):
    assert said(get("courses/", status=400, **{name: ""}), name)
    assert said(get("courses/", status=400, **{name: "a\x00b"}), name)
    assert said(get("courses/", status=400, **{name: "a" * 3000}), name)


def test_a_parameter_given_twice_is_refused(client, category):
    answer = client.get("/api/v1/courses/?tag=a&tag=b")
    assert answer.status_code == 400
    assert said(answer.json(), "tag") == ["Give this parameter once."]


def test_an_unknown_category_is_refused(get, category):
    problem = get("courses/", status=400, category="tidak-ada")
    assert said(problem, "category") == [
        "There is no category “tidak-ada”. categories/ lists those there are."
    ]


@pytest.mark.parametrize("more", [{}, {"search": "uang"}])
def test_an_unknown_licence_is_refused(get, category, more):
    licence("cc-by-4.0")
    problem = get("courses/", status=400, licence="cc-by-9", **more)
    [detail] = said(problem, "licence")
    assert detail.startswith("There is no licence “cc-by-9”. licences/ lists those")
    assert " cc-by-4.0," in detail and " unknown" not in detail


@pytest.mark.parametrize("code", ["cc-by-4.0", "CC-BY-4.0"])
def test_a_licence_without_courses_finds_nothing(get, category, code):
    assert get("courses/", licence=code)["total"] == 0


@pytest.mark.parametrize("name", ["tag", "contributor"])
def test_a_tag_or_contributor_that_is_not_there_finds_nothing(get, category, name):
    assert get("courses/", **{name: "tidak-ada"})["total"] == 0


def test_a_detail_takes_fields_alone(get, category):
    course = CourseFactory(parent=category)
    for path in (f"courses/{course.uid}/", f"categories/{category.uid}/"):
        problem = get(path, status=400, format="json")
        assert said(problem, "format") == [
            "There is no such parameter here. Known are: fields."
        ]


def test_problems_are_in_english_whatever_the_site_speaks(get, category, settings):
    assert settings.LANGUAGE_CODE == "id"
    problem = get("courses/", status=400, limit="101")
    assert said(problem, "limit") == ["Give a whole number from 1 to 100."]
