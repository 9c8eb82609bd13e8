"""Search over everything the public may read."""

import pytest
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Locale, PageViewRestriction
from wagtail_factories import PageFactory

from courses.catalogue import listings, noticing
from courses.catalogue.snapshot import current
from courses.catalogue.windows import Order
from courses.models import CoursePage
from courses.searching import finding, suggesting
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    StandardPageFactory,
    text,
)

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


def search(client, words, **more):
    response = client.get("/en/cari/", {"q": words, **more})
    assert response.status_code == 200
    return response


def titles(client, words):
    return [hit.card.title for hit in search(client, words).context["hits"]]


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Menenun Ulos", summary="Dari benang.")


def test_a_course_is_found_by_its_title_and_summary(client, course):
    assert titles(client, "ulos") == titles(client, "benang") == ["Menenun Ulos"]


def test_a_course_is_found_by_its_text_and_tags(client, category):
    found = CourseFactory(parent=category, body=text("Gulung lungsin dahulu."))
    found.tags.add("kerajinan")
    found.save()
    found.save()  # the immediate task queue indexes a row before its tags are stored
    assert titles(client, "lungsin") == titles(client, "kerajinan") == [found.title]


def test_a_course_is_found_by_the_words_of_its_lessons(client, course):
    LessonFactory(parent=course, title="Ikat", body=text("Celup ke indigo."))
    answer = search(client, "indigo")
    (hit,) = answer.context["hits"]
    assert (hit.card.title, hit.passage.title) == ("Menenun Ulos", "Ikat")
    assert "Celup ke <mark>indigo</mark>." in answer.content.decode()


def test_a_course_found_names_its_giver_and_how_many_there_are(client, course):
    CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
    page = search(client, "ulos").content.decode()
    assert '<p class="pk-card__giver">by Ani</p>' in page
    assert 'data-results="1 course"' in page


def test_what_is_said_in_a_video_is_found(client, category):
    said = {"url": VIDEO, "title": "Contoh", "transcript": "<p>Selamat datang</p>"}
    found = CourseFactory(parent=category, body=[("video", said)])
    assert titles(client, "selamat") == [found.title]


def test_text_pages_stand_apart(client, course):
    about = StandardPageFactory(title="Tentang ulos")
    assert [page.pk for page in search(client, "ulos").context["texts"]] == [about.pk]


def test_other_pages_are_not_found(client, home, category):
    PageFactory(parent=home, title="Ulos lain")
    assert titles(client, "ulos") == titles(client, "bisnis") == []


def test_drafts_and_restricted_pages_are_not_found(client, category):
    CourseFactory(parent=category, title="Ulos rahasia", draft=True)
    hidden = CourseFactory(parent=category, title="Ulos tertutup")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    assert titles(client, "ulos") == []


def test_lessons_are_as_hidden_as_their_course(client, course, settings):
    settings.PAGE_CACHE_ENABLED = False
    LessonFactory(parent=course, title="Ikat pertama")
    assert titles(client, "ikat") == ["Menenun Ulos"]
    course.unpublish()
    assert titles(client, "ikat") == []


def test_a_restricted_lesson_leads_nobody_to_its_course(client, course):
    lesson = LessonFactory(parent=course, title="Ikat rahasia")
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert titles(client, "rahasia") == []


def test_a_passage_put_away_a_moment_ago_is_not_shown(client, course, monkeypatch):
    lesson = LessonFactory(parent=course, title="Ikat", body=text("Celup ke indigo."))
    current()
    monkeypatch.setattr(noticing, "mark", lambda touched: None)
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    assert "indigo</mark>." not in search(client, "indigo").content.decode()


def test_an_alias_is_as_hidden_as_its_source(client, course, settings):
    settings.PAGE_CACHE_ENABLED = False
    other = CategoryFactory(title="Lain")
    action = CreatePageAliasAction(course, parent=other, update_slug="alias")
    action.execute(skip_permission_checks=True)
    assert len(titles(client, "ulos")) == 2
    PageViewRestriction.objects.create(page=course, restriction_type="login")
    assert titles(client, "ulos") == []


def test_results_are_linked_in_the_language_of_the_visitor(client, course):
    assert f'href="/en{course.url}"' in search(client, "ulos").content.decode()


def test_an_empty_search_offers_the_categories(client, category):
    page = search(client, "").content.decode()
    assert "/en/kursus/bisnis-digital/" in page
    assert "Nothing fits" not in page


