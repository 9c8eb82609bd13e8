"""Bank statements as one place below the cash book."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .viewsets import (
    BankAccountViewSet,
    BankImportViewSet,
    BankProfileViewSet,
    BankRowViewSet,
)


class BankGroup(ModelViewSetGroup):
    menu_label = _("Bank statements")
    menu_name = "bank-statements"
    menu_icon = "table"
    add_to_admin_menu = False
    items = (BankRowViewSet, BankImportViewSet, BankAccountViewSet, BankProfileViewSet)
