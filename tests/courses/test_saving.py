"""Hemat kuota: pages without pictures, and answers that say so."""

import re

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail_factories import ImageFactory

from courses.saving import Saving, keep_on_links, saving

from .factories import CourseFactory, LessonFactory, StandardPageFactory

HEADER = {"save-data": "on"}
COVER = "fill-480x270"


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Kas", cover=ImageFactory())


def html(client, path, **headers):
    return client.get(path, headers=headers).content.decode()


def shown(html):
    """What a browser loads: nothing of what is in a template element."""
    return "".join(part.split("</template>")[-1] for part in html.split("<template>"))


@pytest.mark.parametrize(
    ("query", "header", "expected"),
    [
        ("", "", False),
        ("", "on", True),
        ("", "ON", True),
        ("", "off", False),
        ("hemat=1", "", True),
        ("hemat=0", "on", False),
        ("hemat=ya", "", False),
        ("hemat=ya", "on", True),
        ("hemat=%00", "", False),
    ],
)
def test_the_address_decides_before_the_header(query, header, expected):
    request = RequestFactory().get(f"/?{query}", headers={"save-data": header})
    request.prakerja_saving = Saving.of(request)
    assert saving(request) is expected


def test_without_the_middleware_every_page_is_whole():
    assert not saving(RequestFactory().get("/?hemat=1"))


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/kursus/", "/kursus/bisnis-digital/"])
def test_a_list_loads_its_covers_on_request_only(client, course, path):
    assert COVER in shown(html(client, path))
    frugal = html(client, f"{path}?hemat=1")
    assert COVER in frugal
    assert COVER not in shown(frugal)


@pytest.mark.django_db
def test_the_header_alone_is_enough(client, course):
    assert COVER not in shown(html(client, "/kursus/", **HEADER))


@pytest.mark.django_db
def test_a_course_page_leaves_its_cover_out(client, course):
    assert COVER in html(client, "/kursus/bisnis-digital/kas/")
    seen = shown(html(client, "/kursus/bisnis-digital/kas/?hemat=1"))
    assert not re.search(rf"<img[^>]*{COVER}", seen)


@pytest.mark.django_db
def test_a_figure_is_small_and_its_large_one_is_for_the_asking(client, category):
    figure = {"image": {"image": ImageFactory(), "decorative": True}}
    StandardPageFactory(slug="tentang", body=[("image", figure)])
    assert "width-240" not in html(client, "/tentang/")
    frugal = html(client, "/tentang/?hemat=1")
    assert 'src="/media/images/' in frugal
    assert frugal.count("width-800") == frugal.count("data-large") == 1
    assert "width-240" in frugal


@pytest.mark.django_db
def test_the_page_says_what_it_saves(client, course):
    with translation.override("id"):
        said = html(client, "/kursus/?hemat=1")
    assert "Mode hemat: gambar tidak dimuat atau dikecilkan, sekitar 1 KB" in said


@pytest.mark.django_db
def test_a_page_without_pictures_says_there_was_nothing_to_save(client, category):
    CourseFactory(parent=category)
    assert "tidak ada gambar yang perlu dihemat" in html(client, "/kursus/?hemat=1")


@pytest.mark.django_db
def test_the_way_in_and_out_keeps_the_rest_of_the_address(client, course):
    assert 'href="/kursus/?level=beginner&amp;hemat=1"' in html(
        client, "/kursus/?level=beginner"
    )
    off = html(client, "/kursus/?hemat=1&level=beginner")
    assert 'rel="nofollow" href="/kursus/?level=beginner"' in off


@pytest.mark.django_db
def test_the_foot_of_every_page_switches_the_mode(client, home):
    foot = '<a class="pk-more" data-saving-switch rel="nofollow" href="{}">'
    off = html(client, "/kontributor/?q=a&hemat=1").partition("<footer")[2]
    on = html(client, "/kontributor/?q=a").partition("<footer")[2]
    assert foot.format("/kontributor/?q=a&amp;hemat=1") in on
    assert foot.format("/kontributor/?q=a") in off


@pytest.mark.django_db
def test_who_sends_the_header_can_still_see_the_pictures(client, course):
    assert 'href="/kursus/?hemat=0"' in html(client, "/kursus/", **HEADER)
    seen = html(client, "/kursus/?hemat=0", **HEADER)
    assert COVER in shown(seen)
    assert 'href="/kursus/bisnis-digital/kas/?hemat=0"' in seen


@pytest.mark.django_db
def test_the_mode_survives_the_way_to_the_next_page(client, course):
    LessonFactory(parent=course, title="Satu")
    for path, link in [
        ("/", "/kursus/"),
        ("/kursus/", "/kursus/bisnis-digital/"),
        ("/kursus/bisnis-digital/", "/kursus/bisnis-digital/kas/"),
        ("/kursus/bisnis-digital/kas/", "/kursus/bisnis-digital/kas/satu/"),
        ("/kursus/bisnis-digital/kas/satu/", "/kursus/bisnis-digital/kas/"),
        ("/cari/", "/kursus/bisnis-digital/"),
        ("/jadwal/", "/kursus/"),
    ]:
        assert f'href="{link}?hemat=1"' in html(client, f"{path}?hemat=1"), path


