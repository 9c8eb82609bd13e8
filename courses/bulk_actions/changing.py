"""Change one course as its editor would: a revision, and public where it was public."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ..models import CoursePage
from ..quality import refusal

PUBLISHED, DRAFT, UNCHANGED = "published", "draft", "unchanged"


@transaction.atomic
def course_change(*, course, user, change):
    """Apply ``change`` to the newest version; tell what became of it."""
    course = CoursePage.objects.select_for_update().get(pk=course.pk)
    goes_public = may_go_public(course, user)
    version = newest_version(course)
    if not change(version):
        return UNCHANGED
    revision = version.save_revision(user=user, log_action=True)
    if not goes_public:
        return DRAFT
    revision.publish(user=user)
    return PUBLISHED


def newest_version(course):
    """A copy: of a course without changes, Wagtail gives the course itself."""
    return CoursePage.objects.get(pk=course.pk).get_latest_revision_as_object()


def may_go_public(course, user):
    """Only what is public as it is; changes that wait are somebody's work in hand."""
    as_it_is = course.live and not course.has_unpublished_changes
    return as_it_is and course.permissions_for_user(user).can_publish()


def reason_against(page, user):
    """Why somebody may not change a page here; empty if they may."""
    course = page.specific
    if not isinstance(course, CoursePage):
        return _("It is not a course.")
    if course.alias_of_id:
        return _("It is an alias. Change the course it shows.")
    rights = course.permissions_for_user(user)
    if not rights.can_edit():
        return _("You may not edit it.")
    if rights.page_locked():
        return _("It is locked.")
    return ""


def reason_against_change(course, user, change):
    """Why this change would not get through for this course."""
    if not may_go_public(course, user):
        return ""
    version = newest_version(course)
    change(version)
    errors = refusal(version)
    return " ".join(text for texts in errors.values() for text in texts)


def fate(course, user):
    """What becomes of a course that is changed."""
    if not course.live:
        return _("stays a draft")
    if may_go_public(course, user):
        return _("public at once")
    if course.has_unpublished_changes:
        return _("saved as a draft: it has changes that are not public yet")
    return _("saved as a draft, for somebody who may publish")
