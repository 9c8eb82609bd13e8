"""How a view of the API is described to OpenAPI."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers

from .problems import MEDIA_TYPE

SerializerClass = type[serializers.Serializer[Any]]


class ProblemErrorSerializer(serializers.Serializer[Any]):
    parameter = serializers.CharField(help_text="The query parameter at fault.")
    code = serializers.CharField(help_text="What is wrong, for programs.")
    detail = serializers.CharField(help_text="What is wrong and what to do.")


class ProblemSerializer(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(
        help_text="Which kind of problem it is: an address that explains it. Compare "
        "what stands behind its `#`."
    )
    title = serializers.CharField(help_text="The kind in words.")
    status = serializers.IntegerField(help_text="The HTTP status code.")
    detail = serializers.CharField(help_text="What is wrong and what to do.")
    errors = ProblemErrorSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text="400: one for each wrong query parameter."
    )
    dump = serializers.URLField(
        required=False, help_text="410: the list `dumps/`, where to begin again."
    )
    firstChangeNumber = serializers.IntegerField(
        required=False, help_text="410: the oldest change that is still told."
    )


class Description(AutoSchema):
    """Says what drf-spectacular cannot see in a plain view: it sits on the class."""

    def __init__(
        self,
        operation: str,
        summary: str,
        answer: SerializerClass,
        *,
        query: SerializerClass | None = None,
        tag: str = "",
        example: Any = None,
        examples: Mapping[str, Any] | None = None,
        problems: tuple[int, ...] = (400,),
    ) -> None:
        super().__init__()
        self.operation = operation
        self.summary = summary
        self.answer = answer
        self.query = query
        self.tag = tag
        self.examples = examples or {summary: example}
        self.problems = problems

    def get_operation_id(self) -> str:
        return self.operation

    def get_summary(self) -> str:
        return self.summary

    def get_tags(self) -> list[str]:
        return [self.tag] if self.tag else super().get_tags()

    def get_override_parameters(self) -> list[Any]:
        return [self.query] if self.query else []

    def get_response_serializers(self) -> Any:
        """What every address may answer besides is added to the document as a whole."""
        problems = {(code, MEDIA_TYPE): ProblemSerializer for code in self.problems}
        return {200: OpenApiResponse(self.answer, description=self.summary)} | problems

    def get_examples(self) -> list[OpenApiExample]:
        return [
            OpenApiExample(
                heading,
                value=value,
                media_type=self.map_renderers("media_type")[0],
                status_codes=["200"],
                response_only=True,
            )
            for heading, value in self.examples.items()
        ]
