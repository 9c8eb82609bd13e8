"""What leads to courses: categories, people, classes and paths."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ...models import CategoryPage, Contributor
from ..blocks import PictureSerializer
from ..links import object_url, page_url
from .parts import (
    CategoryNameSerializer,
    CourseNameSerializer,
    InstantField,
    SessionSerializer,
    api_address,
)

Serializer = serializers.Serializer[Any]


class CategorySerializer(CategoryNameSerializer):
    """One of the doors of the catalogue."""

    language = serializers.CharField(
        source="locale.language_code",
        help_text="Of its page tree. A slug may stand once in each.",
    )
    introduction = serializers.SerializerMethodField(help_text="HTML.")
    colour = serializers.ChoiceField(CategoryPage.Colour.values)
    course_count = serializers.SerializerMethodField()
    courses_url = serializers.SerializerMethodField(help_text="Its courses, here.")

    def get_introduction(self, category: CategoryPage) -> str:
        return self.context["introduction"]

    def get_course_count(self, category: CategoryPage) -> int:
        return self.context["course_count"]

    def get_courses_url(self, category: CategoryPage) -> str | None:
        address = api_address("courses", self.context["root"])
        return address and f"{address}?category={category.uid}"


class LinkSerializer(Serializer):
    label = serializers.CharField()  # type: ignore[assignment]
    url = serializers.URLField()


class ContributorPageSerializer(Serializer):
    """A person or an organisation with a page of their own."""

    uid = serializers.UUIDField()
    kind = serializers.ChoiceField(Contributor.Kind.values)
    name = serializers.CharField()
    slug = serializers.SlugField()
    bio = serializers.CharField()
    website = serializers.SerializerMethodField()
    links = LinkSerializer(many=True)
    logo = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField()
    courses_url = serializers.SerializerMethodField(help_text="Their courses, here.")

    def get_website(self, contributor: Contributor) -> str | None:
        return contributor.website or None

    @extend_schema_field(PictureSerializer(allow_null=True))
    def get_logo(self, contributor: Contributor) -> dict[str, Any] | None:
        return self.context["logo"]

    def get_url(self, contributor: Contributor) -> str | None:
        return object_url(contributor, self.context["root"])

    def get_courses_url(self, contributor: Contributor) -> str | None:
        address = api_address("courses", self.context["root"])
        return address and f"{address}?contributor={contributor.slug}"


class CourseSessionSerializer(SessionSerializer):
    """A live class, with the course it belongs to."""

    course = CourseNameSerializer()


class StepSerializer(Serializer):
    course = CourseNameSerializer()
    reason = serializers.CharField(help_text="Why it comes there; may be empty.")
    optional = serializers.BooleanField(help_text="Whether it may be left out.")


class PathSerializer(Serializer):
    """Courses in an order that somebody thought about."""

    uid = serializers.UUIDField()
    title = serializers.CharField()
    summary = serializers.CharField()
    audience = serializers.CharField(help_text="Where one stands who begins here.")
    language = serializers.CharField(source="locale.language_code")
    url = serializers.SerializerMethodField()
    steps = serializers.SerializerMethodField()
    created = InstantField(source="first_published_at", allow_null=True)
    updated = InstantField(source="last_published_at", allow_null=True)

    def get_url(self, path: Any) -> str | None:
        return page_url(path)

    @extend_schema_field(StepSerializer(many=True))
    def get_steps(self, path: Any) -> list[dict[str, Any]]:
        steps = StepSerializer(self.context["steps"], many=True)
        return list(steps.data)
