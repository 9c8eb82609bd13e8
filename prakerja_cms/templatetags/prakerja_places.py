"""Which place for advertising a page of this site is."""

from django import template

from courses.models import CatalogueIndexPage, CategoryPage, CoursePage, LessonPage
from donate.models import SponsorSlot
from home.models import HomePage

register = template.Library()
Place = SponsorSlot.Place
PLACES = {
    HomePage: Place.HOME,
    CatalogueIndexPage: Place.CATALOGUE,
    CategoryPage: Place.CATALOGUE,
    CoursePage: Place.COURSE,
    LessonPage: Place.COURSE,
}


@register.simple_tag(takes_context=True)
def sponsor_place(context):
    """Name the place; "" where nobody advertises: giving, handing in, errors."""
    if "exception" in context:
        return ""
    if place := PLACES.get(type(context.get("page"))):
        return place.value
    match = getattr(context.get("request"), "resolver_match", None)
    is_schedule = match and match.view_name == "prakerja_courses:schedule"
    return Place.SCHEDULE.value if is_schedule else ""
