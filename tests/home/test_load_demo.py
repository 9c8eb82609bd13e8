"""What the demo holds."""

import json
from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Sum
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from courses.models import (
    CategoryPage,
    ContentRecord,
    Contributor,
    CourseCredit,
    CoursePage,
    LearningPathPage,
    LessonPage,
    LiveSession,
)
from courses.quality import check_course
from courses.records.keeping import keep_all
from donate import gateways
from donate.ledger.statements import statement
from donate.ledger.verifying import verify
from donate.models import DonatePage, JournalEntry, JournalLine, Withholding
from home.demo_loader import money
from home.demo_loader.people import PASSWORD
from home.demo_loader.source import read, read_courses
from home.models import HomePage, SiteSettings
from tests.amb import amb_validator
from tests.beginnings import begins_with

from .demo import TOLD, build_demo, run


@pytest.fixture
@begins_with(build_demo)
def demo(db):
    """The site as a reader of the tutorial has it."""


def test_donors_find_every_way_to_pay_that_needs_no_payment_service(demo):
    names = [gateway.name for gateway in gateways.available()]
    assert names == ["bank_transfer", "qris"]


def everything():
    """What a second run might change."""
    return {
        "pages": list(Page.objects.order_by("pk").values()),
        "people": list(Contributor.objects.order_by("pk").values()),
        "classes": list(LiveSession.objects.order_by("pk").values()),
        "users": list(get_user_model().objects.order_by("pk").values()),
        "entries": list(JournalEntry.objects.order_by("pk").values()),
        "settings": list(SiteSettings.objects.values()),
    }


def test_each_category_has_at_least_six_published_courses(demo):
    counts = [
        CoursePage.objects.live().child_of(category).count()
        for category in CategoryPage.objects.filter(locale__language_code="id")
    ]
    assert len(counts) == 5
    assert min(counts) >= 6


def test_every_written_course_is_there_with_its_lessons(demo):
    written = [*read_courses(), *read_courses("en")]
    assert CoursePage.objects.live().count() == len(written)
    lessons = sum(len(facts.get("lessons", ())) for *_where, facts in written)
    assert LessonPage.objects.live().count() == lessons


def test_courses_come_in_every_format(demo):
    formats = set(CoursePage.objects.values_list("format", flat=True))
    assert formats == set(CoursePage.Format.values)


def test_the_newest_courses_come_from_every_category(demo):
    courses = CoursePage.objects.filter(locale__language_code="id")
    newest = courses.order_by("-first_published_at")[:6]
    categories = CategoryPage.objects.all()
    assert {course.get_parent().slug for course in newest} == {
        category.slug for category in categories
    }


def test_courses_were_published_on_the_days_written_down(demo):
    days_ago = read("published.toml")["days_ago"]
    assert {slug for _category, slug, _facts in read_courses()} == set(days_ago)
    for course in CoursePage.objects.filter(locale__language_code="id"):
        age = (timezone.now() - course.first_published_at).days
        assert age == days_ago[course.slug]
        assert {
            lesson.first_published_at for lesson in LessonPage.objects.child_of(course)
        } <= {course.first_published_at}


def test_every_path_leads_through_public_courses(demo):
    paths = LearningPathPage.objects.live()
    assert {path.slug for path in paths} == {
        path["slug"] for path in read("paths.toml")["paths"]
    }
    for path in paths:
        assert check_course(path) == []


def test_no_class_is_older_than_its_course(demo):
    for session in LiveSession.objects.select_related("course"):
        assert session.starts_at > session.course.first_published_at


def test_every_role_is_credited_somewhere(demo):
    roles = set(CourseCredit.objects.values_list("role", flat=True))
    assert roles == set(CourseCredit.Role.values)


def test_every_course_has_text_tags_and_credits(demo):
    for course in CoursePage.objects.all():
        assert course.body or course.get_children().exists()
        assert course.tags.exists()
        assert course.credits.exists()


def test_every_written_block_is_there_and_passes_the_editor(demo):
    for _category, slug, facts in read_courses():
        course = CoursePage.objects.get(slug=slug)
        assert_written(course.body, facts["body"])
        for written in facts.get("lessons", ()):
            lesson = LessonPage.objects.child_of(course).get(slug=written["slug"])
            assert_written(lesson.body, written["body"])


def assert_written(body, blocks):
    """A lesson may end with a class, which ``sessions.toml`` puts there."""
    kept = [block.block_type for block in body.stream_block.clean(body)]
    assert kept[: len(blocks)] == [block["type"] for block in blocks]


def test_every_record_of_a_course_or_lesson_is_a_document_of_amb(demo):
    amb = amb_validator()
    keep_all()
    told = ContentRecord.objects.told().filter(kind__in=["course", "lesson"])
    assert Counter(told.values_list("kind", flat=True)) == {
        "course": CoursePage.objects.live().count(),
        "lesson": LessonPage.objects.live().count(),
    }
    for record in told:
        amb.validate(json.loads(record.data))


