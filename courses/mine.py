"""What visitors keep: progress, saved courses and notes, in their browsers only."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from .links import Links
from .models import CatalogueIndexPage


@require_safe
def mine(request):
    """The same page for everybody: the browser fills it, and sends nothing."""
    links = Links.of(request)
    catalogue = links.own(CatalogueIndexPage.objects.live()).first()
    context = {"catalogue_url": catalogue and links.page(catalogue)}
    return render(request, "prakerja_courses/mine/page.html", context)
