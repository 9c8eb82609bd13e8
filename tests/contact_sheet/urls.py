"""The site's addresses, and one that answers as a missing page does without DEBUG."""

from django.http import Http404
from django.urls import path
from django.views.defaults import page_not_found

from prakerja_cms.urls import urlpatterns as site


def missing(request):
    return page_not_found(request, Http404())


urlpatterns = [path("tidak-ada/", missing), *site]
