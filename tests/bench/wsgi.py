"""The shipped site, with a bare constant view served by the same workers.

The bare view stands behind the middleware of a new ``wagtail start`` project, so
that its figure is what Django itself costs and not what this site adds.
"""

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test.utils import override_settings
from django.urls import path

from prakerja_cms.wsgi import application as site

WAGTAIL_START = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

urlpatterns = [path("bare/", lambda request: HttpResponse("ok"))]


class BareHandler(WSGIHandler):
    def __init__(self):
        with override_settings(MIDDLEWARE=WAGTAIL_START):
            super().__init__()

    def get_response(self, request):
        request.urlconf = __name__
        return super().get_response(request)

    def resolve_request(self, request):
        request.urlconf = __name__
        return super().resolve_request(request)


bare = BareHandler()
assert not settings.DEBUG, "measure what is shipped"


def application(environ, start_response):
    handler = bare if environ["PATH_INFO"] == "/bare/" else site
    return handler(environ, start_response)
