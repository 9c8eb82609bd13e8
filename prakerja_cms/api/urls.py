"""One API from the apps that are installed; the others are simply not there."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, include, path, re_path

from . import docs, views

ROUTERS = {"courses": "courses.api.urls", "donate": "donate.api.urls"}


def installed_routers() -> list[URLResolver]:
    return [
        path("", include(module))
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
    path("docs/", docs.page, name="prakerja_api_docs"),
    path("docs/start.js", docs.script, name="prakerja_api_docs_script"),
    re_path(r"^(?:.*/)$", views.NothingView.as_view()),
]
