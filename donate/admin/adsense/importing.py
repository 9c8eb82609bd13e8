"""Payments come in: read, shown as they are understood, and then booked.

The preview carries what was read, signed; so it needs neither scripts nor a session.
"""

from datetime import date

from django.core import signing
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from ...adsense.reading import ReadPayment
from ...adsense.recording import (
    changed_words,
    check_into,
    compare,
    is_recorded,
)
from ...approving.adsense import payments_import
from ...approving.thresholds import needs_second_person
from ...bank.errors import ReadingError
from ...ledger import accounts
from ...ledger.books import active_book
from ...ledger.errors import PostingError
from ...models import Account, PendingEntry
from ...money import Money
from ..cash.answers import asked
from ..deciding import BookFormView
from .forms import ImportForm, TypedForm

SALT = "donate.adsense"
KEPT_SECONDS = 24 * 3600


class AdSenseView(BookFormView):
    """What the forms of this place have in common."""

    permission_required = "add"
    template_name = "prakerja_donate/admin/adsense/form.html"
    header_icon = "download"
    listed = ("prakerja_donate_adsense:index", gettext_lazy("Advertising network"))
    label = gettext_lazy("Show how it will be read")


class ImportView(AdSenseView):
    form_class = ImportForm
    page_title = gettext_lazy("Import payments")
    explained = gettext_lazy(
        "Nothing is booked before you have seen how the list is read. Payments that "
        "are known do no harm."
    )

    def post(self, request, *args, **kwargs):
        if "token" in request.POST:
            return self.confirm(request.POST["token"], "sure" in request.POST)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        read, into = form.cleaned_data["read"], form.cleaned_data["into"]
        compared = compare(read.payments, active_book())
        problems = [changed_words(one) for one in compared if one.is_changed]
        problems += problems_of(read.payments, into)
        if problems:
            form.add_error(None, problems)
            return self.form_invalid(form)
        return self.preview(form, read, compared, into)

    def preview(self, form, read, compared, into):
        self.template_name = "prakerja_donate/admin/adsense/preview.html"
        book = active_book()
        rows = [
            {
                "one": one,
                "is_recorded": one.is_new and is_recorded(one.read, book),
                "is_large": needs_second_person(one.read.amount),
            }
            for one in compared
        ]
        return self.render_to_response(
            self.get_context_data(
                form=form,
                rows=rows,
                doubtful=any(row["is_recorded"] for row in rows),
                new=sum(one.is_new for one in compared),
                left_out=read.left_out,
                into=accounts.account_label(into),
                token=packed(read.payments, into, book),
            )
        )

    def confirm(self, token, sure):
        try:
            payments, into = unpacked(token)
            made = payments_import(
                payments=payments,
                book=active_book(),
                into=into,
                author=self.request.user,
                sure=sure,
            )
        except ReadingError as error:
            return self.refuse(error.problems[0])
        except PostingError as error:
            return self.refuse(str(error.advice))
        return self.answer(made)

    def answer(self, made):
        waiting = [one for one in made if isinstance(one, PendingEntry)]
        if len(made) > len(waiting) or not made:
            messages.success(self.request, success_words(len(made) - len(waiting)))
        if waiting:
            return asked(self.request, waiting[0])
        return redirect(index_url())

    def refuse(self, reason):
        messages.error(self.request, reason)
        return redirect(self.request.path)


class TypedView(ImportView):
    form_class = TypedForm
    page_title = gettext_lazy("Record a payment")


def index_url():
    return reverse("prakerja_donate_adsense:index")


def problems_of(payments, into):
    for payment in payments:
        try:
            check_into(payment, into)
        except ReadingError as error:
            yield error.problems[0]


def success_words(number):
    if not number:
        return _("All of it was known already; nothing was booked.")
    words = ngettext(
        "%(number)d payment was booked as income.",
        "%(number)d payments were booked as income.",
        number,
    )
    return words % {"number": number}


def packed(payments, into, book):
    """The book is part of it: a preview of one never books in the other."""
    rows = [
        (one.line, one.name, one.day.isoformat(), one.amount.amount_minor,
         one.amount.currency)
        for one in payments
    ]  # fmt: skip
    return signing.dumps([book, into.pk, rows], salt=SALT, compress=True)


def unpacked(token):
    try:
        book, into, rows = signing.loads(token, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        book, into, rows = "", 0, []
    account = Account.objects.filter(pk=into, active=True).first()
    if book != active_book() or account is None:
        raise ReadingError(
            [_("This preview is too old. Begin anew; nothing was booked.")]
        )
    return [
        ReadPayment(line, name, date.fromisoformat(day), Money(minor, currency))
        for line, name, day, minor, currency in rows
    ], account
