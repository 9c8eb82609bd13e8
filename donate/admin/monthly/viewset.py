"""Monthly gifts: who gives, since when, how it stands; and stopping one when asked to.

Nothing else can be done here: the amount is the donor's, the charging the service's.
"""

import django_filters
from django.db import transaction
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.widgets.button import HeaderButton

from ...models import DonorContact, Subscription
from ...monthly.showing import RECEIVED, SHOWN, gifts_of
from ..columns import AmountColumn, FirstColumn, WideColumn
from ..known_facts import KnownFactsMixin
from ..safe_lists import SafeIndexView
from ..seen import SeenInspectView, SeenViewSet, moment
from .stopping import StopView

STATES = {
    "active": gettext_lazy("goes on"),
    "past_due": gettext_lazy("could not be charged"),
    "stopping": gettext_lazy("is being stopped"),
    "stopped": gettext_lazy("over"),
}


def seen_promises():
    """Those that have begun, with what came of them and who gave last."""
    contacts = DonorContact.objects.filter(donation__subscription=OuterRef("pk"))
    newest = contacts.order_by("-donation_id")
    arrived = Q(gifts__state__in=RECEIVED)
    return (
        Subscription.objects.exclude(state=Subscription.State.CREATED)
        .select_related("book")
        .annotate(
            months=Count("gifts", filter=arrived),
            last_at=Max("gifts__paid_at", filter=arrived),
            donor_name=Subquery(newest.values("name")[:1]),
            donor_email=Subquery(newest.values("email")[:1]),
        )
    )


def others_of(promise):
    """What else goes on under the same address; a donor may not know of both."""
    if not promise.donor_email:
        return Subscription.objects.none()
    running = seen_promises().running().filter(book=promise.book_id)
    going_on = running.filter(stop_asked_at=None)
    same = going_on.filter(donor_email__iexact=promise.donor_email)
    return same.exclude(pk=promise.pk).order_by("started_at", "pk")


def who(promise):
    return promise.donor_name or promise.donor_email or ""


def state(promise):
    if promise.is_stopping:
        return capfirst(STATES["stopping"])
    return capfirst(promise.get_state_display())


def next_at(promise):
    return moment("next_at")(promise) if promise.is_running else ""


def book(promise):
    return promise.book.get_name_display()


class PromiseFilterSet(WagtailFilterSet):
    standing = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=list(STATES.items()),
        method="filter_standing",
    )

    class Meta:
        model = Subscription
        fields = ("standing", "book")

    def filter_standing(self, queryset, name, value):
        if value == "stopping":
            return queryset.filter(pk__in=Subscription.objects.unstopped())
        if value == "stopped":
            return queryset.exclude(pk__in=Subscription.objects.running())
        going_on = queryset.exclude(pk__in=Subscription.objects.unstopped())
        return going_on.filter(state=value)


DONOR = {"donor": (gettext_lazy("Donor"), who)}


class DonorsMixin:
    """Donors are told only to those who look after them."""

    @cached_property
    def may_see_donors(self):
        return self.request.user.has_perm("prakerja_donate.change_donorcontact")


class PromiseIndexView(DonorsMixin, SafeIndexView):
    page_title = gettext_lazy("Monthly gifts")
    given = {
        "amount": (gettext_lazy("Amount"), lambda promise: promise.amount.major),
        "currency": (gettext_lazy("Currency"), lambda promise: promise.currency),
        "started_at": (gettext_lazy("Since"), moment("started_at")),
        "state": (gettext_lazy("State"), lambda promise: str(state(promise))),
        "months": (gettext_lazy("Months paid"), lambda promise: promise.months),
        "last_at": (gettext_lazy("Last gift"), moment("last_at")),
        "next_at": (gettext_lazy("Next gift"), next_at),
        "reference": (gettext_lazy("Reference"), lambda promise: str(promise)),
        "book": (gettext_lazy("Book"), book),
    }

    @property
    def exported(self):
        return {**DONOR, **self.given} if self.may_see_donors else self.given

    @cached_property
    def columns(self):
        hidden = () if self.may_see_donors else DONOR
        return [column for column in super().columns if column.name not in hidden]

    def get_base_queryset(self):
        return seen_promises()

    def search_queryset(self, queryset):
        words = self.search_query.strip() if self.is_searching else ""
        if not words:
            return queryset
        found = Q(object_id__icontains=words) | Q(public_id__icontains=words)
        if self.may_see_donors:
            found |= Q(donor_name__icontains=words) | Q(donor_email__icontains=words)
        return queryset.filter(found)


