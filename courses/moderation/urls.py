"""Addresses of the desk below the admin."""

from django.urls import path

from . import views
from .review_view import ReviewView

urlpatterns = [
    path("", views.DeskView.as_view(), name="prakerja_courses_desk"),
    path("resume/", views.ResumeView.as_view(), name="prakerja_courses_resume"),
    path("<int:page_id>/", ReviewView.as_view(), name="prakerja_courses_review"),
    path(
        "files/<uuid:uid>/", views.UploadView.as_view(), name="prakerja_courses_upload"
    ),
]
