"""Rows that are looked at and never edited: a list, and a page for each."""

import django_filters
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from ..days import moment_words

YES_OR_NO = [("true", _("yes")), ("false", _("no"))]


class AttentionFilterSet(WagtailFilterSet):
    attention = django_filters.ChoiceFilter(
        label=_("Needs attention"),
        choices=YES_OR_NO,
        method="filter_attention",
    )

    def filter_attention(self, queryset, name, value):
        needing = queryset.model.objects.needing_attention()
        if value == "true":
            return queryset.filter(pk__in=needing)
        return queryset.exclude(pk__in=needing)


def moment(name):
    """Return what reads a time of a row in words."""

    def read(row):
        return moment_words(getattr(row, name))

    return read


def state(row):
    words = [capfirst(row.get_state_display())]
    if row.needs_attention:
        words.append(str(_("needs attention")))
    return " · ".join(words)


def attention(row):
    return _("yes") if row.needs_attention else _("no")


class SeenInspectView(InspectView):
    """One row in words; ids and technical reasons stand last."""

    facts: tuple = ()

    def get_edit_url(self):
        """A row is never edited, whatever else may be done to it."""

    def get_fields(self):
        return self.facts

    def get_context_for_field(self, fact):
        label, read = fact
        return {"label": label, "value": read(self.object) or "–", "component": None}


class SeenViewSet(ModelViewSet):
    """A list, and a page for each row; nothing to be done."""

    index_view_class = IndexView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None

    def register_admin_url_finder(self):
        """A row cannot be edited anywhere."""

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
        ]
