import dataclasses
import re
import subprocess
import sys
from html import unescape

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.management import load_command_class

from courses.api.choosing import REUSABLE
from courses.api.kinds import KINDS
from courses.records.keeping import keep_all
from courses.records.terms import PermitsSerializer
from courses.rights import Permits
from home.models import SiteSettings
from prakerja_cms.api import docs
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db
DOCS = "/api/v1/docs/"
PROBLEMS = f"{DOCS}problems/"
TRY = f"{DOCS}try/"


@pytest.fixture
def read(client):
    return lambda path=DOCS: client.get(path).content.decode()


def code_of(page, heading):
    """The example below a heading, as a reader copies it."""
    return unescape(
        re.search(rf'id="{heading}".*?<pre[^>]*><code>(.*?)</code>', page, re.S)[1]
    )


@pytest.mark.parametrize("path", [DOCS, PROBLEMS, TRY])
def test_no_page_has_inline_code_or_anything_from_elsewhere(read, path):
    page = read(path)
    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    assert re.findall(r"<script(?! src=)", page) == []
    assert not re.search(r'(src|data-openapi)="(?!/)', page)
    assert not re.search(r'href="(?!/|#|http://testserver/)', page)


@pytest.mark.parametrize("path", [DOCS, PROBLEMS])
def test_a_page_needs_no_script_and_allows_none(client, path):
    answer = client.get(path)
    assert b"<script" not in answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Content-Language"] == "en"
    assert not answer.cookies


def test_its_style_is_small_and_there(client, read):
    [address] = re.findall(r'rel="stylesheet" href="([^"]+)"', read())
    style = client.get(address)
    assert style["Content-Type"] == "text/css"
    assert len(style.content) < 4000


def test_every_place_it_leads_to_is_there(client, category, read):
    page = read()
    places = re.findall(r'href="(?:http://testserver)?(/[^"]*)"', page)
    assert len(places) > 8
    for place in set(places):
        assert client.get(place).status_code == 200, place


def test_it_names_every_address_of_the_description(client, read):
    page = read()
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in page
    assert "`" not in page


def test_its_examples_are_for_the_site_that_was_asked(client):
    page = client.get(DOCS, headers={"host": "lain.example"}).content.decode()
    for heading in ("curl", "python", "javascript", "php"):
        assert "http://lain.example/api/v1/courses/" in code_of(page, heading)


def test_each_of_its_lines_answers(client, category, read):
    course = CourseFactory(parent=category, title="Catat uang usaha")
    lines = code_of(read(), "curl").replace("<uid>", str(course.uid)).splitlines()
    addresses = [line.split('"')[1] for line in lines if line.startswith("curl")]
    assert len(addresses) == 8
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_a_host_without_cards_has_no_line_for_them(read, monkeypatch):
    monkeypatch.setattr(docs, "card_addresses", lambda request: {})
    lines = code_of(read(), "curl")
    assert "oembed" not in lines and "# courses to take over" in lines


def test_examples_come_first_and_the_table_of_addresses_after_them(read):
    headings = re.findall(r'<h2 id="(\w+)"', read())
    assert headings[0] == "examples"
    assert headings.index("changes") < headings.index("addresses")


def test_its_contents_lead_to_each_part_in_order(client, home, site, read):
    site_settings = SiteSettings.for_site(site)
    site_settings.contact_email = "api@prakerja.example"
    site_settings.save()
    contents, rest = read().split("</nav>", 2)[1:]
    assert re.findall(r'href="#(\w+)"', contents) == re.findall(r'<h2 id="(\w+)"', rest)


def test_no_address_is_told_twice_in_the_same_words(read):
    told = re.findall(r"<strong>(.*?)</strong>(.*?)</dd>", read())
    assert ("One category.", "") in told
    assert not [words for words, more in told if more.strip().startswith(words)]


def test_it_gives_the_line_that_takes_its_courses_over(read):
    name, *line = code_of(read(), "mirror").removeprefix("python manage.py ").split()
    parser = load_command_class("courses", name).create_parser("manage.py", name)
    options = parser.parse_args(line)
    assert (options.origin, options.dry_run) == ("http://testserver/api/v1/", True)


