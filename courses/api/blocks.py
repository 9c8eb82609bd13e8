"""The blocks of a course as the API describes them."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

Serializer = serializers.Serializer[Any]


class TextBlockSerializer(Serializer):
    type = serializers.ChoiceField(["text"])
    html = serializers.CharField()


class HeadingBlockSerializer(Serializer):
    type = serializers.ChoiceField(["heading"])
    text = serializers.CharField()


class VideoBlockSerializer(Serializer):
    type = serializers.ChoiceField(["video"])
    title = serializers.CharField()
    url = serializers.URLField(help_text="Where people watch it.")
    minutes = serializers.IntegerField(allow_null=True)
    provider = serializers.ChoiceField(["youtube", "vimeo"], allow_null=True)
    embed_url = serializers.URLField(
        allow_null=True, help_text="Its owner's player. Load it after a click only."
    )
    transcript = serializers.CharField(help_text="HTML; empty where there is none.")


class ImageBlockSerializer(Serializer):
    type = serializers.ChoiceField(["image"])
    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()
    alt = serializers.CharField()
    decorative = serializers.BooleanField()
    caption = serializers.CharField()


class DocumentBlockSerializer(Serializer):
    type = serializers.ChoiceField(["document"])
    title = serializers.CharField()
    url = serializers.URLField()
    filename = serializers.CharField()
    size = serializers.IntegerField(allow_null=True, help_text="In bytes.")


BLOCK_SERIALIZERS: dict[str, Serializer | type[Serializer]] = {
    "text": TextBlockSerializer,
    "heading": HeadingBlockSerializer,
    "video": VideoBlockSerializer,
    "image": ImageBlockSerializer,
    "document": DocumentBlockSerializer,
}


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="Block",
        serializers=BLOCK_SERIALIZERS,
        resource_type_field_name="type",
        many=True,
    )
)
class BlocksField(serializers.Field[Any, Any, Any, Any]):
    """Blocks as ``content`` made them, which is how they are described above."""

    def to_representation(self, value: Any) -> Any:
        return value
