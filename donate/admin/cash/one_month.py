"""One month of the active book, as its screens share it."""

from datetime import date

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ...health.marks import marks_of
from ...health.registry import Scope
from ...ledger.books import active_book
from ...ledger.periods import periods
from ...models import Book, PeriodClose, PreparedMonth
from ...months.calendar import months_known
from ...months.pinned import pins

INDEX = "prakerja_donate_months:index"


class OneMonth(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A month of the active book that is over; 404 for all others."""

    model = PreparedMonth

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.book = active_book()
        self.month = month_of(kwargs["year"], kwargs["number"])
        if self.month not in months_known(self.book):
            raise Http404

    @property
    def name(self):
        return date_format(self.month, "YEAR_MONTH_FORMAT")

    @property
    def address(self):
        return month_address("month", self.month)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse(INDEX), "label": _("Close a month")},
            {"url": "", "label": self.name},
        ]

    @cached_property
    def close(self):
        closes = PeriodClose.objects.select_related("closed_by")
        return closes.filter(book=self.book, month=self.month).first()

    @cached_property
    def prepared(self):
        months = PreparedMonth.objects.select_related("prepared_by", "signed_by")
        return months.filter(book=self.book, month=self.month).first()

    def statement(self):
        head = Book.objects.filter(name=self.book).first()
        return periods(head, self.month, self.month)

    def marks(self):
        until = self.close.closed_at if self.close else None
        return marks_of(Scope(self.book, self.month), until)

    def shared(self):
        return {
            "month": self.month,
            "close": self.close,
            "prepared": self.prepared,
            "pins": list(pins(self.prepared)),
            "periods": self.statement(),
            "marks": self.marks(),
            "is_test_book": self.book == "test",
        }


def month_of(year, number):
    try:
        return date(year, number, 1)
    except ValueError:
        raise Http404 from None


def month_address(name, month):
    return reverse(f"prakerja_donate_months:{name}", args=[month.year, month.month])
