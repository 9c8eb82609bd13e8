"""Addresses below ``/feeds/``."""

from django.urls import path
from django.views.decorators.http import conditional_page, require_safe

from .views import CourseFeed, SessionFeed

urlpatterns = [
    path(
        "kursus.atom", conditional_page(require_safe(CourseFeed())), name="course_feed"
    ),
    path(
        "jadwal.atom",
        conditional_page(require_safe(SessionFeed())),
        name="session_feed",
    ),
]
