"""An edit by the sender, taken over as the difference it makes."""

from wagtail.coreutils import find_available_slug

from ..models import CoursePage
from .drafting import (
    page_blocks,
    page_facts,
    session_facts,
    set_blocks,
    set_facts,
    set_session,
)
from .reviewing import category_of, review_restart


def shown_by(submission):
    """All that a page shows of a submission."""
    return (
        page_facts(submission),
        page_blocks(submission),
        session_facts(submission),
        submission.answers.get("category"),
    )


def page_change(submission, before):
    """Write a new version of the page and let moderators read it anew."""
    facts, blocks, session, category = before
    page = submission.page.get_latest_revision_as_object()
    if submission.answers.get("category") != category:
        page = page_move(submission, page)
    set_facts(page, differing(facts, page_facts(submission)))
    set_blocks(page, blocks, page_blocks(submission))
    page.save_revision(changed=True, clean=False)
    set_session(page, differing(session, session_facts(submission)))
    review_restart(submission)


def page_move(submission, latest):
    """Put the draft below the category chosen now; return its newest version there."""
    chosen, page = category_of(submission), submission.page
    if chosen is None or page.is_child_of(chosen):
        return latest
    slug = find_available_slug(chosen, latest.slug)
    CoursePage.objects.filter(pk=page.pk).update(slug=slug)
    CoursePage.objects.get(pk=page.pk).move(chosen, pos="last-child")
    submission.page = CoursePage.objects.get(pk=page.pk)
    latest = submission.page.get_latest_revision_as_object()
    latest.slug = slug
    return latest


def differing(before, after):
    return {name: part for name, part in after.items() if before.get(name) != part}
