import pytest

pytestmark = pytest.mark.django_db


def html(client, path):
    return client.get(path).content.decode()


def test_a_course_page_offers_it_with_its_size(client, course):
    text = html(client, course.url)
    assert f'data-offline="/offline/{course.uid}.json"' in text
    assert "Simpan untuk offline · sekitar" in text
    assert f"/paket/{course.uid}.zip" in text


def test_where_it_may_not_be_copied_the_page_says_why(client, embedded):
    text = html(client, embedded.url)
    assert "Kursus ini tidak bisa dibawa" in text
    assert "/paket/" not in text
    assert "data-offline" not in text


def test_a_site_that_offers_nothing_says_nothing(client, course, settings):
    settings.PRAKERJA_COURSES = {"OFFLINE": False}
    assert "Belajar tanpa internet" not in html(client, course.url)


@pytest.mark.parametrize("path", ["/offline/", "/en/offline/"])
def test_the_page_of_saved_courses_is_the_same_for_everybody(client, course, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


def test_it_tells_who_has_no_script_what_to_do(client, course):
    assert "<noscript>" in html(client, "/offline/")
