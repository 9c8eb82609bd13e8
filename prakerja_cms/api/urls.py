"""One API from the apps that are installed; the others are simply not there."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path, re_path

from courses.api.throttling import ClientThrottle

from . import docs, views

ROUTERS = {"courses": "courses.api.urls", "donate": "donate.api.urls"}
# What donate knows nothing of; the views of courses bring it along.
GIVEN = {"donate": {"throttles": [ClientThrottle]}}


def installed_routers() -> list[URLResolver]:
    return [
        path("", include(module), GIVEN.get(app))
        for app, module in ROUTERS.items()
        if apps.is_installed(app)
    ]


routers = installed_routers()
described: list[URLPattern | URLResolver] = [
    path("", views.ServiceView.as_view(routers=routers), name="prakerja_api_service"),
    *routers,
]
urlpatterns = [
    *described,
    path(
        "openapi.json",
        views.OpenApiView.as_view(described=described),
        name="prakerja_api_openapi",
    ),
    path("docs/", docs.guide, {"described": described}, name="prakerja_api_docs"),
    path("docs/problems/", docs.problems, name="prakerja_api_problems"),
    path("docs/style.css", docs.style, name="prakerja_api_style"),
    path("docs/try/", docs.try_it, name="prakerja_api_try"),
    path("docs/try/start.js", docs.script, name="prakerja_api_docs_script"),
    re_path(r"^(?:[\s\S]*/)$", views.NothingView.as_view()),
    re_path(r"^[\s\S]+$", views.SlashView.as_view()),
]
