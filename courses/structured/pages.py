"""Which things stand on which kind of page; each is given its template's context."""

from itertools import chain

from django.urls import reverse
from django.utils.translation import gettext as _

from ..catalogue.listings import PAGE_SIZE
from ..rights import permits
from ..showing.presenting import Crumb
from .courses import course_data, lesson_data
from .events import event_of
from .lists import breadcrumb_list, item_list, paged_list
from .people import contributor_data
from .videos import video_objects


def course(context, around):
    page = context["page"]
    return [
        course_data(page, context, around),
        way_up(context, around),
        *videos(page, page, context, around),
    ]


def lesson(context, around):
    page, whole = context["page"], context["course"]
    if whole is None:
        return []
    return [
        lesson_data(page, context, around),
        way_up(context, around),
        *videos(page, whole, context, around),
    ]


def videos(page, whole, context, around):
    media, language = context["media"], whole.language
    return video_objects(page, permits(whole), media, around, language=language)


def catalogue(context, around):
    return [way_up(context, around), courses_listed(context["listing"], around)]


def contributor(context, around):
    found = context["contributor"]
    above = Crumb(_("Contributors"), reverse("prakerja_courses:contributors"))
    return [
        contributor_data(found, around),
        breadcrumb_list([above], found.name, around.view(found), around),
        courses_listed(context["listing"], around),
    ]


def contributors(context, around):
    page = context["page_of_contributors"]
    return [paged_list(page, [(who.name, around.view(who)) for who in page])]


def session(context, around):
    meeting = context["session"]
    above = Crumb(_("Schedule of live classes"), reverse("prakerja_courses:schedule"))
    url = around.absolute(meeting.url)
    return [
        event_of(meeting, around),
        breadcrumb_list([above], meeting.title, url, around),
    ]


def schedule(context, around):
    days = chain.from_iterable(day.meetings for day in context["days"])
    meetings = [*context["live_now"], *days]
    return [item_list([(each.title, around.absolute(each.url)) for each in meetings])]


def learning_path(context, around):
    cards = [taken.card for taken in context["steps"]]
    links = [(card.title, around.absolute(card.url)) for card in cards]
    return [way_up(context, around), item_list(links)]


def learning_paths(context, around):
    links = [(path.title, around.absolute(path.url)) for path in context["paths"]]
    page = context["page_of_paths"]
    listed = item_list(links, total=page.paginator.count, first=page.start_index())
    return [way_up(context, around), listed]


def way_up(context, around):
    page = context["page"]
    crumbs = context["breadcrumbs"]
    return breadcrumb_list(crumbs, page.title, around.page(page), around)


def courses_listed(listing, around):
    links = [(card.title, around.absolute(card.url)) for card in listing.cards]
    first = (listing.page.number - 1) * PAGE_SIZE + 1
    return item_list(links, total=listing.total, first=first)


KINDS = {
    made.__name__: made
    for made in (
        catalogue,
        contributor,
        contributors,
        course,
        learning_path,
        learning_paths,
        lesson,
        schedule,
        session,
    )
}
