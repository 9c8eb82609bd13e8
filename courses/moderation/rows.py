"""The lines of the queue, read in a fixed number of queries."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from ..models import CategoryPage, CoursePage, Licence, Submission
from ..quality.checking import all_findings
from ..quality.surroundings import Surroundings
from .duplicates import Hint, hints_for
from .queue import LONG_WAIT, page_id_of


@dataclass(frozen=True)
class Row:
    page: Page
    category: str
    sender: str
    has_account: bool
    since: dt.datetime
    errors: int
    warnings: int
    hints: list[Hint]

    @property
    def url(self):
        return reverse("prakerja_courses_review", args=[self.page.pk])

    @property
    def days(self):
        return (timezone.now() - self.since).days

    @property
    def is_old(self):
        return timezone.now() - self.since > LONG_WAIT


def rows_of(reviews):
    ids = [page_id_of(review) for review in reviews]
    pages = Page.objects.select_related("owner", "content_type").in_bulk(ids)
    courses = newest_courses(ids)
    findings, hints = findings_of(courses), hints_for(courses)
    submissions = Submission.objects.filter(page__in=ids)
    submission_of = {submission.page_id: submission for submission in submissions}
    titles = category_titles()
    return [
        Row(
            page=pages[pk],
            category=category_of(pages[pk], titles),
            sender=sender_of(pages[pk], submission_of.get(pk)),
            has_account=pk not in submission_of,
            since=review.started_at,
            errors=sum(one.is_error for one in findings.get(pk, ())),
            warnings=sum(one.is_counted for one in findings.get(pk, ())),
            hints=hints.get(pk, []),
        )
        for pk, review in zip(ids, reviews, strict=True)
        if pk in pages
    ]


def category_titles():
    return dict(CategoryPage.objects.values_list("path", "title"))


def category_of_page(page):
    return category_of(page, category_titles())


def category_of(page, titles):
    for end in range(len(page.path), 0, -Page.steplen):
        if title := titles.get(page.path[:end]):
            return title
    return ""


def sender_of(page, submission):
    if submission:
        return submission.organisation or submission.sender_name
    owner = page.owner
    return (owner.get_full_name() or owner.get_username()) if owner else ""


def newest_courses(ids):
    """Courses as in their newest revision; nothing else of them is looked up."""
    rows = CoursePage.objects.in_bulk(ids)
    wanted = [row.latest_revision_id for row in rows.values()]
    revisions = Revision.objects.in_bulk([pk for pk in wanted if pk])
    licences = Licence.objects.in_bulk()
    return [
        as_in(row, revisions.get(row.latest_revision_id), licences)
        for row in rows.values()
    ]


def as_in(row, revision, licences):
    if revision is None:
        return row
    course = CoursePage.from_serializable_data(revision.content, check_fks=False)
    for name in ("pk", "path", "depth", "live", "draft_title"):
        setattr(course, name, getattr(row, name))
    if course.licence_id in licences:
        course.licence = licences[course.licence_id]
    else:
        course.licence_id = None
    return course


def findings_of(courses):
    around = Surroundings(courses)
    return {course.pk: all_findings(course, around) for course in courses}
