"""The public API of the catalogue: courses and categories."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from ..models import CategoryPage, CoursePage
from . import examples, serializers
from .http import PublicView
from .links import clean_texts, page_url, root_for
from .listing import (
    CourseQuery,
    best_matches,
    course_counts,
    narrow,
    public_categories,
    public_courses,
)
from .loading import courses_with_facts, whole_course
from .pagination import Slice, from_offset, newest_first
from .parameters import ListQuery, NoQuery, read_query
from .schema import Description


class CourseListView(PublicView):
    """Newest first, or by relevance where `search` is given."""

    schema = Description(
        "courses_list",
        "Courses",
        serializers.CourseListSerializer,
        query=CourseQuery,
        example=examples.COURSE_LIST,
    )

    def get(self, request: Request) -> Response:
        query = read_query(CourseQuery, request.query_params)
        page = course_page(request._request, query)
        results = serializers.CourseSerializer(
            courses_with_facts(page.rows, request._request),
            many=True,
            context=course_context(request._request),
        )
        return page.answer(request, results.data)


class CourseView(PublicView):
    """Facts, text and lessons of one course."""

    schema = Description(
        "courses_retrieve",
        "One course",
        serializers.CourseDetailSerializer,
        example=examples.COURSE_DETAIL,
        problems=(400, 404),
    )

    def get(self, request: Request, uid: UUID) -> Response:
        read_query(NoQuery, request.query_params)
        courses = public_courses(request._request).select_related("licence")
        course = get_object_or_404(courses, uid=uid)
        answer = serializers.CourseDetailSerializer(
            whole_course(course, request._request),
            context=course_context(request._request),
        )
        return Response(answer.data)


class CategoryListView(PublicView):
    """In the order of the catalogue."""

    schema = Description(
        "categories_list",
        "Categories",
        serializers.CategoryListSerializer,
        query=ListQuery,
    )

    def get(self, request: Request) -> Response:
        query = read_query(ListQuery, request.query_params)
        categories = list(public_categories(request._request))
        page = from_offset(categories, **paging(query))
        results = serializers.CategorySerializer(
            page.rows,
            many=True,
            context=category_context(request._request, page.rows),
        )
        return page.answer(request, results.data)


class CategoryView(PublicView):
    """One category."""

    schema = Description(
        "categories_retrieve",
        "One category",
        serializers.CategorySerializer,
        problems=(400, 404),
    )

    def get(self, request: Request, uid: UUID) -> Response:
        read_query(NoQuery, request.query_params)
        category = get_object_or_404(public_categories(request._request), uid=uid)
        answer = serializers.CategorySerializer(
            category, context=category_context(request._request, [category])
        )
        return Response(answer.data)


def course_page(request: HttpRequest, query: dict[str, Any]) -> Slice[CoursePage]:
    courses = narrow(public_courses(request), query, request)
    listed = courses.select_related("licence").defer_streamfields()
    if "search" not in query:
        return newest_first(listed, **paging(query))
    found = from_offset(best_matches(courses, query["search"]), **paging(query))
    by_pk = listed.in_bulk(found.rows)
    return found.with_rows([by_pk[pk] for pk in found.rows if pk in by_pk])


def paging(query: dict[str, Any]) -> dict[str, Any]:
    return {"limit": query["limit"], "cursor": query.get("cursor")}


def course_context(request: HttpRequest) -> dict[str, Any]:
    return {"request": request, "root": root_for(request)}


def category_context(
    request: HttpRequest, categories: Sequence[CategoryPage]
) -> dict[str, Any]:
    texts = [(one.introduction, page_url(one, request) or "") for one in categories]
    introductions = dict(
        zip((one.pk for one in categories), clean_texts(texts), strict=True)
    )
    return {
        "request": request,
        "counts": course_counts(request),
        "introductions": introductions,
    }
