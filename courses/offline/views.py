"""Courses to take along: the list for the browser, the ZIP, the page about them."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from ..limits import TooMany
from ..media.ranges import NoSuchPart, answer, no_such_part, wanted_part
from ..mine import catalogue_url
from ..models import CoursePage
from .assets import listing
from .content import content_of, may_be_taken
from .keeping import count, package_file
from .package import file_name

FRESH = cache_control(public=True, max_age=60)


@require_safe
@FRESH
def saved_courses(request):
    """The same for everybody: the courses are in the visitor's browser."""
    context = {"catalogue_url": catalogue_url(request)}
    return render(request, "prakerja_courses/offline/saved.html", context)


@require_safe
@FRESH
def assets(request, uid):
    content = content_of(course_to_take(uid))
    try:
        found = listing(content, request, before=lambda: count(request))
    except TooMany as error:
        return too_many(error)
    response = JsonResponse(found)
    response.headers["ETag"] = quote_etag(found["digest"])
    response.headers["X-Robots-Tag"] = "noindex"
    return get_conditional_response(
        request, etag=response.headers["ETag"], response=response
    )


PACKED = {
    "Accept-Ranges": "bytes",  # a download that broke off goes on
    "Content-Type": "application/zip",
    "Content-Encoding": "identity",  # or Django packs it again, without a size
    "Cache-Control": "public, max-age=300",
    "X-Robots-Tag": "noindex",
}


@require_safe
def package(request, uid):
    content = content_of(course_to_take(uid))
    etag = quote_etag(content.version)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return unchanged
    try:
        file, size = package_file(content, request)
    except TooMany as error:
        return too_many(error)
    try:
        part = wanted_part(request, size, etag)
    except NoSuchPart:
        file.close()
        return no_such_part(size)
    response = answer(file, part, size)
    response.headers.setdefault("Content-Length", str(size))
    name = content_disposition_header(True, file_name(content.course))
    for header, value in {**PACKED, "Content-Disposition": name, "ETag": etag}.items():
        response.headers[header] = value
    return response


def course_to_take(uid):
    """A public course whose rights allow copies; to anybody else it is not there."""
    courses = CoursePage.objects.for_public().select_related("licence")
    course = get_object_or_404(courses, uid=uid)
    if not may_be_taken(course):
        raise Http404
    return course


def too_many(error):
    minutes = error.seconds // 60 + 1
    text = ngettext(
        "Many courses were packed for your network just now. Wait %(minutes)s minute "
        "and try once more; what was packed before is still there at once.",
        "Many courses were packed for your network just now. Wait %(minutes)s minutes "
        "and try once more; what was packed before is still there at once.",
        minutes,
    )
    return HttpResponse(
        text % {"minutes": minutes},
        status=429,
        content_type="text/plain; charset=utf-8",
        headers={"Retry-After": str(error.seconds), "Cache-Control": "no-store"},
    )
