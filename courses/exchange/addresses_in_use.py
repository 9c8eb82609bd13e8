"""What the courses that nobody imported are about."""

from django.db.models import Q

from ..addresses import address_key
from ..models import CoursePage, MediaUse

BY_HAND = Q(page__coursepage__import_key="") | Q(page__coursepage=None)


def addresses_in_use():
    """Give the key of each source and video of a course made by hand, and its title."""
    found = {}
    videos = MediaUse.objects.filter(BY_HAND).values_list(
        "item__provider", "item__kind", "item__video_id", "page__title"
    )
    for *key, title in videos.iterator():
        found[":".join(key)] = title
    courses = CoursePage.objects.filter(import_key="").exclude(source_url="")
    for url, title in courses.values_list("source_url", "title").iterator():
        found[key_or_url(url)] = title
    return found


def key_or_url(url):
    try:
        return address_key(url)
    except ValueError:  # editors may write what no list may
        return url
