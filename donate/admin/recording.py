"""Recording income or a cost: the form, a second look, and one entry at the end.

The second look carries every typed value with it, so that it needs neither scripts nor
a session; an uploaded document waits in private storage meanwhile.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ..ledger import accounts
from ..ledger.books import active_book
from ..ledger.closing import is_closed
from ..ledger.hashing import local_date
from ..ledger.proofs import KeptProof, proof_keep, proofs_are_kept
from ..ledger.recording import SOURCES, likely_duplicates
from ..models import JournalEntry, PendingEntry, SponsorPayment
from ..money import Money
from .cash.answers import asked, needs_approval, typed_before
from .forms import today
from .reading import seen_entries

LONG_AGO = timedelta(days=92)
TITLES = {
    "": gettext_lazy("Record income or cost"),
    "income": gettext_lazy("Record income"),
    "cost": gettext_lazy("Record a cost"),
}


class RecordView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """One form for income, gifts and costs; sent twice, it books once."""

    model = None
    form_class = None
    index_url_name = None
    inspect_url_name = None
    add_url_name = None
    permission_required = "add"
    template_name = "prakerja_donate/admin/record.html"
    header_icon = "plus-inverse"

    @property
    def side(self):
        side = self.request.GET.get("for", "")
        return side if side in TITLES else ""

    def get_page_title(self):
        return TITLES[self.side]

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": _("Cash book")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_initial(self):
        """Nothing, what the entry to be recorded again says, or what was typed."""
        if "back" in self.request.POST:
            return self.request.POST.dict()
        if "pk" in self.kwargs:
            return typed_for(get_object_or_404(seen_entries(), pk=self.kwargs["pk"]))
        return typed_before(self.request)

    def get_form_kwargs(self):
        kwargs = {**super().get_form_kwargs(), "side": self.side}
        if "back" in self.request.POST:
            del kwargs["data"], kwargs["files"]
        elif "data" in kwargs:
            kwargs.update(with_proof_kept(kwargs["data"], kwargs["files"]))
        return kwargs

    def post(self, request, *args, **kwargs):
        if "back" in request.POST:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if "record" not in self.request.POST:
            return self.render_to_response(self.second_look(form))
        entry = form.book(book=active_book(), author=self.request.user)
        if entry is None:
            return self.form_invalid(form)
        if isinstance(entry, PendingEntry):
            return asked(self.request, entry)
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

    def second_look(self, form):
        self.template_name = "prakerja_donate/admin/confirm.html"
        facts = form.cleaned_data
        return self.get_context_data(
            form=form,
            facts=facts,
            carried=carried_fields(form),
            purpose=form.purpose_label(),
            account=accounts.account_label(facts["account"]),
            duplicates=duplicates(facts, active_book()),
            is_long_ago=facts["day"] < today() - LONG_AGO,
            closed_month=closed_month(facts["day"]),
            needs_approval=needs_approval(facts["amount"]),
            has_unsaved_changes=True,
        )

    def get_context_data(self, **kwargs):
        query = f"?for={self.side}" if self.side else ""
        return super().get_context_data(
            action_url=reverse(self.add_url_name) + query,
            is_test_book=active_book() == "test",
            submit_button_label=_("Continue"),
            submit_button_active_label=_("One moment…"),
            **kwargs,
        )


def with_proof_kept(data, files):
    """Keep a fit upload now, so that no further answer needs it again."""
    try:
        kept = proof_keep(files["proof"]) if proofs_are_kept() else None
    except (KeyError, ValidationError):
        kept = None  # there is none, or the form says what is wrong with it
    if kept is None:
        return {"data": data, "files": files}
    data = data.copy()
    data["kept"] = kept.token
    data.pop("proof-clear", None)
    return {"data": data, "files": None}


def carried_fields(form):
    """Everything typed, as hidden fields; without the document if it is left out."""
    left_out = {"proof"} if form.cleaned_data["proof"] else {"proof", "kept"}
    return [field.as_hidden() for field in form if field.name not in left_out]


def duplicates(facts, book):
    return likely_duplicates(
        book=book,
        purpose=facts["purpose"],
        day=facts["day"],
        amount=facts["amount"],
    )[:5]


def closed_month(day):
    """Name the month if it is signed off."""
    closed = is_closed(active_book(), day)
    return date_format(day, "YEAR_MONTH_FORMAT") if closed else ""


def typed_for(entry):
    """Return what a treasurer types to record ``entry``; {} if no form makes it."""
    lines = {line.account.code: line for line in entry.lines.all()}
    banks = [code for code in lines if code.startswith(accounts.BANK_PREFIX)]
    purpose = typed_purpose(entry, lines)
    if len(lines) != 2 or len(banks) != 1 or not purpose:
        return {}
    bank = lines[banks[0]]
    return {
        "purpose": purpose,
        "day": local_date(entry.occurred_at),
        "amount": str(Money(abs(bank.amount_minor), bank.currency)).lstrip("Rp"),
        "account": bank.account_id,
        "text": entry.note.text,
        "kept": kept_proof(entry),
        "slot": paid_slot(entry),
    }


def paid_slot(entry):
    payment = SponsorPayment.objects.filter(entry=entry).first()
    return payment and payment.slot_id


def typed_purpose(entry, lines):
    if entry.kind == JournalEntry.Kind.EXPENSE:
        return next((c for c in lines if c.startswith(accounts.EXPENSES_PREFIX)), "")
    return f"{entry.kind}:{entry.public_memo}" if entry.kind in SOURCES else ""


def kept_proof(entry):
    note = entry.note
    if not note.proof:
        return ""
    label = _("the document of number %(number)s") % {"number": entry.seq}
    return KeptProof(note.proof.name, note.proof_sha256, label).token
