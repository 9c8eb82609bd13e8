"""What visitors keep: progress, saved courses and notes, in their browsers only."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from .links import Links
from .models import CatalogueIndexPage


@require_safe
def mine(request):
    """The same page for everybody: the browser fills it, and sends nothing."""
    context = {"catalogue_url": catalogue_url(request)}
    return render(request, "prakerja_courses/mine/page.html", context)


def catalogue_url(request):
    """Where to choose a course, in the tree this visitor reads; None without one."""
    links = Links.of(request)
    catalogue = links.own(CatalogueIndexPage.objects.live()).first()
    return catalogue and links.page(catalogue)
