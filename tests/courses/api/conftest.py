import pytest

API = "/api/v1/"


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    """Ask the views every time: a test's transaction never commits."""
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def get(client):
    """GET below the API; checks the status and returns the JSON."""

    def fetch(path, status=200, **query):
        answer = client.get(f"{API}{path}", query)
        assert answer.status_code == status, answer.content
        return answer.json()

    return fetch


@pytest.fixture
def titles(get):
    """Titles of the courses that a query finds."""

    def find(**query):
        return [course["title"] for course in get("courses/", **query)["results"]]

    return find


@pytest.fixture
def detail(get):
    return lambda course: get(f"courses/{course.uid}/")
