"""How what was taken over stands here: edited, held, behind its source, withdrawn."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from ...digests import page_digest
from ...models import MirroredPage
from ...models.publishing import unschedule

State = MirroredPage.State
Kind = MirroredPage.Kind
WAITS = ("waiting", "waiting_digest", "seen_at")
LEAVES = ("state", "problem", "waiting", "waiting_digest", "withdrawn")


def is_changed_here(row, course=None):
    """Whether somebody edited what a version of it would replace or take offline."""
    return any(map(page_is_changed, [row, *lessons_of(row, course)]))


def lessons_of(row, course=None):
    """Its lessons here, and those it brings along, which may stand elsewhere."""
    return lessons_met(row, [lesson.uid for lesson in course.lessons] if course else [])


def lessons_met(row, brought):
    """Those that a version with the lessons ``brought`` replaces or takes offline."""
    own = Q(course=row) & ~Q(state__in=[State.GONE, State.REFUSED])
    theirs = Q(source=row.source_id, uid__in=brought, kind=Kind.LESSON)
    return MirroredPage.objects.filter(own | theirs).select_related("page")


def hold(row, course):
    """Nobody edits what a version replaces until it is written.

    Pages come first, as they do for who publishes one.
    """
    lessons = lessons_of(row, course).select_related(None).order_by("pk")
    hold_pages([row.page_id, *lessons.values_list("page", flat=True)])
    row.refresh_from_db(from_queryset=MirroredPage.objects.select_for_update())
    list(lessons.select_for_update().values_list("pk"))


def hold_pages(ids):
    held = Page.objects.select_for_update().filter(pk__in=filter(None, ids))
    list(held.order_by("pk").values_list("pk"))


def page_is_changed(row):
    if row.page is None:
        return True
    page = row.page.specific
    return bool(
        page_digest(page.get_latest_revision_as_object()) != row.written
        or page.workflow_in_progress
    )


def is_behind(row):
    """Whether the public reads an older version than the one that was taken."""
    if row.waiting_digest:
        return True
    if not row.page.live:
        return False
    lessons = row.lessons.exclude(Q(state=State.GONE) | Q(page=None))
    if lessons.filter(Q(page__first_published_at=None) | Q(withdrawn=True)).exists():
        return True
    lessons = lessons.filter(page__live=True, edited=False)
    rows = MirroredPage.objects.filter(Q(pk=row.pk) | Q(pk__in=lessons))
    drafts = rows.filter(page__has_unpublished_changes=True).select_related("page")
    return any(page_digest(each.page.specific) != each.written for each in drafts)


def withdraw(row, *, state=State.GONE, problem="", also=(), user=None):
    """Take a page offline, and delete nothing; write ``also`` these columns."""
    row.state, row.problem = state, problem
    row.waiting, row.waiting_digest = None, ""
    if row.page:
        page = row.page.specific
        unschedule(page)
        if page.live:
            row.withdrawn = True
            page.unpublish(user=user)
    row.save(update_fields=[*LEAVES, *also] if row.pk else None)


def stay(row, change, reason):
    """What is here stays, behind the source, and the version is asked for again."""
    if row.state == State.IN_STEP:
        row.state = State.BEHIND
    if row.state == State.WAITING:
        row.state = State.CHANGED_HERE
    row.problem = reason
    row.waiting, row.waiting_digest = None, change.digest
    row.seen_at = timezone.now()
    row.save(update_fields=["state", "problem", *WAITS])
