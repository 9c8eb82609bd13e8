"""The public API of the books."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework.request import Request

from ..ledger.books import active_book
from ..ledger.statements import Statement, statement
from .http import LedgerView
from .serializers import SummarySerializer


class SummaryDescription(AutoSchema):
    def get_operation_id(self) -> str:
        return "ledger_summary_retrieve"

    def get_summary(self) -> str:
        return "The books, by month and source"

    def get_response_serializers(self) -> Any:
        return SummarySerializer


class SummaryView(LedgerView):
    """What came in, what went out, what is left, from the ledger alone."""

    schema = SummaryDescription()

    serializer_class = SummarySerializer

    def read(self, request: Request) -> Statement:
        return statement(active_book())
