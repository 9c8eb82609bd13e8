"""The second person's two buttons, and the proof to compare with."""

import logging

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ...approving.deciding import pending_approve, pending_refuse
from ...approving.errors import Undecidable
from ...bank.errors import RowRefused
from ...ledger.errors import PostingError
from ...models import PendingEntry
from ..proofs import proof_file

logger = logging.getLogger(__name__)


class RefusalForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why not?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Whoever asked reads this and can try anew."),
    )


class DecideView(PermissionCheckedMixin, View):
    model = PendingEntry
    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        pending = get_object_or_404(PendingEntry, pk=pk)
        back = redirect(reverse("prakerja_donate_pending:inspect", args=[pk]))
        try:
            messages.success(request, self.decide(pending))
        except (Undecidable, RowRefused) as refused:
            messages.error(request, str(refused))
        except PostingError as error:
            logger.warning("not approved: %s: %s", type(error).__name__, error)
            messages.error(request, str(error.advice))
        return back


class ApproveView(DecideView):
    def decide(self, pending):
        pending = pending_approve(pending=pending, author=self.request.user)
        return _("Approved, and booked as number %(number)s.") % {
            "number": pending.entry.seq
        }


class RefuseView(DecideView):
    def decide(self, pending):
        form = RefusalForm(self.request.POST)
        if not form.is_valid():
            raise Undecidable(_("Say in a few words why, so that it can be mended."))
        pending_refuse(
            pending=pending,
            reason=form.cleaned_data["reason"],
            author=self.request.user,
        )
        return _("Refused. Nothing was booked.")


class PendingProofView(PermissionCheckedMixin, View):
    """The proof of what waits, to those who decide about it; never shown in a page."""

    model = PendingEntry
    permission_required = "view"

    def get(self, request, pk):
        pending = get_object_or_404(PendingEntry, pk=pk)
        return proof_file(pending.proof, pending.day)
