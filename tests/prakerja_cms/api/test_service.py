import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import Resolver404, URLResolver
from django.urls.resolvers import RegexPattern

from prakerja_cms.api import urls

pytestmark = pytest.mark.django_db
LEDGER = ["ledger_summary", "ledger_months", "ledger_files", "ledger_check"]
LISTS = [
    "courses",
    "lessons",
    "categories",
    "contributors",
    "sessions",
    "paths",
    "tags",
    "licences",
    "dumps",
    "changes",
]
EXPECTED = {"courses": [*LISTS, "handover"], "donate": LEDGER}
HOST = """
import sys

sys.path.insert(0, ".")
from django.conf import settings

import prakerja_cms.settings.test as ours

left_out = {{"courses", "donate", "home", "search", "prakerja_cms"}} - {{"{app}"}}
settings.configure(
    INSTALLED_APPS=[app for app in ours.INSTALLED_APPS if app not in left_out],
    ROOT_URLCONF="prakerja_cms.api.urls",
    DATABASES={{"default": {{"ENGINE": "django.db.backends.sqlite3"}}}},
    SECRET_KEY="test-only",
    ALLOWED_HOSTS=["testserver"],
    STATIC_URL="/static/",
    USE_TZ=True,
    WAGTAILADMIN_BASE_URL="http://testserver",
)
import django

django.setup()
from django.test import Client

client = Client()
print(*client.get("/").json()["endpoints"])

from prakerja_cms.api import openapi, urls

assert openapi.describe_api(tuple(urls.described))["paths"]
"""


def test_the_way_in_names_every_list(client):
    answer = client.get("/api/v1/").json()
    here = "http://testserver/api/v1/"
    assert answer["documentation"] == f"{here}docs/"
    assert answer["openapi"] == f"{here}openapi.json"
    assert answer["endpoints"] == {
        **{name: f"{here}{name}/" for name in LISTS},
        "handover": f"{here}handover.csv",
        "ledger_summary": f"{here}ledger/summary/",
        "ledger_months": f"{here}ledger/months/",
        "ledger_files": f"{here}ledger/files/",
        "ledger_check": f"{here}ledger/check/",
    }


def test_every_address_it_names_answers(client, category):
    answer = client.get("/api/v1/").json()
    for address in (*answer["endpoints"].values(), answer["documentation"]):
        assert client.get(address).status_code == 200


def test_a_wrong_address_is_answered_in_json(client):
    answer = client.get("/api/v1/kursus/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert client.get("/api/v1/courses/1/").json()["status"] == 404


@pytest.mark.parametrize("name", ["courses", "ledger/summary", "docs/try"])
def test_a_forgotten_slash_is_forgiven_to_scripts_of_other_sites(client, name):
    answer = client.get(f"/api/v1/{name}?limit=2", headers={"origin": "https://a.b"})
    assert answer.status_code == 301
    assert answer["Location"] == f"/api/v1/{name}/?limit=2"
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["kursus", "courses/x", "handover.csv/x", "%0A"])
def test_what_is_nowhere_is_answered_in_json_with_a_slash_or_without(client, name):
    for address in (f"/api/v1/{name}", f"/api/v1/{name}/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("application/problem+json")


@pytest.mark.parametrize(
    ("left_out", "there", "missing"),
    [
        ("donate", "/courses/", "/ledger/summary/"),
        ("courses", "/ledger/summary/", "/courses/"),
    ],
)
def test_an_app_the_host_left_out_is_left_out(monkeypatch, left_out, there, missing):
    installed = apps.is_installed
    monkeypatch.setattr(
        apps, "is_installed", lambda app: app != left_out and installed(app)
    )
    resolver = URLResolver(RegexPattern("^/"), urls.installed_routers())
    assert resolver.resolve(there)
    with pytest.raises(Resolver404):
        resolver.resolve(missing)


@pytest.mark.parametrize("app", ["courses", "donate"])
def test_the_api_starts_in_a_host_with_one_app_only(app, tmp_path):
    """In a process of its own: an app that is not installed must not be imported."""
    script = tmp_path / "host.py"
    script.write_text(HOST.format(app=app))
    command = [sys.executable, str(script)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=Path.cwd())
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == EXPECTED[app]
