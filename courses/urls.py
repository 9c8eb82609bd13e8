"""Addresses beside the page tree; none of them is this file's own root."""

from django.urls import include, path

from . import views
from .live.urls import urlpatterns as live
from .media.serving import play
from .printing import course_print
from . import mine, views
from .reports import views as reports
from .submissions.urls import urlpatterns as submissions

app_name = "prakerja_courses"
urlpatterns = [
    path("jadwal/", include(live)),
    path("cetak/<uuid:uid>/", course_print, name="print"),
    path("belajar-saya/", mine.mine, name="mine"),
    path("jadwal/", views.schedule, name="schedule"),
    path("jadwal/<uuid:uid>/", views.session, name="session"),
    path("jadwal/<uuid:uid>/masuk/", views.join, name="join"),
    path("kontributor/", views.contributors, name="contributors"),
    path("kontributor/<slug:slug>/", views.contributor, name="contributor"),
    path("kontribusi/", include(submissions)),
    path("putar/<int:pk>/<str:filename>", play, name="play"),
    path("lapor/<uuid:uid>/", reports.report, name="report"),
    path("lapor/<uuid:uid>/terima-kasih/", reports.thanks, name="report_thanks"),
]
