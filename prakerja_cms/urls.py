"""The reference site's addresses: ours first, Wagtail's pages last."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from courses.authorship import page_types_urls
from courses.offline.worker import service_worker
from search import views as search_views

from . import views
from .manifest import web_manifest
from .sitemaps import sitemap
from .style_guide.views import style_guide

urlpatterns = [
    path("admin/reports/page-types-usage/", include(page_types_urls)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/v1/", include("prakerja_cms.api.urls")),
    path("healthz", views.healthz, name="healthz"),
    path("sw.js", service_worker, name="prakerja_service_worker"),
    path("manifest.webmanifest", web_manifest, name="web_manifest"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap, name="sitemap_section"),
    # Resized images only: documents are served by Wagtail, which asks who may see
    # them, and originals are nobody's business. A proxy may take this path over.
    re_path(
        r"^media/(?P<path>(?:images|avatar_images)/.+)$",
        views.media,
        {"document_root": settings.MEDIA_ROOT},
    ),
    *i18n_patterns(
        path("cari/", search_views.search, name="search"),
        path("cari/saran/", search_views.suggest, name="search_suggest"),
        path("gaya/", style_guide, name="style_guide"),
        path("donasi/", include("donate.urls")),
        path("iklan/", include("donate.sponsors.urls")),
        path("", include("courses.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
