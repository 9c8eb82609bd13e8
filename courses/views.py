"""Public pages beside the page tree: the contributors."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from .catalogue import catalogue_of, listing, scope_of
from .models import Contributor

CONTRIBUTORS_PAGE_SIZE = 48


@require_safe
def contributors(request):
    given = courses_given(request)
    listed = Contributor.objects.filter(listed=True, pk__in=given)
    pages = Paginator(listed.order_by("name", "pk"), CONTRIBUTORS_PAGE_SIZE)
    page = pages.get_page(request.GET.get("page", 1))
    for each in page:
        each.courses = given[each.pk]
    context = {"page_of_contributors": page}
    return render(request, "prakerja_courses/contributor_list.html", context)


def courses_given(request):
    """How many courses of the visitor's tree each contributor is credited on."""
    catalogue, scope = catalogue_of(request), scope_of(request)
    counted = {
        int(term.partition(":")[2]): catalogue.under(term).intersection_cardinality(
            scope
        )
        for term in catalogue.values("contributor")
    }
    return {pk: number for pk, number in counted.items() if number}


@require_safe
def contributor(request, slug):
    listed = Contributor.objects.filter(listed=True).prefetch_related("links")
    found = get_object_or_404(listed, slug=slug)
    given = catalogue_of(request).under(f"contributor:{found.pk}") & scope_of(request)
    if not given:
        raise Http404
    shown = listing(given, request, without=["contributor"])
    context = {"contributor": found, "listing": shown}
    return render(request, "prakerja_courses/contributor.html", context)
