"""The accounts treasurers look after: banks and kinds of cost."""

from django import forms
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..ledger import accounts
from ..models import Account

LONGEST_SLUG = (Account._meta.get_field("code").max_length or 0) - max(
    len(accounts.BANK_PREFIX), len(accounts.EXPENSES_PREFIX)
)


class AccountForm(forms.ModelForm):
    """Its name and whether it is in use; the code of an account stays."""

    class Meta:
        model = Account
        fields = ("name", "active")
        help_texts = {
            "name": _("Kinds of cost are shown to the public; bank accounts are not."),
            "active": _(
                "Untick it when nothing should be booked here any more. What was "
                "booked stays."
            ),
        }


class NewAccountForm(AccountForm):
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=[
            (accounts.BANK_PREFIX, _("Bank account")),
            (accounts.EXPENSES_PREFIX, _("Kind of cost")),
        ],
        widget=forms.RadioSelect,
    )
    field_order = ("kind", "name", "active")

    def clean_name(self):
        name = self.cleaned_data["name"]
        if not slugify(name):
            raise forms.ValidationError(
                _("This name has no letters. Use at least one from a to z.")
            )
        return name

    def clean(self):
        cleaned = super().clean()
        kind, name = cleaned.get("kind", ""), cleaned.get("name", "")
        self.instance.code = kind + slugify(name)[:LONGEST_SLUG]
        self.instance.currency = "IDR" if kind == accounts.BANK_PREFIX else ""
        if Account.objects.filter(code=self.instance.code).exists():
            self.add_error(
                "name", _("There is one with this name already. Choose another.")
            )
        return cleaned


class AccountIndexView(IndexView):
    """What treasurers look after; the program needs all other accounts as they are."""

    page_title = _("Bank accounts and kinds of cost")
    add_item_label = _("Add one")

    def get_base_queryset(self):
        return editable_accounts()


class AccountEditView(EditView):
    def get_object(self, queryset=None):
        return get_object_or_404(editable_accounts(), pk=self.kwargs["pk"])


def editable_accounts():
    banks = Q(code__startswith=accounts.BANK_PREFIX)
    costs = Q(code__startswith=accounts.EXPENSES_PREFIX)
    return Account.objects.filter(banks | costs).exclude(code__in=accounts.NOT_BY_HAND)


def account_kind(account):
    is_bank = account.code.startswith(accounts.BANK_PREFIX)
    return _("Bank account") if is_bank else _("Kind of cost")


def in_use(account):
    return _("yes") if account.active else _("no")


def edit_account_url(account):
    return reverse("prakerja_donate_accounts:edit", args=[account.pk])


class AccountViewSet(ModelViewSet):
    model = Account
    name = "prakerja_donate_accounts"
    url_prefix = "cash-book-accounts"
    icon = "folder-open-1"
    menu_label = _("Bank accounts and kinds of cost")
    copy_view_enabled = False
    add_to_reference_index = False
    ordering = ("code",)
    index_view_class = AccountIndexView
    edit_view_class = AccountEditView
    list_display = (
        TitleColumn(
            "name",
            label=_("Name"),
            accessor=accounts.account_label,
            get_url=edit_account_url,
        ),
        Column("kind", label=_("Kind"), accessor=account_kind),
        Column("active", label=_("In use"), accessor=in_use),
    )

    def get_form_class(self, for_update=False):
        return AccountForm if for_update else NewAccountForm
