"""Where the admin offers a course from an example."""

from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from ..models import CategoryPage
from .views import ChooseView, MakeView

urlpatterns = [
    path(
        "courses/new-from-example/<int:category_pk>/",
        ChooseView.as_view(),
        name="prakerja_courses_examples",
    ),
    path(
        "courses/new-from-example/<int:category_pk>/<str:format>/",
        MakeView.as_view(),
        name="prakerja_courses_from_example",
    ),
]


def example_button(page, user, next_url=None):
    is_category = issubclass(page.specific_class or object, CategoryPage)
    if is_category and page.permissions_for_user(user).can_add_subpage():
        url = reverse("prakerja_courses_examples", args=[page.pk])
        yield Button(_("New from an example"), url, icon_name="doc-empty", priority=9)


def example_header_button(page, user, view_name, next_url=None):
    yield from example_button(page, user, next_url)
