import pytest
from django.utils.translation import override

from courses.showing.attribution import attribute, reader_language
from tests.courses.factories import CourseFactory, licence

pytestmark = pytest.mark.django_db
URL = "https://kursus.example.org/kursus/tabel/"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"


@pytest.fixture
def said(category):
    """The attribution in English of a course with these fields."""

    def say(changed_by=(), **fields):
        course = CourseFactory(parent=category, title="Tabel & <angka>", **fields)
        with override("en"):
            return attribute(course, course.licence, URL, changed_by)

    return say


def test_names_title_holder_licence_and_source(said):
    assert said(source_url="https://sumber.example/").text == (
        f"“Tabel & <angka>” by Yayasan Contoh, under CC BY 4.0 ({CC_BY}). "
        "Source: https://sumber.example/"
    )


def test_as_html_is_linked_and_escaped(said):
    assert said().html == (
        f'“<a href="{URL}">Tabel &amp; &lt;angka&gt;</a>” by Yayasan Contoh, under '
        f'<a href="{CC_BY}">CC BY 4.0</a>. Source: <a href="{URL}">{URL}</a>'
    )


def test_the_course_itself_is_the_source_where_there_is_no_other(said):
    assert said().text.endswith(f"Source: {URL}")


def test_promises_no_licence_where_there_is_none(said):
    found = said(licence=licence("embed-only"), source_url="https://sumber.example/")
    assert found.text == (
        "“Tabel & <angka>” by Yayasan Contoh. Source: https://sumber.example/"
    )


def test_says_who_changed_it(said):
    assert said(changed_by=["Situs A", "Situs B"]).text == (
        f"“Tabel & <angka>” by Yayasan Contoh, under CC BY 4.0 ({CC_BY}). "
        f"Changed by Situs A, Situs B. Source: {URL}"
    )


@pytest.mark.parametrize("code", ["embed-only", "link-only", "by-permission"])
def test_the_work_of_an_owner_who_permits_no_changes_was_not_changed(said, code):
    found = said(
        changed_by=["Situs A"],
        licence=licence(code),
        rights_note="Izin tertulis, 2 Mei 2026",
        source_url="https://sumber.example/",
    )
    assert found.text == (
        "“Tabel & <angka>” by Yayasan Contoh. Source: https://sumber.example/"
    )


def test_a_percent_sign_in_a_title_is_only_a_percent_sign(category):
    course = CourseFactory(parent=category, title="Diskon 50%s", rights_holder="{0}")
    found = attribute(course, course.licence, URL)
    assert "Diskon 50%s" in found.text
    assert "{0}" in found.html


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "en"), ("id", "id"), ("jv", "id")]
)
def test_speaks_the_courses_language_where_the_site_does(category, language, expected):
    assert reader_language(CourseFactory.build(language=language)) == expected
