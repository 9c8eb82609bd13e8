"""The documents that records keep and the API tells, field by field."""

import datetime as dt
from typing import Any
from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ..models import CategoryPage, Contributor, CourseCredit, CoursePage, LiveSession
from ..models.sessions import Zone
from .amb_schema import AmbSerializer
from .blocks import BlocksField, PictureSerializer
from .courses import CourseDocument
from .links import object_url, page_url, site_root
from .terms import AttributionsSerializer, LicenceSerializer, PriceSerializer

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
        return page_url(category)


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


class CourseNameSerializer(Serializer):
    uid = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, course: CoursePage) -> str | None:
        return page_url(course)


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


def api_address(name: str, root: str, *args: Any) -> str | None:
    """An address of this API; None on a host that has left it out."""
    try:
        return urljoin(root, reverse(f"prakerja_courses_api:{name}", args=args))
    except NoReverseMatch:
        return None


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
        return facts.course.source_url or None

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
