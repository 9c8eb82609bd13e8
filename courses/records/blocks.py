"""The blocks of a course as the API describes them."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from ..blocks.callout import Kind
from ..blocks.tracks import Kind as TrackKind
from ..models import LiveSession
from ..models.sessions import Zone

Serializer = serializers.Serializer[Any]


class TextBlockSerializer(Serializer):
    type = serializers.ChoiceField(["text"])
    html = serializers.CharField()


class HeadingBlockSerializer(Serializer):
    type = serializers.ChoiceField(["heading"])
    text = serializers.CharField()


class FileFactsSerializer(Serializer):
    size = serializers.IntegerField(allow_null=True, help_text="In bytes.")
    sha256 = serializers.CharField(allow_null=True, help_text="SHA-256 of its bytes.")


class OwnFileSerializer(FileFactsSerializer):
    url = serializers.URLField()
    type = serializers.ChoiceField(["video/mp4", "video/webm"], allow_null=True)


class RenditionSerializer(FileFactsSerializer):
    url = serializers.URLField()
    width = serializers.IntegerField()
    height = serializers.IntegerField()


class PictureSerializer(RenditionSerializer):
    renditions = RenditionSerializer(many=True, help_text="The same, smaller.")


class TrackSerializer(Serializer):
    """Subtitles or a transcript; kind `player` has no text: its player shows it."""

    language = serializers.CharField()
    kind = serializers.ChoiceField(TrackKind.values)
    timed = serializers.BooleanField(help_text="Whether the text is WebVTT.")
    text = serializers.CharField(help_text="WebVTT or plain text: escape it in HTML.")
    credit = serializers.CharField(help_text="Who wrote it; empty if nobody is named.")


class VideoBlockSerializer(Serializer):
    type = serializers.ChoiceField(["video"])
    title = serializers.CharField()
    url = serializers.URLField(help_text="Where people watch it.")
    minutes = serializers.IntegerField(allow_null=True)
    provider = serializers.ChoiceField(["youtube", "vimeo"], allow_null=True)
    embed_url = serializers.URLField(
        allow_null=True, help_text="Its owner's player. Load it after a click only."
    )
    file = OwnFileSerializer(
        allow_null=True, help_text="Where it lies on this site, its own file."
    )
    transcript = serializers.CharField(help_text="HTML; empty where there is none.")
    tracks = TrackSerializer(many=True)


class ImageBlockSerializer(PictureSerializer):
    type = serializers.ChoiceField(["image"])
    alt = serializers.CharField()
    decorative = serializers.BooleanField()
    caption = serializers.CharField()


class DocumentBlockSerializer(FileFactsSerializer):
    type = serializers.ChoiceField(["document"])
    title = serializers.CharField()
    url = serializers.URLField()
    filename = serializers.CharField()
    media_type = serializers.CharField()


class QuoteBlockSerializer(Serializer):
    type = serializers.ChoiceField(["quote"])
    text = serializers.CharField()
    speaker = serializers.CharField(help_text="Empty if nobody is named.")
    source_url = serializers.URLField(allow_null=True)


class CalloutBlockSerializer(Serializer):
    type = serializers.ChoiceField(["callout"])
    kind = serializers.ChoiceField(Kind.values)
    html = serializers.CharField()


class CodeBlockSerializer(Serializer):
    type = serializers.ChoiceField(["code"])
    language = serializers.CharField(help_text="`text` where it is none.")
    code = serializers.CharField(
        trim_whitespace=False, help_text="As typed: escape it in HTML."
    )


class ColumnSerializer(Serializer):
    type = serializers.ChoiceField(
        ["text", "number"], help_text="Numbers stand at the end of their column."
    )
    heading = serializers.CharField()


class TableBlockSerializer(Serializer):
    type = serializers.ChoiceField(["table"])
    caption = serializers.CharField()
    columns = ColumnSerializer(many=True)
    row_headings = serializers.BooleanField(
        help_text="The first cell of each row names it."
    )
    rows = serializers.ListField(
        child=serializers.ListField(child=serializers.CharField())
    )


class AccordionItemSerializer(Serializer):
    heading = serializers.CharField()
    html = serializers.CharField()


class AccordionBlockSerializer(Serializer):
    type = serializers.ChoiceField(["accordion"])
    items = AccordionItemSerializer(many=True)


class LiveSessionBlockSerializer(Serializer):
    """A live class, as it is when you ask. How to join is told on its own page."""

    type = serializers.ChoiceField(["live_session"])
    uid = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.URLField(allow_null=True)
    starts_at = serializers.DateTimeField(help_text="UTC.")
    timezone = serializers.ChoiceField(
        Zone.values, help_text="The clock on the announcement."
    )
    status = serializers.ChoiceField(LiveSession.Status.values)
    when = serializers.CharField(help_text="In words, on all clocks of Indonesia.")


class ChoiceSerializer(Serializer):
    text = serializers.CharField()
    right = serializers.BooleanField()
    explanation = serializers.CharField()


class QuestionSerializer(Serializer):
    question = serializers.CharField()
    choices = ChoiceSerializer(many=True)
    explanation = serializers.CharField(help_text="HTML; empty where there is none.")


class QuizBlockSerializer(Serializer):
    """Questions to check oneself, answers and all."""

    type = serializers.ChoiceField(["quiz"])
    title = serializers.CharField()
    questions = QuestionSerializer(many=True)


BLOCK_SERIALIZERS: dict[str, Serializer | type[Serializer]] = {
    "text": TextBlockSerializer,
    "heading": HeadingBlockSerializer,
    "video": VideoBlockSerializer,
    "image": ImageBlockSerializer,
    "document": DocumentBlockSerializer,
    "quote": QuoteBlockSerializer,
    "callout": CalloutBlockSerializer,
    "code": CodeBlockSerializer,
    "table": TableBlockSerializer,
    "accordion": AccordionBlockSerializer,
    "live_session": LiveSessionBlockSerializer,
    "quiz": QuizBlockSerializer,
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
