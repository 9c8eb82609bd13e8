"""The feeds themselves: Django's, over the entries of a choice."""

from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.translation import gettext as _

from ..catalogue import public_courses, public_sessions
from ..live.schedule import not_over
from ..structured.surroundings import Surroundings
from .addresses import feed
from .atom import AtomFeed, html, text
from .choosing import Choice
from .entries import MOST, course_entries, session_entries


@dataclass(frozen=True)
class Asked:
    choice: Choice
    around: Surroundings
    request: object


class EntryFeed(Feed):
    """``name`` is that of its address."""

    feed_type = AtomFeed
    name: str

    def get_object(self, request):
        return Asked(Choice.of(request), Surroundings.of({"request": request}), request)

    def feed_url(self, asked):
        return feed(self.name, asked.choice.query)

    def feed_guid(self, asked):
        return asked.around.absolute(self.feed_url(asked))

    def author_name(self, asked):
        return text(asked.around.site_name)

    def author_link(self, asked):
        return asked.around.home

    def item_title(self, entry):
        return entry.title

    def item_description(self, entry):
        return html(entry.summary)

    def item_link(self, entry):
        return entry.url

    def item_guid(self, entry):
        return entry.uid.urn

    def item_pubdate(self, entry):
        return entry.published

    def item_updateddate(self, entry):
        return entry.updated

    def item_copyright(self, entry):
        return entry.rights or None

    def item_extra_kwargs(self, entry):
        licence = {"href": entry.licence_url} if entry.licence_url else None
        return {"authors": entry.authors, "licence": licence}


class CourseFeed(EntryFeed):
    name = "course_feed"

    def title(self, asked):
        return text(asked.choice.title(_("Free courses")))

    def subtitle(self, asked):
        return text(asked.around.site_name)

    def link(self, asked):
        return asked.choice.address

    def items(self, asked):
        choice, courses = asked.choice, public_courses(asked.request)
        keys = choice.newest(MOST)
        return course_entries(courses, keys, choice.links, asked.around.absolute)


class SessionFeed(EntryFeed):
    name = "session_feed"

    def title(self, asked):
        return text(asked.choice.title(_("Live classes")))

    subtitle = CourseFeed.subtitle

    def link(self, asked):
        return reverse("prakerja_courses:schedule")

    def items(self, asked):
        choice, sessions = asked.choice, public_sessions(asked.request)
        if choice.query:
            sessions = sessions.filter(pk__in=coming_of(choice.ids, sessions))
        return session_entries(sessions, choice.links)


def coming_of(courses, sessions):
    """The next classes of these courses; few come, however many courses there are."""
    rows = not_over(sessions).values_list("pk", "course_id")
    return [pk for pk, course in rows if course in courses][:MOST]
