"""Addresses of live classes, below the schedule."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.schedule, name="schedule"),
    path("kalender.ics", views.calendar, name="calendar"),
    path("<uuid:uid>.ics", views.session_calendar, name="session_calendar"),
    path("<uuid:uid>/", views.session, name="session"),
    path("<uuid:uid>/masuk/", views.join, name="join"),
]
