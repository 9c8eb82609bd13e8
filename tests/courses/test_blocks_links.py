"""Links in rich text: looked up together, however many texts a page has."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Locale
from wagtail.rich_text import RichText, expand_db_html

from courses.blocks import TextBlock
from courses.blocks.richtext import BOUNDARY, expand

from .factories import (
    CourseFactory,
    HomePageFactory,
    LessonFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages_are_rendered(settings):
    settings.PAGE_CACHE_ENABLED = False


def link(page):
    return f'<p><a linktype="page" id="{page.pk}">{page.title}</a></p>'


def texts(*sources):
    return TextBlock().bulk_to_python(sources)


def spent(action):
    action()
    with CaptureQueriesContext(connection) as queries:
        action()
    return len(queries)


@pytest.fixture
def pages(home):
    return [StandardPageFactory(title=f"Halaman {number}") for number in range(6)]


@pytest.fixture
def english_home(home):
    """A second page tree, whose address is below /en/."""
    english = Locale.objects.get_or_create(language_code="en")[0]
    return home.copy_for_translation(english, alias=True)


def test_ten_texts_with_links_cost_what_one_costs(client, category):
    def course(number):
        body = [("text", link(other)) for other in others[:number]]
        return CourseFactory(parent=category, body=body)

    others = CourseFactory.create_batch(10, parent=category)
    one, ten = course(1), course(10)
    few, many = (spent(lambda page=page: client.get(page.url)) for page in (one, ten))
    assert 5 < few == many
    few, many = (
        spent(lambda page=page: client.get(f"/en{page.url}")) for page in (one, ten)
    )
    assert 5 < few == many


def test_texts_are_as_wagtail_expands_them(pages):
    document = get_document_model().objects.create(title="Kas", file="kas.csv")
    sources = [
        "<p>Tanpa tautan</p>",
        link(pages[0]),
        f'<a linktype="document" id="{document.pk}">kas</a>',
        f'{link(pages[1])}<a href="https://lain.example/?a=1&amp;b=2">lain</a>',
        '<a linktype="page" id="999999">hilang</a>',
        '<embed embedtype="image" id="999999" format="left"/>',
        "",
    ]
    expanded = [text.__html__() for text in texts(*sources)]
    assert expanded == [expand_db_html(source) for source in sources]
    assert f'href="{pages[0].url}"' in expanded[1]


def test_the_same_text_twice_is_shown_twice(pages):
    first, second = texts(link(pages[0]), link(pages[0]))
    assert str(first) == str(second) == expand_db_html(link(pages[0]))


def test_a_broken_tag_does_not_reach_into_the_next_text(pages):
    sources = ["<p>buka <a ", link(pages[0])]
    assert expand(sources) == [expand_db_html(source) for source in sources]


def test_a_text_with_the_boundary_in_it_is_still_shown(pages):
    sources = [f"<p>a{BOUNDARY}b</p>", link(pages[0])]
    assert expand(sources) == [expand_db_html(source) for source in sources]


def test_a_text_is_stored_as_it_came(pages):
    [text] = texts(link(pages[0]))
    assert TextBlock().get_prep_value(text) == link(pages[0])
    assert text == RichText(link(pages[0]))


def test_an_empty_text_is_empty(home):
    assert [str(text) for text in texts(None, "")] == ["", ""]


class TestTranslations:
    def test_a_link_leads_to_the_translation_for_this_visitor(
        self, pages, english_home
    ):
        english = pages[0].copy_for_translation(english_home.locale)
        english.save_revision().publish()
        [text] = texts(link(pages[0]))
        assert pages[0].url in str(text)
        with translation.override("en"):
            assert english.url in str(text)
            assert english.url == pages[0].localized.url

    def test_a_translation_that_is_a_draft_is_not_linked(self, pages, english_home):
        pages[0].copy_for_translation(english_home.locale)
        with translation.override("en"):
            assert f'href="{pages[0].url}"' in str(texts(link(pages[0]))[0])

    def test_many_cost_what_one_costs(self, pages, english_home):
        for page in pages:
            page.copy_for_translation(english_home.locale).save_revision().publish()
        with translation.override("en"):
            one = spent(lambda: str(texts(link(pages[0]))[0]))
            six = spent(lambda: str(texts(*map(link, pages))[0]))
        assert six == one


def test_a_page_that_no_site_shows_is_no_link(home):
    stray = HomePageFactory(parent=home.get_parent(), title="Tersesat", slug="tersesat")
    assert str(texts(link(stray))[0]) == "<p><a>Tersesat</a></p>"


def test_the_next_visitor_gets_the_address_of_that_moment(client, category, pages):
    lesson = LessonFactory(
        parent=CourseFactory(parent=category), body=[("text", link(pages[0]))]
    )
    assert pages[0].url in client.get(lesson.url).content.decode()
    pages[0].slug = "pindah"
    pages[0].save_revision().publish()
    assert "/pindah/" in client.get(lesson.url).content.decode()
