"""Live classes in the Wagtail admin."""

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import CreateView, DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..admin.tables import CardTable, LabelledColumn
from ..models import LiveSession
from .access import guarded, policy
from .panels import SESSION_FORM
from .schedule import not_over
from .times import day_text, time_text, zone_name


class LiveSessionFilterSet(WagtailFilterSet):
    when = django_filters.ChoiceFilter(
        label=_("When"),
        method="filter_when",
        choices=[
            ("coming", _("now and coming")),
            ("past", _("past")),
            ("unrecorded", _("over, without recording")),
        ],
    )

    class Meta:
        model = LiveSession
        fields = ["when", "status", "platform"]

    def filter_when(self, sessions, name, value):
        match value:
            case "past":
                return sessions.past()
            case "unrecorded":
                return sessions.unrecorded()
        return not_over(sessions)


class LiveSessionIndexView(IndexView):
    table_class = CardTable

    def get_base_queryset(self):
        sessions = policy.instances_user_has_permission_for(self.request.user, "change")
        return sessions.select_related("course").defer("course__body")


class LiveSessionCreateView(CreateView):
    def get_success_message(self, instance):
        """Of a series say how many; its classes are in the list."""
        number = len(self.form.made) + 1
        if number == 1:
            return super().get_success_message(instance)
        text = ngettext(
            "%(number)d class of “%(title)s” was made, one each week.",
            "%(number)d classes of “%(title)s” were made, one each week.",
            number,
        )
        return text % {"number": number, "title": instance}


class LiveSessionDeleteView(DeleteView):
    @property
    def confirmation_message(self):
        return gettext(
            "Are you sure? Who saved the date will not hear of it. If learners know of "
            "this class already, go back and set its status to “cancelled” instead."
        )


def start_text(session):
    start = session.local_start
    return f"{day_text(start.date())}, {time_text(start)} {zone_name(session)}"


def status_text(session):
    """A class that is over tells what is still missing."""
    if session.past and not session.cancelled:
        recorded = bool(session.recording_url)
        return gettext("Over") if recorded else gettext("Over, no recording")
    return capfirst(session.get_status_display())


class LiveSessionViewSet(ModelViewSet):
    model = LiveSession
    icon = "date"
    menu_label = _("Live classes")
    menu_order = 210
    add_to_admin_menu = True
    ordering = "-starts_at"
    index_view_class = LiveSessionIndexView
    add_view_class = LiveSessionCreateView
    delete_view_class = LiveSessionDeleteView
    filterset_class = LiveSessionFilterSet
    search_fields = ["title", "course__title"]
    list_display = [
        "__str__",
        LabelledColumn(
            "when", label=_("When"), accessor=start_text, sort_key="starts_at"
        ),
        LabelledColumn("course", label=_("Course"), accessor="course.title"),
        LabelledColumn("status", label=_("Status"), accessor=status_text),
    ]
    edit_handler = SESSION_FORM

    def construct_view(self, view_class, **kwargs):
        return guarded(super().construct_view(view_class, **kwargs))
