"""The shipped addresses and, beside them, Wagtail's own API over the same pages."""

from django.urls import path
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from courses.models import CoursePage, LessonPage
from prakerja_cms.urls import urlpatterns as shipped

CoursePage.api_fields = [
    APIField(name)
    for name in (
        "summary", "body", "tags", "format", "level", "language", "duration_minutes",
        "device", "needs_internet", "needs_app", "needs_account", "licence",
        "rights_holder", "source_url", "handover_price", "verified_on", "credits",
        "sessions",
    )
]  # fmt: skip
LessonPage.api_fields = [
    APIField(name) for name in ("summary", "body", "duration_minutes")
]

router = WagtailAPIRouter("wagtail_v2")
router.register_endpoint("pages", PagesAPIViewSet)
urlpatterns = [path("wagtail/v2/", router.urls), *shipped]
