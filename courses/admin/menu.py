"""Menu items that only some accounts see, and the addresses of a report."""

from django.urls import path, reverse_lazy
from wagtail.admin.menu import MenuItem


class GuardedMenuItem(MenuItem):
    """Shown where ``allowed`` says so of the account."""

    def __init__(self, label, url_name, *, allowed, **options):
        super().__init__(label, reverse_lazy(url_name), **options)
        self.allowed = allowed

    def is_shown(self, request):
        return self.allowed(request.user)


def report_urls(slug, view):
    """The report, and the part of it that is drawn anew when a filter changes."""
    results = view.as_view(results_only=True)
    return [
        path(f"reports/{slug}/", view.as_view(), name=view.index_url_name),
        path(f"reports/{slug}/results/", results, name=view.index_results_url_name),
    ]
