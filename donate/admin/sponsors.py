"""Advertising in the admin: sponsors, their advertisements, figures and payments."""

import django_filters
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format, number_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import CreateView, EditView, IndexView, InspectView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from ..models import Sponsor, SponsorSlot
from ..money import Money
from ..sponsors.figures import (
    CLICKS,
    VIEWS,
    paid,
    paid_words,
    slot_report,
    state_words,
    with_sums,
)
from ..sponsors.showing import shown
from .adsense.viewset import AdPaymentViewSet
from .columns import AmountColumn, FirstColumn, WideColumn
from .invoices.offering import InvoiceableMixin
from .invoices.viewset import InvoiceViewSet
from .sponsor_forms import SlotForm, SponsorForm


class SharedPlaceMixin:
    """Warn of others in the same place and time; taking turns is no mistake."""

    def save_instance(self):
        slot = super().save_instance()
        others = SponsorSlot.objects.beside(slot).select_related("sponsor")
        if slot.active and others:
            names = ", ".join(str(other.sponsor) for other in others[:5])
            message = gettext(
                "Others run in this place at the same time, and they take turns: "
                "%(names)s. Check that each of them was told."
            )
            messages.warning(self.request, message % {"names": names})
        return slot


class SlotCreateView(SharedPlaceMixin, CreateView):
    def get_success_url(self):
        return reverse("prakerja_donate_slots:inspect", args=[self.object.pk])


class SlotEditView(SharedPlaceMixin, EditView):
    def get_success_url(self):
        return reverse("prakerja_donate_slots:inspect", args=[self.object.pk])


class SlotIndexView(IndexView):
    page_title = _("Advertisements")
    add_item_label = _("Add an advertisement")

    def get_base_queryset(self):
        return with_sums(SponsorSlot.objects.select_related("sponsor"))


class SlotInspectView(InvoiceableMixin, InspectView):
    template_name = "prakerja_donate/admin/sponsors/slot.html"

    @cached_property
    def payments(self):
        return self.object.payments.select_related("entry").order_by("entry__seq")

    def get_context_data(self, **kwargs):
        slot = self.object
        return super().get_context_data(
            report=slot_report(slot),
            payments=self.payments,
            paid=capfirst(paid_words(slot.price, paid(slot))),
            state=capfirst(state_words(slot)),
            preview_url=reverse("prakerja_donate_slots:preview", args=[slot.pk]),
            **kwargs,
        )


class SlotPreviewView(PermissionCheckedMixin, View):
    """The advertisement as the site shows it, in a frame; nothing is counted."""

    model = None
    any_permission_required = ("add", "change", "view")

    def get(self, request, pk) -> HttpResponse:
        slot = get_object_or_404(SponsorSlot.objects.select_related("sponsor"), pk=pk)
        context = {"slot": shown(slot)}
        template = "prakerja_donate/admin/sponsors/preview.html"
        return TemplateResponse(request, template, context)


class SlotFilterSet(WagtailFilterSet):
    place = django_filters.ChoiceFilter(
        label=_("Place"), choices=SponsorSlot.Place.choices
    )

    class Meta:
        model = SponsorSlot
        fields = ("place", "sponsor", "active")


def grouped(number):
    return number_format(number, 0, force_grouping=True)


def seen(slot):
    return grouped(slot.seen)


def followed(slot):
    return grouped(slot.followed)


def period(slot):
    first, last = (date_format(day, "j F Y") for day in (slot.starts_on, slot.ends_on))
    return f"{first} – {last}"


def place(slot):
    return capfirst(slot.get_place_display())


def state(slot):
    return capfirst(state_words(slot))


def payment(slot):
    return capfirst(paid_words(slot.price, Money(slot.paid_minor, slot.currency)))


class SlotViewSet(ModelViewSet):
    model = SponsorSlot
    name = "prakerja_donate_slots"
    url_prefix = "advertisements"
    icon = "view"
    menu_label = _("Advertisements")
    index_view_class = SlotIndexView
    add_view_class = SlotCreateView
    edit_view_class = SlotEditView
    inspect_view_class = SlotInspectView
    inspect_view_enabled = True
    ordering = ("-starts_on", "-pk")
    filterset_class = SlotFilterSet
    search_fields = ("text", "sponsor__name")
    search_backend_name = None
    list_display = (
        FirstColumn(
            "text",
            label=_("Advertisement"),
            accessor=str,
            url_name="prakerja_donate_slots:inspect",
            below=(period, state, payment),
        ),
        WideColumn("period", label=_("Period"), accessor=period, sort_key="starts_on"),
        WideColumn("place", label=_("Place"), accessor=place),
        WideColumn("state", label=_("State"), accessor=state),
        AmountColumn("seen", label=VIEWS, accessor=seen),
        AmountColumn("followed", label=CLICKS, accessor=followed),
        WideColumn("paid", label=_("Payment"), accessor=payment),
    )

    def get_form_class(self, for_update=False):
        return SlotForm

    def get_urlpatterns(self):
        preview = self.construct_view(SlotPreviewView)
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/preview/", preview, name="preview"),
        ]


class SponsorInspectView(InspectView):
    template_name = "prakerja_donate/admin/sponsors/sponsor.html"

    def get_context_data(self, **kwargs):
        url = self.request.build_absolute_uri(self.object.get_absolute_url())
        slots = with_sums(self.object.slots.select_related("sponsor"))
        return super().get_context_data(report_url=url, slots=slots, **kwargs)


class SponsorViewSet(ModelViewSet):
    model = Sponsor
    name = "prakerja_donate_sponsors"
    url_prefix = "sponsors"
    icon = "group"
    menu_label = _("Sponsors")
    inspect_view_class = SponsorInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    ordering = ("name",)
    search_fields = ("name",)
    search_backend_name = None
    list_display = (
        FirstColumn(
            "name", label=_("Name"), url_name="prakerja_donate_sponsors:inspect"
        ),
        WideColumn("site", label=_("Website")),
    )

    def get_form_class(self, for_update=False):
        return SponsorForm


class AdvertisingGroup(ModelViewSetGroup):
    menu_label = _("Advertising")
    menu_icon = "view"
    menu_order = 360
    items = (SlotViewSet, SponsorViewSet, InvoiceViewSet, AdPaymentViewSet)
