"""What the reference site decides for each request before a view sees it."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.db.models import Q
from django.http import Http404
from django.utils import translation
from wagtail.models import Page

from courses.authorship import drafts_of_others, may_edit


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


class DraftsOfOthersMiddleware:
    """To who may not see a draft, its addresses in the admin are those of no page.

    Wagtail leaves such drafts out of its lists but names them to who counts up ids.
    """

    places = (
        "/admin/pages/",
        "/admin/choose-page/",
        "/admin/bulk/wagtailcore/page/delete/",
        "/admin/bulk/wagtailcore/page/move/",
        "/admin/bulk/wagtailcore/page/publish/",
        "/admin/bulk/wagtailcore/page/unpublish/",
    )
    page_kwargs = {
        "page_id",
        "parent_page_id",
        "page_to_move_id",
        "destination_id",
        "pk",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.path_info.startswith(self.places):
            return
        pages = self.pages_named(request.GET, kwargs)
        if pages and hides(pages, request.user):
            raise Http404

    def pages_named(self, query, kwargs):
        named = {str(kwargs[name]) for name in self.page_kwargs & kwargs.keys()}
        named |= {*query.getlist("id"), *query.getlist("childOf")}
        pages = Q(pk__in=[pk for pk in named if pk.isdecimal() and len(pk) < 19])
        if "all" in named:
            pages |= below(query.get("childOf"))
        return named and pages


def below(place):
    """Where Wagtail's “select all” reaches; without a place, everywhere."""
    if not (place and place.isdecimal()):
        return Q(pk__isnull=False)
    return Q(path__startswith=Page.objects.filter(pk=place).values("path"))


def hides(pages, user):
    """Whether a draft is among them that is not for ``user``; reviewers may edit it."""
    if user.is_superuser or not user.is_authenticated:
        return False
    hidden = drafts_of_others(user).filter(pages)
    return not all(may_edit(page, user) for page in hidden)
