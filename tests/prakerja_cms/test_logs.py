import logging

import pytest
from django.conf import settings

from prakerja_cms.logs import MaskPersonalLinks

TOKEN = "eyJ0b2tlbiI6MX0:rahasia-1tX"

pytestmark = pytest.mark.nodatabase


def logged(message, *args):
    record = logging.LogRecord("x", logging.INFO, "", 0, message, args, None)
    assert MaskPersonalLinks().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("path", "masked"),
    [
        (f"/kontribusi/{TOKEN}/ubah/", "/kontribusi/***/ubah/"),
        (f"/en/kontribusi/{TOKEN}", "/en/kontribusi/***"),
        (f"/kontribusi/terkirim/{TOKEN}/", "/kontribusi/terkirim/***/"),
        (f"/donasi/status/{TOKEN}/?a=b", "/donasi/status/***/?a=b"),
        (f"/donasi/status/{TOKEN}/bayar/", "/donasi/status/***/bayar/"),
        ("/kontribusi/", "/kontribusi/"),
        ("/donasi/", "/donasi/"),
    ],
)
def test_the_personal_part_of_a_link_is_masked(path, masked):
    assert logged("%s: %s", "Not Found", path) == f"Not Found: {masked}"
    assert logged(f"Gone: {path}") == f"Gone: {masked}"


def test_a_request_line_stays_readable():
    line = f"GET /donasi/status/{TOKEN}/ HTTP/1.1"
    said = logged('"%s" %s %s', line, 404, 12)
    assert said == '"GET /donasi/status/***/ HTTP/1.1" 404 12'


def test_what_is_no_text_is_left_alone():
    assert logged({"a": 1}) == "{'a': 1}"
    assert logged("%(a)s", {"a": 1}) == "1"


@pytest.mark.parametrize(
    "name", ["django.request", "django.security.csrf", "django.server"]
)
def test_whatever_logs_paths_is_masked(name):
    assert settings.LOGGING["loggers"][name]["filters"] == ["personal_links"]
    filters = logging.getLogger(name).filters
    assert any(isinstance(each, MaskPersonalLinks) for each in filters)


def test_the_development_server_keeps_its_handler():
    assert logging.getLogger("django.server").handlers


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/kontribusi/{}/ubah/", "/donasi/status/{}/"])
def test_a_link_that_fails_is_logged_without_its_token(client, site, caplog, path):
    client.get(path.format(TOKEN))
    assert "***" in caplog.text
    assert TOKEN not in caplog.text
