"""Addresses whose answers are known, to try out what all views share."""

from django.http import Http404
from django.urls import path
from rest_framework.response import Response

from courses.api.http import PublicView
from courses.api.problems import Busy, Gone

STATES = []  # each time a state was asked for


class KnownView(PublicView):
    def state(self, request, *args, **kwargs):
        STATES.append(kwargs)
        return "v1"

    def get(self, request, **kwargs):
        return Response({"said": "yes"})


class MissingView(PublicView):
    def state(self, request, *args, **kwargs):
        raise Http404


class LastingView(KnownView):
    fresh = "public, max-age=3600"


class OwnView(KnownView):
    def get(self, request, **kwargs):
        return Response({}, headers={"Cache-Control": "public, immutable"})


class GoneView(PublicView):
    def get(self, request):
        raise Gone("http://testserver/dumps/", 7)


class BusyView(PublicView):
    def get(self, request):
        raise Busy(2.4)


urlpatterns = [
    path("known/", KnownView.as_view()),
    path("known/<slug:name>/", KnownView.as_view()),
    path("missing/", MissingView.as_view()),
    path("lasting/", LastingView.as_view()),
    path("own/", OwnView.as_view()),
    path("gone/", GoneView.as_view()),
    path("busy/", BusyView.as_view()),
]
