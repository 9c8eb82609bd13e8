"""Lists and other answers around documents, as OpenAPI describes them."""

from typing import Any

from rest_framework import serializers

from ..models import ContentRecord, Licence
from ..records import serializers as documents
from ..records.terms import AsksSerializer, SentenceSerializer

Serializer = serializers.Serializer[Any]


class ListSerializer(Serializer):
    total = serializers.IntegerField(help_text="How many there are on all pages.")
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class CourseListSerializer(ListSerializer):
    results = documents.CourseSerializer(many=True)


class LessonListSerializer(ListSerializer):
    results = documents.LessonListingSerializer(many=True)


class CategoryListSerializer(ListSerializer):
    results = documents.CategorySerializer(many=True)


class ContributorListSerializer(ListSerializer):
    results = documents.ContributorPageSerializer(many=True)


class SessionListSerializer(ListSerializer):
    results = documents.CourseSessionSerializer(many=True)


class PathListSerializer(ListSerializer):
    results = documents.PathSerializer(many=True)


class TagSerializer(Serializer):
    name = serializers.CharField()
    slug = serializers.SlugField()
    course_count = serializers.IntegerField()
    courses_url = serializers.URLField(help_text="Its courses, here.")


class TagListSerializer(ListSerializer):
    results = TagSerializer(many=True)


class LicencePermitsSerializer(Serializer):
    share = serializers.BooleanField(source="may_share")
    adapt = serializers.BooleanField(source="may_adapt")
    sell = serializers.BooleanField(source="may_sell")


class LicenceListingSerializer(Serializer):
    """A licence, or a state that stands where no open licence is."""

    code = serializers.CharField()
    state = serializers.ChoiceField(Licence.State.values)
    spdx = serializers.CharField(source="spdx_id", help_text="Empty if it has none.")
    name = serializers.CharField()
    url = serializers.CharField(help_text="The licence's own text; may be empty.")
    sentence = SentenceSerializer(source="*")
    permits = LicencePermitsSerializer(source="*")
    asks = AsksSerializer(source="*")


class LicenceListSerializer(ListSerializer):
    results = LicenceListingSerializer(many=True)


class ChangeSerializer(Serializer):
    """One thing, where its last change put it."""

    state = serializers.ChoiceField(ContentRecord.State.values)
    kind = serializers.ChoiceField(ContentRecord.Kind.values)
    id = serializers.UUIDField(help_text="Its `uid`.")
    modified = serializers.IntegerField(help_text="The number of the change.")
    digest = serializers.CharField(
        required=False, help_text="SHA-256 of what is told; absent once it is gone."
    )
    data = serializers.DictField(  # type: ignore[assignment]
        required=False, help_text="The whole document; absent once it is gone."
    )


class DumpFileSerializer(Serializer):
    url = serializers.URLField()
    sha256 = serializers.CharField(help_text="Of the file as it is, compressed.")
    size = serializers.IntegerField(help_text="In bytes, compressed.")
    count = serializers.IntegerField(help_text="Lines: one for each thing.")
    media_type = serializers.ChoiceField(["application/x-ndjson"])
    content_encoding = serializers.ChoiceField(["gzip"])


class DumpsSerializer(Serializer):
    """All files together hold everything that is told."""

    change = serializers.IntegerField(
        help_text="Go on with `changes/?afterChangeNumber=` this number."
    )
    created = serializers.DateTimeField(
        allow_null=True, help_text="When the last file was written."
    )
    license = serializers.URLField(help_text="On which terms all of this is given.")
    files = DumpFileSerializer(many=True)


class ChangesSerializer(Serializer):
    """A page of the feed (OpenActive Realtime Paged Data Exchange 1.0)."""

    next = serializers.URLField(help_text="Where to go on; at the end, this address.")
    items = ChangeSerializer(many=True)
    license = serializers.URLField(help_text="On which terms all of this is given.")
