"""Addresses beside the page tree; none of them is this file's own root."""

from django.urls import include, path

from . import mine, views
from .embedding.oembed import oembed
from .embedding.views import embed
from .feeds.urls import urlpatterns as feeds
from .live.urls import urlpatterns as live
from .media.serving import play
from .offline import views as offline
from .reports import views as reports
from .showing.printing import course_print
from .submissions.urls import urlpatterns as submissions

app_name = "prakerja_courses"
urlpatterns = [
    path("jadwal/", include(live)),
    path("cetak/<uuid:uid>/", course_print, name="print"),
    path("belajar-saya/", mine.mine, name="mine"),
    path("embed/<uuid:uid>/", embed, name="embed"),
    path("feeds/", include(feeds)),
    path("kontributor/", views.contributors, name="contributors"),
    path("kontributor/<slug:slug>/", views.contributor, name="contributor"),
    path("kontribusi/", include(submissions)),
    path("oembed/", oembed, name="oembed"),
    path("putar/<int:pk>/<str:filename>", play, name="play"),
    path("offline/", offline.saved_courses, name="offline"),
    path("offline/<uuid:uid>.json", offline.assets, name="offline_assets"),
    path("paket/<uuid:uid>.zip", offline.package, name="package"),
    path("lapor/<uuid:uid>/", reports.report, name="report"),
    path("lapor/<uuid:uid>/terima-kasih/", reports.thanks, name="report_thanks"),
]
