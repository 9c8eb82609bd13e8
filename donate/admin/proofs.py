"""Proof documents of booked entries: adding one later, and opening them."""

from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..ledger.adding_proofs import proof_add
from ..ledger.proofs import MEDIA_TYPES, proofs_are_kept
from ..models import AddedProof
from .deciding import DecideView
from .proof_fields import ProofField, no_place_words
from .reading import seen_entries


def proof_file(proof, name):
    """Hand a document out to be saved, never to be shown in the page; 404 if none."""
    if not proof:
        raise Http404
    suffix = Path(proof.name).suffix
    return FileResponse(
        proof.open(),
        as_attachment=True,
        filename=f"{name}{suffix}",
        content_type=MEDIA_TYPES.get(suffix[1:], "application/octet-stream"),
        headers={
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


class ProofView(PermissionCheckedMixin, View):
    """The proof document, to those who may see the entry."""

    model = None
    any_permission_required = ("add", "view")

    def get(self, request, pk):
        entry = get_object_or_404(seen_entries(), pk=pk)
        return proof_file(entry.note.proof, f"{entry.book_id}-{entry.seq}")


class AddedProofView(PermissionCheckedMixin, View):
    model = None
    any_permission_required = ("add", "view")

    def get(self, request, pk, added):
        found = AddedProof.objects.exclude(proof="").select_related("entry")
        one = get_object_or_404(found, pk=added, entry=pk)
        entry = one.entry
        return proof_file(one.proof, f"{entry.book_id}-{entry.seq}-{one.pk}")


class AddProofForm(forms.Form):
    proof = ProofField()
    text = forms.CharField(
        label=gettext_lazy("What is it, and why only now?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For example: the receipt the driver sent on 3 May."),
    )


class AddProofView(DecideView):
    permission_required = "add"
    form_class = AddProofForm
    template_name = "prakerja_donate/admin/decide.html"
    header_icon = "upload"
    listed = ("prakerja_donate_entries:index", gettext_lazy("Cash book"))
    page_title = gettext_lazy("Add a proof")
    label = gettext_lazy("Add it")
    explained = gettext_lazy(
        "It stands beside the entry, with your name and the day. The entry and what "
        "was there before do not change."
    )

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.entry = get_object_or_404(seen_entries(), pk=kwargs["pk"])

    @property
    def decided(self):
        return self.entry

    @property
    def book(self):
        return self.entry.book_id

    def way_here(self):
        number = _("Number %(number)s") % {"number": self.entry.seq}
        return [{"url": self.back_url, "label": number}]

    def form_valid(self, form):
        if not proofs_are_kept():
            form.add_error("proof", no_place_words())
            return self.form_invalid(form)
        try:
            return super().form_valid(form)
        except ValidationError as problem:
            form.add_error("proof", problem)
            return self.form_invalid(form)

    def decide(self, facts):
        facts = {"file": facts["proof"], "text": facts["text"]}
        return proof_add(entry=self.entry, author=self.request.user, **facts)

    def say(self, done):
        messages.success(self.request, _("The document stands beside the entry now."))
