"""Entries that wait for a second person, as a list and one by one."""

from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import IndexView

from ...days import day_words
from ...ledger.accounts import account_label
from ...ledger.books import active_book
from ...models import Book, PendingEntry
from ..columns import AmountColumn, FirstColumn, WideColumn
from ..seen import SeenInspectView, SeenViewSet, moment
from .deciding import ApproveView, PendingProofView, RefusalForm, RefuseView
from .said import about, change, kind, seen_pending

State = PendingEntry.State


def state(pending):
    return capfirst(pending.get_state_display())


def day(pending):
    return day_words(pending.day)


def asked_by(pending):
    return pending.requested_by.get_username()


def decided_by(pending):
    return pending.decided_by and pending.decided_by.get_username()


def withheld(pending):
    kept = getattr(pending, "withholding", None)
    return kept and str(kept.amount)


class PendingFilterSet(WagtailFilterSet):
    state = ChoiceFilter(label=gettext_lazy("State"), choices=State.choices)
    book = ChoiceFilter(label=gettext_lazy("Book"), choices=Book.Name.choices)

    class Meta:
        model = PendingEntry
        fields = ("state", "book")


class PendingIndexView(IndexView):
    page_title = gettext_lazy("To approve")
    template_name = "prakerja_donate/admin/pending/list.html"

    def get_base_queryset(self):
        return seen_pending()

    def get_edit_url(self, instance):
        """It is decided about, never edited."""

    def get_context_data(self, **kwargs):
        is_test_book = active_book() == Book.Name.TEST
        return super().get_context_data(is_test_book=is_test_book, **kwargs)


class PendingInspectView(SeenInspectView):
    page_title = gettext_lazy("Entry to approve")
    template_name = "prakerja_donate/admin/pending/one.html"
    facts = (
        (gettext_lazy("Amount"), lambda pending: str(change(pending))),
        (gettext_lazy("What is to be booked"), kind),
        (gettext_lazy("About"), about),
        (gettext_lazy("Date"), day),
        (
            gettext_lazy("Bank account"),
            lambda p: p.account and account_label(p.account),
        ),
        (gettext_lazy("Advertisement"), lambda p: p.slot and str(p.slot)),
        (gettext_lazy("Tax withheld"), withheld),
        (gettext_lazy("Description"), lambda pending: pending.text),
        (gettext_lazy("State"), state),
        (gettext_lazy("Asked by"), asked_by),
        (gettext_lazy("Asked at"), moment("requested_at")),
        (gettext_lazy("Decided by"), decided_by),
        (gettext_lazy("Decided at"), moment("decided_at")),
        (gettext_lazy("Why it was refused"), lambda pending: pending.refusal),
    )

    def get_object(self, queryset=None):
        return get_object_or_404(seen_pending(), pk=self.pk)

    def get_fields_context(self):
        """What there is to say; a dash would have to be read for nothing."""
        return [
            self.get_context_for_field(fact)
            for fact in self.facts
            if fact[1](self.object)
        ]

    def get_page_subtitle(self):
        return str(change(self.object))

    @cached_property
    def is_own(self):
        return self.object.requested_by_id == self.request.user.pk

    def get_context_data(self, **kwargs):
        pending = self.object
        may_decide = self.user_has_permission("change") and pending.is_waiting
        may_record = self.request.user.has_perm("prakerja_donate.add_journalentry")
        return super().get_context_data(
            pending=pending,
            is_own=self.is_own,
            may_decide=may_decide and not self.is_own,
            may_retry=may_record and pending.state == State.REFUSED,
            retry_url=retry_url(pending),
            refuse_form=RefusalForm(),
            is_test_book=pending.book_id == "test",
            **kwargs,
        )


def retry_url(pending):
    """Where the same can be asked for once more, as far as that is typed anew."""
    if pending.action == PendingEntry.Action.RECORD:
        return f"{reverse('prakerja_donate_entries:add')}?pending={pending.pk}"
    if pending.ad_payment_id:
        return reverse("prakerja_donate_adsense:inspect", args=[pending.ad_payment_id])
    if pending.invoice_id:
        return reverse("prakerja_donate_invoices:inspect", args=[pending.invoice_id])
    if pending.bank_row_id:
        return reverse("prakerja_donate_bank_rows:inspect", args=[pending.bank_row_id])
    return reverse("prakerja_donate_entries:inspect", args=[pending.corrects_id])


class PendingViewSet(SeenViewSet):
    model = PendingEntry
    name = "prakerja_donate_pending"
    url_prefix = "cash-book-approvals"
    icon = "tick-inverse"
    menu_label = gettext_lazy("To approve")
    ordering = ("-requested_at", "-pk")
    filterset_class = PendingFilterSet
    search_fields = ("text", "refusal")
    index_view_class = PendingIndexView
    inspect_view_class = PendingInspectView
    list_display = (
        FirstColumn(
            "action",
            label=gettext_lazy("What is to be booked"),
            accessor=kind,
            url_name="prakerja_donate_pending:inspect",
            below=(state, asked_by),
        ),
        AmountColumn("amount", label=gettext_lazy("Amount"), accessor=change),
        WideColumn("day", label=gettext_lazy("Date"), accessor=day, sort_key="day"),
        WideColumn("state", label=gettext_lazy("State"), accessor=state),
        WideColumn("asked", label=gettext_lazy("Asked by"), accessor=asked_by),
        WideColumn("decided", label=gettext_lazy("Decided by"), accessor=decided_by),
    )

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/approve/", self.construct_view(ApproveView), name="approve"),
            path("<int:pk>/refuse/", self.construct_view(RefuseView), name="refuse"),
            path(
                "<int:pk>/proof/", self.construct_view(PendingProofView), name="proof"
            ),
        ]