def test_nothing_found_says_so_and_offers_the_categories(client, category):
    page = search(client, "zzz").content.decode()
    assert "Nothing fits “zzz”" in page
    assert "/en/kursus/bisnis-digital/" in page


def test_long_results_come_in_pages(client, category, monkeypatch):
    monkeypatch.setattr(listings, "PAGE_SIZE", 1)
    for number in range(2):
        CourseFactory(parent=category, title=f"Ulos & tenun {number}")
    page = search(client, "ulos & tenun").content.decode()
    assert 'href="?q=ulos+%26+tenun&amp;page=2&amp;after=' in page
    assert search(client, "ulos", page="99").context["listing"].page.number == 2


@pytest.mark.parametrize(
    "words",
    [
        "\x00",
        "ulos\x00",
        '"',
        "ulos'); DROP TABLE",
        "*",
        "-",
        "ulos -",
        "ulos OR",
        "(ulos",
        "ulos:*",
        "NEAR(ulos)",
        "<script>alert(1)</script>",
        "%",
        "ꦗꦮ",
        "🧵",
        "a " * 5000,
        "x" * 20000,
    ],
)
def test_odd_searches_are_answered(client, course, words):
    page = search(client, words).content.decode()
    assert "<script>alert" not in page


def test_a_search_is_shortened_to_what_people_type(client, home):
    assert len(search(client, "ulos " * 100).context["query"]) <= 100


def test_search_pages_are_not_for_search_engines(client, home):
    assert search(client, "ulos").headers["X-Robots-Tag"] == "noindex"


def test_search_sets_no_cookie(client, home):
    assert not search(client, "ulos").cookies


def test_search_cannot_be_posted(client, home):
    assert client.post("/cari/").status_code == 405


@pytest.mark.parametrize("most", [0, 300])
def test_a_word_that_fits_too_many_is_answered_all_the_same(
    client, category, monkeypatch, most
):
    monkeypatch.setattr(finding, "most_ranked", lambda index: most)
    for number in range(3):
        CourseFactory(parent=category, title=f"Tenun {number}", body=text("Ulos."))
    CourseFactory(parent=category, title="Ulos")
    found = titles(client, "ulos")
    assert found[0] == "Ulos"
    assert sorted(found[1:]) == ["Tenun 0", "Tenun 1", "Tenun 2"]


def test_the_title_counts_more_than_the_text(client, category):
    CourseFactory(parent=category, title="Tenun", body=text("Ulos dan songket."))
    CourseFactory(parent=category, title="Ulos Batak")
    assert titles(client, "ulos") == ["Ulos Batak", "Tenun"]


def test_an_exact_title_comes_first(client, category):
    for number in range(5):
        CourseFactory(
            parent=category, title=f"Ulos ulos ulos {number}", body=text("ulos " * 50)
        )
    CourseFactory(parent=category, title="Ulos")
    assert titles(client, "ULOS!")[0] == "Ulos"


def test_a_word_is_found_in_its_other_forms(client, category):
    CourseFactory(parent=category, title="Melatih Kambing")
    assert titles(client, "pelatihan") == ["Melatih Kambing"]


def test_accents_do_not_matter(client, category):
    CourseFactory(parent=category, title="Membuka Café")
    assert titles(client, "cafe") == ["Membuka Café"]


def test_all_words_are_wanted(client, category):
    CourseFactory(parent=category, title="Tenun Ulos")
    CourseFactory(parent=category, title="Tenun Songket")
    assert titles(client, "tenun ulos") == ["Tenun Ulos"]


def test_the_words_looked_for_are_marked_and_the_rest_is_escaped(client, category):
    CourseFactory(parent=category, title="Ulos <b>", summary="Dari benang & ulos.")
    page = search(client, "ulos").content.decode()
    assert "<mark>Ulos</mark> &lt;b&gt;" in page
    assert "benang &amp; <mark>ulos</mark>." in page


def test_a_slip_of_the_finger_is_answered_in_its_right_spelling(client, course):
    answer = search(client, "menenun uols")
    page = answer.content.decode()
    assert "Did you mean <b>menenun ulos</b>?" in page
    assert [hit.card.title for hit in answer.context["hits"]] == [course.title]
    assert 'href="?q=menenun%20uols&amp;persis=1"' in page


def test_who_means_what_they_typed_is_believed(client, course):
    answer = search(client, "uols", persis="1")
    assert (answer.context["asked"], answer.context["hits"]) == ("uols", [])


