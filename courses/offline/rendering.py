"""Pages as a visitor without a session is shown them."""

import io

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.urls import get_script_prefix
from django.utils.translation import get_language
from wagtail.models import Site

# Nothing of the one who asks may decide what a copy for everybody looks like.
FRAME = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "HTTP_HOST", "REMOTE_ADDR")
PROXY = ("HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "wsgi.url_scheme")


def render(page, path, request):
    """The bytes of ``page``, which is found at ``path``, in the active language."""
    response = page.serve(visitor(request, path))
    return response.render().content if hasattr(response, "render") else b""


def visitor(request, path):
    """A request for ``path`` to the same site, by nobody in particular."""
    kept = {key: request.META[key] for key in FRAME + PROXY if key in request.META}
    made = WSGIRequest(
        {
            "wsgi.url_scheme": request.scheme,
            **kept,
            "wsgi.input": io.BytesIO(),
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": get_script_prefix().rstrip("/"),
            "PATH_INFO": "/" + path.removeprefix(get_script_prefix()),
        }
    )
    made.user = AnonymousUser()
    made.LANGUAGE_CODE = get_language()
    made._wagtail_site = Site.find_for_request(request)
    return made
