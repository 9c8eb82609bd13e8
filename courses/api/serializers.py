"""The documents of the API, field by field."""

import datetime as dt
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import CategoryPage, Contributor, CourseCredit, CoursePage, LiveSession
from ..models.sessions import Zone
from .blocks import BlocksField
from .links import object_url, page_url
from .loading import CourseFacts
from .terms import AttributionSerializer, LicenceSerializer, PriceSerializer

Serializer = serializers.Serializer[Any]


class InstantField(serializers.DateTimeField):
    """UTC with a Z, whatever the host prefers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso-8601", default_timezone=dt.UTC, **kwargs)


class NeedsSerializer(Serializer):
    device = serializers.ChoiceField(CoursePage.Device.values)
    internet = serializers.BooleanField(source="needs_internet")
    app = serializers.CharField(source="needs_app", help_text="Empty if none.")
    account = serializers.BooleanField(
        source="needs_account", help_text="The source asks learners to register."
    )


class CoverSerializer(Serializer):
    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class ContributorSerializer(Serializer):
    uid = serializers.UUIDField(source="contributor.uid")
    name = serializers.CharField(source="contributor.name")
    kind = serializers.ChoiceField(Contributor.Kind.values, source="contributor.kind")
    role = serializers.ChoiceField(CourseCredit.Role.values)
    url = serializers.SerializerMethodField(
        help_text="Their page here; null if they prefer none."
    )

    def get_url(self, credit: CourseCredit) -> str | None:
        contributor = credit.contributor
        if not contributor.listed:
            return None
        return object_url(contributor, self.context["root"])


class SessionSerializer(Serializer):
    """A live class. How to join is told on its own page, shortly before it starts."""

    uid = serializers.UUIDField()
    title = serializers.CharField(source="__str__")
    url = serializers.SerializerMethodField()
    starts_at = InstantField()
    ends_at = InstantField()
    timezone = serializers.ChoiceField(
        Zone.values, help_text="The clock on the announcement."
    )
    duration_minutes = serializers.IntegerField()
    platform = serializers.ChoiceField(LiveSession.Platform.values)
    status = serializers.ChoiceField(LiveSession.Status.values)
    note = serializers.CharField()
    recording_url = serializers.SerializerMethodField(
        help_text="Null until the class is over."
    )

    def get_url(self, session: LiveSession) -> str | None:
        return object_url(session, self.context["root"])

    def get_recording_url(self, session: LiveSession) -> str | None:
        return (session.recording_url if session.past else None) or None


class CategoryNameSerializer(Serializer):
    uid = serializers.UUIDField()
    slug = serializers.SlugField()
    title = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, category: CategoryPage) -> str | None:
        return page_url(category, self.context["request"])


class CategorySerializer(CategoryNameSerializer):
    """One of the doors of the catalogue."""

    introduction = serializers.SerializerMethodField(help_text="HTML.")
    colour = serializers.ChoiceField(CategoryPage.Colour.values)
    course_count = serializers.SerializerMethodField()
    courses_url = serializers.SerializerMethodField(help_text="Its courses, here.")

    def get_introduction(self, category: CategoryPage) -> str:
        return self.context["introductions"][category.pk]

    def get_course_count(self, category: CategoryPage) -> int:
        return self.context["counts"].get(category.path, 0)

    def get_courses_url(self, category: CategoryPage) -> str:
        path = reverse("prakerja_courses_api:courses")
        address = self.context["request"].build_absolute_uri(path)
        return f"{address}?category={category.slug}"


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
    cover = CoverSerializer(allow_null=True)
    contributors = ContributorSerializer(many=True, source="credits")
    licence = LicenceSerializer(source="*")
    rights_holder = serializers.CharField(source="course.rights_holder")
    source_url = serializers.SerializerMethodField(
        help_text="Where the original is found; null if it is this one."
    )
    attribution = AttributionSerializer(
        help_text="Say this wherever you show it. In the course's language if the "
        "site speaks it."
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

    def get_api_url(self, facts: CourseFacts) -> str:
        path = reverse("prakerja_courses_api:course", args=[facts.course.uid])
        return self.context["request"].build_absolute_uri(path)

    def get_source_url(self, facts: CourseFacts) -> str | None:
        return facts.course.source_url or None

    @extend_schema_field(PriceSerializer)
    def get_price(self, facts: CourseFacts) -> dict[str, Any]:
        return {"amount": 0, "currency": "IDR"}

    @extend_schema_field(PriceSerializer(allow_null=True))
    def get_handover(self, facts: CourseFacts) -> dict[str, Any] | None:
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
    blocks = BlocksField(
        source="body.blocks",
        help_text="The same as data. Where only `permits.embed` is true: the videos.",
    )


class LessonSerializer(TextSerializer):
    uid = serializers.UUIDField(source="lesson.uid")
    title = serializers.CharField(source="lesson.title")
    summary = serializers.CharField(source="lesson.summary")
    url = serializers.URLField()
    duration_minutes = serializers.IntegerField(
        source="lesson.duration_minutes", allow_null=True
    )
    updated = InstantField(source="lesson.last_published_at", allow_null=True)


class CourseDetailSerializer(CourseSerializer, TextSerializer):
    """A whole course, with its text and lessons in their order."""

    lessons = LessonSerializer(many=True)


class ListSerializer(Serializer):
    total = serializers.IntegerField(help_text="How many there are on all pages.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class CourseListSerializer(ListSerializer):
    results = CourseSerializer(many=True)


class CategoryListSerializer(ListSerializer):
    results = CategorySerializer(many=True)