@pytest.mark.parametrize(
    "slug", [slug for _category, slug, _facts in read_courses("en")]
)
def test_a_translated_course_follows_the_original(demo, slug):
    original = CoursePage.objects.get(slug=slug)
    english = Locale.objects.get(language_code="en")
    course = original.get_translation(english)
    assert (course.live, course.language) == (True, "en")
    assert course.first_published_at == original.first_published_at
    assert course.credits.filter(role="translator").exists()
    assert not set(course.tags.names()) & set(original.tags.names())
    for lesson in LessonPage.objects.child_of(original):
        translated = lesson.get_translation(english)
        assert translated.live
        assert [block.block_type for block in translated.body] == [
            block.block_type for block in lesson.body
        ]


def test_a_visitor_reads_the_demo_in_english(demo, client):
    for path, words in {
        "/en/": "Free training",
        "/en/about/": "Who we are",
        "/en/contact/": "How to reach us",
        "/en/kursus/bisnis-digital/": "Take QRIS Payments",
        "/en/kursus/bisnis-digital/qris-payments/": "Do you take QRIS?",
        "/en/donasi/": "All courses here are free",
    }.items():
        page = client.get(path).content.decode()
        assert words in page
        assert "site-untranslated" not in page


def test_some_covers_are_drawn_and_some_cards_do_without(demo):
    covers = CoursePage.objects.exclude(cover=None)
    assert covers.count() == 5
    assert covers.first().cover.width == 960


def test_classes_lie_before_and_after_today(demo):
    assert LiveSession.objects.past().exists()
    assert LiveSession.objects.coming().count() >= 3
    wanted = read("sessions.toml")["sessions"][0]
    session = LiveSession.objects.get(title=wanted["title"])
    assert f"{session.local_start:%H:%M}" == wanted["start_time"]
    days = (session.local_start.date() - timezone.now().date()).days
    assert abs(days - wanted["starts_in_days"]) <= 1


def test_text_pages_stand_in_the_footer(demo):
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    titles = [item.page.title for item in settings.footer_menu.select_related("page")]
    assert titles == ["Tentang kami", "Manifesto", "Kontak"]
    assert settings.contact_email == "halo@example.org"


def test_home_and_donate_page_say_what_they_are_for(demo):
    assert all(home.introduction for home in HomePage.objects.all())
    page = DonatePage.objects.get(locale__language_code="id")
    assert [preset.amount for preset in page.preset_amounts.filter(currency="IDR")] == [
        25000,
        50000,
        100000,
        250000,
    ]
    assert page.transfer_accounts.get().bank == "Bank Contoh"


def test_the_printed_logins_work_and_have_their_groups(demo, client):
    groups = {
        "admin": set(),
        "editor": {"Editors", "Moderators"},
        "kontributor": {"Kontributor Pengembangan Diri"},
        "bendahara": {"Treasurers"},
        "penyetuju": {"Approvers"},
    }
    for username, names in groups.items():
        assert f"{username:<12} {PASSWORD}" in TOLD[0]
        assert client.login(username=username, password=PASSWORD)
        user = get_user_model().objects.get(username=username)
        assert set(user.groups.values_list("name", flat=True)) == names


def test_the_money_fills_twelve_months_of_the_test_book(demo):
    entries = JournalEntry.objects.all()
    assert set(entries.values_list("book", flat=True)) == {"test"}
    ads = entries.filter(public_memo="adsense").values_list("local_date", flat=True)
    assert len({(day.year, day.month) for day in ads}) == 12
    assert entries.filter(kind="expense").count() >= 12 * 6
    assert entries.filter(kind="donation").count() >= 12 * 4
    assert not verify("test")


def test_the_bank_never_runs_dry(demo):
    lines = JournalLine.objects.filter(account__code=money.BANK)
    balance = 0
    for amount in lines.order_by("entry__seq").values_list("amount_minor", flat=True):
        balance += amount
        assert balance > 0


def test_card_gifts_have_fees_and_are_paid_out(demo):
    fees = JournalLine.objects.filter(account__code="expenses:fees")
    assert fees.count() == JournalEntry.objects.filter(public_memo="card_gift").count()
    left = JournalLine.objects.filter(account__code=money.CARD)
    assert left.aggregate(total=Sum("amount_minor"))["total"] == 0


def test_a_sponsor_withheld_tax_and_owes_the_slip(demo):
    (withheld,) = Withholding.objects.without_slip()
    assert withheld.invoice.withholdings.count() == 1
    assert withheld.entry.withholding.amount_minor == 10_000_00


def test_dollars_came_as_rupiah_and_none_are_on_their_way(demo):
    dollars = next(s for s in statement("test").currencies if s.currency == "USD")
    assert not dollars.left and not dollars.unexplained
    assert dollars.total.exchange == -dollars.total.donations + dollars.total.fees


def test_the_year_is_the_same_every_time():
    first, second = (
        [(event.name, event.sides) for event in money.year_of_events()]
        for _again in range(2)
    )
    assert first == second
    assert max(Counter(name for name, _sides in first).values()) == 1


def test_a_second_run_changes_nothing(demo):
    before = everything()
    assert run().startswith("The demo was loaded.\n")
    assert everything() == before


def test_what_somebody_deleted_or_changed_stays_so(demo):
    CoursePage.objects.first().delete()
    LiveSession.objects.all().delete()
    SiteSettings.objects.update(contact_email="")
    HomePage.objects.update(tagline="Milik kami")
    before = everything()
    run()
    assert everything() == before
