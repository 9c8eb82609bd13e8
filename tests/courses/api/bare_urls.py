"""A host that serves Wagtail's pages and the API, but not the views of the app."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("prakerja_cms.api.urls")),
    path("", include("wagtail.urls")),
]
