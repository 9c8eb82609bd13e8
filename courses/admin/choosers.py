"""Choosing rows of the courses app in the Wagtail admin."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.permissions import policy_registry

from ..live.admin import start_text
from ..models import CoursePage, LiveSession


class SessionFilterForm(BaseFilterForm):
    q = forms.CharField(
        label=_("Search term"),
        widget=forms.TextInput(attrs={"placeholder": _("Title of class or course")}),
        required=False,
    )

    def filter(self, objects):
        objects = super().filter(objects)
        self.search_query = self.cleaned_data.get("q")
        if not self.search_query:
            return objects
        self.is_searching = True
        named = Q(title__icontains=self.search_query)
        return objects.filter(named | Q(course__title__icontains=self.search_query))


class SessionsForEditor:
    """Sessions of public courses and of those that the editor may change."""

    filter_form_class = SessionFilterForm

    def get_object_list(self):
        sessions = super().get_object_list().select_related("course")
        return sessions_for(self.request.user, sessions).order_by("-starts_at")

    @property
    def columns(self):
        when = Column("when", label=_("When"), accessor=start_text)
        return [*super().columns, when]


def sessions_for(user, sessions):
    policy = policy_registry.get_by_type(CoursePage)
    own = policy.instances_user_has_permission_for(user, "change")
    public = CoursePage.objects.for_public().order_by()
    return sessions.filter(
        Q(course__in=public.values("pk")) | Q(course__in=own.order_by().values("pk"))
    )


class ChooseView(SessionsForEditor, chooser.ChooseView):
    pass


class ChooseResultsView(SessionsForEditor, chooser.ChooseResultsView):
    pass


class LiveSessionChooserViewSet(ChooserViewSet):
    model = LiveSession
    icon = "date"
    choose_one_text = _("Choose a live class")
    choose_another_text = _("Choose another live class")
    edit_item_text = _("Edit this live class")
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView


live_session_chooser = LiveSessionChooserViewSet(
    "prakerja_live_session_chooser", url_prefix="live-classes/choose"
)
