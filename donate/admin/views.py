"""Listing and looking at entries."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.widgets.button import HeaderButton

from ..health.unproved import unproved
from ..ledger.books import active_book
from ..ledger.proofs import proofs_are_kept
from ..ledger.recording import is_correctable
from ..ledger.statements import statement
from ..models import JournalEntry
from . import exports
from .reading import described_lines, seen_entries

EXPORTED = {
    "book": (gettext_lazy("Book"), lambda entry: entry.book_id),
    "number": (gettext_lazy("Number"), lambda entry: entry.seq),
    "date": (gettext_lazy("Date"), lambda entry: entry.local_date),
    "kind": (gettext_lazy("Kind"), JournalEntry.get_kind_display),
    "source": (gettext_lazy("Source"), JournalEntry.get_public_memo_display),
    "amount": (gettext_lazy("Change of cash"), exports.amount),
    "currency": (gettext_lazy("Currency"), exports.currency),
    "description": (gettext_lazy("Description"), lambda entry: entry.note.words),
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


class EntryInspectView(InspectView):
    template_name = "prakerja_donate/admin/entry.html"
    page_title = gettext_lazy("Entry")
    correct_url_name = None
    proof_url_name = None
    add_proof_url_name = None
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
        if proofs_are_kept() and self.object.note.erased_at is None:
            url = reverse(self.add_proof_url_name, args=[self.pk])
            buttons.append(HeaderButton(_("Add a proof"), url=url, icon_name="upload"))
        if self.lacks_proof():
            url = reverse(
                "prakerja_donate_health:seen", args=["proofs", self.object.seq]
            )
            label = _("There is no proof: say why")
            buttons.append(HeaderButton(label, url=url, icon_name="comment"))
        if is_correctable(self.object):
            url = reverse(self.correct_url_name, args=[self.pk])
            label = _("Correct this entry")
            buttons.append(HeaderButton(label, url=url, icon_name="rotate"))
        return buttons

    def lacks_proof(self):
        """Whether the cash health asks for one; it looks at the active book alone."""
        is_active = self.object.book_id == active_book()
        return is_active and unproved().filter(pk=self.object.pk).exists()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lines=described_lines(self.object),
            proof_url=reverse(self.proof_url_name, args=[self.pk]),
            **kwargs,
        )
