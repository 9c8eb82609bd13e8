"""What can be chosen in a form, as the site has it at the moment."""

from django.utils.translation import get_language
from wagtail.models import Locale

from ..models import CategoryPage, CoursePage, Licence
from ..querysets import readable

RECOMMENDED = "cc-by-4.0"


def category_choices():
    categories = readable(CategoryPage.objects.order_by("path"))
    spoken = categories.filter(locale=Locale.get_active())
    rows = (spoken or categories).values_list("uid", "title")
    return [(str(uid), title) for uid, title in rows]


def licence_choices():
    """The one we would choose first; it lets others do most and names its maker."""
    licences = Licence.objects.filter(state=Licence.State.OPEN)
    found = sorted(licences, key=lambda licence: licence.code != RECOMMENDED)
    return [(licence.code, licence) for licence in found]


def first_language():
    language = (get_language() or "").split("-")[0]
    return (
        language if language in CoursePage.Language else CoursePage.Language.INDONESIAN
    )
