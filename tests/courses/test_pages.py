"""What a learner reads on the pages of the catalogue."""

import pytest
from wagtail.models import Locale, PageViewRestriction
from wagtail_factories import ImageFactory

from courses.models import Licence

from .factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    licence,
)

pytestmark = pytest.mark.django_db
VIDEO = {"url": "https://youtu.be/aqz-KE-bpKQ", "title": "Cara menimbang", "minutes": 3}


def html(client, page):
    """The page in English, whose words are those of the source."""
    response = client.get(f"/en{page.url}")
    assert response.status_code == 200
    return response.content.decode()


def link_only(**changes):
    return {
        "licence": licence("link-only"),
        "source_url": "https://www.sumber.example/kursus",
        **changes,
    }


def test_a_course_tells_its_facts_before_its_text(client, category):
    course = CourseFactory(parent=category, needs_app="Canva")
    page = html(client, course)
    facts = ["Free, Rp 0", "45 minutes", "Beginner", "A phone is enough", "Needs Canva"]
    places = [page.index(fact) for fact in facts]
    assert max(places) < page.index("Ambil buku tulis")


def test_a_course_tells_licence_holder_and_credits(client, category):
    course = CourseFactory(parent=category, source_url="https://www.asal.example/a")
    credit = CreditFactory(page=course)
    page = html(client, course)
    assert course.licence.sentence_en in page
    assert "Yayasan Contoh" in page
    assert 'href="https://www.asal.example/a">asal.example' in page
    assert credit.contributor.get_absolute_url() in page


def test_a_contributor_who_is_not_listed_is_named_without_a_link(client, category):
    hidden = ContributorFactory(listed=False, name="Bu Ani")
    course = CourseFactory(parent=category)
    CreditFactory(page=course, contributor=hidden)
    page = html(client, course)
    assert "Bu Ani" in page
    assert hidden.get_absolute_url() not in page


def test_a_link_only_course_is_described_and_linked_not_shown(client, category):
    course = CourseFactory(parent=category, **link_only())
    LessonFactory(parent=course, title="Bab satu")
    page = html(client, course)
    assert course.summary in page
    assert "Open the course at sumber.example" in page
    assert "Ambil buku tulis" not in page
    assert "Bab satu" not in page


def test_an_account_elsewhere_is_told_before_leaving(client, category):
    course = CourseFactory(parent=category, **link_only(needs_account=True))
    page = html(client, course)
    told = page.index("asks you to register before you can start")
    assert told < page.index("Open the course at sumber.example")


def test_a_lesson_of_a_link_only_course_is_not_shown(client, category):
    lesson = LessonFactory(parent=CourseFactory(parent=category, **link_only()))
    assert "Tulis tanggal" not in html(client, lesson)


def test_a_course_whose_licence_became_unknown_shows_nothing_of_it(client, category):
    course = CourseFactory(parent=category)
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    assert "Ambil buku tulis" not in html(client, course)


def test_a_video_waits_for_a_click(client, category):
    course = CourseFactory(parent=category, body=[("video", VIDEO)])
    page = html(client, course)
    assert 'data-video-embed="https://www.youtube-nocookie.com/embed/' in page
    assert 'href="https://www.youtube.com/watch?v=aqz-KE-bpKQ"' in page
    assert "about 15 MB" in page
    assert "<iframe" not in page


def test_a_video_of_unknown_length_says_so(client, category):
    video = {**VIDEO, "minutes": None}
    course = CourseFactory(
        parent=category, body=[("video", video)], duration_minutes=30
    )
    assert "Length unknown" in html(client, course)


def test_the_body_shows_headings_images_and_files(client, category):
    image = ImageFactory(title="Timbangan")
    figure = {
        "image": {"image": image.pk, "decorative": False, "alt_text": "Timbangan kue"},
        "caption": "Timbangan dapur",
    }
    course = CourseFactory(parent=category)
    course.body = [("heading", "Menimbang")]
    course.body.append(
        ("image", course.body.stream_block.child_blocks["image"].to_python(figure))
    )
    course.save()
    page = html(client, course)
    assert '<h2 id="part-menimbang">Menimbang</h2>' in page
    assert 'alt="Timbangan kue"' in page
    assert "Timbangan dapur" in page


def test_lessons_are_listed_in_order_and_lead_on(client, category):
    course = CourseFactory(parent=category)
    first, second, third = [
        LessonFactory(parent=course, title=title) for title in ("Satu", "Dua", "Tiga")
    ]
    page = html(client, second)
    assert "Lesson 2 of 3" in page
    assert f'rel="prev" href="/en{first.url}"' in page
    assert f'rel="next" href="/en{third.url}"' in page
    assert 'rel="prev"' not in html(client, first)
    assert 'rel="next"' not in html(client, third)


