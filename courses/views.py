"""Public pages beside the page tree: live classes and contributors."""

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .catalogue import listing, public_courses, public_sessions, scope_of
from .catalogue.snapshot import current
from .links import Links
from .live import schedule as live
from .live.joining import joining
from .models import Contributor

CONTRIBUTORS_PAGE_SIZE = 48


@require_safe
def schedule(request):
    sessions = public_sessions(request)
    context = live.schedule(sessions, request, Links.of(request))
    return render(request, "prakerja_courses/schedule.html", context)


@require_safe
def session(request, uid):
    return show_session(request, public_session(request, uid))


@require_safe
@never_cache
def join(request, uid):
    """Send on to the class while its door is open; otherwise say when it is."""
    found = public_session(request, uid)
    if joining(found).open:
        response = HttpResponseRedirect(found.join_url)
    else:
        response = show_session(request, found, turned_away=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def public_session(request, uid):
    sessions = public_sessions(request).select_related("course")
    return get_object_or_404(sessions, uid=uid)


def show_session(request, found, *, turned_away=False):
    meeting = live.meeting(found, Links.of(request))
    context = {"session": meeting, "turned_away": turned_away}
    return render(request, "prakerja_courses/session.html", context)


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
