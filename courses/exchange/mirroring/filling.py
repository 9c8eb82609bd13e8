"""Fill a page with what a version of its course says."""

from ...models import Contributor, CourseCredit
from ...naming import free_contributor_slug


def fill_course(page, prepared, tags):
    course = prepared.course
    checked_here = page.verified_on
    fill_text(page, course, prepared)
    for name, value in course.facts.items():
        setattr(page, name, value)
    dates = filter(None, [checked_here, page.verified_on])
    page.verified_on = max(dates, default=None)
    page.licence = course.licence
    page.rights_note = ""
    page.cover_id = prepared.cover
    page.tags.set([tags.get(tag) for tag in course.tags])
    page.credits = [
        CourseCredit(
            contributor=contributor(credit), role=credit.role, sort_order=place
        )
        for place, credit in enumerate(course.credits)
    ]


def fill_text(page, text, prepared):
    page.title = page.draft_title = text.title
    page.summary = text.summary
    page.duration_minutes = text.duration_minutes
    page.body = prepared.bodies[text.uid]


def contributor(credit):
    found = Contributor.objects.filter(uid=credit.uid).first()
    return found or Contributor.objects.create(
        uid=credit.uid,
        name=credit.name,
        kind=credit.kind,
        slug=free_contributor_slug(credit.name),
        listed=credit.listed,
    )
