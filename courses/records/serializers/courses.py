"""A course and its lessons, as a line of a list and whole."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ...models import CoursePage
from ...showing.mirrored import origin_of
from ..amb_schema import AmbSerializer
from ..blocks import BlocksField, PictureSerializer
from ..courses import CourseDocument
from ..links import page_url, site_root
from ..terms import AttributionsSerializer, LicenceSerializer, PriceSerializer
from .parts import (
    CategoryNameSerializer,
    ContributorSerializer,
    CourseNameSerializer,
    InstantField,
    NeedsSerializer,
    SessionSerializer,
    api_address,
)

Serializer = serializers.Serializer[Any]


class CourseSerializer(Serializer):
    """A course's facts: what it is, from whom, and what others may do with it."""

    uid = serializers.UUIDField(
        source="course.uid", help_text="Its identity, kept by every copy."
    )
    title = serializers.CharField(source="course.title")
    summary = serializers.CharField(source="course.summary")
    url = serializers.URLField(help_text="Where people read it.")
    api_url = serializers.SerializerMethodField(help_text="With text and lessons.")
    category = CategoryNameSerializer(allow_null=True)
    tags = serializers.ListField(child=serializers.CharField())
    format = serializers.ChoiceField(CoursePage.Format.values, source="course.format")
    level = serializers.ChoiceField(CoursePage.Level.values, source="course.level")
    language = serializers.ChoiceField(
        CoursePage.Language.values, source="course.language"
    )
    duration_minutes = serializers.IntegerField(
        source="course.duration_minutes", allow_null=True
    )
    needs = NeedsSerializer(source="course")
    cover = PictureSerializer(allow_null=True)
    contributors = ContributorSerializer(many=True, source="credits")
    licence = LicenceSerializer(source="*")
    rights_holder = serializers.CharField(source="course.rights_holder")
    source_url = serializers.SerializerMethodField(
        help_text="Where the original is found; null if it is this one."
    )
    attribution = AttributionsSerializer(
        source="*",
        help_text="Say this wherever you show it. In the course's language if the "
        "site speaks it, and in Indonesian and English.",
    )
    price = serializers.SerializerMethodField(help_text="Learners never pay.")
    handover = serializers.SerializerMethodField(
        help_text="What a training ecosystem pays for taking the course over: zero or "
        "one rupiah; null if it is not offered."
    )
    sessions = SessionSerializer(many=True)
    verified_on = serializers.DateField(
        source="course.verified_on",
        format="iso-8601",
        allow_null=True,
        help_text="When somebody last checked that everything in it is right.",
    )
    created = InstantField(
        source="course.first_published_at",
        allow_null=True,
        help_text="First published.",
    )
    updated = InstantField(
        allow_null=True, help_text="Last published, the latest lesson included."
    )

    def get_api_url(self, facts: CourseDocument) -> str | None:
        return api_address("course", facts.root, facts.course.uid)

    def get_source_url(self, facts: CourseDocument) -> str | None:
        return facts.course.source_url or origin_of(facts.mirrored) or None

    @extend_schema_field(PriceSerializer)
    def get_price(self, facts: CourseDocument) -> dict[str, Any]:
        return {"amount": 0, "currency": "IDR"}

    @extend_schema_field(PriceSerializer(allow_null=True))
    def get_handover(self, facts: CourseDocument) -> dict[str, Any] | None:
        if not facts.permits.handover:
            return None
        return {"amount": facts.course.handover_price, "currency": "IDR"}


class TextSerializer(Serializer):
    body = serializers.CharField(
        source="body.html",
        allow_null=True,
        help_text="Clean HTML with absolute addresses; null if `permits.share` is "
        "false, because then the text is not ours to pass on.",
    )
    text = serializers.CharField(
        source="body.text", allow_null=True, help_text="The same as plain text."
    )
    markdown = serializers.CharField(
        source="body.markdown", allow_null=True, help_text="The same as Markdown."
    )
    blocks = BlocksField(
        source="body.blocks",
        help_text="The same as data. Where only `permits.embed` is true: the videos.",
    )


class LessonFactsSerializer(Serializer):
    uid = serializers.UUIDField(source="lesson.uid")
    title = serializers.CharField(source="lesson.title")
    summary = serializers.CharField(source="lesson.summary")
    url = serializers.URLField()
    duration_minutes = serializers.IntegerField(
        source="lesson.duration_minutes", allow_null=True
    )
    updated = InstantField(source="lesson.last_published_at", allow_null=True)


class LessonSerializer(TextSerializer, LessonFactsSerializer):
    """A step of a course, within it."""


class TranslationSerializer(CourseNameSerializer):
    """The same course in another language."""

    language = serializers.ChoiceField(CoursePage.Language.values)
    api_url = serializers.SerializerMethodField()

    def get_api_url(self, course: CoursePage) -> str | None:
        root = site_root(page_url(course) or "")
        return api_address("course", root, course.uid)


class CourseDetailSerializer(CourseSerializer, TextSerializer, AmbSerializer):
    """A whole course, with its text and lessons in their order.

    It is also a JSON-LD document of the AMB profile (schema.org, LRMI).
    """

    lessons = LessonSerializer(many=True)
    translations = TranslationSerializer(
        many=True, help_text="The same course in other languages, where it is public."
    )


class LessonListingSerializer(LessonFactsSerializer):
    """A step of a course, with the course and its terms."""

    position = serializers.IntegerField(help_text="From 1, within its course.")
    language = serializers.CharField(source="document.course.language")
    course = CourseNameSerializer(source="document.course")
    licence = LicenceSerializer(source="document")
    rights_holder = serializers.CharField(source="document.course.rights_holder")
    attribution = AttributionsSerializer(source="document")


class LessonDetailSerializer(LessonListingSerializer, TextSerializer, AmbSerializer):
    """A whole lesson; also a JSON-LD document of the AMB profile."""
