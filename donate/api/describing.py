"""How a view of the books is described to OpenAPI."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample

from .http import LedgerView


class Described(AutoSchema):
    """Name, heading and answer of an address, in the OpenAPI document."""

    view: Any

    def get_operation_id(self) -> str:
        return f"ledger_{self.view.name}"

    def get_summary(self) -> str:
        return str(self.view.heading)

    def get_response_serializers(self) -> Any:
        return self.view.serializer_class

    def get_examples(self) -> list[OpenApiExample]:
        shown = OpenApiExample(
            self.view.heading, value=self.view.example, response_only=True
        )
        return [shown]


class DescribedView(LedgerView):
    schema = Described()
    name = ""
    heading = ""
    example: Any = None
