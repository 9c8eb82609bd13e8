"""Public pages beside the page tree: the contributors."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .catalogue import listing, public_courses, scope_of
from .catalogue.snapshot import current
from .models import Contributor

CONTRIBUTORS_PAGE_SIZE = 48


@require_safe
def contributors(request):
    courses = public_courses(request)
    public = Contributor.objects.for_public(courses).with_course_counts(courses)
    pages = Paginator(public.order_by("name", "pk"), CONTRIBUTORS_PAGE_SIZE)
    context = {"page_of_contributors": pages.get_page(request.GET.get("page", 1))}
    return render(request, "prakerja_courses/contributor_list.html", context)


@require_safe
def contributor(request, slug):
    courses = public_courses(request)
    credited = Contributor.objects.for_public(courses).prefetch_related("links")
    found = get_object_or_404(credited, slug=slug)
    given = current().under(f"contributor:{found.pk}") & scope_of(request)
    shown = listing(given, request, without=["contributor"])
    context = {"contributor": found, "listing": shown}
    return render(request, "prakerja_courses/contributor.html", context)
