"""A draft that begins with an outline."""

from django.db import transaction
from wagtail.models import PageLogEntry

from ..models import CategoryPage, CoursePage
from ..naming import free_slug
from .outlines import outline


@transaction.atomic
def course_from_example(*, category, format, user):
    """Make a draft of that format; its author still chooses for whom it is."""
    category = CategoryPage.objects.select_for_update().get(pk=category.pk)
    title, body = outline(format, category.locale.language_code)
    page = CoursePage(
        title=title,
        slug=free_slug(category, title),
        owner=user,
        live=False,
        has_unpublished_changes=True,
        format=format,
        level="",
        device="",
        body=body,
    )
    category.add_child(instance=page)
    revision = page.save_revision(user=user, clean=False, log_action=True)
    PageLogEntry.objects.filter(page=page.pk).update(revision=revision)
    return page