class PromiseInspectView(DonorsMixin, KnownFactsMixin, SeenInspectView):
    page_title = gettext_lazy("Monthly gift")
    template_name = "prakerja_donate/admin/monthly/promise.html"
    facts = (
        (gettext_lazy("Amount"), lambda promise: promise.amount),
        (gettext_lazy("State"), state),
        (gettext_lazy("Since"), moment("started_at")),
        (gettext_lazy("Months paid"), lambda promise: str(promise.months)),
        (gettext_lazy("Last gift"), moment("last_at")),
        (gettext_lazy("Next gift"), next_at),
        (gettext_lazy("Asked to stop"), moment("stop_asked_at")),
        (gettext_lazy("Over since"), moment("ended_at")),
        (gettext_lazy("Last asked"), moment("checked_at")),
        (gettext_lazy("Book"), book),
        (
            gettext_lazy("Its name at the payment service"),
            lambda promise: promise.object_id,
        ),
        (gettext_lazy("Reference"), str),
    )

    def get_object(self, queryset=None):
        return get_object_or_404(seen_promises(), pk=self.pk)

    def get_fields(self):
        return (*DONOR.values(), *self.facts) if self.may_see_donors else self.facts

    def get_page_subtitle(self):
        return str(self.object.amount)

    @cached_property
    def header_buttons(self):
        if not (self.object.is_running and self.user_has_permission("change")):
            return []
        url = reverse("prakerja_donate_monthly:stop", args=[self.object.pk])
        return [HeaderButton(_("Stop it"), url=url, icon_name="cross")]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            gifts=gifts_of(self.object)[:SHOWN],
            shown=SHOWN,
            others=others_of(self.object)[:SHOWN] if self.may_see_donors else [],
            **kwargs,
        )


class PromiseViewSet(SeenViewSet):
    model = Subscription
    name = "prakerja_donate_monthly"
    url_prefix = "cash-book-monthly"
    icon = "calendar-check"
    menu_label = gettext_lazy("Monthly gifts")
    ordering = ("-started_at", "-pk")
    index_view_class = PromiseIndexView
    inspect_view_class = PromiseInspectView
    filterset_class = PromiseFilterSet
    # What it searches is told in the list; without any there is no field for it.
    search_fields = ("public_id",)
    export_filename = "monthly-gifts"
    list_display = (
        FirstColumn(
            "started_at",
            label=gettext_lazy("Since"),
            accessor=moment("started_at"),
            sort_key="started_at",
            url_name="prakerja_donate_monthly:inspect",
            below=(state,),
        ),
        AmountColumn("amount", label=gettext_lazy("Amount"), sort_key="amount_minor"),
        WideColumn("donor", label=gettext_lazy("Donor"), accessor=who),
        WideColumn("state", label=gettext_lazy("State"), accessor=state),
        WideColumn("months", label=gettext_lazy("Months paid"), sort_key="months"),
        WideColumn(
            "last_at", label=gettext_lazy("Last gift"), accessor=moment("last_at")
        ),
        WideColumn("next_at", label=gettext_lazy("Next gift"), accessor=next_at),
        WideColumn("book", label=gettext_lazy("Book"), accessor=book),
    )

    def get_urlpatterns(self):
        """Stopping commits that it was wished before the service is told."""
        stop = transaction.non_atomic_requests(self.construct_view(StopView))
        return [*super().get_urlpatterns(), path("<int:pk>/stop/", stop, name="stop")]
