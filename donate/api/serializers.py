"""The books in public: what the transparency page shows, for programs."""

import datetime as dt
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..ledger.figures import Month, Statement
from ..models import Book
from ..money import Money

Serializer = serializers.Serializer[Any]


@extend_schema_field(OpenApiTypes.STR)
class AmountField(serializers.Field[Money, Money, str, Any]):
    """Whole units as text, ``1250000.00``: a JSON number may be rounded by a reader."""

    def to_representation(self, value: Money) -> str:
        return f"{value.major:f}"


class FiguresSerializer(Serializer):
    """opening + came_in - went_out + exchange = closing."""

    opening = AmountField()
    ads = AmountField(help_text="Advertising.")
    donations = AmountField()
    other = AmountField()
    came_in = AmountField(help_text="ads + donations + other")
    refunds = AmountField()
    disputes = AmountField()
    fees = AmountField()
    costs = AmountField()
    went_out = AmountField(help_text="refunds + disputes + fees + costs")
    exchange = AmountField(help_text="Differences of exchange.")
    closing = AmountField(help_text="What is left.")


class MonthSerializer(Serializer):
    month = serializers.SerializerMethodField(help_text="`2026-11`, in Asia/Jakarta.")
    figures = FiguresSerializer(source="money")

    def get_month(self, month: Month) -> str:
        return f"{month.first_day:%Y-%m}"


class CostSerializer(Serializer):
    account = serializers.CharField(source="code")
    name = serializers.CharField(source="label")
    amount = AmountField(source="total")


class CurrencySerializer(Serializer):
    currency = serializers.CharField(help_text="ISO 4217. Currencies are never added.")
    total = FiguresSerializer(source="total.money")
    months = MonthSerializer(many=True, help_text="Newest first, without gaps.")
    costs = CostSerializer(many=True, help_text="By kind, the largest first.")
    cash = serializers.DictField(
        child=AmountField(), help_text="Where the money is: stripe, bank, in_transit."
    )
    left = AmountField(help_text="All of the cash.")


class CheckSerializer(Serializer):
    at = serializers.DateTimeField(
        source="checked_at", format="iso-8601", default_timezone=dt.UTC
    )
    entries = serializers.IntegerField(source="checked_count")
    problems = serializers.IntegerField(source="problem_count")


class SummarySerializer(Serializer):
    """What came in and went out, summed by month and source."""

    book = serializers.ChoiceField(
        Book.Name.values, help_text="`test` is play money, never added to `live`."
    )
    entries = serializers.IntegerField(source="entry_count")
    last_hash = serializers.CharField(
        help_text="The hash of the newest entry: keep it, to see that nothing before "
        "it is changed later. Empty while there is none."
    )
    checked = serializers.SerializerMethodField(
        help_text="The last check of the whole book; null before the first."
    )
    currencies = CurrencySerializer(many=True)

    @extend_schema_field(CheckSerializer(allow_null=True))
    def get_checked(self, statement: Statement) -> Any:
        return CheckSerializer(statement).data if statement.checked_at else None
