"""The list of learning paths, made where it is missing; safe to repeat."""

from ..models import LearningPathIndexPage
from ..setup import add_page


def ensure_paths(parent):
    index = LearningPathIndexPage.objects.child_of(parent).first()
    if index is None:
        page = LearningPathIndexPage(title="Jalur belajar", slug="jalur-belajar")
        index = add_page(parent, page)
    return index