def test_no_spelling_is_answered_that_finds_nothing(client, course):
    course.unpublish()
    assert search(client, "uols").context["asked"] == "uols"


def test_a_search_is_narrowed_by_filters(client, category):
    CourseFactory(parent=category, title="Ulos satu", level="advanced")
    CourseFactory(parent=category, title="Ulos dua")
    listing = search(client, "ulos", level="advanced").context["listing"]
    assert [card.title for card in listing.cards] == ["Ulos satu"]
    assert listing.filters.query == "q=ulos&level=advanced"


def test_results_can_be_sorted_otherwise(client, category):
    CourseFactory(parent=category, title="Ulos ulos", duration_minutes=90)
    CourseFactory(parent=category, title="Tenun ulos", duration_minutes=5)
    hits = search(client, "ulos", sort="duration").context["hits"]
    assert [hit.card.title for hit in hits] == ["Tenun ulos", "Ulos ulos"]


def test_titles_are_offered_while_somebody_types(client, course):
    answer = client.get("/cari/saran/", {"q": "menenun ul"})
    assert answer.json() == {"titles": ["Menenun Ulos"]}
    assert not answer.cookies


@pytest.mark.parametrize(
    "typed", ["", "u", "\x00", '"', "*", "zz", "' OR 1 --", "x" * 9999]
)
def test_odd_beginnings_offer_nothing(client, course, typed):
    answer = client.get("/cari/saran/", {"q": typed})
    assert (answer.status_code, answer.json()) == (200, {"titles": []})


def test_titles_of_hidden_courses_are_not_offered(client, category):
    hidden = CourseFactory(parent=category, title="Ulos tertutup")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    CourseFactory(parent=category, title="Ulos rahasia", draft=True)
    assert client.get("/cari/saran/", {"q": "ulos"}).json() == {"titles": []}


def test_a_course_that_leaves_makes_the_next_page_skip_none(client, category):
    courses = [CourseFactory(parent=category, title=f"Kopi {n}") for n in range(30)]
    first = search(client, "kopi").context["listing"]
    CoursePage.objects.get(pk=first.page.ids[0]).unpublish()
    after = search(client, "kopi", page=2, after=first.page.after).context["listing"]
    assert {*first.page.ids, *after.page.ids} == {course.pk for course in courses}


def test_behind_what_is_ranked_the_rest_follows_newest_first(category, monkeypatch):
    monkeypatch.setattr(finding, "BEST", 3)
    for number in range(8):
        CourseFactory(parent=category, title=f"Kopi {number}")
    snapshot = current()
    hits = finding.find("kopi", snapshot)
    newest = Order(snapshot, hits.ids, "newest")
    whole = list(hits.order(hits.ids, newest))
    assert len(hits.best) == 3
    for place, page_id in enumerate(whole):
        assert list(hits.after(page_id, newest)) == whole[place + 1 :]


def suggested(client, typed, language=""):
    return client.get(f"{language}/cari/saran/", {"q": typed}).json()["titles"]


def test_the_exact_title_comes_first_among_hundreds(client, category, monkeypatch):
    monkeypatch.setattr(suggesting, "LOOKED_AT", 5)
    for number in range(10):
        CourseFactory(parent=category, title=f"Excel untuk kantor {number}")
    CourseFactory(parent=category, title="Excel")
    CourseFactory(parent=category, title="Cara Excel")
    assert suggested(client, "excel")[0] == "Excel"


def test_titles_that_hold_the_word_follow_those_that_begin_with_it(client, category):
    for title in ("Cara Excel", "Excel untuk kantor", "Buku"):
        CourseFactory(parent=category, title=title)
    assert suggested(client, "exc") == ["Excel untuk kantor", "Cara Excel"]


def test_titles_in_another_language_take_no_room(client, category, monkeypatch):
    monkeypatch.setattr(suggesting, "LOOKED_AT", 3)
    english = translate(category)
    for number in range(6):
        CourseFactory(parent=category, title=f"Excel kantor {number}")
    CourseFactory(parent=english, title="Excel office", locale=english.locale)
    assert suggested(client, "excel", "/en") == ["Excel office"]


def translate(page):
    """The tree down to this page, in English."""
    english, _ = Locale.objects.get_or_create(language_code="en")
    for each in page.get_ancestors(inclusive=True).filter(depth__gt=1):
        copy = each.specific.copy_for_translation(english)
        copy.save_revision().publish()
    return copy
