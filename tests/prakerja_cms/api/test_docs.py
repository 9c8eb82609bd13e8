import re

from django.contrib.staticfiles import finders

DOCS = "/api/v1/docs/"


def test_the_page_has_no_inline_code_and_nothing_from_elsewhere(client):
    page = client.get(DOCS).content.decode()
    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=", page)
    assert re.findall(r"<script(?! src=)", page) == []
    assert not re.search(r'(src|href|data-openapi)="(?!/)', page)


def test_every_file_it_needs_is_there(client):
    page = client.get(DOCS).content.decode()
    files = re.findall(r'(?:src|href)="/static/([^"]+)"', page)
    assert len(files) == 3
    for file in files:
        assert finders.find(file), file


def test_its_script_starts_from_this_sites_own_description(client):
    page = client.get(DOCS).content.decode()
    assert 'src="/api/v1/docs/start.js" data-openapi="/api/v1/openapi.json"' in page
    script = client.get(f"{DOCS}start.js")
    assert script["Content-Type"] == "text/javascript"
    assert b"validatorUrl: null" in script.content


def test_without_scripts_it_leads_to_the_description(client):
    assert '<a href="/api/v1/openapi.json">' in client.get(DOCS).content.decode()


def test_it_is_only_read(client):
    assert client.post(DOCS).status_code == 405
