"""Addresses beside the page tree; none of them is this file's own root."""

from django.urls import include, path

from . import views
from .feeds.urls import urlpatterns as feeds
from .reports import views as reports
from .submissions.urls import urlpatterns as submissions

app_name = "prakerja_courses"
urlpatterns = [
    path("feeds/", include(feeds)),
    path("jadwal/", views.schedule, name="schedule"),
    path("jadwal/<uuid:uid>/", views.session, name="session"),
    path("jadwal/<uuid:uid>/masuk/", views.join, name="join"),
    path("kontributor/", views.contributors, name="contributors"),
    path("kontributor/<slug:slug>/", views.contributor, name="contributor"),
    path("kontribusi/", include(submissions)),
    path("lapor/<uuid:uid>/", reports.report, name="report"),
    path("lapor/<uuid:uid>/terima-kasih/", reports.thanks, name="report_thanks"),
]
