"""Videos sent in parts, so that learners can move about in them.

Wagtail answers every request for a document with the whole file. A browser then cannot
go to a later minute without loading all before it, and some do not play it at all. Its
hook for documents takes no answer that streams, so this is a view of our own.
"""

import os

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents import get_document_model
from wagtail.documents.models import document_served

from .own_files import SUBTITLES, VIDEO_TYPES, ending
from .ranges import NoSuchPart, answer, no_such_part, wanted_part

TYPES = {**VIDEO_TYPES, SUBTITLES: "text/vtt; charset=utf-8"}
# A player asks for all that is left and reads as slowly as it plays. Where its browser
# says who asks, it gets a piece, so that a video which is only begun frees its worker.
# Downloads are not cut: they would end too early.
PIECE = 2 * 1024 * 1024
# The browser's own page around a video is styled inline; nothing else may run.
POLICY = "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'"


def played_url(document):
    """Where a player gets a file from: below, unless others send it in parts."""
    if path_of(document) is None or ending(document) not in TYPES:
        return document.url
    return reverse("prakerja_courses:play", args=[document.pk, document.filename])


@require_safe
def play(request, pk, filename):
    """A video or its subtitles, to whom Wagtail would give the document too."""
    document = get_object_or_404(get_document_model(), pk=pk)
    if document.filename != filename or ending(document) not in TYPES:
        raise Http404
    for hook in hooks.get_hooks("before_serve_document"):
        refusal = hook(document, request)
        if isinstance(refusal, HttpResponseBase):
            return refusal
    path = path_of(document)
    return in_parts(document, path, request) if path else redirect(document.url)


def in_parts(document, path, request):
    size, changed = os.path.getsize(path), int(os.path.getmtime(path))
    etag = f'"{document.file_hash or f"{size}-{changed}"}"'
    try:
        part = piece(request, wanted_part(request, size, etag))
    except NoSuchPart:
        return no_such_part(size)
    if part is None or part[0] == 0:
        document_served.send(sender=type(document), instance=document, request=request)
    file = open(path, "rb")  # noqa: SIM115 - closed by its answer
    response = answer(file, part, size)
    for name, value in headers(document, etag, changed).items():
        response.headers[name] = value
    return unless_known(request, etag, changed, response)


def piece(request, part):
    """No more than a piece where a player asks for all that is left."""
    asks_on = request.headers.get("Range", "").endswith("-")
    if part and asks_on and request.headers.get("Sec-Fetch-Dest") == "video":
        return part[0], min(part[1], part[0] + PIECE - 1)
    return part


def path_of(document):
    """Its file on this machine; None where a web server or another host sends it."""
    if hasattr(settings, "SENDFILE_BACKEND"):
        return None
    if getattr(settings, "WAGTAILDOCS_SERVE_METHOD", "serve_view") != "serve_view":
        return None
    try:
        path = document.file.path
    except NotImplementedError:
        return None
    return path if os.path.exists(path) else None


def unless_known(request, etag, changed, response):
    """The answer, or that nothing has changed."""
    conditional = get_conditional_response(request, etag, changed, response)
    if conditional is not response:
        response.close()
    return conditional


def headers(document, etag, changed):
    return {
        "Accept-Ranges": "bytes",
        "Content-Disposition": content_disposition_header(False, document.filename),
        "Content-Encoding": "identity",  # packed, its parts could not be counted
        "Content-Security-Policy": POLICY,
        "Content-Type": TYPES[ending(document)],
        "ETag": etag,
        "Last-Modified": http_date(changed),
        "X-Content-Type-Options": "nosniff",
    }
