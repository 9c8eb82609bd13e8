"""How the JSON-LD part of a document is described to OpenAPI (see ``amb``)."""

from copy import deepcopy
from typing import Any

from rest_framework import serializers

Serializer = serializers.Serializer[Any]


class AmbConceptSerializer(Serializer):
    type = serializers.ChoiceField(["Concept"])
    id = serializers.URLField()


class AmbPersonSerializer(Serializer):
    type = serializers.ChoiceField(["Person", "Organization"])
    name = serializers.CharField()
    id = serializers.URLField(required=False)


class AmbWorkSerializer(Serializer):
    id = serializers.URLField()
    type = serializers.ListField(child=serializers.CharField())
    name = serializers.CharField()


class AmbMediaSerializer(Serializer):
    type = serializers.ChoiceField(["MediaObject"])
    contentUrl = serializers.URLField(required=False)
    embedUrl = serializers.URLField(required=False)
    encodingFormat = serializers.CharField(required=False)
    contentSize = serializers.CharField(required=False, help_text="In bytes, as text.")
    sha256 = serializers.CharField(required=False)


class AmbSourceSerializer(AmbWorkSerializer):
    modified = serializers.BooleanField(
        required=False,
        help_text="Of a course taken over from there: whether it was changed here.",
    )
    modifiedBy = serializers.CharField(required=False, help_text="The site's name.")
    isBasedOn = serializers.ListField(
        child=serializers.JSONField(),
        required=False,
        help_text="What that one is based on, and so on.",
    )


class AmbPageSerializer(Serializer):
    id = serializers.URLField()
    type = serializers.ChoiceField(["WebContent"])
    provider = AmbPersonSerializer()
    dateModified = serializers.CharField(required=False)


class AmbSentenceSerializer(Serializer):
    id = serializers.CharField()
    en = serializers.CharField()


class AmbRightsSerializer(Serializer):
    state = serializers.CharField()
    holder = serializers.CharField()
    sentence = AmbSentenceSerializer()


class AmbLicenceSerializer(Serializer):
    id = serializers.URLField()


def texts(**options: Any) -> Any:
    return serializers.ListField(child=serializers.CharField(), **options)


FIELDS = {
    "@context": serializers.ListField(child=serializers.JSONField()),
    "id": serializers.URLField(),
    "type": texts(),
    "name": serializers.CharField(),
    "description": serializers.CharField(required=False),
    "inLanguage": texts(),
    "keywords": texts(required=False),
    "learningResourceType": AmbConceptSerializer(many=True, required=False),
    "conditionsOfAccess": AmbConceptSerializer(required=False),
    "isAccessibleForFree": serializers.BooleanField(),
    "creator": AmbPersonSerializer(many=True),
    "contributor": AmbPersonSerializer(many=True, required=False),
    "publisher": AmbPersonSerializer(many=True, required=False),
    "license": AmbLicenceSerializer(
        required=False, help_text="Of open licences; otherwise see `rights`."
    ),
    "rights": AmbRightsSerializer(),
    "image": serializers.URLField(required=False),
    "timeRequired": serializers.CharField(required=False, help_text="ISO 8601."),
    "datePublished": serializers.CharField(required=False),
    "dateModified": serializers.CharField(required=False),
    "isPartOf": AmbWorkSerializer(many=True, required=False),
    "hasPart": AmbWorkSerializer(many=True, required=False),
    "isBasedOn": AmbSourceSerializer(many=True, required=False),
    "encoding": AmbMediaSerializer(many=True, required=False),
    "accessibilityFeature": texts(required=False),
    "mainEntityOfPage": AmbPageSerializer(many=True, required=False),
}


class AmbSerializer(Serializer):
    """Reads what ``amb`` has made: some of its names are no names in Python."""

    def get_fields(self) -> dict[str, Any]:
        made = {name: described(name, field) for name, field in FIELDS.items()}
        return {**super().get_fields(), **made}


def described(name: str, field: Any) -> Any:
    """A copy of a field that finds its value, though the name may be taken."""
    again = deepcopy(field)
    again.source = f"amb.{name}"
    return again
