"""Undoing an entry by an opposite one."""

import logging

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..approving.asking import reversal_ask
from ..ledger.errors import PostingError
from ..ledger.recording import is_correctable
from ..models import JournalEntry, PendingEntry
from .cash.answers import asked
from .reading import described_lines, seen_entries
from .recording import typed_for

logger = logging.getLogger(__name__)


class CorrectionForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What was wrong?"),
        required=False,
        initial=JournalEntry.Memo.CORRECTION,
        choices=[
            (
                memo.value,
                _("Something else") if memo == "correction" else memo.label,
            )
            for memo in JournalEntry.REASONS
        ],
        help_text=_("Everybody sees this on the transparency page."),
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How it came about. Only treasurers see this."),
    )
    then = forms.ChoiceField(
        label=_("And then?"),
        required=False,
        initial="record",
        choices=[
            (
                "record",
                _("Record it again as it should be; the form is filled in"),
            ),
            ("nothing", _("Nothing more: it should not stand there at all")),
        ],
        widget=forms.RadioSelect,
    )

    def reverse(self, *, entry, author):
        """Undo the entry or ask for it; None, with an error, if the books refuse."""
        text = self.cleaned_data["text"]
        reason = self.cleaned_data["reason"] or JournalEntry.Memo.CORRECTION
        try:
            return reversal_ask(entry=entry, text=text, author=author, reason=reason)
        except PostingError as error:
            logger.warning("not undone: %s: %s", type(error).__name__, error)
            self.add_error(None, str(error.advice))
        return None


class CorrectView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Undo an entry by an opposite one, after asking why."""

    model = None
    index_url_name = None
    inspect_url_name = None
    correct_url_name = None
    again_url_name = None
    form_class = CorrectionForm
    permission_required = "add"
    template_name = "prakerja_donate/admin/correct.html"
    page_title = _("Correct this entry")
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
        if reversal is None:
            return self.form_invalid(form)
        if isinstance(reversal, PendingEntry):
            return asked(self.request, reversal)
        if form.cleaned_data["then"] == "record" and typed_for(self.object):
            return self.record_again(reversal)
        self.say(_("Undone by number %(number)s."), reversal)
        return redirect(self.inspect_url(reversal))

    def record_again(self, reversal):
        self.say(
            _(
                "Undone by number %(number)s. Below is what the wrong entry said: "
                "mend it and record it again."
            ),
            reversal,
        )
        return redirect(reverse(self.again_url_name, args=[self.object.pk]))

    def say(self, message, reversal):
        messages.success(self.request, message % {"number": reversal.seq})

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