def test_it_says_what_a_licence_asks_of_who_changes_a_course(read):
    terms = read().split('id="terms"')[1].split("<h2")[0]
    assert "If you changed it, say so there." in terms
    assert "licence.asks.share_alike" in terms


@pytest.fixture
def run(live_server, client, tmp_path):
    """Run the Python below a heading of the guide, in one folder, for its output."""
    host = live_server.url.removeprefix("http://")
    page = client.get(DOCS, headers={"host": host}).content.decode()

    def output(heading):
        ran = subprocess.run(
            [sys.executable, "-c", code_of(page, heading)],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return output


@pytest.mark.django_db(transaction=True)
def test_its_python_works_as_it_stands(category, run):
    CourseFactory(parent=category, title="Catat uang")
    assert "Catat uang – " in run("python")


@pytest.mark.django_db(transaction=True)
def test_its_python_follows_changes_and_goes_on_where_it_was(category, run):
    course = CourseFactory(parent=category)
    keep_all()
    assert f"put up course {course.uid}\n" in run("changes")
    assert run("changes") == ""
    course.unpublish()
    keep_all()
    assert f"take down {course.uid}\n" in run("changes")


def test_it_promises_nothing(read):
    assert "to come" not in read()


def test_it_explains_every_permission_and_no_other(read):
    terms = read().split('id="terms"')[1].split("<h2")[0]
    explained = re.findall(r"<li><code>(\w+)</code>", terms)
    assert explained == [field.name for field in dataclasses.fields(Permits)]
    assert explained == list(PermitsSerializer().fields)


def test_it_says_which_permission_each_purpose_asks_for(read):
    for purpose, permission in REUSABLE.items():
        said = f"<code>{purpose}</code> those with <code>{permission}</code>"
        assert said in read()


def test_it_tells_the_limits_of_this_site(read, settings):
    settings.PAGE_CACHE_ENABLED = False
    settings.PRAKERJA_COURSES = {"LIMIT_API": (1234, 60), "LIMIT_API_DAY": (5, 7200)}
    page = read()
    assert "1,234 times a minute" in page and "5 times in 7,200 seconds" in page
    settings.PRAKERJA_COURSES = {"LIMIT_API": None, "LIMIT_API_DAY": None}
    assert "There are none here" in read()


def test_it_says_whom_to_write_to_where_the_site_says_so(client, home, site, read):
    assert "mailto:" not in read()
    site_settings = SiteSettings.for_site(site)
    site_settings.contact_email = "api@prakerja.example"
    site_settings.save()
    assert "mailto:api@prakerja.example" in read()


def test_every_kind_of_problem_has_an_anchor_and_advice(read):
    page = read(PROBLEMS)
    assert re.findall(r'<h2 id="([\w-]+)"', page) == [kind.slug for kind in KINDS]
    assert "`" not in page
    assert "<code>Retry-After</code>" in page


def test_who_fell_behind_is_sent_to_the_list_of_dumps(read):
    advice = read(PROBLEMS).split('id="gone"')[1]
    assert "<code>dump</code> is the address of the list" in advice


def test_every_file_of_swagger_is_there(read):
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', read(TRY))
    assert len(files) == 3
    for file in files:
        assert finders.find(file), file


def test_swagger_starts_from_this_sites_own_description(client, read):
    page = read(TRY)
    start = f"{TRY}start.js"
    assert f'src="{start}" data-openapi="/api/v1/openapi.json"' in page
    script = client.get(start)
    assert script["Content-Type"] == "text/javascript"
    assert b"validatorUrl: null" in script.content


def test_without_scripts_swagger_leads_to_the_description(read):
    assert '<a href="/api/v1/openapi.json">' in read(TRY)


def test_a_host_without_its_files_does_without_swagger(client, read, monkeypatch):
    installed = apps.is_installed
    monkeypatch.setattr(
        apps,
        "is_installed",
        lambda app: app != "drf_spectacular_sidecar" and installed(app),
    )
    for path in (DOCS, PROBLEMS):
        assert TRY not in read(path)
    assert client.get(TRY).status_code == 404


@pytest.mark.parametrize("path", [DOCS, PROBLEMS, TRY])
def test_it_is_only_read(client, path):
    assert client.post(path).status_code == 405
