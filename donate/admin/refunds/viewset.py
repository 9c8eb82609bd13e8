"""How refunds stand in the admin's menu."""

import django_filters
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget

from ...models import Book, RefundRequest
from ...refunds.by_hand import rows_for
from ..bank.rights import may_read_rows
from ..columns import AmountColumn, FirstColumn, WideColumn
from ..known_facts import KnownFactsMixin
from ..safe_lists import SafeIndexView
from ..seen import AttentionFilterSet, SeenInspectView, SeenViewSet, moment
from .asking import AskView
from .deciding import (
    AgainView,
    ApproveView,
    DeclineView,
    RecordView,
    RowView,
    seen_refunds,
)


def amount(refund):
    return refund.amount


def state(refund):
    if refund.is_uncertain:
        return str(_("Sent; no answer yet"))
    return capfirst(refund.get_state_display())


def reason(refund):
    return refund.get_reason_display()


def way(refund):
    return _("by hand") if refund.is_by_hand else _("through the payment service")


def asked(refund):
    return f"{moment('asked_at')(refund)} · {refund.asked_by.get_username()}"


def agreed(refund):
    if refund.approved_by is None:
        return ""
    return f"{moment('approved_at')(refund)} · {refund.approved_by.get_username()}"


def entry(refund):
    return refund.entry and str(refund.entry.seq)


class RefundFilterSet(AttentionFilterSet):
    book = django_filters.ChoiceFilter(
        field_name="donation__book", label=_("Book"), choices=Book.Name.choices
    )
    asked_at = django_filters.DateFromToRangeFilter(
        label=_("Asked for at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = RefundRequest
        fields = ("attention", "state", "reason", "book", "asked_at")


class RefundIndexView(SafeIndexView):
    page_title = _("Refunds")
    exported = {
        "asked_at": (_("Asked for at"), moment("asked_at")),
        "amount": (_("Amount"), lambda refund: refund.amount.major),
        "currency": (_("Currency"), lambda refund: refund.currency),
        "reason": (_("Reason"), reason),
        "way": (_("Way"), lambda refund: str(way(refund))),
        "state": (_("State"), state),
        "note": (pgettext_lazy("refund", "Note"), lambda refund: refund.text),
        "asked_by": (_("Asked for by"), lambda r: r.asked_by.get_username()),
        "agreed": (_("Agreed to"), agreed),
        "gift": (_("Gift"), lambda refund: str(refund.donation.public_id)),
        "key": (_("Reference"), lambda refund: str(refund.uid)),
    }

    def get_base_queryset(self):
        return seen_refunds()


class RefundInspectView(KnownFactsMixin, SeenInspectView):
    page_title = _("Refund")
    template_name = "prakerja_donate/admin/refunds/refund.html"
    facts = (
        (_("Amount"), amount),
        (_("State"), state),
        (_("What needs attention"), RefundRequest.get_problem_display),
        (_("Reason"), reason),
        (pgettext_lazy("refund", "Note"), lambda refund: refund.text),
        (_("Way"), way),
        (_("Asked for"), asked),
        (_("Agreed to"), agreed),
        (_("Over at"), moment("closed_at")),
        (_("Number in the books"), entry),
        (_("Its name at the payment service"), lambda r: r.object_id),
        (_("Reference"), lambda refund: str(refund.uid)),
    )

    def get_object(self, queryset=None):
        return get_object_or_404(seen_refunds(), pk=self.pk)

    def get_page_subtitle(self):
        return str(self.object)

    def get_context_data(self, **kwargs):
        refund = self.object
        may_add = self.user_has_permission("add")
        may_read = may_read_rows(self.request.user)
        by_hand = refund.is_by_hand and refund.state == RefundRequest.State.READY
        return super().get_context_data(
            refund=refund,
            may_add=may_add,
            may_approve=self.may_approve(),
            may_decline=self.may_decline(),
            is_to_pay=may_add and by_hand,
            rows=rows_for(refund)[:10] if may_add and by_hand and may_read else [],
            **kwargs,
        )

    def may_approve(self):
        refund = self.object
        waits = refund.state == RefundRequest.State.ASKED
        is_other = refund.asked_by_id != self.request.user.pk
        return waits and is_other and self.user_has_permission("approve")

    def may_decline(self):
        refund = self.object
        early = refund.state in (RefundRequest.State.ASKED, RefundRequest.State.READY)
        may = self.user_has_any_permission(("add", "approve"))
        return may and early and not refund.attempts


class RefundViewSet(SeenViewSet):
    model = RefundRequest
    name = "prakerja_donate_refunds"
    url_prefix = "cash-book-refunds"
    icon = "rotate"
    menu_label = _("Refunds")
    ordering = ("-asked_at", "-pk")
    index_view_class = RefundIndexView
    inspect_view_class = RefundInspectView
    filterset_class = RefundFilterSet
    search_fields = ("donation__public_id", "object_id", "text")
    export_filename = "refunds"
    list_display = (
        FirstColumn(
            "asked_at",
            label=_("Asked for at"),
            accessor=moment("asked_at"),
            sort_key="asked_at",
            url_name="prakerja_donate_refunds:inspect",
            below=(state, reason),
        ),
        AmountColumn("amount", label=_("Amount"), sort_key="amount_minor"),
        WideColumn("state", label=_("State"), accessor=state),
        WideColumn("reason", label=_("Reason"), accessor=reason),
        WideColumn("way", label=_("Way"), accessor=way),
        WideColumn("book", label=_("Book"), accessor="donation.book.get_name_display"),
    )

    def get_urlpatterns(self):
        """What asks a payment service commits each step, whatever the host does."""
        places = {
            "of/<int:gift>": ("ask", AskView),
            "<int:pk>/agree": ("approve", ApproveView),
            "<int:pk>/decline": ("decline", DeclineView),
            "<int:pk>/record": ("record", RecordView),
            "<int:pk>/movement/<int:row>": ("row", RowView),
            "<int:pk>/again": ("again", AgainView),
        }
        made = {
            name: (place, transaction.non_atomic_requests(self.construct_view(view)))
            for place, (name, view) in places.items()
        }
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{place}/", view, name=name)
                for name, (place, view) in made.items()
            ),
        ]
