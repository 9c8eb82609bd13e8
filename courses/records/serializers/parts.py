"""What stands in more than one document."""

import datetime as dt
from typing import Any
from urllib.parse import urljoin

from django.urls import NoReverseMatch, reverse
from rest_framework import serializers

from ...models import CategoryPage, Contributor, CourseCredit, CoursePage, LiveSession
from ...models.sessions import Zone
from ..links import object_url, page_url

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


class CourseNameSerializer(Serializer):
    uid = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, course: CoursePage) -> str | None:
        return page_url(course)


def api_address(name: str, root: str, *args: Any) -> str | None:
    """An address of this API; None on a host that has left it out."""
    try:
        return urljoin(root, reverse(f"prakerja_courses_api:{name}", args=args))
    except NoReverseMatch:
        return None
