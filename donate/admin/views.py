"""Listing, recording, looking at and correcting entries."""

from pathlib import Path

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from ..ledger import accounts
from ..ledger.books import active_book
from ..ledger.proofs import MEDIA_TYPES
from ..ledger.recording import is_correctable
from ..ledger.statements import statement
from ..models import JournalEntry
from ..money import Money
from . import exports
from .forms import CorrectionForm

EXPORTED = {
    "book": (gettext_lazy("Book"), lambda entry: entry.book_id),
    "number": (gettext_lazy("Number"), lambda entry: entry.seq),
    "date": (gettext_lazy("Date"), lambda entry: entry.local_date),
    "kind": (gettext_lazy("Kind"), JournalEntry.get_kind_display),
    "source": (gettext_lazy("Source"), JournalEntry.get_public_memo_display),
    "amount": (gettext_lazy("Change of cash"), exports.amount),
    "currency": (gettext_lazy("Currency"), exports.currency),
    "description": (gettext_lazy("Description"), lambda entry: entry.note.text),
    "corrects": (gettext_lazy("Corrects number"), exports.corrects),
    "key": (gettext_lazy("Source key"), lambda entry: entry.source_key),
    "hash": (gettext_lazy("Fingerprint"), lambda entry: entry.hash),
}


class EntryIndexView(IndexView):
    page_title = gettext_lazy("Cash book")
    add_item_label = gettext_lazy("Record income or cost")
    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        str: {IndexView.FORMAT_CSV: exports.as_text},
    }
    list_export = list(EXPORTED)
    export_headings = {name: heading for name, (heading, _value) in EXPORTED.items()}

    def get_base_queryset(self):
        return seen_entries()

    def to_row_dict(self, item):
        return {name: value(item) for name, (_heading, value) in EXPORTED.items()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.results_only:
            context["statement"] = statement(active_book())
        return context


class RecordView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One form for income, gifts and costs; sent twice, it books once."""

    model = None
    form_class = None
    index_url_name = None
    inspect_url_name = None
    add_url_name = None
    permission_required = "add"
    template_name = "prakerja_donate/admin/record.html"
    page_title = gettext_lazy("Record income or cost")
    header_icon = "plus-inverse"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Cash book")},
            {"url": "", "label": self.get_page_title()},
        ]

    def form_valid(self, form):
        entry = form.book(book=active_book(), author=self.request.user)
        if entry is None:
            return self.form_invalid(form)
        messages.success(self.request, self.success_message(entry, form))
        return redirect(reverse(self.inspect_url_name, args=[entry.pk]))

    def success_message(self, entry, form):
        message = _("Booked as number %(number)s.") % {"number": entry.seq}
        if entry.local_date != form.cleaned_data["day"]:
            message += " " + _("Its month is closed, so it counts in this month.")
        return message

    def form_invalid(self, form):
        messages.validation_error(
            self.request, _("Nothing was booked. Look at the marked fields."), form
        )
        return super().form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            action_url=reverse(self.add_url_name),
            is_test_book=active_book() == "test",
            submit_button_label=_("Book it"),
            submit_button_active_label=_("Booking…"),
            **kwargs,
        )


class EntryInspectView(InspectView):
    template_name = "prakerja_donate/admin/entry.html"
    page_title = gettext_lazy("Entry")
    correct_url_name = None
    proof_url_name = None
    add_url_name = None

    def get_object(self, queryset=None):
        return get_object_or_404(seen_entries(), pk=self.pk)

    def get_page_subtitle(self):
        return _("Number %(number)s") % {"number": self.object.seq}

    @cached_property
    def header_buttons(self):
        if not self.user_has_permission("add"):
            return []
        add = reverse(self.add_url_name)
        buttons = [HeaderButton(_("Record another"), url=add, icon_name="plus")]
        if is_correctable(self.object):
            url = reverse(self.correct_url_name, args=[self.pk])
            label = _("Correct this entry")
            buttons.append(HeaderButton(label, url=url, icon_name="rotate"))
        return buttons

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lines=described_lines(self.object),
            proof_url=reverse(self.proof_url_name, args=[self.pk]),
            **kwargs,
        )


class CorrectView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Undo an entry by an opposite one, after asking why."""

    model = None
    index_url_name = None
    inspect_url_name = None
    correct_url_name = None
    form_class = CorrectionForm
    permission_required = "add"
    template_name = "prakerja_donate/admin/correct.html"
    page_title = gettext_lazy("Correct this entry")
    header_icon = "rotate"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = get_object_or_404(seen_entries(), pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("add") and not is_correctable(self.object):
            messages.error(
                request,
                _(
                    "This entry cannot be corrected here: it was corrected before, or "
                    "a payment service reported it."
                ),
            )
            return redirect(self.inspect_url(self.object))
        return super().dispatch(request, *args, **kwargs)

    def inspect_url(self, entry):
        return reverse(self.inspect_url_name, args=[entry.pk])

    def get_breadcrumbs_items(self):
        number = _("Number %(number)s") % {"number": self.object.seq}
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Cash book")},
            {"url": self.inspect_url(self.object), "label": number},
            {"url": "", "label": self.get_page_title()},
        ]

    def form_valid(self, form):
        reversal = form.reverse(entry=self.object, author=self.request.user)
        messages.success(
            self.request,
            _("Undone by number %(number)s. Record it again as it should be.")
            % {"number": reversal.seq},
        )
        return redirect(self.inspect_url(reversal))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            entry=self.object,
            lines=described_lines(self.object),
            action_url=reverse(self.correct_url_name, args=[self.object.pk]),
            inspect_url=self.inspect_url(self.object),
            submit_button_label=_("Undo this entry"),
            submit_button_active_label=_("Undoing…"),
            **kwargs,
        )


class ProofView(PermissionCheckedMixin, View):
    """The proof document, to those who may see the entry; never shown in the page."""

    model = None
    any_permission_required = ("add", "view")

    def get(self, request, pk):
        entry = get_object_or_404(seen_entries(), pk=pk)
        if not entry.note.proof:
            raise Http404
        suffix = Path(entry.note.proof.name).suffix
        return FileResponse(
            entry.note.proof.open(),
            as_attachment=True,
            filename=f"{entry.book_id}-{entry.seq}{suffix}",
            content_type=MEDIA_TYPES.get(suffix[1:], "application/octet-stream"),
            headers={
                "X-Content-Type-Options": "nosniff",
                "Cache-Control": "private, no-store",
            },
        )


def seen_entries():
    return JournalEntry.objects.select_related(
        "note", "note__author", "reverses", "reversed_by"
    ).prefetch_related("lines__account")


def described_lines(entry):
    """Account, its name for the reader and the amount of each line."""
    return [
        {
            "code": line.account.code,
            "name": accounts.account_label(line.account),
            "money": Money(line.amount_minor, line.currency),
        }
        for line in sorted(entry.lines.all(), key=lambda line: line.pk)
    ]
