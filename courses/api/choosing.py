"""Which records a query finds."""

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from ..catalogue.kinds import ACCESS, DURATIONS, NEEDS
from ..models import ContentRecord, CoursePage, Licence, LiveSession, RecordTerm
from ..models.contributors import Contributor
from ..records.reading import public
from ..records.serializers import (
    CategorySerializer,
    ContributorPageSerializer,
    CourseDetailSerializer,
    CourseSessionSerializer,
    LessonDetailSerializer,
    PathSerializer,
)
from ..records.standing import Standing
from .fields import FieldsField
from .parameters import ChoiceField, InstantField, ListQuery, NoQuery
from .problems import Busy, InvalidParameters

SEARCH_LIMIT = 500
SECONDS_BUSY = 5
REUSABLE = {"mirror": "share", "adapt": "adapt", "commercial": "sell"}
# Parameters that name a term by themselves; others are translated below.
TERMS = ("format", "level", "language", "duration", "needs", "access", "handover",
         "status", "course")  # fmt: skip
FOLDED = ("category", "tag", "contributor", "licence")


def choice(values: Any, text: str) -> ChoiceField:
    return ChoiceField(list(values), required=False, help_text=text)


class RecordQuery(ListQuery):
    updated_since = InstantField(
        required=False,
        help_text="Only what changed for the public at this moment or later. ISO 8601 "
        "with an offset: `2026-11-21T00:00:00Z`. To follow changes use `changes/`: it "
        "tells what is gone, too.",
    )


class OneCourseQuery(NoQuery):
    fields = FieldsField(CourseDetailSerializer)  # type: ignore[assignment]


class CourseQuery(RecordQuery):
    category = serializers.SlugField(
        required=False, help_text="The slug or `uid` of a category; see `categories/`."
    )
    tag = serializers.CharField(
        required=False, max_length=100, help_text="The name or slug of a tag."
    )
    contributor = serializers.SlugField(
        required=False, max_length=180, help_text="The slug of a contributor."
    )
    format = choice(CoursePage.Format.values, "How the course is given.")
    level = choice(CoursePage.Level.values, "For whom it is.")
    language = choice(CoursePage.Language.values, "Its language.")
    duration = choice(dict(DURATIONS), "How long it takes.")
    needs = choice(dict(NEEDS), "What a learner can do without.")
    access = choice(dict(ACCESS), "For people who cannot hear or see, or print it.")
    licence = serializers.CharField(
        required=False,
        max_length=40,
        help_text="The code of a licence; see `licences/`.",
    )
    handover = choice(
        ["any", "0", "1"], "Offered to training ecosystems, at this price in rupiah."
    )
    reusable_for = choice(
        REUSABLE,
        "What its rights allow you to do with it: `mirror` is `share` in "
        "`licence.permits`, `adapt` is `adapt`, `commercial` is `sell`.",
    )
    search = serializers.CharField(
        required=False,
        min_length=2,
        max_length=100,
        help_text="Words in title, summary, text, tags or rights holder. The best "
        "matches come first; of more than 500, the newest 500.",
    )
    fields = FieldsField(CourseDetailSerializer)  # type: ignore[assignment]


class OneLessonQuery(NoQuery):
    fields = FieldsField(LessonDetailSerializer)  # type: ignore[assignment]


class LessonQuery(RecordQuery):
    course = serializers.UUIDField(required=False, help_text="Of this course.")
    language = choice(CoursePage.Language.values, "The language of their course.")
    fields = FieldsField(LessonDetailSerializer)  # type: ignore[assignment]


class OneSessionQuery(NoQuery):
    fields = FieldsField(CourseSessionSerializer)  # type: ignore[assignment]


class SessionQuery(RecordQuery):
    course = serializers.UUIDField(required=False, help_text="Of this course.")
    status = choice(LiveSession.Status.values, "Whether they take place.")
    fields = FieldsField(CourseSessionSerializer)  # type: ignore[assignment]


class OneContributorQuery(NoQuery):
    fields = FieldsField(ContributorPageSerializer)  # type: ignore[assignment]


class ContributorQuery(RecordQuery):
    kind = choice(Contributor.Kind.values, "Persons or organisations.")
    fields = FieldsField(ContributorPageSerializer)  # type: ignore[assignment]


class OneCategoryQuery(NoQuery):
    fields = FieldsField(CategorySerializer)  # type: ignore[assignment]


class CategoryQuery(RecordQuery):
    fields = FieldsField(CategorySerializer)  # type: ignore[assignment]


class OnePathQuery(NoQuery):
    fields = FieldsField(PathSerializer)  # type: ignore[assignment]


class PathQuery(RecordQuery):
    fields = FieldsField(PathSerializer)  # type: ignore[assignment]


Chosen = QuerySet[ContentRecord]


def chosen(kind: str, query: dict[str, Any], now: Standing) -> Chosen:
    """Keep what every given parameter asks for; ``search`` stands apart."""
    records = public(kind, now)
    for term in terms(query):
        under = RecordTerm.objects.filter(term=term)
        records = records.filter(pk__in=under.values("record"))
    if moment := query.get("updated_since"):
        records = records.filter(modified_at__gte=moment)
    if slug := query.get("category"):
        require_category(slug, now)
    return records


def terms(query: dict[str, Any]) -> list[str]:
    found = [f"{name}:{query[name]}" for name in TERMS if name in query]
    found += [f"{name}:{query[name].casefold()}" for name in FOLDED if name in query]
    if "kind" in query:
        found.append(f"kind:{query['kind']}")
    if purpose := query.get("reusable_for"):
        found.append(f"reuse:{REUSABLE[purpose]}")
    return found


def require_category(slug: str, now: Standing) -> None:
    """A slug may stand once in each language's tree."""
    there = public(ContentRecord.Kind.CATEGORY, now)
    under = RecordTerm.objects.filter(term=f"slug:{slug.casefold()}")
    if there.filter(pk__in=under.values("record")).exists():
        return
    if now.due:  # it may be among what is not told yet
        raise Busy(SECONDS_BUSY)
    message = f"There is no category “{slug}”. categories/ lists those there are."
    raise InvalidParameters({"category": [message]})


def require_licence(code: str) -> None:
    """One that no public course stands under finds nothing; others are mistyped."""
    licences = Licence.objects.exclude(state=Licence.State.UNKNOWN)
    codes = list(licences.values_list("code", flat=True))
    if code.casefold() in codes:
        return
    message = f"There is no licence “{code}”. licences/ lists those there are: "
    raise InvalidParameters({"licence": [f"{message}{', '.join(codes)}."]})


def best_matches(records: Chosen, words: str) -> list[int]:
    """Ids of courses by relevance; of a word that stands everywhere, the newest.

    Ranking takes time with the square of the matches on SQLite: only a search that
    finds no more than SEARCH_LIMIT is ranked.
    """
    newest = search(records, words, order_by_relevance=False)
    if len(newest) > SEARCH_LIMIT:
        return newest[:SEARCH_LIMIT]
    return search(records, words)


def search(records: Chosen, words: str, **options: Any) -> list[int]:
    pages = CoursePage.objects.filter(pk__in=records.values("object_id"))
    newest = pages.only("pk", "content_type").order_by("-first_published_at")
    found = newest.search(words, operator="and", **options)
    return [page.pk for page in found[: SEARCH_LIMIT + 1]]
