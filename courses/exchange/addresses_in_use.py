"""What the courses that nobody imported are about."""

from django.db.models import Q
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from ..addresses import address_key
from ..models import CoursePage, MediaUse
from ..querysets import reachable

BY_HAND = Q(page__coursepage__import_key="") | Q(page__coursepage=None)


def addresses_in_use(user=None):
    """Give the key of each source and video of a course made by hand, and its title.

    The title is empty where ``user`` may not know of it; whoever works at the console
    may know all.
    """
    titles = dict(pages_known_to(user).values_list("pk", "title"))
    found = {}
    for key, pk in uses():
        found[key] = found.get(key) or titles.get(pk, "")
    return found


def pages_known_to(user):
    """Those that everybody may read and those that they may edit."""
    pages = Page.objects.order_by()
    if user is None:
        return pages
    theirs = page_permission_policy.instances_user_has_permission_for(user, "change")
    public = reachable(pages)
    return pages.filter(
        Q(pk__in=public.values("pk")) | Q(pk__in=theirs.order_by().values("pk"))
    )


def uses():
    videos = MediaUse.objects.filter(BY_HAND).values_list(
        "item__provider", "item__kind", "item__video_id", "page"
    )
    for *key, pk in videos.iterator():
        yield ":".join(key), pk
    courses = CoursePage.objects.filter(import_key="").exclude(source_url="")
    for url, pk in courses.values_list("source_url", "pk").iterator():
        yield key_or_url(url), pk


def key_or_url(url):
    try:
        return address_key(url)
    except ValueError:  # editors may write what no list may
        return url
