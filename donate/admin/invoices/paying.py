"""Taking a payment of an invoice, and the slip of the tax that was withheld."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ...approving.invoices import Arrival, invoice_pay_ask
from ...bank.errors import RowRefused
from ...invoicing.errors import InvoiceRefused
from ...invoicing.slips import slip_keep
from ...models import Withholding
from ..bank.decisions import RowDecideView
from ..deciding import DecideView
from ..proofs import proof_file
from .pay_forms import PayForm, SlipForm
from .reading import seen_invoices


class RefusedInForm:
    """What the books refuse stands where it was typed."""

    refusals = (InvoiceRefused,)

    def refused(self, form, reason):
        field = getattr(reason, "field", None)
        form.add_error(field if field in form.fields else None, str(reason))
        return self.form_invalid(form)


class PayingMixin(RefusedInForm):
    form_class = PayForm
    page_title = gettext_lazy("Record its payment")
    label = gettext_lazy("Record")
    explained = gettext_lazy(
        "The whole invoice is income. What was withheld is shown among the costs: the "
        "sponsor gave it to the tax office in the organisation's name."
    )
    refusals = (InvoiceRefused, RowRefused)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "invoice": self.invoice}

    def pay(self, facts):
        return invoice_pay_ask(
            invoice=self.invoice,
            payment=facts["payment"],
            arrival=Arrival(**facts["came"], author=self.request.user),
            slip=facts["slip"],
            is_part=facts["is_part"],
        )


class InvoiceDecideView(DecideView):
    permission_required = "add"
    template_name = "prakerja_donate/admin/invoices/form.html"
    header_icon = "doc-full"
    listed = ("prakerja_donate_invoices:index", gettext_lazy("Invoices"))

    @cached_property
    def invoice(self):
        return get_object_or_404(seen_invoices(), pk=self.kwargs["pk"])

    @property
    def decided(self):
        return self.invoice

    @property
    def book(self):
        return self.invoice.book_id

    def get_context_data(self, **kwargs):
        return super().get_context_data(invoice=self.invoice, **kwargs)


class PayView(PayingMixin, InvoiceDecideView):
    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("prakerja_donate.add_journalentry"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def decide(self, facts):
        return self.pay(facts)

    def say(self, entry):
        words = _("Booked as number %(number)s.") % {"number": entry.seq}
        messages.success(self.request, words)


class PayFromRowView(PayingMixin, RowDecideView):
    """A movement at the bank pays an invoice that it fits."""

    @cached_property
    def invoice(self):
        return get_object_or_404(seen_invoices(), pk=self.kwargs["invoice"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "row": self.row}

    def get_context_data(self, **kwargs):
        return super().get_context_data(invoice=self.invoice, **kwargs)

    def decide_free(self, facts):
        return self.pay(facts)


class SlipView(RefusedInForm, InvoiceDecideView):
    form_class = SlipForm
    page_title = gettext_lazy("Withholding slip")
    label = gettext_lazy("Keep it")
    explained = gettext_lazy(
        "The slip stands beside the books and can be mended; the amount cannot."
    )

    @cached_property
    def withholding(self):
        kept = Withholding.objects.counting().filter(invoice=self.invoice)
        return get_object_or_404(kept, pk=self.kwargs["withholding"])

    def get_initial(self):
        kept = self.withholding
        return {"slip_number": kept.slip_number, "slip_day": kept.slip_day}

    def decide(self, facts):
        kept, author = self.withholding, self.request.user
        slip_keep(withholding=kept, slip=facts["slip"], author=author)

    def say(self, done):
        messages.success(self.request, _("The slip is kept."))

    def get_context_data(self, **kwargs):
        return super().get_context_data(withholding=self.withholding, **kwargs)


class SlipFileView(PermissionCheckedMixin, View):
    model = None
    any_permission_required = ("add", "view")

    def get(self, request, pk, withholding):
        kept = get_object_or_404(Withholding, invoice=pk, pk=withholding)
        return proof_file(kept.slip, f"{kept.invoice.number}-{kept.pk}")
