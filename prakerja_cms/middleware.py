"""What the reference site decides for each request before a view sees it."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils import translation


class LanguageFromPathMiddleware:
    """Let the address alone choose the language.

    Django's LocaleMiddleware also looks at cookies and Accept-Language and
    therefore adds ``Vary: Accept-Language`` to every answer.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = translation.get_language_from_path(request.path_info)
        with translation.override(language or settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere; inline code below /admin/ only.

    Wagtail's page editor and list views cannot do without it, and its preview is a
    frame of this site.
    """

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/admin/"):
            parts.update = (parts.update or {}) | {
                "script-src": UNSAFE_INLINE,
                "style-src": UNSAFE_INLINE,
                "img-src": "blob:",
                "frame-src": SELF,
            }
        return parts
