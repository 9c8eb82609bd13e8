"""A statement comes in: the file, how it will be read, and then the import.

The preview carries a signed name of the file, which waits in private storage; so it
needs neither scripts nor a session.
"""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.log_actions import log

from ...bank.errors import ReadingError
from ...bank.importing import (
    compare,
    imported_before,
    statement_import,
    statement_read,
)
from ...bank.keeping import WaitingFile
from ...bank.matching import rows_match
from ...ledger.books import active_book
from ...ledger.proofs import proofs_are_kept
from ...models import BankAccount
from ...money import Money
from .forms import ConfirmForm, UploadForm

SHOWN = 30


class UploadView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    model = None
    index_url_name = None
    inspect_url_name = None
    add_url_name = None
    permission_required = "add"
    form_class = UploadForm
    template_name = "prakerja_donate/admin/bank/upload.html"
    page_title = gettext_lazy("Import a bank statement")
    header_icon = "upload"

    def get_breadcrumbs_items(self):
        index = reverse("prakerja_donate_bank_rows:index")
        return [
            *self.breadcrumbs_items,
            {"url": index, "label": _("Bank statements")},
            {"url": "", "label": self.get_page_title()},
        ]

    def post(self, request, *args, **kwargs):
        if "token" in request.POST:
            return self.confirm(request.POST)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """Read it and show how; what cannot be read is said line by line."""
        account, file = form.cleaned_data["account"], form.cleaned_data["file"]
        content = file.read()
        try:
            statement = statement_read(content, account)
        except ReadingError as error:
            form.add_error("file", error.problems)
            return self.form_invalid(form)
        waiting = WaitingFile.keep(content, file.name, account.pk)
        return self.preview(waiting, content, account, statement)

    def preview(self, waiting, content, account, statement, form=None):
        self.template_name = "prakerja_donate/admin/bank/preview.html"
        book, balanced = active_book(), statement.is_balanced
        form = form or ConfirmForm(
            initial={"token": waiting.token}, is_balanced=balanced
        )
        return self.render_to_response(
            self.get_context_data(
                form=form,
                account=account,
                waiting=waiting,
                statement=statement,
                money=Preview(statement, account.currency),
                comparison=compare(statement, account, book),
                before=imported_before(content, account),
                submit_button_label=_("Import"),
                submit_button_active_label=_("Importing…"),
            )
        )

    def confirm(self, data):
        waiting = WaitingFile.read(data["token"])
        content = waiting and waiting.content()
        account = self.banks.filter(pk=waiting.account_id).first() if waiting else None
        if content is None or account is None:
            return self.gone()
        try:
            statement = statement_read(content, account)
        except ReadingError as error:
            return self.gone(error.problems[0])
        form = ConfirmForm(data, is_balanced=statement.is_balanced)
        if not form.is_valid():
            return self.preview(waiting, content, account, statement, form)
        return self.take(waiting, content, account, statement)

    def take(self, waiting, content, account, statement):
        user = self.request.user
        kept = statement_import(
            account=account,
            statement=statement,
            content=content,
            book=active_book(),
            file_name=waiting.label,
            author=user,
        )
        linked = rows_match(kept.rows.all())
        waiting.forget()
        log(kept, "prakerja_donate.bank.import", user=user)
        messages.success(self.request, success_message(kept, linked))
        return redirect(reverse(self.inspect_url_name, args=[kept.pk]))

    def gone(self, reason=""):
        messages.error(
            self.request,
            reason
            or _(
                "The file is not here any more: it waits for one day. Choose it again; "
                "nothing was imported."
            ),
        )
        return redirect(reverse(self.add_url_name))

    @cached_property
    def banks(self):
        banks = BankAccount.objects.filter(active=True)
        return banks.select_related("account", "profile")

    def get_context_data(self, **kwargs):
        context = {
            "action_url": reverse(self.add_url_name),
            "is_test_book": active_book() == "test",
            "has_accounts": self.banks.exists(),
            "can_keep": proofs_are_kept(),
            "submit_button_label": _("Show how it will be read"),
            "submit_button_active_label": _("Reading…"),
        }
        return super().get_context_data(**{**context, **kwargs})


class Preview:
    """The figures of a statement as money, and its first movements."""

    def __init__(self, statement, currency):
        self.statement, self.currency = statement, currency

    def money(self, minor):
        return None if minor is None else Money(minor, self.currency)

    @property
    def opening(self):
        return self.money(self.statement.opening_minor)

    @property
    def closing(self):
        return self.money(self.statement.closing_minor)

    @property
    def came(self):
        return self.money(sum(max(r.amount_minor, 0) for r in self.statement.rows))

    @property
    def went(self):
        return self.money(sum(min(r.amount_minor, 0) for r in self.statement.rows))

    @property
    def off(self):
        """How far opening and movements are from closing."""
        statement = self.statement
        computed = (statement.opening_minor or 0) + statement.total_minor
        return self.money((statement.closing_minor or 0) - computed)

    @property
    def rows(self):
        return [
            {
                "row": row,
                "money": self.money(row.amount_minor),
                "balance": self.money(row.balance_minor),
            }
            for row in self.statement.rows[:SHOWN]
        ]

    @property
    def rest(self):
        return max(len(self.statement.rows) - SHOWN, 0)


def success_message(kept, linked):
    new = kept.row_count - kept.known_count
    return _(
        "Imported: %(new)d new movements, %(linked)d of them linked by themselves; "
        "%(known)d were known."
    ) % {"new": new, "linked": linked, "known": kept.known_count}