def test_a_draft_lesson_is_neither_listed_nor_found(client, category):
    course = CourseFactory(parent=category)
    draft = LessonFactory(parent=course, draft=True, title="Belum jadi")
    assert client.get(draft.url).status_code == 404
    assert "Belum jadi" not in html(client, course)


def test_a_lesson_is_public_only_while_its_course_is(client, category):
    lesson = LessonFactory(parent=CourseFactory(parent=category, draft=True))
    assert client.get(lesson.url).status_code == 404


def test_a_draft_of_a_course_with_a_lesson_can_be_previewed(category, rf):
    course = CourseFactory(parent=category, draft=True)
    lesson = LessonFactory(parent=course, draft=True)
    for page in (course, lesson):
        response = page.make_preview_request(rf.get("/"))
        assert response.status_code == 200


def test_a_course_that_was_never_saved_can_be_previewed(category, rf):
    course = CourseFactory.build(parent=None)
    course.path = category.path + "0001"
    course.depth = category.depth + 1
    course.set_url_path(category)
    assert course.make_preview_request(rf.get("/")).status_code == 200


def test_breadcrumbs_lead_back_up(client, category):
    page = html(client, CourseFactory(parent=category))
    for url, title in [("/en/", "Beranda"), ("/en/kursus/", "Kursus")]:
        assert f'<a href="{url}">{title}</a>' in page
    assert f'<a href="/en{category.url}">Bisnis Digital</a>' in page


def test_classes_of_a_course_stand_on_its_page(client, category):
    course = CourseFactory(parent=category)
    coming = LiveSessionFactory(course=course)
    past = LiveSessionFactory(course=course, over=True)
    page = html(client, course)
    assert (
        page.index(coming.title) < page.index("Past classes") < page.index(past.title)
    )


def test_tags_lead_to_courses_like_it(client, category):
    course = CourseFactory(parent=category)
    course.tags.add("uang kas")
    course.save()
    link = f"/en{category.url}?tag=uang-kas"
    assert link in html(client, course)
    assert course.title in client.get(link).content.decode()


def test_a_restricted_category_asks_before_it_shows_a_course(client, category):
    course = CourseFactory(parent=category)
    PageViewRestriction.objects.create(page=category, restriction_type="login")
    response = client.get(course.url)
    assert response.status_code == 302
    assert "login" in response.url


def test_an_unpublished_course_is_not_found(client, category):
    course = CourseFactory(parent=category)
    course.unpublish()
    assert client.get(course.url).status_code == 404


@pytest.mark.parametrize(
    "path", ["/kursus/tidak-ada/", "/kursus/bisnis-digital/a/b/c/", "/tidak/ada/"]
)
def test_an_address_without_a_page_is_not_found(client, category, path):
    assert client.get(path).status_code == 404


def test_english_visitors_stay_below_en(client, category):
    Locale.objects.get_or_create(language_code="en")
    course = CourseFactory(parent=category)
    LessonFactory(parent=course, title="Satu")
    page = html(client, course)
    assert f'href="/en{category.url}"' in page
    assert f'href="/en{course.url}satu/"' in page


def test_indonesian_visitors_read_the_licence_in_indonesian(client, category):
    course = CourseFactory(parent=category)
    page = client.get(course.url).content.decode()
    assert course.licence.sentence_id in page
    assert f'href="{category.url}"' in page


@pytest.mark.parametrize("path", ["/kursus/", "/kursus/bisnis-digital/"])
def test_public_pages_set_no_cookie_and_vary_on_no_visitor(client, category, path):
    CourseFactory(parent=category)
    response = client.get(path)
    assert not response.cookies
    vary = response.headers.get("Vary", "").lower()
    assert "cookie" not in vary
    assert "accept-language" not in vary


def test_the_last_lesson_leads_back_to_its_course_and_on_to_others(client, category):
    course = CourseFactory(parent=category, title="Menjual")
    CourseFactory(parent=category, title="Menghitung")
    LessonFactory(parent=course, title="Satu")
    LessonFactory(parent=course, title="Dua")
    first = client.get("/kursus/bisnis-digital/menjual/satu/").content.decode()
    last = client.get("/kursus/bisnis-digital/menjual/dua/").content.decode()
    assert 'rel="up" href="/kursus/bisnis-digital/menjual/"' in last
    assert "Menghitung" in last
    assert 'rel="up"' not in first
    assert "Menghitung" not in first
