"""On which terms a course may be had: licence, what it permits, attribution, price."""

from typing import Any

from rest_framework import serializers

from ..models import Licence
from .courses import CourseDocument

Serializer = serializers.Serializer[Any]


class PriceSerializer(Serializer):
    amount = serializers.IntegerField(help_text="In whole units of the currency.")
    currency = serializers.ChoiceField(["IDR"])


class PermitsSerializer(Serializer):
    """What others may do with the course."""

    show = serializers.BooleanField(help_text="Shown whole on the site it comes from.")
    embed = serializers.BooleanField(help_text="Its videos, in their owner's player.")
    link = serializers.BooleanField(help_text="Described, with a link to it.")
    share = serializers.BooleanField(help_text="Copied and passed on.")
    adapt = serializers.BooleanField(help_text="Changed and translated.")
    sell = serializers.BooleanField(help_text="Used commercially.")
    handover = serializers.BooleanField(help_text="Taken over by training ecosystems.")


class AsksSerializer(Serializer):
    """What a licence asks in return."""

    attribution = serializers.BooleanField(
        source="must_attribute", help_text="Name who made it."
    )
    share_alike = serializers.BooleanField(
        source="must_share_alike", help_text="Changed works keep this licence."
    )


class SentenceSerializer(Serializer):
    id = serializers.CharField(source="sentence_id")
    en = serializers.CharField(source="sentence_en")


class LicenceSerializer(Serializer):
    code = serializers.CharField(source="licence.code")
    state = serializers.ChoiceField(Licence.State.values, source="licence.state")
    spdx = serializers.SerializerMethodField(
        help_text="SPDX identifier; null unless it is an open licence."
    )
    name = serializers.CharField(source="licence.name")
    url = serializers.SerializerMethodField(help_text="The licence's own text.")
    sentence = SentenceSerializer(
        source="licence", help_text="What it means, in plain words."
    )
    permits = PermitsSerializer()
    asks = AsksSerializer(source="licence")

    def get_spdx(self, facts: CourseDocument) -> str | None:
        return facts.licence.spdx_id or None

    def get_url(self, facts: CourseDocument) -> str | None:
        return facts.licence.url or None


class AttributionSerializer(Serializer):
    text = serializers.CharField()
    html = serializers.CharField()


class AttributionsSerializer(AttributionSerializer):
    """In the course's own language, and in each of these."""

    text = serializers.CharField(source="attribution.text")
    html = serializers.CharField(source="attribution.html")
    id = AttributionSerializer(source="attributions.id")
    en = AttributionSerializer(source="attributions.en")
