import pytest
from django.utils.translation import override
from rest_framework.views import APIView

from courses.api import record_views, views
from courses.api.http import PublicView
from tests.courses.factories import CourseFactory, CreditFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/courses/"
UNKNOWN = f"{LIST}00000000-0000-4000-8000-000000000000/"


def test_answers_are_json_for_any_website_and_may_be_kept_a_minute(client, category):
    answer = client.get(LIST)
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Expose-Headers"] == (
        "ETag, Link, RateLimit, RateLimit-Policy, Retry-After"
    )
    assert answer["Cache-Control"] == ("public, max-age=60, stale-while-revalidate=60")


@pytest.mark.parametrize("path", [LIST, UNKNOWN, f"{LIST}?limit=0"])
def test_no_answer_sets_a_cookie_or_varies_on_the_visitor(client, category, path):
    answer = client.get(path, headers={"accept-language": "en", "cookie": "a=b"})
    assert not answer.cookies
    assert answer["Vary"] == "Accept, Accept-Encoding"


def test_the_active_language_changes_nothing(rf, category):
    course = CourseFactory(parent=category)
    CreditFactory(page=course)
    answers = []
    for language in ("id", "en"):
        with override(language):
            view = views.CourseView.as_view()
            answers.append(view(rf.get("/api/v1/"), uid=course.uid).content)
    assert answers[0] == answers[1]
    assert "/en/" not in str(answers)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_writing_is_refused_with_what_is_allowed(client, category, method):
    answer = getattr(client, method)(LIST, data="{}", content_type="application/json")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "http://testserver/api/v1/docs/problems/#method-not-allowed",
        "title": "Method Not Allowed",
        "status": 405,
        "detail": "This API is read-only: use GET, HEAD or OPTIONS.",
    }


def test_an_unknown_course_is_a_problem_that_nobody_keeps(client, category):
    answer = client.get(UNKNOWN)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer.json()["title"] == "Not Found"


def test_head_says_what_get_says_without_the_words(client, category):
    get, head = client.get(LIST), client.head(LIST)
    assert head.status_code == 200
    assert head.content == b""
    for name in ("Content-Type", "Cache-Control", "Access-Control-Allow-Origin"):
        assert head[name] == get[name]


def test_a_preflight_is_answered(client, category):
    answer = client.options(
        LIST,
        headers={
            "origin": "https://lain.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert answer["Access-Control-Allow-Headers"] == "*"


def test_the_hosts_own_rest_framework_settings_do_not_reach_it(
    client, category, settings
):
    CourseFactory(parent=category)
    settings.REST_FRAMEWORK = {
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAdminUser"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.BrowsableAPIRenderer"],
        "DATETIME_FORMAT": "%d/%m/%Y",
        "URL_FORMAT_OVERRIDE": "level",
        "NON_FIELD_ERRORS_KEY": "semua",
    }
    answer = client.get(LIST, {"level": "beginner"})
    assert answer["Content-Type"] == "application/json"
    [course] = answer.json()["results"]
    assert course["created"].endswith("Z")


def test_no_policy_is_left_to_the_host():
    policies = {name for name in vars(APIView) if name.endswith(("_class", "_classes"))}
    assert len(policies) == 8
    assert policies <= vars(PublicView).keys()


def test_a_bug_is_not_dressed_up_as_a_problem(client, category, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(record_views, "list_answer", lambda *args: 1 / 0)
    assert client.get(LIST).status_code == 500
