"""The books by month, their files and their check, for programs."""

import datetime as dt
from typing import Any

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import exceptions, serializers
from rest_framework.request import Request

from ..ledger.books import active_book
from ..ledger.publishing import published_months
from ..ledger.statements import statement
from ..models import Book
from ..transparency import files, showing
from . import examples
from .describing import DescribedView
from .serializers import AmountField, CheckSerializer, FiguresSerializer, Serializer

BOOK = serializers.ChoiceField(
    Book.Name.values, help_text="`test` is play money, never added to `live`."
)


class PartSerializer(Serializer):
    name = serializers.CharField(source="label", help_text="In the site's language.")
    amount = AmountField(source="total")


class PeriodSerializer(Serializer):
    currency = serializers.CharField(help_text="ISO 4217. Currencies are never added.")
    figures = FiguresSerializer(source="money")
    sources = PartSerializer(many=True, help_text="What the income consists of.")
    costs = PartSerializer(many=True, help_text="By kind, the largest first.")
    cash = serializers.DictField(
        child=AmountField(), help_text="Where it was: stripe, bank, in_transit."
    )
    left = AmountField(help_text="All of the cash at the end of the month.")
    difference = AmountField(
        source="unexplained", help_text="closing - left: nothing, ever."
    )


class OneMonthSerializer(Serializer):
    """One month of the books."""

    book = BOOK
    month = serializers.CharField(help_text="`2026-11`, in Asia/Jakarta.")
    closed_at = serializers.DateTimeField(
        allow_null=True,
        format="iso-8601",
        default_timezone=dt.UTC,
        help_text="When it was signed off; null while more may be booked in it.",
    )
    currencies = PeriodSerializer(many=True)


class MonthLinkSerializer(Serializer):
    month = serializers.CharField()
    url = serializers.URLField()
    closed = serializers.BooleanField()


class FileSerializer(Serializer):
    name = serializers.CharField()
    url = serializers.URLField()
    month = serializers.CharField()
    last_number = serializers.IntegerField(
        help_text="The last entry of the book when the month was closed."
    )
    bytes = serializers.IntegerField()
    sha256 = serializers.CharField(
        help_text="Keep it: the file is never given out with another one."
    )


class ListSerializer(Serializer):
    total = serializers.IntegerField()
    next = serializers.URLField(allow_null=True, help_text="Always null: one page.")
    previous = serializers.URLField(allow_null=True)


class MonthsSerializer(ListSerializer):
    """Every month from the first to the last, the newest first."""

    results = MonthLinkSerializer(many=True)


class FilesSerializer(ListSerializer):
    """The files of closed months, in the order in which they were closed."""

    results = FileSerializer(many=True)
    archive = serializers.URLField(
        allow_null=True,
        help_text="All of them as one ZIP, with this list and the program that checks "
        "them; null where no month is closed.",
    )


class BalanceSerializer(Serializer):
    currency = serializers.CharField()
    closing = AmountField(source="total.money.closing")
    left = AmountField()
    difference = AmountField(source="unexplained")


class BooksCheckSerializer(Serializer):
    """How the last check of the whole book ended, and whether the sums agree."""

    book = BOOK
    entries = serializers.IntegerField(source="entry_count")
    last_hash = serializers.CharField()
    checked = serializers.SerializerMethodField()
    balances = BalanceSerializer(source="currencies", many=True)

    @extend_schema_field(CheckSerializer(allow_null=True))
    def get_checked(self, books: Any) -> Any:
        return CheckSerializer(books).data if books.checked_at else None


class MonthsView(DescribedView):
    """Which months there are; each has its own address."""

    name, heading = "months_list", "The months of the books"
    serializer_class = MonthsSerializer
    example = examples.MONTHS

    def read(self, request: Request) -> Any:
        books = statement(active_book())
        closed = {each.month for each in published_months(books.book)}
        days = {month.first_day for one in books.currencies for month in one.months}
        return listed(
            {"month": f"{day:%Y-%m}", "url": url(request, day), "closed": day in closed}
            for day in sorted(days, reverse=True)
        )


class MonthView(DescribedView):
    """The statement of one month and what each figure consists of."""

    name, heading = "months_retrieve", "One month of the books"
    serializer_class = OneMonthSerializer
    example = examples.ONE_MONTH

    def read(self, request: Request) -> Any:
        month = self.kwargs["month"]
        try:
            first = dt.date.fromisoformat(f"{month}-01")
            context = showing.month_figures(first)
        except (ValueError, Http404):
            raise exceptions.NotFound("The books have no such month.") from None
        published = context["published"]
        return {
            "book": context["statement"].book,
            "month": month,
            "closed_at": published and published.close.closed_at,
            "currencies": context["periods"],
        }


class FilesView(DescribedView):
    """Closed months as files that never change; see the recipe for checking them."""

    name, heading = "files_list", "Files of closed months"
    serializer_class = FilesSerializer
    example = examples.FILES

    def read(self, request: Request) -> Any:
        book = active_book()
        listing = files.index_of(book, files.all_published(book))["files"]
        archive = reverse("prakerja_donate:books_archive")
        return {
            **listed({**each, "url": file_url(request, each)} for each in listing),
            "archive": request.build_absolute_uri(archive) if listing else None,
        }


class CheckView(DescribedView):
    """Whether the books are as they were booked, and the sums agree."""

    name, heading = "check_retrieve", "The last check of the books"
    serializer_class = BooksCheckSerializer
    example = examples.CHECK

    def read(self, request: Request) -> Any:
        return statement(active_book())


def listed(results: Any) -> dict[str, Any]:
    rows = list(results)
    return {"total": len(rows), "next": None, "previous": None, "results": rows}


def url(request: Request, day: dt.date) -> str:
    path = reverse("prakerja_donate_api:ledger_month", args=[f"{day:%Y-%m}"])
    return str(request.build_absolute_uri(path))


def file_url(request: Request, facts: dict[str, Any]) -> str:
    name, _dot, ending = facts["name"].partition(".")
    path = reverse("prakerja_donate:books_file", args=[*name.split("-"), ending])
    return str(request.build_absolute_uri(path))
