"""How the pages for handing in answer: what they read, and what nobody may keep."""

from functools import wraps

from django.http import HttpResponseRedirect
from django.utils.cache import patch_cache_control

from .quota import QuotaHandler


class SeeOther(HttpResponseRedirect):
    """After a form: go there with GET."""

    status_code = 303


def takes_files(view):
    """Watch the size of uploads from the first byte; nothing may read POST before."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        # Django mails what was sent with a request that failed: not name and address.
        request.sensitive_post_parameters = "__ALL__"
        request.upload_handlers.insert(0, QuotaHandler(request))
        return view(request, *args, **kwargs)

    return wrapped


def unkept(response):
    patch_cache_control(response, no_store=True, private=True)
    return response


def kept_secret(response):
    """Keep the secret address out of caches, search engines and other sites' logs."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return unkept(response)


def too_many(response, problem):
    response.headers["Retry-After"] = str(problem.seconds)
    return response
