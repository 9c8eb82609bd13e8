"""The editors' guide can be found and read inside the admin."""

import re

import pytest
from django.urls import reverse
from wagtail.users.models import UserProfile

from home import guide
from home.markdown import html_of

pytestmark = pytest.mark.django_db
PAGES = sorted(guide.pages())


@pytest.fixture
def reader(client, admin_user):
    profile = UserProfile.objects.create(user=admin_user, preferred_language="id")
    client.force_login(admin_user)
    client.profile = profile
    return client


def html_at(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def article(client, address):
    html = html_at(client, address)
    return html.partition("<article")[2].partition("</article>")[0]


def test_help_and_home_lead_to_it(reader, home):
    html = html_at(reader, reverse("wagtailadmin_home"))
    assert html.count('"/admin/guide/"') == 2  # the menu's props, and the summary
    assert "guide.wagtail.org" not in html


def test_it_speaks_the_language_of_its_reader(reader):
    assert 'lang="id"' in article(reader, reverse("guide"))
    reader.profile.preferred_language = "en"
    reader.profile.save()
    assert "Write a course" in article(reader, reverse("guide"))


def test_its_pictures_are_shown(reader):
    pictures = re.findall(r'src="([^"]+)"', article(reader, reverse("guide")))
    assert len(pictures) > 10
    for address in pictures:
        answer = reader.get(address)
        assert answer["Content-Type"] == "image/png"
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")


def test_links_lead_to_places_that_are_there(reader):
    html = article(reader, reverse("guide"))
    anchors = set(re.findall(r'id="([^"]+)"', html))
    links = set(re.findall(r'href="([^"]+)"', html))
    assert {link[1:] for link in links if link.startswith("#")} <= anchors
    assert reverse("guide_page", args=["moderate"]) in links
    for link in links:
        if link.startswith("/"):
            assert reader.get(link.partition("#")[0]).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_no_mark_of_the_source_is_left_on_the_page(reader, name):
    html = article(reader, reverse("guide_page", args=[name]))
    shown = re.sub(r"<(code|pre)>.*?</\1>", "", html, flags=re.DOTALL)
    assert not re.search(r"\*\*|\]\(|^\||^#|^- |^\d+\. |```", shown, re.MULTILINE)


def test_what_is_not_there_is_not_found(reader):
    html_at(reader, reverse("guide_page", args=["nothing"]), status=404)
    html_at(reader, reverse("guide_picture", args=["nothing"]), status=404)


def test_strangers_are_asked_to_sign_in(client, home):
    assert "login" in client.get(reverse("guide")).url
    assert "login" in client.get(reverse("guide_picture", args=["start"])).url


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("## 1. Say **it**!", '<h2 id="1-say-it">1. Say <strong>it</strong>!</h2>'),
        ("a < b", "<p>a &lt; b</p>"),
        ("[a](b.md)", '<p><a href="/b.md">a</a></p>'),
        ("[a](gone) c", "<p><span>a</span> c</p>"),
        ("![a](b.png)", '<p><img src="/b.png" alt="a" loading="lazy" /></p>'),
    ],
)
def test_markdown_becomes_html(source, html):
    addresses = {"b.md": "/b.md", "b.png": "/b.png"}
    assert html_of(source, addresses.get).strip() == html


def test_a_wide_table_scrolls_by_itself():
    html = html_of("| a | b |\n|---|---|\n| **1** | 2 |", str)
    assert '<div class="guide-table" tabindex="0"><table>' in html
    assert "<strong>1</strong>" in html
