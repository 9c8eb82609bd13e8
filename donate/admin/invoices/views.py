"""Writing an invoice, looking at it, printing it, and making it void."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import HeaderButton

from ...invoicing.errors import InvoiceRefused
from ...invoicing.issuing import invoice_issue, invoice_void
from ...ledger.books import active_book
from ...models import Organisation, SponsorInvoice, SponsorSlot
from ..deciding import BookFormView
from ..known_facts import KnownFactsMixin
from ..seen import SeenInspectView, moment
from . import reading
from .forms import InvoiceForm, VoidForm
from .reading import seen_invoices


class InvoiceFormView(BookFormView):
    permission_required = "add"
    template_name = "prakerja_donate/admin/invoices/form.html"
    header_icon = "doc-full"
    listed = ("prakerja_donate_invoices:index", gettext_lazy("Invoices"))


class IssueView(InvoiceFormView):
    form_class = InvoiceForm
    page_title = gettext_lazy("Write an invoice")
    label = gettext_lazy("Write it")
    explained = gettext_lazy(
        "It gets the next number and cannot be changed afterwards. A wrong one is made "
        "void, and another is written."
    )

    @cached_property
    def slot(self):
        slots = SponsorSlot.objects.select_related("sponsor")
        return get_object_or_404(slots, pk=self.kwargs["slot"])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "slot": self.slot}

    def form_valid(self, form):
        invoice = invoice_issue(
            slot=self.slot,
            terms=form.terms,
            book=active_book(),
            author=self.request.user,
        )
        words = _("Invoice %(number)s was written.") % {"number": invoice.number}
        messages.success(self.request, words)
        return redirect(reverse(self.inspect_url_name, args=[invoice.pk]))


class VoidView(InvoiceFormView):
    form_class = VoidForm
    page_title = gettext_lazy("Make this invoice void")
    label = gettext_lazy("Make it void")
    explained = gettext_lazy(
        "Its number stays, marked as void. Tell the sponsor not to pay it."
    )

    @cached_property
    def invoice(self):
        return get_object_or_404(SponsorInvoice, pk=self.kwargs["pk"])

    def form_valid(self, form):
        try:
            invoice_void(
                invoice=self.invoice, author=self.request.user, **form.cleaned_data
            )
        except InvoiceRefused as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        words = _("Invoice %(number)s is void.") % {"number": self.invoice.number}
        messages.success(self.request, words)
        return redirect(reverse(self.inspect_url_name, args=[self.invoice.pk]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(invoice=self.invoice, **kwargs)


class InvoiceInspectView(KnownFactsMixin, SeenInspectView):
    page_title = gettext_lazy("Invoice")
    template_name = "prakerja_donate/admin/invoices/invoice.html"
    facts = (
        (gettext_lazy("State"), reading.state),
        (gettext_lazy("Amount"), lambda invoice: str(invoice.amount)),
        (gettext_lazy("Invoiced to"), lambda invoice: invoice.bill_to),
        (gettext_lazy("For what"), lambda invoice: invoice.subject),
        (gettext_lazy("Date"), reading.issued),
        (gettext_lazy("To be paid by"), reading.due),
        (gettext_lazy("Made by"), lambda invoice: invoice.made_by.get_username()),
        (gettext_lazy("Void since"), moment("voided_at")),
        (gettext_lazy("Why it is void"), lambda invoice: invoice.void_reason),
        (gettext_lazy("Book"), lambda invoice: invoice.book.get_name_display()),
    )

    def get_object(self, queryset=None):
        return get_object_or_404(seen_invoices(), pk=self.pk)

    def get_page_subtitle(self):
        return self.object.number

    @cached_property
    def header_buttons(self):
        url = reverse("prakerja_donate_invoices:paper", args=[self.pk])
        return [HeaderButton(_("Show for printing"), url=url, icon_name="doc-full")]

    def get_context_data(self, **kwargs):
        invoice = self.object
        payments = invoice.slot.payments.filter(
            entry__book=invoice.book_id, entry__reversed_by=None
        ).select_related("entry__withholding")
        may_add = self.user_has_permission("add")
        may_record = self.request.user.has_perm("prakerja_donate.add_journalentry")
        return super().get_context_data(
            invoice=invoice,
            payments=payments.order_by("entry__seq"),
            row=invoice,  # something about it may wait for approval
            may_add=may_add,
            may_pay=may_add and may_record and invoice.is_payable,
            may_void=may_add and not invoice.is_void,
            **kwargs,
        )


class PaperView(PermissionCheckedMixin, View):
    """The invoice as the sponsor gets it, in the language it was written in."""

    model = None
    any_permission_required = ("add", "view")

    def get(self, request, pk):
        invoice = get_object_or_404(seen_invoices(), pk=pk)
        with override(invoice.language):
            return TemplateResponse(
                request,
                "prakerja_donate/admin/invoices/paper.html",
                {
                    "invoice": invoice,
                    "organisation": Organisation.known(),
                    "site_name": getattr(settings, "WAGTAIL_SITE_NAME", ""),
                    "back_url": reverse(
                        "prakerja_donate_invoices:inspect", args=[invoice.pk]
                    ),
                },
                headers={"Cache-Control": "private, no-store"},
            ).render()
