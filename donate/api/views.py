"""The public API of the books."""

from rest_framework.request import Request

from ..ledger.books import active_book
from ..ledger.statements import Statement, statement
from .describing import DescribedView
from .examples import SUMMARY
from .serializers import SummarySerializer


class SummaryView(DescribedView):
    """What came in, what went out, what is left, from the ledger alone."""

    name, heading = "summary_retrieve", "The books, by month and source"
    serializer_class = SummarySerializer
    example = SUMMARY

    def read(self, request: Request) -> Statement:
        return statement(active_book())
