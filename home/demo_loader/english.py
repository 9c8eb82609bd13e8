"""The English tree: the pages around the courses, and two courses with lessons."""

from wagtail.models import Locale

from courses.models import (
    CategoryPage,
    Contributor,
    CourseCredit,
    CoursePage,
    LessonPage,
)
from donate.models import DonatePage
from home.models import StandardPage
from home.setup import setup_site

from .site import fill_page
from .source import read, read_courses, stable_uuid, stream, without

LANGUAGE = "en"


def load_english():
    home = setup_site(also=[LANGUAGE])
    locale = Locale.objects.get(language_code=LANGUAGE)
    load_words(home.get_translation(locale), read("en/site.toml"))
    for facts in read("en/pages.toml")["pages"]:
        page = StandardPage.objects.child_of(home).filter(slug=facts["of"]).first()
        if page and not page.has_translation(locale):
            translate(page, locale, body=stream(facts["body"]), **plain(facts))
    for _category, slug, facts in read_courses("en"):
        course = CoursePage.objects.descendant_of(home).filter(slug=slug).first()
        if course and not course.has_translation(locale):
            load_course(course, locale, facts)


def load_words(home, facts):
    """The tagline is replaced: what stands there came with the tree."""
    home.tagline = facts["tagline"]
    fill_page(home, introduction=facts["introduction"])
    for category in facts["categories"]:
        pages = CategoryPage.objects.descendant_of(home).filter(slug=category["slug"])
        for page in pages:
            fill_page(page, introduction=f"<p>{category['introduction']}</p>")
    for page in DonatePage.objects.child_of(home):
        fill_page(page, introduction=facts["donate"]["introduction"])


def load_course(course, locale, facts):
    translated = translate(
        course,
        locale,
        uid=stable_uuid(f"course:{LANGUAGE}/{facts['slug']}"),
        language=LANGUAGE,
        body=stream(facts["body"]),
        tags=facts["tags"],
        credits=[*credits_of(course), translator(facts["translator"])],
        **plain(facts, "translator", "tags"),
    )
    lessons = {lesson.slug: lesson for lesson in LessonPage.objects.child_of(course)}
    for lesson in facts["lessons"]:
        translate(
            lessons[lesson["of"]],
            locale,
            uid=stable_uuid(f"lesson:{translated.slug}/{lesson['slug']}"),
            body=stream(lesson["body"]),
            **plain(lesson),
        )


def plain(facts, *names):
    return without(facts, "of", "body", "lessons", *names)


def credits_of(course):
    return [
        CourseCredit(contributor_id=credit.contributor_id, role=credit.role)
        for credit in course.credits.all()
    ]


def translator(slug):
    contributor = Contributor.objects.get(slug=slug)
    return CourseCredit(contributor=contributor, role=CourseCredit.Role.TRANSLATOR)


def translate(page, locale, *, tags=None, **values):
    made = page.copy_for_translation(locale)
    for name, value in values.items():
        setattr(made, name, value)
    if tags is not None:
        made.tags.set(tags)
    made.draft_title = made.title
    made.first_published_at = page.first_published_at
    made.save_revision(clean=False).publish()
    return made
