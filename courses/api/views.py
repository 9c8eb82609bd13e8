"""The public API of the courses: lists and single documents."""

from typing import Any

from django.db.models import OuterRef, Subquery
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Page

from ..models import ContentRecord, Licence
from ..records import serializers as documents
from . import choosing, examples, serializers
from .choosing import best_matches, chosen
from .fields import Fields
from .http import PublicView
from .pagination import Slice, from_offset
from .parameters import ListQuery
from .record_views import RecordListView, RecordsView, RecordView, Values, only, paging
from .schema import Description
from .tags import tags, told

Kind = ContentRecord.Kind


class CourseListView(RecordListView):
    """Newest first, or by relevance where `search` is given."""

    kind = Kind.COURSE
    query = choosing.CourseQuery
    schema = Description(
        "courses_list",
        "Courses",
        serializers.CourseListSerializer,
        query=choosing.CourseQuery,
        example=examples.COURSE_LIST,
    )

    def state(self, request: Request, *args: Any, **kwargs: Any) -> str | None:
        """Words are filed later than records change."""
        state = super().state(request, *args, **kwargs)
        return None if "search" in self.asked else state

    def page(self, query: Values, fields: Fields) -> Slice[ContentRecord]:
        if "search" not in query:
            return super().page(query, fields)
        records = chosen(self.kind, query, self.now)
        ranked = from_offset(best_matches(records, query["search"]), **paging(query))
        rows = records.filter(object_id__in=ranked.rows)
        by_id = {row.object_id: row for row in only(rows, fields)}
        return ranked.with_rows([by_id[pk] for pk in ranked.rows if pk in by_id])


class CourseView(RecordView):
    """Facts, text and lessons of one course."""

    kind = Kind.COURSE
    query = choosing.OneCourseQuery
    schema = Description(
        "courses_retrieve",
        "One course",
        documents.CourseDetailSerializer,
        query=choosing.OneCourseQuery,
        example=examples.COURSE_DETAIL,
        problems=(400, 404),
    )


class LessonListView(RecordListView):
    """The steps of courses, newest first."""

    kind = Kind.LESSON
    query = choosing.LessonQuery
    schema = Description(
        "lessons_list",
        "Lessons",
        serializers.LessonListSerializer,
        query=choosing.LessonQuery,
        example=examples.LESSON_LIST,
    )


class LessonView(RecordView):
    """One lesson with its text and the terms of its course."""

    kind = Kind.LESSON
    query = choosing.OneLessonQuery
    schema = Description(
        "lessons_retrieve",
        "One lesson",
        documents.LessonDetailSerializer,
        query=choosing.OneLessonQuery,
        problems=(400, 404),
        example=examples.LESSON_DETAIL,
    )


class CategoryListView(RecordListView):
    """In the order of the catalogue."""

    kind = Kind.CATEGORY
    query = choosing.CategoryQuery
    schema = Description(
        "categories_list",
        "Categories",
        serializers.CategoryListSerializer,
        query=choosing.CategoryQuery,
        example=examples.one_of(examples.CATEGORY),
    )

    def page(self, query: Values, fields: Fields) -> Slice[ContentRecord]:
        place = Page.objects.filter(pk=OuterRef("object_id")).values("path")[:1]
        records = chosen(self.kind, query, self.now).annotate(place=Subquery(place))
        return from_offset(list(records.order_by("place")), **paging(query))


class CategoryView(RecordView):
    """One category."""

    kind = Kind.CATEGORY
    query = choosing.OneCategoryQuery
    schema = Description(
        "categories_retrieve",
        "One category",
        documents.CategorySerializer,
        query=choosing.OneCategoryQuery,
        problems=(400, 404),
        example=examples.CATEGORY,
    )


class ContributorListView(RecordListView):
    """Who gives public courses and has a page here, newest first."""

    kind = Kind.CONTRIBUTOR
    query = choosing.ContributorQuery
    schema = Description(
        "contributors_list",
        "Contributors",
        serializers.ContributorListSerializer,
        query=choosing.ContributorQuery,
        example=examples.one_of(examples.CONTRIBUTOR),
    )


class ContributorView(RecordView):
    """One contributor."""

    kind = Kind.CONTRIBUTOR
    query = choosing.OneContributorQuery
    schema = Description(
        "contributors_retrieve",
        "One contributor",
        documents.ContributorPageSerializer,
        query=choosing.OneContributorQuery,
        problems=(400, 404),
        example=examples.CONTRIBUTOR,
    )


class SessionListView(RecordListView):
    """Live classes, newest first. How to join is told on their own pages."""

    kind = Kind.SESSION
    query = choosing.SessionQuery
    schema = Description(
        "sessions_list",
        "Live classes",
        serializers.SessionListSerializer,
        query=choosing.SessionQuery,
        example=examples.one_of(examples.SESSION),
    )


class SessionView(RecordView):
    """One live class."""

    kind = Kind.SESSION
    query = choosing.OneSessionQuery
    schema = Description(
        "sessions_retrieve",
        "One live class",
        documents.CourseSessionSerializer,
        query=choosing.OneSessionQuery,
        problems=(400, 404),
        example=examples.SESSION,
    )


class PathListView(RecordListView):
    """Courses in an order that somebody thought about, newest first."""

    kind = Kind.PATH
    query = choosing.PathQuery
    schema = Description(
        "paths_list",
        "Learning paths",
        serializers.PathListSerializer,
        query=choosing.PathQuery,
        example=examples.one_of(examples.PATH),
    )


class PathView(RecordView):
    """One learning path."""

    kind = Kind.PATH
    query = choosing.OnePathQuery
    schema = Description(
        "paths_retrieve",
        "One learning path",
        documents.PathSerializer,
        query=choosing.OnePathQuery,
        problems=(400, 404),
        example=examples.PATH,
    )


class TagListView(RecordsView):
    """Tags of public courses, the most used first."""

    query = ListQuery
    schema = Description(
        "tags_list",
        "Tags",
        serializers.TagListSerializer,
        query=ListQuery,
        example=examples.TAGS,
    )

    def get(self, request: Request) -> Response:
        page = from_offset(tags(self.now), **paging(self.asked))
        results = list(told(page.rows, request))
        body = {"total": page.total, **page.links(request), "results": results}
        return Response(body, headers=page.headers(request))


class LicenceListView(PublicView):
    """The licences courses can stand under here, and what each allows and asks."""

    query = ListQuery
    schema = Description(
        "licences_list",
        "Licences",
        serializers.LicenceListSerializer,
        query=ListQuery,
        example=examples.LICENCES,
    )

    def get(self, request: Request) -> Response:
        licences = Licence.objects.exclude(state=Licence.State.UNKNOWN)
        page = from_offset(list(licences), **paging(self.asked))
        results = serializers.LicenceListingSerializer(page.rows, many=True).data
        body = {"total": page.total, **page.links(request), "results": results}
        return Response(body, headers=page.headers(request))
