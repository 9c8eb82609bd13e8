"""Public pages beside the page tree: live classes and contributors."""

from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .catalogue import listing, public_courses
from .links import Links
from .live import schedule as live
from .live.joining import joining
from .models import Contributor, LiveSession

CONTRIBUTORS_PAGE_SIZE = 48


@require_safe
def schedule(request):
    context = live.schedule(request, Links.of(request))
    return render(request, "prakerja_courses/schedule.html", context)


@require_safe
def session(request, uid):
    return show_session(request, public_session(uid))


@require_safe
@never_cache
def join(request, uid):
    """Send on to the class while its door is open; otherwise say when it is."""
    found = public_session(uid)
    if joining(found).open:
        response = HttpResponseRedirect(found.join_url)
    else:
        response = show_session(request, found, turned_away=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def public_session(uid):
    sessions = LiveSession.objects.for_public().select_related("course")
    return get_object_or_404(sessions, uid=uid)


def show_session(request, found, *, turned_away=False):
    meeting = live.meeting(found, Links.of(request))
    context = {"session": meeting, "turned_away": turned_away}
    return render(request, "prakerja_courses/session.html", context)


@require_safe
def contributors(request):
    public = Contributor.objects.for_public().with_course_counts()
    pages = Paginator(public.order_by("name", "pk"), CONTRIBUTORS_PAGE_SIZE)
    context = {"page_of_contributors": pages.get_page(request.GET.get("page", 1))}
    return render(request, "prakerja_courses/contributor_list.html", context)


@require_safe
def contributor(request, slug):
    found = get_object_or_404(
        Contributor.objects.for_public().prefetch_related("links"), slug=slug
    )
    courses = public_courses(request).filter(credits__contributor=found)
    context = {
        "contributor": found,
        "listing": listing(courses.distinct(), request),
    }
    return render(request, "prakerja_courses/contributor.html", context)
