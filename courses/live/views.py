"""Public pages of live classes, their calendars and their door."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ..catalogue import public_sessions
from ..links import Links
from . import calendars
from . import schedule as live
from .filters import Filters
from .joining import joining
from .recordings import left_behind
from .wording import calendar_name


@require_safe
def schedule(request):
    links, sessions = Links.of(request), public_sessions(request)
    filters = Filters.of(request.GET, sessions, links)
    return render(
        request,
        "prakerja_courses/schedule.html",
        {
            "filters": filters,
            "subscribe": calendars.subscriptions(calendar_url(request, filters)),
            **live.schedule(filters.apply(sessions), request.GET, links),
        },
    )


def calendar_url(request, filters):
    path = reverse("prakerja_courses:calendar")
    return request.build_absolute_uri(f"{path}?{filters.query}".rstrip("?"))


@require_safe
def calendar(request):
    """All classes, or those of a category or contributor; never more than asked for."""
    links, sessions = Links.of(request), public_sessions(request)
    filters = Filters.of(request.GET, sessions, links)
    if filters.unknown:
        raise Http404
    shown = live.for_calendars(filters.apply(sessions))
    name = calendar_name(links.site, filters.title)
    return calendars.calendar_answer(request, shown, name=name, filename="kelas")


@require_safe
def session_calendar(request, uid):
    found = live.named_here(public_session(request, uid))
    return calendars.calendar_answer(
        request, [found], name=str(found), filename=f"kelas-{uid}"
    )


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
    sessions = public_sessions(request).select_related("course__licence")
    return get_object_or_404(sessions, uid=uid)


def show_session(request, found, *, turned_away=False):
    links = Links.of(request)
    context = {
        "session": live.meeting(found, links, live.place_of(found)),
        "sisters": live.sisters(found, public_sessions(request), links),
        "turned_away": turned_away,
        **left_behind(found),
    }
    return render(request, "prakerja_courses/session.html", context)
