"""Addresses beside the page tree; none of them is this file's own root."""

from django.urls import path

from . import views

app_name = "prakerja_courses"
urlpatterns = [
    path("jadwal/", views.schedule, name="schedule"),
    path("jadwal/<uuid:uid>/", views.session, name="session"),
    path("jadwal/<uuid:uid>/masuk/", views.join, name="join"),
    path("kontributor/", views.contributors, name="contributors"),
    path("kontributor/<slug:slug>/", views.contributor, name="contributor"),
]