@pytest.mark.django_db
def test_a_search_in_the_mode_stays_in_it(client, course):
    found = html(client, "/cari/?q=kas&hemat=1")
    assert '<input type="hidden" name="hemat" value="1">' in found


@pytest.mark.django_db
def test_without_the_mode_no_link_changes(client, course):
    plain = html(client, "/kursus/")
    assert plain.count("hemat=") == 2  # below the page and in its foot


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/">', '<a href="/?hemat=1">'),
        ('<a class="x" href="/kursus/#a">', '<a class="x" href="/kursus/?hemat=1#a">'),
        ('<a href="?page=2">', '<a href="?page=2&amp;hemat=1">'),
        ('<a href="?">', '<a href="?hemat=1">'),
        ('<a href="/cari/?q=a">', '<a href="/cari/?q=a&amp;hemat=1">'),
        (
            '<form class="x">',
            '<form class="x"><input type="hidden" name="hemat" value="1">',
        ),
    ],
)
def test_links_within_the_site_carry_the_mode(before, after):
    assert keep_on_links(before, "hemat=1") == after


@pytest.mark.parametrize(
    "kept",
    [
        '<a href="https://sumber.example/">',
        '<a href="//sumber.example/">',
        '<a href="#lessons">',
        '<a href="mailto:a@b.example">',
        '<a href="/documents/1/a.pdf">',
        '<a href="/jadwal/kelas.ics">',
        '<a href="/api/v1/courses/">',
        '<a href="/en/api/v1/docs/">',
        '<a href="/admin/">',
        '<a href="/kursus/?hemat=0">',
        '<a data-href="/kursus/">',
        '<a data-saving-switch href="/kursus/">',
        '<link rel="alternate" href="/en/kursus/">',
        "&lt;a href=&quot;/kursus/&quot;&gt;",
        '<form action="/lapor/1/" method="post">',
        '<form method="POST" action="/x/">',
        '<form action="https://sumber.example/">',
    ],
)
def test_everything_else_is_left_alone(kept):
    assert keep_on_links(kept, "hemat=1") == kept


@pytest.mark.django_db
def test_public_pages_say_that_they_vary_on_the_header(client, course):
    answer = client.get("/kursus/", headers={"accept-encoding": "gzip"})
    assert answer["Vary"] == "Save-Data, Accept-Encoding"


@pytest.mark.django_db
def test_the_api_varies_on_nothing_of_it(client, course):
    assert "Save-Data" not in client.get("/api/v1/courses/").get("Vary", "")


@pytest.mark.django_db
def test_a_kept_page_is_never_given_to_the_other_kind_of_visitor(client, course):
    assert COVER in shown(html(client, "/kursus/"))
    assert COVER not in shown(html(client, "/kursus/", **HEADER))
    assert COVER in shown(html(client, "/kursus/"))


@pytest.mark.django_db
def test_an_address_in_the_mode_names_the_one_without(client, course):
    seen = html(client, "/kursus/?hemat=1&level=beginner")
    assert 'rel="canonical" href="http://testserver/kursus/?level=beginner"' in seen


@pytest.mark.django_db
def test_robots_are_asked_to_read_a_page_once(client, home):
    assert "Disallow: /*?hemat=" in client.get("/robots.txt").content.decode()


@pytest.mark.django_db
def test_a_page_in_the_mode_costs_no_more_queries(
    client, course, settings, django_assert_max_num_queries
):
    settings.PAGE_CACHE_ENABLED = False
    client.get("/kursus/bisnis-digital/?hemat=1")
    with django_assert_max_num_queries(20):
        client.get("/kursus/bisnis-digital/?hemat=1")


@pytest.mark.django_db
def test_a_page_that_is_not_there_is_told_in_the_mode_too(client, course):
    answer = client.get("/tidak-ada/?hemat=1")
    assert answer.status_code == 404
    assert 'href="/?hemat=1"' in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["//evil.example/masuk/", "/\\evil.example/", "/\t/evil.example/"]
)
def test_no_address_makes_the_switch_lead_to_another_site(client, home, path):
    told = client.get("/", {"hemat": "1"}, PATH_INFO=path)
    assert told.status_code == 404
    switches = "".join(re.findall(r"<a[^>]*data-saving-switch[^>]*>", told.text))
    addresses = re.findall(r'href="([^"]*)"', switches)
    assert len(addresses) == 2
    assert all(re.match(r"/%(2F|5C|09)", address) for address in addresses)


@pytest.mark.django_db
def test_a_page_that_is_not_there_has_no_address_to_index(client, home):
    assert not client.get("/tidak-ada/?hemat=1").has_header("Link")


@pytest.mark.django_db
def test_a_lost_picture_breaks_no_page(client, course):
    for made in course.cover.renditions.all():
        made.file.storage.delete(made.file.name)
    course.cover.file.storage.delete(course.cover.file.name)
    for path in ("/kursus/", "/kursus/?hemat=1"):
        assert client.get(path).status_code == 200
