"""Everything that ``includes/meta.html`` writes, from the context of its page."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from courses.models import CoursePage, LessonPage
from home.models import StandardPage

from .addresses import canonical_path, canonical_query, is_thin
from .describing import describe
from .pictures import Picture, picture_of

LOCALES = {"id": "id_ID", "en": "en_US"}
ARTICLES = (CoursePage, LessonPage, StandardPage)


@dataclass(frozen=True)
class Head:
    description: str
    canonical: str
    query: str
    hidden: bool
    kind: str
    picture: Picture
    first_language: str

    @classmethod
    def of(cls, context):
        page = context.get("page")
        page = page if isinstance(page, Page) and page.pk else None
        query = canonical_query(context)
        return cls(
            description=describe(context),
            canonical=canonical_path(context),
            query=f"?{query}" if query else "",
            hidden=is_thin(context),
            kind="article" if isinstance(page, ARTICLES) else "website",
            picture=picture_of(page),
            first_language=settings.LANGUAGE_CODE,
        )


def og_locale(language):
    """Open Graph's word for a language: with a country, which ours go without."""
    return LOCALES.get(language, language)
