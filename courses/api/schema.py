"""How a view of the API is described to OpenAPI."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers

from .problems import MEDIA_TYPE, ProblemSerializer

SerializerClass = type[serializers.Serializer[Any]]
PROBLEMS: dict[int, tuple[str, str, dict[str, Any]]] = {
    400: (
        "Bad Request",
        "The query parameters are not as this address expects them.",
        {
            "errors": [
                {
                    "parameter": "page",
                    "detail": "There is no such parameter here.",
                }
            ]
        },
    ),
    410: (
        "Gone",
        "This number is not known any more. Begin anew from the dump.",
        {"dump": "https://kursus.example.org/api/v1/dumps/", "firstChangeNumber": 1},
    ),
    404: ("Not Found", "There is nothing public at this address.", {}),
}


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
        example: dict[str, Any] | None = None,
        problems: tuple[int, ...] = (400,),
    ) -> None:
        super().__init__()
        self.operation = operation
        self.summary = summary
        self.answer = answer
        self.query = query
        self.tag = tag
        self.example = example
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
        problems = {(code, MEDIA_TYPE): _problem(code) for code in self.problems}
        return {200: OpenApiResponse(self.answer, description=self.summary)} | problems

    def get_examples(self) -> list[OpenApiExample]:
        examples = [_problem_example(code) for code in self.problems]
        if self.example:
            examples.append(_example(self.summary, self.example, 200))
        return examples


def _problem(code: int) -> OpenApiResponse:
    return OpenApiResponse(ProblemSerializer, description=PROBLEMS[code][0])


def _problem_example(code: int) -> OpenApiExample:
    title, detail, more = PROBLEMS[code]
    value = {"type": "about:blank", "title": title, "status": code, "detail": detail}
    return _example(title, {**value, **more}, code, MEDIA_TYPE)


def _example(
    name: str, value: dict[str, Any], code: int, media_type: str = "application/json"
) -> OpenApiExample:
    return OpenApiExample(
        name,
        value=value,
        media_type=media_type,
        status_codes=[str(code)],
        response_only=True,
    )
