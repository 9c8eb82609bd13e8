"""Which version of a page a moderator read.

A revision's number is not enough: autosave writes into the newest revision again
and again, moving its time of creation.
"""

from django.utils.dateparse import parse_datetime
from wagtail.models import Page, Revision


def version_of(revision):
    """A text for a hidden field, like ``57@2026-03-01T10:00:00+00:00``."""
    return f"{revision.pk}@{revision.created_at.isoformat()}"


def same_version(version, revision):
    """Whether the text names this revision as it stands now."""
    number, _, moment = version.partition("@")
    if number != str(revision.pk):
        return False
    return not moment or moment_of(moment) == revision.created_at


def moment_of(text):
    try:
        return parse_datetime(text)
    except ValueError:
        return None


def newest_revision(page):
    """What would become public; the workflow's own pointer may be older."""
    return Revision.objects.filter(pk=newest_id(page)).first()


def newest_id(page):
    return (
        Page.objects.filter(pk=page.pk)
        .values_list("latest_revision_id", flat=True)
        .first()
    )
